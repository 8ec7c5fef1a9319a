// Package milestones shows what was to be reached by when. A date that moved stands beside the one it was first.
package milestones

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

// Undated is a text without the date with which it begins, which stands above it in the same words: "Medio 2019: brug open".
func Undated(text string, date cycle.WrittenDate) string {
	rest, found := cutFold(text, ui.When(date))
	if !found {
		return text
	}
	rest, found = strings.CutPrefix(strings.TrimLeft(rest, " \u00a0"), ":")
	if rest = strings.TrimLeft(rest, " \u00a0"); !found || rest == "" {
		return text // the date is part of the sentence
	}
	first, size := utf8.DecodeRuneInString(rest)
	return string(unicode.ToUpper(first)) + rest[size:]
}

// cutFold cuts a beginning off, in capitals or not.
func cutFold(text, beginning string) (string, bool) {
	n := len(beginning)
	if n == 0 || len(text) < n || !strings.EqualFold(text[:n], beginning) {
		return text, false
	}
	return text[n:], true
}

// undated does so with the text of a milestone when its date stands in it without more.
func undated(m Milestone) richtext.Doc {
	if len(m.Text) == 0 || len(m.Text[0].Spans) == 0 || m.Text[0].Spans[0].Ref != nil {
		return m.Text
	}
	text := slices.Clone(m.Text)
	text[0].Spans = slices.Clone(text[0].Spans)
	first := &text[0].Spans[0]
	first.Text = Undated(first.Text, m.Date)
	return text
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
