// Package databases gives tests an empty database of each engine. It stands apart from testkit because it knows the
// store, which testkit itself must not: every package may test with that one.
package databases

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"

	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
)

// Each runs f twice, each time with an empty database of its own: on SQLite, and on PostgreSQL unless this is the
// quick round before a commit.
func Each(t *testing.T, f func(t *testing.T, db *store.DB)) {
	t.Helper()
	EachConfig(t, func(t *testing.T, c store.Config) { f(t, Open(t, c)) })
}

// EachConfig is Each for tests that open the database themselves, with a clock or more than once.
func EachConfig(t *testing.T, f func(t *testing.T, c store.Config)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		f(t, SQLite(t))
	})
	if testkit.SQLiteOnly() {
		return
	}
	t.Run("postgresql", func(t *testing.T) { f(t, Postgres(t)) })
}

// SQLite is a data folder of its own. It does not wait for the disk; a test that kills or measures sets Volatile
// to false.
func SQLite(t testing.TB) store.Config {
	t.Helper()
	testkit.RanOn("SQLite")
	return store.Config{Dir: t.TempDir(), Volatile: true}
}

// Postgres is a database of its own with the newest schema.
func Postgres(t testing.TB) store.Config {
	t.Helper()
	dsn := testkit.PostgresFrom(t, fmt.Sprintf("store %s", store.SchemaHash()), func(dsn string) error {
		_, err := store.Migrate(context.Background(), store.Config{Database: dsn})
		return err
	})
	return store.Config{Dir: t.TempDir(), Database: dsn}
}

// Open opens a database until the test ends.
func Open(t testing.TB, c store.Config) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close the database: %v", err)
		}
	})
	return db
}

// Behind opens the rows of a database behind the back of the program, as somebody with access to it could.
func Behind(t testing.TB, c store.Config) *sql.DB {
	t.Helper()
	driver, name := "sqlite", "file:"+filepath.Join(c.Dir, "doelenboom.sqlite")+"?_pragma=busy_timeout(5000)"
	if c.Database != "" {
		driver, name = "pgx", c.Database
	}
	db, err := sql.Open(driver, name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}
