package change

import (
	"context"
	"fmt"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// Opening is a new round.
type Opening struct {
	Edition cycle.Edition
	From    cycle.EditionID // whose tree and settings it begins with, and who wrote and checked there; "" begins with nothing
}

// OpenRound adds an edition with the tree and the settings of another one and a report for every node that had one there,
// or of which the budget that it answers has one. Begun with nothing, its settings are those that the organisation has for
// new rounds. All is done or nothing.
func (s *Service) OpenRound(ctx context.Context, org cycle.OrganisationID, by cycle.User, o Opening) (cycle.Edition, error) {
	var e cycle.Edition
	err := s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MayRun); err != nil {
			return err
		}
		begun, err := settled(ctx, tx, o)
		if err != nil {
			return err
		}
		if e, err = addEdition(ctx, tx, by, begun); err != nil || o.From == "" {
			return err
		}
		places, err := tx.Placements(ctx, o.From)
		if err != nil {
			return err
		}
		var lines []store.Change
		for i := range places {
			places[i].Edition, places[i].Version = e.ID, 0
			lines = append(lines, change("tree.changed", nil, places[i]))
		}
		if err := tx.SavePlacements(ctx, places); err != nil {
			return err
		}
		if err := tx.RecordMany(ctx, by, lines); err != nil {
			return err
		}
		who, err := writersOf(ctx, tx, e, o.From, places)
		if err != nil {
			return err
		}
		_, err = openReports(ctx, tx, by, e, who)
		return err
	})
	return e, err
}

// settled is a new edition with the settings of the one that it begins with, unless it brings its own.
func settled(ctx context.Context, tx *store.Tx, o Opening) (cycle.Edition, error) {
	if o.From == "" || len(o.Edition.Settings.Levels) > 0 {
		return o.Edition, nil
	}
	from, err := tx.Edition(ctx, o.From)
	o.Edition.Settings = from.Settings
	return o.Edition, err
}

// writersOf are who wrote and checked about each node in another edition, for what is still a deliverable or was told of.
func writersOf(ctx context.Context, tx *store.Tx, e cycle.Edition, from cycle.EditionID, places []cycle.Placement) ([]Assignment, error) {
	reports, err := tx.Reports(ctx, from)
	if err != nil {
		return nil, err
	}
	byNode := map[cycle.NodeID]cycle.Report{}
	for _, r := range reports {
		byNode[r.Node] = r
	}
	var who []Assignment
	for _, p := range places {
		r, told := byNode[p.Node]
		if !told && e.Settings.Level(p.Depth).Kind != cycle.Deliverable {
			continue
		}
		who = append(who, Assignment{Node: p.Node, Author: r.Author, Checker: r.Checker})
	}
	return who, nil
}

// AssignReports changes who writes, checks or holds reports, until when they are written, and which themes their nodes
// belong to: all of them or none.
func (s *Service) AssignReports(ctx context.Context, org cycle.OrganisationID, by cycle.User, ids []cycle.ReportID, to cycle.Assignment, themes cycle.ThemeTurn) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		people, err := tx.Users(ctx)
		if err != nil {
			return err
		}
		err = passAll(ctx, tx, by, "report.assigned", "", asTheyAre(ids), func(r cycle.Report, e cycle.Edition, by cycle.User, at cycle.Spot) (cycle.Report, error) {
			after, err := r.Assign(by, at, e, to)
			if err == nil {
				err = to.Known(people, at.Day)
			}
			return after, err
		})
		if err != nil || themes.Empty() {
			return err
		}
		return turnThemes(ctx, tx, by, ids, themes)
	})
}

// turnThemes changes the themes of what reports are about; who may assign the reports may.
func turnThemes(ctx context.Context, tx *store.Tx, by cycle.User, ids []cycle.ReportID, turn cycle.ThemeTurn) error {
	if err := turn.Problems(); err != nil {
		return err
	}
	links, err := tx.ThemeLinks(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		r, err := tx.Report(ctx, id)
		if err != nil {
			return err
		}
		gone, come, err := turn.Of(r.Node, links)
		if err != nil {
			return err
		}
		if err := relink(ctx, tx, by, gone, come); err != nil {
			return err
		}
	}
	return nil
}

// relink puts links to themes in the place of others. One that only got another last day keeps its place in the history.
func relink(ctx context.Context, tx *store.Tx, by cycle.User, gone, come []cycle.ThemeLink) error {
	was := map[string]cycle.ThemeLink{}
	for _, l := range gone {
		if err := tx.RemoveThemeLink(ctx, l); err != nil {
			return err
		}
		was[l.ObjectID()] = l
	}
	if err := tx.AddThemeLinks(ctx, come); err != nil {
		return err
	}
	for _, l := range come {
		before, known := was[l.ObjectID()]
		delete(was, l.ObjectID())
		var err error
		if known {
			err = tx.Record(ctx, by, "theme.linked", before, l)
		} else {
			err = tx.Record(ctx, by, "theme.linked", nil, l)
		}
		if err != nil {
			return err
		}
	}
	for _, l := range gone {
		if _, left := was[l.ObjectID()]; left {
			if err := tx.Record(ctx, by, "theme.unlinked", l, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// ReopenReport takes a report that was handed in back to its author.
func (s *Service) ReopenReport(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.ReportID, seen int, reason string) error {
	return s.step(ctx, org, by, "report.reopened", id, seen, repeated{cycle.SentBack, reason}, func(r cycle.Report, at cycle.Spot, e cycle.Edition, _ *store.Tx) (cycle.Report, error) {
		return r.Reopen(by, at, e, reason)
	})
}

// ReopenEdition undoes that the executive established an edition.
func (s *Service) ReopenEdition(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.EditionID) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		before, err := tx.Edition(ctx, id)
		if err != nil {
			return err
		}
		after, err := before.Reopen(by, today(tx))
		if err != nil {
			return err
		}
		return saveEdition(ctx, tx, by, "edition.reopened", before, after)
	})
}

// addEdition is AddEdition inside a change.
func addEdition(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition) (cycle.Edition, error) {
	o, err := tx.Organisation(ctx)
	if err != nil {
		return e, err
	}
	if len(e.Settings.Levels) == 0 {
		e.Settings = o.Defaults
	}
	if e.ID == "" {
		e.ID = cycle.EditionID(tx.NewID())
	}
	e.Stage, e.Decides = cycle.Writing, cycle.CarryPoints(nil, e.Decides)
	if err := e.Validate(); err != nil {
		return e, err
	}
	editions, err := tx.Editions(ctx)
	if err != nil {
		return e, err
	}
	if slices.ContainsFunc(editions, func(x cycle.Edition) bool { return x.Slug == e.Slug }) {
		return e, cycle.Refusal{Text: fmt.Sprintf("%s heeft al een editie met het adres %q; kies een ander", o.Name, e.Slug)}
	}
	if err := tx.SaveEdition(ctx, e); err != nil {
		return e, err
	}
	return e, tx.Record(ctx, by, "edition.added", nil, e)
}
