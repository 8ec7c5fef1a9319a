package dutch

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FirstSentence is the first sentence of a text, for a line that stands in for
// a headline. A text without an end of sentence in its first paragraph gives
// that paragraph.
func FirstSentence(text string) string {
	text = strings.TrimSpace(text)
	if i := strings.Index(text, "\n\n"); i >= 0 {
		text = text[:i]
	}
	return strings.TrimSpace(text[:SentenceEnd(text, 0)])
}

// SentenceEnd is the offset just after the sentence in which from stands, its
// closing quotation mark included; the end of the text when there is no other.
func SentenceEnd(text string, from int) int {
	for i := from; i < len(text); i++ {
		if !endSign(text, i) {
			continue
		}
		end := afterSigns(text, i)
		if startsSentence(text, end) && !(text[i] == '.' && abbreviated(text, i, end)) {
			return end
		}
		i = end - 1
	}
	return len(text)
}

// longSentence is where a text without full stops is taken apart anyway, so
// that memory does not grow with it.
const longSentence = 4096

// sentences gives the sentences of a text with their offsets.
func sentences(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for start := 0; start < len(text); {
			end := SentenceEnd(text[:min(len(text), start+longSentence)], start)
			if end == start+longSentence && end < len(text) {
				if at := strings.LastIndexByte(text[start:end], ' '); at > 0 {
					end = start + at
				}
			}
			if !yield(start, text[start:end]) {
				return
			}
			start = end
		}
	}
}

func endSign(text string, i int) bool {
	switch text[i] {
	case '.', '!', '?':
		return true
	case "…"[0]:
		return strings.HasPrefix(text[i:], "…")
	}
	return false
}

// afterSigns moves over the signs that end a sentence and what closes it.
func afterSigns(text string, i int) int {
	return i + runLength(text[i:], func(r rune) bool {
		return strings.ContainsRune(`.!?…"'”’»)]`, r)
	})
}

func startsSentence(text string, at int) bool {
	rest := text[at:]
	trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if trimmed == "" {
		return true
	}
	if len(trimmed) == len(rest) {
		return false // "1.250" and "5.1.2" go on
	}
	r, _ := utf8.DecodeRuneInString(trimmed)
	return !unicode.IsLower(r)
}

// abbreviated says that the full stop at dot belongs to the word before it: an
// abbreviation, an initial, or the mark of a numbered item.
func abbreviated(text string, dot, end int) bool {
	start := strings.LastIndexFunc(text[:dot], func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`("'“‘[/`, r)
	})
	before := text[start+1+leadSize(text, start) : dot]
	if before == "" {
		return false
	}
	if allDigits(before) && strings.TrimSpace(text[:dot-len(before)]) == "" {
		return true
	}
	r, size := utf8.DecodeRuneInString(before)
	if size == len(before) && unicode.IsUpper(r) {
		return true
	}
	return abbreviations[strings.ToLower(before)] && strings.TrimSpace(text[end:]) != ""
}

// leadSize is what a rune of more than one byte takes besides its first.
func leadSize(text string, at int) int {
	if at < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	return size - 1
}

// What stands before the last full stop of an abbreviation that can be followed
// by a capital or a number.
var abbreviations = setOf("ca", "kw", "o.a", "nr", "nrs", "c.s", "c.q", "m.n", "bijv", "bv", "d.w.z", "i.h.k.v", "t.a.v",
	"resp", "incl", "excl", "evt", "mr", "mrs", "dr", "drs", "ir", "ing", "prof", "dhr", "mw", "mevr", "st", "art",
	"blz", "p", "pag", "m.b.t", "n.a.v", "i.v.m", "i.s.m", "i.c.m", "t.b.v", "t.o.v", "t.g.v", "t.w", "m.u.v", "o.b.v",
	"a.d.h.v", "vs", "max", "min", "mln", "mld", "gem", "prov", "vgl", "z.s.m", "tel", "par", "hfst", "afd", "jr", "sr", "no", "w.o", "a.g.v", "b.v", "n.v", "zgn", "dd", "d.d",
	"jan", "feb", "febr", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec")

func setOf(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

// Cut shortens a text to at most max characters at the end of a word, and says
// whether it had to. It adds no "…": the caller says how a cut is shown.
func Cut(text string, max int) (string, bool) {
	text = strings.TrimSpace(text)
	limit := offsetOf(text, max)
	if limit == len(text) {
		return text, false
	}
	cut := text[:limit]
	if next, _ := utf8.DecodeRuneInString(text[limit:]); !unicode.IsSpace(next) {
		if at := strings.LastIndexFunc(cut, unicode.IsSpace); at > 0 {
			cut = cut[:at]
		}
	}
	return strings.TrimRightFunc(cut, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:–-(", r) }), true
}

// offsetOf is the offset of character n, or the end.
func offsetOf(text string, n int) int {
	if n <= 0 {
		return 0
	}
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}
