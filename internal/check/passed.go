package check

import (
	"strings"

	"doelenboom/internal/cycle"
)

// milestonePassed: the last day of a milestone lies behind the reference date,
// it is still open, and the score is good.
//
//  1. "medio 2025" ends on 31 August and has passed on that day;
//  2. reached, missed, dropped or moved is told; a date that moved is another date;
//  3. beside orange or red the reader knows already; without a score not;
//  4. a date that is not understood is not judged.
func (p *page) milestonePassed() {
	why := "Zo lijkt het of er niets aan de hand is."
	for _, s := range p.Report.Scores {
		switch {
		case !judgesTime(p.Edition, s):
		case !p.good(s):
			return
		default:
			why = "De score op " + strings.ToLower(p.aspectLabel(s.Aspect)) + " is " + s.Value + "."
		}
	}
	day := p.day()
	for _, m := range p.Report.Milestones {
		open := m.State == "" || m.State == cycle.MilestoneOpen
		last := m.Date.To
		if !open || !last.Known() || !day.Known() || last.After(day) {
			continue
		}
		field := "milestones/" + m.Key
		p.add(Finding{
			Rule: MilestonePassed, Severity: Wrong, Field: field,
			What: upperFirst(p.fieldName(field)) + " (" + m.Date.Text + ") staat nog open, maar die datum is voorbij.",
			Why:  "De peildatum is " + day.Format() + ". " + why,
			Mend: "Zet de mijlpaal op gehaald, verschoven, gemist of vervallen. Is zij verschoven, noem dan de nieuwe datum en de reden.",
		}, m.Date.Text)
	}
}
