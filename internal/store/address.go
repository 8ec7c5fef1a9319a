package store

import (
	"context"
	"maps"
	"slices"

	"doelenboom/internal/cycle"
)

// Addresses are the addresses given out below an edition, without slashes. They live for ever, also when number or
// title are corrected.
func (r Reader) Addresses(ctx context.Context, edition cycle.EditionID) (map[cycle.NodeID]string, error) {
	rows, err := r.q.QueryContext(ctx,
		`select node_id, address from address where organisation_id = $1 and edition_id = $2`, r.org, edition)
	if err != nil {
		return nil, describe(err, "read addresses")
	}
	defer rows.Close()
	given := map[cycle.NodeID]string{}
	for rows.Next() {
		var node cycle.NodeID
		var address string
		if err := rows.Scan(&node, &address); err != nil {
			return nil, describe(err, "read addresses")
		}
		given[node] = address
	}
	return given, describe(rows.Err(), "read addresses")
}

// GiveAddresses gives out addresses below an edition, once: a node that has one, or an address that is taken, is a
// conflict. No method takes one back.
func (tx *Tx) GiveAddresses(ctx context.Context, edition cycle.EditionID, given map[cycle.NodeID]string) error {
	var rows [][]any
	for _, node := range slices.Sorted(maps.Keys(given)) {
		rows = append(rows, []any{string(edition), string(node), given[node]})
	}
	err := tx.insert(ctx, statement{before: `insert into address (organisation_id, edition_id, node_id, address) values `}, rows)
	return tx.failed(err, "give addresses")
}
