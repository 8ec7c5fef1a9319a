package site

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/ui"
)

// The words of pages for values of the field.

func cut(text string, most int) string {
	short, cut := dutch.Cut(strings.Join(strings.Fields(text), " "), most)
	short = strings.TrimSuffix(short, ".")
	if cut {
		short += " …"
	}
	return short
}

func term(t *publication.Term) string {
	switch {
	case t.Kind == "structureel":
		return "Structureel"
	case t.Until > 0:
		return "Tot en met " + ui.Year(t.Until)
	}
	return "Tijdelijk, einde onbekend"
}

// reserve answers cycle.ReserveAsked. Where neither yes nor no was said, what was said is the answer.
func reserve(r *publication.Reserve) string {
	said := slices.DeleteFunc([]string{r.Answer, r.Note}, func(s string) bool { return s == "" })
	if len(said) == 0 {
		said = []string{"onbekend"}
	}
	if r.Name != "" {
		return r.Name + ": " + strings.Join(said, ". ")
	}
	return capital(strings.Join(said, ". "))
}

// amendment says who changed the budget, and how that change is called.
func amendment(a publication.Amendment, o publication.Organisation) string {
	if a.Number == "" {
		return amendmentKind(a.Kind, o)
	}
	return amendmentKind(a.Kind, o) + ": " + a.Number
}

func amendmentKind(k cycle.AmendmentKind, o publication.Organisation) string {
	switch k {
	case cycle.AmendmentNone:
		return "Geen"
	case cycle.AmendmentCouncil:
		return "Door " + withArticle(o.CouncilShort, o.Council)
	case cycle.AmendmentExecutive:
		return "Door " + withArticle(o.ExecutiveShort, o.Executive)
	case cycle.AmendmentAnnounced:
		return "Vooraankondiging resultaatbestemming"
	case cycle.AmendmentAppropriation:
		return "Resultaatbestemming"
	}
	return string(k)
}

// withArticle gives the short name of a body the article that its whole name has: "de raad", "het AB", "PS".
func withArticle(short, whole string) string {
	for _, article := range []string{"de ", "het "} {
		if strings.HasPrefix(whole, article) {
			return article + short
		}
	}
	return short
}

// bodyName is a body by its whole name, when papers name it by its short one.
func bodyName(o publication.Organisation, body string) string {
	switch body {
	case "":
		return ""
	case o.CouncilShort:
		body = o.Council
	case o.ExecutiveShort:
		body = o.Executive
	}
	return capital(body)
}

// capital begins a text as a sentence does.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// relation says how one node hangs together with another: forward as this page says it, else as the other does.
func relation(k cycle.ReferenceKind, forward bool) string {
	switch k {
	case cycle.WaitsFor:
		if forward {
			return "Wacht op"
		}
		return "Hierop wacht"
	case cycle.FollowsFrom:
		if forward {
			return "Volgt uit"
		}
		return "Hieruit volgt"
	case cycle.MergedInto:
		if forward {
			return "Opgegaan in"
		}
		return "Hierin opgegaan"
	}
	if forward {
		return "Zie ook"
	}
	return "Verwijst hierheen"
}

// lineage says how a node hangs together with one of another tree.
func lineage(k cycle.LineageKind, later bool) string {
	switch k {
	case cycle.Continued:
		return either(later, "Gaat verder als", "Ging verder uit")
	case cycle.Changed:
		return either(later, "Gewijzigd tot", "Gewijzigd uit")
	case cycle.Split:
		return either(later, "Gesplitst in onder meer", "Afgesplitst van")
	case cycle.Merged:
		return either(later, "Opgegaan in", "Samengevoegd uit onder meer")
	case cycle.New:
		return "Nieuw"
	case cycle.Ended:
		return "Beëindigd"
	}
	return string(k)
}

