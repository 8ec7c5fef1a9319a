package blob

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

// pointing answers the first and the second time that it is asked whether anybody points at the blob; what happens between
// the two happens while it is out of the way.
func pointing(first, second bool, meanwhile func()) func() (map[string]bool, error) {
	asked := 0
	return func() (map[string]bool, error) {
		if asked++; asked == 1 {
			return map[string]bool{name: first}, nil
		}
		meanwhile()
		return map[string]bool{name: second}, nil
	}
}

func TestRemovingWhatNobodyPointsAt(t *testing.T) {
	nothing := func() {}
	for _, c := range []struct {
		name          string
		first, second bool
		again         bool // somebody puts the same bytes while it is out of the way
		stays         bool
	}{
		{"nobody points at it", false, false, false, false},
		{"somebody does", true, true, false, true},
		{"somebody began to, while it was out of the way", false, true, false, true},
		{"somebody began to, and put it again", false, true, true, true},
		{"somebody put it again and does not point at it yet", false, false, true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			put(t, s, text)
			meanwhile := nothing
			if c.again {
				meanwhile = func() { put(t, s, text) }
			}
			if err := s.RemoveUnless([]string{name}, pointing(c.first, c.second, meanwhile)); err != nil {
				t.Fatal(err)
			}
			if s.Has(name) != c.stays {
				t.Errorf("it is there: %v", s.Has(name))
			}
			if c.stays {
				if err := s.Verify(context.Background(), name); err != nil {
					t.Error(err)
				}
			}
			nothingInTheMaking(t, s)
		})
	}
}

// When it cannot be seen whether anybody points at it, it comes back; what is not there is removed already.
func TestRemovingIsUndone(t *testing.T) {
	s := open(t)
	put(t, s, text)
	down, asked := errors.New("the database is down"), 0
	err := s.RemoveUnless([]string{name, strings.Repeat("ab", 32)}, func() (map[string]bool, error) {
		if asked++; asked == 2 {
			return nil, down
		}
		return nil, nil
	})
	if !errors.Is(err, down) || !s.Has(name) {
		t.Errorf("%v, and it is there: %v", err, s.Has(name))
	}
	nothingInTheMaking(t, s)
}

// What a process that was killed had set aside goes when the same is removed once more.
func TestRemovingIsFinished(t *testing.T) {
	s := open(t)
	put(t, s, text)
	if path, err := s.setAside(name); err != nil || path == "" || s.Has(name) {
		t.Fatalf("%q, %v", path, err)
	}
	if err := s.RemoveUnless([]string{name}, pointing(false, false, func() {})); err != nil {
		t.Error(err)
	}
	nothingInTheMaking(t, s)
}

// What a process that was killed had set aside comes back when somebody began to point at it just before.
func TestWhatWasSetAsideComesBack(t *testing.T) {
	s := open(t)
	put(t, s, text)
	if path, err := s.setAside(name); err != nil || path == "" || s.Has(name) {
		t.Fatalf("%q, %v", path, err)
	}
	s.sweep(time.Now().Add(time.Hour), func(path string) { _ = os.Remove(path) }) // the server stood still for days
	if err := s.RemoveUnless([]string{name}, pointing(true, true, func() {})); err != nil || !s.Has(name) {
		t.Errorf("%v, and it is there: %v", err, s.Has(name))
	}
	nothingInTheMaking(t, s)
}

// Who points at a file by now puts it again when it was removed before that could be seen.
func TestAFileThatWasRemovedMeanwhileIsPutAgain(t *testing.T) {
	s, ctx := open(t), context.Background()
	staged, err := s.Stage(ctx, strings.NewReader(text), 100)
	if err != nil {
		t.Fatal(err)
	}
	hash, err := staged.Keep()
	if err != nil {
		t.Fatal(err)
	}
	for _, again := range []func() error{
		func() error { return staged.KeepStill(ctx) },
		func() error { return s.PutStill(ctx, hash, []byte(text)) },
	} {
		if err := os.Remove(s.Path(hash)); err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time there is nothing to do
			if err := errors.Join(again(), s.Verify(ctx, hash)); err != nil {
				t.Error(err)
			}
		}
	}
	staged.Discard()
	if !s.Has(hash) {
		t.Error("it went with what came in")
	}
	nothingInTheMaking(t, s)
}
