package store

import (
	"context"

	"doelenboom/internal/cycle"
)

var lineages = noun[cycle.Lineage]{
	table: "lineage", keys: []string{"id"},
	values:  func(l cycle.Lineage) []any { return []any{string(l.ID)} },
	version: func(l *cycle.Lineage) *int { return &l.Version },
}

// Lineages lists what became of nodes in later trees.
func (r Reader) Lineages(ctx context.Context) ([]cycle.Lineage, error) {
	return list(ctx, r, lineages, `select body, version from lineage where organisation_id = $1 order by id`)
}

// SaveLineage stores what became of a node.
func (tx *Tx) SaveLineage(ctx context.Context, l cycle.Lineage) error {
	return save(ctx, tx, lineages, []cycle.Lineage{l})
}

// RemoveLineage forgets a tie that does not hold.
func (tx *Tx) RemoveLineage(ctx context.Context, l cycle.Lineage) error {
	n, err := tx.exec(ctx, "remove lineage", `delete from lineage where organisation_id = $1 and id = $2`, l.ID)
	return tx.mustFind(n, err, "lineage %s", l.ID)
}
