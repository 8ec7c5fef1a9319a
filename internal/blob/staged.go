package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
)

// ErrTooLarge says that more came than may be kept.
var ErrTooLarge = errors.New("it is larger than it may be")

// Staged is a file that came in and is not kept yet: somebody looks at it first. Keep it or discard it.
type Staged struct {
	store *Store
	file  *os.File
	kept  *os.File // the same, once it is a blob
	hash  string
	size  int64
}

// Stage writes what comes to the disk, most bytes of it.
func (s *Store) Stage(ctx context.Context, from io.Reader, most int64) (*Staged, error) {
	f, err := s.create()
	if err != nil {
		return nil, describe(err, "make a blob")
	}
	staged := &Staged{store: s, file: f}
	sum := sha256.New()
	staged.size, err = io.Copy(io.MultiWriter(patient{ctx, f}, sum), io.LimitReader(from, most+1))
	if err == nil && staged.size > most {
		err = ErrTooLarge
	}
	if err != nil {
		staged.Discard()
		return nil, describe(err, "take in a file")
	}
	staged.hash = hex.EncodeToString(sum.Sum(nil))
	return staged, nil
}

// ReadAt reads what came.
func (s *Staged) ReadAt(b []byte, at int64) (int, error) { return s.file.ReadAt(b, at) }

// Sum is the SHA-256 of what came.
func (s *Staged) Sum() string { return s.hash }

// Size is how many bytes came.
func (s *Staged) Size() int64 { return s.size }

// Keep makes a blob of it and gives its hash.
func (s *Staged) Keep() (string, error) {
	kept, err := os.Open(s.file.Name())
	if err != nil {
		return s.hash, describe(err, "keep blob %s", s.hash)
	}
	s.kept = kept
	return s.hash, describe(s.store.keep(s.file, s.hash), "keep blob %s", s.hash)
}

// KeepStill puts the blob again when it was removed since Keep; see RemoveUnless. It is asked once what points at it stands.
func (s *Staged) KeepStill(ctx context.Context) error {
	if s.store.Has(s.hash) {
		return nil
	}
	_, err := s.store.Put(ctx, func(w io.Writer) error {
		_, err := io.Copy(w, io.NewSectionReader(s.kept, 0, s.size))
		return err
	})
	return err
}

// Discard throws away what was not kept.
func (s *Staged) Discard() {
	_ = s.file.Close()
	_ = os.Remove(s.file.Name())
	if s.kept != nil {
		_ = s.kept.Close()
	}
}
