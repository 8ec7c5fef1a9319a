package ui

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed *.css */*.css
var sheets embed.FS

// Layers is the order in which the layers win, the last one most; it opens the style sheet.
const layers = "@layer tokens, base, component, page;\n"

// atWork are the components for people who are signed in. What is published does not carry their looks.
var atWork = []string{"field/field.css", "difference/difference.css", "finding/finding.css", "filling/filling.css", "richfield/richfield.css"}

// CSS is the tokens, the base and the components as one style sheet, to which a site adds its pages.
func CSS() string {
	published := slices.DeleteFunc(components(), func(name string) bool { return slices.Contains(atWork, name) })
	return layers + Sheets(sheets, "tokens.css", "base.css") + Sheets(sheets, published...)
}

// WorkCSS is the same with the components of the workplace.
func WorkCSS() string { return CSS() + Sheets(sheets, atWork...) }

// components are the sheets one folder down, in alphabetical order.
func components() []string {
	found, _ := fs.Glob(sheets, "*/*.css") // the pattern is right, and that is the only error there is
	return found
}

// Sheets are embedded style sheets, one after another.
func Sheets(from fs.ReadFileFS, names ...string) string {
	var s strings.Builder
	for _, name := range names {
		sheet, err := from.ReadFile(name)
		if err != nil {
			panic(err) // it is embedded
		}
		s.Write(sheet)
	}
	return s.String()
}

// Compact takes comments and needless space out of a style sheet, and what a browser fills in.
func Compact(css string) string {
	out := make([]byte, 0, len(css))
	space := false
	for i := 0; i < len(css); i++ {
		switch c := css[i]; {
		case strings.HasPrefix(css[i:], "/*"):
			_, after, _ := strings.Cut(css[i+2:], "*/")
			i = len(css) - len(after) - 1
		case strings.IndexByte(" \t\r\n\f", c) >= 0:
			space = true
		default:
			out = appendCompact(out, c, space)
			space = false
		}
	}
	return oneOfEachLayer(string(out))
}

// Space beside these means nothing; beside brackets, plus and minus, and before a colon, it can.
const tight = "{};,>"

// appendCompact adds a character that may have had space before it.
func appendCompact(out []byte, c byte, space bool) []byte {
	last := byte(';') // at the begin space means nothing either
	if n := len(out); n > 0 {
		last = out[n-1]
	}
	switch {
	case space && last != ':' && strings.IndexByte(tight, last) < 0 && strings.IndexByte(tight, c) < 0:
		out = append(out, ' ')
	case c == '}' && last == ';':
		out = out[:len(out)-1]
	case c == '.' && last == '0' && len(out) > 1 && strings.IndexByte(":, (-", out[len(out)-2]) >= 0:
		out = out[:len(out)-1]
	}
	return append(out, c)
}

// oneOfEachLayer writes blocks of the same layer that follow each other as one.
func oneOfEachLayer(css string) string {
	const layer = "@layer "
	blocks := strings.Split(css, layer)
	var b strings.Builder
	last := ""
	for i, block := range blocks {
		name, rules, is := strings.Cut(block, "{")
		next := ""
		if i+1 < len(blocks) {
			next, _, _ = strings.Cut(blocks[i+1], "{")
		}
		switch {
		case i == 0:
			b.WriteString(block)
			continue
		case is && name == last:
			block = rules
		default:
			b.WriteString(layer)
		}
		if is && name == next {
			block = strings.TrimSuffix(block, "}")
		}
		b.WriteString(block)
		last = name
	}
	return b.String()
}
