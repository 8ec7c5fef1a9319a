package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
	"doelenboom/internal/testkit/databases"
)

// A database that a newer program made is refused, and not touched.
func TestANewerSchemaIsRefused(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		db := databases.Open(t, c)
		if _, err := db.Writer().Exec(`insert into goose_db_version (version_id, is_applied) values ($1, true)`, store.Schema()+1); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Open(context.Background(), c); !errors.Is(err, store.ErrSchemaNewer) {
			t.Errorf("opening gives %v", err)
		}
		if _, err := store.Migrate(context.Background(), c); !errors.Is(err, store.ErrSchemaNewer) {
			t.Errorf("migrating gives %v", err)
		}
		if have, err := store.SchemaOf(context.Background(), c); err != nil || have != store.Schema()+1 {
			t.Errorf("its schema is %d (%v)", have, err)
		}
	})
}

// PostgreSQL may be shared: its schema changes only when somebody says so.
func TestPostgreSQLWaitsForMigrate(t *testing.T) {
	if testkit.SQLiteOnly() {
		t.Skip("this is the quick round, on SQLite only")
	}
	ctx := context.Background()
	c := store.Config{Dir: t.TempDir(), Database: testkit.Postgres(t)}
	if _, err := store.Open(ctx, c); !errors.Is(err, store.ErrSchemaOld) {
		t.Errorf("opening an empty database gives %v", err)
	}
	if have, err := store.SchemaOf(ctx, c); err != nil || have != 0 {
		t.Errorf("an empty database has schema %d (%v)", have, err)
	}
	done, err := store.Migrate(ctx, c)
	if err != nil || done.From != 0 || done.To != store.Schema() || done.Copy != "" {
		t.Errorf("migrating did %+v (%v)", done, err)
	}
	again, err := store.Migrate(ctx, c)
	if err != nil || again.Done() {
		t.Errorf("migrating twice did %+v (%v)", again, err)
	}
	db := databases.Open(t, c)
	fill(t, db)
}

// A data folder that is not there yet has no schema, and asking does not make one.
func TestAskingForTheSchemaMakesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "nieuw")
	have, err := store.SchemaOf(context.Background(), store.Config{Dir: dir})
	if err != nil || have != 0 {
		t.Errorf("schema %d (%v)", have, err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder was made: %v", err)
	}
}

// SQLite brings an older schema up to date by itself, and keeps the file as it was.
func TestSQLiteKeepsACopyBeforeItsSchemaChanges(t *testing.T) {
	ctx := context.Background()
	c := databases.SQLite(t)
	db := databases.Open(t, c)
	f := fill(t, db)
	if up := db.Upgraded(); up.Done() || up.To != store.Schema() {
		t.Errorf("a new file was upgraded: %+v", up)
	}
	defer store.NextSchema(`create table later (organisation_id {text} primary key, day {text} not null)`)()
	up, err := store.Migrate(ctx, c)
	if err != nil || !up.Done() || up.From != up.To-1 || up.Copy == "" {
		t.Fatalf("upgrading did %+v (%v)", up, err)
	}
	if _, err := db.Writer().Exec(`insert into later (organisation_id, day) values ('x', '2027-03-31')`); err != nil {
		t.Errorf("the new table is not there: %v", err)
	}
	findings(t, db, f)
	old := filepath.Join(t.TempDir(), "doelenboom.sqlite")
	if err := os.Rename(up.Copy, old); err != nil {
		t.Fatal(err)
	}
	if have, err := store.SchemaOf(ctx, store.Config{Dir: filepath.Dir(old)}); err != nil || have != up.From {
		t.Errorf("the copy has schema %d (%v)", have, err)
	}
	read := store.Config{Dir: filepath.Dir(old), ReadOnly: true}
	if _, err := store.Open(ctx, read); !errors.Is(err, store.ErrSchemaOld) {
		t.Errorf("reading the old copy gives %v", err)
	}
}

// A step that fails leaves the schema as it was.
func TestAFailedStepChangesNothing(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		db := databases.Open(t, c)
		f := fill(t, db)
		defer store.NextSchema(`create table later (id {text}); drop table history; select nothing from nowhere;`)()
		if up, err := store.Migrate(context.Background(), c); err == nil {
			t.Fatalf("a wrong step succeeded: %+v", up)
		}
		findings(t, db, f)
		if have, err := db.SchemaVersion(context.Background()); err != nil || have != store.Schema()-1 {
			t.Errorf("the schema is %d (%v)", have, err)
		}
	})
}

// Who only reads can open a database that nobody can write, and is told so when writing.
func TestReadOnly(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		db := databases.Open(t, c)
		f := fill(t, db)
		c.ReadOnly = true
		reading := databases.Open(t, c)
		if got, err := reading.Read(f.org.ID).Report(context.Background(), f.report.ID); err != nil || got.ID != f.report.ID {
			t.Error(got.ID, err)
		}
		err := reading.Write(context.Background(), f.org.ID, func(*store.Tx) error { return nil })
		if !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("writing gives %v", err)
		}
		if _, err := reading.TakeJob(context.Background(), 1, "", ""); !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("taking work gives %v", err)
		}
	})
}

// The text of a missing organisation is cycle.ErrNotFound, also for a write.
func TestWritingToNoOrganisation(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		err := db.Write(context.Background(), "nergens", func(*store.Tx) error { return nil })
		if !errors.Is(err, cycle.ErrNotFound) {
			t.Errorf("writing gives %v", err)
		}
	})
}
