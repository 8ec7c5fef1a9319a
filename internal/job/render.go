package job

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
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

// attempt makes pages from what an organisation shows, and begins anew when that changed meanwhile. What was put for pages
// that are not shown goes; show is as for readShelf.
func (r *Runner) attempt(ctx context.Context, org cycle.OrganisationID, show *change.RenderPayload, do func(*shelf) error) error {
	return again(func() error {
		s, err := r.readShelf(ctx, org, show)
		if err != nil {
			return err
		}
		defer s.close()
		// A database that does not answer is not asked once more: what nothing points at goes later.
		if err = survived(func() error { return do(s) }); err != nil && !errors.Is(err, store.ErrUnavailable) {
			err = errors.Join(err, r.drop(ctx, org, s.written.all()))
		}
		return err
	})
}

// drop removes files that were put in vain. Whoever is making the same pages just now sees that they are gone.
func (r *Runner) drop(ctx context.Context, org cycle.OrganisationID, blobs []string) error {
	if len(blobs) == 0 {
		return nil
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), patience) // also when the work was stopped
	defer stop()
	return r.db.Write(ctx, org, func(tx *store.Tx) error { return r.remove(ctx, tx, blobs) })
}

// patience is how long a process that was told to stop goes on to remove what it had made.
const patience = 5 * time.Second

// render makes the pages that change when a revision is shown, and shows them together: those of its edition, of the
// editions beside it (which name it), going on from it (which compare with it) or leading to it over those between, and of
// the organisation. Earlier revisions, which
// fewer people read, follow as work of their own.
func (r *Runner) render(ctx context.Context, j store.Job) error {
	var show change.RenderPayload
	if err := json.Unmarshal([]byte(j.Payload), &show); err != nil {
		return err
	}
	return r.attempt(ctx, j.Organisation, &show, func(s *shelf) error {
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

// earlier makes the pages of revisions that are not the newest any more, of one edition and those that change with it.
func (r *Runner) earlier(ctx context.Context, j store.Job) error {
	var which change.RenderPayload
	if err := json.Unmarshal([]byte(j.Payload), &which); err != nil {
		return err
	}
	return r.attempt(ctx, j.Organisation, nil, func(s *shelf) error {
		b := s.newBatch()
		if s.place(which.Edition) >= 0 {
			for i, e := range s.editions {
				for n := range len(e.revisions) - 1 {
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
	err := r.rebuild(ctx, org, edition, store.Job{})
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

// erase follows a withdrawal: what nothing points at goes at once, also when there is no room to make pages; then
// everything that was made of what is gone is made again, and the files that this replaces go.
func (r *Runner) erase(ctx context.Context, j store.Job) error {
	var what change.ErasePayload
	if err := json.Unmarshal([]byte(j.Payload), &what); err != nil {
		return err
	}
	if err := r.sweepAtOnce(ctx, j.Organisation, what.Blobs); err != nil {
		return err
	}
	if err := r.rebuild(ctx, j.Organisation, what.Edition, j); err != nil {
		return err
	}
	if err := r.db.EmptyLog(ctx); err != nil {
		slog.Warn("na het wissen is het logboek van de database niet geleegd", "error", err) // the work is done; the log is written over in time
	}
	return nil
}

// rebuild makes all pages of an edition, its neighbours and the organisation again, or of all editions, as job j.
func (r *Runner) rebuild(ctx context.Context, org cycle.OrganisationID, edition cycle.EditionID, j store.Job) error {
	return r.attempt(ctx, org, nil, func(s *shelf) error {
		b := s.newBatch()
		b.condensed = site.NewCondenser()
		at := s.place(edition)
		for i := range s.editions {
			fresh := edition == "" || at >= 0 && slices.Contains(s.touched(at), i)
			if err := b.condense(ctx, i, fresh); err != nil {
				return err
			}
		}
		if err := b.adding.Wait(); err != nil {
			return err
		}
		for i := range s.editions {
			s.shut(i)
		}
		b.fresh = true
		if err := b.organisation(ctx); err != nil {
			return err
		}
		return b.replace(ctx, j, atOnce)
	})
}
