package blob

import (
	"context"
	"errors"
	"strings"
	"testing"
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
