package job

import (
	"cmp"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/site"
)

// placed is where every node stands on a shelf: a page leads to the nearest edition that has its node, over those that
// lack it.
type placed struct {
	names []named                  // of the editions
	of    map[cycle.NodeID][]stand // in the order of the editions
}

// named is what the pages of others tell of an edition, with a hash of that and of its addresses.
type named struct{ slug, name, sum string }

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
	p := &placed{of: map[cycle.NodeID][]stand{}}
	for i, e := range s.editions {
		name, tree, err := s.glance(e.newest())
		if err != nil {
			return nil, err
		}
		p.add(i, name, tree)
	}
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
	name, missing := frozen.Edition()
	tree, gone := frozen.Tree()
	return name, tree, cmp.Or(r.unlessWithdrawn(missing), r.unlessWithdrawn(gone))
}

func (p *placed) add(i int, name publication.Edition, tree publication.Tree) {
	var all strings.Builder
	all.WriteString(name.Slug + "\n" + name.Name)
	for _, entry := range tree.Entries {
		all.WriteString("\n" + string(entry.ID) + "\n" + entry.Address)
		id, in := entry.ID, p.of[entry.ID]
		address := strings.Clone(entry.Address) // what it was read from goes
		if n := len(in); n > 0 && in[n-1].address == address {
			address = in[n-1].address // kept once
		} else if n == 0 {
			id = cycle.NodeID(strings.Clone(string(id)))
		}
		p.of[id] = append(in, stand{i, address})
	}
	p.names = append(p.names, named{strings.Clone(name.Slug), strings.Clone(name.Name), publication.Hash([]byte(all.String()))})
}

// nearest gives, of each node of edition i that the edition beside it lacks, the nearest edition on that side that has it.
func (p *placed) nearest(i int) (before, after map[cycle.NodeID]site.Stand) {
	before, after = map[cycle.NodeID]site.Stand{}, map[cycle.NodeID]site.Stand{}
	for id, in := range p.of {
		for k, here := range in {
			if here.edition != i {
				continue
			}
			if k > 0 && in[k-1].edition < i-1 {
				before[id] = p.shown(in[k-1])
			}
			if k+1 < len(in) && in[k+1].edition > i+1 {
				after[id] = p.shown(in[k+1])
			}
		}
	}
	return before, after
}

func (p *placed) shown(at stand) site.Stand {
	e := p.names[at.edition]
	return site.Stand{Slug: e.slug, Name: e.name, Address: at.address}
}
