package store

import (
	"context"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
)

var organisations = noun[cycle.Organisation]{
	table: "organisation", columns: []string{"slug"},
	values:  func(o cycle.Organisation) []any { return []any{o.Slug} },
	version: func(o *cycle.Organisation) *int { return &o.Version },
}

// Organisation is the organisation that this reader was opened for.
func (r Reader) Organisation(ctx context.Context) (cycle.Organisation, error) {
	return one(ctx, r, organisations, "organisation "+string(r.org),
		`select body, version from organisation where organisation_id = $1`)
}

// SaveOrganisation stores the organisation that this change is about.
func (tx *Tx) SaveOrganisation(ctx context.Context, o cycle.Organisation) error {
	return save(ctx, tx, organisations, []cycle.Organisation{o})
}

// Organisations lists all organisations of the installation, by slug.
func (db *DB) Organisations(ctx context.Context) ([]cycle.Organisation, error) {
	return allOrganisations(ctx, db.pools.read)
}

// Organisations lists all organisations of the installation as this change sees them. Whoever decides by them takes their
// turn with BumpShelf first: until this change is kept, nobody else adds one that way.
func (tx *Tx) Organisations(ctx context.Context) ([]cycle.Organisation, error) {
	return allOrganisations(ctx, tx.q)
}

func allOrganisations(ctx context.Context, q querier) ([]cycle.Organisation, error) {
	rows, err := q.QueryContext(ctx, `select body, version from organisation`)
	if err != nil {
		return nil, describe(err, "read organisations")
	}
	defer rows.Close()
	var all []cycle.Organisation
	for rows.Next() {
		var body string
		var version int
		if err := rows.Scan(&body, &version); err != nil {
			return nil, describe(err, "read organisations")
		}
		o, err := organisations.decode([]byte(body), version)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b cycle.Organisation) int { return strings.Compare(a.Slug, b.Slug) })
	return all, describe(rows.Err(), "read organisations")
}

// Orphans are the organisations of which there is a history and no row: somebody took it away behind our back.
func (db *DB) Orphans(ctx context.Context) ([]cycle.OrganisationID, error) {
	rows, err := db.pools.read.QueryContext(ctx, `
		select organisation_id from organisation_head
		where organisation_id not in (select organisation_id from organisation) order by organisation_id`)
	if err != nil {
		return nil, describe(err, "look for organisations without a row")
	}
	defer rows.Close()
	var all []cycle.OrganisationID
	for rows.Next() {
		var id cycle.OrganisationID
		if err := rows.Scan(&id); err != nil {
			return nil, describe(err, "look for organisations without a row")
		}
		all = append(all, id)
	}
	return all, describe(rows.Err(), "look for organisations without a row")
}

// OrganisationBySlug finds an organisation of the installation by the first part of its addresses.
func (db *DB) OrganisationBySlug(ctx context.Context, slug string) (cycle.Organisation, error) {
	var body string
	var version int
	err := db.pools.read.QueryRowContext(ctx, `select body, version from organisation where slug = $1`, slug).Scan(&body, &version)
	if err != nil {
		return cycle.Organisation{}, describe(err, "organisation %q", slug)
	}
	return organisations.decode([]byte(body), version)
}
