package job

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
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
	lease time.Duration
	post  *Post // nil: letters are left to others
}

// New makes a Runner.
func New(db *store.DB, blobs *blob.Store, do *change.Service) *Runner {
	return &Runner{db: db, blobs: blobs, do: do, lease: leaseTime}
}

// Kinds of work that rendering leaves behind, besides those of change.
const (
	earlierJob = "earlier" // makes the pages of revisions that are not the newest any more
	rebuildJob = "rebuild" // makes all pages of an organisation again
)

const (
	leaseTime = 5 * time.Second // after a kill, others wait this long
	round     = time.Second     // between two looks at an empty queue
	shortWait = 50 * time.Millisecond
	longest   = 5 * time.Minute // between two attempts at work that keeps failing
)

// Run works until ctx ends. When the database does not answer it says so once, and again when it does.
func (r *Runner) Run(ctx context.Context) {
	var clock sync.WaitGroup
	defer clock.Wait()
	if r.post != nil {
		clock.Go(func() { r.clock(ctx) })
	}
	failing := false
	for ctx.Err() == nil {
		_, worked, err := r.one(ctx)
		if lost := err != nil && !worked; lost != failing && ctx.Err() == nil {
			failing = lost
			if failing {
				slog.Warn("werk ophalen uit de database lukt niet", "error", err)
			} else {
				slog.Info("werk ophalen uit de database lukt weer")
			}
		}
		if worked {
			continue
		}
		select {
		case <-ctx.Done():
		case <-time.After(round):
		}
	}
}

// RunPending works until nothing of the organisation is due any more but letters, waiting for what another process has in hand.
// Work that failed before is tried once more at once: what was in its way may be gone. It fails when something of this
// organisation fails; that stays in the queue, to be tried again later.
func (r *Runner) RunPending(ctx context.Context, org cycle.OrganisationID) error {
	for again := true; ; {
		j, worked, err := r.one(ctx)
		switch {
		case worked && (err == nil || j.Organisation != org || j.Kind == change.MailJob) && ctx.Err() == nil:
			continue // what failed for others, and a letter, is in the log
		case err != nil:
			return err
		}
		waiting, err := r.waiting(ctx, org)
		if failed := (Failed{}); again && !waiting && errors.As(err, &failed) {
			again = false
			if err := r.hasten(ctx, org); err != nil {
				return err
			}
			continue
		}
		if err != nil || !waiting {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(shortWait):
		}
	}
}

// Failed is work that failed before, and waits to be tried again. Of the error only the text was kept.
type Failed struct{ Kind, Text string }

func (f Failed) Error() string { return f.Kind + ": " + f.Text }

// hasten makes work of the organisation that failed due at once, letters excepted.
func (r *Runner) hasten(ctx context.Context, org cycle.OrganisationID) error {
	return r.db.Write(ctx, org, func(tx *store.Tx) error { return tx.Hasten(ctx, change.MailJob) })
}

// waiting tells whether somebody else is at work for the organisation; the error is that of work that failed.
func (r *Runner) waiting(ctx context.Context, org cycle.OrganisationID) (bool, error) {
	jobs, err := r.db.Read(org).Jobs(ctx)
	if err != nil {
		return false, err
	}
	for _, j := range jobs {
		if j.Kind == change.MailJob {
			continue // a letter keeps nobody waiting
		}
		if !j.LeaseUntil.IsZero() {
			return true, nil
		}
		if j.Error != "" {
			err = Failed{j.Kind, j.Error}
		}
	}
	return false, err
}

// one takes the work that is due longest and does it. Work that fails is tried again later.
func (r *Runner) one(ctx context.Context) (j store.Job, worked bool, err error) {
	j, err = r.db.TakeJob(ctx, r.lease, r.leaves(), change.MailJob)
	if errors.Is(err, cycle.ErrNotFound) {
		return j, false, nil
	}
	if err != nil {
		return j, false, err
	}
	err = r.leased(ctx, j)
	switch {
	case err == nil:
		return j, true, nil
	case ctx.Err() != nil:
		// Stopped on purpose: free it at once for whoever comes next.
		return j, true, errors.Join(ctx.Err(), r.db.FailJob(context.WithoutCancel(ctx), j, "", time.Time{}))
	}
	slog.Error("werk is niet gelukt", "organisation", j.Organisation, "job", j.ID, "kind", j.Kind, "attempt", j.Attempts, "error", err)
	return j, true, errors.Join(err, r.db.FailJob(ctx, j, err.Error(), r.db.Sessions().Now().Add(pause(j.Attempts))))
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
		tick := time.NewTicker(r.lease / 3)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if err := r.db.RenewJob(ctx, j, r.lease); err != nil {
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

// work does one job.
func (r *Runner) work(ctx context.Context, j store.Job) error {
	return survived(func() error {
		switch j.Kind {
		case change.RenderJob:
			return r.render(ctx, j)
		case earlierJob:
			return r.earlier(ctx, j)
		case change.PublishJob:
			return r.offer(ctx, j)
		case change.EraseJob:
			return r.erase(ctx, j)
		case change.SweepJob:
			return r.sweep(ctx, j)
		case rebuildJob:
			return r.rebuild(ctx, j.Organisation, "", j)
		case change.MailJob:
			return r.mail(ctx, j)
		case change.FilesJob:
			return r.sweepFiles(ctx, j)
		}
		return fmt.Errorf("there is no work of the kind %q", j.Kind)
	})
}

// offer publishes an edition at the moment that was set for it. The clock may have jumped over that: what is past, is due.
func (r *Runner) offer(ctx context.Context, j store.Job) error {
	var what change.PublishPayload
	if err := json.Unmarshal([]byte(j.Payload), &what); err != nil {
		return err
	}
	return r.do.PublishPlanned(ctx, j.Organisation, what, j)
}

// survived makes a panic a failure like others: it must not end the server.
func survived(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			slog.Error("onverwachte fout in werk", "panic", v, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return do()
}
