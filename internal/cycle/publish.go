package cycle

import (
	"fmt"
	"slices"
)

// Release is what somebody asks for when an edition is published.
type Release struct {
	Date      Date        `json:"date,omitzero"`       // of offering, adopting or taking note
	Decision  DecisionID  `json:"decision,omitempty"`  // not asked for when offering
	Meetings  []Date      `json:"meetings,omitempty"`  // when the council will treat it
	Reference string      `json:"reference,omitempty"` // of the decision, when it may not have been entered yet
	State     PublicState `json:"state"`
}

// Right is what somebody needs to release an edition so: the executive's people offer, and the council's enter what
// it decided.
func (to Release) Right() Right {
	if to.State.final() {
		return MayAdopt
	}
	return MayOffer
}

// Establish is the executive's own decision on the whole edition; every report must have passed both checks.
func (e Edition) Establish(by User, day Date, reports []Report) (Edition, error) {
	switch {
	case !by.May(MayEstablish, Spot{Day: day}):
		return e, Denied(MayEstablish, Spot{Day: day})
	case e.Stage != Writing:
		return e, Refusal{e.Stands() + "; het bestuur hoeft niets meer vast te stellen"}
	}
	if late := unapproved(reports); len(late) > 0 {
		return e, lacking(e.Name+" kan nog niet vastgesteld worden door het bestuur", late)
	}
	e.Stage = Established
	return e, nil
}

// Unapproved is a refusal for want of approval, with what lacks it.
type Unapproved struct {
	Refusal
	Nodes []NodeID
}

// Unwrap makes it the refusal that it is to who does not ask further.
func (u Unapproved) Unwrap() error { return u.Refusal }

func lacking(what string, late []NodeID) error {
	return Unapproved{Refusal{fmt.Sprintf("%s: %s nog geen akkoord", what, count(len(late), "verantwoording heeft", "verantwoordingen hebben"))}, late}
}

func unapproved(reports []Report) (late []NodeID) {
	for _, r := range reports {
		if r.Stage != Approved {
			late = append(late, r.Node)
		}
	}
	return late
}

func count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// Publish decides whether an edition may become public in a state, given the state of its newest revision ("" when
// there is none). It answers with the edition as it is afterwards and the kind of revision this makes.
//
// Cases:
//  1. taken over from elsewhere: no approvals are asked, any state may be stated, unknown when none is;
//  2. offering needs an edition that the executive established;
//  3. adopting and taking note follow offering; only a monitor or outlook is taken note of;
//  4. what the council did with each amendment is known, and what it carried is worked in, before it adopts;
//  5. the same state again is no next one: it only brings up to date what stands around the texts;
//  6. a public state never goes back, and what the council took note of it did not adopt.
func (e Edition) Publish(now PublicState, reports []Report, to Release) (Edition, RevisionKind, error) {
	kind := NextState
	switch now {
	case "":
		kind = FirstRevision
	case to.State:
		kind = Updated
	}
	if err := to.validate(e); err != nil {
		return e, kind, err
	}
	if to.State.rank() < now.rank() || to.State.final() && now.final() && to.State != now {
		return e, kind, Refusal{fmt.Sprintf("%s is al %s en kan niet meer %s worden", e.Name, now.word(), to.State.word())}
	}
	if !e.TakenOver {
		if err := e.mayFollow(now, reports, to); err != nil {
			return e, kind, err
		}
	}
	e.Stage, e.Planned = to.State.stage(), nil
	return e, kind, nil
}

func (e Edition) mayFollow(now PublicState, reports []Report, to Release) error {
	switch to.State {
	case StateUnknown:
		return Refusal{fmt.Sprintf("%s is hier geschreven: zeg met --state of zij aangeboden, vastgesteld of voor kennisgeving aangenomen is", e.Name)}
	case StateOffered:
		if late := unapproved(reports); len(late) > 0 {
			return lacking(e.Name+" kan nog niet aangeboden worden", late)
		}
		if e.Stage == Writing {
			return Refusal{fmt.Sprintf("%s kan nog niet aangeboden worden: het bestuur moet haar eerst vaststellen", e.Name)}
		}
	case StateAdopted, StateNoted:
		if now == "" {
			return Refusal{fmt.Sprintf("%s is nog niet aangeboden; bied haar eerst aan", e.Name)}
		}
		if why := e.unsettled(); why != "" {
			return Refusal{fmt.Sprintf("%s kan nog niet %s worden: %s", e.Name, to.State.word(), why)}
		}
	}
	return nil
}

