package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// The name of a folder may hold anything that a file system allows.
func TestAFolderWithAnOddName(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Gegevens 100% van ‘ons’? #1")
	db := databases.Open(t, store.Config{Dir: dir, Volatile: true})
	f := fill(t, db)
	findings(t, db, f)
	if _, err := os.Stat(filepath.Join(dir, "doelenboom.sqlite")); err != nil {
		t.Error(err)
	}
}

// SQLite waits for the disk at each commit, and not for throw-away data.
func TestACommitWaitsForTheDisk(t *testing.T) {
	for volatile, want := range map[bool]int{false: 2, true: 0} {
		c := databases.SQLite(t)
		c.Volatile = volatile
		var synchronous int
		if err := databases.Open(t, c).Writer().QueryRow(`pragma synchronous`).Scan(&synchronous); err != nil || synchronous != want {
			t.Errorf("volatile %v: synchronous is %d (%v)", volatile, synchronous, err)
		}
	}
}

// Start to first answer must stay short, also when there is much in the database.
func BenchmarkOpen(b *testing.B) {
	c := databases.SQLite(b)
	db := databases.Open(b, c)
	f := fill(b, db)
	for b.Loop() {
		again, err := store.Open(context.Background(), c)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := again.Read(f.org.ID).Head(context.Background()); err != nil {
			b.Fatal(err)
		}
		if err := again.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// Reading an edition is one query.
func BenchmarkReports(b *testing.B) {
	ctx := context.Background()
	db := databases.Open(b, databases.SQLite(b))
	org := province(b, db)
	f := example(db)
	change(b, db, org, "edition.added", func(tx *store.Tx) error { return tx.SaveEdition(ctx, f.edition) }, f.edition)
	nodes, places, sizes := tree(db, f.edition, 300)
	if err := db.Write(ctx, org, func(tx *store.Tx) error { return apply(ctx, tx, nodes, places, sizes) }); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if all, err := db.Read(org).Reports(ctx, f.edition.ID); err != nil || len(all) != 300 {
			b.Fatal(len(all), err)
		}
	}
}
