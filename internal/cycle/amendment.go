package cycle

import (
	"fmt"
	"slices"

	"doelenboom/internal/money"
)

// CouncilAmendment is what a member of the council proposes to change in an edition. Only when the council adopted it,
// it is worked in before the edition is adopted.
type CouncilAmendment struct {
	Against  int         `json:"against,omitempty"` // votes
	Decision DecisionID  `json:"decision,omitempty"`
	Effect   money.Cents `json:"effect,omitempty"` // on the expenses; more is positive
	For      int         `json:"for,omitempty"`    // votes
	Key      string      `json:"key"`
	Mover    string      `json:"mover"` // member and party, as in the minutes
	Node     NodeID      `json:"node,omitempty"`
	Number   string      `json:"number"` // "A3"
	Outcome  Vote        `json:"outcome"`
	Text     string      `json:"text"` // what it asks to change
	Title    string      `json:"title"`
	WorkedIn bool        `json:"workedIn,omitempty"` // the edition says and counts what it asks
}

// Vote is what became of an amendment.
type Vote string

// What can become of an amendment.
const (
	VotePending   Vote = "nog-niet-gestemd"
	VoteAdopted   Vote = "aangenomen"
	VoteRejected  Vote = "verworpen"
	VoteWithdrawn Vote = "ingetrokken"
	VoteTakenOver Vote = "overgenomen" // the executive takes it over without a vote
)

// Votes are all that can become of an amendment, in the order in which people choose.
var Votes = []Vote{VotePending, VoteAdopted, VoteRejected, VoteTakenOver, VoteWithdrawn}

// Carried tells whether the edition must follow the amendment.
func (v Vote) Carried() bool { return v == VoteAdopted || v == VoteTakenOver }

// MaxAmendment is the most characters of what an amendment asks.
const MaxAmendment = 8000

// Amendment finds an amendment by its key.
func (e Edition) Amendment(key string) (CouncilAmendment, bool) {
	i := slices.IndexFunc(e.Amendments, func(a CouncilAmendment) bool { return a.Key == key })
	if i < 0 {
		return CouncilAmendment{}, false
	}
	return e.Amendments[i], true
}

// Amend enters an amendment, or changes the one with its key, as long as the council has the edition and did not adopt
// it. What was worked in is taken out again first (WorkIn), because text and money followed it.
func (e Edition) Amend(by User, day Date, a CouncilAmendment) (Edition, error) {
	if err := e.mayAmend(by, day); err != nil {
		return e, err
	}
	at := slices.IndexFunc(e.Amendments, func(x CouncilAmendment) bool { return x.Key == a.Key })
	if at >= 0 && e.Amendments[at].WorkedIn {
		return e, Refusal{fmt.Sprintf("amendement %s is al verwerkt; haal dat eerst terug", e.Amendments[at].Number)}
	}
	a.WorkedIn = false
	if err := e.amendmentProblems(a).orNil(); err != nil {
		return e, err
	}
	e.Amendments = slices.Clone(e.Amendments)
	if at < 0 {
		e.Amendments = append(e.Amendments, a)
	} else {
		e.Amendments[at] = a
	}
	return e, nil
}

func (e Edition) mayAmend(by User, day Date) error {
	switch {
	case !by.May(MayAdopt, Spot{Day: day}):
		return Denied(MayAdopt, Spot{Day: day})
	case e.Stage != Offered:
		return Refusal{e.Stands() + "; amendementen voert u in tussen aanbieden en vaststellen"}
	}
	return nil
}

