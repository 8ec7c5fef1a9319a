package dutch

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or one sign of a text. Low is the word in lower
// case without accents, so that "Vóór" is "voor" with Accent set.
type token struct {
	from, to int
	kind     tokenKind
	low      string
	accent   bool
	space    bool // white space stands before it
}

type tokenKind byte

const (
	word tokenKind = iota
	number
	sign
)

func tokens(text string) []token {
	all := make([]token, 0, 4+len(text)/5) // a word and the space after it take five bytes or more, mostly
	space := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			space = true
			i += size
			continue
		}
		t := tokenAt(text, i, r, size)
		t.space, space = space, false
		all = append(all, t)
		i = t.to
	}
	return all
}

func tokenAt(text string, i int, r rune, size int) token {
	t := token{from: i, to: i + size, kind: sign}
	switch {
	case isDigit(r):
		t.kind = number
		t.to = i + runLength(text[i:], isDigit)
		t.low = text[i:t.to]
		return t
	case unicode.IsLetter(r):
		t.kind = word
		t.to = i + runLength(text[i:], func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) })
		lower := strings.ToLower(text[i:t.to])
		t.low = fold(lower)
		t.accent = t.low != lower
		return t
	}
	t.low = text[t.from:t.to]
	return t
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func runLength(text string, in func(rune) bool) int {
	for i, r := range text {
		if !in(r) {
			return i
		}
	}
	return len(text)
}

// reader walks over tokens; a rule that does not match puts it back.
type reader struct {
	text string
	all  []token
	at   int

	borrowed int // the year of the other end of a stretch, for the end that has none of its own; 0 for none
	assumed  int // the year of the edition, for a date that has none at all; 0 for none
}

func (r *reader) peek() token {
	if r.at < len(r.all) {
		return r.all[r.at]
	}
	return token{from: len(r.text), to: len(r.text), kind: sign}
}

// end is where the last token that was taken ends.
func (r *reader) end() int {
	if r.at == 0 {
		return 0
	}
	return r.all[r.at-1].to
}

// take moves over these words or signs when they stand here, all of them.
func (r *reader) take(words ...string) bool {
	if r.at+len(words) > len(r.all) {
		return false
	}
	for i, w := range words {
		if r.all[r.at+i].low != w {
			return false
		}
	}
	r.at += len(words)
	return true
}

// takeAny moves over one of the words.
func (r *reader) takeAny(words ...string) (string, bool) {
	for _, w := range words {
		if r.take(w) {
			return w, true
		}
	}
	return "", false
}

// takeNumber moves over a number between low and high.
func (r *reader) takeNumber(low, high int) (int, bool) {
	t := r.peek()
	if t.kind != number || len(t.low) > 4 {
		return 0, false
	}
	n := atoi(t.low)
	if n < low || n > high {
		return 0, false
	}
	r.at++
	return n, true
}

func atoi(digits string) int {
	n := 0
	for _, c := range []byte(digits) {
		n = n*10 + int(c-'0')
	}
	return n
}
