package store_test

import (
	"context"
	"encoding/json"
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
			all, err := db.Read(f.org.ID).UploadsOf(ctx, cycle.OwnerID(f.report.ID))
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
		write(func(tx *store.Tx) error {
			return tx.NameUploads(ctx, cycle.OwnerID(f.report.ID), []string{word, "another"})
		})
		is(cycle.UploadNamed)
		stale(time.Now().Add(time.Hour), 0)
		write(func(tx *store.Tx) error { return tx.SaveUpload(ctx, f.upload) }) // sent in once more
		is(cycle.UploadNamed)
		write(func(tx *store.Tx) error { return tx.NameUploads(ctx, cycle.OwnerID(f.report.ID), nil) })
		is(cycle.UploadLoose)
		write(func(tx *store.Tx) error {
			all, err := tx.EditionUploads(ctx, f.edition.ID)
			if err != nil {
				return err
			}
			return tx.FreezeUploads(ctx, all)
		})
		write(func(tx *store.Tx) error { return tx.NameUploads(ctx, cycle.OwnerID(f.report.ID), nil) })
		is(cycle.UploadFrozen)
		write(func(tx *store.Tx) error { return tx.RemoveUpload(ctx, f.upload) })
		write(func(tx *store.Tx) error {
			there, err := tx.Pointing([]string{word}).Now(ctx)
			if there[word] {
				t.Error("it is still there")
			}
			return err
		})
	})
}

// A picture of an introduction belongs to the edition: it is found with those of the reports, and each has its own row.
func TestUploadsOfAnIntroduction(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := atWork(t, db)
		ctx := context.Background()
		u := f.upload // the same bytes
		u.Report, u.Edition, u.Ending = "", f.edition.ID, "png"
		if err := db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
			if err := tx.SaveUpload(ctx, u); err != nil {
				return err
			}
			return tx.NameUploads(ctx, u.Owner(), []string{word})
		}); err != nil {
			t.Fatal(err)
		}
		read := db.Read(f.org.ID)
		if all, err := read.EditionUploads(ctx, f.edition.ID); err != nil || len(all) != 2 {
			t.Errorf("%+v, %v", all, err)
		}
		mine, err := read.UploadsOf(ctx, u.Owner())
		if err != nil || len(mine) != 1 || mine[0].Edition != f.edition.ID || mine[0].Report != "" || mine[0].Use != cycle.UploadNamed {
			t.Errorf("%+v, %v", mine, err)
		}
		if theirs, err := read.UploadsOf(ctx, f.upload.Owner()); err != nil || len(theirs) != 1 || theirs[0].Use != cycle.UploadLoose {
			t.Errorf("%+v, %v", theirs, err)
		}
	})
}

// Files that were there before introductions had any are those of the same reports as they were.
func TestUploadsOfBeforeStayWithTheirReports(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := atWork(t, db)
		ctx := context.Background()
		was, err := db.Read(f.org.ID).UploadsOf(ctx, f.upload.Owner())
		if err != nil {
			t.Fatal(err)
		}
		body, err := json.Marshal(f.upload)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Writer().ExecContext(ctx, `drop table upload`); err != nil {
			t.Fatal(err)
		}
		if err := db.Step(ctx, 15); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Writer().ExecContext(ctx, `insert into upload (organisation_id, report_id, blob, used_as, moment, body) values ($1, $2, $3, $4, $5, $6)`,
			string(f.org.ID), string(f.report.ID), f.upload.Blob, string(f.upload.Use), was[0].Moment, string(body)); err != nil {
			t.Fatal(err)
		}
		if err := db.Step(ctx, 26); err != nil {
			t.Fatal(err)
		}
		is, err := db.Read(f.org.ID).UploadsOf(ctx, f.upload.Owner())
		same(t, err, is, was)
	})
}
