package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"doelenboom/internal/blob"
	"doelenboom/internal/store"
)

// The marker lies in a data folder from the first byte that is put back until all is there. Nothing else may use the
// folder meanwhile; after a kill it says that restoring must be done again.
const marker = "restore.unfinished"

// Unfinished tells whether restoring was begun in a data folder and did not come to its end.
func Unfinished(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, marker))
	return err == nil
}

// Finish says that everything is there: from now on the folder can be used.
func Finish(dir string) error {
	if err := os.Remove(filepath.Join(dir, marker)); err != nil {
		return err
	}
	return syncFolder(dir)
}

// marked is what the marker says: the hash of the manifest of the back-up that is being put back; "" without a marker.
func marked(dir string) (string, error) {
	text, err := os.ReadFile(filepath.Join(dir, marker))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return strings.TrimSpace(string(text)), err
}

func mark(dir, manifest string) error {
	f, err := os.OpenFile(filepath.Join(dir, marker), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o640)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, manifest)
	return errors.Join(err, f.Sync(), f.Close(), syncFolder(dir))
}

// Target is the empty installation that a back-up is put back into.
type Target struct {
	Config store.Config
	Blobs  *blob.Store
	Step   func() // called for each row and each file
}

// Restore puts rows and files back. The folder stays marked until Finish: what is derived must be made first. What
// fails leaves the target as empty as it was; what is killed is done again by another Restore.
//
//  1. Files first, each on the disk before a row names it.
//  2. All rows in one transaction, in the schema that they were written with.
//  3. The schema is brought up to date.
//
// When the rows are in already, an earlier Restore was killed after the second step; then only the third is done.
func (f *File) Restore(ctx context.Context, to Target) (err error) {
	t, err := store.OpenTarget(ctx, to.Config)
	if err != nil {
		return err
	}
	closing := t.Close
	defer func() { err = errors.Join(err, closing()) }()
	unfinished := Unfinished(to.Config.Dir)
	if t.Filled {
		if !unfinished {
			return refused("in %s staat al een installatie; zet de back-up terug in een lege map%s", to.Config.Dir, elsewhere(to.Config))
		}
		return f.goOn(ctx, t, to)
	}
	if !t.Fits(f.Schema) {
		return refused("de database heeft schema %d en de back-up schema %d; zet haar terug in een database zonder tabellen", t.Schema, f.Schema)
	}
	if err := mark(to.Config.Dir, f.Manifest); err != nil {
		return err
	}
	put, err := f.files(ctx, to)
	if err == nil {
		err = f.load(ctx, t, to)
	}
	if err == nil {
		return t.Upgrade(ctx)
	}
	closing = func() error { return nil }
	return errors.Join(f.told(err), f.undo(t, to, put, unfinished))
}

func elsewhere(c store.Config) string {
	if c.Database != "" {
		return " en een lege database"
	}
	return ""
}

// goOn ends what was killed when the rows were in.
func (f *File) goOn(ctx context.Context, t *store.Target, to Target) error {
	manifest, err := marked(to.Config.Dir)
	if err != nil {
		return err
	}
	if manifest != f.Manifest || !slices.Equal(t.Heads, f.Heads) {
		return refused("in %s is het terugzetten van een andere back-up niet afgemaakt; gebruik die, of een lege map%s", to.Config.Dir, elsewhere(to.Config))
	}
	return t.Upgrade(ctx)
}

// undo takes away what a failed Restore wrote. What an earlier one wrote before it was killed is not known, so then the
// marker stays.
func (f *File) undo(t *store.Target, to Target, put []string, unfinished bool) error {
	errs := []error{t.Discard()}
	for _, hash := range put {
		errs = append(errs, to.Blobs.Remove(hash))
	}
	if err := errors.Join(errs...); err != nil || unfinished {
		return err
	}
	return Finish(to.Config.Dir)
}

// files puts the files back and names those that were not there.
func (f *File) files(ctx context.Context, to Target) (put []string, err error) {
	for path := range f.sums {
		hash, isBlob := strings.CutPrefix(path, blobsDir)
		if !isBlob {
			continue
		}
		if !to.Blobs.Has(hash) {
			put = append(put, hash)
		}
		_, err := to.Blobs.Put(ctx, func(w io.Writer) error {
			return f.with(path, func(r io.Reader) error { return copyTo(ctx, w, r) })
		})
		if err != nil {
			return put, err
		}
		to.Step()
	}
	return put, nil
}

// load puts the rows back, and keeps them only when they are what the back-up says of itself.
func (f *File) load(ctx context.Context, t *store.Target, to Target) error {
	return t.Load(ctx, f.Schema, func(l *store.Load) error {
		seen := 0
		for _, table := range l.Tables() {
			if f.entries[rowsPath(table)] == nil {
				return damaged("%s ontbreekt", rowsPath(table))
			}
			seen++
			err := f.with(rowsPath(table), func(r io.Reader) error { return l.Rows(ctx, table, r, to.Step) })
			if err != nil {
				return err
			}
		}
		for _, hash := range l.Blobs() {
			if f.entries[blobPath(hash)] == nil {
				return damaged("%s ontbreekt", blobPath(hash))
			}
			seen++
		}
		if seen+1 != len(f.sums) { // and backup.json
			return damaged("er zit meer in dan de rijen noemen")
		}
		heads, err := l.Heads(ctx)
		if err == nil && !slices.Equal(heads, f.Heads) {
			err = damaged("de geschiedenis eindigt niet waar %s zegt", aboutPath)
		}
		return err
	})
}
