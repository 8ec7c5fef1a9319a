package job

import (
	"context"
	"errors"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/site"
	"doelenboom/internal/store"
)

// shelf is an organisation as its site shows it, read at one moment, with the revision that is about to be shown
// already in its place.
type shelf struct {
	runner   *Runner
	org      cycle.Organisation
	seen     int64
	editions []*shelved // in the order of cycle.Edition.Before
	goesOn   []int      // from which edition each goes on, -1 for none
	opener   *change.Opener
	archives map[archiveKey]store.Archive
	placed   *placed  // where every node stands; nil until it was asked for
	written  putFiles // what was put for pages that are not shown yet
}

type archiveKey struct {
	edition  cycle.EditionID
	revision int
}

// shelved is an edition on the shelf.
type shelved struct {
	cycle.Edition
	revisions []*revision      // that are shown, the oldest first; the last one is at the edition's address
	gone      []store.Revision // that were shown and then withdrawn as a whole
	page      *site.ShelfEdition
}

// gonePast are the revisions that were withdrawn as a whole, as far as revision n tells of them: those before it, and the
// newest tells of all.
func (e *shelved) gonePast(n int) []store.Revision {
	if n == len(e.revisions)-1 {
		return e.gone
	}
	at := slices.IndexFunc(e.gone, func(r store.Revision) bool { return r.Number > e.revisions[n].Number })
	if at < 0 {
		return e.gone
	}
	return e.gone[:at]
}

// revision is opened when its parts are needed.
type revision struct {
	store.Revision
	frozen *change.Frozen
	read   *site.Frozen
	nodes  *nodes
	unkept bool // it is only previewed: its parts are in memory
}

func (e *shelved) newest() *revision { return e.revisions[len(e.revisions)-1] }

// readShelf reads what an organisation shows; show is the revision that will be shown too, or nil.
func (r *Runner) readShelf(ctx context.Context, org cycle.OrganisationID, show *change.RenderPayload) (*shelf, error) {
	s := &shelf{runner: r, opener: change.NewOpener(r.blobs), archives: map[archiveKey]store.Archive{}}
	err := r.db.Snapshot(ctx, org, func(in store.Reader) error {
		head, err := in.Head(ctx)
		if err != nil {
			return err
		}
		s.seen = head.Shelf
		if s.org, err = in.Organisation(ctx); err != nil {
			return err
		}
		archives, err := in.Archives(ctx)
		if err != nil {
			return err
		}
		for _, a := range archives {
			s.archives[archiveKey{a.Edition, a.Revision}] = a
		}
		editions, err := in.Editions(ctx)
		if err != nil {
			return err
		}
		revisions, err := in.AllRevisions(ctx)
		if err != nil {
			return err
		}
		s.put(editions, revisions, show)
		return nil
	})
	return s, err
}

func (s *shelf) put(editions []cycle.Edition, revisions []store.Revision, show *change.RenderPayload) {
	for _, e := range editions {
		on := &shelved{Edition: e}
		for _, r := range revisions {
			next := show != nil && *show == (change.RenderPayload{Edition: r.Edition, Revision: r.Number})
			switch {
			case r.Edition != e.ID || !r.Shown && !next:
			case r.WithdrawnWhole != nil:
				on.gone = append(on.gone, r)
			default:
				on.revisions = append(on.revisions, &revision{Revision: r})
			}
		}
		if len(on.revisions) > 0 {
			s.editions = append(s.editions, on)
		}
	}
	s.sort()
}

// sort puts the editions in the order in which they are made, and finds which each goes on from.
func (s *shelf) sort() {
	slices.SortFunc(s.editions, func(a, b *shelved) int { return a.Compare(b.Edition) })
	all := make([]cycle.Edition, len(s.editions))
	for i, e := range s.editions {
		all[i] = e.Edition
	}
	s.goesOn = nil
	for i := range all {
		s.goesOn = append(s.goesOn, all[i].GoesOnFrom(all))
	}
}

