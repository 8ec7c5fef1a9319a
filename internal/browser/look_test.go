package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doelenboom/internal/testkit"
)

// TestLook makes pictures of every kind of page when BROWSER_OUT names a folder, to be looked at.
func TestLook(t *testing.T) {
	out := os.Getenv("BROWSER_OUT")
	if out == "" {
		return
	}
	for name, view := range map[string]testkit.View{"1280": testkit.Desktop, "390": testkit.Phone} {
		onEvery(t, view, func(t *testing.T, k kind, page *testkit.Page) {
			file := filepath.Join(out, strings.NewReplacer(" ", "-", ",", "").Replace(k.name)+"-"+name+".png")
			if err := os.WriteFile(file, page.WholePage(), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}
