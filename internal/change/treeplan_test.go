package change_test

import (
	"errors"
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
)

// round opens a monitor with a tree of two goals, with the accounts before it as they were imported.
func (w *world) round() (cycle.Edition, map[string]cycle.NodeID) {
	w.Helper()
	rows := []change.Placing{
		{Number: "2", Title: "Wonen"}, {Number: "2.3", Title: "Bouwen", ParentNumber: "2"}, {Number: "2.3.1", Title: "Woningbouw", ParentNumber: "2.3"},
		{Number: "2.4", Title: "Renoveren", ParentNumber: "2"}, {Number: "2.4.1", Title: "Isolatie", ParentNumber: "2.4"}, {Number: "2.4.2", Title: "Warmte", ParentNumber: "2.4"},
	}
	placed, err := w.do.SetTree(ctx, w.org.ID, cycle.System, w.e.ID, rows)
	must(w, err)
	nodes := map[string]cycle.NodeID{}
	for _, p := range placed {
		nodes[p.Number] = p.Node
	}
	e, err := w.do.OpenRound(ctx, w.org.ID, cycle.System, change.Opening{From: w.e.ID, Edition: cycle.Edition{
		Kind: cycle.Budget, Slug: "begroting-2027", Year: 2027, Name: "Begroting 2027",
	}})
	must(w, err)
	return e, nodes
}

func (w *world) plans(e cycle.Edition, seen int, steps ...cycle.TreeStep) int {
	w.Helper()
	for _, s := range steps {
		must(w, w.do.PlanTree(ctx, w.org.ID, cycle.System, e.ID, seen, s))
		seen++
	}
	return seen
}

// stands is the tree on one line.
func (w *world) stands(e cycle.Edition) string {
	w.Helper()
	places, err := w.db.Read(w.org.ID).Placements(ctx, e.ID)
	must(w, err)
	var all []string
	for _, p := range places {
		all = append(all, p.Number+" "+p.Title)
	}
	return strings.Join(all, ", ")
}

func TestATreePlanIsAppliedAsAWhole(t *testing.T) {
	each(t, func(w *world) {
		e, nodes := w.round()
		seen := w.plans(e, 0,
			cycle.TreeStep{Kind: cycle.StepNumber, Node: nodes["2.3"], Number: "2.4"}, cycle.TreeStep{Kind: cycle.StepNumber, Node: nodes["2.4"], Number: "2.3"},
			cycle.TreeStep{Kind: cycle.StepAdd, Parent: nodes["2.3"], Title: "Flexwonen"},
			cycle.TreeStep{Kind: cycle.StepMerge, From: []cycle.NodeID{nodes["2.4.1"], nodes["2.4.2"]}, Node: nodes["2.4.2"], Title: "Isolatie en warmte", Number: "2.3.1"},
		)
		if got := w.stands(e); !strings.HasPrefix(got, "2 Wonen, 2.3 Bouwen, 2.3.1 Woningbouw, 2.4 Renoveren") {
			t.Fatalf("a plan changed the tree: %s", got)
		}
		must(t, w.do.ApplyTreePlan(ctx, w.org.ID, cycle.System, e.ID, seen))
		if got := w.stands(e); got != "2 Wonen, 2.3 Renoveren, 2.3.1 Isolatie en warmte, 2.4 Bouwen, 2.4.1 Woningbouw, 2.4.2 Flexwonen" {
			t.Errorf("the tree is %s", got)
		}
		if got := w.stands(w.e); !strings.HasPrefix(got, "2 Wonen, 2.3 Bouwen") {
			t.Errorf("the edition before is %s", got)
		}
		read := w.db.Read(w.org.ID)
		lineages, err := read.Lineages(ctx)
		must(t, err)
		kinds := map[cycle.LineageKind]int{}
		for _, l := range lineages {
			kinds[l.Kind]++
			if l.Edition != e.ID {
				t.Errorf("%+v holds from another edition", l)
			}
		}
		if kinds[cycle.Merged] != 2 || kinds[cycle.New] != 1 || kinds[cycle.Continued] != 3 || len(lineages) != 6 {
			t.Errorf("the lineages are %v", kinds)
		}
		reports, err := read.Reports(ctx, e.ID)
		must(t, err)
		if len(reports) != 3 {
			t.Errorf("%d reports", len(reports))
		}
		if p, err := read.TreePlan(ctx, e.ID); err != nil || len(p.Steps) > 0 {
			t.Errorf("the plan is still there: %+v %v", p, err)
		}
		// A second plan takes back what the first one recorded of a node.
		seen = w.plans(e, seen+1, cycle.TreeStep{Kind: cycle.StepNumber, Node: nodes["2.3"], Number: "2.3"}, cycle.TreeStep{Kind: cycle.StepNumber, Node: nodes["2.4"], Number: "2.4"})
		must(t, w.do.ApplyTreePlan(ctx, w.org.ID, cycle.System, e.ID, seen))
		lineages, err = read.Lineages(ctx)
		must(t, err)
		if len(lineages) != 3 {
			t.Errorf("after going back: %+v", lineages)
		}
		w.sound()
	})
}

