package store

import (
	"context"

	"doelenboom/internal/cycle"
)

// Seen tells the last day on which each person was in the workplace of the organisation.
func (r Reader) Seen(ctx context.Context) (map[cycle.UserNumber]cycle.Date, error) {
	rows, err := r.q.QueryContext(ctx, `select user_number, day from last_seen where organisation_id = $1`, r.org)
	if err != nil {
		return nil, describe(err, "read who was seen")
	}
	defer rows.Close()
	seen := map[cycle.UserNumber]cycle.Date{}
	for rows.Next() {
		var number cycle.UserNumber
		var day cycle.Date
		if err := rows.Scan(&number, &day); err != nil {
			return nil, describe(err, "read who was seen")
		}
		seen[number] = day
	}
	return seen, describe(rows.Err(), "read who was seen")
}

// See notes that somebody is here today. Like a draft it stands in no line with other writers and is no line of the
// history.
func (db *DB) See(ctx context.Context, org cycle.OrganisationID, user cycle.UserNumber, day cycle.Date) error {
	if db.pools.write == nil {
		return describe(ErrReadOnly, "note who was seen")
	}
	return db.again(ctx, func() error {
		_, err := db.pools.write.ExecContext(ctx, `
			insert into last_seen (organisation_id, user_number, day) values ($1, $2, $3)
			on conflict (organisation_id, user_number) do update set day = excluded.day
			where last_seen.day < excluded.day`, org, int(user), string(day))
		return describe(err, "note who was seen")
	})
}
