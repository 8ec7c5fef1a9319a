package job

import (
	"context"
	"errors"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/site"
	"doelenboom/internal/store"
)

// batch is a number of archives that are shown together.
type batch struct {
	*shelf
	made      []store.Archive
	fresh     bool            // nothing is taken over
	preview   bool            // an edition is not public
	condensed *site.Condenser // what is kept of editions that were shut again; nil when all are open
	adding    errgroup.Group  // puts one edition with what is kept, while the next is rendered
}

func (s *shelf) newBatch() *batch { return &batch{shelf: s} }

// shown renders what is at the address of an edition and of those beside it and, meanwhile, the pages over all of them.
func (b *batch) shown(ctx context.Context, edition cycle.EditionID) error {
	over := &batch{shelf: b.shelf, fresh: b.fresh}
	var meanwhile errgroup.Group
	meanwhile.Go(func() error { return survived(func() error { return over.organisation(ctx) }) })
	err := survived(func() error { return b.newest(ctx, edition) })
	err = errors.Join(err, meanwhile.Wait())
	b.made = append(b.made, over.made...)
	return err
}

// newest renders an edition and those whose pages change with it, each as its newest revision has it.
func (b *batch) newest(ctx context.Context, edition cycle.EditionID) error {
	if b.place(edition) < 0 { // the revision was withdrawn before it was shown
		return nil
	}
	for i := range b.editions {
		if err := b.revision(ctx, i, len(b.editions[i].revisions)-1); err != nil {
			return err
		}
	}
	return nil
}

// revision renders revision n of edition i on the shelf, unless its pages were made of the same before.
func (b *batch) revision(ctx context.Context, i, n int) error {
	e := b.editions[i]
	a := store.Archive{Edition: e.ID, Revision: e.revisions[n].Number}
	var err error
	if a.Inputs, err = b.inputs(i, n); err != nil || b.stands(a) {
		return err
	}
	in, err := b.edition(i, n)
	if err != nil {
		return err
	}
	return b.archive(ctx, a, b.sources(e, n), func(w site.PageWriter) error {
		return site.RenderEdition(in, w)
	})
}

// edition is what the pages of revision n of edition i are made of.
func (b *batch) edition(i, n int) (site.EditionInput, error) {
	e := b.editions[i]
	r := e.revisions[n]
	in := site.EditionInput{Earlier: n < len(e.revisions)-1, Program: Program}
	var err error
	if in.Shelf, err = b.beside(i); err != nil {
		return in, err
	}
	in.Shelf.Preview = b.preview
	if in.Frozen, err = b.open(r); err != nil {
		return in, err
	}
	in.Manifest = r.frozen.Manifest
	if at := b.before(i); at >= 0 {
		before, err := b.open(b.editions[at].newest())
		if err != nil {
			return in, err
		}
		in.Before = &before
	}
	if in.Offered, in.Adopted, err = b.decided(e, n); err != nil {
		return in, err
	}
	in.Revisions, err = b.history(e, n)
	return in, err
}

// decided are the revisions of edition e, up to n, between which the council decided: the last that was offered and the
// first after it; that one is nil when it is n itself.
func (b *batch) decided(e *shelved, n int) (offered, adopted *site.Frozen, err error) {
	at := slices.IndexFunc(e.revisions[:n+1], func(r *revision) bool { return r.State == cycle.StateAdopted || r.State == cycle.StateNoted })
	if at < 1 || e.revisions[at-1].State != cycle.StateOffered {
		return nil, nil, nil
	}
	f, err := b.open(e.revisions[at-1])
	if err != nil || at == n {
		return &f, nil, err
	}
	then, err := b.open(e.revisions[at])
	return &f, &then, err
}

// sources are the archives that pages may be taken over from, the likeliest first: its own, then that of the revision
// before it at the same address.
func (b *batch) sources(e *shelved, n int) []archiveKey {
	keys := []archiveKey{{e.ID, e.revisions[n].Number}}
	if n > 0 && n == len(e.revisions)-1 {
		keys = append(keys, archiveKey{e.ID, e.revisions[n-1].Number})
	}
	return keys
}

