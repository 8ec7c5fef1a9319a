package testkit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatIsLeftOutIsToldAndSkipped(t *testing.T) {
	list := filepath.Join(t.TempDir(), "left-out")
	t.Setenv("TEST_LEFTOUT", list)
	skipped := true
	t.Run("reads a file that no clone has", func(t *testing.T) {
		t.Cleanup(func() { skipped = t.Skipped() })
		Shared(t, "no-such-folder", "file.txt")
		t.Error("a missing file was handed out")
	})
	if !skipped {
		t.Error("the test was not skipped")
	}
	told, err := os.ReadFile(list)
	want := "testkit TestWhatIsLeftOutIsToldAndSkipped/reads_a_file_that_no_clone_has\t../shared/no-such-folder/file.txt is not there\n"
	if err != nil || string(told) != want {
		t.Errorf("told %q (%v), want %q", told, err, want)
	}
}

func TestRanOnAddsALine(t *testing.T) {
	list := filepath.Join(t.TempDir(), "ran")
	t.Setenv("TEST_RAN", list)
	RanOn("SQLite")
	RanOn("PostgreSQL 15")
	told, err := os.ReadFile(list)
	if err != nil || string(told) != "SQLite\ttestkit\nPostgreSQL 15\ttestkit\n" {
		t.Errorf("told %q, %v", told, err)
	}
}

func TestRootHoldsTheModule(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(Root(t), "go.mod"))
	if err != nil || !strings.HasPrefix(string(text), "module doelenboom\n") {
		t.Errorf("%v: %.40s", err, text)
	}
}
