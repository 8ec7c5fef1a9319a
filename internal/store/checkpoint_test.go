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
