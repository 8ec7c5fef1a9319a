package job

import (
	"strings"
	"sync"

	"doelenboom/internal/publication"
	"doelenboom/internal/site"
)

// nodes reads the nodes of one revision. When a page asks for one, what lines tell of it can be noted, so that a line need
// not read it again.
type nodes struct {
	read func(address string) (publication.Node, error)

	lock sync.Mutex
	said map[string]site.Said // nil when nothing is noted
}

func (n *nodes) node(address string) (publication.Node, error) {
	node, err := n.read(address)
	if err == nil && n.noting() {
		said := site.SaidOf(&node)
		n.lock.Lock()
		defer n.lock.Unlock()
		if n.said != nil {
			n.said[strings.Clone(address)] = said // what the address was read from goes
		}
	}
	return node, err
}

func (n *nodes) noting() bool {
	n.lock.Lock()
	defer n.lock.Unlock()
	return n.said != nil
}

// note begins to note what is read.
func (n *nodes) note() { n.said = map[string]site.Said{} }

// noted hands that over. It is read beside the pages that are made next, which still read nodes here: no more is noted.
func (n *nodes) noted() map[string]site.Said {
	n.lock.Lock()
	defer n.lock.Unlock()
	said := n.said
	n.said = nil
	return said
}

// saidOf is what a line tells of a node; of one that was withdrawn nothing.
func (r *revision) saidOf(read func(address string) (publication.Node, error)) func(address string) (site.Said, error) {
	return func(address string) (site.Said, error) {
		node, err := read(address)
		return site.SaidOf(&node), r.unlessWithdrawn(err)
	}
}

// shutBefore frees all of the editions that nothing after edition i goes on from.
func (s *shelf) shutBefore(i int) {
	wanted := map[int]bool{i: true}
	for j := i + 1; j < len(s.editions); j++ {
		wanted[s.before(j)] = true
	}
	for j := range i {
		if !wanted[j] {
			s.shut(j)
		}
	}
}
