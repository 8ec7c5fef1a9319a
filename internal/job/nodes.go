package job

import (
	"sync"

	"doelenboom/internal/publication"
	"doelenboom/internal/site"
)

// nodes reads the nodes of one revision and remembers them, because the same node is wanted by its own page and, a
// little later, by its page in the edition after. Nobody changes what it gives.
type nodes struct {
	read func(address string) (publication.Node, error)

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
	if len(n.kept) < mostNodes {
		n.kept[address] = node
	}
	if n.said != nil {
		n.said[address] = said
	}
}

// saidOf is what a line tells of a node: as it was kept, else from the node. A line reads each node once, so there is
// no more to remember then.
func (n *nodes) saidOf(address string) (site.Said, error) {
	n.lock.Lock()
	said, known := n.said[address]
	n.lock.Unlock()
	if known {
		return said, nil
	}
	node, err := n.read(address)
	return site.SaidOf(&node), err
}

// forget frees the memory.
func (n *nodes) forget() {
	n.lock.Lock()
	defer n.lock.Unlock()
	n.kept = nil
}

// forgetBefore frees what is remembered of editions that nothing after edition i goes on from.
func (s *shelf) forgetBefore(i int) {
	wanted := map[int]bool{i: true}
	for j := i + 1; j < len(s.editions); j++ {
		wanted[s.before(j)] = true
	}
	for j := range i {
		for _, r := range s.editions[j].revisions {
			if !wanted[j] && r.nodes != nil {
				r.nodes.forget()
			}
		}
	}
}
