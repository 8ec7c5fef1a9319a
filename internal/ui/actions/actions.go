// Package actions lists what is done for a deliverable, and how it stands.
package actions

import (
	"strconv"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/files"
	"doelenboom/internal/ui/prose"
)

// Action is one thing that is done.
type Action struct {
	Number int
	Text   richtext.Doc
	Parts  richtext.Doc
	Note   richtext.Doc
	State  cycle.ActionState
	Was    cycle.ActionState // in the edition before, when it was another

	Evidence []files.File // that was released
}

// Word is what a state is called.
func Word(s cycle.ActionState) string {
	switch s {
	case cycle.ActionNotStarted:
		return "niet gestart"
	case cycle.ActionWaiting:
		return "wacht"
	case cycle.ActionRunning:
		return "loopt"
	case cycle.ActionDone:
		return "gereed"
	case cycle.ActionDropped:
		return "vervallen"
	}
	return string(s)
}

func anchor(a Action) string { return prose.Anchor(a.Text) }

func number(a Action) string { return strconv.Itoa(a.Number) }
