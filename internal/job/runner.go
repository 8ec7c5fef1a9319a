package job

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// Runner does the work that is in the queue.
type Runner struct {
	db    *store.DB
	blobs *blob.Store
	do    *change.Service
}

// New makes a Runner.
func New(db *store.DB, blobs *blob.Store, do *change.Service) *Runner {
	return &Runner{db: db, blobs: blobs, do: do}
}

// Kinds of work that rendering leaves behind, besides those of change.
const (
	earlierJob = "earlier" // makes the pages of revisions that are not the newest any more
	sweepJob   = "sweep"   // removes files that nothing points at any more
)

const (
	lease     = time.Minute // after a kill, others wait this long
	renewal   = lease / 3
	round     = time.Second // between two looks at an empty queue
	shortWait = 50 * time.Millisecond
	longest   = 5 * time.Minute // between two attempts at work that keeps failing
)

// Run works until ctx ends.
func (r *Runner) Run(ctx context.Context) {
	for {
		worked, err := r.one(ctx)
		if err != nil && ctx.Err() == nil {
			slog.Error("working through the queue", "error", err)
		}
		wait := round
		if worked && err == nil {
			wait = 0
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
	}
}

// RunPending works until the organisation has nothing in the queue that is due, waiting for what another process has in
// hand. It fails with the first thing of this organisation that failed; that stays in the queue.
func (r *Runner) RunPending(ctx context.Context, org cycle.OrganisationID) error {
	for {
		jobs, err := r.db.Read(org).Jobs(ctx)
		if err != nil || len(jobs) == 0 {
			return err
		}
		waiting := false
		for _, j := range jobs {
			waiting = waiting || !j.RunAfter.After(time.Now())
			if j.Error != "" && j.LeaseUntil.IsZero() && j.Attempts > 0 {
				return fmt.Errorf("%s: %s", j.Kind, j.Error)
			}
		}
		if !waiting {
			return nil
		}
		if worked, err := r.one(ctx); err != nil {
			return err
		} else if worked {
			continue
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(shortWait):
		}
	}
}

// one takes the work that is due longest and does it. Work that fails is tried again later.
func (r *Runner) one(ctx context.Context) (worked bool, err error) {
	j, err := r.db.TakeJob(ctx, lease)
	if errors.Is(err, cycle.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	err = r.leased(ctx, j)
	switch {
	case err == nil:
		return true, nil
	case ctx.Err() != nil:
		// Stopped on purpose: free it at once for whoever comes next.
		return true, errors.Join(ctx.Err(), r.db.FailJob(context.WithoutCancel(ctx), j, "", time.Time{}))
	}
	slog.Error("a job failed", "organisation", j.Organisation, "job", j.ID, "kind", j.Kind, "attempt", j.Attempts, "error", err)
	return true, errors.Join(err, r.db.FailJob(ctx, j, err.Error(), time.Now().Add(pause(j.Attempts))))
}

// pause doubles with every attempt.
func pause(attempts int) time.Duration {
	return min(longest, time.Second<<min(attempts, 10))
}

// leased does the work while its lease is renewed; when the lease is lost it stops.
func (r *Runner) leased(ctx context.Context, j store.Job) error {
	ctx, stop := context.WithCancelCause(ctx)
	renewed := make(chan struct{})
	go func() {
		defer close(renewed)
		tick := time.NewTicker(renewal)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if err := r.db.RenewJob(ctx, j, lease); err != nil {
					stop(err)
				}
			}
		}
	}()
	err := r.work(ctx, j)
	stop(nil)
	<-renewed
	return err
}

// work does one job. A panic is a failure like others: it must not end the server.
func (r *Runner) work(ctx context.Context, j store.Job) (err error) {
	defer func() {
		if v := recover(); v != nil {
			slog.Error("panic in a job", "organisation", j.Organisation, "job", j.ID, "panic", v, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	switch j.Kind {
	case change.RenderJob:
		return r.render(ctx, j)
	case earlierJob:
		return r.earlier(ctx, j)
	case change.EraseJob:
		return r.erase(ctx, j)
	case sweepJob:
		return r.sweep(ctx, j)
	}
	return fmt.Errorf("there is no work of the kind %q", j.Kind)
}
