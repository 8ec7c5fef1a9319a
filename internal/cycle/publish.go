package cycle

import (
	"fmt"
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
	if n := unapproved(reports); n > 0 {
		return e, Refusal{fmt.Sprintf("%s kan nog niet vastgesteld worden door het bestuur: %s nog geen akkoord", e.Name, count(n, "verantwoording heeft", "verantwoordingen hebben"))}
	}
	e.Stage = Established
	return e, nil
}

func unapproved(reports []Report) int {
	n := 0
	for _, r := range reports {
		if r.Stage != Approved {
			n++
		}
	}
	return n
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
//  5. a public state never goes back, and what the council took note of it did not adopt.
func (e Edition) Publish(now PublicState, reports []Report, to Release) (Edition, RevisionKind, error) {
	kind := NextState
	if now == "" {
		kind = FirstRevision
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
		if n := unapproved(reports); n > 0 {
			return Refusal{fmt.Sprintf("%s kan nog niet aangeboden worden: %s nog geen akkoord", e.Name, count(n, "verantwoording heeft", "verantwoordingen hebben"))}
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
	return Refusal{fmt.Sprintf("%s is %s op %s; %s ligt daarvoor", e.Name, now.word(), since.Format(), to.Date.Format())}
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
