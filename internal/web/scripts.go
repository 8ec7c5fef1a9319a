package web

import "embed"

//go:embed *.js
var scripts embed.FS

// writeScript is the address of the script of the page where a report is written.
var writeScript = newScript("report_write")

func newScript(stem string) string {
	body, err := scripts.ReadFile(stem + ".js")
	if err != nil {
		panic(err) // it is embedded
	}
	return newAsset(stem, ".js", "text/javascript; charset=utf-8", body)
}
