package dutch

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// typed gives a sign of the typesetter as a keyboard has it; none is not there.
var typed = map[rune]rune{
	'’': '\'', '‘': '\'', '‛': '\'', '′': '\'', '`': '\'', '´': '\'',
	'“': '"', '”': '"', '„': '"', '‟': '"', '″': '"', '«': '"', '»': '"',
	'–': '-', '—': '-', '‐': '-', '‑': '-', '−': '-', '―': '-',
	'\u00ad': 0, '\u200b': 0, '\ufeff': 0,
}

// TitleKey is what two ways of writing one title have in common: whatever the
// case, the quotes, dashes and spaces, and with or without a full stop.
func TitleKey(title string) string {
	var b strings.Builder
	b.Grow(len(title))
	space := false // stands before the next letter
	for _, r := range norm.NFC.String(title) {
		if r >= utf8.RuneSelf || r == '`' {
			if plain, ok := typed[r]; ok {
				r = plain
			}
		}
		switch {
		case r == 0:
			continue
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case space:
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.TrimRight(b.String(), ". ")
}
