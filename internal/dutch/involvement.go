package dutch

import (
	"slices"
	"strings"
	"unicode"
)

// The words for the part an organisation plays, as pages use them.
var roleWords = map[string]bool{
	"regisseur": true, "mede-investeerder": true, "investeerder": true, "faciliteerder": true, "facilitator": true, "uitvoerder": true,
	"beïnvloeder": true, "beleidsbepaler": true, "belangenassembleur": true, "opdrachtgever": true, "medefinancier": true, "cofinancier": true,
	"financier": true, "wegbeheerder": true, "kennisdeler": true, "verbinder": true, "netwerkspeler": true, "organisator": true,
	"initiatiefnemer": true, "onderzoeker": true, "toezichthouder": true, "subsidieverstrekker": true,
}

// doing are words for doing what one who plays a part does: "faciliterend", "een faciliterende rol".
var doing = map[string]string{
	"faciliterend": "faciliteerder", "regisserend": "regisseur", "uitvoerend": "uitvoerder", "financierend": "financier", "medefinancierend": "medefinancier",
	"cofinancierend": "cofinancier", "investerend": "investeerder", "verbindend": "verbinder", "organiserend": "organisator", "beïnvloedend": "beïnvloeder",
	"toezichthoudend": "toezichthouder", "initiërend": "initiatiefnemer", "beleidsbepalend": "beleidsbepaler",
}

// InvolvementWords are the words for the part that an organisation plays ("regisseur", "investeerder") in a sentence, in
// its order. own is what the organisation is, where that is known: "provincie".
//
//  1. what it is not ("geen uitvoerder") is not named, but "niet alleen regisseur" is;
//  2. nor what another is: "opdrachtgever is de gemeente", "met het waterschap als uitvoerder", "tussen opdrachtgever en
//     uitvoerder";
//  3. words that are named together share their lot: "geen uitvoerder of financier".
func InvolvementWords(sentence, own string) []string {
	var found []string
	for _, clause := range clausesOf(sentence[:min(len(sentence), longSentence)]) {
		c := roleClause{words: clause, own: own}
		for i := range clause {
			role := c.role(i)
			if role != "" && !c.denied(i) && !c.another(c.first(i)) && !slices.Contains(found, role) {
				found = append(found, role)
			}
		}
	}
	return found
}

// clausesOf takes a text apart at its full stops and semicolons, and before "maar", in lower case. A comma or colon is a
// word of its own: it may part a list.
func clausesOf(text string) [][]string {
	var clauses [][]string
	var words []string
	end := func() {
		if len(words) > 0 {
			clauses = append(clauses, words)
		}
		words = nil
	}
	take := func(w string) {
		if w == "maar" || w == "doch" {
			end()
		}
		if w != "" {
			words = append(words, w)
		}
	}
	text = strings.NewReplacer("(", " ", ")", " ", "/", " / ").Replace(strings.ToLower(text)) // "(mede)financier"
	for w := range strings.FieldsSeq(text) {
		take(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '/' }))
		switch w[len(w)-1] {
		case '.', ';', '!', '?':
			end()
		case ',', ':':
			words = append(words, w[len(w)-1:])
		}
	}
	end()
	return clauses
}

type roleClause struct {
	words []string
	own   string
}

func (c roleClause) at(i int) string {
	if i < 0 || i >= len(c.words) {
		return ""
	}
	return c.words[i]
}

// role is the part that a word names, "" for none.
func (c roleClause) role(i int) string {
	w := c.at(i)
	if role := roleWord(w); role != "" {
		return role
	}
	role, stem := doing[strings.TrimSuffix(w, "e")], strings.HasSuffix(w, "d")
	if role == "" || stem {
		return role
	}
	for next := i + 1; ; next++ { // "een faciliterende en stimulerende rol"
		switch n := c.at(next); {
		case strings.HasPrefix(n, "rol"), strings.HasPrefix(n, "taak"), strings.HasPrefix(n, "taken"):
			return role
		case n != "en" && n != "of" && n != "," && !strings.HasSuffix(n, "ende"):
			return ""
		}
	}
}

func roleWord(w string) string {
	for _, form := range []string{w, strings.TrimSuffix(w, "s")} {
		if roleWords[form] {
			return form
		}
		for _, with := range []string{"mede", "co"} {
			rest, ok := strings.CutPrefix(form, with)
			rest = strings.TrimPrefix(rest, "-")
			switch {
			case !ok || !roleWords[rest]:
			case roleWords[with+rest]:
				return with + rest
			default:
				return rest
			}
		}
	}
	first, second, two := strings.Cut(w, "-") // "regisseur-financier" is said once; the rest of it is a word of its own to nobody
	if two && roleWords[first] && roleWords[second] {
		return first
	}
	return ""
}

// besideRole are words that stand between the parts of one list.
var besideRole = map[string]bool{
	"en": true, "of": true, ",": true, "/": true, "de": true, "het": true, "een": true, "tevens": true, "ook": true, "zowel": true, "als": true, "dan": true, "noch": true,
}

// first is where the list begins in which a part stands.
func (c roleClause) first(i int) int {
	for at := i - 1; at >= 0; at-- {
		switch {
		case c.role(at) != "":
			i = at
		case !besideRole[c.words[at]]:
			return i
		}
	}
	return i
}