// history is what "Over deze editie" of revision n tells: what was published up to it. What came later stands on that
// page of the newest revision, to which an earlier one leads, so that an earlier one need not change with each that
// follows.
func (b *batch) history(e *shelved, n int) ([]site.Revision, error) {
	var rows []site.Revision
	for _, r := range e.revisions[:n+1] {
		told, err := b.told(r)
		if err != nil {
			return nil, err
		}
		row := site.Revision{Revision: told, Manifest: r.Manifest}
		for _, w := range r.Withdrawn {
			row.Withdrawn = append(row.Withdrawn, withdrawn(w))
		}
		rows = append(rows, row)
	}
	for _, r := range e.gonePast(n) {
		told, err := b.opener.Told(r)
		if err != nil {
			return nil, err
		}
		whole := withdrawn(*r.WithdrawnWhole)
		rows = append(rows, site.Revision{Revision: told, Manifest: r.Manifest, Whole: &whole})
	}
	slices.SortFunc(rows, func(a, b site.Revision) int { return a.Number - b.Number })
	return rows, nil
}

func withdrawn(w store.Withdrawal) site.Withdrawn {
	return site.Withdrawn{Path: w.Path, Date: dutch.DayOf(w.Moment), Reason: w.Reason}
}

// told is what a revision says of itself.
func (b *batch) told(r *revision) (publication.Revision, error) {
	if r.unkept {
		return r.frozen.Revision()
	}
	return b.opener.Told(r.Revision)
}

// condense keeps of edition i what the pages over all editions ask for, after its own pages are rendered, so that no more
// than a few editions are open at a time. Fresh, nothing of them is taken over; else only what changed is rendered.
func (b *batch) condense(ctx context.Context, i int, fresh bool) error {
	e := b.editions[i]
	b.fresh = fresh
	newest := e.newest()
	if _, err := b.open(newest); err != nil {
		return err
	}
	newest.nodes.note()
	for n := range e.revisions {
		if err := b.revision(ctx, i, n); err != nil {
			return err
		}
	}
	f, err := b.open(newest)
	if err != nil {
		return err
	}
	f.Node, f.File, f.Sum, f.Said = nil, nil, newest.frozen.Sums().Of, b.saidLater(newest)
	noted := newest.nodes.noted()
	if err := b.adding.Wait(); err != nil {
		return err
	}
	b.adding.Go(func() error {
		return survived(func() error {
			b.condensed.Add(f, noted)
			return nil
		})
	})
	b.shutBefore(i)
	return nil
}

// saidLater gives what lines tell of the nodes of a revision that is shut by then and was not rendered: it is opened once
// more.
func (b *batch) saidLater(r *revision) func(address string) (site.Said, error) {
	again := sync.OnceValues(func() (*change.Frozen, error) { return b.opener.Open(r.Revision) })
	return r.saidOf(func(address string) (publication.Node, error) {
		frozen, err := again()
		if err != nil {
			return publication.Node{}, err
		}
		return frozen.Node(address)
	})
}

// organisation renders the pages over several editions.
func (b *batch) organisation(ctx context.Context) error {
	return b.archive(ctx, store.Archive{}, []archiveKey{{}}, b.renderOrganisation)
}

func (b *batch) renderOrganisation(w site.PageWriter) error {
	in, err := b.over()
	if err != nil {
		return err
	}
	return site.RenderOrganisation(in, w)
}

// over is what the pages over several editions are made of.
func (b *batch) over() (site.OrganisationInput, error) {
	in := site.OrganisationInput{Shelf: site.Shelf{Organisation: publicBody(b.org), Base: b.org.Base, Preview: b.preview}, GoesOn: b.goesOn, Years: b.earlierYears(), Program: Program}
	var err error
	if in.Earlier, in.NamedIn, err = b.earlier(); err != nil {
		return in, err
	}
	if in.Corrected, in.Reasoned, err = b.corrected(); err != nil {
		return in, err
	}
	if b.condensed != nil {
		in.Editions = b.condensed.Editions()
		return in, nil
	}
	for _, e := range b.editions {
		f, err := b.open(e.newest())
		if err != nil {
			return in, err
		}
		f.Said = e.newest().saidOf(e.newest().nodes.read)
		in.Editions = append(in.Editions, f)
	}
	return in, nil
}