func (e Edition) amendmentProblems(a CouncilAmendment) Invalid {
	var v Invalid
	wrong := func(is bool, field, text string) {
		if is {
			v = append(v, Problem{Field: field, Text: text})
		}
	}
	wrong(a.Number == "", "nummer", "vul het nummer in, bijvoorbeeld A3")
	wrong(e.numbered(a), "nummer", fmt.Sprintf("er is al een amendement %s", a.Number))
	wrong(a.Title == "", "titel", "vul in hoe het amendement heet")
	wrong(a.Mover == "", "indiener", "vul in wie het amendement indiende")
	wrong(len([]rune(a.Text)) > MaxAmendment, "tekst", fmt.Sprintf("de tekst heeft hoogstens %d tekens", MaxAmendment))
	wrong(!slices.Contains(Votes, a.Outcome), "uitkomst", "kies wat er van het amendement werd")
	wrong(a.For < 0 || a.Against < 0, "stemmen", "een aantal stemmen is nul of meer")
	counted := a.For+a.Against > 0
	wrong(counted && a.Outcome == VoteAdopted && a.For <= a.Against, "stemmen", "aangenomen, maar niet meer stemmen voor dan tegen")
	wrong(counted && a.Outcome == VoteRejected && a.For > a.Against, "stemmen", "verworpen, maar meer stemmen voor dan tegen")
	wrong(counted && a.Outcome != VoteAdopted && a.Outcome != VoteRejected, "stemmen", "stemmen horen bij aangenomen of verworpen")
	wrong(a.Effect != 0 && a.Node == "", "onderdeel", "kies bij welk onderdeel het geld hoort")
	return v
}

func (e Edition) numbered(a CouncilAmendment) bool {
	return slices.ContainsFunc(e.Amendments, func(x CouncilAmendment) bool { return x.Number == a.Number && x.Key != a.Key })
}

// WorkIn says that the edition follows an amendment now, in its texts and its money, or (undo) that it does not any more.
// It answers with the money line that this makes; nil when there is no effect on the money.
//
// The line of a budget or outlook is an original amount and not an amendment of it: what the council changes before it
// adopts is the budget as it adopts it, and the budget amendments of the law come after (Provinciewet art. 196,
// Gemeentewet art. 192). In a monitor or accounts the council amends a proposal to amend the budget.
func (e Edition) WorkIn(by User, day Date, key string, undo bool) (Edition, *MoneyLine, error) {
	if err := e.mayAmend(by, day); err != nil {
		return e, nil, err
	}
	i := slices.IndexFunc(e.Amendments, func(a CouncilAmendment) bool { return a.Key == key })
	if i < 0 {
		return e, nil, ErrNotFound
	}
	a := e.Amendments[i]
	switch {
	case !a.Outcome.Carried():
		return e, nil, Refusal{fmt.Sprintf("amendement %s is %s; er is niets te verwerken", a.Number, a.Outcome.Word())}
	case a.WorkedIn != undo:
		return e, nil, Refusal{fmt.Sprintf("amendement %s staat al zo; er is niets meer te doen", a.Number)}
	}
	e.Amendments = slices.Clone(e.Amendments)
	e.Amendments[i].WorkedIn = !undo
	if a.Effect == 0 {
		return e, nil, nil
	}
	line := MoneyLine{
		Cents: a.Effect, Column: Amended, Decision: a.Decision, Edition: e.ID, Kind: Expense, Node: a.Node,
		Note: fmt.Sprintf("Amendement %s: %s", a.Number, a.Title), Year: e.Year,
	}
	if e.Kind == Budget || e.Kind == Outlook {
		line.Column = Original
	}
	if undo {
		line.Cents, line.Note = -a.Effect, line.Note+" (teruggehaald)"
	}
	return e, &line, nil
}

// Word is the vote as a word in a sentence.
func (v Vote) Word() string {
	switch v {
	case VotePending:
		return "nog niet in stemming geweest"
	case VoteTakenOver:
		return "overgenomen door het bestuur"
	}
	return string(v)
}

// Amends tells whether somebody may write in a report of an offered edition, because an amendment about its node was
// carried and is not worked in yet. The amendment is the ground: no new approvals are asked for what the council decided.
func (r Report) Amends(by User, at Spot, e Edition) bool {
	return e.Stage == Offered && (by.May(MayRun, at) || by.May(MayAdopt, at)) &&
		slices.ContainsFunc(e.Amendments, func(a CouncilAmendment) bool {
			return a.Node == r.Node && a.Outcome.Carried() && !a.WorkedIn
		})
}

// unsettled says in Dutch which amendment stands in the way of adopting; "" is none.
func (e Edition) unsettled() string {
	for _, a := range e.Amendments {
		switch {
		case a.Outcome == VotePending:
			return fmt.Sprintf("van amendement %s is nog niet ingevoerd wat ervan werd", a.Number)
		case a.Outcome.Carried() && !a.WorkedIn:
			return fmt.Sprintf("amendement %s is %s maar nog niet verwerkt", a.Number, a.Outcome)
		}
	}
	return ""
}
