package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/actions"
	"doelenboom/internal/ui/field"
	"doelenboom/internal/ui/milestones"
)

// The answers that the form offers.
var (
	actionStates = append([]field.Choice{{Value: "", Label: "kies …"}}, choices(actions.Word,
		cycle.ActionNotStarted, cycle.ActionWaiting, cycle.ActionRunning, cycle.ActionDone, cycle.ActionDropped)...)
	milestoneStates = choices(milestones.Word,
		cycle.MilestoneOpen, cycle.MilestoneReached, cycle.MilestoneMoved, cycle.MilestoneMissed, cycle.MilestoneDropped)
	terms = []field.Choice{{Value: "structureel", Label: "structureel"}, {Value: "tijdelijk", Label: "tijdelijk"}, {Value: "", Label: "onbekend"}}
	yesNo = []field.Choice{{Value: "nee", Label: "nee"}, {Value: "ja", Label: "ja"}, {Value: "", Label: "onbekend"}}
)

func choices[T ~string](word func(T) string, values ...T) []field.Choice {
	var all []field.Choice
	for _, v := range values {
		all = append(all, field.Choice{Value: string(v), Label: word(v)})
	}
	return all
}

// scored tells whether the form asks for a score. A budget tells what will be done; nothing can be judged yet.
func (p writePage) scored() bool {
	if p.Edition.Kind == cycle.Budget || p.Edition.Kind == cycle.Outlook {
		return false
	}
	return slices.ContainsFunc(p.Edition.Settings.Aspects, func(a cycle.Aspect) bool { return p.writes("score:" + a.Key) })
}

// writtenSection is a section to write, with the sections before it that were ordered and stand fixed beside it. Without a
// key there is nothing left to write.
type writtenSection struct {
	cycle.Section
	Ordered []cycle.Section
}

// sections are the sections of the form.
func (p writePage) sections() []writtenSection {
	var all []writtenSection
	var ordered []cycle.Section
	for _, s := range p.Edition.Settings.Sections {
		switch {
		case p.fixed(s.Key):
			if !p.text(s.Key).Text.Empty() {
				ordered = append(ordered, s)
			}
		case p.writes(s.Key):
			all = append(all, writtenSection{s, ordered})
			ordered = nil
		}
	}
	if len(ordered) > 0 {
		all = append(all, writtenSection{Ordered: ordered})
	}
	return all
}

// submits tells whether the form can be handed in.
func (p writePage) submits() bool { return p.All && !p.amends() }

// left tells how many characters a headline may still have.
func left(headline string) string {
	if n := cycle.MaxHeadline - len([]rune(headline)); n < 0 {
		return ui.Count(-n, "teken", "tekens") + " te veel"
	} else {
		return ui.Count(n, "teken", "tekens") + " over"
	}
}

// inOrder puts what is wrong in the order of the form.
func inOrder(wrong cycle.Invalid) cycle.Invalid {
	parts := []string{"kernzin", scoreField, sectionField, picturePlace, actionField, milestoneField}
	place := func(p cycle.Problem) int {
		if at := slices.IndexFunc(parts, func(part string) bool { return strings.HasPrefix(p.Field, part) }); at >= 0 {
			return at
		}
		return len(parts)
	}
	slices.SortStableFunc(wrong, func(a, b cycle.Problem) int { return place(a) - place(b) })
	return wrong
}

func (p writePage) score(a cycle.Aspect) cycle.Score {
	s, _ := p.Text.Score(a.Key)
	return s
}

// wasScore is the value that the last report had on an aspect.
func (p writePage) wasScore(a cycle.Aspect) (cycle.ScoreValue, bool) {
	if p.Before.Last == nil {
		return cycle.ScoreValue{}, false
	}
	s, ok := p.Before.Last.Score(a.Key)
	if !ok {
		return cycle.ScoreValue{}, false
	}
	return a.Value(s.Value)
}

// saidOfAction is what the last report told of an action.
func (p writePage) saidOfAction(key string) (richtext.Doc, cycle.ActionState) {
	if p.Before.Last == nil {
		return nil, ""
	}
	for _, a := range p.Before.Last.Actions {
		if a.Key == key {
			return a.Note, a.State
		}
	}
	return nil, ""
}

func (p writePage) held(id cycle.HolderID) bool { return slices.Contains(p.Text.Holders, id) }

// milestones are those that the report has.
func (p writePage) milestones() []cycle.Milestone {
	return slices.DeleteFunc(slices.Clone(p.Text.Milestones), p.isNew)
}

// added are those that were typed and not saved yet, and room for two more.
func (p writePage) added() []cycle.Milestone {
	all := slices.DeleteFunc(slices.Clone(p.Text.Milestones), func(m cycle.Milestone) bool { return !p.isNew(m) })
	return append(all, cycle.Milestone{}, cycle.Milestone{})
}

func (p writePage) isNew(m cycle.Milestone) bool {
	return !slices.ContainsFunc(p.Report.Milestones, func(o cycle.Milestone) bool { return o.Key == m.Key })
}

// The facts of a report, as its form and its choices tell them.

func involvementOf(r cycle.Report) string {
	if r.Involvement == nil {
		return ""
	}
	return r.Involvement.Sentence
}

func termOf(r cycle.Report) string {
	switch {
	case r.Term == nil:
		return ""
	case r.Term.Structural:
		return "structureel"
	}
	return "tijdelijk"
}

func untilOf(r cycle.Report) string {
	if r.Term == nil || r.Term.Until == 0 {
		return ""
	}
	return strconv.Itoa(r.Term.Until)
}

func reserveOf(r cycle.Report) string {
	if r.Reserve == nil {
		return ""
	}
	return r.Reserve.Answer()
}

func (p writePage) reserveName() string {
	if p.Text.Reserve == nil {
		return ""
	}
	return p.Text.Reserve.Reserve
}

func reserveNamed(r cycle.Report) string {
	if r.Reserve == nil {
		return ""
	}
	return r.Reserve.Reserve
}

// reserveInWords is the answer with the name of the reserve and what is told of it.
func reserveInWords(r cycle.Report) string {
	if r.Reserve == nil {
		return ""
	}
	var said []string
	for _, s := range []string{cmp.Or(reserveOf(r), "onbekend"), r.Reserve.Reserve, r.Reserve.Note} {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, ", ")
}

func (p writePage) reserveNote() string {
	if p.Text.Reserve == nil {
		return ""
	}
	return p.Text.Reserve.Note
}
