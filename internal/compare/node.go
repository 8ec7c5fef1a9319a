package compare

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
)

// NodeChanges are the differences of one node. Before is nil for a node that is new, After for one that ended.
type NodeChanges struct {
	Before, After *Place
	Ties          []Tie // to other nodes, by the conversion table
	Moved         *Move
	Scores        []ScoreChange
	Milestones    []MilestoneChange
	Actions       []ActionChange // only when nodes were read
	TextChanged   bool
	Sections      []SectionChange // which texts; only when nodes were read
	Facts         []FactChange    // only when nodes were read
}

// Place is where a node stands in one publication.
type Place struct {
	ID      cycle.NodeID
	Address string // below its edition
	Line    string
	Level   cycle.LevelKind
	Number  string
	Title   string
}

// Tie says that a node came from another one or, when Later, became another one.
type Tie struct {
	Kind     cycle.LineageKind
	Later    bool
	Proposal bool
	Other    publication.LineageEnd
}

// Move is from under one node to under another; nil is the top of the tree.
type Move struct{ From, To *Place }

// New tells whether only the later side has the node.
func (n NodeChanges) New() bool { return n.Before == nil && n.After != nil }

// Ended tells whether only the earlier side has it.
func (n NodeChanges) Ended() bool { return n.Before != nil && n.After == nil }

// Renumbered tells whether the number differs.
func (n NodeChanges) Renumbered() bool {
	return n.Before != nil && n.After != nil && n.Before.Number != n.After.Number
}

// Retitled tells whether the title differs in more than how it is typed; a title that was unknown is filled in and not
// changed.
func (n NodeChanges) Retitled() bool {
	if n.Before == nil || n.After == nil || n.Before.Title == "" || n.After.Title == "" || n.Before.Title == n.After.Title {
		return false
	}
	return dutch.TitleKey(n.Before.Title) != dutch.TitleKey(n.After.Title)
}

// Count is the number of things that are new on the page: what "3 wijzigingen" counts.
func (n NodeChanges) Count() int {
	all := len(n.Scores) + len(n.Milestones) + len(n.Actions) + len(n.Facts)
	count(&all, n.New())
	count(&all, n.Ended())
	count(&all, n.Renumbered())
	count(&all, n.Retitled())
	count(&all, n.Moved != nil)
	count(&all, n.Before != nil && n.After != nil && len(n.Ties) > 0)
	if len(n.Sections) > 0 {
		return all + len(n.Sections)
	}
	count(&all, n.TextChanged)
	return all
}

// Empty tells whether nothing differs.
func (n NodeChanges) Empty() bool { return n.Count() == 0 }

func place(e *publication.Entry) *Place {
	if e == nil {
		return nil
	}
	return &Place{ID: e.ID, Address: e.Address, Line: e.Line, Level: e.Level, Number: e.Number, Title: e.Title}
}

func placeOf(n publication.Node) *Place {
	return &Place{ID: n.ID, Address: n.Address, Line: n.Line, Level: n.Level, Number: n.Number, Title: n.Title}
}

// Nodes compares one node on both sides. Where it stands in the tree is compared by Editions.
func Nodes(before, after publication.Node) NodeChanges {
	n := NodeChanges{
		Before: placeOf(before), After: placeOf(after), Scores: scores(before.Scores, after.Scores),
		Milestones: milestones(stones(before), stones(after)), Actions: actions(before.Actions, after.Actions),
		Sections: sections(before.Sections, after.Sections), Facts: facts(before, after),
	}
	n.TextChanged = len(n.Sections) > 0
	return n
}

// Entries compares one node on both sides by what the tree says of it. That a text is new or gone is no change of text.
func Entries(before, after publication.Entry) NodeChanges {
	return NodeChanges{
		Before: place(&before), After: place(&after), Scores: scores(before.Scores, after.Scores),
		Milestones:  milestones(entryStones(before), entryStones(after)),
		TextChanged: before.Text != after.Text && before.Text != "" && after.Text != "",
	}
}

// ScoreChange is another value on one aspect.
type ScoreChange struct {
	Aspect  string
	Was, Is publication.Score
}

// Better tells whether it went up among groen, oranje and rood; of other values nobody knows.
func (s ScoreChange) Better() bool { return rank(s.Is) > rank(s.Was) && rank(s.Was) > 0 }

// Worse tells whether it went down among groen, oranje and rood.
func (s ScoreChange) Worse() bool { return rank(s.Is) < rank(s.Was) && rank(s.Is) > 0 }

func rank(s publication.Score) int {
	switch s.Value {
	case cycle.Green:
		return 3
	case cycle.Orange:
		return 2
	case cycle.Red:
		return 1
	}
	return 0
}

func scores(before, after []publication.Score) []ScoreChange {
	var out []ScoreChange
	for _, is := range after {
		for _, was := range before {
			if was.Aspect == is.Aspect && was.Value != is.Value {
				out = append(out, ScoreChange{Aspect: is.Aspect, Was: was, Is: is})
			}
		}
	}
	return out
}
