package job

import (
	"cmp"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/site"
)

// placed is what the pages of an edition tell of others: what those are called, and for each node that the edition beside it
// lacks the nearest one that has it.
type placed struct {
	editions []beside                // in their order
	last     map[cycle.NodeID]*stand // where each node stands in the last that has it, while they are read
}

// beside is an edition as others see it, and what it sees over those next to it.
type beside struct {
	slug, name    string
	sum           string // hash of those and of its addresses
	before, after map[cycle.NodeID]site.Stand
}

// stand is where a node stands in an edition: its place on the shelf, and the address of the node below it.
type stand struct {
	edition int
	address string
}

// places reads that once. Of an edition that is shut it reads no more than this asks for, and shuts it again.
func (s *shelf) places() (*placed, error) {
	if s.placed != nil {
		return s.placed, nil
	}
	p := &placed{last: map[cycle.NodeID]*stand{}}
	for i, e := range s.editions {
		name, tree, err := s.glance(e.newest())
		if err != nil {
			return nil, err
		}
		p.add(i, name, tree)
	}
	p.last = nil
	s.placed = p
	return p, nil
}

// glance reads what an edition is called and its tree.
func (s *shelf) glance(r *revision) (name publication.Edition, tree publication.Tree, err error) {
	if r.read != nil {
		return r.read.Edition, r.read.Tree, nil
	}
	frozen := r.frozen
	if frozen == nil {
		if frozen, err = s.opener.Open(r.Revision); err != nil {
			return name, tree, err
		}
		defer s.opener.Forget(r.Revision)
	}
	name, missing := s.front(r, frozen)
	tree, gone := frozen.Tree()
	return name, tree, cmp.Or(r.unlessWithdrawn(missing), r.unlessWithdrawn(gone))
}

// add takes in the next edition. Nothing is kept of what its tree was read from, which goes.
func (p *placed) add(i int, name publication.Edition, tree publication.Tree) {
	p.editions = append(p.editions, beside{
		slug: strings.Clone(name.Slug), name: strings.Clone(name.Name),
		before: map[cycle.NodeID]site.Stand{}, after: map[cycle.NodeID]site.Stand{},
	})
	all := []byte(name.Slug + "\n" + name.Name)
	for j := range tree.Entries {
		entry := &tree.Entries[j]
		all = append(append(all, '\n'), entry.ID...)
		all = append(append(all, '\n'), entry.Address...)
		p.put(entry.ID, stand{i, entry.Address})
	}
	p.editions[i].sum = publication.Hash(all)
}

// put notes where a node stands now. Where the edition before lacks it, this one and the last that has it lead to each
// other. A node is put in the map once: a map that is given a key again keeps the new one, and with it the text round it.
func (p *placed) put(id cycle.NodeID, is stand) {
	was := p.last[id]
	if was == nil {
		p.last[cycle.NodeID(strings.Clone(string(id)))] = &stand{is.edition, strings.Clone(is.address)}
		return
	}
	if is.address == was.address {
		is.address = was.address // kept once
	} else {
		is.address = strings.Clone(is.address)
	}
	if was.edition < is.edition-1 {
		id = cycle.NodeID(strings.Clone(string(id)))
		p.editions[is.edition].before[id], p.editions[was.edition].after[id] = p.shown(*was), p.shown(is)
	}
	*was = is
}

func (p *placed) shown(at stand) site.Stand {
	e := &p.editions[at.edition]
	return site.Stand{Slug: e.slug, Name: e.name, Address: at.address}
}
