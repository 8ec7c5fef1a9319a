package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"doelenboom/internal/cycle"
)

// What the surroundings can do to us; errors.Is finds them. A blob that is not there is cycle.ErrNotFound.
var (
	ErrDiskFull = errors.New("the disk is full")
	ErrReadOnly = errors.New("the folder of blobs can only be read")
	ErrDamaged  = errors.New("the bytes of a blob do not fit its name")
)

// Config says where the blobs are.
type Config struct {
	Dir      string // made when it is not there yet
	Volatile bool   // does not wait for the disk: for throw-away data only
}

// Store is a folder of blobs.
type Store struct{ config Config }

// abandoned is how long a file may be in the making before it counts as left behind by a killed process, whatever holds it.
const abandoned = 24 * time.Hour

// unheld is how long nobody may hold a file that is in the making: it is made and closed a moment before it is held and named.
const unheld = 10 * time.Second

// Open opens a folder of blobs. Nothing is written until the first blob is put.
func Open(c Config) (*Store, error) {
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return nil, fmt.Errorf("open blobs: %w", err)
	}
	c.Dir = dir
	s := &Store{c}
	s.sweep(time.Now().Add(-abandoned), func(path string) { _ = os.Remove(path) })
	return s, nil
}

// RemoveLeft removes what killed processes left half written: nobody who lives holds it.
func (s *Store) RemoveLeft() { s.sweep(time.Now().Add(-unheld), removeLeft) }

// sweep removes what killed processes left half written before a moment. It is only tidying: errors do no harm. What was
// set aside is whole and may be as old as it likes: whose work it was does that once more.
func (s *Store) sweep(before time.Time, remove func(path string)) {
	entries, err := os.ReadDir(s.making())
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), aside) {
			continue
		}
		if info, err := e.Info(); err == nil && info.ModTime().Before(before) {
			remove(filepath.Join(s.making(), e.Name()))
		}
	}
}

func (s *Store) making() string { return filepath.Join(s.config.Dir, "new") }

// Path is where a blob is, or would be.
func (s *Store) Path(hash string) string {
	if !named(hash) {
		return filepath.Join(s.config.Dir, "new", "no-such-blob") // a name from outside never leads out of the folder
	}
	return filepath.Join(s.config.Dir, hash[:2], hash)
}

// named tells whether this is the name of a blob at all.
func named(hash string) bool {
	if len(hash) != 2*sha256.Size {
		return false
	}
	return strings.Trim(hash, "0123456789abcdef") == ""
}

// Put keeps what write writes and gives its hash. When write fails, nothing is kept.
func (s *Store) Put(ctx context.Context, write func(io.Writer) error) (string, error) {
	f, err := s.create()
	if err != nil {
		return "", describe(err, "make a blob")
	}
	defer func() { // does nothing once it was closed and renamed
		_ = f.Close()
		_ = os.Remove(f.Name())
	}()
	sum := sha256.New()
	if err := write(io.MultiWriter(patient{ctx, f}, sum)); err != nil {
		return "", describe(err, "write a blob")
	}
	hash := hex.EncodeToString(sum.Sum(nil))
	return hash, describe(s.keep(f, hash), "keep blob %s", hash)
}

// PutBytes keeps bytes and gives their hash.
func (s *Store) PutBytes(ctx context.Context, b []byte) (string, error) {
	return s.Put(ctx, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
}

// PutStill puts bytes again when the blob of them was removed since they were put; see RemoveUnless. It is asked once what points at
// it stands.
func (s *Store) PutStill(ctx context.Context, hash string, b []byte) error {
	if s.Has(hash) {
		return nil
	}
	_, err := s.PutBytes(ctx, b)
	return err
}

// PutFile keeps a copy of a file and gives its hash.
func (s *Store) PutFile(ctx context.Context, path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", describe(err, "keep %s", path)
	}
	defer f.Close()
	return s.Put(ctx, func(w io.Writer) error {
		_, err := io.Copy(w, bytesOf{f})
		return err
	})
}

// bytesOf hides that a file can write itself to a pipe: the copy must pass by the hash.
type bytesOf struct{ io.Reader }

// patient stops writing when nobody waits any more.
type patient struct {
	ctx context.Context
	w   io.Writer
}

func (p patient) Write(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.w.Write(b)
}

