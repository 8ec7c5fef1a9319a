package richtext

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// cleanText writes text in the normal form of Unicode, as one line with single spaces, without signs that cannot be seen.
func cleanText(text string) string {
	if ordinary(text) {
		return text
	}
	text = norm.NFC.String(strings.ToValidUTF8(text, "\ufffd"))
	var b strings.Builder
	b.Grow(len(text))
	before := rune(0) // the last one written
	for i, r := range text {
		switch {
		case breaks(r):
			r = ' '
		case joiner(r) && joinable(before) && joinable(after(text[i:])):
		case unseen(r):
			continue
		}
		if r == ' ' && before == ' ' {
			continue
		}
		b.WriteRune(r)
		before = r
	}
	return norm.NFC.String(b.String())
}

// Line is what may be kept of a text of one line, by the rules of Clean: a headline, a name, a reason.
func Line(text string) string { return strings.TrimSpace(cleanText(text)) }

// Lines is what may be kept of a text of several lines without any marks, such as a remark: each by the rules of Clean,
// with at most one empty line between them.
func Lines(text string) string {
	var b strings.Builder
	empty := 0
	for line := range strings.SplitSeq(text, "\n") {
		if line = Line(line); line == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:min(2, 1+empty)])
		}
		empty = 0
		b.WriteString(line)
	}
	return b.String()
}

// ordinary text has nothing to clean: it is by far the most.
func ordinary(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' || c > '~' || c == ' ' && i > 0 && text[i-1] == ' ' {
			return false
		}
	}
	return true
}

// breaks tells whether r ends a line or parts columns.
func breaks(r rune) bool {
	return r >= '\t' && r <= '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// unseen tells whether r is a sign nobody sees: controls, soft hyphens, marks that turn the direction of the text and
// can make it read as something else, and signs that only one font of one word processor knows.
func unseen(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co) }

// joiner tells whether r makes one sign of its neighbours, or keeps them from it, in scripts and emoji that have that.
func joiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

// joinable tells whether a joiner beside r has a meaning. In Latin, Greek and Cyrillic it has none.
func joinable(r rune) bool { return r >= 0x0600 && unicode.In(r, unicode.L, unicode.M, unicode.S) }

// after is the second rune of s.
func after(s string) rune {
	for i, r := range s {
		if i > 0 {
			return r
		}
	}
	return 0
}