// Follows refuses a state that would have come before the one that is public: it is the year that was mistyped.
func (to Release) Follows(e Edition, now PublicState, since Date) error {
	if now == to.State || !to.Date.Before(since) {
		return nil
	}
	return Invalid{{Field: "date", Text: fmt.Sprintf("%s is %s op %s; %s ligt daarvoor", e.Name, now.word(), since.Format(), to.Date.Format())}}
}

// Ordered is the same release with its meetings in order, each once.
func (to Release) Ordered() Release {
	to.Meetings = slices.Compact(slices.Sorted(slices.Values(to.Meetings)))
	return to
}

// firstDay is the oldest day that anything can have been offered or adopted on: from 1814 there are States that decide.
const firstDay Date = "1814-01-01"

// yearsAhead is how far ahead such a day may lie: a date of later was mistyped.
const yearsAhead = 5

// Likely refuses days that nobody can mean: it is the year that was mistyped.
func (to Release) Likely(today Date) error {
	last := Date(fmt.Sprintf("%04d-12-31", today.Time().Year()+yearsAhead))
	var v Invalid
	look := func(field string, day Date) {
		if day.Valid() && (day.Before(firstDay) || last.Before(day)) {
			v = append(v, Problem{Field: field, Text: fmt.Sprintf("%s kan niet kloppen; kijk naar het jaar", day.Format())})
		}
	}
	look("date", to.Date)
	for _, m := range to.Meetings {
		look("meetings", m)
	}
	return v.orNil()
}

// Happened refuses a day of the state that has yet to come: nobody decided tomorrow. A meeting may well lie ahead.
func (to Release) Happened(today Date) error {
	if !to.Date.Valid() || !today.Before(to.Date) {
		return nil
	}
	return Invalid{{Field: "date", Text: fmt.Sprintf("%s moet nog komen; geef de dag waarop dit is %s (--date)", to.Date.Format(), to.State.word())}}
}

func (to Release) validate(e Edition) error {
	var v Invalid
	typed := to.State
	day, decision := to.State.Asks()
	if day && !to.Date.Known() {
		v = append(v, Problem{Field: "date", Text: fmt.Sprintf("bij %q hoort een datum", to.State.word())})
	}
	if decision && to.Decision == "" {
		v = append(v, Problem{Field: "decision", Text: fmt.Sprintf("bij %q hoort een besluit", to.State.word())})
	}
	for _, m := range to.Meetings {
		switch {
		case !m.Valid():
			v = append(v, Problem{Field: "meetings", Text: fmt.Sprintf("%q is geen dag", m)})
		case to.State == StateOffered && m.Before(to.Date):
			v = append(v, Problem{Field: "meetings", Text: fmt.Sprintf("de vergadering op %s ligt voor het aanbieden op %s", m.Format(), to.Date.Format())})
		}
	}
	if to.State == StateNoted && (e.Kind == Budget || e.Kind == Accounts) {
		v = append(v, Problem{Field: "state", Text: fmt.Sprintf("een %s wordt vastgesteld, niet voor kennisgeving aangenomen", e.Kind)})
	}
	if to.State == "" || to.State.rank() < 0 {
		v = append(v, Problem{Field: "state", Text: fmt.Sprintf("%q is geen staat; kies aangeboden, vastgesteld of kennisgenomen", typed)})
	}
	return v.orNil()
}

func (s PublicState) rank() int {
	switch s {
	case "", StateUnknown:
		return 0
	case StateOffered:
		return 1
	case StateAdopted, StateNoted:
		return 2
	}
	return -1
}

// Asks tells what belongs to a state: its day, and the decision that gave it when it was not the executive alone.
func (s PublicState) Asks() (day, decision bool) { return s != StateUnknown, s.final() }

// final tells whether the council is done with it.
func (s PublicState) final() bool { return s == StateAdopted || s == StateNoted }

func (s PublicState) stage() EditionStage {
	if s == StateOffered {
		return Offered
	}
	return Adopted
}
