package store

import (
	"context"
	"slices"

	"doelenboom/internal/cycle"
)

var editions = noun[cycle.Edition]{
	table: "edition", keys: []string{"id"}, columns: []string{"slug"},
	values:  func(e cycle.Edition) []any { return []any{string(e.ID), e.Slug} },
	version: func(e *cycle.Edition) *int { return &e.Version },
}

// Editions lists the editions in the order in which they are made.
func (r Reader) Editions(ctx context.Context) ([]cycle.Edition, error) {
	all, err := list(ctx, r, editions, `select body, version from edition where organisation_id = $1`)
	slices.SortFunc(all, cycle.Edition.Compare)
	return all, err
}

// Edition finds an edition.
func (r Reader) Edition(ctx context.Context, id cycle.EditionID) (cycle.Edition, error) {
	return one(ctx, r, editions, "edition "+string(id),
		`select body, version from edition where organisation_id = $1 and id = $2`, id)
}

// EditionBySlug finds an edition by its part of the addresses.
func (r Reader) EditionBySlug(ctx context.Context, slug string) (cycle.Edition, error) {
	return one(ctx, r, editions, "edition "+slug,
		`select body, version from edition where organisation_id = $1 and slug = $2`, slug)
}

// SaveEdition stores an edition.
func (tx *Tx) SaveEdition(ctx context.Context, e cycle.Edition) error {
	return save(ctx, tx, editions, []cycle.Edition{e})
}
