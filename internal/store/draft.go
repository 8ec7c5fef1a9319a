package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"

	"doelenboom/internal/cycle"
)

// Draft finds what somebody is typing in a report.
func (r Reader) Draft(ctx context.Context, report cycle.ReportID, user cycle.UserNumber) (cycle.Draft, error) {
	d := cycle.Draft{Report: report, User: user}
	var body []byte
	err := r.q.QueryRowContext(ctx, `
		select body, seen, saved, version from draft
		where organisation_id = $1 and report_id = $2 and user_number = $3`, r.org, report, int(user),
	).Scan(&body, &d.Seen, &d.Saved, &d.Version)
	if err == nil {
		d.Text, err = reports.decode(body, d.Seen)
	}
	if err != nil {
		return cycle.Draft{}, describe(err, "draft of report %s", report)
	}
	d.Saved = d.Saved.UTC()
	return d, nil
}

// DraftsOf tells who is typing in a report, the last one first; the texts are left out.
func (r Reader) DraftsOf(ctx context.Context, report cycle.ReportID) ([]cycle.Draft, error) {
	rows, err := r.q.QueryContext(ctx, `
		select user_number, seen, saved, version from draft
		where organisation_id = $1 and report_id = $2
		order by saved desc, user_number`, r.org, report)
	if err != nil {
		return nil, describe(err, "read drafts")
	}
	defer rows.Close()
	var all []cycle.Draft
	for rows.Next() {
		d := cycle.Draft{Report: report}
		if err := rows.Scan(&d.User, &d.Seen, &d.Saved, &d.Version); err != nil {
			return nil, describe(err, "read drafts")
		}
		d.Saved = d.Saved.UTC()
		all = append(all, d)
	}
	return all, describe(rows.Err(), "read drafts")
}

// SaveDraft keeps what somebody is typing and tells its new version. It does not stand in line with the writers of the
// organisation: a draft is one row of one person, and no line of the history. When the version is not the stored one,
// another tab was first: cycle.ErrConflict.
func (db *DB) SaveDraft(ctx context.Context, org cycle.OrganisationID, d cycle.Draft) (int, error) {
	if db.pools.write == nil {
		return 0, describe(ErrReadOnly, "save a draft")
	}
	body, err := canonical(d.Text)
	if err != nil {
		return 0, err
	}
	one := &draftRow{org: org, d: d, body: body.text}
	if db.dialect.alone {
		return db.together(ctx, one)
	}
	err = db.again(ctx, func() error { return one.save(ctx, db.pools.write, db.now()) })
	return one.version, err
}

// draftRow is a draft on its way to its row.
type draftRow struct {
	org     cycle.OrganisationID
	d       cycle.Draft
	body    string
	version int           // that it got
	err     error         // why it was not kept
	done    chan struct{} // closed when it was tried
}

func (r *draftRow) save(ctx context.Context, q querier, now time.Time) error {
	err := q.QueryRowContext(ctx, `
		insert into draft (organisation_id, report_id, user_number, body, seen, saved, version)
		values ($1, $2, $3, $4, $5, $6, 1)
		on conflict (organisation_id, report_id, user_number) do update
		set body = excluded.body, seen = excluded.seen, saved = excluded.saved, version = draft.version + 1
		where draft.version = $7
		returning version`, r.org, r.d.Report, int(r.d.User), r.body, r.d.Seen, now, r.d.Version,
	).Scan(&r.version)
	if errors.Is(err, sql.ErrNoRows) { // the row is there, with another version
		err = cycle.ErrConflict
	}
	return describe(err, "draft of report %s", r.d.Report)
}

// waiting are drafts that will be kept with one commit.
type waiting struct {
	lock sync.Mutex
	rows []*draftRow
}

// add puts a draft with the others, and tells whether it is the first of them.
func (w *waiting) add(r *draftRow) bool {
	w.lock.Lock()
	defer w.lock.Unlock()
	r.done = make(chan struct{})
	w.rows = append(w.rows, r)
	return len(w.rows) == 1
}

func (w *waiting) take() []*draftRow {
	w.lock.Lock()
	defer w.lock.Unlock()
	rows := w.rows
	w.rows = nil
	return rows
}

// together keeps a draft with all others that wait for the writer: the first of them waits for it, and one wait for the
// disk serves all.
func (db *DB) together(ctx context.Context, one *draftRow) (int, error) {
	if db.drafts.add(one) {
		go db.keepDrafts(context.WithoutCancel(ctx)) // who asked may go away; the others stay
	}
	select {
	case <-one.done:
		return one.version, one.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (db *DB) keepDrafts(ctx context.Context) {
	var rows []*draftRow
	err := db.again(ctx, func() error {
		tx, err := db.pools.write.BeginTx(ctx, nil)
		if err != nil {
			return describe(err, "begin to write")
		}
		defer func() { _ = tx.Rollback() }() // after a commit it does nothing
		rows = append(rows, db.drafts.take()...)
		now := db.now()
		for _, r := range rows {
			r.err = r.save(ctx, tx, now)
		}
		return describe(tx.Commit(), "commit")
	})
	if err != nil && rows == nil { // the writer was never there
		rows = db.drafts.take()
	}
	if err == nil {
		db.pools.tidy.written()
	}
	for _, r := range rows {
		if err != nil {
			r.err = err
		}
		close(r.done)
	}
}

// MoveDraft lets what somebody is typing go on from the next version of the report, which changed nothing that is typed.
func (tx *Tx) MoveDraft(ctx context.Context, report cycle.ReportID, user cycle.UserNumber, seen int) error {
	_, err := tx.exec(ctx, "move a draft",
		`update draft set seen = seen + 1 where organisation_id = $1 and report_id = $2 and user_number = $3 and seen = $4`, report, int(user), seen)
	return err
}

// RemoveDraft throws away what somebody typed: it became the report, or is not wanted any more.
func (tx *Tx) RemoveDraft(ctx context.Context, report cycle.ReportID, user cycle.UserNumber) error {
	_, err := tx.exec(ctx, "remove a draft",
		`delete from draft where organisation_id = $1 and report_id = $2 and user_number = $3`, report, int(user))
	return err
}
