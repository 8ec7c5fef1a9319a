package compare

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

// Kind is what happened to an action or a text.
type Kind string

// What can happen to an action or a text.
const (
	Added   Kind = "nieuw"
	Changed Kind = "veranderd"
	Gone    Kind = "niet meer genoemd"
)

// ActionChange is one action that differs: in its words, or in how far it is.
type ActionChange struct {
	Key     string
	Kind    Kind
	Number  int // on the later side; of an action that is gone, on the earlier one
	Text    string
	Was, Is cycle.ActionState
}

// actions are matched by key. One that was done or dropped before need not be named again.
func actions(before, after []publication.Action) []ActionChange {
	key := func(a publication.Action) string { return a.Key }
	var out []ActionChange
	for _, is := range after {
		change := ActionChange{Key: is.Key, Kind: Added, Number: is.Number, Is: is.State}
		if was := find(before, is.Key, key); was != nil {
			change.Kind, change.Was = Changed, was.State
			if was.State == is.State && sameAction(*was, is) {
				continue
			}
		}
		change.Text = is.Text.Text()
		out = append(out, change)
	}
	for _, was := range before {
		if find(after, was.Key, key) == nil && was.State != cycle.ActionDone && was.State != cycle.ActionDropped {
			out = append(out, ActionChange{Key: was.Key, Kind: Gone, Number: was.Number, Text: was.Text.Text(), Was: was.State})
		}
	}
	return out
}

func sameAction(a, b publication.Action) bool {
	return sameWords(a.Text, b.Text) && sameWords(a.Parts, b.Parts) && sameWords(a.Note, b.Note)
}
