// Package prose makes HTML of text blocks. Every block has its address, #p-7k2m, and a quiet link to it.
package prose

import (
	"context"
	"io"
	"strconv"
	"strings"
	"sync"

	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"

	"github.com/a-h/templ"
)

// Target is where a reference leads. Without an address it is only text.
type Target struct {
	Href  string
	Title string // what it is: shown when somebody points at it
	Note  string // said behind it: "niet in deze editie"

	Width, Height int // of a picture, so that a page does not jump when it comes
}

// Resolver answers a reference; false when nothing is known of it. A picture is asked for as a richtext.RefPicture.
type Resolver func(richtext.Ref) (Target, bool)

// Text shows all blocks.
func Text(d richtext.Doc, to Resolver) templ.Component {
	return written(func(b []byte) []byte { return Append(b, d, to) })
}

// Inline shows the text of all blocks without a paragraph around it, for a line in a list that has an address itself.
func Inline(d richtext.Doc, to Resolver) templ.Component {
	return written(func(b []byte) []byte {
		for i, block := range d {
			if i > 0 {
				b = append(b, ' ')
			}
			b = appendInside(b, block, to)
		}
		return b
	})
}

// Line shows the runs of one line that stands in something that is not a block.
func Line(spans []richtext.Span, to Resolver) templ.Component {
	return written(func(b []byte) []byte { return appendSpans(b, spans, to) })
}

// Link leads to the element with this id, in which it stands last: a line that is not a block may have an address too.
func Link(id string) templ.Component { return LinkTo(id, paragraph) }

// LinkTo is such a link to what has a name: "beslispunt 2".
func LinkTo(id, name string) templ.Component {
	return written(func(b []byte) []byte { return appendLinkTo(append(b, nbsp...), "", id, name) })
}

// Anchor is the address of the first block, "" when there is none.
func Anchor(d richtext.Doc) string {
	if len(d) == 0 || d[0].ID == "" {
		return ""
	}
	return "p-" + d[0].ID
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 4<<10); return &b }}

func written(fill func([]byte) []byte) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		b := buffers.Get().(*[]byte)
		*b = fill((*b)[:0])
		_, err := w.Write(*b)
		buffers.Put(b)
		return err
	})
}

// Append writes all blocks behind b.
func Append(b []byte, d richtext.Doc, to Resolver) []byte {
	for _, block := range d {
		b = appendBlock(b, block, to)
	}
	return b
}

func appendBlock(b []byte, block richtext.Block, to Resolver) []byte {
	tag := "div"
	switch block.Kind {
	case richtext.Paragraph:
		tag = "p"
	case richtext.Quotation:
		tag = "blockquote"
	}
	b = append(b, '<')
	b = append(b, tag...)
	if block.ID != "" {
		b = append(b, ` id="p-`...)
		b = appendEscaped(b, block.ID)
		b = append(b, '"')
	}
	b = append(b, ` class="block">`...)
	if tag == "div" && block.ID != "" { // behind a list or table it would stand on a line of its own; the style puts it at the side
		b = appendLinkTo(b, "p-", block.ID, blockWord(block.Kind))
	}
	b = appendInside(b, block, to)
	if tag != "div" && block.ID != "" {
		b = append(b, nbsp...)
		b = appendLinkTo(b, "p-", block.ID, paragraph)
	}
	b = append(b, "</"...)
	b = append(b, tag...)
	return append(b, ">\n"...)
}

const (
	nbsp      = "\u00a0" // the link to a block stays with its last word
	paragraph = "deze alinea"
)

// blockWord is what a block that is no paragraph is called.
func blockWord(k richtext.Kind) string {
	switch k {
	case richtext.List:
		return "deze lijst"
	case richtext.Table:
		return "deze tabel"
	}
	return "deze afbeelding"
}

// appendLinkTo adds the link to what it stands in: to be copied, or sent to somebody.
func appendLinkTo(b []byte, kind, id, what string) []byte {
	b = append(b, `<a class="anchor" href="#`...)
	b = append(b, kind...)
	b = appendEscaped(b, id)
	b = append(b, `" aria-label="Link naar `...)
	b = appendEscaped(b, what)
	return append(b, `">#</a>`...)
}

func appendInside(b []byte, block richtext.Block, to Resolver) []byte {
	switch block.Kind {
	case richtext.List:
		return appendItems(b, block.Ordered, block.Items, to)
	case richtext.Table:
		return appendTable(b, block.Rows, to)
	case richtext.Picture:
		return appendPicture(b, block.Image, to)
	}
	return appendSpans(b, block.Spans, to)
}

func appendItems(b []byte, ordered bool, items []richtext.Item, to Resolver) []byte {
	tag := "ul>"
	if ordered {
		tag = "ol>"
	}
	b = append(b, '<')
	b = append(b, tag...)
	for _, it := range items {
		b = append(b, "<li>"...)
		b = appendSpans(b, it.Spans, to)
		if len(it.Items) > 0 {
			b = appendItems(b, it.Ordered, it.Items, to)
		}
		b = append(b, "</li>"...)
	}
	b = append(b, "</"...)
	return append(b, tag...)
}

