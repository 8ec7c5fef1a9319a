package dutch

import (
	"slices"
	"strings"
)

// Gist is the words by which a text of one line is known when it comes again: without its dates, small words, signs,
// accents and capitals. cut tells that the text is cut off, so that more words may follow. A bare year behind another word
// belongs to its name ("Jaarverslag 2018") and stays, unless that word says that something is done ("gereed 2018").
func Gist(text string) (words []string, cut bool) {
	text, cut = beforeCut(text)
	text = TitleKey(text)
	dates := FindDates(text)
	var before token
	for _, t := range tokens(text) {
		for len(dates) > 0 && dates[0].End <= t.from {
			dates = dates[1:]
		}
		if len(dates) > 0 && dates[0].Start <= t.from && !(bare(dates[0]) && named(before)) {
			continue
		}
		switch {
		case t.kind == sign || smallWords[t.low]:
		case len(words) > 0 && t.goesOnAfter(before):
			words[len(words)-1] += t.low
		default:
			words = append(words, t.low)
		}
		before = t
	}
	if n := len(words); cut && n > 0 && len(words[n-1]) < 3 && !digitAt(words[n-1], 0) {
		words = words[:n-1] // the beginning of any word
	}
	return words, cut
}

// goesOnAfter says that a token is the rest of a word: "N340", "1e", "foto's".
func (t token) goesOnAfter(before token) bool {
	return !t.space && (before.kind != sign || before.low == "'" && !before.space)
}

// bare says that a date is nothing but a year, or years.
func bare(d FoundDate) bool {
	return strings.Trim(d.Text, "0123456789-–/") == ""
}

// named says that a year behind a word belongs to what the word names: "Jaarverslag 2018", "de aanvragen van 2018".
func named(before token) bool {
	return before.low == "van" || before.kind == word && before.low != "" && !smallWords[before.low] && !whenWords[before.low] || before.kind == number
}

// smallWords do not tell one thing from another.
var smallWords = setOf("de", "het", "een", "van", "der", "den", "in", "op", "aan", "te", "om", "is", "zijn", "wordt", "worden", "wij", "we", "en",
	"per", "nog", "naar", "zie", "verwachting", "verwacht", "gepland", "was", "oorspronkelijk", "verschoven", "uitgesteld", "vertraagd", "doorgeschoven")

// whenWords have a year behind them that says when.
var whenWords = setOf("voor", "na", "vanaf", "sinds", "rond", "per", "tot", "uiterlijk", "loop",
	"gereed", "klaar", "afgerond", "opgeleverd", "voltooid", "oplevering", "afronding", "opening", "start")

// EachYear says that words name what comes again each year or quarter: the next one is no other date of the last.
func EachYear(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return slices.ContainsFunc(yearly, func(part string) bool { return strings.Contains(w, part) })
	})
}

// yearly are parts of the words for what comes again: "meerjarenbegroting", "voortgangsrapportage", "subsidieplafond".
var yearly = []string{"jaar", "kwartaal", "begroting", "perspectiefnota", "kadernota", "rapportage", "monitor", "tranche",
	"uitvoeringsprogramma", "werkplan", "activiteitenplan", "openstelling", "plafond", "dienstregeling", "prestatieafspraken", "congres", "conferentie", "festival", "evenement"}

// Telling says that a word by its nature tells one thing from another that has the same words else: a number, "II", "A",
// "definitief".
func Telling(word string) bool {
	return len(word) < 3 || strings.ContainsAny(word, "0123456789") || tellingWords[strings.TrimSuffix(word, "e")]
}

var tellingWords = setOf("geen", "niet", "zonder", "iii", "vii", "viii", "voorlopig", "definitief", "concept", "ontwerp", "tijdelijk", "eerst", "tweed", "derd", "vierd", "laatst",
	"noord", "oost", "zuid", "west", "noordelijk", "oostelijk", "zuidelijk", "westelijk")
