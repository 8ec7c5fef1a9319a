package publication

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files; read the difference before committing it")

// The kept example of format 1: what this program publishes today, byte for byte.
func TestThePartsOfTheExampleAreThoseThatWereKept(t *testing.T) {
	parts := mustParts(t, fietsroutes())
	for _, p := range parts {
		compareGolden(t, p.Path, p.Bytes)
	}
	compareGolden(t, ManifestPath, Manifest(parts))
	kept, err := filepath.Glob("testdata/formaat-1/knopen/*.json")
	if err != nil || len(kept) != 4 {
		t.Errorf("%d nodes are kept, %v", len(kept), err)
	}
}

func mustParts(t testing.TB, in Input) []PartFile {
	t.Helper()
	p, err := Freeze(in)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := Parts(p)
	if err != nil {
		t.Fatal(err)
	}
	return parts
}

func compareGolden(t *testing.T, path string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata/formaat-1", path)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is\n%s\nwas\n%s", path, indent(got), indent(want))
	}
}

func indent(part []byte) string { return strings.ReplaceAll(string(part), `,"`, ",\n\"") }
