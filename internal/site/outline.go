package site

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

// outline is a tree to look things up in. The entries stand in reading order, so what is below a node follows it.
type outline struct {
	entries []publication.Entry
	at      map[cycle.NodeID]int
	ends    []int      // where what is below an entry ends
	prints  [][16]byte // hash of what lists show of an entry
	scored  bool       // some deliverable has a score
}

func newOutline(t publication.Tree) outline {
	o := outline{
		entries: t.Entries, at: make(map[cycle.NodeID]int, len(t.Entries)),
		ends: make([]int, len(t.Entries)), prints: make([][16]byte, len(t.Entries)),
	}
	var open []int
	for i := range t.Entries {
		en := &t.Entries[i]
		o.at[en.ID] = i
		o.prints[i] = printOf(en)
		o.scored = o.scored || en.Level == cycle.Deliverable && len(en.Scores) > 0
		for len(open) > 0 && t.Entries[open[len(open)-1]].Depth >= en.Depth {
			o.ends[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
		open = append(open, i)
	}
	for _, i := range open {
		o.ends[i] = len(t.Entries)
	}
	return o
}

// printOf is a hash of everything of an entry that any list shows.
func printOf(en *publication.Entry) [16]byte {
	i := newInputs().text(en.Address, en.Number, en.Title, en.Headline, en.Line, string(en.Parent), string(en.Level))
	for _, s := range en.Scores {
		i.text(s.Aspect, s.Value, s.Word)
		for _, reason := range s.Reasons() {
			i.runs(reason)
		}
	}
	if len(en.Links) > 0 {
		i.value(en.Links)
	}
	for _, m := range en.Milestones {
		i.text(m.Key, m.Text, m.Block, string(m.State), m.Date.Text, string(m.Date.From), string(m.Date.To), m.First.Text, string(m.First.From), string(m.First.To))
	}
	i.text(en.Themes...).text("").text(en.Holders...)
	if en.Derived {
		i.text("derived")
	}
	if en.Placeholder {
		i.text("placeholder")
	}
	return i.done()
}

// printed is the hash of entries from up to to.
func (o *outline) printed(from, to int) [16]byte {
	i := newInputs()
	for _, p := range o.prints[from:to] {
		i.sum(p)
	}
	return i.done()
}

// find gives the entry of a node, nil when it is not in this edition.
func (o *outline) find(id cycle.NodeID) *publication.Entry {
	if i, ok := o.at[id]; ok {
		return &o.entries[i]
	}
	return nil
}

// parent is the place of the node above entry i, -1 at the top.
func (o *outline) parent(i int) int {
	if p, ok := o.at[o.entries[i].Parent]; ok && o.entries[i].Parent != "" {
		return p
	}
	return -1
}

// children are the places of the nodes directly below entry i; of the tops when i is -1.
func (o *outline) children(i int) []int {
	from, to := 0, len(o.entries)
	if i >= 0 {
		from, to = i+1, o.ends[i]
	}
	var places []int
	for at := from; at < to; at = o.ends[at] {
		places = append(places, at)
	}
	return places
}

// deliverables calls f for every deliverable from place from up to to.
func (o *outline) deliverables(from, to int, f func(*publication.Entry)) {
	for i := from; i < to; i++ {
		if o.entries[i].Level == cycle.Deliverable {
			f(&o.entries[i])
		}
	}
}
