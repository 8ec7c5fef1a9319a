package store

import (
	"context"

	"doelenboom/internal/cycle"
)

// Path is a node with everything it stands under in an edition, itself first. Rights on a branch hold for all of it.
func (r Reader) Path(ctx context.Context, edition cycle.EditionID, node cycle.NodeID) ([]cycle.NodeID, error) {
	var path []cycle.NodeID
	for node != "" && len(path) < deepest {
		path = append(path, node)
		p, err := r.Placement(ctx, edition, node)
		if err != nil {
			return nil, err
		}
		node = p.Parent
	}
	return path, nil
}

// deepest is more levels than any tree has; it ends a walk that would go round.
const deepest = 32
