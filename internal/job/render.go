package job

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/site"
	"doelenboom/internal/store"
)

// A publication that was shown, or pages that were made again, while this was rendering make it begin anew. What is in the
// queue takes turns, so that is people and commands, or a server that looked in the same instant.
const mostAttempts = 8

func again(do func() error) error {
	for n := 1; ; n++ {
		if err := do(); n == mostAttempts || !errors.Is(err, change.ErrShelfMoved) {
			return err
		}
	}
}

// render makes the pages that change when a revision is shown, and shows them together: those of its edition, of the
// editions beside it (which name it) or going on from it (which compare with it), and of the organisation. Earlier revisions, which
// fewer people read, follow as work of their own.
func (r *Runner) render(ctx context.Context, j store.Job) error {
	var show change.RenderPayload
	if err := json.Unmarshal([]byte(j.Payload), &show); err != nil {
		return err
	}
	return again(func() error {
		s, err := r.readShelf(ctx, j.Organisation, &show)
		if err != nil {
			return err
		}
		defer s.close()
		if err := s.openAll(); err != nil {
			return err
		}
		b := s.newBatch()
		if err := b.shown(ctx, show.Edition); err != nil {
			return err
		}
		follow, err := b.follow(later)
		if err != nil {
			return err
		}
		return r.do.ShowPublication(ctx, j.Organisation, change.Showing{
			Edition: show.Edition, Revision: show.Revision, Archives: b.made, Job: j, Shelf: s.seen,
			Follow: append(follow, change.Task{Kind: earlierJob, Payload: j.Payload}),
		})
	})
}

// earlier makes the pages of revisions that are not the newest any more, of one edition and its neighbours.
func (r *Runner) earlier(ctx context.Context, j store.Job) error {
	var which change.RenderPayload
	if err := json.Unmarshal([]byte(j.Payload), &which); err != nil {
		return err
	}
	return again(func() error {
		s, err := r.readShelf(ctx, j.Organisation, nil)
		if err != nil {
			return err
		}
		defer s.close()
		b := s.newBatch()
		if at := s.place(which.Edition); at >= 0 {
			for _, i := range s.touched(at) {
				for n := range len(s.editions[i].revisions) - 1 {
					if err := b.revision(ctx, i, n); err != nil {
						return err
					}
				}
			}
		}
		return b.replace(ctx, j, later)
	})
}

// Rebuild makes all pages of an edition, its neighbours and the organisation again, or of all editions; nothing is
// taken over from what was there. The files that were there are removed. Where servers go on showing other things
// meanwhile, it gets in the queue, in which work takes turns.
func (r *Runner) Rebuild(ctx context.Context, org cycle.OrganisationID, edition cycle.EditionID) error {
	err := r.rebuild(ctx, org, edition, store.Job{}, nil)
	if errors.Is(err, change.ErrShelfMoved) {
		err = r.RebuildLater(ctx, org)
	}
	if err != nil {
		return err
	}
	return r.RunPending(ctx, org)
}

// RebuildLater puts making all pages of an organisation again in the queue. Once it is there, a kill only puts it off.
func (r *Runner) RebuildLater(ctx context.Context, org cycle.OrganisationID) error {
	return r.db.Write(ctx, org, func(tx *store.Tx) error {
		return tx.Enqueue(ctx, rebuildJob, "{}", time.Time{})
	})
}

// erase follows a withdrawal: everything that was made of what is gone is made again, and then the files go.
func (r *Runner) erase(ctx context.Context, j store.Job) error {
	var what change.ErasePayload
	if err := json.Unmarshal([]byte(j.Payload), &what); err != nil {
		return err
	}
	return r.rebuild(ctx, j.Organisation, what.Edition, j, what.Blobs)
}

