package main

import (
	"errors"
	"os"
	"path/filepath"
)

// folder is a folder that is being written: it gets its place when all of it is there, so that nobody finds half of it.
type folder struct {
	out string // where it will be
	dir string // where it is written
	had bool   // out was there already, and empty
}

// newFolder begins a folder; out must be empty or new.
func newFolder(out string) (*folder, error) {
	entries, err := os.ReadDir(out)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return begin(&folder{out: out}, filepath.Dir(out))
	case err != nil:
		return nil, err
	case len(entries) > 0:
		return nil, refused("de map %s is niet leeg; kies een lege of nieuwe map", out)
	}
	return begin(&folder{out: out, had: true}, out)
}

// begin writes beside a new folder, and inside one that is there: that may be a disk of its own.
func begin(f *folder, parent string) (*folder, error) {
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, err
	}
	var err error
	f.dir, err = os.MkdirTemp(parent, ".export-")
	return f, err
}

func (f *folder) write(path string, data []byte) error {
	path = filepath.Join(f.dir, path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// keep puts the folder in its place.
func (f *folder) keep() error {
	if err := os.Chmod(f.dir, 0o755); err != nil {
		return errors.Join(err, f.discard())
	}
	if !f.had {
		if err := os.Rename(f.dir, f.out); err != nil {
			return errors.Join(err, f.discard())
		}
		return nil
	}
	return f.spread()
}

// spread moves everything up into the folder that was there.
func (f *folder) spread() error {
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
	return errors.Join(err, f.discard())
}

// discard takes away what was written.
func (f *folder) discard() error { return os.RemoveAll(f.dir) }
