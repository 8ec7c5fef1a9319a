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
		if err := r.remove(ctx, tx, gone.Blobs); err != nil {
			return err
		}
		if err := tx.BumpShelf(ctx); err != nil {
			return err
		}
		return tx.FinishJob(ctx, j)
	})
}

// sweepAtOnce removes files that nothing points at, and does not wait with those of which the removal waits in the queue:
// older pages may show what was withdrawn too.
func (r *Runner) sweepAtOnce(ctx context.Context, org cycle.OrganisationID, blobs []string) error {
	return r.db.Write(ctx, org, func(tx *store.Tx) error {
		jobs, err := tx.Jobs(ctx)
		if err != nil {
			return err
		}
		for _, j := range jobs {
			if j.Kind != change.SweepJob {
				continue
			}
			var waits change.SweepPayload
			if err := json.Unmarshal([]byte(j.Payload), &waits); err != nil {
				return err
			}
			blobs = append(blobs, waits.Blobs...)
		}
		return errors.Join(r.remove(ctx, tx, blobs), tx.BumpShelf(ctx))
	})
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

// remove removes the bytes that nothing points at, in any organisation. The writers of another organisation are not held up
// by this change: see blob.RemoveUnless.
func (r *Runner) remove(ctx context.Context, tx *store.Tx, blobs []string) error {
	if len(blobs) == 0 {
		return nil
	}
	return r.blobs.RemoveUnless(blobs, func() (map[string]bool, error) {
		used, err := r.used(ctx, tx)
		if err != nil {
			return nil, err
		}
		for _, hash := range blobs {
			sent, err := tx.UploadedAnywhere(ctx, hash)
			if err != nil {
				return nil, err
			}
			used[hash] = used[hash] || sent
		}
		return used, nil
	})
}

// used are all files that any organisation points at. It is asked inside the change that holds up the writers of this
// organisation, so that none of them begins to point at a file while it is removed.
func (r *Runner) used(ctx context.Context, tx *store.Tx) (map[string]bool, error) {
	used := map[string]bool{}
	note := func(hashes ...string) {
		for _, h := range hashes {
			used[h] = true
		}
	}
	all, err := r.db.Published().Organisations(ctx)
	if err != nil {
		return nil, err
	}
	for _, o := range all {
		if l := o.Style.Logo; l != nil {
			note(l.Blob)
		}
		note(append(o.Archive.Files, o.Archive.Index)...)
		for _, e := range o.Editions {
			for _, rev := range e.Revisions {
				note(append(rev.Archive.Files, rev.Archive.Index)...)
				note(rev.Packs...)
			}
		}
	}
	mine, err := tx.Archives(ctx)
	for _, a := range mine {
		note(append(a.Files, a.Index)...)
	}
	if err != nil {
		return nil, err
	}
	revisions, err := tx.AllRevisions(ctx)
	for _, rev := range revisions {
		note(rev.Packs...)
	}
	return used, err
}

func sortedKeys(m map[string]bool) []string { return slices.Sorted(maps.Keys(m)) }
