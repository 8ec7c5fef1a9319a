package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"doelenboom/internal/cycle"
)

var reports = noun[cycle.Report]{
	table: "report", keys: []string{"id"},
	columns: []string{"edition_id", "node_id", "stage", "author", "checker", "due", "started"},
	values: func(r cycle.Report) []any {
		return []any{
			string(r.ID), string(r.Edition), string(r.Node), string(r.Stage), int(r.Author), int(r.Checker), string(r.Due), len(r.Writers),
		}
	},
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
	rows, err := RowsOf(all)
	if err != nil {
		return tx.failed(err, "save %s", reports.table)
	}
	return tx.SaveReportRows(ctx, rows)
}

// ReportRows are reports as they will lie in their table.
type ReportRows struct {
	reports []cycle.Report
	bodies  []encoded
}

// RowsOf makes rows of reports. It asks nothing of the database, so that it may be done while that is busy.
func RowsOf(all []cycle.Report) (ReportRows, error) {
	bodies, err := encode(all)
	return ReportRows{all, bodies}, err
}

// SaveReportRows is SaveReports for what is ready.
func (tx *Tx) SaveReportRows(ctx context.Context, rows ReportRows) error {
	if err := tx.keepEarlier(ctx, rows.reports); err != nil {
		return err
	}
	return saveBodies(ctx, tx, reports, rows.reports, rows.bodies)
}

// keepEarlier keeps what reports said until now, under the hash that the history has of it.
func (tx *Tx) keepEarlier(ctx context.Context, all []cycle.Report) error {
	for _, r := range all {
		hash := tx.memory.before[keyOf(r)]
		if r.Version == 0 || hash == "" {
			continue
		}
		_, err := tx.exec(ctx, "keep what a report said", `
			insert into earlier_report (organisation_id, report_id, hash, body)
			select organisation_id, id, $3, body from report where organisation_id = $1 and id = $2 and version = $4
			on conflict do nothing`, string(r.ID), hash, r.Version)
		if err != nil {
			return err
		}
	}
	return nil
}

// ForgetEarlier erases what the report on a node in an edition said before, and what is being typed in it; some says that
// there was such a text. The history keeps the hashes. It has a line that tells of the forgetting, about the report or the
// edition, or verify calls the texts removed.
func (tx *Tx) ForgetEarlier(ctx context.Context, edition cycle.EditionID, node cycle.NodeID) (some bool, err error) {
	n, err := tx.exec(ctx, "forget what a report said",
		`delete from earlier_report where organisation_id = $1 and report_id in (select id from report where organisation_id = $1 and edition_id = $2 and node_id = $3)`,
		string(edition), string(node))
	if err != nil {
		return false, err
	}
	_, err = tx.exec(ctx, "forget what is being typed",
		`delete from draft where organisation_id = $1 and report_id in (select id from report where organisation_id = $1 and edition_id = $2 and node_id = $3)`,
		string(edition), string(node))
	return n > 0, err
}

// EarlierReport is what a report said when the history had this hash of it: as it is now, or as it was. Words that do not
// have that hash are not those words.
func (r Reader) EarlierReport(ctx context.Context, id cycle.ReportID, hash string) (cycle.Report, error) {
	var body []byte
	err := r.q.QueryRowContext(ctx, `
		select body from earlier_report where organisation_id = $1 and report_id = $2 and hash = $3`, r.org, id, hash).Scan(&body)
	if err == nil && hashOf(body) != hash {
		err = Unreadable{"earlier_report", errors.New("the words do not have the hash that they are kept under")}
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = r.q.QueryRowContext(ctx, `select body from report where organisation_id = $1 and id = $2`, r.org, id).Scan(&body)
		if err == nil && hashOf(body) != hash {
			err = sql.ErrNoRows
		}
	}
	if err != nil {
		return cycle.Report{}, describe(err, "report %s as it was", id)
	}
	return reports.decode(body, 0)
}

// ReportLine is what a list shows of a report; its texts are not read.
type ReportLine struct {
	Author  cycle.UserNumber
	Checker cycle.UserNumber
	Due     cycle.Date // when another than the edition's
	ID      cycle.ReportID
	Node    cycle.NodeID
	Stage   cycle.ReportStage
	Started bool // somebody wrote in it
	Version int
	Number  string // in the tree of the edition
	Title   string
}

