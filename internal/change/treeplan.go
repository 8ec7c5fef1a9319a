package change

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// TreeNow reads the tree of an edition with what must be known to change it.
func TreeNow(ctx context.Context, r store.Reader, e cycle.Edition) (cycle.TreeNow, error) {
	now := cycle.TreeNow{Edition: e, Kept: map[cycle.NodeID]string{}, Reported: map[cycle.NodeID]bool{}}
	var err error
	if now.Places, err = r.Placements(ctx, e.ID); err != nil {
		return now, err
	}
	editions, err := r.Editions(ctx)
	if err != nil {
		return now, err
	}
	if at := e.GoesOnFrom(editions); at >= 0 {
		if now.Before, err = r.Placements(ctx, editions[at].ID); err != nil {
			return now, err
		}
	}
	all, err := r.Lineages(ctx)
	if err != nil {
		return now, err
	}
	now.Lineages = slices.DeleteFunc(all, func(l cycle.Lineage) bool { return l.Edition != e.ID })
	return now, keeps(ctx, r, &now)
}

// keeps finds what cannot vanish from the tree, because somebody made something of it.
func keeps(ctx context.Context, r store.Reader, now *cycle.TreeNow) error {
	reports, err := r.ReportLines(ctx, now.Edition.ID)
	if err != nil {
		return err
	}
	touched, err := r.Touched(ctx, now.Edition.ID)
	if err != nil {
		return err
	}
	for _, l := range reports {
		now.Reported[l.Node] = true
		switch {
		case l.Started || l.Stage != cycle.Drafting:
			now.Kept[l.Node] = "in de verantwoording is al geschreven"
		case touched[l.ID]:
			now.Kept[l.Node] = "bij de verantwoording staan opmerkingen, of iemand is aan het typen"
		}
	}
	money, err := r.MoneyLines(ctx, now.Edition.ID)
	for _, l := range money {
		now.Kept[l.Node] = "er staan begrotingsregels bij"
	}
	return err
}

// PlanTree adds a step to what is planned for the tree of an edition. Numbers may stand twice as long as it is a plan;
// a step that cannot be done is refused.
func (s *Service) PlanTree(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, seen int, step cycle.TreeStep) error {
	return s.replan(ctx, org, by, edition, seen, func(tx *store.Tx, p cycle.TreePlan, now cycle.TreeNow) (cycle.TreePlan, error) {
		p.Steps = append(slices.Clip(p.Steps), step.Named(tx.NewID))
		last := fmt.Sprintf("stap-%d", len(p.Steps))
		_, wrong := p.Apply(now)
		wrong = slices.DeleteFunc(wrong, func(x cycle.Problem) bool { return x.Field != last })
		if len(wrong) > 0 {
			return p, wrong
		}
		return p, nil
	})
}

// UnplanTree takes a step out of the plan, by its place in it; -1 is all of them.
func (s *Service) UnplanTree(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, seen, at int) error {
	return s.replan(ctx, org, by, edition, seen, func(_ *store.Tx, p cycle.TreePlan, _ cycle.TreeNow) (cycle.TreePlan, error) {
		switch {
		case at == -1:
			p.Steps = nil
		case at < 0 || at >= len(p.Steps):
			return p, cycle.ErrConflict
		default:
			p.Steps = slices.Delete(slices.Clone(p.Steps), at, at+1)
		}
		return p, nil
	})
}

// replan changes the plan that somebody saw.
func (s *Service) replan(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, seen int, do func(*store.Tx, cycle.TreePlan, cycle.TreeNow) (cycle.TreePlan, error)) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		before, now, err := treePlanned(ctx, tx, by, edition, seen)
		if err != nil {
			return err
		}
		after, err := do(tx, before, now)
		if err != nil {
			return err
		}
		return savePlan(ctx, tx, by, before, after)
	})
}

// treePlanned reads the plan that somebody saw, and the tree that it is for.
func treePlanned(ctx context.Context, tx *store.Tx, by cycle.User, edition cycle.EditionID, seen int) (cycle.TreePlan, cycle.TreeNow, error) {
	if err := allow(tx, by, cycle.MaySetUp); err != nil {
		return cycle.TreePlan{}, cycle.TreeNow{}, err
	}
	e, err := tx.Edition(ctx, edition)
	if err != nil {
		return cycle.TreePlan{}, cycle.TreeNow{}, err
	}
	if e.Stage != cycle.Writing {
		return cycle.TreePlan{}, cycle.TreeNow{}, e.Closed("haar doelenboom staat vast")
	}
	p, err := tx.TreePlan(ctx, edition)
	if isNotFound(err) {
		p, err = cycle.TreePlan{Edition: edition}, nil
	}
	if err == nil && p.Version != seen {
		err = fmt.Errorf("tree plan of edition %s: %w", edition, cycle.ErrConflict)
	}
	if err != nil {
		return p, cycle.TreeNow{}, err
	}
	now, err := TreeNow(ctx, tx.Reader, e)
	return p, now, err
}

