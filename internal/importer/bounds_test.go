package importer

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// endless gives the same bytes for ever, and counts them.
type endless struct {
	text string
	at   int
	read int64
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.text[e.at]
		e.at = (e.at + 1) % len(e.text)
	}
	e.read += int64(len(p))
	return len(p), nil
}

func TestAFileThatIsTooLargeIsRefusedBeforeItTakesTheMachine(t *testing.T) {
	t.Run("one of bytes that are no text", func(t *testing.T) {
		r := &endless{text: "\x00"}
		problem, _ := failure(t, r)
		if problem.Line != 1 || problem.Text != noText || r.read > 1<<20 {
			t.Errorf("%+v after %d bytes", problem, r.read)
		}
	})
	t.Run("one of lines without end", func(t *testing.T) {
		r := &endless{text: strings.Repeat("a", 200) + "\n"}
		problem, _ := failure(t, r)
		if problem.Line < 1_000_000 || problem.Text != tooLarge || r.read > MostBytes+1<<20 {
			t.Errorf("%+v after %d bytes", problem, r.read)
		}
	})
	t.Run("one line without end", func(t *testing.T) {
		r := &endless{text: "a"}
		problem, _ := failure(t, r)
		if problem.Line != 1 || problem.Text != tooLarge {
			t.Errorf("%+v", problem)
		}
	})
	t.Run("more lines than anybody writes", func(t *testing.T) {
		r := &endless{text: "\n"}
		if problem, _ := failure(t, r); problem.Line != mostLines || problem.Text != tooManyLines {
			t.Errorf("%+v", problem)
		}
	})
	t.Run("a file that says so itself", func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "g.txt")
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := f.Truncate(6 << 30); err != nil {
			t.Fatal(err)
		}
		if problem, _ := failure(t, f); problem.Line != 0 || problem.Text != tooLarge {
			t.Errorf("%+v", problem)
		}
	})
}

// What fits to the last byte is read.
func TestTheLastByteThatFitsIsRead(t *testing.T) {
	b := &bounded{t.Context(), bytes.NewReader(make([]byte, 100)), 100}
	if all, err := io.ReadAll(b); err != nil || len(all) != 100 {
		t.Errorf("%d bytes, %v", len(all), err)
	}
	b = &bounded{t.Context(), bytes.NewReader(make([]byte, 101)), 100}
	if _, err := io.ReadAll(b); err != errTooLarge {
		t.Errorf("one byte more gives %v", err)
	}
}

func TestReadingWhatNeverEndsCanBeStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, stop)
	for _, err := range Read(ctx, "x.txt", &endless{text: "a"}, Options{}) {
		if err != context.Canceled {
			t.Errorf("got %v", err)
		}
	}
}
