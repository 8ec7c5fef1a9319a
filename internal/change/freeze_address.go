package change

import (
	"context"
	"errors"
	"fmt"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

// addresses are those given out before and, for nodes that are new here, fresh ones, which are given out once.
func (f freezer) addresses(ctx context.Context, placements []cycle.Placement) (given, fresh map[cycle.NodeID]string, err error) {
	given, err = f.read.Addresses(ctx, f.edition.ID)
	if err != nil {
		return nil, nil, err
	}
	taken := map[string]bool{}
	for _, a := range given {
		taken[a] = true
	}
	fresh = map[cycle.NodeID]string{}
	for _, p := range placements {
		if given[p.Node] == "" {
			fresh[p.Node] = publication.NewAddress(p.Number, p.Title, taken)
			taken[fresh[p.Node]] = true
			given[p.Node] = fresh[p.Node]
		}
	}
	return given, fresh, nil
}

// published is the tree that people read now.
type published struct {
	tree publication.Tree
	err  error
}

// published reads that tree while the database is asked for the rest.
func (f freezer) published() <-chan published {
	found := make(chan published, 1)
	go func() {
		tree, err := f.newestTree()
		found <- published{tree, err}
	}()
	return found
}

// newestTree is the tree of the revision before; of an earlier one when that was withdrawn as a whole.
func (f freezer) newestTree() (publication.Tree, error) {
	for i := len(f.revisions) - 1; i >= 0; i-- {
		before := f.before
		if i < len(f.revisions)-1 {
			var err error
			if before, err = OpenRevision(f.s.blobs, f.revisions[i]); err != nil {
				return publication.Tree{}, err
			}
			defer before.Close()
		}
		tree, err := before.Tree()
		if errors.Is(err, publication.ErrChanged) {
			err = cycle.Refusal{Text: fmt.Sprintf("revisie %d van %s is beschadigd; kijk met: doelenboom verify", f.revisions[i].Number, f.edition.Slug)}
		}
		if !errors.Is(err, publication.ErrMissing) {
			return tree, err
		}
	}
	return publication.Tree{}, nil
}

// mustStay refuses to move a page: its address was given out once, and others link to it. Only somebody who went behind
// the back of the program can have changed it.
func (f freezer) mustStay(was published, now map[cycle.NodeID]string) error {
	for _, e := range was.tree.Entries {
		if address, here := now[e.ID]; here && address != e.Address {
			return cycle.Refusal{Text: fmt.Sprintf("%s van %s is gepubliceerd op het adres %s en zou nu op %s komen: "+
				"dat adres is buiten het programma om veranderd. Kijk met: doelenboom verify", e.Number, f.edition.Slug, e.Address, address)}
		}
	}
	return was.err
}