// rebuild also removes the files in gone, unless something still points at them.
func (r *Runner) rebuild(ctx context.Context, org cycle.OrganisationID, edition cycle.EditionID, j store.Job, gone []string) error {
	return again(func() error {
		s, err := r.readShelf(ctx, org, nil)
		if err != nil {
			return err
		}
		defer s.close()
		b := s.newBatch()
		b.fresh, b.condensed = true, site.NewCondenser()
		at := s.place(edition)
		for i := range s.editions {
			touched := edition == "" || at >= 0 && slices.Contains(s.touched(at), i)
			if err := b.condense(ctx, i, touched); err != nil {
				return err
			}
		}
		if err := b.adding.Wait(); err != nil {
			return err
		}
		for i := range s.editions {
			s.shut(i)
		}
		if err := b.organisation(ctx); err != nil {
			return err
		}
		return b.replace(ctx, j, atOnce, gone...)
	})
}

// Another server may show what was there for up to a second; it asks again when a file is gone, but need not meet that
// every time. What was withdrawn does not wait.
const (
	later  = 10 * time.Second
	atOnce = time.Duration(0)
)

// batch is a number of archives that are shown together.
type batch struct {
	*shelf
	names     map[int]string // hashes of what others tell of an edition
	made      []store.Archive
	fresh     bool            // nothing is taken over
	preview   bool            // an edition is not public
	condensed *site.Condenser // what is kept of editions that were shut again; nil when all are open
	adding    errgroup.Group  // puts one edition with what is kept, while the next is rendered
}

func (s *shelf) newBatch() *batch { return &batch{shelf: s, names: map[int]string{}} }

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

