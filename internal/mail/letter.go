package mail

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
)

// Letter is one letter to one person.
type Letter struct {
	To      string
	Subject string
	Text    string
}

// Sender sends letters. What could not be sent may be tried again.
type Sender interface {
	Send(ctx context.Context, l Letter) error
}

// Log shows letters instead of sending them: links in them work, so it is for demonstrations only.
type Log struct {
	mu sync.Mutex
	w  io.Writer
}

// NewLog makes a Log that writes to w.
func NewLog(w io.Writer) *Log { return &Log{w: w} }

// Send shows the letter, each line behind a mark.
func (l *Log) Send(_ context.Context, letter Letter) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := strings.ReplaceAll(strings.TrimSpace(letter.Text), "\n", "\n  | ")
	_, err := fmt.Fprintf(l.w, "Brief aan %s: %s\n  | %s\n", letter.To, letter.Subject, text)
	return err
}
