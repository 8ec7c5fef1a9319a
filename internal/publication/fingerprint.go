package publication

import (
	"crypto/sha256"
	"encoding/hex"

	"doelenboom/internal/richtext"
)

// fingerprint tells whether the words of the sections are those of another edition, without reading both; "" when there
// are none. Ids, looks and references do not count. The buffer is scratch paper.
func fingerprint(sections []SectionText, buffer *[]byte) string {
	text, some := (*buffer)[:0], false
	for _, s := range sections {
		before := len(text)
		text = append(append(text, s.Key...), 0)
		start := len(text)
		text = appendWords(text, s.Text)
		if len(text) == start {
			text = text[:before]
			continue
		}
		text, some = append(text, 0), true
	}
	*buffer = text
	if !some {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// appendWords adds the words of d, each block, entry and cell on a line of its own; nothing when there are none.
func appendWords(text []byte, d richtext.Doc) []byte {
	start, some := len(text), false
	line := func(spans []richtext.Span) {
		for _, sp := range spans {
			text = append(text, sp.Text...)
		}
		text = append(text, '\n')
	}
	for _, b := range d {
		line(b.Spans)
		eachItem(b.Items, func(it richtext.Item) { line(it.Spans) })
		for _, row := range b.Rows {
			for _, c := range row {
				line(c.Spans)
			}
		}
		if b.Image != nil {
			text = append(append(text, b.Image.Blob...), b.Image.Alt...)
		}
	}
	for _, c := range text[start:] {
		some = some || c != ' ' && c != '\n' && c != '\t'
		if some {
			return text
		}
	}
	return text[:start]
}

func eachItem(items []richtext.Item, f func(richtext.Item)) {
	for _, it := range items {
		f(it)
		eachItem(it.Items, f)
	}
}
