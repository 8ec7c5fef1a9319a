package change

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"doelenboom/internal/store"
)

// SweepJob is the kind of the job that removes files, unless something points at them again by then.
const SweepJob = "sweep"

// SweepPayload names files that were pointed at before; Left adds all that nothing points at, whoever left them.
type SweepPayload struct {
	Blobs []string `json:"blobs"`
	Left  bool     `json:"left,omitempty"`
}

// Settled is longer than any change takes from putting a file to being kept. What is older and nothing points at was put by
// somebody who was killed or failed.
const Settled = 2 * time.Minute

// sweepLeft leaves the work of removing what somebody puts just now and then does not keep.
func sweepLeft(ctx context.Context, tx *store.Tx) error {
	payload, err := json.Marshal(SweepPayload{Left: true})
	if err != nil {
		return err
	}
	return tx.Enqueue(ctx, SweepJob, string(payload), tx.Now.Add(Settled+10*time.Second))
}

// FilesJob is the kind of the job that removes files which were sent in and never saved with a report.
const FilesJob = "files"

// LooseFor is how long a file stays that no report names: somebody may be typing what names it.
const LooseFor = 7 * 24 * time.Hour

// sweepLater leaves work for when the newest loose file is old, unless it waits already.
func sweepLater(ctx context.Context, tx *store.Tx) error {
	jobs, err := tx.Jobs(ctx)
	if err != nil || slices.ContainsFunc(jobs, func(j store.Job) bool { return j.Kind == FilesJob }) {
		return err
	}
	return tx.Enqueue(ctx, FilesJob, "{}", tx.Now.Add(LooseFor+time.Hour))
}
