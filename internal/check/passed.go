package check

import "doelenboom/internal/cycle"

// milestonePassed: the last day of a milestone lies behind the reference date,
// it is still open, and the score is good.
//
//  1. "medio 2025" ends on 31 August and has passed on that day;
//  2. reached, missed, dropped or moved is told; a date that moved is another date;
//  3. beside orange or red the reader knows already;
//  4. a date that is not understood is not judged.
func (p *page) milestonePassed() {
	for _, s := range p.Report.Scores {
		if !aboutMoney(s.Aspect) && s.Value != "" && !p.good(s) {
			return
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
			Why:  "De peildatum is " + day.Format() + ". De score zegt dat alles op schema ligt.",
			Mend: "Zet de mijlpaal op gehaald, verschoven, gemist of vervallen. Is zij verschoven, noem dan de nieuwe datum en de reden.",
		}, m.Date.Text)
	}
}
