package store_test

import (
	"context"
	"testing"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

func TestUploads(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := atWork(t, db)
		ctx := context.Background()
		write := func(do func(*store.Tx) error) {
			t.Helper()
			if err := db.Write(ctx, f.org.ID, do); err != nil {
				t.Fatal(err)
			}
		}
		is := func(use cycle.UploadUse) {
			t.Helper()
			all, err := db.Read(f.org.ID).UploadsOf(ctx, f.report.ID)
			if err != nil || len(all) != 1 || all[0].Use != use || all[0].Name != "besluit.pdf" || all[0].Size != 12 {
				t.Errorf("%+v, %v; want %s", all, err, use)
			}
		}
		stale := func(since time.Time, want int) {
			t.Helper()
			write(func(tx *store.Tx) error {
				all, err := tx.StaleUploads(ctx, since)
				if len(all) != want {
					t.Errorf("stale are %+v", all)
				}
				return err
			})
		}
		is(cycle.UploadLoose)
		stale(time.Now().Add(-time.Hour), 0)
		stale(time.Now().Add(time.Hour), 1)
		write(func(tx *store.Tx) error { return tx.NameUploads(ctx, f.report.ID, []string{word, "another"}) })
		is(cycle.UploadNamed)
		stale(time.Now().Add(time.Hour), 0)
		write(func(tx *store.Tx) error { return tx.SaveUpload(ctx, f.upload) }) // sent in once more
		is(cycle.UploadNamed)
		write(func(tx *store.Tx) error { return tx.NameUploads(ctx, f.report.ID, nil) })
		is(cycle.UploadLoose)
		write(func(tx *store.Tx) error {
			all, err := tx.EditionUploads(ctx, f.edition.ID)
			if err != nil {
				return err
			}
			return tx.FreezeUploads(ctx, all)
		})
		write(func(tx *store.Tx) error { return tx.NameUploads(ctx, f.report.ID, nil) })
		is(cycle.UploadFrozen)
		write(func(tx *store.Tx) error { return tx.RemoveUpload(ctx, f.report.ID, word) })
		write(func(tx *store.Tx) error {
			there, err := tx.UploadedAnywhere(ctx, word)
			if there {
				t.Error("it is still there")
			}
			return err
		})
	})
}
