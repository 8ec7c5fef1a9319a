package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
	"doelenboom/internal/testkit/databases"
)

// Applying an import is one transaction; its cost grows in step with the number of reports.
// A figure is of a database that waits for the disk.
func BenchmarkApply(b *testing.B) {
	for _, n := range []int{300, 1000, 10000} {
		b.Run(fmt.Sprintf("sqlite/%d", n), func(b *testing.B) {
			c := databases.SQLite(b)
			c.Volatile = false
			benchmarkApply(b, databases.Open(b, c), n)
		})
		b.Run(fmt.Sprintf("postgresql/%d", n), func(b *testing.B) {
			if testkit.SQLiteOnly() {
				b.Skip("this is the quick round, on SQLite only")
			}
			benchmarkApply(b, databases.Open(b, databases.Postgres(b)), n)
		})
	}
}

func benchmarkApply(b *testing.B, db *store.DB, n int) {
	ctx := context.Background()
	bytes := 0
	for b.Loop() {
		b.StopTimer()
		org := province(b, db)
		e := cycle.Edition{ID: cycle.EditionID(db.NewID()), Slug: "monitor-2017", Kind: cycle.Monitor, Stage: cycle.Writing}
		change(b, db, org, "edition.added", func(tx *store.Tx) error { return tx.SaveEdition(ctx, e) }, e)
		nodes, places, reports := tree(db, e, n)
		bytes = reports[0].size
		b.StartTimer()
		if err := db.Write(ctx, org, func(tx *store.Tx) error { return apply(ctx, tx, nodes, places, reports) }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/float64(n)*1000, "ms/1000reports")
	b.ReportMetric(float64(bytes), "bytes/report")
}

type sized struct {
	cycle.Report
	size int
}

// tree is an edition of n deliverables with a report of about 5 kB on each.
func tree(db *store.DB, e cycle.Edition, n int) (nodes []cycle.Node, places []cycle.Placement, reports []sized) {
	for i := range n {
		id := cycle.NodeID(db.NewID())
		number := fmt.Sprintf("%d.%d.%d", i/400+1, i/20%20+1, i%20+1)
		nodes = append(nodes, cycle.Node{ID: id, Line: fmt.Sprintf("werklocaties-%d", i)})
		places = append(places, cycle.Placement{Depth: 2, Edition: e.ID, Node: id, Number: number, Position: i, Title: "Werklocaties " + number})
		reports = append(reports, report(db, e, id, i))
	}
	return nodes, places, reports
}

func report(db *store.DB, e cycle.Edition, node cycle.NodeID, seed int) sized {
	r := cycle.Report{ID: cycle.ReportID(db.NewID()), Edition: e.ID, Node: node, Stage: cycle.Imported, Headline: "De aanleg loopt op schema."}
	for i, key := range []string{cycle.Summary, cycle.Context, cycle.Progress} {
		r.Sections = append(r.Sections, cycle.SectionText{Key: key, Text: prose(fmt.Sprintf("a%d%d", seed, i), 9)})
	}
	for i := range 4 {
		r.Actions = append(r.Actions, cycle.Action{Key: fmt.Sprint(i), Number: i + 1, Text: prose(fmt.Sprintf("b%d%d", seed, i), 2)})
		r.Milestones = append(r.Milestones, cycle.Milestone{
			Key: fmt.Sprint(i), Date: dutch.WrittenDate{Text: "medio 2019", From: "2019-05-01", To: "2019-08-31"}, Text: prose(fmt.Sprintf("c%d%d", seed, i), 1),
		})
	}
	r.Scores = []cycle.Score{{Aspect: "inhoud", Value: cycle.Green}, {Aspect: "geld", Value: cycle.Orange, Cause: "De grond kostte meer dan geraamd."}}
	return sized{r, len(canonical(r))}
}

func prose(id string, sentences int) richtext.Doc {
	var d richtext.Doc
	for i := range (sentences + 2) / 3 {
		text := strings.Repeat("De gemeente en de provincie leggen het terrein samen aan; de eerste kavels zijn verkocht. ", min(3, sentences-3*i))
		d = append(d, richtext.Block{ID: fmt.Sprintf("p-%s%d", id, i), Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: text}}})
	}
	return d
}

// apply stores a tree with its reports and records each object.
func apply(ctx context.Context, tx *store.Tx, nodes []cycle.Node, places []cycle.Placement, sizes []sized) error {
	var changes []store.Change
	var reports []cycle.Report
	for i := range nodes {
		reports = append(reports, sizes[i].Report)
		changes = append(changes,
			store.Change{Action: "import.node", After: nodes[i]},
			store.Change{Action: "import.placement", After: places[i]},
			store.Change{Action: "import.report", After: reports[i]})
	}
	if err := tx.SaveNodes(ctx, nodes); err != nil {
		return err
	}
	if err := tx.SavePlacements(ctx, places); err != nil {
		return err
	}
	if err := tx.SaveReports(ctx, reports); err != nil {
		return err
	}
	return tx.RecordMany(ctx, cycle.System, changes)
}