func savePlan(ctx context.Context, tx *store.Tx, by cycle.User, before, after cycle.TreePlan) error {
	if err := tx.SaveTreePlan(ctx, after); err != nil {
		return err
	}
	if before.Version == 0 {
		return tx.Record(ctx, by, "tree.planned", nil, after)
	}
	return tx.Record(ctx, by, "tree.planned", before, after)
}

// ApplyTreePlan changes the tree of an edition as it was planned, with the lineage of what changed and a report for each
// deliverable that is new. All is done or nothing.
func (s *Service) ApplyTreePlan(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, seen int) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		plan, now, err := treePlanned(ctx, tx, by, edition, seen)
		if err != nil {
			return err
		}
		if len(plan.Steps) == 0 {
			return cycle.Refusal{Text: "er staat nog niets in het plan; kies eerst wat er moet veranderen"}
		}
		after, wrong := plan.Apply(now)
		if len(wrong) > 0 {
			return wrong
		}
		for _, do := range []func(context.Context, *store.Tx, cycle.User, cycle.TreeNow, cycle.TreeAfter) error{fell, plant, tie, openNew} {
			if err := do(ctx, tx, by, now, after); err != nil {
				return err
			}
		}
		return savePlan(ctx, tx, by, plan, plan.Finish(now, by.Number, tx.Now))
	})
}

// fell takes what is gone out of the tree, with the reports that nobody wrote in.
func fell(ctx context.Context, tx *store.Tx, by cycle.User, _ cycle.TreeNow, after cycle.TreeAfter) error {
	for _, p := range after.Gone {
		r, err := tx.ReportOf(ctx, p.Edition, p.Node)
		if err != nil && !isNotFound(err) {
			return err
		}
		if err == nil {
			if err := tx.RemoveReport(ctx, r); err != nil {
				return err
			}
			if err := tx.Record(ctx, by, "report.removed", r, nil); err != nil {
				return err
			}
		}
		if err := tx.RemovePlacement(ctx, p); err != nil {
			return err
		}
		if err := tx.Record(ctx, by, "tree.changed", p, nil); err != nil {
			return err
		}
	}
	return nil
}

// plant makes the nodes that are new, and puts each at its place.
func plant(ctx context.Context, tx *store.Tx, by cycle.User, now cycle.TreeNow, after cycle.TreeAfter) error {
	known, err := tx.Nodes(ctx)
	if err != nil {
		return err
	}
	lines, is := map[string]bool{}, map[cycle.NodeID]bool{}
	for _, n := range known {
		lines[n.Line], is[n.ID] = true, true
	}
	was := map[cycle.NodeID]cycle.Placement{}
	for _, p := range now.Places {
		was[p.Node] = p
	}
	var nodes []cycle.Node
	var places []cycle.Placement
	var told []store.Change
	for _, p := range after.Places {
		if !is[p.Node] {
			n := cycle.Node{ID: p.Node, Line: freeSlug(p.Title, lines)}
			nodes = append(nodes, n)
			told = append(told, change("tree.changed", nil, n))
		}
		if p != was[p.Node] {
			places = append(places, p)
			told = append(told, change("tree.changed", was[p.Node], p))
		}
	}
	if err := tx.SaveNodes(ctx, nodes); err != nil {
		return err
	}
	if err := tx.SavePlacements(ctx, places); err != nil {
		return err
	}
	return tx.RecordMany(ctx, by, told)
}

// tie keeps what became of each node.
func tie(ctx context.Context, tx *store.Tx, by cycle.User, now cycle.TreeNow, after cycle.TreeAfter) error {
	was := map[cycle.LineageID]cycle.Lineage{}
	for _, l := range now.Lineages {
		was[l.ID] = l
	}
	for _, l := range after.Lineages {
		action := "lineage.changed"
		if l.ID == "" {
			action = "lineage.added"
			fill(&l.ID, tx)
		}
		if err := tx.SaveLineage(ctx, l); err != nil {
			return err
		}
		if err := tx.Record(ctx, by, action, was[l.ID], l); err != nil {
			return err
		}
	}
	for _, l := range after.Dropped {
		if err := tx.RemoveLineage(ctx, l); err != nil {
			return err
		}
		if err := tx.Record(ctx, by, "lineage.removed", l, nil); err != nil {
			return err
		}
	}
	return nil
}

// openNew opens a report for each deliverable that is new; who wrote the plan writes it when nobody was named.
func openNew(ctx context.Context, tx *store.Tx, by cycle.User, now cycle.TreeNow, after cycle.TreeAfter) error {
	var who []Assignment
	for _, o := range after.Opens {
		who = append(who, Assignment{Node: o.Node, Author: cmp.Or(o.Author, by.Number)})
	}
	_, err := openReports(ctx, tx, by, now.Edition, who)
	return err
}
