package store

import (
	"context"

	"doelenboom/internal/cycle"
)

// Readers reads, and cannot change anything: what pages of the workplace get instead of a DB.
type Readers struct{ db *DB }

// Readers gives the reading side of the database.
func (db *DB) Readers() Readers { return Readers{db} }

// Read gives a reader of one organisation.
func (r Readers) Read(org cycle.OrganisationID) Reader { return r.db.Read(org) }

// Snapshot lets f read one organisation as it is at one moment.
func (r Readers) Snapshot(ctx context.Context, org cycle.OrganisationID, f func(Reader) error) error {
	return r.db.Snapshot(ctx, org, f)
}

// Memberships are the organisations in which an account is a user.
func (r Readers) Memberships(ctx context.Context, account string) ([]Membership, error) {
	return r.db.Memberships(ctx, account)
}

// Organisations lists all organisations, by slug.
func (r Readers) Organisations(ctx context.Context) ([]cycle.Organisation, error) {
	return r.db.Organisations(ctx)
}

// OrganisationBySlug finds an organisation by the first part of its addresses.
func (r Readers) OrganisationBySlug(ctx context.Context, slug string) (cycle.Organisation, error) {
	return r.db.OrganisationBySlug(ctx, slug)
}
