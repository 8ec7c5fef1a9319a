package publication

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
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

// The register of amendments stands in what the council adopted only; of the rest of the example it changes nothing.
func TestTheAmendmentsOfTheExampleAreThoseThatWereKept(t *testing.T) {
	in := fietsroutes()
	in.Edition.Amendments = []cycle.CouncilAmendment{
		{Key: "k10", Number: "A10", Title: "Geen bruggen", Mover: "Lid De Boer", Outcome: cycle.VoteRejected, For: 12, Against: 31},
		{Key: "k2", Number: "A2", Title: "Meer fietsroutes", Mover: "Lid Visser", Text: "Voeg een route toe.", Node: "d321", Decision: "b1",
			Outcome: cycle.VoteAdopted, For: 31, Against: 12, Effect: 250_000_00, WorkedIn: true},
	}
	for _, p := range mustParts(t, in) {
		if p.Path == AmendmentsPath {
			t.Error("amendments stand in an edition that the council did not adopt")
		}
	}
	in.Revision.State = cycle.StateAdopted
	parts := mustParts(t, in)
	at := slices.IndexFunc(parts, func(p PartFile) bool { return p.Path == AmendmentsPath })
	if at < 0 {
		t.Fatal("no register of amendments")
	}
	compareGolden(t, "../formaat-1-vastgesteld/"+AmendmentsPath, parts[at].Bytes)
	r, err := NewReader(Manifest(parts), func(sum string) ([]byte, error) {
		return parts[slices.IndexFunc(parts, func(p PartFile) bool { return p.Sum == sum })].Bytes, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	registers, err := r.Registers()
	if err != nil || len(registers.Amendments) != 2 || registers.Amendments[0].Number != "A2" || registers.Amendments[0].Link.Number != "3.2.1" {
		t.Errorf("read back: %+v, %v", registers.Amendments, err)
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
