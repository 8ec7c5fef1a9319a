package site

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// written renders pages into memory, by path.
func written(t testing.TB, render func(PageWriter) error) map[string][]byte {
	t.Helper()
	pages := map[string][]byte{}
	err := render(func(p Page) error {
		var b bytes.Buffer
		if err := p.Render(&b); err != nil {
			return err
		}
		if _, double := pages[p.Path]; double {
			t.Errorf("%q is given twice", p.Path)
		}
		pages[p.Path] = b.Bytes()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// save writes pages as a folder that any web server can show.
func save(t testing.TB, dir string, pages map[string][]byte) {
	t.Helper()
	for path, b := range pages {
		file := filepath.Join(dir, filepath.FromSlash(path))
		if path == "" || path[len(path)-1] == '/' {
			file = filepath.Join(file, "index.html")
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSave writes the fixture as a folder when SITE_OUT names one, to be looked at.
func TestSave(t *testing.T) {
	dir := os.Getenv("SITE_OUT")
	if dir == "" {
		dir = t.TempDir()
	}
	in := fixtureAccounts()
	save(t, filepath.Join(dir, "vlierland", "jaarverslag-2025"), written(t, func(w PageWriter) error { return RenderEdition(in, w) }))
	save(t, filepath.Join(dir, "vlierland"), written(t, func(w PageWriter) error { return RenderOrganisation(fixtureOrganisation(), w) }))
	save(t, filepath.Join(dir, "vlierland", "monitor-2025-2"), written(t, func(w PageWriter) error { return RenderEdition(fixtureMonitor(), w) }))
}
