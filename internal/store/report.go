package store

import (
	"context"

	"doelenboom/internal/cycle"
)

var reports = noun[cycle.Report]{
	table: "report", keys: []string{"id"}, columns: []string{"edition_id", "node_id"},
	values:  func(r cycle.Report) []any { return []any{string(r.ID), string(r.Edition), string(r.Node)} },
	version: func(r *cycle.Report) *int { return &r.Version },
}

// Reports lists the reports of an edition in reading order.
func (r Reader) Reports(ctx context.Context, edition cycle.EditionID) ([]cycle.Report, error) {
	return list(ctx, r, reports, `
		select r.body, r.version
		from report r
		join placement p on p.organisation_id = r.organisation_id and p.edition_id = r.edition_id and p.node_id = r.node_id
		where r.organisation_id = $1 and r.edition_id = $2
		order by p.position, r.id`, edition)
}

// Report finds one report.
func (r Reader) Report(ctx context.Context, id cycle.ReportID) (cycle.Report, error) {
	return one(ctx, r, reports, "report "+string(id),
		`select body, version from report where organisation_id = $1 and id = $2`, id)
}

// ReportOf finds what an edition says about a node.
func (r Reader) ReportOf(ctx context.Context, edition cycle.EditionID, node cycle.NodeID) (cycle.Report, error) {
	return one(ctx, r, reports, "report on "+string(node)+" in edition "+string(edition),
		`select body, version from report where organisation_id = $1 and edition_id = $2 and node_id = $3`, edition, node)
}

// SaveReport stores a report. It fails with cycle.ErrConflict when somebody stored a newer one.
func (tx *Tx) SaveReport(ctx context.Context, r cycle.Report) error {
	return tx.SaveReports(ctx, []cycle.Report{r})
}

// SaveReports stores reports, many at a time.
func (tx *Tx) SaveReports(ctx context.Context, all []cycle.Report) error {
	return save(ctx, tx, reports, all)
}
