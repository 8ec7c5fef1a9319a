// Package banner says in words what an edition is to the public: offered, adopted, taken note of, or unknown.
package banner

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui"
)

// State is what there is to say of an edition's public state.
type State struct {
	State     cycle.PublicState
	Date      cycle.Date
	Council   string // "Provinciale Staten", "de gemeenteraad"
	TakenOver bool   // published elsewhere before
	Meetings  []cycle.Date
}

// Short stands beside the name of the edition on every page.
func (s State) Short() string {
	switch s.State {
	case cycle.StateOffered:
		return "aangeboden" + on(s.Date) + ", nog niet vastgesteld"
	case cycle.StateAdopted:
		return "vastgesteld" + on(s.Date)
	case cycle.StateNoted:
		return "ter kennis genomen" + on(s.Date)
	}
	return "status onbekend"
}

// Sentence says it in full, on the page of the edition.
func (s State) Sentence() string {
	switch s.State {
	case cycle.StateOffered:
		return "Aangeboden aan " + s.Council + on(s.Date) + ". Deze editie is nog niet vastgesteld" + s.meetings()
	case cycle.StateAdopted:
		return "Vastgesteld door " + s.Council + on(s.Date) + "."
	case cycle.StateNoted:
		return "Ter kennis genomen door " + s.Council + on(s.Date) + "."
	}
	if s.TakenOver {
		return "Overgenomen uit een eerdere publicatie. Of en wanneer deze editie is vastgesteld, is hier niet bekend."
	}
	return "Of deze editie is aangeboden of vastgesteld, is hier niet bekend."
}

func (s State) meetings() string {
	if len(s.Meetings) == 0 {
		return "."
	}
	if len(s.Meetings) > 1 {
		return ". De vergaderingen zijn op " + ui.Dates(s.Meetings) + "."
	}
	return ". De vergadering is op " + ui.Dates(s.Meetings) + "."
}

func on(d cycle.Date) string {
	if !d.Valid() {
		return ""
	}
	return " op " + d.Format()
}

// class is that of the mark before the words.
func (s State) class() string {
	if s.State == "" {
		return "state-" + string(cycle.StateUnknown)
	}
	return "state-" + string(s.State)
}
