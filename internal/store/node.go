package store

import (
	"context"

	"doelenboom/internal/cycle"
)

var nodes = noun[cycle.Node]{
	table: "node", keys: []string{"id"}, columns: []string{"line"},
	values:  func(n cycle.Node) []any { return []any{string(n.ID), n.Line} },
	version: func(n *cycle.Node) *int { return &n.Version },
}

// Nodes lists all nodes of the organisation, also those of other editions and those only mentioned.
func (r Reader) Nodes(ctx context.Context) ([]cycle.Node, error) {
	return listOnce(ctx, r, nodes, `select body, version from node where organisation_id = $1 order by id`)
}

// Node finds a node.
func (r Reader) Node(ctx context.Context, id cycle.NodeID) (cycle.Node, error) {
	return one(ctx, r, nodes, "node "+string(id),
		`select body, version from node where organisation_id = $1 and id = $2`, id)
}

// SaveNode stores a node.
func (tx *Tx) SaveNode(ctx context.Context, n cycle.Node) error {
	return tx.SaveNodes(ctx, []cycle.Node{n})
}

// SaveNodes stores nodes, many at a time.
func (tx *Tx) SaveNodes(ctx context.Context, all []cycle.Node) error {
	return save(ctx, tx, nodes, all)
}

// RemoveNode forgets a node that stands nowhere and that nothing names.
func (tx *Tx) RemoveNode(ctx context.Context, n cycle.Node) error {
	found, err := tx.exec(ctx, "remove node",
		`delete from node where organisation_id = $1 and id = $2 and version = $3`, n.ID, n.Version)
	return tx.mustFind(found, err, "node %s", n.ID)
}
