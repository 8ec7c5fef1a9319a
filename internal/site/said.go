package site

import (
	"strings"

	"doelenboom/internal/compare"
	"doelenboom/internal/publication"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/milestones"
)

// Said is what a line tells of a node in one edition, besides what the tree says: little of all that its part holds, so
// that it can be kept from when the page of the node was rendered.
type Said struct {
	level, holders      string
	actions, milestones []saidOf
	whole               bool // all that the edition says of it is known, also when it was taken over
}

// saidOf is one thing: its key, what it is, and how it stands.
type saidOf struct{ key, text, stands string }

// SaidOf takes from a node what a line tells of it, and leaves the part that the node was read from.
func SaidOf(n *publication.Node) Said {
	s := Said{
		level: strings.Clone(n.LevelLabel), holders: strings.Clone(holderNames(*n)),
		actions: make([]saidOf, len(n.Actions)), milestones: make([]saidOf, len(n.Milestones)),
		whole: compare.Whole(n),
	}
	for i, a := range n.Actions {
		s.actions[i] = saidOf{a.Key, strings.TrimSuffix(cut(a.Text.Text(), longestSaid), ":"), string(a.State)}.each(strings.Clone)
	}
	for i, m := range n.Milestones {
		s.milestones[i] = saidOf{m.Key, cut(milestones.Undated(m.Text.Text(), m.Date), longestSaid), milestoneStands(m)}.each(strings.Clone)
	}
	return s
}

func (s saidOf) each(word func(string) string) saidOf {
	return saidOf{word(s.key), word(s.text), word(s.stands)}
}

// named are the actions by their keys and words.
func (s Said) named() []compare.Named {
	all := make([]compare.Named, len(s.actions))
	for i, a := range s.actions {
		all[i] = compare.Named{Key: a.key, Text: a.text}
	}
	return all
}

// longestSaid is where a line cuts the words of an action or milestone.
const longestSaid = 160

func milestoneStands(m publication.Milestone) string {
	says := ui.When(m.Date)
	if says == "" {
		says = "zonder datum"
	}
	if settled(m.State) {
		says += ", " + milestones.Word(m.State)
	}
	return ui.Lower(says)
}

// said reads what was not kept.
func (f *Frozen) said(address string) (Said, error) {
	if f.Said != nil {
		return f.Said(address)
	}
	n, err := f.Node(address)
	return SaidOf(&n), err
}
