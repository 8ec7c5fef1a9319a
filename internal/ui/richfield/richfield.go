// Package richfield is the field for long texts: paragraphs, lists, quotations, tables, bold, italics and links.
//
// On the page it is a textarea in the plain notation of richtext, and works as such without scripts. The module that
// Script gives makes an editor of it, which posts its blocks as JSON beside it, in NAME.blokken; Read takes either.
// The script is written in editor/ and bundled by `make generate`.
//
// With Upload the editor can place pictures. It posts the file as multipart, in the part "bestand", and wants JSON:
// {"blob":"<SHA-256>","adres":"/werk/…"}, or {"fout":"a Dutch sentence"}.
package richfield

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/field"
)

// Field is one field of a form. Its text is Doc; Value and Auto are not looked at.
type Field struct {
	field.Field
	Doc      richtext.Doc
	Most     int    // how many characters it should have, 0 for no such wish; who saves sees to it
	Rows     int    // how high the plain field is; 0 is usual
	Upload   string // where a picture is sent; without it there is no button for pictures
	Pictures string // where pictures are that were placed before: their blob stands behind it
}

// blocks is added to the name of a field for what the editor posts.
const blocks = ".blokken"

// Read takes the text of a field out of a form: what the editor posted, or else what was typed in the plain field. An
// error is a richtext.Invalid; the text is given then too when it can be shown again.
func Read(form url.Values, name string) (richtext.Doc, error) {
	if posted := form.Get(name + blocks); posted != "" {
		return richtext.Decode([]byte(posted))
	}
	return richtext.ParseAccept(form.Get(name))
}

// Script is the editor, false when it was not built in.
func Script() (ui.Script, bool) {
	for _, s := range ui.Scripts() {
		if strings.HasPrefix(s.Name, "richfield.") {
			return s, true
		}
	}
	return ui.Script{}, false
}

func (f Field) rows() string {
	if f.Rows == 0 {
		return "10"
	}
	return strconv.Itoa(f.Rows)
}

// json is what the editor begins with. References are not in it: they are found again when the text is saved.
func (f Field) json() (string, error) {
	doc := richtext.Clean(f.Doc)
	if doc == nil {
		doc = richtext.Doc{}
	}
	text, err := json.Marshal(doc)
	return string(text), err
}

// describedBy lists what is read aloud with the field.
func (f Field) describedBy() string {
	var ids []string
	for _, part := range []struct {
		name  string
		there bool
	}{{"-uitleg", f.Help != ""}, {"-fout", f.Problem != ""}, {"-aantal", f.Most > 0}} {
		if part.there {
			ids = append(ids, f.Name+part.name)
		}
	}
	return strings.Join(ids, " ")
}

// length says how long the text is, as the script does at every change.
func (f Field) length() string {
	return thousands(f.Doc.Length()) + " van " + thousands(f.Most) + " tekens"
}

func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}
