package check_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/check"
	"doelenboom/internal/cycle"
	"doelenboom/internal/demo"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
	"doelenboom/sample"
)

// told is a finding in the sample: in which edition, about which deliverable.
type told struct {
	check.Finding
	edition, number, title string
}

// world is one sample organisation with all that rules ask for.
type world struct {
	editions []cycle.Edition
	reports  map[cycle.EditionID][]cycle.Report
	placed   map[cycle.EditionID]map[cycle.NodeID]cycle.Placement
	numbers  map[cycle.EditionID]map[string]cycle.NodeID
	lines    map[cycle.EditionID][]cycle.MoneyLine
	places   []cycle.Place
	papers   []cycle.Decision
}

func must[T any](t testing.TB, v T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func loadWorld(t testing.TB, folder string) world {
	t.Helper()
	ctx := context.Background()
	db := databases.Open(t, databases.SQLite(t))
	blobs, err := blob.Open(blob.Config{Dir: filepath.Join(t.TempDir(), "blob"), Volatile: true})
	must(t, blobs, err)
	org, err := demo.LoadOne(ctx, sample.Files, folder, change.New(db, blobs), func(context.Context, cycle.OrganisationID) error { return nil })
	must(t, org, err)
	return readWorld(t, ctx, db.Read(org.ID))
}

func readWorld(t testing.TB, ctx context.Context, r store.Reader) world {
	w := world{
		reports: map[cycle.EditionID][]cycle.Report{}, placed: map[cycle.EditionID]map[cycle.NodeID]cycle.Placement{},
		numbers: map[cycle.EditionID]map[string]cycle.NodeID{}, lines: map[cycle.EditionID][]cycle.MoneyLine{},
	}
	all, err := r.Editions(ctx)
	w.editions = must(t, all, err)
	places, err := r.Places(ctx)
	w.places = must(t, places, err)
	papers, err := r.Decisions(ctx)
	w.papers = must(t, papers, err)
	for _, e := range w.editions {
		reports, err := r.Reports(ctx, e.ID)
		w.reports[e.ID] = must(t, reports, err)
		lines, err := r.MoneyLines(ctx, e.ID)
		w.lines[e.ID] = must(t, lines, err)
		placements, err := r.Placements(ctx, e.ID)
		w.placed[e.ID], w.numbers[e.ID] = map[cycle.NodeID]cycle.Placement{}, map[string]cycle.NodeID{}
		for _, p := range must(t, placements, err) {
			w.placed[e.ID][p.Node], w.numbers[e.ID][p.Number] = p, p.Node
		}
	}
	return w
}

// input is what a page at work would hand in for one report.
func (w world) input(e cycle.Edition, r cycle.Report) check.Input {
	in := check.Input{
		Report: r, Edition: e, Placement: w.placed[e.ID][r.Node], Numbers: w.numbers[e.ID], Places: w.places, Decisions: w.papers, Today: e.Date,
	}
	for _, from := range w.editions {
		for _, l := range w.lines[from.ID] {
			if l.Node == r.Node && e.TellsOf(l, from) {
				in.Money = append(in.Money, l)
			}
		}
	}
	if at := e.GoesOnFrom(w.editions); at >= 0 {
		before := w.editions[at]
		i := slices.IndexFunc(w.reports[before.ID], func(b cycle.Report) bool { return b.Node == r.Node })
		if i >= 0 {
			in.Before = &check.Earlier{Edition: before, Report: w.reports[before.ID][i]}
		}
	}
	return in
}

func (w world) findings() []told {
	var all []told
	for _, e := range w.editions {
		for _, r := range w.reports[e.ID] {
			in := w.input(e, r)
			for _, f := range check.Run(in) {
				all = append(all, told{f, e.Slug, in.Placement.Number, in.Placement.Title})
			}
		}
	}
	return all
}

func TestDump(t *testing.T) {
	f, _ := os.Create(os.Getenv("DUMP"))
	for _, folder := range []string{"provincie", "gemeente"} {
		for _, x := range loadWorld(t, folder).findings() {
			fmt.Fprintf(f, "%s | %s %s | %s | %s | %s | %s\n", x.Rule, x.edition, x.number, x.Field, x.What, x.Why, x.Mend)
		}
	}
	f.Close()
}
