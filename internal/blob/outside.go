package blob

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// An export and a back-up are written beside the place where they will be, below a name of their own, and are held by who
// writes them. So the next one to the same place knows what an earlier one left when it was killed.

// NewFile begins a file that will be out, which only its owner may read. Mark tells what is being made, such as "export".
func NewFile(out, mark string) (*os.File, error) {
	removeOutside(filepath.Dir(out), out, mark)
	for {
		f, err := os.CreateTemp(filepath.Dir(out), makingOf(out, mark))
		if err != nil {
			return nil, err
		}
		if hold(f) && isThere(f) {
			return f, nil
		}
		_ = f.Close() // who removes what was left came first
	}
}

// NewFolder begins a folder in another one; what is in it will be out. The file that it gives is the folder, open.
func NewFolder(in, out, mark string) (*os.File, error) {
	removeOutside(in, out, mark)
	for {
		path, err := os.MkdirTemp(in, makingOf(out, mark))
		if err != nil {
			return nil, err
		}
		f, err := os.Open(path)
		switch {
		case errors.Is(err, os.ErrNotExist):
			continue
		case err != nil:
			return nil, errors.Join(err, os.Remove(path))
		case hold(f) && isThere(f):
			return f, nil
		}
		_ = f.Close()
	}
}

// IsLeft tells whether something in a folder has the name of what is being made of out, or was when somebody was killed.
func IsLeft(name, out, mark string) bool {
	number, ok := strings.CutPrefix(name, makingOf(out, mark))
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

func makingOf(out, mark string) string { return "." + mark + "-" + filepath.Base(out) + "-" }

// isThere tells whether an open file still has its name.
func isThere(f *os.File) bool {
	is, err := f.Stat()
	if err != nil {
		return false
	}
	named, err := os.Lstat(f.Name())
	return err == nil && os.SameFile(is, named)
}

// removeOutside removes what was left. What cannot be removed keeps nobody from writing.
func removeOutside(dir, out, mark string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if IsLeft(e.Name(), out, mark) {
			removeLeft(filepath.Join(dir, e.Name()))
		}
	}
}
