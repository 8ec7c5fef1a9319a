package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// What is frozen is not public before it is shown; then it is, on every server, and nothing of a draft with it.
func TestThePublicSeesWhatIsShown(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		ctx := context.Background()
		db, server := databases.Open(t, c), databases.Open(t, c)
		f := fill(t, db)
		shelf, err := server.Published().ShelfVersion(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if o := theOnly(t, server); len(o.Editions) != 0 || o.Slug != f.org.Slug || o.Name != f.org.Name || o.Kind != cycle.Province {
			t.Errorf("before showing: %+v", o)
		}
		own := store.Archive{Index: "23", Files: []string{"45"}, Program: "0.1"}
		change(t, db, f.org.ID, "", func(tx *store.Tx) error {
			return errors.Join(tx.SetArchive(ctx, own), tx.ShowRevision(ctx, f.edition.ID, 1), tx.BumpShelf(ctx))
		})
		after, err := server.Published().ShelfVersion(ctx)
		if err != nil || after <= shelf {
			t.Errorf("the shelf went from %d to %d (%v)", shelf, after, err)
		}
		o := theOnly(t, server)
		if o.Shelf != 1 || o.Archive.Index != "23" || len(o.Editions) != 1 || len(o.Editions[0].Revisions) != 1 {
			t.Fatalf("after showing: %+v", o)
		}
		e := o.Editions[0]
		if r := e.Revisions[0]; e.Slug != word || e.Name != f.edition.Name || r.Number != 1 || r.State != cycle.StateOffered || r.Manifest != "ab" || r.Archive.Index != "ef" || !r.Moment.Equal(f.revision.Moment) {
			t.Errorf("the revision that is shown: %+v", e)
		}
		for _, secret := range []string{f.report.Headline, f.earlier.Name, f.earlier.Slug, "A. de Vries", "Anna"} {
			if strings.Contains(fmt.Sprintf("%+v", o), secret) {
				t.Errorf("the public sees %q", secret)
			}
		}
	})
}

func theOnly(t *testing.T, db *store.DB) store.PublishedOrganisation {
	t.Helper()
	all, err := db.Published().Organisations(context.Background())
	if err != nil || len(all) != 1 {
		t.Fatalf("%d organisations (%v)", len(all), err)
	}
	return all[0]
}

// A correction comes before what it corrects; what was withdrawn says so.
func TestRevisionsThatAreShownTheNewestFirst(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := fill(t, db)
		moment := time.Date(2017, 6, 1, 9, 0, 0, 0, time.UTC)
		second := f.revision
		second.Number, second.Kind, second.Manifest = 2, cycle.SlipOfThePen, "ac"
		change(t, db, f.org.ID, "edition.corrected", func(tx *store.Tx) error {
			return errors.Join(tx.SaveRevision(ctx, second), tx.ShowRevision(ctx, f.edition.ID, 1), tx.ShowRevision(ctx, f.edition.ID, 2))
		}, second)
		err := db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
			before, err := tx.Revision(ctx, f.edition.ID, 1)
			if err != nil {
				return err
			}
			after := before
			after.Withdrawn = []store.Withdrawal{{Path: "knopen/5.1.2.json", Reason: "persoonsgegevens", Moment: moment, SHA256: "aa"}}
			if err := tx.SaveRevision(ctx, after); err != nil {
				return err
			}
			return tx.Record(ctx, f.user, "part.withdrawn", before, after)
		})
		if err != nil {
			t.Fatal(err)
		}
		shown := theOnly(t, db).Editions[0].Revisions
		if len(shown) != 2 || shown[0].Number != 2 || shown[1].Number != 1 {
			t.Fatalf("%+v", shown)
		}
		if w := shown[1].Withdrawn; len(w) != 1 || w[0].Path != "knopen/5.1.2.json" || w[0].Reason != "persoonsgegevens" || !w[0].Moment.Equal(moment) {
			t.Errorf("withdrawn: %+v", w)
		}
		revisions, err := db.Read(f.org.ID).Revisions(ctx, f.edition.ID)
		if err != nil || len(revisions) != 2 || !revisions[0].Shown || revisions[0].Version != 2 {
			t.Errorf("%+v (%v)", revisions, err)
		}
		findings(t, db, f)
	})
}

// Showing what was never frozen is an error.
func TestShowingNothing(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := fill(t, db)
		err := db.Write(context.Background(), f.org.ID, func(tx *store.Tx) error {
			return tx.ShowRevision(context.Background(), f.edition.ID, 2)
		})
		if !errors.Is(err, cycle.ErrNotFound) {
			t.Errorf("it gives %v", err)
		}
	})
}

// An archive that is made again takes the place of the one before.
func TestAnArchiveIsReplaced(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := fill(t, db)
		change(t, db, f.org.ID, "", func(tx *store.Tx) error {
			return tx.SetArchive(ctx, store.Archive{Edition: f.edition.ID, Revision: 1, Index: "67", Files: []string{"01", "89"}})
		})
		a, err := db.Read(f.org.ID).Archive(ctx, f.edition.ID, 1)
		if err != nil || a.Index != "67" || len(a.Files) != 2 {
			t.Errorf("%+v (%v)", a, err)
		}
		if all, err := db.Read(f.org.ID).Archives(ctx); err != nil || len(all) != 1 {
			t.Errorf("%+v (%v)", all, err)
		}
	})
}
