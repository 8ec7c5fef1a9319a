package store_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// What was written moves from the log into the file by itself, so that a program that was killed has little to read again.
func TestTheLogIsMovedIntoTheFile(t *testing.T) {
	c := databases.SQLite(t)
	f := fill(t, databases.Open(t, c))
	only := t.TempDir() // the file, without its log
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		copied(t, filepath.Join(c.Dir, "doelenboom.sqlite"), filepath.Join(only, "doelenboom.sqlite"))
		if held(t, only, f) {
			return
		}
		if time.Now().After(end) {
			t.Fatal("ten seconds later what was written is still only in the log")
		}
	}
}

// What was erased is not left in the log either, also while another process has the database open.
func TestTheLogIsEmptied(t *testing.T) {
	c := databases.SQLite(t)
	db := databases.Open(t, c)
	f := fill(t, db)
	other := databases.Open(t, c)
	if _, err := other.Read(f.org.ID).Report(t.Context(), f.report.ID); err != nil {
		t.Fatal(err)
	}
	if err := db.EmptyLog(t.Context()); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(c.Dir, "doelenboom.sqlite-wal"))
	if err != nil || info.Size() > 0 {
		t.Errorf("the log: %v, %v", info, err)
	}
}

// held tells whether the organisation can be read from a folder with a database.
func held(t *testing.T, dir string, f filled) bool {
	t.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, store.Config{Dir: dir, ReadOnly: true})
	if err != nil {
		return false // not even the schema yet
	}
	defer db.Close()
	_, err = db.Read(f.org.ID).Report(ctx, f.report.ID)
	return err == nil
}

func copied(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}
