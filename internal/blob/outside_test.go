package blob_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"doelenboom/internal/blob"
)

// What a killed process left of a file goes when the next one writes it; what somebody writes just now stays, and so does what
// is of something else.
func TestWhatWasLeftOutsideGoesWhenItIsMadeAgain(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "site")
	living, err := blob.NewFolder(dir, out, "export")
	if err != nil {
		t.Fatal(err)
	}
	defer living.Close()
	writing, err := blob.NewFile(out, "export")
	if err != nil {
		t.Fatal(err)
	}
	killed, err := blob.NewFolder(dir, out, "export")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(killed.Name(), "index.html"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var stay []string
	for _, name := range []string{".export-site-", ".export-site-x1", ".export-site-2-17", ".export-ander-17", ".backup-site-17", "site-17"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
		stay = append(stay, name)
	}
	killed.Close()
	next, err := blob.NewFile(out, "export")
	if err != nil {
		t.Fatal(err)
	}
	defer next.Close()
	for _, f := range []*os.File{living, writing, next} {
		stay = append(stay, filepath.Base(f.Name()))
	}
	writing.Close()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var there []string
	for _, e := range entries {
		there = append(there, e.Name())
	}
	if slices.Sort(stay); !slices.Equal(there, stay) {
		t.Errorf("there is %v, want %v", there, stay)
	}
}
