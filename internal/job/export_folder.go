package job

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"doelenboom/internal/blob"
	"doelenboom/internal/cycle"
)

// Folder is a folder that is being written: it gets its place when all of it is there, so that nobody finds half of it.
type Folder struct {
	out  string   // where it will be
	dir  string   // where it is written
	open *os.File // dir, held while it is written
	had  bool     // out was there already, and empty
}

// exportMark is in the name of what is being exported.
const exportMark = "export"

// NewFolder begins a folder; out must be empty or new.
func NewFolder(out string) (*Folder, error) {
	entries, err := os.ReadDir(out)
	switch {
	case errors.Is(err, os.ErrNotExist):
		if _, err := os.Lstat(out); err == nil {
			return nil, cycle.Refusal{Text: out + " is een koppeling naar iets dat er niet is; kies een lege of nieuwe map"}
		}
		return begin(&Folder{out: out}, filepath.Dir(out))
	case err != nil:
		return nil, err
	case slices.ContainsFunc(entries, func(e os.DirEntry) bool { return !blob.IsLeft(e.Name(), out, exportMark) }):
		return nil, cycle.Refusal{Text: "de map " + out + " is niet leeg; kies een lege of nieuwe map"}
	}
	return begin(&Folder{out: out, had: true}, out)
}

// begin writes beside a new folder, and inside one that is there: that may be a disk of its own.
func begin(f *Folder, parent string) (*Folder, error) {
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, err
	}
	var err error
	if f.open, err = blob.NewFolder(parent, f.out, exportMark); err != nil {
		return nil, refusedPlace(f.out, err)
	}
	f.dir = f.open.Name()
	return f, nil
}

// refusedPlace tells of the place that somebody named, not of what was tried to be written there. Where the system keeps
// files of its own, as in /proc, it says of a new one that it does not exist.
func refusedPlace(out string, err error) error {
	if _, missing := os.Stat(filepath.Dir(out)); missing == nil && errors.Is(err, os.ErrNotExist) {
		return cycle.Refusal{Text: out + " kan daar niet gemaakt worden; kies een andere plaats"}
	}
	if errors.Is(err, os.ErrPermission) {
		return &os.PathError{Op: "create", Path: out, Err: os.ErrPermission}
	}
	return err
}

// Write writes one file below the folder.
func (f *Folder) Write(path string, data []byte) error {
	return writeFile(filepath.Join(f.dir, path), data)
}

// Keep puts the folder in its place.
func (f *Folder) Keep() error {
	if runtime.GOOS == "windows" { // a folder that is open cannot get another name there
		_ = f.open.Close()
	}
	defer f.open.Close()
	if err := os.Chmod(f.dir, 0o755); err != nil {
		return errors.Join(err, f.Discard())
	}
	if !f.had {
		if err := os.Rename(f.dir, f.out); err != nil {
			return errors.Join(err, f.Discard())
		}
		return nil
	}
	return f.spread()
}

// spread moves everything up into the folder that was there.
func (f *Folder) spread() error {
	entries, err := os.ReadDir(f.dir)
	var moved []string
	for _, e := range entries {
		to := filepath.Join(f.out, e.Name())
		if err = os.Rename(filepath.Join(f.dir, e.Name()), to); err != nil {
			break
		}
		moved = append(moved, to)
	}
	if err == nil {
		return os.Remove(f.dir)
	}
	for _, m := range moved {
		err = errors.Join(err, os.RemoveAll(m))
	}
	return errors.Join(err, f.Discard())
}

// Discard takes away what was written.
func (f *Folder) Discard() error { return errors.Join(f.open.Close(), os.RemoveAll(f.dir)) }
