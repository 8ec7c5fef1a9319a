package dutch

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences are the sentences of a text without the space around them.
func Sentences(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for at, s := range sentences(text) {
			trimmed := strings.TrimLeftFunc(s, unicode.IsSpace)
			at += len(s) - len(trimmed)
			if trimmed = strings.TrimRightFunc(trimmed, unicode.IsSpace); trimmed != "" && !yield(at, trimmed) {
				return
			}
		}
	}
}

// Words gives where each word of a text begins and ends: a run of letters and
// digits.
func Words(text string) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		from := -1
		for at, r := range text {
			switch inside := unicode.IsLetter(r) || unicode.IsDigit(r); {
			case inside && from < 0:
				from = at
			case !inside && from >= 0:
				if !yield(from, at) {
					return
				}
				from = -1
			}
		}
		if from >= 0 {
			yield(from, len(text))
		}
	}
}

// WordsAt gives the places where some words stand in a text as words of their
// own, in the case in which they are written.
func WordsAt(text, words string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := strings.Index(text[from:], words)
			if i < 0 {
				return
			}
			i += from
			from = i + len(words)
			if Whole(text, i, from) && !yield(i) {
				return
			}
		}
	}
}

// Whole tells whether a part of a text is not the middle of a word.
func Whole(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !unicode.IsLetter(before) && !unicode.IsDigit(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after)
}

// NamesWord gives the place where a name stands in a text as words of its own,
// in the case in which it is written; -1 is nowhere.
func NamesWord(text, name string) int {
	if name == "" {
		return -1
	}
	for at := range WordsAt(text, name) {
		return at
	}
	return -1
}

var numerals = map[string]int{
	"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12,
	"dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19,
	"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90, "honderd": 100, "duizend": 1000,
}

// Numeral is the number that a word in lower case stands for; 0 is none. "Een"
// is left out: it is an article.
func Numeral(word string) int { return numerals[word] }
