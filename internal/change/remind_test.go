package change_test

import (
	"fmt"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
)

// Whether few reports wait or many, each is asked of the same people: four eyes are looked at in the reports themselves.
func TestManyReportsWaitForTheSamePeople(t *testing.T) {
	each(t, func(w *world) {
		carla, err := w.do.AddUser(ctx, w.org.ID, cycle.System, cycle.User{ID: "carla@example.nl", Name: "Carla", Account: "carla", Grants: cycle.Granted(cycle.RoleChecker, cycle.RoleCoordinator)})
		must(w, err)
		cor, err := w.do.AddUser(ctx, w.org.ID, cycle.System, cycle.User{ID: "cor@example.nl", Name: "Cor", Account: "cor", Grants: cycle.Granted(cycle.RoleChecker)})
		must(w, err)
		e, err := w.do.AddEdition(ctx, w.org.ID, cycle.System, cycle.Edition{Kind: cycle.Monitor, Slug: "monitor-2026-1", Name: "Monitor 2026-I", Year: 2026, Sequence: 1})
		must(w, err)
		rows := []change.Placing{{Number: "1", Title: "Wonen"}}
		for i := range 60 {
			rows = append(rows, change.Placing{Number: fmt.Sprintf("1.%d", i+1), Title: "Prestatie", ParentNumber: "1"})
		}
		places, err := w.do.SetTree(ctx, w.org.ID, cycle.System, e.ID, rows)
		must(w, err)
		var who []change.Assignment
		for _, p := range places[1:] {
			who = append(who, change.Assignment{Node: p.Node})
		}
		_, err = w.do.OpenReports(ctx, w.org.ID, cycle.System, e.ID, who)
		must(w, err)
		read := w.db.Read(w.org.ID)
		reports, err := read.Reports(ctx, e.ID)
		must(w, err)
		for i, r := range reports {
			by := cycle.System
			if i == 0 {
				by = carla // who wrote it does not check it
			}
			r.Sections = []cycle.SectionText{{Key: cycle.Progress, Text: richtext.Paragraphs("Het loopt.")}}
			must(w, w.do.WriteReport(ctx, w.org.ID, by, r.ID, r.Version, r))
			must(w, w.do.SubmitReport(ctx, w.org.ID, by, r.ID, r.Version+1))
		}
		lines, err := read.ReportLines(ctx, e.ID)
		must(w, err)
		people, err := read.Users(ctx)
		must(w, err)
		for _, n := range []int{2, 60} {
			all, not, err := change.WhoIsReminded(ctx, read, e, lines[:n], people, "2026-05-04")
			must(w, err)
			asked := map[cycle.UserNumber]int{}
			for _, a := range all {
				asked[a.User.Number] = len(a.Items)
			}
			if len(not) != 0 || len(asked) != 2 || asked[cor.Number] != n || asked[carla.Number] != n-1 {
				w.Errorf("of %d reports: %v, %v", n, asked, not)
			}
		}
	})
}
