package importer

import (
	"fmt"
	"slices"
	"strings"

	"doelenboom/internal/dutch"
)

// belowRows are the headings that sites put below the rows.
var belowRows = map[string]bool{
	"bijlage": true, "bijlagen": true, "document": true, "documenten": true, "download": true, "downloads": true, "link": true, "links": true,
	"meer informatie": true, "overige informatie": true, "aanvullende informatie": true, "gerelateerde documenten": true, "zie ook": true,
	"contact": true, "bronnen": true, "opmerkingen": true, "opgaven": true, "statenvoorstellen en -besluiten": true, "raadsvoorstellen en -besluiten": true,
}

// textWords are words of a heading that name a text, where a milestone names what is done: "Financiële toelichting",
// "Stand van zaken".
var textWords = map[string]bool{
	"toelichting": true, "toelichtingen": true, "informatie": true, "zaken": true, "ontwikkelingen": true, "afwijkingen": true, "risico's": true,
	"risico’s": true, "kanttekeningen": true, "achtergrond": true, "achtergronden": true, "resultaatbestemming": true, "begrotingswijziging": true,
	"statenvoorstellen": true, "raadsvoorstellen": true, "opgaven": true, "samenhang": true, "communicatie": true, "financiën": true,
}

// namesText tells whether a heading names a text.
func namesText(heading string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(heading)), func(w string) bool { return textWords[w] || belowRows[w] })
}

// headingBelowRows takes a heading after the last of the rows, also with its text right below it. Below websites and
// holders it is a line that is none of them; in running text it has to name a text. Milestones stand on lines of their own
// too, short ones without a date among them: there a sentence that is none has to stand below it, and a heading of more
// words than one names a text ("Start bouw" does not). That is told as a guess, and so is what stays a milestone only for
// its words.
func (p *page) headingBelowRows(line, next *sourceLine) bool {
	if p.section != basics || !p.filled || p.once || !line.after || line.indent > 3 {
		return false
	}
	heading := strings.TrimRight(line.text, ": ")
	if next == nil || p.endsText(next) {
		return p.emptyBelowRows(line, next, heading)
	}
	if !belowRows[strings.ToLower(heading)] || !next.after {
		if !headingShape(line) || isRow(next.text) || dutch.NamesDate(heading) || len(dutch.FindDecisions(heading)) > 0 {
			return false
		}
		switch p.row.label {
		case milestoneLabel:
			return p.headingAmongMilestones(line, next, heading)
		case websiteLabel:
			if hasLink(line.text) || hasLink(next.text) {
				return false
			}
		case holderLabel:
			if likeName(heading) && !namesText(heading) {
				return false
			}
		case themeLabel, indicatorLabel:
			if !namesText(heading) || !saysMore(next.text) {
				return false
			}
		default:
			if !namesText(heading) || strings.EqualFold(heading, "Toelichting") { // of the answer above it
				return false
			}
		}
	}
	p.other(line, heading)
	p.where(line, IsHeading)
	return true
}

// emptyBelowRows takes a heading below the rows with nothing below it, or a list of pages: among names and links "Opgaven" is
// none of them, and "Zie ook" is no milestone.
func (p *page) emptyBelowRows(line, next *sourceLine, heading string) bool {
	switch p.row.label {
	case holderLabel, websiteLabel, themeLabel:
		if !headingShape(line) || !namesText(heading) {
			return false
		}
	default:
		if next == nil || !belowRows[strings.ToLower(heading)] {
			return false
		}
	}
	p.other(line, heading)
	p.where(line, IsHeading)
	return true
}

func (p *page) headingAmongMilestones(line, next *sourceLine, heading string) bool {
	more := saysMore(next.text)
	switch {
	case !more && !longSentence(next.text):
		return false
	case !more, strings.Contains(heading, " ") && !namesText(heading):
		p.notice(Guessed, line.no, fmt.Sprintf("‘%s’ is gelezen als mijlpaal; misschien is het een kop boven de tekst die volgt.", heading))
		return false
	}
	p.otherText(heading)
	p.notice(Guessed, line.no, fmt.Sprintf("‘%s’ is gelezen als kop, niet als mijlpaal; de tekst staat bij ‘overig’.", heading))
	p.where(line, IsHeading)
	return true
}

// longSentence says that a line is a sentence of more words than most milestones have; it may name a date.
func longSentence(text string) bool {
	m, text := listMark(text)
	return m.kind == noMark && strings.HasSuffix(text, ".") && len(strings.Fields(text)) > 7
}

// isRow says that a line begins with a label.
func isRow(text string) bool {
	if _, ok := labelled(text); ok {
		return true
	}
	_, ok := bareLabel(text)
	return ok
}

// saysMore says that a line is a sentence, and none that a milestone would be: it has no date and no decision.
func saysMore(text string) bool {
	m, text := listMark(text)
	return m.kind == noMark && strings.HasSuffix(text, ".") && len(strings.Fields(text)) > 4 && !dutch.NamesDate(text) && len(dutch.FindDecisions(text)) == 0
}