func (s *Store) create() (*os.File, error) {
	f, err := os.CreateTemp(s.making(), "blob-")
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(s.making(), 0o750); err != nil {
			return nil, err
		}
		f, err = os.CreateTemp(s.making(), "blob-")
	}
	if err == nil {
		hold(f)
	}
	return f, err
}

// keep gives a file that is whole its name. Bytes, name and folder are on the disk when it returns.
func (s *Store) keep(f *os.File, hash string) error {
	path := s.Path(hash)
	if err := f.Chmod(0o640); err != nil {
		return err
	}
	folder := make(chan error, 1) // the disk takes both at once
	go func() { folder <- s.folder(filepath.Dir(path)) }()
	if err := errors.Join(s.sync(f), <-folder, touch(f), f.Close()); err != nil {
		return err
	}
	// Also when there is one already: the bytes are the same, and a damaged one is mended.
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return s.syncFolder(filepath.Dir(path))
}

// touch makes a file look new: closed, nobody holds it any more, and it has no name yet.
func touch(f *os.File) error {
	now := time.Now()
	return os.Chtimes(f.Name(), now, now)
}

// folder makes a folder for the first blob in it.
func (s *Store) folder(dir string) error {
	err := os.Mkdir(dir, 0o750)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.syncFolder(s.config.Dir)
}

func (s *Store) sync(f *os.File) error {
	if s.config.Volatile {
		return nil
	}
	return f.Sync()
}

func (s *Store) syncFolder(dir string) error {
	if s.config.Volatile {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// Open opens a blob for reading.
func (s *Store) Open(hash string) (*os.File, error) {
	f, err := os.Open(s.Path(hash))
	return f, describe(err, "blob %s", hash)
}

// Has tells whether a blob is there.
func (s *Store) Has(hash string) bool {
	_, err := os.Stat(s.Path(hash))
	return err == nil
}

// Read reads a whole blob.
func (s *Store) Read(hash string) ([]byte, error) {
	b, err := os.ReadFile(s.Path(hash))
	return b, describe(err, "blob %s", hash)
}

// Verify reads a whole blob and answers ErrDamaged when its bytes do not fit its name.
func (s *Store) Verify(ctx context.Context, hash string) error {
	f, err := s.Open(hash)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(patient{ctx, sum}, f); err != nil {
		return describe(err, "read blob %s", hash)
	}
	if want, _ := hex.DecodeString(hash); !bytes.Equal(sum.Sum(nil), want) {
		return describe(ErrDamaged, "blob %s", hash)
	}
	return nil
}

// Remove erases a blob; it is no error when it is not there.
func (s *Store) Remove(hash string) error {
	err := os.Remove(s.Path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = s.syncFolder(filepath.Dir(s.Path(hash)))
	}
	return describe(err, "remove blob %s", hash)
}

// List names all blobs, in the order of their names.
func (s *Store) List(ctx context.Context) ([]string, error) {
	folders, err := os.ReadDir(s.config.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var hashes []string
	for _, folder := range folders {
		if len(folder.Name()) != 2 || ctx.Err() != nil {
			continue
		}
		files, err := os.ReadDir(filepath.Join(s.config.Dir, folder.Name()))
		if err != nil {
			return nil, describe(err, "list blobs")
		}
		for _, f := range files {
			if named(f.Name()) {
				hashes = append(hashes, f.Name())
			}
		}
	}
	if err == nil {
		err = ctx.Err()
	}
	return hashes, describe(err, "list blobs")
}

// Older names the blobs that were put before a moment, and those of which a killed process left something set aside.
func (s *Store) Older(ctx context.Context, before time.Time) ([]string, error) {
	all, err := s.List(ctx)
	if err != nil {
		return nil, err
	}
	old := slices.DeleteFunc(all, func(hash string) bool {
		info, err := os.Stat(s.Path(hash))
		return err != nil || !info.ModTime().Before(before)
	})
	left, err := filepath.Glob(filepath.Join(s.making(), aside+"*"))
	for _, path := range left {
		if hash, _, ok := strings.Cut(strings.TrimPrefix(filepath.Base(path), aside), "-"); ok && named(hash) {
			old = append(old, hash)
		}
	}
	slices.Sort(old)
	return slices.Compact(old), describe(err, "list blobs")
}

// describe says what was being done and makes the error one that the caller can tell apart.
func describe(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	what := fmt.Sprintf(format, args...)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w: %w", what, cycle.ErrNotFound, err)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%s: %w: %w", what, ErrDiskFull, err)
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: %w: %w", what, ErrReadOnly, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}
