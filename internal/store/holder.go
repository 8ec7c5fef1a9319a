package store

import (
	"context"

	"doelenboom/internal/cycle"
)

var holders = noun[cycle.PortfolioHolder]{
	table: "holder", keys: []string{"id"}, columns: []string{"slug"},
	values:  func(h cycle.PortfolioHolder) []any { return []any{string(h.ID), h.Slug} },
	version: func(h *cycle.PortfolioHolder) *int { return &h.Version },
}

// Holders lists the portfolio holders of all years.
func (r Reader) Holders(ctx context.Context) ([]cycle.PortfolioHolder, error) {
	return listOnce(ctx, r, holders, `select body, version from holder where organisation_id = $1 order by id`)
}

// SaveHolder stores a portfolio holder.
func (tx *Tx) SaveHolder(ctx context.Context, h cycle.PortfolioHolder) error {
	return tx.SaveHolders(ctx, []cycle.PortfolioHolder{h})
}

// SaveHolders stores portfolio holders, many at a time.
func (tx *Tx) SaveHolders(ctx context.Context, all []cycle.PortfolioHolder) error {
	return save(ctx, tx, holders, all)
}
