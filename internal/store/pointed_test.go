package store_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// What an organisation points at is known to every other one: a file is kept once for all of them. A hash that stands in a
// row for another reason, such as that of a part that was withdrawn, points at nothing.
func TestWhoPointsAtFiles(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := atWork(t, db)
		hash := func(c string) string { return strings.Repeat(c, 64) }
		pack, file, index, logo, sent := hash("a"), hash("b"), hash("c"), hash("d"), hash("e")
		asked := []string{hash("0"), hash("1"), hash("2")}
		if err := db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
			u := f.upload
			u.Blob = sent
			o, err := tx.Organisation(ctx)
			if err != nil {
				return err
			}
			o.Style.Logo = &cycle.Logo{Blob: logo}
			for _, err := range []error{
				tx.SaveUpload(ctx, u), tx.SaveOrganisation(ctx, o),
				tx.SetArchive(ctx, store.Archive{Edition: f.edition.ID, Revision: 7, Files: []string{file}, Index: index, Inputs: asked[0]}),
				tx.SaveRevision(ctx, store.Revision{Edition: f.edition.ID, Number: 7, Packs: []string{pack}, Manifest: asked[1],
					Withdrawn: []store.Withdrawal{{Path: "bestanden/x.pdf", SHA256: asked[2], Moment: time.Unix(0, 0).UTC()}}}),
			} {
				if err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		want := []string{pack, file, index, logo, sent}
		asked = append(asked, want...)
		other := province(t, db)
		if err := db.Write(ctx, other, func(tx *store.Tx) error {
			for _, many := range []int{0, 200} { // few are looked up one by one
				all := slices.Clone(asked)
				for range many {
					all = append(all, hash("f"))
				}
				p := tx.Pointing(all)
				for range 2 {
					found, err := p.Now(ctx)
					if err != nil {
						return err
					}
					if got := slices.Sorted(maps.Keys(found)); !slices.Equal(got, want) {
						t.Errorf("asked about %d: %v", len(all), got)
					}
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// Somebody begins to point at a file between two questions: the second answer knows it.
func TestWhoPointsAtFilesMeanwhile(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		if db.Engine() == "SQLite" {
			return // there is one writer at a time
		}
		ctx := context.Background()
		one, other := province(t, db), province(t, db)
		file := strings.Repeat("ab", 32)
		if err := db.Write(ctx, one, func(tx *store.Tx) error {
			p := tx.Pointing([]string{file})
			if found, err := p.Now(ctx); err != nil || found[file] {
				t.Errorf("before: %v, %v", found, err)
			}
			if err := db.Write(ctx, other, func(tx *store.Tx) error {
				return tx.SetArchive(ctx, store.Archive{Files: []string{file}})
			}); err != nil {
				return err
			}
			if found, err := p.Now(ctx); err != nil || !found[file] {
				t.Errorf("then: %v, %v", found, err)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}