// before is the place of the edition that edition i goes on from, -1 when there is none: "what is new" compares with it.
func (s *shelf) before(i int) int { return s.goesOn[i] }

// touched are the places of the editions whose pages change with those of edition i: its neighbours, which name it, and
// what goes on from it. Of others, which lead to it over those between them, the inputs tell whether they change.
func (s *shelf) touched(i int) []int {
	var places []int
	for j := range s.editions {
		if j >= i-1 && j <= i+1 || s.before(j) == i {
			places = append(places, j)
		}
	}
	return places
}

// earlier is what the revisions before the newest ones name that has a page of its own, and for each decision among it the
// newest of them that does. Their pages link to it, also when a correction took it out of the text.
func (s *shelf) earlier() (all publication.Registers, named map[string]site.NamedIn, err error) {
	named = map[string]site.NamedIn{}
	seen := map[string]bool{}
	for _, e := range s.editions {
		for _, sum := range e.newest().Named {
			seen[sum] = true
		}
	}
	for _, e := range slices.Backward(s.editions) {
		for _, r := range slices.Backward(e.revisions[:len(e.revisions)-1]) {
			known := len(all.Decisions)
			if err := s.opener.Named(&all, r.Revision, seen); err != nil {
				return all, named, err
			}
			for _, d := range all.Decisions[known:] {
				if _, later := named[d.Slug]; !later {
					named[d.Slug] = site.NamedIn{Edition: e.Slug, Revision: r.Number}
				}
			}
		}
	}
	return all, named, nil
}

// earlierYears are those in which a milestone stands in a revision before the newest ones, which had a page for each.
func (s *shelf) earlierYears() []int {
	var years []int
	for _, e := range s.editions {
		for _, r := range e.revisions[:len(e.revisions)-1] {
			years = append(years, r.Years...)
		}
	}
	return years
}

// corrected are the revisions before the newest ones that a decision asked for, and all that give a reason that names one.
func (s *shelf) corrected() (asked []site.Corrected, reasoned []site.Reasoned, err error) {
	for _, e := range s.editions {
		rows := slices.Clone(e.gone)
		for _, r := range e.revisions {
			rows = append(rows, r.Revision)
		}
		slices.SortFunc(rows, func(a, b store.Revision) int { return a.Number - b.Number })
		newest := e.newest().Number
		for _, r := range rows {
			if r.Kind != cycle.ByDecision && r.Kind != cycle.SlipOfThePen {
				continue
			}
			told, err := s.opener.Told(r)
			if err != nil {
				return nil, nil, err
			}
			gone := r.WithdrawnWhole != nil
			if r.Kind == cycle.ByDecision && r.Number != newest {
				asked = append(asked, site.Corrected{Decision: told.ChangedByAt, DecidedBy: told.ChangedBy, Edition: e.Slug, Revision: r.Number, Gone: gone})
			}
			for _, slug := range told.Named() {
				if !gone {
					reasoned = append(reasoned, site.Reasoned{Decision: slug, Edition: e.Slug, Revision: r.Number})
				}
			}
		}
	}
	return asked, reasoned, nil
}

// close closes the packs that were opened.
func (s *shelf) close() { _ = s.opener.Close() } // they were only read

// unlessWithdrawn passes over a part that is missing: what was withdrawn is no longer there, and the rest still has its pages.
func (r *revision) unlessWithdrawn(err error) error {
	if errors.Is(err, publication.ErrMissing) && len(r.Withdrawn) > 0 {
		return nil
	}
	return err
}

// place is where an edition stands on the shelf, -1 when it is not on it.
func (s *shelf) place(id cycle.EditionID) int {
	return slices.IndexFunc(s.editions, func(e *shelved) bool { return e.ID == id })
}

