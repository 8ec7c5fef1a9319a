package cycle

import (
	"fmt"
	"slices"
)

// Assign changes who writes, who checks and until when; what is nil stays. Whoever runs the round on that branch may.
func (r Report) Assign(by User, at Spot, e Edition, to Assignment) (Report, error) {
	switch {
	case !by.May(MayRun, at):
		return r, Denied(MayRun, at)
	case e.Stage != Writing:
		return r, e.Closed("het werk wordt niet meer anders verdeeld")
	case to.Due != nil && to.Due.Known() && !to.Due.Valid():
		return r, Invalid{{Field: "dag", Text: fmt.Sprintf("%.60q is geen dag", *to.Due)}}
	}
	if to.Author != nil {
		r.Author = *to.Author
	}
	if to.Checker != nil {
		r.Checker = *to.Checker
	}
	if to.Due != nil {
		r.Due = *to.Due
	}
	if to.Holders != nil {
		r.Holders = *to.Holders
	}
	return r, nil
}

// Assignment is what is changed of who does what by when.
type Assignment struct {
	Author  *UserNumber
	Checker *UserNumber // 0 is any checker of the branch
	Due     *Date       // unknown is the edition's own last day
	Holders *[]HolderID
}

// Known refuses work for who is not there, or cannot do it anywhere.
func (to Assignment) Known(people []User, day Date) error {
	for _, ask := range []struct {
		who   *UserNumber
		right Right
		field string
	}{{to.Author, MayWrite, "schrijver"}, {to.Checker, MayCheck, "controleur"}} {
		if ask.who == nil || *ask.who == 0 {
			continue
		}
		able := func(u User) bool { return u.Number == *ask.who && u.MaySomewhere(ask.right, day) }
		if !slices.ContainsFunc(people, able) {
			return Invalid{{Field: ask.field, Text: "kies een " + ask.field + " uit de lijst"}}
		}
	}
	return nil
}

// Reopen takes a report that was handed in back to its author, by whoever runs the round, also when its time is over. The
// reason stands on top of it, as when it was sent back.
func (r Report) Reopen(by User, at Spot, e Edition, reason string) (Report, error) {
	switch {
	case !by.May(MayRun, at):
		return r, Denied(MayRun, at)
	case e.Stage != Writing:
		return r, e.Closed("dit stuk gaat niet meer open")
	case r.Stage == Drafting || r.Stage == SentBack:
		return r, Refusal{r.Stands() + "; de schrijver kan er al in werken"}
	case reason == "":
		return r, Invalid{{Field: "reden", Text: "schrijf waarom het stuk weer opengaat"}}
	}
	if err := reasonFits("reden", reason); err != nil {
		return r, err
	}
	r.Stage, r.Returned, r.Approvals = SentBack, reason, nil
	return r, nil
}

// Reopen undoes that the executive established an edition, as long as the council does not have it.
func (e Edition) Reopen(by User, day Date) (Edition, error) {
	switch {
	case !by.May(MayRun, Spot{Day: day}):
		return e, Denied(MayRun, Spot{Day: day})
	case e.Stage == Writing:
		return e, Refusal{e.Name + " is al open; er is niets te heropenen"}
	case e.Stage != Established:
		return e, e.Closed("zij gaat niet meer open")
	}
	e.Stage = Writing
	return e, nil
}
