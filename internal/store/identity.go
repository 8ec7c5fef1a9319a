package store

import (
	"context"
	"database/sql"
	"errors"

	"doelenboom/internal/cycle"
)

// Identity is whom the provider of an organisation names, by issuer and subject: never by a mail address, which a
// provider can give to somebody else.
type Identity struct {
	Account      string
	Issuer       string
	Organisation cycle.OrganisationID
	Subject      string
}

// Identity finds the account of whom a provider names.
func (s Sessions) Identity(ctx context.Context, org cycle.OrganisationID, issuer, subject string) (Account, error) {
	return identityFrom(ctx, s.db.pools.read, org, issuer, subject)
}

func identityFrom(ctx context.Context, q querier, org cycle.OrganisationID, issuer, subject string) (Account, error) {
	var id string
	err := q.QueryRowContext(ctx, `
		select account_id from identity where organisation_id = $1 and issuer = $2 and subject = $3`, org, issuer, subject).Scan(&id)
	if err != nil {
		return Account{}, describe(err, "identity")
	}
	return accountFrom(ctx, q, `select body, version from account where id = $1`, id)
}

func addIdentity(ctx context.Context, q *sql.Tx, i Identity) error {
	_, err := q.ExecContext(ctx, `insert into identity (organisation_id, issuer, subject, account_id) values ($1, $2, $3, $4)`,
		i.Organisation, i.Issuer, i.Subject, i.Account)
	return err
}

// AccountOf finds the account of whom a provider of this organisation names, or makes one without an address, as part
// of the change that admits them.
func (tx *Tx) AccountOf(ctx context.Context, issuer, subject string) (Account, error) {
	a, err := identityFrom(ctx, tx.tx, tx.org, issuer, subject)
	if !errors.Is(err, cycle.ErrNotFound) {
		return a, tx.failed(err, "identity")
	}
	a = Account{ID: tx.NewID()}
	if err := saveAccount(ctx, tx.tx, a); err != nil {
		return a, tx.failed(err, "add an account")
	}
	return a, tx.failed(addIdentity(ctx, tx.tx, Identity{a.ID, issuer, tx.org, subject}), "tie an identity")
}

// Tied finds whom the provider of an organisation names that an account is tied to.
func (s Sessions) Tied(ctx context.Context, org cycle.OrganisationID, issuer, account string) (Identity, error) {
	return tiedFrom(ctx, s.db.pools.read, org, issuer, account)
}

func tiedFrom(ctx context.Context, q querier, org cycle.OrganisationID, issuer, account string) (Identity, error) {
	i := Identity{Account: account, Issuer: issuer, Organisation: org}
	err := q.QueryRowContext(ctx, `
		select subject from identity where organisation_id = $1 and issuer = $2 and account_id = $3 and account_id <> ''
		order by subject limit 1`, org, issuer, account).Scan(&i.Subject)
	return i, describe(err, "identity of an account")
}

// Tied is the same, as part of a change.
func (tx *Tx) Tied(ctx context.Context, issuer, account string) (Identity, error) {
	i, err := tiedFrom(ctx, tx.tx, tx.org, issuer, account)
	if errors.Is(err, cycle.ErrNotFound) {
		return i, err
	}
	return i, tx.failed(err, "identity of an account")
}

// Identity finds the account of whom a provider names, as part of a change.
func (tx *Tx) Identity(ctx context.Context, issuer, subject string) (Account, error) {
	a, err := identityFrom(ctx, tx.tx, tx.org, issuer, subject)
	if errors.Is(err, cycle.ErrNotFound) {
		return a, err
	}
	return a, tx.failed(err, "identity")
}

// Tie ties whom a provider names to an account that is there already.
func (tx *Tx) Tie(ctx context.Context, account, issuer, subject string) error {
	return tx.failed(addIdentity(ctx, tx.tx, Identity{account, issuer, tx.org, subject}), "tie an identity")
}

// Untie takes from an account whoever the providers of the organisation name it.
func (tx *Tx) Untie(ctx context.Context, account string) error {
	_, err := tx.exec(ctx, "untie an identity", `delete from identity where organisation_id = $1 and account_id = $2`, account)
	return err
}
