package change

import (
	"errors"

	"doelenboom/internal/cycle"
)

// asked are the decisions that asked for a correction in an earlier revision that still stands, or that its reason names, by
// their addresses. They stay in the register: a revision that says nothing else is then no new one, and every later one tells what made it.
func (f freezer) asked() (slugs []string, err error) {
	opener := NewOpener(f.s.blobs)
	for _, r := range f.revisions {
		if r.Kind != cycle.ByDecision && r.Kind != cycle.SlipOfThePen || r.WithdrawnWhole != nil || err != nil {
			continue
		}
		told, reading := opener.Told(r)
		if err = reading; err == nil {
			slugs = append(append(slugs, told.ChangedByAt), told.Named()...)
		}
	}
	return slugs, errors.Join(err, opener.Close())
}
