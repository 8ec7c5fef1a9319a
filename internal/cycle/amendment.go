package cycle

import "doelenboom/internal/money"

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
