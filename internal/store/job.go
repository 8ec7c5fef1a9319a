package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"doelenboom/internal/cycle"
)

// Job is work for later. Whoever takes it has a lease on it for a while; when the lease runs out it is free again, so
// work that was cut off by a killed process is done by another.
type Job struct {
	Organisation cycle.OrganisationID
	ID           string
	Kind         string // "render"
	Payload      string // JSON
	RunAfter     time.Time
	LeaseUntil   time.Time // zero when nobody has it
	Attempts     int       // how often it was taken; also tells which lease this is
	Error        string    // why the last attempt failed
}

// Enqueue puts work in the queue, as part of this change. Without RunAfter it may start at once.
func (tx *Tx) Enqueue(ctx context.Context, kind, payload string, after time.Time) error {
	if after.IsZero() {
		after = tx.Now
	}
	_, err := tx.exec(ctx, "put in the queue", `
		insert into job (organisation_id, id, kind, payload, run_after, attempts, error)
		values ($1, $2, $3, $4, $5, 0, '')`, tx.NewID(), kind, payload, after.UTC())
	return err
}

// Jobs lists the work of the organisation that is not done, the first due first.
func (r Reader) Jobs(ctx context.Context) ([]Job, error) {
	rows, err := r.q.QueryContext(ctx, `
		select organisation_id, id, kind, payload, run_after, lease_until, attempts, error
		from job where organisation_id = $1
		order by run_after, id`, r.org)
	if err != nil {
		return nil, describe(err, "read jobs")
	}
	defer rows.Close()
	var jobs []Job
	for rows.Next() {
		j, err := scanJob(rows.Scan)
		if err != nil {
			return nil, describe(err, "read jobs")
		}
		jobs = append(jobs, j)
	}
	return jobs, describe(rows.Err(), "read jobs")
}

func scanJob(scan func(...any) error) (Job, error) {
	var j Job
	var lease sql.NullTime
	err := scan(&j.Organisation, &j.ID, &j.Kind, &j.Payload, &j.RunAfter, &lease, &j.Attempts, &j.Error)
	j.RunAfter = j.RunAfter.UTC()
	if lease.Valid {
		j.LeaseUntil = lease.Time.UTC()
	}
	return j, err
}

// TakeJob takes the work that is due longest, of any organisation of which nobody has work in hand, and leases it; work of
// the kind but, which may be none, is left to others. Without such work it answers cycle.ErrNotFound. Work of one
// organisation takes turns because rendering begins anew when something else was shown meanwhile: side by side, the slow
// would never be done. Work of the kind aside shows nothing, and takes no turns. Two servers that look in the same instant
// may still both take some; then no third does before they are done.
func (db *DB) TakeJob(ctx context.Context, lease time.Duration, but, aside string) (Job, error) {
	if db.pools.write == nil {
		return Job{}, describe(ErrReadOnly, "take a job")
	}
	var j Job
	err := db.again(ctx, func() error {
		now := db.now()
		var err error
		// The outer condition is looked at again when another server was first; then there is no row.
		j, err = scanJob(db.pools.write.QueryRowContext(ctx, `
			update job set lease_until = $2, attempts = attempts + 1
			where (organisation_id, id) in (
				select organisation_id, id from job due
				where run_after <= $1 and (lease_until is null or lease_until <= $1) and kind <> $3
				and (kind = $4 or not exists (
					select 1 from job busy
					where busy.organisation_id = due.organisation_id and busy.lease_until > $1 and busy.kind <> $4))
				order by run_after, id limit 1)
			and (lease_until is null or lease_until <= $1)
			returning organisation_id, id, kind, payload, run_after, lease_until, attempts, error`,
			now, now.Add(lease), but, aside).Scan)
		return describe(err, "take a job")
	})
	return j, err
}

// FinishJob removes work that is done, as part of the change that shows it. When the lease was lost meanwhile, to
// another that began anew, it is cycle.ErrConflict.
func (tx *Tx) FinishJob(ctx context.Context, j Job) error {
	n, err := tx.exec(ctx, "finish job",
		`delete from job where organisation_id = $1 and id = $2 and attempts = $3`, j.ID, j.Attempts)
	return tx.mustKeep(n, err, j)
}

// FailJob says why work failed and when to try again.
func (db *DB) FailJob(ctx context.Context, j Job, why string, again time.Time) error {
	return db.Write(ctx, j.Organisation, func(tx *Tx) error {
		n, err := tx.exec(ctx, "fail job", `
			update job set error = $4, run_after = $5, lease_until = null
			where organisation_id = $1 and id = $2 and attempts = $3`, j.ID, j.Attempts, why, again.UTC())
		return tx.mustKeep(n, err, j)
	})
}

// Hasten makes work of the organisation that failed due at once, instead of after its pause: what was in its way may be
// gone. Work of the kind but keeps its pause.
func (tx *Tx) Hasten(ctx context.Context, but string) error {
	_, err := tx.exec(ctx, "hasten jobs", `
		update job set run_after = $2
		where organisation_id = $1 and error <> '' and lease_until is null and run_after > $2 and kind <> $3`, tx.Now, but)
	return err
}

// RenewJob prolongs the lease of work that takes longer.
func (db *DB) RenewJob(ctx context.Context, j Job, lease time.Duration) error {
	return db.Write(ctx, j.Organisation, func(tx *Tx) error {
		n, err := tx.exec(ctx, "renew job", `
			update job set lease_until = $4
			where organisation_id = $1 and id = $2 and attempts = $3`, j.ID, j.Attempts, tx.Now.Add(lease))
		return tx.mustKeep(n, err, j)
	})
}

func (tx *Tx) mustKeep(touched int64, err error, j Job) error {
	if err == nil && touched == 0 {
		err = tx.failed(fmt.Errorf("the lease on job %s is lost: %w", j.ID, cycle.ErrConflict), "keep a job")
	}
	return err
}

// mustFind makes "nothing was touched" a cycle.ErrNotFound.
func (tx *Tx) mustFind(touched int64, err error, format string, args ...any) error {
	if err == nil && touched == 0 {
		err = tx.failed(sql.ErrNoRows, format, args...)
	}
	return err
}
