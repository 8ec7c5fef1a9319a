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

// Space beside these means nothing; beside colons, brackets, plus and minus it can.
var tight = strings.NewReplacer(
	" { ", "{", " {", "{", "{ ", "{",
	" } ", "}", " }", "}", "} ", "}",
	" ; ", ";", " ;", ";", "; ", ";",
	" , ", ",", " ,", ",", ", ", ",",
	" > ", ">", " >", ">", "> ", ">",
)

// short leaves out what a browser fills in.
var short = strings.NewReplacer(";}", "}", ":0.", ":.", ",0.", ",.", " 0.", " .", "(0.", "(.", "-0.", "-.")

// Compact takes comments and needless space out of a style sheet.
func Compact(css string) string {
	words := strings.FieldsFunc(withoutComments(css), func(r rune) bool { return strings.ContainsRune(" \t\r\n\f", r) })
	css = tight.Replace(strings.Join(words, " "))
	return oneOfEachLayer(short.Replace(strings.ReplaceAll(css, ": ", ":")))
}

func withoutComments(css string) string {
	var out strings.Builder
	for css != "" {
		before, after, _ := strings.Cut(css, "/*")
		out.WriteString(before)
		_, css, _ = strings.Cut(after, "*/")
	}
	return out.String()
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
