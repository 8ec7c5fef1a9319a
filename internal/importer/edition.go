package importer

import (
	"path"
	"strings"
	"unicode"
)

// The names that editions have, and the kind each is.
var editionKinds = map[string]string{
	"begroting": "begroting", "programmabegroting": "begroting",
	"monitor": "monitor", "bestuursrapportage": "monitor", "burap": "monitor", "tussenrapportage": "monitor", "voortgangsrapportage": "monitor",
	"jaarverslag": "jaarverslag", "jaarstukken": "jaarverslag", "jaarrekening": "jaarverslag", "jaarverantwoording": "jaarverslag",
	"perspectiefnota": "perspectiefnota", "kadernota": "perspectiefnota", "voorjaarsnota": "perspectiefnota",
}

var sequences = map[string]int{
	"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "eerste": 1, "tweede": 2, "derde": 3, "1e": 1, "2e": 2, "3e": 3,
}

// editionOf reads a line that names an edition and nothing else but its
// organisation: "Jaarverslag 2016", "Monitor 2016-II", "Provincie Overijssel
// Begroting 2018". The page itself says it, so it is certain.
func editionOf(text string) (Edition, bool) {
	if len(text) > 80 || strings.ContainsAny(text, ".:;,?!") {
		return Edition{}, false
	}
	e, others := editionWords(text)
	if e.Kind == "" || e.Year == 0 || others > 3 {
		return Edition{}, false
	}
	e.Certainty = Certain
	return e, true
}

// moreExact says that an edition is the same as another one, perhaps with a number that the other lacks.
func (e Edition) moreExact(than Edition) bool {
	return e == than || than.Sequence == 0 && e.Kind == than.Kind && e.Year == than.Year
}

// editionOfFile guesses from a file name, which anyone may have given.
func editionOfFile(file string) Edition {
	if at := strings.LastIndexAny(file, `/\`); at >= 0 {
		file = file[at+1:]
	}
	e, _ := editionWords(strings.TrimSuffix(file, path.Ext(file)))
	if e.Kind == "" {
		return Edition{Certainty: Unknown}
	}
	e.Certainty = Likely
	return e
}

// editionWords picks the words of an edition and counts the others.
func editionWords(text string) (e Edition, others int) {
	afterEdition := false
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' // "5.1.2" is one word
	}) {
		kind, year := editionKinds[w], fourDigits(w)
		switch {
		case kind != "" && e.Kind == "":
			e.Kind, afterEdition = kind, true
		case year >= 1990 && year < 2200 && e.Year == 0:
			e.Year, afterEdition = year, true
		case sequences[w] > 0 && e.Sequence == 0 && (afterEdition || len(w) > 2 || w == "1e" || w == "2e"):
			e.Sequence = sequences[w]
		default:
			others++
			afterEdition = false
		}
	}
	if e.Kind != "monitor" {
		e.Sequence = 0
	}
	return e, others
}
