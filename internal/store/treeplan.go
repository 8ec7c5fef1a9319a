package store

import (
	"context"

	"doelenboom/internal/cycle"
)

var treePlans = noun[cycle.TreePlan]{
	table: "tree_plan", keys: []string{"edition_id"},
	values:  func(p cycle.TreePlan) []any { return []any{string(p.Edition)} },
	version: func(p *cycle.TreePlan) *int { return &p.Version },
}

// TreePlan finds what is planned for the tree of an edition; ErrNotFound when nobody planned anything yet.
func (r Reader) TreePlan(ctx context.Context, edition cycle.EditionID) (cycle.TreePlan, error) {
	return one(ctx, r, treePlans, "tree plan of edition "+string(edition),
		`select body, version from tree_plan where organisation_id = $1 and edition_id = $2`, edition)
}

// SaveTreePlan stores what is planned.
func (tx *Tx) SaveTreePlan(ctx context.Context, p cycle.TreePlan) error {
	return save(ctx, tx, treePlans, []cycle.TreePlan{p})
}
