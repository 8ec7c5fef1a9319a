package gallery

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every component has its examples, and all of them stand on the page.
func TestEveryComponentIsShown(t *testing.T) {
	shown := map[string]bool{}
	for _, c := range components() {
		shown[c.folder] = len(c.examples) > 0
		for _, e := range c.examples {
			var b strings.Builder
			if err := e.Render(t.Context(), &b); err != nil || b.Len() == 0 || e.Name == "" {
				t.Errorf("%s, %q: %d bytes, %v", c.folder, e.Name, b.Len(), err)
			}
		}
	}
	sheets, err := filepath.Glob("../*/*.css")
	if err != nil || len(sheets) == 0 {
		t.Fatal("no components", err)
	}
	for _, sheet := range sheets {
		folder := filepath.Dir(sheet)
		if _, err := os.Stat(filepath.Join(folder, "examples.go")); err != nil || !shown[filepath.Base(folder)] {
			t.Errorf("%s has no examples, or they are not in the gallery", filepath.Base(folder))
		}
	}
}
