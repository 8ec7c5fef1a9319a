package change_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// world is an organisation with an edition taken over, as somebody who imports old pages begins.
type world struct {
	*testing.T
	db    *store.DB
	blobs *blob.Store
	do    *change.Service
	org   cycle.Organisation
	e     cycle.Edition
}

func each(t *testing.T, f func(w *world)) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f(newWorld(t, db))
	})
}

func newWorld(t *testing.T, db *store.DB) *world {
	t.Helper()
	blobs, err := blob.Open(blob.Config{Dir: filepath.Join(t.TempDir(), "blob"), Volatile: true})
	must(t, err)
	w := &world{T: t, db: db, blobs: blobs, do: change.New(db, blobs)}
	w.org, err = w.do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Province, "waterland-oost", "Provincie Waterland-Oost (verzonnen)"))
	must(t, err)
	w.e = w.edition("jaarverslag-2025", cycle.Accounts, 2025)
	return w
}

var ctx = context.Background()

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) edition(slug string, kind cycle.EditionKind, year int) cycle.Edition {
	w.Helper()
	e, err := w.do.AddEdition(ctx, w.org.ID, cycle.System, cycle.Edition{
		Slug: slug, Kind: kind, Year: year, Name: cycle.UsualName(kind, year, 0), TakenOver: true,
	})
	must(w, err)
	return e
}

// page is the page in the shape of the old portals, with replacements "old", "new".
func page(t testing.TB, replace ...string) string {
	b, err := os.ReadFile("../../sample/pagina.txt")
	must(t, err)
	return strings.NewReplacer(replace...).Replace(string(b))
}

func documents(t testing.TB, pages ...string) []importer.Document {
	var docs []importer.Document
	for _, text := range pages {
		for d, err := range importer.Read(ctx, "pagina.txt", strings.NewReader(text), importer.Options{ReadAt: "2026-11-20"}) {
			must(t, err)
			docs = append(docs, d)
		}
	}
	return docs
}

func (w *world) imports(e cycle.Edition, pages ...string) change.Imported {
	w.Helper()
	done, err := w.do.ImportProposal(ctx, w.org.ID, cycle.System, e.ID, documents(w, pages...))
	must(w, err)
	return done
}

func (w *world) publishes(e cycle.Edition) store.Revision {
	w.Helper()
	r, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, e.ID, cycle.Release{State: cycle.StateUnknown})
	must(w, err)
	return r
}

// frozen reads one node of the newest revision by its number.
func (w *world) frozen(e cycle.Edition, number string) publication.Node {
	w.Helper()
	revisions, err := w.db.Read(w.org.ID).Revisions(ctx, e.ID)
	must(w, err)
	f, err := change.OpenRevision(w.blobs, revisions[len(revisions)-1])
	must(w, err)
	defer f.Close()
	p, err := f.Publication()
	must(w, err)
	for _, n := range p.Nodes {
		if n.Number == number {
			return n
		}
	}
	w.Fatalf("no node %s in %s", number, e.Slug)
	return publication.Node{}
}
