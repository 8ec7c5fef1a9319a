package dutch

import (
	"iter"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// FindPlaceholder finds the first spot in a text that was left to be filled in
// later, and gives its words; "" is none.
//
//  1. "PM" and "p.m." for pro memorie; not fine dust (PM10, PM 2,5) and not
//     the afternoon ("3 p.m.", "p.m. 15 uur");
//  2. X's for a number: "XX woningen", "€ X,X miljoen"; not "XXL";
//  3. "nader in te vullen", "nog aan te vullen", "n.t.b.", "tekst volgt",
//     "cijfers volgen nog"; not "het besluit volgt in mei";
//  4. brackets to fill: "[...]", "[naam]", "[PM]"; not "(…)" in a quotation;
//  5. "TODO", "TBD", "???", "lorem ipsum".
func FindPlaceholder(text string) string {
	first, found := len(text), ""
	for _, form := range placeholders() {
		for from, to := range form.where(text) {
			for _, at := range form.pattern.FindAllStringSubmatchIndex(text[from:to], -1) {
				begin, end := from+at[2], from+at[3]
				if begin < first && Whole(text, begin, end) && (form.but == nil || !form.but(text, begin, end)) {
					first, found = begin, text[begin:end]
				}
			}
		}
	}
	return found
}

// where are the pieces of a text in which a form may be: none without a sign of it; around each sign when its words are
// all near it, and otherwise the whole.
func (f placeholderForm) where(text string) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for _, sign := range f.quick {
			for i := strings.Index(text, sign); i >= 0; {
				if f.near == 0 {
					yield(0, len(text))
					return
				}
				if !yield(runeStart(text, i-f.near), runeStart(text, i+f.near)) {
					return
				}
				next := strings.Index(text[i+len(sign):], sign)
				if next < 0 {
					break
				}
				i += len(sign) + next
			}
		}
	}
}

// runeStart is the beginning of the letter at or before i, within the text.
func runeStart(text string, i int) int {
	i = min(max(i, 0), len(text))
	for i > 0 && i < len(text) && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

type placeholderForm struct {
	quick   []string
	near    int // within how many bytes of a sign a match lies; 0 is anywhere
	pattern *regexp.Regexp
	but     func(text string, from, to int) bool
}

// placeholders are the forms; quick are signs of which one is in every match, for
// the many texts without any. Most programs that end never ask.
var placeholders = sync.OnceValue(func() []placeholderForm {
	return []placeholderForm{
		{[]string{"PM", ".m.", ".M."}, 0, regexp.MustCompile(`(PM|[Pp]\.[Mm]\.)`), notForLater()},
		{[]string{"xx", "XX", "X,", "X.", "x,x", "x.x"}, 0, regexp.MustCompile(`([Xx]{2,}|[Xx](?:[.,][Xx]+)+)`), nil},
		{[]string{"€ X", "€ x", "€ Y", "€ y", "€X", "€x", "€Y", "€y", "€\u00a0"}, 0, regexp.MustCompile(`€[ \x{00a0}]?([XxYy])(?:\s|$)`), nil},
		{[]string{"vul", "VUL", "Vul"}, 60, regexp.MustCompile(`(?i)((?:nader|nog|later) (?:in|aan) te vullen|nog (?:in|aan)vullen|hier (?:in|aan)vullen)`), nil},
		{[]string{"volg", "VOLG", "Volg"}, 60, regexp.MustCompile(`(?i)((?:tekst|cijfers?|bedrag|bedragen|informatie|toelichting|analyse|invulling|aanvulling)(?: hierover)? volg(?:t|en)|volg(?:t|en) nog)`), nil},
		{[]string{".t.", ".T."}, 0, regexp.MustCompile(`(?i)(n\.t\.b\.)`), nil},
		{[]string{"NTB", "TODO", "TBD", "INVUL", "AANVUL"}, 0, regexp.MustCompile(`(NTB|TODO|TBD|INVULLEN|AANVULLEN)`), nil},
		{[]string{"["}, 0, regexp.MustCompile(`(?i)(\[(?:\.{2,}|…|x+|pm|p\.m\.|naam|bedrag|datum|aantal|getal|cijfers?|tekst|jaar|vul[^\]]*|invullen[^\]]*|aanvullen[^\]]*|nog [^\]]*)\])`), nil},
		{[]string{"???"}, 0, regexp.MustCompile(`(\?{3,})`), nil},
		{[]string{"psum", "PSUM"}, 0, regexp.MustCompile(`(?i)(lorem ipsum)`), nil},
	}
})

// notForLater tells PM that is not pro memorie: fine dust and the afternoon.
var notForLater = sync.OnceValue(func() func(text string, from, to int) bool {
	fineDust, byTheHour, afterHour := regexp.MustCompile(`^[ -]?(?:10\b|2[.,]5)`), regexp.MustCompile(`^ \d+([.:]\d+)? uur`), regexp.MustCompile(`\d ?$`)
	return func(text string, from, to int) bool {
		return fineDust.MatchString(text[to:]) || byTheHour.MatchString(text[to:]) || afterHour.MatchString(text[:from])
	}
})
