package change

import (
	"context"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// unserve takes away the archives with pages that show what is gone: until the job made them again they are not there. Other
// archives go on being served, also from a file that holds such pages too: only what an index names is read from it. It
// gives the blobs they were in, some of which others share.
func (x *eraser) unserve(ctx context.Context) ([]string, error) {
	archives, err := x.tx.Archives(ctx)
	if err != nil {
		return nil, err
	}
	shows := x.shows
	if x.isRead() {
		if shows, err = x.showsCurrent(ctx); err != nil {
			return nil, err
		}
	}
	var blobs []string
	for _, a := range archives {
		if !shows(a) {
			continue
		}
		blobs = append(append(blobs, a.Index), a.Files...)
		if err := x.tx.RemoveArchive(ctx, a.Edition, a.Revision); err != nil {
			return nil, err
		}
	}
	return blobs, nil
}

// shows tells whether pages of an archive were made of what is gone, which is not what everybody reads.
func (x *eraser) shows(a store.Archive) bool {
	if a.Edition == "" { // beside what everybody reads, it is made of what revisions name that has a page of its own
		return slices.ContainsFunc(x.manifests, func(lines []publication.ManifestLine) bool {
			return slices.ContainsFunc(lines, func(l publication.ManifestLine) bool {
				return x.gone[l.Sum] && slices.Contains(publication.NamedPaths(), l.Path)
			})
		})
	}
	i := slices.IndexFunc(x.revisions, func(r store.Revision) bool { return r.Edition == a.Edition && r.Number == a.Revision })
	return i >= 0 && (x.holds(i) || x.showsCouncil(i))
}

// holds tells whether revision i has some of what is gone, or is what is gone.
func (x *eraser) holds(i int) bool {
	return len(x.asked.Paths) == 0 && x.revisions[i].Number == x.asked.Revision ||
		slices.ContainsFunc(x.manifests[i], func(l publication.ManifestLine) bool { return x.gone[l.Sum] })
}

// showsCouncil tells whether the pages of revision i show what is gone as something that the council changed, or put in its
// place: they compare what was offered with what was adopted.
func (x *eraser) showsCouncil(i int) bool {
	var up []int // to i, that are there
	for n, r := range x.revisions[:i+1] {
		if r.WithdrawnWhole == nil {
			up = append(up, n)
		}
	}
	at := slices.IndexFunc(up, func(n int) bool {
		return x.revisions[n].State == cycle.StateAdopted || x.revisions[n].State == cycle.StateNoted
	})
	if at < 1 || x.revisions[up[at-1]].State != cycle.StateOffered {
		return false
	}
	return x.changes(up[at-1], up[at]) || x.changes(up[at], up[at-1])
}

// changes tells whether revision i has some of what is gone where another one has something else.
func (x *eraser) changes(i, other int) bool {
	return slices.ContainsFunc(x.manifests[i], func(l publication.ManifestLine) bool {
		return x.gone[l.Sum] && x.frozen[other].Sum(l.Path) != l.Sum
	})
}

// isRead tells whether what everybody reads holds some of it: it goes as a whole, or what corrects it is not shown yet.
func (x *eraser) isRead() bool {
	at := x.newest(func(r store.Revision) bool { return r.Shown })
	return at >= 0 && x.holds(at)
}

// showsCurrent finds the archives that tell of what everybody reads of the edition: its own, in which another revision gets
// that place, those of editions that compare with it, and that of the organisation.
func (x *eraser) showsCurrent(ctx context.Context) (func(store.Archive) bool, error) {
	editions, err := x.tx.Editions(ctx)
	if err != nil {
		return nil, err
	}
	revisions, err := x.tx.AllRevisions(ctx)
	if err != nil {
		return nil, err
	}
	public := slices.DeleteFunc(editions, func(e cycle.Edition) bool {
		return !slices.ContainsFunc(revisions, func(r store.Revision) bool { return r.Edition == e.ID && r.Shown && r.WithdrawnWhole == nil })
	})
	tells := map[cycle.EditionID]bool{"": true, x.edition.ID: true}
	for _, e := range public {
		if from := e.GoesOnFrom(public); from >= 0 && public[from].ID == x.edition.ID {
			tells[e.ID] = true
		}
	}
	return func(a store.Archive) bool { return tells[a.Edition] }, nil
}
