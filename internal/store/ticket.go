package store

import (
	"context"
	"database/sql"
	"time"
)

// Ticket lets who has it set the password of an account, once. Of what stands in the letter only the hash is kept.
type Ticket struct {
	Account string
	Expires time.Time
	Hash    string
	Kind    TicketKind
}

// TicketKind says what a ticket was made for.
type TicketKind string

// The kinds of tickets.
const (
	Invitation    TicketKind = "uitnodiging"
	ForgottenWord TicketKind = "wachtwoord"
)

// AddTicket keeps a ticket, and sweeps away those that nobody can use any more.
func (s Sessions) AddTicket(ctx context.Context, t Ticket) error {
	return s.write(ctx, "add a ticket", func(q *sql.Tx) error {
		if _, err := q.ExecContext(ctx, `delete from ticket where expires <= $1`, s.db.now()); err != nil {
			return err
		}
		_, err := q.ExecContext(ctx, `insert into ticket (hash, account_id, kind, expires) values ($1, $2, $3, $4)`,
			t.Hash, t.Account, t.Kind, t.Expires.UTC())
		return err
	})
}

// Ticket finds a ticket that still counts.
func (s Sessions) Ticket(ctx context.Context, hash string) (Ticket, error) {
	t := Ticket{Hash: hash}
	err := s.db.pools.read.QueryRowContext(ctx, `
		select account_id, kind, expires from ticket where hash = $1 and expires > $2`, hash, s.db.now(),
	).Scan(&t.Account, &t.Kind, &t.Expires)
	t.Expires = t.Expires.UTC()
	return t, describe(err, "ticket")
}

// UseTicket saves the account that a ticket was for. With it all tickets and all sessions of that account end; who was
// in with the old password is out. A ticket that somebody else used meanwhile is cycle.ErrNotFound.
func (s Sessions) UseTicket(ctx context.Context, hash string, a Account) error {
	return s.write(ctx, "use a ticket", func(q *sql.Tx) error {
		var account string
		err := q.QueryRowContext(ctx, `delete from ticket where hash = $1 and account_id = $2 and expires > $3 returning account_id`,
			hash, a.ID, s.db.now()).Scan(&account)
		if err != nil {
			return err
		}
		if _, err := q.ExecContext(ctx, `delete from ticket where account_id = $1`, a.ID); err != nil {
			return err
		}
		if _, err := q.ExecContext(ctx, `delete from session where account_id = $1`, a.ID); err != nil {
			return err
		}
		return saveAccount(ctx, q, a)
	})
}
