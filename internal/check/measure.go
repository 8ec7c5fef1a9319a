package check

import (
	"strings"
	"unicode"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// goalUnmeasured: a goal can only be answered for when something says when it
// is reached: a milestone with a date, or a year in its headline or summary.
// Courts of audit find the same everywhere: goals that no monitor can answer.
//
//  1. an edition that promises; later ones hold what was promised;
//  2. a programme bundles goals and needs none of its own.
func (p *page) goalUnmeasured() {
	if p.level != cycle.Goal {
		return
	}
	for _, m := range p.Report.Milestones {
		if m.Date.Known() {
			return
		}
	}
	for _, t := range p.parts {
		if (t.role == headline || t.role == background || t.role == progress) && dutch.NamesDate(t.text) {
			return
		}
	}
	field := "headline"
	if p.Report.Headline == "" {
		field = "milestones"
	}
	p.add(Finding{
		Rule: GoalUnmeasured, Severity: Missing, Field: field,
		What: "Dit doel heeft geen indicator, geen mijlpaal en geen jaar.",
		Why:  "Zo kan niemand later zeggen of het doel is bereikt.",
		Mend: "Voeg een mijlpaal met een datum toe, of noem in de kernzin wat er in welk jaar is bereikt.",
	}, p.Report.Headline)
}

// nothingMeasured: a report in which no date, no number and no score stands.
//
//  1. references are no numbers: "PS/2016/486", "prestatie 8.1.5";
//  2. neither is a small number in words: "drie stukken" says what there is,
//     not how far it is;
//  3. a date of a milestone counts, and so does a score;
//  4. an empty report lacks more than numbers: others tell that.
func (p *page) nothingMeasured() {
	if p.level != cycle.Deliverable || len(p.Report.Sections) == 0 {
		return
	}
	for _, s := range p.Report.Scores {
		if s.Value != "" {
			return
		}
	}
	for _, m := range p.Report.Milestones {
		if m.Date.Known() {
			return
		}
	}
	levels := p.Edition.Settings.LevelWords()
	for _, t := range p.parts {
		if measured(t.text, levels) {
			return
		}
	}
	p.add(Finding{
		Rule: NothingMeasured, Severity: Missing, Field: "sections/" + p.Report.Sections[0].Key,
		What: "Op deze pagina staat geen datum, geen getal en geen score.",
		Why:  "De lezer kan niet zien hoe ver het is.",
		Mend: "Noem ten minste één getal of datum: hoeveel, wanneer, voor hoeveel geld.",
	}, "")
}

// measured: a text has a number that is no reference, list mark or name of an action.
func measured(text string, levels []string) bool {
	if !strings.ContainsFunc(text, unicode.IsDigit) {
		return false
	}
	b := []byte(text)
	blank := func(from, to int) {
		for i := from; i < to; i++ {
			b[i] = ' '
		}
	}
	for _, d := range dutch.FindDecisions(text) {
		blank(d.From, d.To)
	}
	for _, n := range dutch.FindNodes(text, levels...) {
		blank(n.From, n.To)
	}
	for w := range strings.FieldsSeq(string(b)) {
		w = strings.Trim(w, "(€.,;:)")
		if w != "" && w[0] >= '0' && w[0] <= '9' && !strings.Contains(string(b), "Actie "+w) {
			return true
		}
	}
	return false
}
