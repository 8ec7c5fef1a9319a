package store

import (
	"context"

	"doelenboom/internal/cycle"
)

var moneyLines = noun[cycle.MoneyLine]{
	table: "money_line", keys: []string{"id"}, columns: []string{"edition_id", "node_id"},
	values: func(m cycle.MoneyLine) []any { return []any{string(m.ID), string(m.Edition), string(m.Node)} },
}

// MoneyLines lists the amounts of an edition in the order in which they were added.
func (r Reader) MoneyLines(ctx context.Context, edition cycle.EditionID) ([]cycle.MoneyLine, error) {
	return list(ctx, r, moneyLines,
		`select body, 0 from money_line where organisation_id = $1 and edition_id = $2 order by id`, edition)
}

// MoneyLinesOf lists the amounts of one node of an edition.
func (r Reader) MoneyLinesOf(ctx context.Context, edition cycle.EditionID, node cycle.NodeID) ([]cycle.MoneyLine, error) {
	return list(ctx, r, moneyLines,
		`select body, 0 from money_line where organisation_id = $1 and edition_id = $2 and node_id = $3 order by id`, edition, node)
}

// AddMoneyLine adds an amount. No method changes one: a correction is a line of its own.
func (tx *Tx) AddMoneyLine(ctx context.Context, m cycle.MoneyLine) error {
	return tx.AddMoneyLines(ctx, []cycle.MoneyLine{m})
}

// AddMoneyLines adds amounts, many at a time.
func (tx *Tx) AddMoneyLines(ctx context.Context, all []cycle.MoneyLine) error {
	return save(ctx, tx, moneyLines, all)
}
