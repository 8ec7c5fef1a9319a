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

// render makes the pages that change when a revision is shown, and shows them together: those of its edition, of the
// editions beside it (which name it), going on from it (which compare with it) or leading to it over those between, and of
// the organisation. Earlier revisions, which
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

// earlier makes the pages of revisions that are not the newest any more, of one edition and those that change with it.
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
		slog.Warn("emptying the log of the database after erasing", "error", err) // the work is done; the log is written over in time
	}
	return nil
}

// rebuild makes all pages of an edition, its neighbours and the organisation again, or of all editions, as job j.
func (r *Runner) rebuild(ctx context.Context, org cycle.OrganisationID, edition cycle.EditionID, j store.Job) error {
	return again(func() error {
		s, err := r.readShelf(ctx, org, nil)
		if err != nil {
			return err
		}
		defer s.close()
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
