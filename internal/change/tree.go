package change

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
)

// SetTree puts nodes in the tree of an edition that is being written, in reading order. A placement without a node is
// a new one; parents come before their children and may be named by Parent or, in the same call, by ParentNumber.
// Placements that the edition has already are changed, others added; nothing is removed.
func (s *Service) SetTree(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, rows []Placing) ([]cycle.Placement, error) {
	var placed []cycle.Placement
	err := s.write(ctx, org, by, func(tx *store.Tx) error {
		placed = nil // this may run again
		if err := allow(tx, by, cycle.MaySetUp); err != nil {
			return err
		}
		e, err := tx.Edition(ctx, edition)
		if err != nil {
			return err
		}
		if e.Stage != cycle.Writing {
			return e.Closed("haar doelenboom staat vast")
		}
		t, err := newPlanter(ctx, tx, e)
		if err != nil {
			return err
		}
		for _, row := range rows {
			p, err := t.plant(row)
			if err != nil {
				return err
			}
			placed = append(placed, p)
		}
		return t.save(ctx, tx, by, "tree.changed")
	})
	return placed, err
}

// Placing is a node to be put in a tree.
type Placing struct {
	Node         cycle.NodeID // "" makes a new node
	Number       string
	Parent       cycle.NodeID
	ParentNumber string
	Title        string
}

// planter puts nodes in the tree of one edition and remembers what changed.
type planter struct {
	edition  cycle.Edition
	byNode   map[cycle.NodeID]cycle.Placement
	byNumber map[string]cycle.NodeID
	nodes    map[cycle.NodeID]cycle.Node
	lines    map[string]bool
	newID    func() string
	next     int
	numbered bool // the tree stands in the order of its numbers
	changes  []placed
}

// placed is one node as it was and as it is.
type placed struct {
	node, nodeBefore   cycle.Node
	place, placeBefore cycle.Placement
}

func newPlanter(ctx context.Context, tx *store.Tx, e cycle.Edition) (*planter, error) {
	t := &planter{
		edition: e, byNode: map[cycle.NodeID]cycle.Placement{}, byNumber: map[string]cycle.NodeID{},
		nodes: map[cycle.NodeID]cycle.Node{}, lines: map[string]bool{}, newID: tx.NewID,
	}
	nodes, err := tx.Nodes(ctx)
	if err != nil {
		return nil, err
	}
	for _, n := range nodes {
		t.nodes[n.ID] = n
		t.lines[n.Line] = true
	}
	placements, err := tx.Placements(ctx, e.ID)
	for _, p := range placements {
		t.byNode[p.Node] = p
		t.byNumber[p.Number] = p.Node
		t.next = max(t.next, p.Position+1)
	}
	t.numbered = slices.IsSortedFunc(placements, func(a, b cycle.Placement) int { return dutch.CompareNumbers(a.Number, b.Number) })
	return t, err
}

func (t *planter) plant(row Placing) (cycle.Placement, error) {
	if row.Node == "" {
		row.Node = t.byNumber[row.Number]
	}
	if row.Parent == "" && row.ParentNumber != "" {
		row.Parent = t.byNumber[row.ParentNumber]
	}
	if other := t.byNumber[row.Number]; other != "" && other != row.Node {
		return cycle.Placement{}, cycle.Refusal{Text: fmt.Sprintf("nummer %s staat al in %s", row.Number, t.edition.Name)}
	}
	c := placed{nodeBefore: t.nodes[row.Node], placeBefore: t.byNode[row.Node]}
	c.node = c.nodeBefore
	if c.node.ID == "" {
		c.node.ID = row.Node
	}
	if c.node.ID == "" {
		c.node.ID = cycle.NodeID(t.newID())
	}
	c.place = t.placement(c, row)
	if c.node.Line == "" && c.place.Title != "" {
		c.node.Line = freeSlug(c.place.Title, t.lines)
	}
	t.nodes[c.node.ID], t.byNode[c.node.ID], t.byNumber[row.Number] = c.node, c.place, c.node.ID
	t.changes = append(t.changes, c)
	return c.place, nil
}

func (t *planter) placement(c placed, row Placing) cycle.Placement {
	p := c.placeBefore
	if p.Node == "" {
		p = cycle.Placement{Edition: t.edition.ID, Node: c.node.ID, Position: t.next}
		t.next++
	}
	p.Number = row.Number
	if row.Title != "" {
		p.Title = row.Title
	}
	p.Placeholder = p.Title == ""
	p.Parent = row.Parent
	p.Depth = 0
	if parent, ok := t.byNode[row.Parent]; ok {
		p.Depth = parent.Depth + 1
	}
	return p
}

// save writes what changed; a node or placement that stayed the same leaves no trace.
func (t *planter) save(ctx context.Context, tx *store.Tx, by cycle.User, action string) error {
	var nodes []cycle.Node
	var places []cycle.Placement
	var lines []store.Change
	for _, c := range t.changes {
		if c.node != c.nodeBefore {
			nodes = append(nodes, c.node)
			lines = append(lines, change(action, c.nodeBefore, c.node))
		}
		if c.place != c.placeBefore {
			places = append(places, c.place)
			lines = append(lines, change(action, c.placeBefore, c.place))
		}
	}
	if err := tx.SaveNodes(ctx, nodes); err != nil {
		return err
	}
	if err := tx.SavePlacements(ctx, places); err != nil {
		return err
	}
	return tx.RecordMany(ctx, by, lines)
}

// sort puts the whole tree in the order of its numbers, unless somebody gave it another order.
func (t *planter) sort() {
	if !t.numbered {
		return
	}
	order := slices.SortedFunc(maps.Keys(t.byNumber), dutch.CompareNumbers)
	changed := map[cycle.NodeID]int{}
	for i, c := range t.changes {
		changed[c.node.ID] = i
	}
	for position, number := range order {
		p := t.byNode[t.byNumber[number]]
		if p.Position == position {
			continue
		}
		was := p
		p.Position = position
		t.byNode[p.Node] = p
		if i, ok := changed[p.Node]; ok {
			t.changes[i].place = p
			continue
		}
		node := t.nodes[p.Node]
		t.changes = append(t.changes, placed{node: node, nodeBefore: node, place: p, placeBefore: was})
	}
}
