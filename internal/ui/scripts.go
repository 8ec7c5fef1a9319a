package ui

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"strings"
)

//go:embed all:dist
var dist embed.FS

// Script is an ES module for the browser. Its name changes with its bytes, so that it may be kept for ever.
type Script struct {
	Name string // "richfield.1a2b3c4d5e6f.js"
	Body []byte
}

// Scripts are the modules that were bundled when this program was built; none when the packages of npm were not there.
// Everything works without them.
func Scripts() []Script {
	found, _ := fs.Glob(dist, "dist/*.js") // the pattern is right, and that is the only error there is
	var scripts []Script
	for _, name := range found {
		body, err := dist.ReadFile(name)
		if err != nil {
			panic(err) // it is embedded
		}
		sum := sha256.Sum256(body)
		base := strings.TrimSuffix(path.Base(name), ".js")
		scripts = append(scripts, Script{Name: base + "." + hex.EncodeToString(sum[:6]) + ".js", Body: body})
	}
	return scripts
}
