package change

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// AssignColumns are those of a table of who does what in a round: a line for each report. What is empty stays; a dash takes
// away what is there.
var AssignColumns = []string{"nummer", "schrijver", "controleur", "laatste dag", "portefeuillehouder"}

// PlanAssignments tells what a table of who does what would change in a round.
func (s *Service) PlanAssignments(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, rows []BulkRow, day cycle.Date, readDay func(string) string) (BulkPlan, error) {
	p, _, err := planAssignments(ctx, s.db.Read(org), by, edition, rows, day, readDay)
	return p, err
}

// ApplyAssignments changes all that a table says of who does what, as it was seen: all of it or nothing.
func (s *Service) ApplyAssignments(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, rows []BulkRow, seen string, readDay func(string) string) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		p, lines, err := planAssignments(ctx, tx.Reader, by, edition, rows, today(tx), readDay)
		if err != nil {
			return err
		}
		if err := p.agreed(seen); err != nil {
			return err
		}
		reports := make([]cycle.Report, len(lines))
		for i, l := range lines {
			reports[i] = l.After.(cycle.Report)
		}
		if err := tx.SaveReports(ctx, reports); err != nil {
			return err
		}
		return errors.Join(tx.RecordMany(ctx, by, lines), tell(ctx, tx, by, lines))
	})
}

// assignBulk is what a table of who does what is held against.
type assignBulk struct {
	by      cycle.User
	e       cycle.Edition
	people  []cycle.User
	holders []cycle.PortfolioHolder
	reports map[cycle.NodeID]cycle.Report
	places  map[string]cycle.Placement // by number
	paths   cycle.Paths
	day     cycle.Date
	readDay func(string) string
	lines   map[cycle.NodeID]int // by the line that names it
}

func planAssignments(ctx context.Context, r store.Reader, by cycle.User, edition cycle.EditionID, rows []BulkRow, day cycle.Date, readDay func(string) string) (p BulkPlan, changes []store.Change, err error) {
	if !by.MaySomewhere(cycle.MayRun, day) { // what lies on another branch is told of its row
		return p, nil, cycle.Denied(cycle.MayRun, cycle.Spot{})
	}
	b := assignBulk{by: by, day: day, readDay: readDay, reports: map[cycle.NodeID]cycle.Report{}, places: map[string]cycle.Placement{}, lines: map[cycle.NodeID]int{}}
	if b.e, err = r.Edition(ctx, edition); err != nil {
		return p, nil, err
	}
	if b.people, err = r.Users(ctx); err != nil {
		return p, nil, err
	}
	if b.holders, err = r.Holders(ctx); err != nil {
		return p, nil, err
	}
	places, err := r.Placements(ctx, edition)
	if err != nil {
		return p, nil, err
	}
	reports, err := r.Reports(ctx, edition)
	if err != nil {
		return p, nil, err
	}
	b.paths = cycle.NewPaths(places)
	for _, place := range places {
		b.places[place.Number] = place
	}
	for _, report := range reports {
		b.reports[report.Node] = report
	}
	for _, row := range rows {
		l, before, after := b.line(row)
		p.Lines = append(p.Lines, l)
		if l.Does != "" && len(l.Problems) == 0 {
			changes = append(changes, change("report.assigned", before, after))
		}
	}
	return p, changes, nil
}

func (b assignBulk) line(row BulkRow) (l BulkLine, before, after cycle.Report) {
	number := row.Cells["nummer"]
	l = BulkLine{Line: row.Line, Subject: number}
	place, known := b.places[number]
	before, told := b.reports[place.Node]
	at := cycle.Spot{Day: b.day, Path: b.paths.To(place.Node)}
	switch {
	case !known:
		l.Problems = append(l.Problems, fmt.Sprintf("%s heeft geen onderdeel %q", b.e.Name, number))
	case !told || !b.by.May(cycle.MayRead, at):
		l.Problems = append(l.Problems, fmt.Sprintf("bij %s hoort in %s geen verantwoording", number, b.e.Name))
	case b.lines[place.Node] > 0:
		l.Problems = append(l.Problems, fmt.Sprintf("%s staat al op regel %d", number, b.lines[place.Node]))
	}
	if len(l.Problems) > 0 {
		return l, before, before
	}
	b.lines[place.Node] = row.Line
	l.Subject = number + " " + place.Title
	to := cycle.Assignment{
		Author:  b.person(row.Cells["schrijver"], "de schrijver", before.Author, cycle.MayWrite, at, &l),
		Checker: b.person(row.Cells["controleur"], "de controleur", before.Checker, cycle.MayCheck, at, &l),
		Due:     b.due(row.Cells["laatste dag"], before.Due, &l),
		Holders: b.held(row.Cells["portefeuillehouder"], before.Holders, &l),
	}
	after, err := before.Assign(b.by, at, b.e, to)
	l.wrong(err)
	return l, before, after
}

// person is who does something from now on; nil when that stays.
func (b assignBulk) person(text, what string, now cycle.UserNumber, right cycle.Right, at cycle.Spot, l *BulkLine) *cycle.UserNumber {
	if text == "" {
		return nil
	}
	var u cycle.User
	if text != "-" {
		var err error
		if u, err = someone(b.people, text); err != nil {
			l.wrong(err)
			return nil
		}
		if !u.May(right, at) {
			l.Problems = append(l.Problems, fmt.Sprintf("%s heeft daar vandaag geen rol om te %s", u.Name, right))
			return nil
		}
	}
	if u.Number == now {
		return nil
	}
	if u.Number == 0 {
		l.say("%s vervalt", what)
	} else {
		l.say("%s wordt %s", what, u.Name)
	}
	return &u.Number
}

func (b assignBulk) due(text string, now cycle.Date, l *BulkLine) *cycle.Date {
	if text == "" {
		return nil
	}
	day := cycle.Date(b.readDay(text))
	switch {
	case text != "-" && !day.Known():
		l.Problems = append(l.Problems, fmt.Sprintf("%q is geen dag; schrijf die als 31-12-2027", text))
		return nil
	case day == now:
		return nil
	case day.Known():
		l.say("de laatste dag wordt %s", day.Format())
	default:
		l.say("de laatste dag wordt die van de ronde")
	}
	return &day
}

// held are the portfolio holders by name, with commas between them.
func (b assignBulk) held(text string, now []cycle.HolderID, l *BulkLine) *[]cycle.HolderID {
	if text == "" {
		return nil
	}
	var ids []cycle.HolderID
	for _, name := range strings.Split(text, ",") {
		name = strings.TrimSpace(name)
		at := slices.IndexFunc(b.holders, func(h cycle.PortfolioHolder) bool { return strings.EqualFold(h.Name, name) })
		if at < 0 && text != "-" {
			l.Problems = append(l.Problems, fmt.Sprintf("%q is geen portefeuillehouder", name))
			return nil
		}
		if at >= 0 {
			ids = append(ids, b.holders[at].ID)
		}
	}
	if slices.Equal(ids, now) {
		return nil
	}
	if text == "-" {
		l.say("de portefeuillehouder vervalt")
	} else {
		l.say("de portefeuillehouder wordt %s", text)
	}
	return &ids
}
