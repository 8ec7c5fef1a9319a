package dutch

import (
	"slices"
	"strings"
	"unicode"
)

// Reading is how hard a text is to read.
type Reading struct {
	Sentences, Words, Syllables int
	Longest                     int // words of its longest sentence
}

// Read counts the sentences, words and syllables of a text. A number is a short
// word: in a report it is what the reader came for.
func Read(text string) Reading {
	var r Reading
	for _, sentence := range Sentences(text) {
		if words, syllables := countIn(sentence); words > 0 {
			r.Sentences++
			r.Words += words
			r.Syllables += syllables
			r.Longest = max(r.Longest, words)
		}
	}
	return r
}

// Ease is the index of Flesch as W.H. Douma fitted it to Dutch (1960): 206.84
// less 0.93 for each word in an average sentence and 0.77 for each syllable in
// a hundred words. Plain Dutch is about 60 or more, a law below 30. It knows
// nothing of meaning: a hint, never a verdict.
func (r Reading) Ease() float64 {
	if r.Words == 0 || r.Sentences == 0 {
		return 0
	}
	words := float64(r.Words)
	return 206.84 - 0.93*words/float64(r.Sentences) - 0.77*100*float64(r.Syllables)/words
}

// Hard is a sentence with what makes it hard.
type Hard struct {
	Text  string
	Words int
	Long  []string // its words of five syllables or more
	Ease  float64
}

// Hardest are the sentences that are hardest to read, hardest first, at most n.
func Hardest(text string, n int) []Hard {
	var all []Hard
	for _, sentence := range Sentences(text) {
		if h := hard(sentence); h.Words > 0 {
			all = append(all, h)
		}
	}
	slices.SortStableFunc(all, func(a, b Hard) int {
		switch {
		case a.Ease < b.Ease:
			return -1
		case a.Ease > b.Ease:
			return 1
		}
		return 0
	})
	return all[:min(n, len(all))]
}

// longWord is from how many syllables a word is held against a sentence.
const longWord = 5

func hard(sentence string) Hard {
	h := Hard{Text: sentence}
	syllables := 0
	for w := range readWords(sentence) {
		n := Syllables(w)
		h.Words++
		syllables += n
		if n >= longWord {
			h.Long = append(h.Long, w)
		}
	}
	h.Ease = Reading{Sentences: 1, Words: h.Words, Syllables: syllables}.Ease()
	return h
}

func countIn(sentence string) (words, syllables int) {
	for w := range readWords(sentence) {
		words++
		syllables += Syllables(w)
	}
	return words, syllables
}

// readWords gives what is read aloud as a word: letters and digits with what
// joins them.
func readWords(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for w := range strings.FieldsSeq(text) {
			w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
			if w != "" && !yield(w) {
				return
			}
		}
	}
}

// Syllables counts the syllables of a Dutch word: its vowel sounds.
//
//  1. ie, oe, ui, ij, eau and their like are one sound: "nieuw" 1, "niveau" 2;
//  2. a vowel with a diaeresis begins a new one: "financiën" 4, "geïnd" 2;
//  3. other vowels in a row are one each: "provinciale" 5, "beantwoorden" 4;
//  4. the e and u of -eum are two: "museum" 3;
//  5. a y before a vowel and the u of qu are no vowels: "yoghurt" 2, "quota" 2;
//  6. what has no vowel, such as "km" or "2025", is one.
func Syllables(word string) int {
	var letters [48]rune
	w := letters[:0]
	for _, r := range word {
		w = append(w, plainVowel(unicode.ToLower(r)))
	}
	count := 0
	for i := 0; i < len(w); {
		n := soundAt(w, i)
		if n == 0 {
			i++
			continue
		}
		count++
		i += n
	}
	return max(count, 1)
}

// plainVowel takes the stress marks off; a diaeresis stays.
func plainVowel(r rune) rune {
	switch r {
	case 'á', 'à', 'â', 'å':
		return 'a'
	case 'é', 'è', 'ê':
		return 'e'
	case 'í', 'ì', 'î':
		return 'i'
	case 'ó', 'ò', 'ô':
		return 'o'
	case 'ú', 'ù', 'û':
		return 'u'
	case 'ĳ':
		return 'y'
	}
	return r
}

// soundAt is how many letters the vowel sound takes that begins here; 0 is none.
func soundAt(w []rune, i int) int {
	c, next, third := w[i], rune(0), rune(0)
	if i+1 < len(w) {
		next = w[i+1]
	}
	if i+2 < len(w) {
		third = w[i+2]
	}
	switch {
	case !vowel(c), c == 'y' && vowel(next), c == 'u' && i > 0 && w[i-1] == 'q':
		return 0
	case oneSound(c, next) && third == 'i' && (c == 'a' && next == 'a' || c == 'o' && (next == 'o' || next == 'e')), // aai, ooi, oei
		oneSound(c, next) && third == 'u' && next == 'e' && (c == 'e' || c == 'i'), // eeu, ieu
		c == 'e' && next == 'a' && third == 'u':                                    // eau
		return 3
	case oneSound(c, next) && !latin(w, i):
		return 2
	}
	return 1
}

func vowel(r rune) bool {
	switch r {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'ä', 'ë', 'ï', 'ö', 'ü':
		return true
	}
	return false
}

// oneSound knows the vowels that are said as one.
func oneSound(a, b rune) bool {
	switch a {
	case 'a':
		return b == 'a' || b == 'u' || b == 'i'
	case 'e':
		return b == 'e' || b == 'u' || b == 'i'
	case 'i':
		return b == 'e' || b == 'j'
	case 'o':
		return b == 'o' || b == 'e' || b == 'u' || b == 'i' || b == 'y'
	case 'u':
		return b == 'u' || b == 'i'
	}
	return false
}

// latin: museum, petroleum.
func latin(w []rune, i int) bool {
	return i+3 == len(w) && w[i] == 'e' && w[i+1] == 'u' && w[i+2] == 'm'
}
