package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/go-json-experiment/json"

	"doelenboom/internal/cycle"
)

// Session is a browser that is signed in. Of its token only the hash is kept.
type Session struct {
	Account string               `json:"-"`
	Agent   string               `json:"agent,omitempty"` // "Firefox op Windows"
	Expires time.Time            `json:"-"`
	Factor  bool                 `json:"factor,omitempty"` // a second factor was given
	Hash    string               `json:"-"`
	IDToken string               `json:"idToken,omitempty"` // of the provider, sealed; signing out there asks for it
	Made    time.Time            `json:"made"`
	Seen    time.Time            `json:"-"`
	Through cycle.OrganisationID `json:"through,omitempty"` // whose provider said who this is; then it counts there only
	Waiting bool                 `json:"waiting,omitempty"` // the password was right, the second factor is still to come
}

// Session finds a session by the hash of its token, ended or not.
func (s Sessions) Session(ctx context.Context, hash string) (Session, error) {
	return scanSession(s.db.pools.read.QueryRowContext(ctx, `
		select token_hash, account_id, body, seen, expires from session where token_hash = $1`, hash).Scan)
}

// SessionsOf lists the sessions of an account that have not ended, the last used first.
func (s Sessions) SessionsOf(ctx context.Context, account string) ([]Session, error) {
	rows, err := s.db.pools.read.QueryContext(ctx, `
		select token_hash, account_id, body, seen, expires from session
		where account_id = $1 and expires > $2
		order by seen desc, token_hash`, account, s.db.now())
	if err != nil {
		return nil, describe(err, "read sessions")
	}
	defer rows.Close()
	var all []Session
	for rows.Next() {
		one, err := scanSession(rows.Scan)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, describe(rows.Err(), "read sessions")
}

func scanSession(scan func(...any) error) (Session, error) {
	var s Session
	var body []byte
	err := scan(&s.Hash, &s.Account, &body, &s.Seen, &s.Expires)
	if err == nil {
		if err = json.Unmarshal(body, &s); err != nil {
			err = Unreadable{"session", err}
		}
	}
	s.Seen, s.Expires = s.Seen.UTC(), s.Expires.UTC()
	return s, describe(err, "session")
}

// AddSession keeps a new session in the place of another one: whoever had that token before has nothing now. At the
// same time what ended before is swept away.
func (s Sessions) AddSession(ctx context.Context, n Session, instead string) error {
	body, err := canonical(n)
	if err != nil {
		return err
	}
	return s.write(ctx, "add a session", func(q *sql.Tx) error {
		if _, err := q.ExecContext(ctx, `delete from session where token_hash = $1 or expires <= $2`, instead, s.db.now()); err != nil {
			return err
		}
		_, err := q.ExecContext(ctx, `
			insert into session (token_hash, account_id, body, seen, expires) values ($1, $2, $3, $4, $5)`,
			n.Hash, n.Account, body.text, n.Seen.UTC(), n.Expires.UTC())
		return err
	})
}

// TouchSession notes that a session was used, and until when it counts.
func (s Sessions) TouchSession(ctx context.Context, hash string, seen, expires time.Time) error {
	return s.write(ctx, "touch a session", func(q *sql.Tx) error {
		_, err := q.ExecContext(ctx, `update session set seen = $2, expires = $3 where token_hash = $1`, hash, seen.UTC(), expires.UTC())
		return err
	})
}

// EndSession ends one session of an account; that of another account is not found.
func (s Sessions) EndSession(ctx context.Context, account, hash string) error {
	return s.write(ctx, "end a session", func(q *sql.Tx) error {
		done, err := q.ExecContext(ctx, `delete from session where account_id = $1 and token_hash = $2`, account, hash)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return sql.ErrNoRows
	})
}

// EndSessions ends all sessions of an account but one, which may be none.
func (s Sessions) EndSessions(ctx context.Context, account, but string) error {
	return s.write(ctx, "end sessions", func(q *sql.Tx) error {
		_, err := q.ExecContext(ctx, `delete from session where account_id = $1 and token_hash <> $2`, account, but)
		return err
	})
}

// EndSessions ends all sessions of an account, as part of the change that takes its rights.
func (tx *Tx) EndSessions(ctx context.Context, account string) error {
	_, err := tx.tx.ExecContext(ctx, `delete from session where account_id = $1`, account)
	return tx.failed(err, "end sessions")
}
