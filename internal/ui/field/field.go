// Package field is a question of a form: its label, what helps to answer it, what is wrong with the answer, and the
// control itself. All of them are plain HTML that works without scripts.
package field

import (
	"time"
	"unicode"
	"unicode/utf8"

	"doelenboom/internal/cycle"
)

// Field is what every question has.
type Field struct {
	Name     string // of the control; also its id
	Label    string
	Help     string // how to fill it in
	Problem  string // what is wrong with what was filled in
	Value    string
	Required bool
	Asked    bool   // an answer is wanted, though the form can be kept without it
	Fixed    bool   // shown and sent along, not to be changed here
	Auto     string // autocomplete: "username", "current-password", "one-time-code"
}

// Choice is one of the answers to a question.
type Choice struct {
	Value, Label string
	Help         string
}

// Begins is the class of what is wrong, so that it begins with a capital; but not what begins with words of who typed them.
func Begins(problem string) string {
	if first, _ := utf8.DecodeRuneInString(problem); unicode.IsLetter(first) {
		return "field-sentence"
	}
	return ""
}

// describedBy names what a listener is told with the control.
func (f Field) describedBy() string {
	var ids string
	if f.Help != "" {
		ids = f.Name + "-uitleg"
	}
	if f.Problem != "" {
		if ids != "" {
			ids += " "
		}
		ids += f.Name + "-fout"
	}
	return ids
}

// shownAs leaves out a value that is not written like this: no browser shows it, and each complains.
func (f Field) shownAs(layout string) Field {
	if _, err := time.Parse(layout, f.Value); err != nil {
		f.Value = ""
	}
	return f
}

// With is the field with what is wrong with it, if anything is.
func (f Field) With(problems cycle.Invalid, names ...string) Field {
	for _, p := range problems {
		if p.Field == f.Name {
			f.Problem = p.Text
		}
		for _, n := range names {
			if p.Field == n {
				f.Problem = p.Text
			}
		}
	}
	return f
}
