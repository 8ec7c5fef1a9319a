package site

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"io/fs"
	"slices"
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
	own, _ := fs.Glob(ownSheets, "*.css")              // the pattern is right, and that is the only error there is
	slices.SortStableFunc(own, func(a, b string) int { // the frame first, so that pages can differ from it
		return first(b) - first(a)
	})
	css = ui.Compact(ui.CSS() + ui.Sheets(ownSheets, own...))
	sum := sha256.Sum256([]byte(css))
	return css, "m/site-" + hex.EncodeToString(sum[:6]) + ".css"
}

func first(file string) int {
	if file == "site.css" {
		return 1
	}
	return 0
}

var iconName = sync.OnceValue(func() string { return "m/" + ui.IconName() })

// looks are the files by which every page of an archive looks as it does; each archive has its own.
func looks() []Page {
	return []Page{lookPage(sheetName(), CSS, sheet()), lookPage(iconName(), ui.IconType, ui.Icon)}
}

func lookPage(path, contentType, text string) Page {
	return Page{Path: path, ContentType: contentType, Inputs: hashOf(text), Render: func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}}
}

// Looks are the same files for pages outside the archives, by their path below the organisation.
func Looks() map[string]string { return map[string]string{sheetName(): sheet(), iconName(): ui.Icon} }
