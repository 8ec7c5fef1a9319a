package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/go-json-experiment/json"

	"doelenboom/internal/cycle"
)

// Account is what somebody signs in with. It belongs to the installation and has no rights; those are of the users that
// it is in organisations.
type Account struct {
	Address  string    `json:"address,omitempty"`  // in lower case; empty for who comes through a provider
	Changed  time.Time `json:"changed,omitzero"`   // of the password
	Codes    []string  `json:"codes,omitempty"`    // hashes of the recovery codes that are left
	ID       string    `json:"id"`                 // made by NewID
	Password string    `json:"password,omitempty"` // PHC string; empty until one is set
	Secret   string    `json:"secret,omitempty"`   // of the second factor, sealed
	Step     int64     `json:"step,omitempty"`     // of the second factor, the last that was used
	Version  int       `json:"-"`
}

// Sessions keeps who signs in: accounts, sessions, identities and tickets. It sees nothing of what organisations do.
type Sessions struct{ db *DB }

// Sessions gives what package auth writes through.
func (db *DB) Sessions() Sessions { return Sessions{db} }

// NewID makes an id for a new account.
func (s Sessions) NewID() string { return s.db.NewID() }

// Now is the present moment as both engines can keep it.
func (s Sessions) Now() time.Time { return s.db.now() }

// Account finds an account.
func (s Sessions) Account(ctx context.Context, id string) (Account, error) {
	return accountFrom(ctx, s.db.pools.read, `select body, version from account where id = $1`, id)
}

// AccountByAddress finds the account that an address signs in with. An empty one is nobody's.
func (s Sessions) AccountByAddress(ctx context.Context, address string) (Account, error) {
	return accountFrom(ctx, s.db.pools.read, `select body, version from account where address = $1 and address <> ''`, address)
}

func accountFrom(ctx context.Context, q querier, query, key string) (Account, error) {
	var body []byte
	var a Account
	err := q.QueryRowContext(ctx, query, key).Scan(&body, &a.Version)
	if err == nil {
		if err = json.Unmarshal(body, &a); err != nil {
			err = Unreadable{"account", err}
		}
	}
	return a, describe(err, "account")
}

// SaveAccount stores an account: a new one when its version is 0, else over the version that was read.
func (s Sessions) SaveAccount(ctx context.Context, a Account) error {
	return s.write(ctx, "save an account", func(q *sql.Tx) error { return saveAccount(ctx, q, a) })
}

func saveAccount(ctx context.Context, q *sql.Tx, a Account) error {
	body, err := canonical(a)
	if err != nil {
		return err
	}
	if a.Version == 0 {
		_, err := q.ExecContext(ctx, `insert into account (id, address, body, version) values ($1, $2, $3, 1)`, a.ID, a.Address, body.text)
		return err
	}
	done, err := q.ExecContext(ctx, `
		update account set address = $2, body = $3, version = version + 1
		where id = $1 and version = $4`, a.ID, a.Address, body.text, a.Version)
	return touchedOne(done, err)
}

// touchedOne makes "no row was touched" a conflict: somebody else was first.
func touchedOne(done sql.Result, err error) error {
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return fmt.Errorf("it was changed meanwhile: %w", cycle.ErrConflict)
}

// AccountFor finds the account of an address, or makes one, as part of the change that adds its user.
func (tx *Tx) AccountFor(ctx context.Context, address string) (Account, error) {
	a, err := accountFrom(ctx, tx.tx, `select body, version from account where address = $1 and address <> ''`, address)
	if !errors.Is(err, cycle.ErrNotFound) {
		return a, tx.failed(err, "account")
	}
	a = Account{ID: tx.NewID(), Address: address}
	return a, tx.failed(saveAccount(ctx, tx.tx, a), "add an account")
}

// write runs f in a transaction, again when another writer was in its way.
func (s Sessions) write(ctx context.Context, what string, f func(*sql.Tx) error) error {
	if s.db.pools.write == nil {
		return describe(ErrReadOnly, "%s", what)
	}
	return s.db.again(ctx, func() error {
		tx, err := s.db.pools.write.BeginTx(ctx, nil)
		if err != nil {
			return describe(err, "%s", what)
		}
		defer func() { _ = tx.Rollback() }() // after a commit it does nothing
		if err := f(tx); err != nil {
			return describe(err, "%s", what)
		}
		return describe(tx.Commit(), "%s", what)
	})
}
