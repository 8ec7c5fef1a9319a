package site

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"doelenboom/internal/ui"
)

//go:embed *.css
var ownSheets embed.FS

// sheets makes the style of the site as one file, when it is first asked for: a server that starts need not wait for it.
// Its name holds its hash, so that an archive keeps the style its pages were made for and a browser need never ask for
// it again.
var sheets = sync.OnceValues(makeSheet)

func sheet() string { css, _ := sheets(); return css }

func sheetName() string { _, name := sheets(); return name }

func makeSheet() (css, name string) {
	var s strings.Builder
	s.WriteString(ui.CSS())
	own, _ := fs.Glob(ownSheets, "*.css")              // the pattern is right, and that is the only error there is
	slices.SortStableFunc(own, func(a, b string) int { // the frame first, so that pages can differ from it
		return first(b) - first(a)
	})
	for _, file := range own {
		b, err := ownSheets.ReadFile(file)
		if err != nil {
			panic(err) // it is embedded
		}
		s.Write(b)
	}
	css = ui.Compact(s.String())
	sum := sha256.Sum256([]byte(css))
	return css, "m/site-" + hex.EncodeToString(sum[:6]) + ".css"
}

func first(file string) int {
	if file == "site.css" {
		return 1
	}
	return 0
}

// sheetPage is the style as a file of an archive.
func sheetPage() Page {
	return Page{Path: sheetName(), ContentType: CSS, Inputs: hashOf(sheet()), Render: func(w io.Writer) error {
		_, err := io.WriteString(w, sheet())
		return err
	}}
}

// Sheet is the style for pages outside the archives: its name (with its hash) and its text.
func Sheet() (name, css string) { return strings.TrimPrefix(sheetName(), "m/"), sheet() }
