package job

import (
	"strings"
	"sync"

	"doelenboom/internal/publication"
	"doelenboom/internal/site"
)

// nodes reads the nodes of one revision and remembers them if others compare with it, because the same node is wanted by
// its own page and, a little later, by its page there. Nobody changes what it gives.
type nodes struct {
	read func(address string) (publication.Node, error)

	most int // are remembered

	lock sync.Mutex
	kept map[string]publication.Node
	said map[string]site.Said // what lines tell of the nodes that were read; nil when that is not wanted
}

// mostNodes is how many are remembered, of about 15 kB each; of a larger edition the rest is read again.
const mostNodes = 1000

func (n *nodes) node(address string) (publication.Node, error) {
	n.lock.Lock()
	node, known := n.kept[address]
	n.lock.Unlock()
	if known {
		return node, nil
	}
	node, err := n.read(address)
	if err != nil {
		return node, err
	}
	var said site.Said
	if n.said != nil {
		said = site.SaidOf(&node)
	}
	n.keep(address, node, said)
	return node, nil
}

func (n *nodes) keep(address string, node publication.Node, said site.Said) {
	n.lock.Lock()
	defer n.lock.Unlock()
	if n.kept == nil {
		n.kept = map[string]publication.Node{}
	}
	if len(n.kept) < n.most {
		n.kept[address] = node
	}
	if n.said != nil {
		n.said[strings.Clone(address)] = said // what the address was read from goes
	}
}

// note begins to keep what lines tell of the nodes that are read.
func (n *nodes) note() { n.said = map[string]site.Said{} }

// noted hands that over. It is read beside the pages that are made next, which still read nodes here: no more is noted.
func (n *nodes) noted() map[string]site.Said {
	n.lock.Lock()
	defer n.lock.Unlock()
	said := n.said
	n.said = nil
	return said
}

// saidOf is what a line tells of a node. A line reads each node once, so there is no more to remember.
func (n *nodes) saidOf(address string) (site.Said, error) {
	node, err := n.read(address)
	return site.SaidOf(&node), err
}

// forget frees the memory.
func (n *nodes) forget() {
	n.lock.Lock()
	defer n.lock.Unlock()
	n.kept = nil
}

// forgetBefore frees what is remembered of editions that nothing after edition i goes on from: the nodes, or all of it.
func (s *shelf) forgetBefore(i int, all bool) {
	wanted := map[int]bool{i: true}
	for j := i + 1; j < len(s.editions); j++ {
		wanted[s.before(j)] = true
	}
	for j := range i {
		if wanted[j] {
			continue
		}
		for _, r := range s.editions[j].revisions {
			if r.nodes != nil {
				r.nodes.forget()
			}
		}
		if all {
			s.shut(j)
		}
	}
}
