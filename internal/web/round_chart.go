package web

import (
	"net/http"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
	"doelenboom/internal/ui/filling"
)

// chartPage is how a round filled up.
type chartPage struct {
	frame
	roundVisit
	Chart filling.Chart
	Part  bool // only the reports that this user may see
}

// stepsOf are what happened to the reports of an edition that this user may see: the same that a round counts.
func (v roundVisit) stepsOf(r *http.Request, edition cycle.EditionID) ([]store.Step, error) {
	steps, err := v.Read.Steps(r.Context(), edition)
	reads := v.User.Reach(cycle.MayRead, v.Day)
	if err != nil || reads.Whole {
		return steps, err
	}
	lines, err := v.linesWithin(r, edition, reads)
	if err != nil {
		return nil, err
	}
	seen := map[cycle.ReportID]bool{}
	for _, l := range lines {
		seen[l.ID] = true
	}
	return slices.DeleteFunc(steps, func(s store.Step) bool { return !seen[s.Report] }), nil
}

// reached is how far a report is after a line of history; other lines leave it where it was.
var reached = map[string]int{
	"report.opened": 0, "report.sent-back": 0, "report.reopened": 0, "report.submitted": 1, "report.checked": 2, "report.approved": 3,
}

// longest is how many days a chart shows at most.
const longest = 200

func (s *Workplace) showChart(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	p := chartPage{frame: v.frame(r, "Verloop: "+v.Edition.Name, "rondes"), roundVisit: v}
	p.Crumbs = v.crumbs("Verloop")
	steps, err := v.stepsOf(r, v.Edition.ID)
	if err != nil {
		return err
	}
	p.Part = !v.User.May(cycle.MayRead, v.everywhere())
	p.Chart = v.chart(steps)
	if err := v.yearBefore(r, &p.Chart); err != nil {
		return err
	}
	return show(w, r, http.StatusOK, chartShow(p))
}

// chart counts, day by day, the reports that came at least to each state.
func (v roundVisit) chart(steps []store.Step) filling.Chart {
	c := filling.Chart{Closes: -1}
	if len(steps) == 0 {
		return c
	}
	first := dutch.DayOf(steps[0].Moment).AddDays(-1) // when there was nothing yet
	if v.Day.AddDays(-longest).After(first) {
		first = v.Day.AddDays(-longest)
	}
	for d := first; !d.After(v.Day) && len(c.Days) <= longest; d = d.AddDays(1) {
		if d == v.Edition.ClosesAt {
			c.Closes = len(c.Days)
		}
		c.Days = append(c.Days, d)
	}
	for _, l := range []struct {
		label string
		state int
	}{{"ingediend", 1}, {"gecontroleerd", 2}, {"akkoord", 3}} {
		c.Lines = append(c.Lines, filling.Line{Label: l.label, Shares: shares(steps, c.Days, l.state)})
	}
	return c
}

// shares are, for each day, how many in a hundred reports came at least to a state.
func shares(steps []store.Step, days []cycle.Date, state int) []int {
	at := map[cycle.ReportID]int{}
	var out []int
	next := 0
	for _, d := range days {
		for next < len(steps) && !dutch.DayOf(steps[next].Moment).After(d) {
			s := steps[next]
			next++
			if to, moves := reached[s.Action]; moves {
				at[s.Report] = to
			}
		}
		n := 0
		for _, to := range at {
			if to >= state {
				n++
			}
		}
		out = append(out, n*100/max(1, len(at)))
	}
	return out
}

// yearBefore adds the round of the same kind of a year before, laid beside this one by its last day of writing.
func (v roundVisit) yearBefore(r *http.Request, c *filling.Chart) error {
	editions, err := v.Read.Editions(r.Context())
	if err != nil || c.Closes < 0 {
		return err
	}
	for _, e := range editions {
		if e.Kind != v.Edition.Kind || e.Sequence != v.Edition.Sequence || e.Year != v.Edition.Year-1 || !e.ClosesAt.Known() {
			continue
		}
		steps, err := v.stepsOf(r, e.ID)
		if err != nil {
			return err
		}
		days := make([]cycle.Date, len(c.Days))
		for i := range days {
			days[i] = e.ClosesAt.AddDays(i - c.Closes)
		}
		c.Lines = append(c.Lines, filling.Line{Label: "ingediend, " + e.Name, Shares: shares(steps, days, 1), Before: true})
	}
	return nil
}

// sentence tells the chart to who does not see it.
func (p chartPage) sentence() string {
	text := ""
	for _, l := range p.Chart.Lines {
		if n := len(l.Shares); n > 0 {
			text += l.Label + " " + number(cycle.UserNumber(l.Shares[n-1])) + " procent. "
		}
	}
	return text
}
