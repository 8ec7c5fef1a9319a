package dutch

import (
	"regexp"
	"slices"
	"strings"
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
	for _, form := range placeholders {
		if !slices.ContainsFunc(form.quick, func(q string) bool { return strings.Contains(text, q) }) {
			continue
		}
		for _, at := range form.pattern.FindAllStringSubmatchIndex(text, -1) {
			from, to := at[2], at[3]
			if from < first && whole(text, from, to) && (form.but == nil || !form.but(text, from, to)) {
				first, found = from, text[from:to]
			}
		}
	}
	return found
}

// placeholders are the forms; quick are signs of which one is in every match, for
// the many texts without any.
var placeholders = []struct {
	quick   []string
	pattern *regexp.Regexp
	but     func(text string, from, to int) bool
}{
	{[]string{"PM", ".m.", ".M."}, regexp.MustCompile(`(PM|[Pp]\.[Mm]\.)`), notForLater},
	{[]string{"xx", "XX", "X,", "X.", "x,x", "x.x"}, regexp.MustCompile(`([Xx]{2,}|[Xx](?:[.,][Xx]+)+)`), nil},
	{[]string{"€ X", "€ x", "€ Y", "€ y", "€X", "€x", "€Y", "€y", "€\u00a0"}, regexp.MustCompile(`€[ \x{00a0}]?([XxYy])(?:\s|$)`), nil},
	{[]string{"vul", "VUL", "Vul"}, regexp.MustCompile(`(?i)((?:nader|nog|later) (?:in|aan) te vullen|nog (?:in|aan)vullen|hier (?:in|aan)vullen)`), nil},
	{[]string{"volg", "VOLG", "Volg"}, regexp.MustCompile(`(?i)((?:tekst|cijfers?|bedrag|bedragen|informatie|toelichting|analyse|invulling|aanvulling)(?: hierover)? volg(?:t|en)|volg(?:t|en) nog)`), nil},
	{[]string{".t.", ".T."}, regexp.MustCompile(`(?i)(n\.t\.b\.)`), nil},
	{[]string{"NTB", "TODO", "TBD", "INVUL", "AANVUL"}, regexp.MustCompile(`(NTB|TODO|TBD|INVULLEN|AANVULLEN)`), nil},
	{[]string{"["}, regexp.MustCompile(`(?i)(\[(?:\.{2,}|…|x+|pm|p\.m\.|naam|bedrag|datum|aantal|getal|cijfers?|tekst|jaar|vul[^\]]*|invullen[^\]]*|aanvullen[^\]]*|nog [^\]]*)\])`), nil},
	{[]string{"???"}, regexp.MustCompile(`(\?{3,})`), nil},
	{[]string{"psum", "PSUM"}, regexp.MustCompile(`(?i)(lorem ipsum)`), nil},
}

var (
	fineDust  = regexp.MustCompile(`^[ -]?(?:10\b|2[.,]5)`)
	byTheHour = regexp.MustCompile(`^ \d+([.:]\d+)? uur`)
	afterHour = regexp.MustCompile(`\d ?$`)
)

// notForLater says that PM is not pro memorie.
func notForLater(text string, from, to int) bool {
	return fineDust.MatchString(text[to:]) || byTheHour.MatchString(text[to:]) || afterHour.MatchString(text[:from])
}
