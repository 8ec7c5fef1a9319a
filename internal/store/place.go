package store

import (
	"context"

	"doelenboom/internal/cycle"
)

var places = noun[cycle.Place]{
	table: "place", keys: []string{"id"}, columns: []string{"slug"},
	values:  func(p cycle.Place) []any { return []any{string(p.ID), p.Slug} },
	version: func(p *cycle.Place) *int { return &p.Version },
}

var placeLinks = noun[cycle.PlaceLink]{
	table: "place_link", keys: []string{"place_id", "node_id"},
	values: func(l cycle.PlaceLink) []any { return []any{string(l.Place), string(l.Node)} },
}

// Places lists the municipalities and locations.
func (r Reader) Places(ctx context.Context) ([]cycle.Place, error) {
	return list(ctx, r, places, `select body, version from place where organisation_id = $1 order by id`)
}

// PlaceLinks lists which nodes concern which places.
func (r Reader) PlaceLinks(ctx context.Context) ([]cycle.PlaceLink, error) {
	return list(ctx, r, placeLinks, `select body, 0 from place_link where organisation_id = $1 order by place_id, node_id`)
}

// SavePlace stores a place.
func (tx *Tx) SavePlace(ctx context.Context, p cycle.Place) error {
	return save(ctx, tx, places, []cycle.Place{p})
}

// AddPlaceLinks stores that nodes concern places.
func (tx *Tx) AddPlaceLinks(ctx context.Context, links []cycle.PlaceLink) error {
	return save(ctx, tx, placeLinks, links)
}

// RemovePlaceLink forgets that a node concerns a place.
func (tx *Tx) RemovePlaceLink(ctx context.Context, l cycle.PlaceLink) error {
	n, err := tx.exec(ctx, "remove place link", `
		delete from place_link
		where organisation_id = $1 and place_id = $2 and node_id = $3`, l.Place, l.Node)
	return tx.mustFind(n, err, "place link %s", l.ObjectID())
}
