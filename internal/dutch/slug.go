package dutch

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const slugLength = 80

// fold takes the accents off letters: "vóór" becomes "voor", "Curaçao"
// "Curacao".
func fold(text string) string {
	if isASCII(text) {
		return text
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(text) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		if plain, ok := unaccented[r]; ok {
			b.WriteString(plain)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Letters that Unicode does not take apart.
var unaccented = map[rune]string{
	'ß': "ss", 'æ': "ae", 'Æ': "AE", 'œ': "oe", 'Œ': "OE", 'ø': "o", 'Ø': "O",
	'ł': "l", 'Ł': "L", 'đ': "d", 'Đ': "D", 'ĳ': "ij", 'Ĳ': "IJ", 'ı': "i",
}

func isASCII(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Slug makes the part of an address from a title: lower case, no accents,
// hyphens, at most 80 characters and no half words. A title without letters or
// digits gives an empty slug.
func Slug(title string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(fold(title)) {
		switch {
		case r == '\'' || r == '’' || r == '‘' || r == '\u00ad':
			continue // "thema's" is one word
		case r < utf8.RuneSelf && (isDigit(r) || 'a' <= r && r <= 'z'):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '&':
			if b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteString("en")
			gap = true
		default:
			gap = true
		}
	}
	return cutSlug(b.String())
}

func cutSlug(slug string) string {
	if len(slug) <= slugLength {
		return slug
	}
	if slug[slugLength] == '-' {
		return slug[:slugLength]
	}
	if at := strings.LastIndexByte(slug[:slugLength], '-'); at > 0 {
		return slug[:at]
	}
	return slug[:slugLength]
}
