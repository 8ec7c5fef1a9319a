package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"doelenboom/internal/cycle"
)

// Head is where an organisation stands: how often it was written, its newest line of history, its shelf.
type Head struct {
	Seq   int64  // grows with every write, also one without a line
	Line  int64  // number of the newest line; 0 when there is none
	Hash  string // hash of the newest line
	Shelf int64  // grows when what the public sees changes
}

// RenamedSince tells whether a decision or a place in a tree was changed after a line of the history: whether what texts
// refer to may be another than it was then.
func (tx *Tx) RenamedSince(ctx context.Context, line int64) (bool, error) {
	var changed bool
	err := tx.tx.QueryRowContext(ctx, `
		select exists (select 1 from history where organisation_id = $1 and line > $2 and kind in ('decision', 'placement'))`, tx.org, line,
	).Scan(&changed)
	return changed, tx.failed(err, "look for changed names")
}

// HistoryLine says that an object changed, without saying what it is about: no names, no texts, no addresses of
// computers, so that a person can be forgotten and the chain stands. Hash is the SHA-256 of the line as JSON, without
// Hash itself; Previous is the hash of the line before.
type HistoryLine struct {
	Action       string               `json:"action"` // "report.submitted"
	After        string               `json:"after"`  // SHA-256 of the object as it is stored; empty when it was removed
	Before       string               `json:"before"` // empty when the object is new
	Hash         string               `json:"-"`
	ID           string               `json:"id"`
	Kind         string               `json:"kind"`
	Line         int64                `json:"line"` // 1, 2, 3 within the organisation
	Moment       time.Time            `json:"moment"`
	Organisation cycle.OrganisationID `json:"organisation"`
	Previous     string               `json:"previous"`
	User         cycle.UserNumber     `json:"user"`
}

// sum is what Hash must be.
func (l HistoryLine) sum() (string, error) {
	l.Moment = l.Moment.UTC()
	return sumOf(&l)
}

// Change is an object as it was and as it is. A missing side is nil or an object without an id.
type Change struct {
	Action        string
	Before, After Object
}

// Record writes one line of history. Read and save the object in the same change: the line then holds the hashes of
// what was stored.
func (tx *Tx) Record(ctx context.Context, by cycle.User, action string, before, after Object) error {
	return tx.RecordMany(ctx, by, []Change{{action, before, after}})
}

// RecordMany writes a line for each change, in this order.
func (tx *Tx) RecordMany(ctx context.Context, by cycle.User, changes []Change) error {
	for _, c := range changes {
		line, err := tx.line(by, c)
		if err != nil {
			return tx.failed(err, "record %s", c.Action)
		}
		tx.lines = append(tx.lines, line)
		tx.head.Line = line.Line
	}
	if len(tx.lines) < atOnce {
		return nil
	}
	return tx.failed(tx.chainLines(ctx), "record")
}

// line is one that is not in the chain yet.
func (tx *Tx) line(by cycle.User, c Change) (HistoryLine, error) {
	l := HistoryLine{Action: c.Action, Line: tx.head.Line + 1, Moment: tx.Now, Organisation: tx.org, User: by.Number}
	for _, o := range []Object{c.Before, c.After} {
		if !absent(o) {
			l.Kind, l.ID = o.ObjectKind(), o.ObjectID()
		}
	}
	if l.ID == "" {
		return l, fmt.Errorf("a line of history needs an object that has an id")
	}
	var err error
	l.Before, l.After, err = tx.memory.sides(c)
	return l, err
}

// Head tells where the history stands.
func (r Reader) Head(ctx context.Context) (Head, error) {
	var h Head
	err := r.q.QueryRowContext(ctx, `
		select seq, line, line_hash, shelf from organisation_head where organisation_id = $1`, r.org,
	).Scan(&h.Seq, &h.Line, &h.Hash, &h.Shelf)
	return h, describe(oddly("organisation_head", err), "organisation %s", r.org)
}

// HistoryLines lists at most limit lines of history, from a line on. The newest lines of a change that is still open need
// not be among them.
func (r Reader) HistoryLines(ctx context.Context, from int64, limit int) ([]HistoryLine, error) {
	var lines []HistoryLine
	rows, err := r.q.QueryContext(ctx, `
		select line, moment, user_number, action, kind, object_id, before_hash, after_hash, previous_hash, hash
		from history
		where organisation_id = $1 and line >= $2
		order by line
		limit $3`, r.org, from, limit)
	if err != nil {
		return nil, describe(err, "read the history")
	}
	err = r.scanLines(rows, func(l HistoryLine) { lines = append(lines, l) })
	return lines, err
}

// HistoryOf lists what happened to one object, the newest first.
func (r Reader) HistoryOf(ctx context.Context, kind, id string) ([]HistoryLine, error) {
	rows, err := r.q.QueryContext(ctx, `
		select line, moment, user_number, action, kind, object_id, before_hash, after_hash, previous_hash, hash
		from history
		where organisation_id = $1 and kind = $2 and object_id = $3
		order by line desc`, r.org, kind, id)
	if err != nil {
		return nil, describe(err, "read the history")
	}
	var lines []HistoryLine
	err = r.scanLines(rows, func(l HistoryLine) { lines = append(lines, l) })
	return lines, err
}

// HistoryHashes are the hashes of all lines, whatever became of the rest of a line.
func (r Reader) HistoryHashes(ctx context.Context) ([]string, error) {
	rows, err := r.q.QueryContext(ctx, `select hash from history where organisation_id = $1`, r.org)
	if err != nil {
		return nil, describe(err, "read the history")
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var hash string
		if err := rows.Scan(&hash); err != nil {
			return nil, oddly("history", err)
		}
		all = append(all, hash)
	}
	return all, describe(rows.Err(), "read the history")
}

func (r Reader) scanLines(rows *sql.Rows, see func(HistoryLine)) error {
	defer rows.Close()
	for rows.Next() {
		l := HistoryLine{Organisation: r.org}
		if err := l.scan(rows); err != nil {
			return oddly("history", err)
		}
		see(l)
	}
	return describe(rows.Err(), "read the history")
}

func (l *HistoryLine) scan(rows *sql.Rows) error {
	err := rows.Scan(&l.Line, &l.Moment, &l.User, &l.Action, &l.Kind, &l.ID, &l.Before, &l.After, &l.Previous, &l.Hash)
	l.Moment = l.Moment.UTC()
	return err
}
