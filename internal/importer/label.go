package importer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"doelenboom/internal/dutch"
)

// label is a row of the page that is known by its label.
type label byte

const (
	noLabel label = iota
	unknownLabel
	holderLabel
	roleLabel
	termLabel
	reserveLabel
	milestoneLabel
	websiteLabel
	themeLabel
	indicatorLabel
	amendmentLabel
	contentScore
	moneyScore
	timeScore
	qualityScore
	editionLabel
	footerLabel
)

func (l label) isScore() bool { return l >= contentScore && l <= qualityScore }

// mayBeNone: a word such as "Geen." says of these that there are none; for others it is an answer.
func (l label) mayBeNone() bool {
	return l >= holderLabel && l <= indicatorLabel && l != reserveLabel
}

// saysNone says that a line states that there is nothing, or nothing yet: "Geen.", "n.v.t.", "Er zijn geen mijlpalen in 2017.".
func saysNone(text string, of label) bool {
	if len(text) > 60 {
		return false
	}
	_, text = listMark(text)
	low := strings.ToLower(strings.Trim(text, "(). "))
	switch low {
	case "vacant", "vacature", "niemand":
		return of == holderLabel
	case "-", "–", "—", "geen", "nvt", "n.v.t", "niet van toepassing", "niet van toepassing (n.v.t":
		return true
	case "nog niet bekend", "nog onbekend", "nader te bepalen", "nog te bepalen", "n.t.b", "ntb", "pm", "p.m":
		return of != noLabel
	}
	rest, ok := strings.CutPrefix(strings.TrimPrefix(low, "er zijn "), "geen ")
	return ok && of != noLabel && namesOnly(rest, of)
}

// besideNone are words around the label in "Geen concrete mijlpalen in 2017 voorzien" that name no value.
var besideNone = map[string]bool{
	"concrete": true, "specifieke": true, "bijzondere": true, "aparte": true, "nieuwe": true, "verdere": true, "in": true, "voor": true, "dit": true,
	"jaar": true, "voorzien": true, "benoemd": true, "gepland": true, "bekend": true, "vastgesteld": true, "opgenomen": true, "bepaald": true,
	"genoemd": true, "geformuleerd": true, "afgesproken": true, "meer": true, "nog": true, "van": true, "toepassing": true, "te": true, "melden": true,
}

// namesOnly says that a text is the label and words that say nothing more.
func namesOnly(text string, of label) bool {
	var names []string
	for w := range strings.FieldsSeq(text) {
		if !besideNone[w] && fourDigits(w) == 0 {
			names = append(names, w)
		}
	}
	return known(strings.Join(names, " ")) == of
}

// row is a line with a label, and its value when that is on the same line.
type row struct {
	label label
	name  string // the label as written, without its colon or question mark
	value string
}

// labelled takes a line apart that begins with a label. Labels end in ":", "?"
// or "?:"; a known label may have its value on the same line, and one that is
// not known may not: "Fase 1: start bouw" is a value.
func labelled(text string) (row, bool) {
	if len(text) > 2000 {
		return row{}, false
	}
	if name := strings.TrimRight(text, ":? "); len(name) < len(text) && name != "" && endsAsLabel(text) {
		if l := known(name); l != noLabel {
			return row{l, name, ""}, true
		}
		return row{unknownLabel, name, ""}, len(name) <= 120
	}
	name, value, ok := cutLabel(text)
	if !ok {
		return row{}, false
	}
	l := known(name)
	return row{l, name, value}, l != noLabel
}

// bareLabel takes a label that stands among the rows and lost its colon.
func bareLabel(text string) (row, bool) {
	if len(text) > 120 {
		return row{}, false
	}
	l := known(text)
	return row{l, text, ""}, l >= holderLabel && l <= indicatorLabel
}

