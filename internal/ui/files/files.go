// Package files lists what stands beside a text: attachments and evidence, each a file, a link or a note.
package files

// File is one of them. Without Href it is told and not there; a Note stands by itself.
type File struct {
	Title  string
	Href   string
	Facts  string // kind and size: "pdf, 240 kB"
	SaveAs string // name that a browser saves it under; "" is a link elsewhere
	Note   string
	Gone   string // why it is not there: "ingetrokken"
}
