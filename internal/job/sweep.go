package job

import (
	"context"
	"encoding/json"
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
		used, err := r.used(ctx, tx)
		if err != nil {
			return err
		}
		for _, hash := range gone.Blobs {
			sent, err := tx.UploadedAnywhere(ctx, hash)
			if err != nil {
				return err
			}
			if used[hash] || sent {
				continue
			}
			if err := r.blobs.Remove(hash); err != nil {
				return err
			}
		}
		if err := tx.BumpShelf(ctx); err != nil {
			return err
		}
		return tx.FinishJob(ctx, j)
	})
}

// sweepFiles removes files that were sent in and that no report names for a while: who sent them in changed their mind, or
// never saved. Bytes that somebody else sent in too stay, and so do those that are something else as well.
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
		if err := r.removeFiles(ctx, tx, stale, since); err != nil {
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

// removeFiles removes the bytes of files that no row names any more. A blob younger than the rows was put again meanwhile.
func (r *Runner) removeFiles(ctx context.Context, tx *store.Tx, files []cycle.Upload, since time.Time) error {
	if len(files) == 0 {
		return nil
	}
	used, err := r.used(ctx, tx)
	if err != nil {
		return err
	}
	for _, u := range files {
		sent, err := tx.UploadedAnywhere(ctx, u.Blob)
		if err != nil {
			return err
		}
		if used[u.Blob] || sent {
			continue
		}
		if err := r.blobs.RemoveOlder(u.Blob, since); err != nil {
			return err
		}
	}
	return nil
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
