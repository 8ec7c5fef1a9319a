package store

import (
	"context"
	"strconv"

	"doelenboom/internal/cycle"
)

var users = noun[cycle.User]{
	table: "person", keys: []string{"number"}, columns: []string{"id"}, // user is a word of SQL itself
	values:  func(u cycle.User) []any { return []any{int(u.Number), u.ID} },
	version: func(u *cycle.User) *int { return &u.Version },
}

// Users lists who works for the organisation, by number.
func (r Reader) Users(ctx context.Context) ([]cycle.User, error) {
	return list(ctx, r, users, `select body, version from person where organisation_id = $1 order by number`)
}

// User finds who has a number.
func (r Reader) User(ctx context.Context, number cycle.UserNumber) (cycle.User, error) {
	return one(ctx, r, users, "user "+strconv.Itoa(int(number)),
		`select body, version from person where organisation_id = $1 and number = $2`, int(number))
}

// UserByID finds a user by the id that people sign in with.
func (r Reader) UserByID(ctx context.Context, id string) (cycle.User, error) {
	return one(ctx, r, users, "user "+id, `select body, version from person where organisation_id = $1 and id = $2`, id)
}

// SaveUser stores a user.
func (tx *Tx) SaveUser(ctx context.Context, u cycle.User) error {
	return save(ctx, tx, users, []cycle.User{u})
}
