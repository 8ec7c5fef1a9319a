package store

import (
	"context"

	"doelenboom/internal/cycle"
)

var placements = noun[cycle.Placement]{
	table: "placement", keys: []string{"edition_id", "node_id"}, columns: []string{"number", "position", "title", "parent"},
	values: func(p cycle.Placement) []any {
		return []any{string(p.Edition), string(p.Node), p.Number, p.Position, p.Title, string(p.Parent)}
	},
	version: func(p *cycle.Placement) *int { return &p.Version },
}

// Placements lists the tree of an edition in reading order.
func (r Reader) Placements(ctx context.Context, edition cycle.EditionID) ([]cycle.Placement, error) {
	return listOnce(ctx, r, placements, `
		select body, version from placement
		where organisation_id = $1 and edition_id = $2
		order by position, node_id`, edition)
}

// Placement finds where a node stands in an edition.
func (r Reader) Placement(ctx context.Context, edition cycle.EditionID, node cycle.NodeID) (cycle.Placement, error) {
	return one(ctx, r, placements, "node "+string(node)+" in edition "+string(edition), `
		select body, version from placement
		where organisation_id = $1 and edition_id = $2 and node_id = $3`, edition, node)
}

// PlacementByNumber finds what has a number in an edition. Two placements can share a number while a tree is being
// changed; then it is the first in reading order.
func (r Reader) PlacementByNumber(ctx context.Context, edition cycle.EditionID, number string) (cycle.Placement, error) {
	return one(ctx, r, placements, "number "+number+" in edition "+string(edition), `
		select body, version from placement
		where organisation_id = $1 and edition_id = $2 and number = $3
		order by position limit 1`, edition, number)
}

// Numbers are the nodes of an edition by their numbers. When two share one, while a tree is being changed, it is that of
// the last in reading order.
func (r Reader) Numbers(ctx context.Context, edition cycle.EditionID) (map[string]cycle.NodeID, error) {
	nodes := map[string]cycle.NodeID{}
	err := r.pairs(ctx, `select number, node_id from placement where organisation_id = $1 and edition_id = $2 order by position, node_id`,
		edition, func(number, node string) { nodes[number] = cycle.NodeID(node) })
	return nodes, err
}

// Paths are what the nodes of an edition stand under.
func (r Reader) Paths(ctx context.Context, edition cycle.EditionID) (cycle.Paths, error) {
	paths := cycle.Paths{}
	err := r.pairs(ctx, `select node_id, parent from placement where organisation_id = $1 and edition_id = $2`,
		edition, func(node, parent string) { paths[cycle.NodeID(node)] = cycle.NodeID(parent) })
	return paths, err
}

// pairs reads two texts of each place in an edition.
func (r Reader) pairs(ctx context.Context, query string, edition cycle.EditionID, take func(a, b string)) error {
	rows, err := r.q.QueryContext(ctx, query, r.org, edition)
	if err != nil {
		return describe(err, "read the tree")
	}
	defer rows.Close()
	for rows.Next() {
		var a, b string
		if err := rows.Scan(&a, &b); err != nil {
			return describe(err, "read the tree")
		}
		take(a, b)
	}
	return describe(rows.Err(), "read the tree")
}

// OtherEdition is what an edition calls its nodes, to resolve a reference from another edition.
type OtherEdition struct {
	Edition cycle.EditionID
	Nodes   map[string]cycle.NodeID // by number
	Titles  map[cycle.NodeID]string
}

// OtherEditions lists the numbers of all editions but this one, in one query. The order is that of their ids.
func (r Reader) OtherEditions(ctx context.Context, edition cycle.EditionID) ([]OtherEdition, error) {
	query := `
		select edition_id, number, node_id, title from placement
		where organisation_id = $1 and edition_id <> $2
		order by edition_id, position`
	return once(r.memory, placements.table, query, string(edition), func() ([]OtherEdition, error) {
		return r.otherEditions(ctx, query, edition)
	})
}

func (r Reader) otherEditions(ctx context.Context, query string, edition cycle.EditionID) ([]OtherEdition, error) {
	rows, err := r.q.QueryContext(ctx, query, r.org, edition)
	if err != nil {
		return nil, describe(err, "read other editions")
	}
	defer rows.Close()
	var others []OtherEdition
	for rows.Next() {
		var id cycle.EditionID
		var number, title string
		var node cycle.NodeID
		if err := rows.Scan(&id, &number, &node, &title); err != nil {
			return nil, describe(err, "read other editions")
		}
		if len(others) == 0 || others[len(others)-1].Edition != id {
			others = append(others, OtherEdition{id, map[string]cycle.NodeID{}, map[cycle.NodeID]string{}})
		}
		last := others[len(others)-1]
		last.Nodes[number], last.Titles[node] = node, title
	}
	return others, describe(rows.Err(), "read other editions")
}

// SavePlacements stores where nodes stand, many at a time.
func (tx *Tx) SavePlacements(ctx context.Context, all []cycle.Placement) error {
	return save(ctx, tx, placements, all)
}

// RemovePlacement takes a node out of the tree of an edition. What was written of it there must be gone or moved first.
func (tx *Tx) RemovePlacement(ctx context.Context, p cycle.Placement) error {
	n, err := tx.exec(ctx, "remove placement", `
		delete from placement
		where organisation_id = $1 and edition_id = $2 and node_id = $3 and version = $4`, p.Edition, p.Node, p.Version)
	return tx.mustFind(n, err, "placement %s", p.ObjectID())
}
