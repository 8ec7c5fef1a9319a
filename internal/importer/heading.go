package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"doelenboom/internal/dutch"
)

// section is the part of a page that a line belongs to.
type section byte

const (
	preamble section = iota // before the title
	summary
	contextSection
	actions
	progress
	finance
	basics
	children
	other // under a heading or label we do not know
	noSection
)

// headings are the headings of the portals, in lower case.
var headings = map[string]section{
	"context":                     contextSection,
	"acties":                      actions,
	"toelichting op voortgang":    progress,
	"toelichting op de voortgang": progress,
	"financiën":                   finance,
	"financien":                   finance,
	"basisinformatie":             basics,
}

// summaryHeadings can stand between the title and the summary; further down they are headings of the page's own.
var summaryHeadings = map[string]bool{"samenvatting": true, "korte samenvatting": true, "in het kort": true}

// knownHeading recognises a line that is a heading and nothing else. year is
// that of "Acties 2016", 0 elsewhere.
func knownHeading(text string, levels []string) (s section, year int) {
	if len(text) > 60 {
		return noSection, 0
	}
	low := strings.ToLower(strings.TrimRight(text, ": "))
	if s, ok := headings[low]; ok {
		return s, 0
	}
	if rest, ok := strings.CutPrefix(low, "acties "); ok {
		rest = strings.TrimPrefix(rest, "in ")
		if y := fourDigits(rest); y >= 1900 && y < 2200 {
			return actions, y
		}
	}
	if childHeading(low, levels) {
		return children, 0
	}
	return noSection, 0
}

// childHeading recognises the plural of a level's name above a list of pages:
// "Prestaties", "Beleidsdoelen".
func childHeading(low string, levels []string) bool {
	for _, level := range levels {
		rest, ok := strings.CutPrefix(low, level)
		if ok && (rest == "s" || rest == "en" || rest == "'s" || rest == "’s") {
			return true
		}
	}
	return false
}

func fourDigits(s string) int {
	if len(s) != 4 {
		return 0
	}
	n := 0
	for i := range 4 {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// headingAndText splits "Context: deze prestatie is nieuw", a heading with its
// text on one line.
func headingAndText(text string) (s section, rest string) {
	at := strings.IndexByte(text, ':')
	if at < 0 || at > 30 || at+1 == len(text) {
		return noSection, ""
	}
	s, ok := headings[strings.ToLower(text[:at])]
	if !ok || s == actions || s == basics {
		return noSection, ""
	}
	return s, strings.TrimSpace(text[at+1:])
}

// Words that a sentence or a bare state ("Op schema", "Gereed") begins with and
// a heading hardly ever.
var sentenceWords = map[string]bool{
	"geen": true, "er": true, "wij": true, "we": true, "dit": true, "deze": true, "nee": true, "ja": true,
	"zie": true, "nog": true, "niet": true, "n.v.t": true, "conform": true, "volgens": true,
	"op": true, "in": true, "loopt": true, "ligt": true, "gereed": true, "klaar": true, "afgerond": true, "gerealiseerd": true,
	"uitgevoerd": true, "vertraagd": true, "structureel": true,
}

// looksLikeHeading guesses: a short line on its own, with text after it, that
// begins with a capital and does not end like a sentence.
func looksLikeHeading(line, next *sourceLine) bool {
	return next != nil && next.after && headingShape(line)
}

func headingShape(line *sourceLine) bool {
	text := line.text
	if !line.after || line.indent > 3 || len(text) > 60 || len(text) < 3 || line.row != "" {
		return false
	}
	if asksWhat(text) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	if !unicode.IsUpper(first) || !unicode.IsLetter(last) && !unicode.IsDigit(last) && last != ')' && last != ':' {
		return false
	}
	if _, value, ok := cutLabel(text); ok && (strings.Contains(value, "€") || strings.Trim(value, "0123456789.,-% ") == "") {
		return false // "Resultaatbestemming: 1330", "Baten: € 0,5 miljoen"
	}
	words := strings.Fields(text)
	return len(words) <= 6 && !sentenceWords[strings.ToLower(words[0])]
}

// asksWhat recognises one of the three questions that the rules for a budget ask of each programme: "Wat willen we
// bereiken?". It is a heading, also when nothing stands below it.
func asksWhat(text string) bool {
	return strings.HasPrefix(text, "Wat ") && strings.HasSuffix(text, "?") && len(strings.Fields(text)) <= 8
}

// titleLine takes a line apart that may be the title of a page: "5.1.2
// Gebiedsgerichte ontwikkeling", "Kerntaak 5: Regionale economie".
func titleLine(text string, levels []string) (number, title string, named, ok bool) {
	if len(text) > 400 {
		return "", "", false, false
	}
	rest := text
	for _, level := range levels {
		if len(text) <= len(level) || !strings.EqualFold(text[:len(level)], level) {
			continue
		}
		if r, size := utf8.DecodeRuneInString(text[len(level):]); unicode.Is(unicode.Zs, r) {
			rest, named = text[len(level)+size:], true
			break
		}
	}
	n := 0
	for n < len(rest) && (rest[n] >= '0' && rest[n] <= '9' || rest[n] == '.') {
		n++
	}
	number = strings.TrimSuffix(rest[:n], ".")
	dotted := len(number) < n
	if !dutch.ValidNumber(number) || !shortParts(number) || dotted && dutch.Depth(number) == 1 && !named {
		return "", "", false, false
	}
	title = strings.TrimLeftFunc(rest[n:], func(r rune) bool { return r == ':' || unicode.Is(unicode.Zs, r) })
	if len(title) == len(rest[n:]) {
		return "", "", false, false
	}
	for _, dash := range []string{"- ", "– "} {
		title = strings.TrimPrefix(title, dash)
	}
	first, _ := utf8.DecodeRuneInString(title)
	return number, title, named, unicode.IsLetter(first) || strings.ContainsRune("'\"‘“(", first)
}

// shortParts: places in the tree count to 99; longer parts are amounts.
func shortParts(number string) bool {
	run := 0
	for i := range number {
		if run++; number[i] == '.' {
			run = 0
		}
		if run > 2 {
			return false
		}
	}
	return true
}

// isMenu recognises what belongs to the site around the page.
func isMenu(text string) bool {
	if len(text) > 120 {
		return false
	}
	low := strings.ToLower(strings.TrimRight(text, ". "))
	switch low {
	case "home", "menu", "zoeken", "print", "printen", "afdrukken", "delen", "deel deze pagina", "vorige", "volgende",
		"vorige pagina", "volgende pagina", "naar boven", "terug naar boven", "inhoudsopgave", "ga naar de inhoud",
		"pdf", "download pdf", "sluiten", "terug", "ga terug", "terug naar navigatie", "overslaan en naar de inhoud gaan":
		return true
	}
	if strings.HasPrefix(low, "terug naar navigatie - ") || strings.HasPrefix(low, "home > ") || strings.HasPrefix(low, "home / ") {
		return true
	}
	for _, page := range []string{"blz. ", "blz ", "pagina ", "p. "} {
		if rest, ok := strings.CutPrefix(low, page); ok {
			first, second, two := strings.Cut(rest, " van ")
			return pageNumber(first) && (!two || pageNumber(second))
		}
	}
	return false
}

func pageNumber(s string) bool {
	return s != "" && len(s) <= 4 && strings.Trim(s, "0123456789") == ""
}
