package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// shownAt is where the revisions of one edition put each node: of a node that they do not agree on, the newest.
type shownAt struct {
	nodes map[cycle.NodeID]publication.Entry
	tree  string // SHA-256 of the tree that was read last; revisions mostly share it
	parts bool   // a tree could not be read: there may be more nodes
}

// see reads the tree of the next revision; nil when the revision cannot be read.
func (s *shownAt) see(r *publication.Reader) {
	if r == nil {
		s.parts = true
		return
	}
	sum := r.Sum(publication.TreePath)
	if sum == s.tree {
		return
	}
	tree, err := r.Tree()
	if err != nil { // changed or withdrawn: told already
		s.parts = true
		return
	}
	s.tree = sum
	for _, e := range tree.Entries {
		s.nodes[e.ID] = publication.Entry{Address: e.Address, Number: e.Number}
	}
}

// given compares the addresses that were given out with those that were published. An address is given out once, so
// there is no line of history that tells of a change.
func (v *verified) given(ctx context.Context, reader store.Reader, e cycle.Edition, shown shownAt) error {
	given, err := reader.Addresses(ctx, e.ID)
	if err != nil {
		return err
	}
	tell := func(kind publication.FaultKind, address, format string, args ...any) {
		v.Addresses = append(v.Addresses, finding{Kind: string(kind), Path: address, Text: fmt.Sprintf(format, args...)})
	}
	nodes := slices.SortedFunc(maps.Keys(shown.nodes), func(a, b cycle.NodeID) int {
		return strings.Compare(shown.nodes[a].Address, shown.nodes[b].Address)
	})
	for _, node := range nodes {
		was := shown.nodes[node]
		switch now, there := given[node]; {
		case !there:
			tell(publication.PartMissing, was.Address, "het adres %s van %s in %s is verwijderd buiten het programma om", was.Address, was.Number, e.Slug)
		case now != was.Address:
			tell(publication.PartChanged, was.Address, "het adres %s van %s in %s is veranderd buiten het programma om; het is nu %s", was.Address, was.Number, e.Slug, now)
		}
	}
	for _, node := range slices.Sorted(maps.Keys(given)) {
		if _, known := shown.nodes[node]; !known && !shown.parts {
			tell(publication.PartExtra, given[node], "het adres %s in %s is ingevoegd buiten het programma om", given[node], e.Slug)
		}
	}
	return nil
}
