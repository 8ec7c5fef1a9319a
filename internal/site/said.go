package site

import (
	"unique"

	"doelenboom/internal/publication"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/milestones"
)

// Said is what a line tells of a node in one edition, besides what the tree says: little of all that its part holds, so
// that it can be kept from when the page of the node was rendered. The same words in several editions are kept once.
type Said struct {
	level, holders      word
	actions, milestones []saidOf
}

// saidOf is one thing with a lasting key: what it is, and how it stands.
type saidOf struct{ key, text, stands word }

type word = unique.Handle[string]

// SaidOf takes from a node what a line tells of it.
func SaidOf(n *publication.Node) Said {
	s := Said{level: unique.Make(n.LevelLabel), holders: unique.Make(holderNames(*n))}
	for _, a := range n.Actions {
		s.actions = append(s.actions, saidOf{unique.Make(a.Key), unique.Make(cut(a.Text.Text(), longestSaid)), unique.Make(string(a.State))})
	}
	for _, m := range n.Milestones {
		s.milestones = append(s.milestones, saidOf{unique.Make(m.Key), unique.Make(cut(m.Text.Text(), longestSaid)), unique.Make(milestoneStands(m))})
	}
	return s
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
	return says
}

// said reads what was not kept.
func (f *Frozen) said(address string) (Said, error) {
	if f.Said != nil {
		return f.Said(address)
	}
	n, err := f.Node(address)
	return SaidOf(&n), err
}
