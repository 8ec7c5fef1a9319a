package publication

import (
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
)

// relations resolves the cross-references of a report.
func (f *freezer) relations(r *cycle.Report) []Relation {
	var out []Relation
	for _, c := range r.References {
		l := f.crossLink(c)
		same := func(o Relation) bool { return o.Kind == c.Kind && o.Link.RefKind == l.RefKind && o.Link.ID == l.ID }
		if l.ID != "" && !slices.ContainsFunc(out, same) {
			out = append(out, Relation{Action: c.Action, Kind: c.Kind, Link: l})
		}
	}
	return out
}

func (f *freezer) crossLink(c cycle.CrossReference) Link {
	if c.Node != "" {
		l, _ := f.resolve(richtext.Ref{Kind: richtext.RefNode, ID: string(c.Node)})
		if l.Kind != LinkNone || c.Number == "" {
			return l
		}
	}
	l, _ := f.resolve(richtext.Ref{Kind: richtext.RefNumber, ID: c.Number})
	return l
}

// referredBy tells each node which nodes of this edition refer to it: by a cross-reference or, as "zie", in a text.
func (f *freezer) referredBy(nodes []Node) {
	for i := range nodes {
		n := &nodes[i]
		back := Link{
			Address: n.Address, ID: string(n.ID), Number: n.Number, Kind: LinkNode, Title: n.Title, RefKind: richtext.RefNode,
		}
		for _, r := range n.Relations {
			f.tell(nodes, i, r.Link, Relation{Action: r.Action, Kind: r.Kind, Link: back})
		}
		for _, l := range n.Links {
			told := func(r Relation) bool { return r.Link.Kind == LinkNode && r.Link.Address == l.Address }
			if l.Kind == LinkNode && !slices.ContainsFunc(n.Relations, told) {
				f.tell(nodes, i, l, Relation{Kind: cycle.See, Link: back})
			}
		}
	}
}

// tell leaves a relation at the node that a link of node i leads to, once for each kind.
func (f *freezer) tell(nodes []Node, i int, to Link, r Relation) {
	target, ok := f.byAddress[to.Address]
	if to.Kind != LinkNode || !ok || target == i {
		return
	}
	t := &nodes[target]
	same := func(o Relation) bool { return o.Kind == r.Kind && o.Link.ID == r.Link.ID }
	// Those of one node come in one go, one of each kind, so that only the last few can be the same.
	if n := len(t.ReferredBy); slices.ContainsFunc(t.ReferredBy[max(0, n-8):], same) {
		return
	}
	t.ReferredBy = append(t.ReferredBy, r)
}
