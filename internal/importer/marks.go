package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark is what stands before an item of a list.
type mark struct {
	kind   markKind
	number int  // of a numbered item
	sign   rune // of a bullet; every dash is '-'
}

type markKind byte

const (
	noMark markKind = iota
	bullet
	numbered
	lettered
)

// listMark splits a line into its list mark and the rest. A mark without text
// after it is no mark.
func listMark(text string) (mark, string) {
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case strings.ContainsRune("-–•*·▪‣●○◦⁃■□▫➢►\uf0b7", r):
		if rest, ok := afterMark(text[size:]); ok {
			if r == '–' {
				r = '-'
			}
			return mark{kind: bullet, sign: r}, rest
		}
	case '0' <= r && r <= '9':
		return numberMark(text)
	case strings.HasPrefix(text, "o "), strings.HasPrefix(text, "o\t"): // the second bullet of a word processor, a circle
		if rest, ok := afterMark(text[1:]); ok {
			return mark{kind: bullet, sign: r}, rest
		}
	case 'a' <= r && r <= 'z' && len(text) > 1 && (text[1] == '.' || text[1] == ')'):
		if rest, ok := afterMark(text[2:]); ok {
			return mark{kind: lettered}, rest
		}
	}
	return mark{}, text
}

func numberMark(text string) (mark, string) {
	n, number := 0, 0
	for n < len(text) && n < 6 && text[n] >= '0' && text[n] <= '9' {
		number = number*10 + int(text[n]-'0')
		n++
	}
	if n == len(text) || text[n] != '.' && text[n] != ')' {
		return mark{}, text
	}
	if rest, ok := afterMark(text[n+1:]); ok {
		return mark{kind: numbered, number: number}, rest
	}
	return mark{}, text
}

// afterMark wants white space and then text.
func afterMark(rest string) (string, bool) {
	trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
	return trimmed, trimmed != "" && len(trimmed) < len(rest)
}
