package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Half of an export that was killed stands in nobody's way, and goes with the next one.
func TestAnExportThatWasKilledLeavesNothingAfterTheNext(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.published(t, 1000)
		beside := t.TempDir()
		out := filepath.Join(beside, "site")
		half := p.start(t, "export", "site", "--organisation", "proefland", "--out", out)
		for end := time.Now().Add(30 * time.Second); len(namesIn(t, beside)) == 0; {
			if time.Now().After(end) {
				t.Fatal("it does not begin")
			}
		}
		if err := half.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		<-half.ended
		if names := namesIn(t, beside); len(names) != 1 || !strings.HasPrefix(names[0], ".export-site-") {
			t.Fatalf("it left %v, so this test tells nothing", names)
		}
		p.must(t, "export", "site", "--organisation", "proefland", "--out", out)
		if names := namesIn(t, beside); len(names) != 1 || names[0] != "site" {
			t.Errorf("then there is %v", names)
		}
	})
}

func namesIn(t testing.TB, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
