// Package milestones shows what was to be reached by when. A date that moved stands beside the one it was first.
package milestones

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/prose"
)

// Milestone is one of a line.
type Milestone struct {
	Text   richtext.Doc
	Date   cycle.WrittenDate
	First  cycle.WrittenDate // as first promised, when it moved
	State  cycle.MilestoneState
	Reason []richtext.Span
	Papers []Paper
}

// Paper is a decision that belongs to a milestone.
type Paper struct{ Text, Title, Href string }

// Word is what a state is called.
func Word(s cycle.MilestoneState) string {
	switch s {
	case cycle.MilestoneReached:
		return "gehaald"
	case cycle.MilestoneMoved:
		return "verschoven"
	case cycle.MilestoneMissed:
		return "niet gehaald"
	case cycle.MilestoneDropped:
		return "vervallen"
	case cycle.MilestoneOpen:
		return "nog niet bereikt"
	}
	return string(s)
}

// Moved is the date first promised, when it is known and another one now. One that is only told more exactly has not moved.
func Moved(date, first cycle.WrittenDate) string {
	if first == (cycle.WrittenDate{}) || date.Within(first) || first == date {
		return ""
	}
	return ui.When(first)
}

// dot is the classes with the mark on the line: its form tells the state too.
func dot(s cycle.MilestoneState) string {
	if s == "" {
		s = cycle.MilestoneOpen
	}
	return "milestone milestone-" + string(s)
}

func when(m Milestone) string {
	if w := ui.When(m.Date); w != "" {
		return w
	}
	return "datum onbekend"
}

func anchor(m Milestone) string { return prose.Anchor(m.Text) }
