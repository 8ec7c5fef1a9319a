package cycle

import (
	"errors"
	"strings"
)

// The cycle says no in four ways: these three and Invalid. Every other error is a fault of ours or of the surroundings.
var (
	ErrNotFound  = errors.New("not found")
	ErrForbidden = errors.New("not allowed")
	ErrConflict  = errors.New("not in this state")
)

// Problem is one thing wrong with one field. Code is looked up in the texts of the screens; Text, when there is one,
// is the Dutch sentence itself.
type Problem struct {
	Field string
	Code  string
	Text  string
}

// Invalid lists what is wrong with a value; never empty when it is returned as an error.
type Invalid []Problem

func (v Invalid) Error() string {
	var s []string
	for _, p := range v {
		if p.Text != "" {
			s = append(s, p.Text)
			continue
		}
		s = append(s, p.Field+": "+p.Code)
	}
	return strings.Join(s, "; ")
}

// orNil makes a list of problems an error, or nothing when there are none.
func (v Invalid) orNil() error {
	if len(v) == 0 {
		return nil
	}
	return v
}

// Refusal is a conflict that a person is told about: a rule said no, and Text is the Dutch sentence that says why and
// what to do.
type Refusal struct{ Text string }

func (r Refusal) Error() string { return r.Text }

// Is makes a Refusal an ErrConflict.
func (r Refusal) Is(target error) bool { return target == ErrConflict }
