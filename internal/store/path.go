package store

import (
	"context"
	"database/sql"

	"doelenboom/internal/cycle"
)

// Path is a node with everything it stands under in an edition, itself first. Rights on a branch hold for all of it. A
// node that stands nowhere in it is cycle.ErrNotFound.
func (r Reader) Path(ctx context.Context, edition cycle.EditionID, node cycle.NodeID) ([]cycle.NodeID, error) {
	rows, err := r.q.QueryContext(ctx, `
		with recursive up (node_id, parent, step) as (
			select node_id, parent, 1 from placement where organisation_id = $1 and edition_id = $2 and node_id = $3
			union all
			select p.node_id, p.parent, up.step + 1
			from up join placement p on p.organisation_id = $1 and p.edition_id = $2 and p.node_id = up.parent
			where up.step < $4
		)
		select node_id from up order by step`, r.org, edition, node, deepest)
	if err != nil {
		return nil, describe(err, "read a path")
	}
	defer rows.Close()
	var path []cycle.NodeID
	for rows.Next() {
		var step cycle.NodeID
		if err := rows.Scan(&step); err != nil {
			return nil, describe(err, "read a path")
		}
		path = append(path, step)
	}
	if err := rows.Err(); err != nil {
		return nil, describe(err, "read a path")
	}
	if len(path) == 0 {
		return nil, describe(sql.ErrNoRows, "node %s in edition %s", node, edition)
	}
	return path, nil
}

// deepest is more levels than any tree has; it ends a walk that would go round.
const deepest = 32
