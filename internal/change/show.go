package change

import (
	"context"
	"fmt"
	"slices"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// Showing is what rendering made: archives, and the revision that may be seen from now on.
type Showing struct {
	Archives []store.Archive // that of the revision, of editions whose pages changed, of the organisation
	Edition  cycle.EditionID
	Follow   []Task    // work that is left for later
	Job      store.Job // finished in the same step; the zero Job when nobody queued the work
	Revision int
	Shelf    int64 // the shelf as it was when rendering began
}

// Task is work for the queue.
type Task struct {
	Kind    string
	Payload string
	After   time.Duration // from now
}

// ErrShelfMoved says that something else became visible while this was rendered, so that its pages are stale.
var ErrShelfMoved = fmt.Errorf("the shelf moved while pages were made: %w", cycle.ErrConflict)

// ShowPublication makes a rendered revision visible, with all pages that changed by it, in one step.
func (s *Service) ShowPublication(ctx context.Context, org cycle.OrganisationID, show Showing) error {
	return s.db.Write(ctx, org, func(tx *store.Tx) error {
		head, err := tx.Head(ctx)
		if err != nil {
			return err
		}
		if head.Shelf != show.Shelf || !s.there(show.Archives) {
			return ErrShelfMoved
		}
		if err := tx.ShowRevision(ctx, show.Edition, show.Revision); err != nil {
			return err
		}
		return replaceArchives(ctx, tx, show.Archives, show.Job, show.Follow)
	})
}

// ReplaceArchives puts pages that were made again in the place of the old ones: after a rebuild or a withdrawal.
func (s *Service) ReplaceArchives(ctx context.Context, org cycle.OrganisationID, shelf int64, archives []store.Archive, job store.Job, follow ...Task) error {
	return s.db.Write(ctx, org, func(tx *store.Tx) error {
		head, err := tx.Head(ctx)
		if err != nil {
			return err
		}
		if head.Shelf != shelf || !s.there(archives) {
			return ErrShelfMoved
		}
		return replaceArchives(ctx, tx, archives, job, follow)
	})
}

// there tells whether all files of pages are there: one that nothing points at yet may be taken for left behind when making
// the others takes long.
func (s *Service) there(archives []store.Archive) bool {
	for _, a := range archives {
		for _, hash := range append(slices.Clone(a.Files), a.Index) {
			if !s.blobs.Has(hash) {
				return false
			}
		}
	}
	return true
}

func replaceArchives(ctx context.Context, tx *store.Tx, archives []store.Archive, job store.Job, follow []Task) error {
	for _, a := range archives {
		if err := tx.SetArchive(ctx, a); err != nil {
			return err
		}
	}
	for _, t := range follow {
		if err := tx.Enqueue(ctx, t.Kind, t.Payload, tx.Now.Add(t.After)); err != nil {
			return err
		}
	}
	if job.ID != "" {
		if err := tx.FinishJob(ctx, job); err != nil {
			return err
		}
	}
	return tx.BumpShelf(ctx)
}
