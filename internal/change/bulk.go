package change

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
)

// BulkRow is one line of a table that somebody sends in: cells by the name of their column.
type BulkRow struct {
	Line  int
	Cells map[string]string
}

// BulkPlan is what a table would change, line by line.
type BulkPlan struct {
	Lines []BulkLine
}

// BulkLine is what one line would change, or what is wrong with it.
type BulkLine struct {
	Line     int
	Subject  string // whom or what it is about
	Does     string // "" is nothing
	Problems []string
}

// Wrong counts the lines with something wrong.
func (p BulkPlan) Wrong() (n int) {
	for _, l := range p.Lines {
		if len(l.Problems) > 0 {
			n++
		}
	}
	return n
}

// Changes counts the lines that change something.
func (p BulkPlan) Changes() (n int) {
	for _, l := range p.Lines {
		if l.Does != "" && len(l.Problems) == 0 {
			n++
		}
	}
	return n
}

// Sum tells whether a plan is still the one that somebody saw.
func (p BulkPlan) Sum() string {
	h := sha256.New()
	for _, l := range p.Lines {
		fmt.Fprintf(h, "%d\x00%s\x00%s\x00%q\n", l.Line, l.Subject, l.Does, l.Problems)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// agreed refuses a plan that is wrong somewhere, that changes nothing, or that is not the one that was seen.
func (p BulkPlan) agreed(seen string) error {
	switch {
	case p.Sum() != seen:
		return cycle.ErrConflict
	case p.Wrong() > 0:
		return cycle.Refusal{Text: "er klopt nog iets niet in het bestand; er is niets veranderd"}
	case p.Changes() == 0:
		return cycle.Refusal{Text: "in het bestand staat niets anders dan er al is; er is niets veranderd"}
	}
	return nil
}

// wrong adds what an error says to the problems of a line.
func (l *BulkLine) wrong(err error) {
	invalid := (cycle.Invalid)(nil)
	switch {
	case err == nil:
	case errors.As(err, &invalid):
		for _, p := range invalid {
			l.Problems = append(l.Problems, p.Text)
		}
	case errors.Is(err, cycle.ErrForbidden):
		l.Problems = append(l.Problems, "dit mag u niet wijzigen")
	default:
		l.Problems = append(l.Problems, err.Error())
	}
}

// say adds what a line does.
func (l *BulkLine) say(format string, args ...any) {
	if l.Does != "" {
		l.Does += "; "
	}
	l.Does += fmt.Sprintf(format, args...)
}

// someone finds a person by address or, when only one is called so, by name.
func someone(people []cycle.User, text string) (cycle.User, error) {
	at := slices.IndexFunc(people, func(u cycle.User) bool { return u.ID == strings.ToLower(text) })
	if at >= 0 {
		return people[at], nil
	}
	var found []cycle.User
	for _, u := range people {
		if strings.EqualFold(u.Name, text) {
			found = append(found, u)
		}
	}
	switch len(found) {
	case 0:
		return cycle.User{}, cycle.Refusal{Text: fmt.Sprintf("%q is geen gebruiker; schrijf het mailadres of de volledige naam", text)}
	case 1:
		return found[0], nil
	}
	return cycle.User{}, cycle.Refusal{Text: fmt.Sprintf("er heten %d mensen %s; schrijf het mailadres", len(found), text)}
}
