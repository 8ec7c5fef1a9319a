package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"strconv"
	"sync"

	"doelenboom/internal/ui"
	"doelenboom/internal/ui/richfield"
)

//go:embed *.css
var sheets embed.FS

//go:embed *.js
var scripts embed.FS

// asset is a file that pages name by its hash, so that browsers keep it for ever.
type asset struct {
	name, kind string
	body       []byte
}

// assetRoot is the folder of assets; no organisation can be called so.
const assetRoot = "/werk/m/"

// assetFiles are all assets, with the addresses that pages name.
type assetFiles struct {
	style  string // of all pages
	icon   string // beside the title of every page
	write  string // the script of the page where a report is written
	editor string // the script of long fields; "" when it was not built in
	files  map[string]asset
}

// assets are made when the first page asks for them: a command that serves none does not wait.
var assets = sync.OnceValue(func() assetFiles {
	a := assetFiles{files: map[string]asset{}}
	a.style = a.add("werkplek", ".css", "text/css; charset=utf-8", []byte(ui.Compact(ui.WorkCSS()+pageStyles())))
	a.icon = a.add("doelenboom", ".svg", ui.IconType, []byte(ui.Icon))
	write, err := scripts.ReadFile("report_write.js")
	if err != nil {
		panic(err) // it is embedded
	}
	a.write = a.add("report_write", ".js", "text/javascript; charset=utf-8", write)
	if editor, ok := richfield.Script(); ok {
		a.editor = a.add("tekstveld", ".js", "text/javascript; charset=utf-8", editor.Body)
	}
	return a
})

// add names a file by its hash and gives its address.
func (a assetFiles) add(stem, ending, kind string, body []byte) string {
	sum := sha256.Sum256(body)
	name := stem + "-" + hex.EncodeToString(sum[:4]) + ending
	a.files[name] = asset{name, kind, body}
	return assetRoot + name
}

func pageStyles() string {
	names, _ := fs.Glob(sheets, "*.css") // the pattern is right, and that is the only error there is
	return ui.Sheets(sheets, names...)
}

func serveAsset(w http.ResponseWriter, r *http.Request, name string) {
	a, ok := assets().files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.Write(a.body)
}
