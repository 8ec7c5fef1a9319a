package store

import (
	"context"
	"strconv"

	"doelenboom/internal/cycle"
)

var users = noun[cycle.User]{
	table: "person", keys: []string{"number"}, columns: []string{"id", "account_id"}, // user is a word of SQL itself
	values:  func(u cycle.User) []any { return []any{int(u.Number), u.ID, u.Account} },
	version: func(u *cycle.User) *int { return &u.Version },
}

// Users lists who works for the organisation, by number.
func (r Reader) Users(ctx context.Context) ([]cycle.User, error) {
	return list(ctx, r, users, `select body, version from person where organisation_id = $1 order by number`)
}

// UsersMark changes with every change to who works for the organisation: nobody is ever taken out of the list, and a
// version only grows.
func (r Reader) UsersMark(ctx context.Context) (mark [2]int64, err error) {
	err = r.q.QueryRowContext(ctx, `
		select count(*), cast(coalesce(sum(version), 0) as bigint) from person where organisation_id = $1`, r.org,
	).Scan(&mark[0], &mark[1])
	return mark, describe(err, "users")
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

// UserByAccount finds what an account is in the organisation.
func (r Reader) UserByAccount(ctx context.Context, account string) (cycle.User, error) {
	return one(ctx, r, users, "user of an account",
		`select body, version from person where organisation_id = $1 and account_id = $2 and account_id <> ''`, account)
}

// Memberships are the organisations in which an account is a user, disabled ones left out, by name.
func (db *DB) Memberships(ctx context.Context, account string) ([]Membership, error) {
	rows, err := db.reading.QueryContext(ctx, `
		select o.body, o.version, p.body, p.version
		from person p join organisation o on o.organisation_id = p.organisation_id
		where p.account_id = $1 and p.account_id <> ''
		order by o.slug`, account)
	if err != nil {
		return nil, describe(err, "memberships")
	}
	defer rows.Close()
	var all []Membership
	for rows.Next() {
		var o, p row
		if err := rows.Scan(&o.body, &o.version, &p.body, &p.version); err != nil {
			return nil, describe(err, "memberships")
		}
		var m Membership
		if m.Organisation, err = organisations.decode(o.body, o.version); err != nil {
			return nil, describe(err, "memberships")
		}
		if m.User, err = users.decode(p.body, p.version); err != nil {
			return nil, describe(err, "memberships")
		}
		if !m.User.Disabled {
			all = append(all, m)
		}
	}
	return all, describe(rows.Err(), "memberships")
}

// Memberships are those of DB, for who has only the sessions.
func (s Sessions) Memberships(ctx context.Context, account string) ([]Membership, error) {
	return s.db.Memberships(ctx, account)
}

// Membership is an account as a user of one organisation.
type Membership struct {
	Organisation cycle.Organisation
	User         cycle.User
}

// SaveUser stores a user.
func (tx *Tx) SaveUser(ctx context.Context, u cycle.User) error {
	return save(ctx, tx, users, []cycle.User{u})
}

// SaveUsers stores users, many at a time.
func (tx *Tx) SaveUsers(ctx context.Context, all []cycle.User) error {
	return save(ctx, tx, users, all)
}
