package store

import (
	"context"

	"doelenboom/internal/cycle"
)

var comments = noun[cycle.Comment]{
	table: "comment", keys: []string{"id"}, columns: []string{"report_id", "is_open"},
	values: func(c cycle.Comment) []any {
		return []any{string(c.ID), string(c.Report), number(c.Resolved == 0 && c.Answers == "")}
	},
	version: func(c *cycle.Comment) *int { return &c.Version },
}

// Comments lists what was remarked on a report, the first one first.
func (r Reader) Comments(ctx context.Context, report cycle.ReportID) ([]cycle.Comment, error) {
	return list(ctx, r, comments, `
		select body, version from comment where organisation_id = $1 and report_id = $2 order by id`, report)
}

// Comment finds one.
func (r Reader) Comment(ctx context.Context, id cycle.CommentID) (cycle.Comment, error) {
	return one(ctx, r, comments, "comment "+string(id),
		`select body, version from comment where organisation_id = $1 and id = $2`, id)
}

// OpenComments counts the remarks in an edition that nobody resolved, by report; answers are not counted.
func (r Reader) OpenComments(ctx context.Context, edition cycle.EditionID) (map[cycle.ReportID]int, error) {
	rows, err := r.q.QueryContext(ctx, `
		select c.report_id, count(*)
		from comment c join report r on r.organisation_id = c.organisation_id and r.id = c.report_id
		where c.organisation_id = $1 and r.edition_id = $2 and c.is_open = 1
		group by c.report_id`, r.org, edition)
	if err != nil {
		return nil, describe(err, "count remarks")
	}
	defer rows.Close()
	open := map[cycle.ReportID]int{}
	for rows.Next() {
		var report cycle.ReportID
		var count int
		if err := rows.Scan(&report, &count); err != nil {
			return nil, describe(err, "count remarks")
		}
		open[report] = count
	}
	return open, describe(rows.Err(), "count remarks")
}

// SaveComment stores a remark.
func (tx *Tx) SaveComment(ctx context.Context, c cycle.Comment) error {
	return save(ctx, tx, comments, []cycle.Comment{c})
}
