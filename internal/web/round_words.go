package web

import (
	"strings"

	"doelenboom/internal/cycle"
)

// words says what a filter lets through.
func (f filter) words() string {
	var parts []string
	if f.Programme != "" {
		parts = append(parts, "programma "+f.Programme)
	}
	for _, part := range []string{f.State, f.Author} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// stageOf is how far an edition is, in words.
func stageOf(e cycle.Edition) string {
	switch e.Stage {
	case cycle.Writing:
		if e.ClosesAt.Known() {
			return "in de maak, schrijven tot en met " + e.ClosesAt.Format()
		}
		return "in de maak"
	case cycle.Established:
		return "vastgesteld door het bestuur, nog niet aangeboden"
	case cycle.Offered:
		return "aangeboden"
	}
	return "afgerond"
}

// passes tells whether this user gives an akkoord anywhere.
func (v roundVisit) passes() bool {
	return v.User.MaySomewhere(cycle.MayCheck, v.Day) || v.User.MaySomewhere(cycle.MayApprove, v.Day)
}

// ticks tells whether there is anything that this user can do with a report in the list.
func (p roundPage) ticks(l roundLine) bool {
	return p.Edition.Stage == cycle.Writing && (l.May || l.Checks || l.Approves)
}
