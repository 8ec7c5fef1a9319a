package store

import (
	"context"
	"database/sql"
	"time"

	"doelenboom/internal/cycle"
)

// Notice is one thing that somebody is to be told of by mail.
type Notice struct {
	ID     string
	User   cycle.UserNumber
	Report cycle.ReportID
	What   string // "teruggestuurd"
	Moment time.Time
	Told   time.Time // zero until the letter went out
}

// Notices are what a person is to be told of or was told of, the first one first.
func (r Reader) Notices(ctx context.Context, user cycle.UserNumber) ([]Notice, error) {
	rows, err := r.q.QueryContext(ctx, `
		select id, report_id, what, moment, told from notice
		where organisation_id = $1 and user_number = $2
		order by id`, r.org, int(user))
	if err != nil {
		return nil, describe(err, "read notices")
	}
	defer rows.Close()
	var all []Notice
	for rows.Next() {
		n := Notice{User: user}
		var told sql.NullTime
		if err := rows.Scan(&n.ID, &n.Report, &n.What, &n.Moment, &told); err != nil {
			return nil, describe(err, "read notices")
		}
		n.Moment = n.Moment.UTC()
		if told.Valid {
			n.Told = told.Time.UTC()
		}
		all = append(all, n)
	}
	return all, describe(rows.Err(), "read notices")
}

// AddNotices keeps what people are to be told of.
func (tx *Tx) AddNotices(ctx context.Context, all []Notice) error {
	rows := make([][]any, len(all))
	for i, n := range all {
		rows[i] = []any{tx.NewID(), int(n.User), string(n.Report), n.What, tx.Now}
	}
	err := tx.insert(ctx, statement{before: `
		insert into notice (organisation_id, id, user_number, report_id, what, moment) values `}, rows)
	return tx.failed(err, "add notices")
}

// Told notes that somebody was told of everything up to a notice, and removes what they were told of before: only the
// moment of the last letter is asked for.
func (tx *Tx) Told(ctx context.Context, user cycle.UserNumber, last string) error {
	_, err := tx.exec(ctx, "sweep notices", `
		delete from notice where organisation_id = $1 and user_number = $2 and id <= $3 and told is not null`, int(user), last)
	if err != nil {
		return err
	}
	_, err = tx.exec(ctx, "note that somebody was told", `
		update notice set told = $4 where organisation_id = $1 and user_number = $2 and id <= $3 and told is null`, int(user), last, tx.Now)
	return err
}

// DropNotices removes what there is no need to tell any more.
func (tx *Tx) DropNotices(ctx context.Context, user cycle.UserNumber, last string) error {
	_, err := tx.exec(ctx, "drop notices", `
		delete from notice where organisation_id = $1 and user_number = $2 and id <= $3 and told is null`, int(user), last)
	return err
}

// Reminder says that somebody was reminded of a report.
type Reminder struct {
	Report   cycle.ReportID
	User     cycle.UserNumber
	Occasion string // never twice the same
	Moment   time.Time
}

// Reminders are those about the reports of an edition, the first one first.
func (r Reader) Reminders(ctx context.Context, edition cycle.EditionID) ([]Reminder, error) {
	rows, err := r.q.QueryContext(ctx, `
		select m.report_id, m.user_number, m.occasion, m.moment
		from reminder m join report r on r.organisation_id = m.organisation_id and r.id = m.report_id
		where m.organisation_id = $1 and r.edition_id = $2
		order by m.moment, m.report_id, m.user_number`, r.org, string(edition))
	if err != nil {
		return nil, describe(err, "read reminders")
	}
	defer rows.Close()
	var all []Reminder
	for rows.Next() {
		var m Reminder
		if err := rows.Scan(&m.Report, &m.User, &m.Occasion, &m.Moment); err != nil {
			return nil, describe(err, "read reminders")
		}
		m.Moment = m.Moment.UTC()
		all = append(all, m)
	}
	return all, describe(rows.Err(), "read reminders")
}

// AddReminder notes that somebody is reminded; the same occasion again is a conflict.
func (tx *Tx) AddReminder(ctx context.Context, m Reminder) error {
	_, err := tx.exec(ctx, "add a reminder", `
		insert into reminder (organisation_id, report_id, user_number, occasion, moment)
		values ($1, $2, $3, $4, $5)`, string(m.Report), int(m.User), m.Occasion, tx.Now)
	return err
}

// UnsentLetter is a letter that was given up, and why.
type UnsentLetter struct {
	ID      string
	Account string
	Kind    string
	Queued  time.Time
	GivenUp time.Time
	Error   string
}

// UnsentLetters lists the letters that were given up, the last one first.
func (r Reader) UnsentLetters(ctx context.Context) ([]UnsentLetter, error) {
	rows, err := r.q.QueryContext(ctx, `
		select id, account_id, kind, queued, given_up, error from unsent_letter
		where organisation_id = $1
		order by given_up desc, id`, r.org)
	if err != nil {
		return nil, describe(err, "read unsent letters")
	}
	defer rows.Close()
	var all []UnsentLetter
	for rows.Next() {
		var l UnsentLetter
		if err := rows.Scan(&l.ID, &l.Account, &l.Kind, &l.Queued, &l.GivenUp, &l.Error); err != nil {
			return nil, describe(err, "read unsent letters")
		}
		l.Queued, l.GivenUp = l.Queued.UTC(), l.GivenUp.UTC()
		all = append(all, l)
	}
	return all, describe(rows.Err(), "read unsent letters")
}

// AddUnsentLetter keeps that a letter was given up.
func (tx *Tx) AddUnsentLetter(ctx context.Context, l UnsentLetter) error {
	_, err := tx.exec(ctx, "keep an unsent letter", `
		insert into unsent_letter (organisation_id, id, account_id, kind, queued, given_up, error)
		values ($1, $2, $3, $4, $5, $6, $7)`, tx.NewID(), l.Account, l.Kind, l.Queued.UTC(), tx.Now, l.Error)
	return err
}
