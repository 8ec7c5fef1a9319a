package job

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/store"
)

// Another server may show what was there for up to a second; it asks again when a file is gone, but need not meet that
// every time. What was withdrawn does not wait.
const (
	later  = 10 * time.Second
	atOnce = time.Duration(0)
)

// replace puts the batch in the place of what was there. When nothing changed it only ends the job.
func (b *batch) replace(ctx context.Context, j store.Job, after time.Duration) error {
	follow, err := b.follow(after)
	if err != nil {
		return err
	}
	return b.runner.do.ReplaceArchives(ctx, b.org.ID, b.seen, b.made, j, follow...)
}

// follow is the work of removing the files that the batch replaces, after a while.
func (b *batch) follow(after time.Duration) ([]change.Task, error) {
	replaced := b.replaced()
	if len(replaced) == 0 {
		return nil, nil
	}
	payload, err := json.Marshal(change.SweepPayload{Blobs: replaced})
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
