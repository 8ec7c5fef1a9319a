package publication

import (
	"cmp"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// readingOrder is the tree as it is read: a node, then everything below it, brothers by position. A node whose parent
// is not there stands at the top, and so does one of a ring of nodes that are each other's parents.
func readingOrder(rows []cycle.Placement) []cycle.Placement {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b cycle.Placement) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), dutch.CompareNumbers(a.Number, b.Number), cmp.Compare(a.Node, b.Node))
	})
	w := walk{below: map[cycle.NodeID][]int{}, rows: rows, seen: make([]bool, len(rows))}
	known := make(map[cycle.NodeID]bool, len(rows))
	for _, p := range rows {
		known[p.Node] = true
	}
	for i, p := range rows {
		if p.Parent == p.Node || !known[p.Parent] {
			rows[i].Parent = ""
		}
		w.below[rows[i].Parent] = append(w.below[rows[i].Parent], i)
	}
	w.down("")
	for i := range rows {
		if !w.seen[i] {
			rows[i].Parent = "" // cut the ring here
			w.visit(i)
		}
	}
	return w.out
}

type walk struct {
	below map[cycle.NodeID][]int
	rows  []cycle.Placement
	seen  []bool
	out   []cycle.Placement
}

func (w *walk) down(parent cycle.NodeID) {
	for _, i := range w.below[parent] {
		if !w.seen[i] {
			w.visit(i)
		}
	}
}

func (w *walk) visit(i int) {
	w.seen[i] = true
	w.out = append(w.out, w.rows[i])
	w.down(w.rows[i].Node)
}