// denied says that the words around a part deny it: "geen uitvoerder", or behind it "Uitvoerder zijn wij niet".
func (c roleClause) denied(i int) bool {
	last := c.words[len(c.words)-1]
	if c.first(i) == 0 && (last == "niet" || last == "nooit") {
		return true
	}
	for at := i + 1; c.role(at) != "" || besideRole[c.at(at)]; at++ {
		if c.words[at] == "noch" { // "uitvoerder noch financier"
			return true
		}
	}
	for at := i - 1; at >= 0; at-- {
		switch c.words[at] {
		case "geen", "noch", "nooit", "nimmer", "evenmin", "zonder":
			return true
		case "niet":
			switch c.at(at + 1) {
			case "alleen", "slechts", "enkel", "uitsluitend":
				return false
			}
			return true
		case "wel", "wij", "we", "is", "zijn", "ben", "blijft", "blijven", "treden", "treedt", "vervullen", "vervult", "hebben", "heeft":
			return false
		}
	}
	return false
}

// others are who plays a part beside the organisation.
var others = map[string]bool{
	"gemeente": true, "gemeenten": true, "gemeentes": true, "provincie": true, "provincies": true, "waterschap": true, "waterschappen": true, "rijk": true,
	"rijkswaterstaat": true, "prorail": true, "regio": true, "regio's": true, "regio’s": true, "markt": true, "marktpartij": true, "marktpartijen": true,
	"partij": true, "partijen": true, "partner": true, "partners": true, "ondernemers": true, "bedrijven": true, "bedrijfsleven": true, "derden": true,
	"anderen": true, "ander": true, "omgevingsdienst": true, "hoogheemraadschap": true, "ministerie": true, "vervoerder": true, "beheerder": true, "aannemer": true,
}

// isOther: of a municipality, a province or a water board nobody knows that it is another one, as long as it is not known
// what the organisation itself is.
func (c roleClause) isOther(w string) bool {
	switch w {
	case "gemeente", "provincie", "waterschap", "hoogheemraadschap":
		return c.own != "" && w != c.own
	}
	return others[w]
}

// names says that with "de" or "het" before it the word here says who somebody is: "opdrachtgever is de woningcorporatie".
func (c roleClause) names(who int) bool {
	w := c.at(who)
	switch {
	case c.at(who-1) != "de" && c.at(who-1) != "het", w == "", w == c.own, w == "organisatie", strings.HasPrefix(w, "rol"), strings.HasPrefix(w, "taak"):
		return false
	case c.own == "":
		return w != "gemeente" && w != "provincie" && w != "waterschap" && w != "hoogheemraadschap"
	}
	return true
}

func isBe(w string) bool {
	return slices.Contains([]string{"is", "zijn", "wordt", "worden", "blijft", "blijven"}, w)
}

func isArticle(w string) bool {
	return slices.Contains([]string{"de", "het", "een", "onze", "alle"}, w)
}

// another says that the list of parts that begins here is played by somebody else.
func (c roleClause) another(first int) bool {
	last := first
	for at := first; at < len(c.words) && (c.role(at) != "" || besideRole[c.words[at]]); at++ {
		if c.role(at) != "" {
			last = at
		}
	}
	after := last + 1
	if isBe(c.at(after)) || c.at(after) == ":" {
		who := after + 1
		for isArticle(c.at(who)) {
			who++
		}
		named := isBe(c.at(after)) && c.names(who)
		return named || c.isOther(c.at(who)) || isBe(c.at(after)) && c.subjectBefore(first)
	}
	before := first - 1
	for isArticle(c.at(before)) {
		before--
	}
	switch w := c.at(before); {
	case w == "tussen", w == "met", w == "door", w == "aan", w == "andere", w == "overige":
		return true
	case w == "als":
		return c.withBefore(before)
	case isBe(w):
		return c.subjectBefore(before)
	case isBe(c.at(before-1)) && (w == "zelf" || w == "hier" || w == "daarbij" || w == "hierbij" || w == "formeel" || w == "ook"):
		return c.subjectBefore(before - 1)
	}
	return false
}

// whoBefore is where somebody else stands right before a place, with at most two words of a name between; -1 for nowhere.
func (c roleClause) whoBefore(i int) int {
	for at := i - 1; at >= max(0, i-3); at-- {
		if c.isOther(c.words[at]) {
			return at
		}
		if besideRole[c.words[at]] || c.words[at] == "op" || c.role(at) != "" {
			return -1
		}
	}
	return -1
}

// subjectBefore: "de gemeente Zwolle is", not "wij werken met de gemeente en zijn".
func (c roleClause) subjectBefore(i int) bool {
	who := c.whoBefore(i)
	if who < 0 {
		return false
	}
	for isArticle(c.at(who - 1)) {
		who--
	}
	if c.at(who-1) == "van" && c.at(who-2) == "rol" { // "de rol van de gemeenten is"
		return true
	}
	switch c.at(who - 1) {
	case "met", "naast", "voor", "van", "bij", "aan", "door", "tussen":
		return false
	}
	return !slices.ContainsFunc(c.words[:who], func(w string) bool { return w == "wij" || w == "we" })
}

// withBefore: "met de gemeente Zwolle als".
func (c roleClause) withBefore(i int) bool {
	who := c.whoBefore(i)
	if who < 0 {
		return false
	}
	for isArticle(c.at(who - 1)) {
		who--
	}
	return c.at(who-1) == "met" || who == 0
}
