package blob

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

func TestAFileIsLookedAtBeforeItIsKept(t *testing.T) {
	s := open(t)
	staged, err := s.Stage(context.Background(), strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 4)
	if _, err := staged.ReadAt(b, 4); err != nil || string(b) != text[4:8] || staged.Size() != int64(len(text)) {
		t.Errorf("%q of %d, %v", b, staged.Size(), err)
	}
	if s.Has(name) {
		t.Error("it is kept already")
	}
	if hash, err := staged.Keep(); err != nil || hash != name || !s.Has(name) {
		t.Errorf("%s, %v", hash, err)
	}
	staged.Discard()
	if err := s.Verify(context.Background(), name); err != nil {
		t.Error(err)
	}
	nothingInTheMaking(t, s)
}

func TestWhatIsNotWantedLeavesNothing(t *testing.T) {
	s := open(t)
	staged, err := s.Stage(context.Background(), strings.NewReader(text), 100)
	if err != nil {
		t.Fatal(err)
	}
	staged.Discard()
	if _, err := s.Stage(context.Background(), strings.NewReader(text), int64(len(text))-1); !errors.Is(err, ErrTooLarge) {
		t.Errorf("more than may come gives %v", err)
	}
	if s.Has(name) {
		t.Error("it is kept")
	}
	nothingInTheMaking(t, s)
}

// A blob that somebody put again just now stays, whoever thought that nobody wanted it.
func TestAFreshBlobIsNotRemoved(t *testing.T) {
	s := open(t)
	put(t, s, text)
	week := time.Now().Add(-7 * 24 * time.Hour)
	if err := s.RemoveOlder(name, week); err != nil || !s.Has(name) {
		t.Errorf("it is gone (%v)", err)
	}
	if err := os.Chtimes(s.Path(name), time.Time{}, week.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveOlder(name, week); err != nil || s.Has(name) {
		t.Errorf("it is still there (%v)", err)
	}
}
