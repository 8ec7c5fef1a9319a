package blob

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"doelenboom/internal/cycle"
)

// The SHA-256 of "werklocaties", by sha256sum.
const (
	text = "werklocaties"
	name = "01e0dd5ad2b7659596e1eed777dbc9eb680bf9e57f9c4caa8910ee967faf7c29"
)

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(Config{Dir: filepath.Join(t.TempDir(), "blob")})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t *testing.T, s *Store, text string) string {
	t.Helper()
	hash, err := s.PutBytes(context.Background(), []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

func TestABlobIsNamedAfterItsBytes(t *testing.T) {
	s := open(t)
	hash := put(t, s, text)
	if hash != name {
		t.Errorf("it is called %s", hash)
	}
	if got, err := s.Read(hash); err != nil || string(got) != text {
		t.Errorf("%q, %v", got, err)
	}
	if want := filepath.Join(s.config.Dir, name[:2], name); s.Path(hash) != want || !s.Has(hash) {
		t.Errorf("it is at %s", s.Path(hash))
	}
	if again := put(t, s, text); again != hash {
		t.Errorf("the second time it is called %s", again)
	}
	if all, err := s.List(context.Background()); err != nil || len(all) != 1 || all[0] != hash {
		t.Errorf("there are %v (%v)", all, err)
	}
	nothingInTheMaking(t, s)
}

func nothingInTheMaking(t *testing.T, s *Store) {
	t.Helper()
	if left, err := os.ReadDir(s.making()); err != nil || len(left) != 0 {
		t.Errorf("%d files are left in the making (%v)", len(left), err)
	}
}

func TestAFileIsCopied(t *testing.T) {
	s := open(t)
	path := filepath.Join(t.TempDir(), "kaart.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if hash, err := s.PutFile(context.Background(), path); err != nil || hash != name {
		t.Errorf("%s, %v", hash, err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the file itself: %v", err)
	}
}

// Nothing is kept of what was not written to its end.
func TestWhatFailsIsNotKept(t *testing.T) {
	s := open(t)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for want, try := range map[error]func() (string, error){
		ErrDiskFull: func() (string, error) {
			return s.Put(context.Background(), func(w io.Writer) error {
				if _, err := io.WriteString(w, "half"); err != nil {
					return err
				}
				return &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
			})
		},
		ErrReadOnly: func() (string, error) {
			return s.Put(context.Background(), func(io.Writer) error { return &fs.PathError{Op: "open", Path: "x", Err: syscall.EROFS} })
		},
		context.Canceled:  func() (string, error) { return s.PutBytes(cancelled, []byte(text)) },
		cycle.ErrNotFound: func() (string, error) { return s.PutFile(context.Background(), "nergens") },
	} {
		if _, err := try(); !errors.Is(err, want) {
			t.Errorf("%v, not %v", err, want)
		}
	}
	if all, err := s.List(context.Background()); err != nil || len(all) != 0 {
		t.Errorf("there are %v (%v)", all, err)
	}
	nothingInTheMaking(t, s)
}

func TestADamagedBlobIsNamed(t *testing.T) {
	s := open(t)
	hash := put(t, s, text)
	if err := s.Verify(context.Background(), hash); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(s.Path(hash), []byte("Werklocaties"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Verify(context.Background(), hash); !errors.Is(err, ErrDamaged) {
		t.Errorf("verifying gives %v", err)
	}
	put(t, s, text)
	if err := s.Verify(context.Background(), hash); err != nil {
		t.Errorf("putting it again does not mend it: %v", err)
	}
}

func TestARemovedBlobIsGone(t *testing.T) {
	s := open(t)
	hash := put(t, s, text)
	for range 2 { // the second time there is nothing to do
		if err := s.Remove(hash); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Open(hash); !errors.Is(err, cycle.ErrNotFound) {
		t.Errorf("opening gives %v", err)
	}
	if s.Has(hash) {
		t.Error("it is still there")
	}
}

// A name from outside never leads out of the folder.
func TestAWrongNameIsNoBlob(t *testing.T) {
	s := open(t)
	put(t, s, text)
	for _, wrong := range []string{"", "..", "../../etc/passwd", strings.ToUpper(name), name + "0", "/" + name[1:]} {
		if _, err := s.Open(wrong); !errors.Is(err, cycle.ErrNotFound) {
			t.Errorf("%q gives %v", wrong, err)
		}
		if !strings.HasPrefix(s.Path(wrong), s.config.Dir+string(filepath.Separator)) {
			t.Errorf("%q leads to %s", wrong, s.Path(wrong))
		}
	}
}

// Asking writes nothing: a folder may be on a disk that can only be read.
func TestAnEmptyStoreIsNotMade(t *testing.T) {
	s := open(t)
	if all, err := s.List(context.Background()); err != nil || len(all) != 0 {
		t.Errorf("there are %v (%v)", all, err)
	}
	if _, err := os.Stat(s.config.Dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder was made: %v", err)
	}
}

// What a killed process left half written is removed by a later start, and not what another is writing now.
func TestWhatWasLeftBehindIsRemoved(t *testing.T) {
	s := open(t)
	put(t, s, text)
	old, fresh := filepath.Join(s.making(), "blob-1"), filepath.Join(s.making(), "blob-2")
	for path, age := range map[string]time.Duration{old: 48 * time.Hour, fresh: time.Hour} {
		if err := os.WriteFile(path, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Time{}, time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(s.config); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the old one: %v", err)
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Errorf("the fresh one: %v", err)
	}
}

// The same bytes put by many at once are one blob.
func TestManyPutTheSame(t *testing.T) {
	s := open(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if hash, err := s.PutBytes(context.Background(), []byte(text)); err != nil || hash != name {
				t.Errorf("%s, %v", hash, err)
			}
		})
	}
	all.Wait()
	if err := s.Verify(context.Background(), name); err != nil {
		t.Error(err)
	}
	nothingInTheMaking(t, s)
}

// What a process that was killed a moment ago left half written need not wait for a day; what somebody writes stays.
func TestWhatNobodyHoldsIsRemoved(t *testing.T) {
	s := open(t)
	put(t, s, text)
	writing, err := s.create()
	if err != nil {
		t.Fatal(err)
	}
	defer writing.Close()
	left, fresh := filepath.Join(s.making(), "blob-1"), filepath.Join(s.making(), "blob-2")
	for path, age := range map[string]time.Duration{left: time.Minute, fresh: 0, writing.Name(): time.Minute} {
		if err := errors.Join(os.WriteFile(path, []byte("half"), 0o600), os.Chtimes(path, time.Time{}, time.Now().Add(-age))); err != nil {
			t.Fatal(err)
		}
	}
	s.RemoveLeft()
	for path, stays := range map[string]bool{left: false, fresh: true, writing.Name(): true} {
		if _, err := os.Stat(path); (err == nil) != stays {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
}

// Old is what was put before a moment, and what was set aside by a process that was killed then.
func TestOldBlobsAreNamed(t *testing.T) {
	s, ctx := open(t), context.Background()
	put(t, s, text)
	fresh := put(t, s, "fresh")
	aside := put(t, s, "aside")
	if _, err := s.setAside(aside); err != nil {
		t.Fatal(err)
	}
	hourAgo := time.Now().Add(-time.Hour)
	if err := os.Chtimes(s.Path(name), hourAgo, hourAgo); err != nil {
		t.Fatal(err)
	}
	old, err := s.Older(ctx, time.Now().Add(-time.Minute))
	if err != nil || !slices.Contains(old, name) || !slices.Contains(old, aside) || slices.Contains(old, fresh) {
		t.Errorf("%v, %v", old, err)
	}
	put(t, s, text) // again: it is new
	if old, err := s.Older(ctx, time.Now().Add(-time.Minute)); err != nil || slices.Contains(old, name) {
		t.Errorf("%v, %v", old, err)
	}
}
