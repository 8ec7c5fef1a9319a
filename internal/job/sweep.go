package job

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// sweep removes files that nothing points at any more. What is pointed at again by now stays: the same pages made
// again give the same bytes. Moving the shelf makes whoever is rendering just now begin anew, because it may have found
// a file there that is removed here.
func (r *Runner) sweep(ctx context.Context, j store.Job) error {
	var gone change.SweepPayload
	if err := json.Unmarshal([]byte(j.Payload), &gone); err != nil {
		return err
	}
	return r.db.Write(ctx, j.Organisation, func(tx *store.Tx) error {
		blobs := gone.Blobs
		if gone.Left {
			left, err := r.left(ctx, tx)
			if err != nil {
				return err
			}
			blobs = append(blobs, left...)
		}
		if err := r.remove(ctx, tx, blobs); err != nil {
			return err
		}
		if err := tx.BumpShelf(ctx); err != nil {
			return err
		}
		return tx.FinishJob(ctx, j)
	})
}

// sweepAtOnce removes files that nothing points at: the named ones, all those of which the removal waits in the queue, for
// older pages may show what was withdrawn too, and all that who was killed or failed left behind.
func (r *Runner) sweepAtOnce(ctx context.Context, org cycle.OrganisationID, blobs []string) error {
	r.blobs.RemoveLeft()
	return r.db.Write(ctx, org, func(tx *store.Tx) error {
		waiting, err := waitingSweeps(ctx, tx)
		if err != nil {
			return err
		}
		left, err := r.left(ctx, tx)
		if err != nil {
			return err
		}
		return errors.Join(r.remove(ctx, tx, slices.Concat(blobs, waiting, left)), tx.BumpShelf(ctx))
	})
}

// waitingSweeps are the files of which the removal waits in the queue.
func waitingSweeps(ctx context.Context, tx *store.Tx) (blobs []string, err error) {
	jobs, err := tx.Jobs(ctx)
	if err != nil {
		return nil, err
	}
	for _, j := range jobs {
		if j.Kind != change.SweepJob {
			continue
		}
		var waits change.SweepPayload
		if err := json.Unmarshal([]byte(j.Payload), &waits); err != nil {
			return nil, err
		}
		blobs = append(blobs, waits.Blobs...)
	}
	return blobs, nil
}

// left are the files that nothing points at, and that nobody put so lately that it may still come to that. Pages may take
// longer to make; who shows them looks whether they are all there.
func (r *Runner) left(ctx context.Context, tx *store.Tx) ([]string, error) {
	old, err := r.blobs.Older(ctx, time.Now().Add(-change.Settled))
	if err != nil || len(old) == 0 {
		return nil, err
	}
	used, err := tx.Pointing(old).Now(ctx)
	return slices.DeleteFunc(old, func(hash string) bool { return used[hash] && r.blobs.Has(hash) }), err
}

// sweepFiles removes files that were sent in and that no report names for a while: who sent them in changed their mind, or
// never saved. Bytes that somebody else sent in too stay, and so do those that are something else as well. The bytes go in
// work that follows: were they erased here and this change not kept, a report could name what is gone.
func (r *Runner) sweepFiles(ctx context.Context, j store.Job) error {
	return r.db.Write(ctx, j.Organisation, func(tx *store.Tx) error {
		since := tx.Now.Add(-change.LooseFor)
		stale, err := tx.StaleUploads(ctx, since)
		if err != nil {
			return err
		}
		for _, u := range stale {
			if err := tx.RemoveUpload(ctx, u); err != nil {
				return err
			}
		}
		if err := sweepNext(ctx, tx, blobsOf(stale)); err != nil {
			return err
		}
		loose, err := tx.StaleUploads(ctx, tx.Now)
		if err != nil {
			return err
		}
		if len(loose) > 0 {
			if err := tx.Enqueue(ctx, change.FilesJob, "{}", tx.Now.Add(24*time.Hour)); err != nil {
				return err
			}
		}
		return tx.FinishJob(ctx, j)
	})
}

// sweepNext leaves removing these bytes for when this change is kept.
func sweepNext(ctx context.Context, tx *store.Tx, blobs []string) error {
	if len(blobs) == 0 {
		return nil
	}
	payload, err := json.Marshal(change.SweepPayload{Blobs: blobs})
	if err != nil {
		return err
	}
	return tx.Enqueue(ctx, change.SweepJob, string(payload), time.Time{})
}

func blobsOf(files []cycle.Upload) []string {
	var all []string
	for _, u := range files {
		all = append(all, u.Blob)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// remove removes the bytes that nothing points at, in any organisation. It is asked inside the change that holds up the writers
// of this organisation, so that none of them begins to point at a file while it is removed. Those of another organisation are
// not held up: see blob.RemoveUnless.
func (r *Runner) remove(ctx context.Context, tx *store.Tx, blobs []string) error {
	if len(blobs) == 0 {
		return nil
	}
	pointing := tx.Pointing(blobs)
	return r.blobs.RemoveUnless(blobs, func() (map[string]bool, error) { return pointing.Now(ctx) })
}

func sortedKeys(m map[string]bool) []string { return slices.Sorted(maps.Keys(m)) }