func appendTable(b []byte, rows [][]richtext.Cell, to Resolver) []byte {
	if len(rows) == 0 {
		return b
	}
	b = append(b, `<div class="table-frame" role="group" aria-label="Tabel" tabindex="0"><table><thead><tr>`...)
	for _, c := range rows[0] {
		b = append(b, `<th scope="col">`...)
		b = appendSpans(b, c.Spans, to)
		b = append(b, "</th>"...)
	}
	b = append(b, "</tr></thead><tbody>"...)
	for _, row := range rows[1:] {
		b = appendRow(b, row, to)
	}
	return append(b, "</tbody></table></div>"...)
}

// appendRow takes the first cell as the name of the row.
func appendRow(b []byte, row []richtext.Cell, to Resolver) []byte {
	b = append(b, "<tr>"...)
	for i, c := range row {
		open, end := "<td>", "</td>"
		if i == 0 {
			open, end = `<th scope="row">`, "</th>"
		} else if numeric(c.Spans) {
			open = `<td class="num">`
		}
		b = append(b, open...)
		b = appendSpans(b, c.Spans, to)
		b = append(b, end...)
	}
	return append(b, "</tr>"...)
}

func numeric(spans []richtext.Span) bool {
	if len(spans) != 1 {
		return false
	}
	text := strings.TrimSpace(spans[0].Text)
	return strings.ContainsAny(text, "0123456789") && strings.Trim(text, "0123456789.,%€-− \u00a0") == ""
}

// appendPicture shows the picture. Where it is not, or not any more, nobody gets less than the words.
func appendPicture(b []byte, image *richtext.Image, to Resolver) []byte {
	if image == nil {
		return b
	}
	target, known := Target{}, false
	if to != nil {
		target, known = to(richtext.Ref{Kind: richtext.RefPicture, ID: image.Blob})
	}
	if !known || target.Href == "" {
		return appendPictureWords(b, image, target.Note)
	}
	b = append(b, `<img src="`...)
	b = appendEscaped(b, target.Href)
	if target.Width > 0 && target.Height > 0 {
		b = append(b, `" width="`...)
		b = strconv.AppendInt(b, int64(target.Width), 10)
		b = append(b, `" height="`...)
		b = strconv.AppendInt(b, int64(target.Height), 10)
	}
	b = append(b, `" alt="`...)
	b = appendEscaped(b, image.Alt)
	return append(b, `" loading="lazy" decoding="async">`...)
}

func appendPictureWords(b []byte, image *richtext.Image, note string) []byte {
	if image.Decorative && note == "" {
		return b
	}
	b = append(b, "[Afbeelding"...)
	if note != "" {
		b = append(b, ", "...)
		b = appendEscaped(b, note)
	}
	if !image.Decorative {
		b = append(b, ": "...)
		b = appendEscaped(b, image.Alt)
	}
	return append(b, ']')
}

func appendSpans(b []byte, spans []richtext.Span, to Resolver) []byte {
	for i := range spans {
		b = appendSpan(b, &spans[i], to)
	}
	return b
}

func appendSpan(b []byte, s *richtext.Span, to Resolver) []byte {
	if s.Bold {
		b = append(b, "<strong>"...)
	}
	if s.Italic {
		b = append(b, "<em>"...)
	}
	switch {
	case s.Ref != nil:
		b = appendRef(b, s, to)
	case s.Link != "":
		b = appendLink(b, string(templ.URL(s.Link)), "", s.Text)
	default:
		b = appendEscaped(b, ui.Unbroken(s.Text))
	}
	if s.Italic {
		b = append(b, "</em>"...)
	}
	if s.Bold {
		b = append(b, "</strong>"...)
	}
	return b
}

func appendRef(b []byte, s *richtext.Span, to Resolver) []byte {
	target, known := Target{}, false
	if to != nil {
		target, known = to(*s.Ref)
	}
	if !known || target.Href == "" {
		b = appendEscaped(b, s.Text)
	} else {
		b = appendLink(b, target.Href, target.Title, s.Text)
	}
	if target.Note != "" {
		b = append(b, ` <span class="ref-note">(`...)
		b = appendEscaped(b, target.Note)
		b = append(b, ")</span>"...)
	}
	return b
}

func appendLink(b []byte, href, title, text string) []byte {
	b = append(b, `<a href="`...)
	b = appendEscaped(b, href)
	if title != "" && title != text {
		b = append(b, `" title="`...)
		b = appendEscaped(b, title)
	}
	b = append(b, `">`...)
	b = appendEscaped(b, text)
	return append(b, "</a>"...)
}

// appendEscaped makes text safe inside an element and inside a quoted attribute.
func appendEscaped(b []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		var e string
		switch s[i] {
		case '&':
			e = "&amp;"
		case '<':
			e = "&lt;"
		case '>':
			e = "&gt;"
		case '"':
			e = "&#34;"
		default:
			continue
		}
		b = append(b, s[from:i]...)
		b = append(b, e...)
		from = i + 1
	}
	return append(b, s[from:]...)
}
