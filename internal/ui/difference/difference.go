// Package difference shows what became of a text, word by word: what went is struck through, what came is underlined,
// and both are said to who cannot see that.
package difference

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Kind says what became of a run of words.
type Kind int

// The kinds of runs.
const (
	Same Kind = iota
	Gone
	Come
)

// Run is a piece of text of one kind.
type Run struct {
	Kind Kind
	Text string
}

// Words compares two texts word by word. A word goes with the space behind it.
func Words(before, after string) []Run {
	a, b, words := numbered(before, after)
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // the same answer on every machine
	var runs []Run
	for _, part := range d.DiffCleanupSemantic(d.DiffMainRunes(a, b, false)) {
		run := Run{Kind: kinds[part.Type]}
		var text strings.Builder
		for _, r := range part.Text {
			text.WriteString(words[index(r)])
		}
		run.Text = text.String()
		runs = append(runs, run)
	}
	return runs
}

var kinds = map[diffmatchpatch.Operation]Kind{diffmatchpatch.DiffEqual: Same, diffmatchpatch.DiffDelete: Gone, diffmatchpatch.DiffInsert: Come}

// numbered gives each word a number, as a rune, so that the library compares words. Runes of the surrogate range do not
// survive in a string and are passed over.
func numbered(before, after string) (a, b []rune, words []string) {
	numbers := map[string]rune{}
	number := func(text string) []rune {
		var out []rune
		for word := range fields(text) {
			r, known := numbers[word]
			if !known {
				r = rune(len(words))
				if r >= surrogates {
					r += surrogateCount
				}
				numbers[word] = r
				words = append(words, word)
			}
			out = append(out, r)
		}
		return out
	}
	a, b = number(before), number(after)
	return a, b, words
}

const (
	surrogates     = 0xD800
	surrogateCount = 0x800
)

func index(r rune) int {
	if r >= surrogates+surrogateCount {
		r -= surrogateCount
	}
	return int(r)
}

// fields gives the words of a text, each with the space behind it.
func fields(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for len(text) > 0 {
			end := strings.IndexFunc(text, unicode.IsSpace)
			if end < 0 {
				yield(text)
				return
			}
			for end < len(text) {
				r, size := utf8.DecodeRuneInString(text[end:])
				if !unicode.IsSpace(r) {
					break
				}
				end += size
			}
			if !yield(text[:end]) {
				return
			}
			text = text[end:]
		}
	}
}