// newest renders an edition and those beside it, each as its newest revision has it.
func (b *batch) newest(ctx context.Context, edition cycle.EditionID) error {
	at := b.place(edition)
	if at < 0 { // the revision was withdrawn before it was shown
		return nil
	}
	for _, i := range b.touched(at) {
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
	defer b.forgetBefore(i, b.condensed != nil)
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
			row.Withdrawn = append(row.Withdrawn, site.Withdrawn{Path: w.Path, Date: dutch.DateOf(w.Moment), Reason: w.Reason})
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// told is what a revision says of itself.
func (b *batch) told(r *revision) (publication.Revision, error) {
	if r.unkept {
		return r.frozen.Revision()
	}
	return b.opener.Told(r.Revision)
}

// condense keeps of edition i what the pages over all editions ask for, after its own pages are rendered if that is
// wanted, so that no more than a few editions are open at a time.
func (b *batch) condense(ctx context.Context, i int, render bool) error {
	e := b.editions[i]
	newest := e.newest()
	if _, err := b.open(newest); err != nil {
		return err
	}
	if render {
		newest.nodes.said = map[string]site.Said{}
		for n := range e.revisions {
			if err := b.revision(ctx, i, n); err != nil {
				return err
			}
		}
	}
	f, err := b.open(newest)
	if err != nil {
		return err
	}
	f.Node, f.File, f.Sum, f.Said = nil, nil, newest.frozen.Sums().Of, b.saidLater(newest.Revision)
	noted := newest.nodes.said
	if err := b.adding.Wait(); err != nil {
		return err
	}
	b.adding.Go(func() error {
		return survived(func() error {
			b.condensed.Add(f, noted)
			return nil
		})
	})
	b.forgetBefore(i, true)
	return nil
}

// saidLater gives what lines tell of the nodes of a revision that is shut by then and was not rendered: it is opened once
// more.
func (b *batch) saidLater(r store.Revision) func(address string) (site.Said, error) {
	again := sync.OnceValues(func() (*change.Frozen, error) { return b.opener.Open(r) })
	return func(address string) (site.Said, error) {
		frozen, err := again()
		if err != nil {
			return site.Said{}, err
		}
		node, err := frozen.Node(address)
		return site.SaidOf(&node), err
	}
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
	in := site.OrganisationInput{Shelf: site.Shelf{Organisation: publicBody(b.org), Preview: b.preview}, Program: Program}
	if b.condensed != nil {
		in.Editions = b.condensed.Editions()
		return in, nil
	}
	for _, e := range b.editions {
		f, err := b.open(e.newest())
		if err != nil {
			return in, err
		}
		f.Said = e.newest().nodes.saidOf
		in.Editions = append(in.Editions, f)
	}
	return in, nil
}

// errNothingNew ends the writing of a file in which nothing would stand.
var errNothingNew = errors.New("every page was taken over")

// archive renders into blobs. Pages are taken over from the first of the sources that is there.
func (b *batch) archive(ctx context.Context, a store.Archive, sources []archiveKey, render func(site.PageWriter) error) error {
	source, earlier, shut, err := b.source(sources)
	if err != nil {
		return err
	}
	defer shut()
	var made site.Written
	var index errgroup.Group // is kept while the file is: the disk takes both at once
	file, err := b.runner.blobs.Put(ctx, func(to io.Writer) error {
		w := site.NewArchiveWriter(to, earlier)
		rendering := render(func(p site.Page) error { return errors.Join(ctx.Err(), w.Add(p)) })
		var closing error
		made, closing = w.Close()
		if err := errors.Join(rendering, closing); err != nil {
			return err
		}
		index.Go(func() error { return b.keepIndex(ctx, a, made.Index) })
		if !made.New {
			return errNothingNew
		}
		return nil
	})
	if errors.Is(err, errNothingNew) {
		err = nil
	}
	if err := errors.Join(err, index.Wait()); err != nil {
		return err
	}
	for _, k := range made.Kept {
		a.Files = append(a.Files, source.Files[k])
	}
	if made.New {
		a.Files = append(a.Files, file)
	}
	a.Program, a.Index = Program, publication.Hash(made.Index)
	b.note(a)
	return nil
}

// keepIndex stores the index of an archive, unless it is the one that was there.
func (b *batch) keepIndex(ctx context.Context, a store.Archive, index []byte) error {
	was := b.archives[archiveKey{a.Edition, a.Revision}].Index
	if publication.Hash(index) == was && b.runner.blobs.Has(was) {
		return nil
	}
	_, err := b.runner.blobs.PutBytes(ctx, index)
	return err
}

// note adds an archive to the batch, unless it is what was there: then nothing changed.
func (b *batch) note(a store.Archive) {
	was := b.archives[archiveKey{a.Edition, a.Revision}]
	if a.Index != was.Index || !slices.Equal(a.Files, was.Files) || a.Inputs != was.Inputs {
		b.made = append(b.made, a)
	}
}

// source opens the first archive that is there. One whose files are lost is as good as none: it is all rendered again.
func (b *batch) source(keys []archiveKey) (store.Archive, *site.Archive, func() error, error) {
	none := func() error { return nil }
	if b.fresh {
		return store.Archive{}, nil, none, nil
	}
	for _, key := range keys {
		row, ok := b.archives[key]
		if !ok {
			continue
		}
		a, shut, err := openArchive(b.runner.blobs, row.Index, row.Files)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, site.ErrDamaged) {
			continue
		}
		return row, a, shut, err
	}
	return store.Archive{}, nil, none, nil
}

// replace puts the batch in the place of what was there. When nothing changed it only ends the job.
func (b *batch) replace(ctx context.Context, j store.Job, after time.Duration, gone ...string) error {
	follow, err := b.follow(after, gone...)
	if err != nil {
		return err
	}
	return b.runner.do.ReplaceArchives(ctx, b.org.ID, b.seen, b.made, j, follow...)
}

// follow is the work of removing the files that the batch replaces, and those in gone, after a while.
func (b *batch) follow(after time.Duration, gone ...string) ([]change.Task, error) {
	gone = append(gone, b.replaced()...)
	if len(gone) == 0 {
		return nil, nil
	}
	payload, err := json.Marshal(change.SweepPayload{Blobs: gone})
	return []change.Task{{Kind: change.SweepJob, Payload: string(payload), After: after}}, err
}

// replaced are the files that no archive of the organisation points at any more when the batch is shown.
func (b *batch) replaced() []string {
	after := map[archiveKey]store.Archive{}
	was := map[string]bool{}
	for key, a := range b.archives {
		after[key] = a
		for _, hash := range append(slices.Clone(a.Files), a.Index) {
			was[hash] = true
		}
	}
	for _, a := range b.made {
		after[archiveKey{a.Edition, a.Revision}] = a
	}
	for _, a := range after {
		delete(was, a.Index)
		for _, hash := range a.Files {
			delete(was, hash)
		}
	}
	return sortedKeys(was)
}
