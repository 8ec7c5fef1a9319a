package compare

import (
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

// Side is one publication, as far as it is compared. Without Node only the lines of the tree are; Sum gives the SHA-256
// of a part and spares reading nodes that are equal byte for byte.
type Side struct {
	Edition publication.Edition
	Tree    publication.Tree
	Lineage []publication.Lineage
	Node    func(address string) (publication.Node, error)
	Sum     func(path string) string
}

// Of is a side of a whole publication.
func Of(p publication.Publication) Side {
	at := make(map[string]int, len(p.Nodes))
	for i, n := range p.Nodes {
		at[n.Address] = i
	}
	return Side{
		Edition: p.Edition, Tree: p.Tree, Lineage: p.Registers.Lineage,
		Node: func(address string) (publication.Node, error) {
			i, ok := at[address]
			if !ok {
				return publication.Node{}, publication.ErrMissing
			}
			return p.Nodes[i], nil
		},
	}
}

// Changes are the nodes that differ: those of the later side in its order, then those that it lacks.
type Changes struct {
	Nodes  []NodeChanges
	Counts Counts
}

// Counts are numbers of nodes, and of milestones and actions where the name says so.
type Counts struct {
	New, Ended                        int // without a tie to another node
	Tied                              int // new or ended nodes that were continued, changed, split or merged
	Moved, Renumbered, Retitled       int
	Scored, Better, Worse             int // Better and Worse count a node by its worst news: a node with both is Worse
	MilestonesMoved, MilestonesGained int
	MilestonesReached                 int
	MilestonesMissed                  int
	MilestonesGone                    int
	ActionsNew, ActionsGone           int
	Texts                             int
	Facts                             int
}

// Editions compares two publications.
func Editions(before, after Side) (Changes, error) {
	c := comparison{before: before, after: after, was: entries(before.Tree), is: entries(after.Tree)}
	c.tie()
	var out Changes
	for i := range after.Tree.Entries {
		n, err := c.later(&after.Tree.Entries[i])
		if err != nil {
			return Changes{}, err
		}
		out.add(n)
	}
	for i := range before.Tree.Entries {
		e := &before.Tree.Entries[i]
		if c.is[e.ID] == nil && c.goesOnAs[e.ID] == "" {
			out.add(NodeChanges{Before: place(e), Ties: c.ties[e.ID]})
		}
	}
	return out, nil
}

func entries(t publication.Tree) map[cycle.NodeID]*publication.Entry {
	m := make(map[cycle.NodeID]*publication.Entry, len(t.Entries))
	for i := range t.Entries {
		m[t.Entries[i].ID] = &t.Entries[i]
	}
	return m
}

// comparison is one run of Editions.
type comparison struct {
	before, after Side
	was, is       map[cycle.NodeID]*publication.Entry
	ties          map[cycle.NodeID][]Tie
	goesOnAs      map[cycle.NodeID]cycle.NodeID // of the earlier side: simply another node now
	wasBefore     map[cycle.NodeID]cycle.NodeID // the other way round
}

// tie reads the conversion table of the later side. One node that goes on as one other is the same thing under another
// id, unless that is only a proposal.
func (c *comparison) tie() {
	c.ties = map[cycle.NodeID][]Tie{}
	c.goesOnAs, c.wasBefore = map[cycle.NodeID]cycle.NodeID{}, map[cycle.NodeID]cycle.NodeID{}
	for _, l := range c.after.Lineage {
		if l.From == nil || l.To == nil || slices.ContainsFunc(c.before.Lineage, func(o publication.Lineage) bool { return sameTie(l, o) }) {
			continue // incomplete, or no news
		}
		c.ties[l.From.ID] = append(c.ties[l.From.ID], Tie{Kind: l.Kind, Proposal: l.Proposal, Later: true, Other: *l.To})
		c.ties[l.To.ID] = append(c.ties[l.To.ID], Tie{Kind: l.Kind, Proposal: l.Proposal, Other: *l.From})
	}
	for _, l := range c.after.Lineage {
		if l.From == nil || l.To == nil || l.Proposal || l.Kind != cycle.Continued && l.Kind != cycle.Changed {
			continue
		}
		from, to := l.From.ID, l.To.ID
		alone := len(c.ties[from]) == 1 && len(c.ties[to]) == 1
		if alone && c.was[from] != nil && c.is[from] == nil && c.was[to] == nil && c.is[to] != nil {
			c.goesOnAs[from], c.wasBefore[to] = to, from
		}
	}
}

func sameTie(a, b publication.Lineage) bool {
	return b.From != nil && b.To != nil && a.Kind == b.Kind && a.From.ID == b.From.ID && a.To.ID == b.To.ID && a.Proposal == b.Proposal
}

// later compares one node of the later side with itself before.
func (c *comparison) later(is *publication.Entry) (NodeChanges, error) {
	was := c.was[is.ID]
	if was == nil {
		was = c.was[c.wasBefore[is.ID]]
	}
	if was == nil {
		return NodeChanges{After: place(is), Ties: c.ties[is.ID]}, nil
	}
	n, err := c.pair(was, is)
	n.Moved = c.moved(was, is)
	n.Ties = c.ties[is.ID]
	return n, err
}

func (c *comparison) pair(was, is *publication.Entry) (NodeChanges, error) {
	if c.before.Node == nil || c.after.Node == nil {
		return Entries(*was, *is), nil
	}
	if c.equalBytes(was, is) {
		return NodeChanges{Before: place(was), After: place(is)}, nil
	}
	x, err := c.before.Node(was.Address)
	if err != nil {
		return NodeChanges{}, err
	}
	y, err := c.after.Node(is.Address)
	if err != nil {
		return NodeChanges{}, err
	}
	n := Nodes(x, y)
	if c.before.Edition.ID == c.after.Edition.ID {
		n.Facts = append(n.Facts, moneyFacts(x, y)...)
	}
	return n, nil
}

func (c *comparison) equalBytes(was, is *publication.Entry) bool {
	if c.before.Sum == nil || c.after.Sum == nil {
		return false
	}
	x, y := c.before.Sum(publication.NodePath(was.Address)), c.after.Sum(publication.NodePath(is.Address))
	return x != "" && x == y
}

// moved tells under which node it stood, when that is another one now; its parent under another id is the same parent.
func (c *comparison) moved(was, is *publication.Entry) *Move {
	parent := was.Parent
	if now := c.goesOnAs[parent]; now != "" {
		parent = now
	}
	from, to := c.was[was.Parent], c.is[is.Parent]
	if parent == is.Parent || maybeSame(from, to) {
		return nil
	}
	return &Move{From: place(from), To: place(to)}
}

// maybeSame tells of two parents that nobody knows them to be different: they have one number, and of one no title is known.
func maybeSame(a, b *publication.Entry) bool {
	return a != nil && b != nil && a.Number != "" && a.Number == b.Number && (a.Title == "" || b.Title == "")
}

func (c *Changes) add(n NodeChanges) {
	if n.Empty() {
		return
	}
	c.Nodes = append(c.Nodes, n)
	c.Counts.add(n)
}

func (c *Counts) add(n NodeChanges) {
	if n.New() || n.Ended() {
		count(&c.Tied, len(n.Ties) > 0)
		count(&c.New, n.New() && len(n.Ties) == 0)
		count(&c.Ended, n.Ended() && len(n.Ties) == 0)
		return
	}
	count(&c.Moved, n.Moved != nil)
	count(&c.Renumbered, n.Renumbered())
	count(&c.Retitled, n.Retitled())
	c.scores(n.Scores)
	for _, m := range n.Milestones {
		c.milestone(m.Kind)
	}
	for _, a := range n.Actions {
		count(&c.ActionsNew, a.Kind == Added)
		count(&c.ActionsGone, a.Kind == Gone)
	}
	count(&c.Texts, n.TextChanged)
	count(&c.Facts, len(n.Facts) > 0)
}

func (c *Counts) scores(changed []ScoreChange) {
	better, worse := false, false
	for _, s := range changed {
		better, worse = better || s.Better(), worse || s.Worse()
	}
	count(&c.Scored, len(changed) > 0)
	count(&c.Worse, worse)
	count(&c.Better, better && !worse)
}

func (c *Counts) milestone(kind MilestoneKind) {
	count(&c.MilestonesMoved, kind == MilestoneMoved)
	count(&c.MilestonesGained, kind == MilestoneNew)
	count(&c.MilestonesReached, kind == MilestoneReached)
	count(&c.MilestonesMissed, kind == MilestoneMissed)
	count(&c.MilestonesGone, kind == MilestoneGone)
}

func count(n *int, one bool) {
	if one {
		*n++
	}
}