func either(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

// revisionKind says why a revision was made.
func revisionKind(k cycle.RevisionKind) string {
	switch k {
	case cycle.FirstRevision:
		return "eerste publicatie"
	case cycle.NextState:
		return "nieuwe status"
	case cycle.Updated:
		return "bijgewerkt zonder nieuwe status"
	case cycle.SlipOfThePen:
		return "hersteld of aangevuld zonder nieuw besluit"
	case cycle.ByDecision:
		return "gewijzigd bij besluit"
	}
	return string(k)
}

func certainty(c cycle.Certainty) string {
	switch c {
	case cycle.Certain:
		return "Dat deze tekst bij deze editie hoort, is zeker."
	case cycle.Probable:
		return "Waarschijnlijk hoort deze tekst bij deze editie; de bron zegt het niet zelf."
	}
	return "Of deze tekst bij deze editie hoort, is niet bekend."
}

func editionKind(k cycle.EditionKind) string {
	switch k {
	case cycle.Budget:
		return "Begroting"
	case cycle.Monitor:
		return "Tussenrapportage"
	case cycle.Accounts:
		return "Jaarstukken"
	case cycle.Outlook:
		return "Perspectiefnota"
	}
	return string(k)
}

func decisionKind(k cycle.DecisionKind) string {
	switch k {
	case cycle.Resolution:
		return "Besluit"
	case cycle.Motion:
		return "Motie"
	case cycle.Promise:
		return "Toezegging"
	case cycle.Paper:
		return "Stuk"
	case cycle.Letter:
		return "Brief"
	}
	return "Besluit of stuk"
}

func decisionState(s cycle.DecisionState) string {
	switch s {
	case cycle.DecisionTaken:
		return "genomen"
	case cycle.DecisionProposed:
		return "voorgesteld, nog niet genomen"
	case cycle.MotionCarried:
		return "aangenomen"
	case cycle.MotionRejected:
		return "verworpen"
	case cycle.PromiseOpen:
		return "nog open"
	case cycle.PromiseKept:
		return "afgedaan"
	}
	return "onbekend"
}

// sourceRead ends the sentence that says where a text comes from.
func sourceRead(s publication.Source) string {
	if s.ReadAt.Valid() {
		return "(gelezen op " + s.ReadAt.Format() + ")."
	}
	return "(wanneer is niet bekend)."
}

// decidedBy is the decision on a revision itself, and its address: what gave the state, or what asked for the correction.
func decidedBy(r publication.Revision) (decision, at string) {
	if r.Corrects() {
		return r.ChangedBy, r.ChangedByAt
	}
	return r.Decision, r.DecisionAt
}

// correctionKind says why a correction was made, with its decision when that has no page known here.
func correctionKind(c publication.Correction) string {
	if c.Decision != "" {
		return revisionKind(c.Kind) + " " + c.Decision
	}
	return revisionKind(c.Kind)
}

func amendedBy(l publication.MoneyLine) string {
	if l.Note == "" {
		return "Wijziging " + l.Cents.String()
	}
	return "Wijziging " + l.Cents.String() + ": " + l.Note
}

func amountLabel(a publication.Amount) string {
	var parts []string
	for _, part := range []string{a.Row, a.Column} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if a.Year > 0 {
		parts = append(parts, ui.Year(a.Year))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ", ") + ":"
}

func placeNames(places []publication.Link) string {
	names := make([]string, len(places))
	for i, p := range places {
		names[i] = p.Title
	}
	return ui.And(names)
}

// webAddress is where a website is found. Pages often write it as people say it, "www.n340.nl"; without a scheme that
// would be a page of our own.
func webAddress(written string) string {
	if strings.Contains(written, "://") || strings.HasPrefix(written, "mailto:") {
		return written
	}
	return "https://" + written
}

// shownAddress is a web address without what nobody reads.
func shownAddress(address string) string {
	for _, lead := range []string{"https://", "http://", "www."} {
		address = strings.TrimPrefix(address, lead)
	}
	return strings.TrimSuffix(address, "/")
}