const reportLines = `
		select r.id, r.node_id, r.stage, r.author, r.checker, r.due, r.started > 0, r.version, p.number, p.title
		from report r
		join placement p on p.organisation_id = r.organisation_id and p.edition_id = r.edition_id and p.node_id = r.node_id
		where r.organisation_id = $1 and r.edition_id = $2`

// ReportLines lists the reports of an edition in reading order.
func (r Reader) ReportLines(ctx context.Context, edition cycle.EditionID) ([]ReportLine, error) {
	return r.lines(ctx, reportLines+` order by p.position, r.id`, edition)
}

// ReportLinesOf lists those of somebody and those in any of at most four stages.
func (r Reader) ReportLinesOf(ctx context.Context, edition cycle.EditionID, author cycle.UserNumber, stages []cycle.ReportStage) ([]ReportLine, error) {
	in := [4]string{"-", "-", "-", "-"}
	for i, s := range stages {
		in[i] = string(s)
	}
	return r.lines(ctx, reportLines+` and (r.author = $3 or r.stage in ($4, $5, $6, $7)) order by p.position, r.id`,
		edition, int(author), in[0], in[1], in[2], in[3])
}

func (r Reader) lines(ctx context.Context, query string, args ...any) ([]ReportLine, error) {
	rows, err := r.q.QueryContext(ctx, query, append([]any{r.org}, args...)...)
	if err != nil {
		return nil, describe(err, "list reports")
	}
	defer rows.Close()
	var all []ReportLine
	for rows.Next() {
		var l ReportLine
		if err := rows.Scan(&l.ID, &l.Node, &l.Stage, &l.Author, &l.Checker, &l.Due, &l.Started, &l.Version, &l.Number, &l.Title); err != nil {
			return nil, describe(err, "list reports")
		}
		all = append(all, l)
	}
	return all, describe(rows.Err(), "list reports")
}

// Step is a line of history about a report, in the order in which it happened.
type Step struct {
	Action string
	Moment time.Time
	Report cycle.ReportID
}

// Steps lists what happened to the reports of an edition, for seeing how a round filled up.
func (r Reader) Steps(ctx context.Context, edition cycle.EditionID) ([]Step, error) {
	rows, err := r.q.QueryContext(ctx, `
		select h.action, h.moment, h.object_id
		from report r
		join history h on h.organisation_id = r.organisation_id and h.kind = 'report' and h.object_id = r.id
		where r.organisation_id = $1 and r.edition_id = $2
		order by h.line`, r.org, edition)
	if err != nil {
		return nil, describe(err, "read the steps of a round")
	}
	defer rows.Close()
	var all []Step
	for rows.Next() {
		var s Step
		if err := rows.Scan(&s.Action, &s.Moment, &s.Report); err != nil {
			return nil, describe(err, "read the steps of a round")
		}
		s.Moment = s.Moment.UTC()
		all = append(all, s)
	}
	return all, describe(rows.Err(), "read the steps of a round")
}

// Touched are the reports of an edition about which somebody remarked something or is typing.
func (r Reader) Touched(ctx context.Context, edition cycle.EditionID) (map[cycle.ReportID]bool, error) {
	rows, err := r.q.QueryContext(ctx, `
		select id from report
		where organisation_id = $1 and edition_id = $2 and (
			exists (select 1 from comment c where c.organisation_id = $1 and c.report_id = report.id) or
			exists (select 1 from draft d where d.organisation_id = $1 and d.report_id = report.id))`, r.org, edition)
	if err != nil {
		return nil, describe(err, "read what is touched")
	}
	defer rows.Close()
	touched := map[cycle.ReportID]bool{}
	for rows.Next() {
		var id cycle.ReportID
		if err := rows.Scan(&id); err != nil {
			return nil, describe(err, "read what is touched")
		}
		touched[id] = true
	}
	return touched, describe(rows.Err(), "read what is touched")
}

// RemoveReport takes away a report that nobody touched, with how it was before it was given to somebody else.
func (tx *Tx) RemoveReport(ctx context.Context, r cycle.Report) error {
	if _, err := tx.exec(ctx, "remove earlier reports", `delete from earlier_report where organisation_id = $1 and report_id = $2`, r.ID); err != nil {
		return err
	}
	n, err := tx.exec(ctx, "remove report", `delete from report where organisation_id = $1 and id = $2`, r.ID)
	tx.memory.changed(reports.table)
	return tx.mustFind(n, err, "report %s", r.ID)
}
