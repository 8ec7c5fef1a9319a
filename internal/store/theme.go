package store

import (
	"context"

	"doelenboom/internal/cycle"
)

var themes = noun[cycle.Theme]{
	table: "theme", keys: []string{"id"}, columns: []string{"slug"},
	values:  func(t cycle.Theme) []any { return []any{string(t.ID), t.Slug} },
	version: func(t *cycle.Theme) *int { return &t.Version },
}

var themeLinks = noun[cycle.ThemeLink]{
	table: "theme_link", keys: []string{"theme_id", "node_id", "from_day"},
	values: func(l cycle.ThemeLink) []any { return []any{string(l.Theme), string(l.Node), string(l.From)} },
}

// Themes lists the themes.
func (r Reader) Themes(ctx context.Context) ([]cycle.Theme, error) {
	return list(ctx, r, themes, `select body, version from theme where organisation_id = $1 order by id`)
}

// ThemeLinks lists which nodes belong to which themes, in all editions.
func (r Reader) ThemeLinks(ctx context.Context) ([]cycle.ThemeLink, error) {
	return list(ctx, r, themeLinks, `
		select body, 0 from theme_link where organisation_id = $1 order by theme_id, node_id, from_day`)
}

// SaveTheme stores a theme.
func (tx *Tx) SaveTheme(ctx context.Context, t cycle.Theme) error {
	return save(ctx, tx, themes, []cycle.Theme{t})
}

// AddThemeLinks stores that nodes belong to themes.
func (tx *Tx) AddThemeLinks(ctx context.Context, links []cycle.ThemeLink) error {
	return save(ctx, tx, themeLinks, links)
}

// RemoveThemeLink forgets that a node belongs to a theme from that day. To end it, remove it and add it with its last
// day.
func (tx *Tx) RemoveThemeLink(ctx context.Context, l cycle.ThemeLink) error {
	n, err := tx.exec(ctx, "remove theme link", `
		delete from theme_link
		where organisation_id = $1 and theme_id = $2 and node_id = $3 and from_day = $4`, l.Theme, l.Node, string(l.From))
	return tx.mustFind(n, err, "theme link %s", l.ObjectID())
}