func TestATreePlanDoesNotThrowAwayText(t *testing.T) {
	each(t, func(w *world) {
		e, nodes := w.round()
		r := w.report(e, "2.4.1")
		r.Sections = []cycle.SectionText{{Key: cycle.Context, Text: richtext.Paragraphs("Wij isoleren 400 woningen.")}}
		anna, err := w.do.AddUser(ctx, w.org.ID, cycle.System, cycle.User{ID: "anna@example.nl", Name: "Anna (verzonnen)", Grants: cycle.Granted(cycle.RoleCoordinator)})
		must(t, err)
		must(t, w.do.WriteReport(ctx, w.org.ID, anna, r.ID, r.Version, r))
		seen := w.plans(e, 0, cycle.TreeStep{Kind: cycle.StepEnd, Node: nodes["2.4"], Whole: true})
		err = w.do.ApplyTreePlan(ctx, w.org.ID, anna, e.ID, seen)
		if !errors.As(err, &cycle.Invalid{}) || !strings.Contains(err.Error(), "2.4.1 Isolatie kan niet verdwijnen: in de verantwoording is al geschreven") {
			t.Errorf("it was applied: %v", err)
		}
		if got := w.stands(e); !strings.Contains(got, "2.4.2 Warmte") {
			t.Errorf("half of it was applied: %s", got)
		}
		must(t, w.do.UnplanTree(ctx, w.org.ID, anna, e.ID, seen, 0))
		seen = w.plans(e, seen+1, cycle.TreeStep{Kind: cycle.StepEnd, Node: nodes["2.4.2"]})
		must(t, w.do.ApplyTreePlan(ctx, w.org.ID, anna, e.ID, seen))
		if got := w.stands(e); strings.Contains(got, "Warmte") {
			t.Errorf("what ended is still there: %s", got)
		}
		w.sound()
	})
}

func TestWhoMayPlanTheTree(t *testing.T) {
	each(t, func(w *world) {
		e, nodes := w.round()
		joost, err := w.do.AddUser(ctx, w.org.ID, cycle.System, cycle.User{ID: "joost@example.nl", Grants: cycle.Granted(cycle.RoleAuthor)})
		must(t, err)
		step := cycle.TreeStep{Kind: cycle.StepName, Node: nodes["2"], Title: "Wonen en leven"}
		if err := w.do.PlanTree(ctx, w.org.ID, joost, e.ID, 0, step); !errors.Is(err, cycle.ErrForbidden) {
			t.Errorf("an author planned: %v", err)
		}
		w.plans(e, 0, step)
		if err := w.do.PlanTree(ctx, w.org.ID, cycle.System, e.ID, 0, step); !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("somebody planned on top of what they did not see: %v", err)
		}
		if err := w.do.PlanTree(ctx, w.org.ID, cycle.System, e.ID, 1, cycle.TreeStep{Kind: cycle.StepMove, Node: nodes["2"], Parent: nodes["2.3"]}); !errors.As(err, &cycle.Invalid{}) {
			t.Errorf("a circle was planned: %v", err)
		}
		if err := w.do.UnplanTree(ctx, w.org.ID, cycle.System, e.ID, 1, 7); !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("a step that is not there was taken back: %v", err)
		}
		must(t, w.do.UnplanTree(ctx, w.org.ID, cycle.System, e.ID, 1, -1))
		if err := w.do.ApplyTreePlan(ctx, w.org.ID, cycle.System, e.ID, 2); !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("an empty plan was applied: %v", err)
		}
		w.sound()
	})
}
