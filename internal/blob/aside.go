package blob

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Who removes a file looks whether anybody points at it; who begins to point at one puts it first. Between organisations
// nothing orders the two, so each looks once more at what the other did: who removes sets the blob aside and asks then
// whether it is pointed at, and who points at it sees, once that stands, whether the blob is there and puts it again when
// it is not (KeepStill, PutStill). Whichever was first, one of them sees the other.

// RemoveUnless erases those of some blobs that nobody points at. Pointed tells which of them are pointed at now; it is asked
// again when they are out of the way, and what is pointed at by then comes back.
func (s *Store) RemoveUnless(hashes []string, pointed func() (map[string]bool, error)) error {
	before, err := pointed()
	if err != nil {
		return fmt.Errorf("remove blobs: %w", err)
	}
	away := map[string]string{} // where they are, by hash; "" is one that is not there
	for _, hash := range hashes {
		switch {
		case err != nil:
		case before[hash]:
			err = s.bringBack(hash)
		default:
			away[hash], err = s.setAside(hash)
		}
	}
	if len(away) == 0 {
		return err
	}
	now, failed := pointed()
	err = errors.Join(err, failed)
	for hash, path := range away {
		switch {
		case failed == nil && !now[hash]:
			err = errors.Join(err, s.erase(hash))
		case path != "":
			err = errors.Join(err, s.bring(path, hash))
		}
	}
	return err
}

// setAside moves a blob out of the way and tells where it is then.
func (s *Store) setAside(hash string) (string, error) {
	to := filepath.Join(s.making(), gone(hash)+rand.Text())
	err := os.MkdirAll(s.making(), 0o750)
	if err == nil {
		err = os.Rename(s.Path(hash), to)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil:
		return "", describe(err, "set blob %s aside", hash)
	}
	return to, nil
}

// aside begins the names of all blobs that were set aside.
const aside = "gone-"

// gone begins the name of a blob that was set aside.
func gone(hash string) string { return aside + hash + "-" }

// bring puts a blob back. Who put it again meanwhile put the same bytes; when somebody else erased it, who points at it
// puts it again.
func (s *Store) bring(path, hash string) error {
	err := os.Rename(path, s.Path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = s.syncFolder(filepath.Dir(s.Path(hash)))
	}
	return describe(err, "bring blob %s back", hash)
}

// bringBack puts back what a process that was killed had set aside of a blob, when somebody had begun to point at it just
// before: whoever that was saw that it was there.
func (s *Store) bringBack(hash string) error {
	if s.Has(hash) {
		return nil
	}
	left, err := s.left(hash)
	if err != nil || len(left) == 0 {
		return err
	}
	return s.bring(left[0], hash)
}

// left is what is still set aside of a blob.
func (s *Store) left(hash string) ([]string, error) {
	return filepath.Glob(filepath.Join(s.making(), gone(hash)+"*"))
}

// erase removes what was set aside of a blob, also by a process that was killed then.
func (s *Store) erase(hash string) error {
	left, err := s.left(hash)
	for _, path := range left {
		if one := os.Remove(path); one != nil && !errors.Is(one, fs.ErrNotExist) {
			err = errors.Join(err, one)
		}
	}
	if err == nil && len(left) > 0 {
		err = errors.Join(s.syncFolder(s.making()), s.syncFolder(filepath.Dir(s.Path(hash))))
	}
	return describe(err, "remove blob %s", hash)
}