// open reads the small parts of a revision; its nodes are read when they are asked for.
func (s *shelf) open(r *revision) (site.Frozen, error) {
	if r.read != nil {
		return *r.read, nil
	}
	frozen := r.frozen
	if !r.unkept {
		var err error
		if frozen, err = s.opener.Open(r.Revision); err != nil {
			return site.Frozen{}, err
		}
	}
	r.frozen, r.nodes = frozen, &nodes{read: frozen.Node}
	f := site.Frozen{Node: r.nodes.node, Sum: frozen.Sum, File: frozen.Part}
	var errs [4]error
	f.Revision, errs[0] = frozen.Revision()
	f.Edition, errs[1] = s.front(r, frozen)
	f.Tree, errs[2] = frozen.Tree()
	f.Registers, errs[3] = frozen.Registers()
	for _, err := range errs {
		if err := r.unlessWithdrawn(err); err != nil {
			return f, err
		}
	}
	r.read = &f
	return f, nil
}

// front is what a revision says of its edition. Where that was withdrawn its pages still name the edition, and have words for its
// levels and scores; the introduction and what was asked are gone.
func (s *shelf) front(r *revision, frozen *change.Frozen) (publication.Edition, error) {
	e, err := frozen.Edition()
	if at := s.place(r.Edition); err != nil && r.unlessWithdrawn(err) == nil && at >= 0 {
		return publication.FrameOf(s.editions[at].Edition, s.org), nil
	}
	return e, err
}

// openAll opens the newest revision of every edition, and notes where the nodes stand in them: then pages may be made of
// them in several goroutines.
func (s *shelf) openAll() error {
	var all errgroup.Group
	all.SetLimit(runtime.GOMAXPROCS(0))
	for i := range s.editions {
		all.Go(func() error {
			return survived(func() error {
				_, err := s.page(i)
				return err
			})
		})
	}
	if err := all.Wait(); err != nil {
		return err
	}
	_, err := s.places()
	return err
}

// page is an edition as the pages of those beside it know it.
func (s *shelf) page(i int) (*site.ShelfEdition, error) {
	e := s.editions[i]
	if e.page != nil {
		return e.page, nil
	}
	f, err := s.open(e.newest())
	if err != nil {
		return nil, err
	}
	on := &site.ShelfEdition{
		Slug: f.Edition.Slug, Name: f.Edition.Name, Kind: f.Edition.Kind, Year: f.Edition.Year, TakenOver: f.Edition.TakenOver,
		State: f.Revision.State, StateDate: f.Revision.StateDate, Addresses: make(map[cycle.NodeID]string, len(f.Tree.Entries)),
	}
	for _, entry := range f.Tree.Entries {
		on.Addresses[entry.ID] = entry.Address
	}
	e.page = on
	return on, nil
}

// beside is the shelf as the pages of edition i know it: with its neighbours, and with the nearest edition that has a node
// where those lack it.
func (s *shelf) beside(i int) (site.Shelf, error) {
	out := site.Shelf{Organisation: publicBody(s.org), Base: s.org.Base}
	places, err := s.places()
	if err != nil {
		return out, err
	}
	out.Before, out.After = places.editions[i].before, places.editions[i].after
	for at := max(0, i-1); at <= min(i+1, len(s.editions)-1); at++ {
		page, err := s.page(at)
		if err != nil {
			return out, err
		}
		out.Editions = append(out.Editions, *page)
	}
	return out, nil
}

// shut frees all of an edition. It is opened again when it is needed again.
func (s *shelf) shut(i int) {
	e := s.editions[i]
	for _, r := range e.revisions {
		if !r.unkept {
			r.frozen, r.read, r.nodes = nil, nil, nil
		}
		s.opener.Forget(r.Revision)
	}
	e.page = nil
}

func publicBody(o cycle.Organisation) publication.Organisation {
	return publication.Organisation{
		Slug: o.Slug, Name: o.Name, Kind: o.Kind, Contact: o.Contact, Notice: o.Notice, NoIndex: o.NoIndex,
		Executive: o.Bodies.Executive, ExecutiveShort: o.Bodies.ExecutiveShort,
		Council: o.Bodies.Council, CouncilShort: o.Bodies.CouncilShort,
	}
}
