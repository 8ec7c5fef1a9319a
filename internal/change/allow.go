package change

import (
	"context"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
)

// today is the day of a change.
func today(tx *store.Tx) cycle.Date { return dutch.DateOf(tx.Now) }

// allow refuses who has not the right for the whole organisation.
func allow(tx *store.Tx, by cycle.User, right cycle.Right) error {
	if by.May(right, cycle.Spot{Day: today(tx)}) {
		return nil
	}
	return cycle.Denied(right, cycle.Spot{})
}

// spot is a node of an edition, today.
func spot(ctx context.Context, tx *store.Tx, edition cycle.EditionID, node cycle.NodeID) (cycle.Spot, error) {
	path, err := tx.Path(ctx, edition, node)
	return cycle.Spot{Day: today(tx), Path: path}, err
}
