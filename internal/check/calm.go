package check

import (
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// calmDespite: what is called good or "geen afwijking" stands beside words of
// delay on the same page.
//
//  1. calm is a good score on time, where there is such an aspect, else on every
//     aspect but money; without scores "geen afwijking", "volgens plan" or "op
//     schema" in the progress;
//  2. delay is told in what is news: headline, progress, the note of an action,
//     why a milestone moved. Summary and context are of every edition; "geen
//     afwijking" about the money says nothing of time;
//  3. so is a milestone that moved to later days or was missed, unless the
//     edition before gave the same days;
//  4. "geen vertraging", a delay made good, feared or quoted is none
//     (dutch.FindDelay);
//  5. an orange or red score tells it already.
func (p *page) calmDespite() {
	calm := p.calm()
	if calm == "" {
		return
	}
	for _, m := range p.Report.Milestones {
		if m.State == cycle.MilestoneMoved || m.State == cycle.MilestoneMissed {
			p.movedDespite(m, calm)
		}
	}
	for _, t := range p.parts {
		if !t.role.news() {
			continue
		}
		for _, s := range dutch.Sentences(t.text) {
			words := dutch.FindDelay(s)
			if words == "" {
				continue
			}
			p.add(Finding{
				Rule: CalmDespite, Severity: Wrong, Field: t.field, Block: t.block,
				What: "In " + p.fieldName(t.field) + " staat “" + words + "”, maar " + calm + ".",
				Why:  "De lezer weet zo niet of het goed gaat. De zin is: “" + short(s) + "”",
				Mend: "Pas de score aan en noem oorzaak, gevolg en maatregel. Of schrijf waarom de afspraak toch wordt gehaald.",
			}, s)
		}
	}
}

// movedDespite: a milestone that moved to later days, or was missed. One that moved before and stands where the edition
// before had it was told then.
func (p *page) movedDespite(m cycle.Milestone, calm string) {
	if m.State == cycle.MilestoneMoved && (m.First.Known() && !m.Date.To.After(m.First.To) || p.saidBefore(m)) {
		return
	}
	field := "milestones/" + m.Key
	p.add(Finding{
		Rule: CalmDespite, Severity: Wrong, Field: field,
		What: upperFirst(p.fieldName(field)) + " is " + string(m.State) + ", maar " + calm + ".",
		Why:  "De lezer weet zo niet of het goed gaat.",
		Mend: "Pas de score aan en noem oorzaak, gevolg en maatregel. Of schrijf waarom de afspraak toch wordt gehaald.",
	}, string(m.State)+" "+m.Date.Text)
}

func (p *page) saidBefore(m cycle.Milestone) bool {
	return p.Before != nil && slices.ContainsFunc(p.Before.Report.Milestones, func(was cycle.Milestone) bool {
		return was.Key == m.Key && was.Date == m.Date
	})
}

// calm says what on the page claims that all is well; "" when something says otherwise.
func (p *page) calm() string {
	scored := ""
	for _, s := range p.Report.Scores {
		if !judgesTime(p.Edition, s) {
			continue
		}
		if !p.good(s) {
			return ""
		}
		scored = "de score op " + strings.ToLower(p.aspectLabel(s.Aspect)) + " is " + s.Value
	}
	if scored != "" {
		return scored
	}
	for _, t := range p.parts {
		if t.role == progress {
			if words := dutch.SaysNoDeviation(t.text); words != "" {
				return "er staat ook “" + words + "”"
			}
		}
	}
	return ""
}
