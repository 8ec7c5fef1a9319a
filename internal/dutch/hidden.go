package dutch

import (
	"strings"
	"unicode"
)

// Hidden says that a rune is nothing a reader sees: a control code, which a terminal may obey, or a mark that turns the
// direction of writing. White space is not meant, except for what has no place inside a line.
func Hidden(r rune) bool {
	switch {
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return unicode.IsControl(r) && !unicode.IsSpace(r)
}

// InOneLine says that a text can stand on one line: it holds no ends of lines and nothing hidden.
func InOneLine(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool {
		return Hidden(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}) < 0
}

// Shown is a text without what is hidden in it, and how much that was.
func Shown(text string) (string, int) {
	if strings.IndexFunc(text, Hidden) < 0 {
		return text, 0
	}
	n := 0
	shown := strings.Map(func(r rune) rune {
		if Hidden(r) {
			n++
			return -1
		}
		return r
	}, text)
	return shown, n
}
