package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"doelenboom/internal/dutch"
)

// output is the standard output of a command. It remembers the first write that failed: what was not told counts as not
// done, for whoever kept the answer in a file that is not whole.
type output struct {
	to     io.Writer
	mu     sync.Mutex // the demo tells things while it serves
	failed error
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.failed != nil {
		return 0, o.failed
	}
	n, err := o.to.Write(b)
	o.failed = err
	return n, err
}

// code is the exit code of a command that ended with err, after all its problems were told.
func (o *output) code(err error, tell func(error) int) int {
	o.mu.Lock()
	failed := o.failed
	o.mu.Unlock()
	switch {
	case failed == nil:
		return tell(err)
	case err == nil, errors.Is(err, failed):
		return tell(unwritten{failed})
	}
	return max(tell(err), tell(unwritten{failed}))
}

// unwritten is what a command had to say and could not.
type unwritten struct{ err error }

func (u unwritten) Error() string { return "standard output: " + u.err.Error() }

// oneLine keeps a text on its line. A name may hold anything: a new line in it would forge a line of a list, and other
// control codes steer the terminal.
func oneLine(text string) string {
	if dutch.InOneLine(text) && utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, text[0])
		case !dutch.InOneLine(text[:size]):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteString(text[:size])
		}
		text = text[size:]
	}
	return b.String()
}
