// Package housestyle makes the file of tokens and the logo of an organisation: values, never CSS of its own. Colours are made so that
// text in them can be read, on light and on dark paper.
package housestyle

import (
	"strings"

	"doelenboom/internal/cycle"
)

// The backgrounds on which links stand, the one with least contrast of each scheme: --doelenboom-shade in tokens.css.
const (
	lightPaper = "#f3f5f7"
	darkPaper  = "#1e242a"
)

// What WCAG 2.2 asks of text is 4.5 (criterion 1.4.3). What is pointed at stands out from what is not; and on dark paper
// more is calmer.
const (
	onLight, onLightPointed = 4.5, 10
	onDark, onDarkPointed   = 7, 11
)

// stacks are the fonts by the names that an organisation can choose. None is sent along: they are on the reader's machine.
var stacks = map[cycle.Font]string{
	cycle.FontSerif:    `"Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", "DejaVu Serif", serif`,
	cycle.FontHumanist: `Seravek, "Gill Sans Nova", Ubuntu, Calibri, "Noto Sans", "DejaVu Sans", sans-serif`,
}

// Sheet is the file of tokens, with what sets out the logo. It stands outside every layer and so wins; on paper everything stays black.
func Sheet(s cycle.HouseStyle) string {
	var b strings.Builder
	b.WriteString("/* huisstijl */\n")
	if stack := stacks[s.Font]; stack != "" {
		b.WriteString(":root { --utrecht-document-font-family: " + stack + "; }\n")
	}
	if c, ok := parse(s.Accent); ok {
		light, _ := parse(lightPaper)
		dark, _ := parse(darkPaper)
		b.WriteString("@media screen {\n")
		tokens(&b, c.readable(light, onLight, black), c.readable(light, onLightPointed, black))
		b.WriteString("}\n@media screen and (prefers-color-scheme: dark) {\n")
		tokens(&b, c.onDark(), c.readable(dark, onDarkPointed, c.bright(), white))
		b.WriteString("}\n")
	}
	b.WriteString(logoRules(s))
	return b.String()
}

func tokens(b *strings.Builder, c, pointed colour) {
	b.WriteString("  :root {")
	for _, name := range []string{"--doelenboom-accent", "--utrecht-link-color", "--utrecht-focus-outline-color"} {
		b.WriteString(" " + name + ": " + c.String() + ";")
	}
	b.WriteString(" --utrecht-link-hover-color: " + pointed.String() + "; }\n")
}

// Accent is the colour as it is shown on white paper, and whether it had to be made darker for that.
func Accent(s cycle.HouseStyle) (shown string, darker bool) {
	c, ok := parse(s.Accent)
	if !ok {
		return "", false
	}
	light, _ := parse(lightPaper)
	shown = c.readable(light, onLight, black).String()
	return shown, shown != strings.ToLower(s.Accent)
}

// AccentOnDark is the colour as it is shown on a dark screen; empty when none was chosen.
func AccentOnDark(s cycle.HouseStyle) string {
	c, ok := parse(s.Accent)
	if !ok {
		return ""
	}
	return c.onDark().String()
}

func (c colour) onDark() colour {
	dark, _ := parse(darkPaper)
	return c.readable(dark, onDark, c.bright(), white)
}