// labelByValue takes a label that stands outside Basisinformatie without its colon, when below it stands what only such a
// row has: names, a part that is played, a term, yes or no, a score, a kind of budget amendment.
func labelByValue(text string, next *sourceLine) (row, bool) {
	if next == nil || len(text) > 80 || text[0] < 'A' || text[0] > 'Z' {
		return row{}, false
	}
	r, ok := row{label: known(text), name: text}, false
	switch {
	case r.label == holderLabel:
		names := dutch.Names(next.text)
		ok = len(names) > 0 && len(next.text) <= 200 && !slices.ContainsFunc(names, func(name string) bool { return !fullName(name) })
	case r.label == roleLabel:
		ok = len(involvement(text, next.text).Tags) > 0
	case r.label == termLabel:
		_, _, ok = readTerm(next.text)
	case r.label == reserveLabel:
		answer, rest := yesOrNo(next.text)
		ok = answer != "" && rest == ""
	case r.label == amendmentLabel:
		_, ok = amendmentsIn(next.text)
	case r.label.isScore():
		ok = scoreValue(next.text) != ""
	}
	return r, ok
}

// fullName: the first and the last of two words or more have a capital.
func fullName(name string) bool {
	first, _ := utf8.DecodeRuneInString(name)
	return unicode.IsUpper(first) && strings.Contains(name, " ") && likeName(name)
}

func endsAsLabel(text string) bool {
	text = strings.TrimRight(text, " ")
	return strings.HasSuffix(text, ":") || strings.HasSuffix(text, "?")
}

// cutLabel cuts after the first ":" or "?" that stands within a label's length.
func cutLabel(text string) (name, value string, ok bool) {
	at := strings.IndexAny(text, ":?")
	if at <= 0 || at > 120 {
		return "", "", false
	}
	value = strings.TrimLeft(text[at:], ":? ")
	return strings.TrimSpace(text[:at]), value, value != ""
}

// known recognises a label in all its variants. One field has many names: the
// relation with a reserve has had four in as many years.
func known(name string) label {
	low := strings.ToLower(strings.Join(strings.Fields(name), " "))
	switch low {
	case "mijlpaal", "mijlpalen", "belangrijke mijlpalen", "belangrijkste mijlpalen":
		return milestoneLabel
	case "project website", "project websites", "project website(s)", "projectwebsite", "projectwebsites", "projectwebsite(s)", "website", "websites", "website(s)":
		return websiteLabel
	case "thema", "themas", "thema's", "thema’s", "thema(s)", "thema('s)":
		return themeLabel
	case "indicator", "indicatoren":
		return indicatorLabel
	case "begrotingswijziging", "begrotingswijzigingen", "begrotingswijziging(en)":
		return amendmentLabel
	case "inhoud", "inhoudelijk", "inhoudelijke score", "inhoudelijke kleurscore", "inhoudelijk (indicator)", "inhoud (indicator)":
		return contentScore
	case "geld", "financieel", "financiële score", "financiële kleurscore", "financieel (indicator)", "geld (indicator)":
		return moneyScore
	case "tijd", "planning":
		return timeScore
	case "kwaliteit":
		return qualityScore
	case "editie":
		return editionLabel
	case "publicatiedatum", "datum publicatie", "laatst gewijzigd":
		return footerLabel
	}
	return knownByWords(low)
}

func knownByWords(low string) label {
	words := strings.Fields(low)
	if len(words) == 0 {
		return noLabel
	}
	last := words[len(words)-1]
	switch {
	case len(words) <= 3 && strings.HasPrefix(last, "portefeuillehoud"):
		return holderLabel
	case words[0] == "rol" && len(words) <= 4 && (len(words) == 1 || organisationWord(last)), low == "onze rol":
		return roleLabel
	case words[0] == "looptijd" && len(words) <= 3:
		return termLabel
	case strings.HasPrefix(low, "relatie met") && strings.Contains(low, "reserve"):
		return reserveLabel
	case words[0] == "mijlpalen" && len(words) == 2 && fourDigits(last) > 0:
		return milestoneLabel
	}
	return noLabel
}

func organisationWord(w string) bool {
	switch w {
	case "provincie", "gemeente", "waterschap", "organisatie", "hoogheemraadschap":
		return true
	}
	return false
}
