package compare

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
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

// actions tells what differs. One that was done or dropped before need not be named again.
func actions(before, after []publication.Action) []ActionChange {
	var out []ActionChange
	from, _ := likeWholeActions.goOn(before, nil, after)
	goesOn := make([]bool, len(before))
	for i, is := range after {
		change := ActionChange{Key: is.Key, Kind: Added, Number: is.Number, Is: is.State}
		if from[i] != unknown {
			was := before[from[i]]
			goesOn[from[i]] = true
			change.Kind, change.Was = Changed, was.State
			if was.State == is.State && sameAction(was, is) {
				continue
			}
		}
		change.Text = is.Text.Text()
		out = append(out, change)
	}
	for i, was := range before {
		if !goesOn[i] && was.State != cycle.ActionDone && was.State != cycle.ActionDropped {
			out = append(out, ActionChange{Key: was.Key, Kind: Gone, Number: was.Number, Text: was.Text.Text(), Was: was.State})
		}
	}
	return out
}

var likeWholeActions = likeness[publication.Action]{
	func(a *publication.Action) string { return a.Key },
	func(a *publication.Action) gist { return gistOf(a.Text.Text(), publication.WrittenDate{}) }, actionLike,
}

func sameAction(a, b publication.Action) bool {
	return sameAsFarAsKnown(a.Text, b.Text) && sameWords(a.Parts, b.Parts) && sameAsFarAsKnown(a.Note, b.Note)
}

// sameAsFarAsKnown tells that nothing else is said, as far as a text of which the end is cut off tells.
func sameAsFarAsKnown(a, b richtext.Doc) bool {
	if sameWords(a, b) {
		return true
	}
	was, is := a.Text(), b.Text()
	return dutch.GoesOn(was, is) || dutch.GoesOn(is, was)
}
