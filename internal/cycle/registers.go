package cycle

import (
	"strings"

	"doelenboom/internal/money"
)

// Decision is something a body decided, asked or promised, or a paper it received. A paper without a number is a
// Decision without Reference, known by its title and aliases.
type Decision struct {
	Aliases   []string      `json:"aliases,omitempty"`
	Body      string        `json:"body,omitempty"` // PS, GS, raad, college
	Date      Date          `json:"date,omitzero"`
	ID        DecisionID    `json:"id"`
	Kind      DecisionKind  `json:"kind,omitempty"`
	Reference string        `json:"reference,omitempty"` // normal form: PS/2016/486
	Slug      string        `json:"slug"`                // address below /besluit/, given out once
	Source    Source        `json:"source,omitzero"`
	State     DecisionState `json:"state,omitempty"` // absent: only known by its number
	Text      string        `json:"text,omitempty"`
	Title     string        `json:"title,omitempty"`
	Version   int           `json:"-"`
}

// Names are those by which a text can mean a decision without its number. A motion and a promise are called so also where
// they have one; the title of another numbered decision ("Begroting 2026") is often that of what it is about. A single word
// is too often just a word.
func (d *Decision) Names() []string {
	if d.Reference != "" && d.Kind != Motion && d.Kind != Promise {
		return nil
	}
	var names []string
	for _, name := range append([]string{d.Title}, d.Aliases...) {
		if len(strings.Fields(name)) > 1 {
			names = append(names, name)
		}
	}
	return names
}

// DecisionKind is what sort of paper it is.
type DecisionKind string

// The kinds of decisions.
const (
	Resolution DecisionKind = "besluit"
	Motion     DecisionKind = "motie"
	Promise    DecisionKind = "toezegging"
	Paper      DecisionKind = "stuk"
	Letter     DecisionKind = "brief"
)

// DecisionState is what became of it.
type DecisionState string

// The states of decisions, motions and promises.
const (
	DecisionTaken    DecisionState = "genomen"
	DecisionProposed DecisionState = "voorgesteld"
	MotionCarried    DecisionState = "aangenomen"
	MotionRejected   DecisionState = "verworpen"
	PromiseOpen      DecisionState = "open"
	PromiseKept      DecisionState = "gedaan"
)

// Taken tells whether the decision is known to stand.
func (d Decision) Taken() bool { return d.State == DecisionTaken || d.State == MotionCarried }

// Theme is a subject that runs across the tree, in a list of the organisation's own.
type Theme struct {
	ID      ThemeID `json:"id"`
	List    string  `json:"list,omitempty"` // "Opgaven", "Thema's"
	Name    string  `json:"name"`
	Slug    string  `json:"slug"` // address below /thema/, given out once
	Version int     `json:"-"`
}

// ThemeLink says that a node belongs to a theme, from and until a day (either may be unknown).
type ThemeLink struct {
	From  Date    `json:"from,omitzero"`
	Node  NodeID  `json:"node"`
	Theme ThemeID `json:"theme"`
	Until Date    `json:"until,omitzero"`
}

// Holds tells whether the link holds on a day; an unknown day is within every link.
func (l ThemeLink) Holds(day Date) bool { return within(l.From, l.Until, day) }

// PlaceKind is what sort of place it is.
type PlaceKind string

// The kinds of places.
const (
	Gemeente PlaceKind = "gemeente"
	Locality PlaceKind = "plaats" // town, site, area
)

// Place is a municipality or a location that nodes concern. One page can carry three names for one place.
type Place struct {
	Aliases []string  `json:"aliases,omitempty"`
	ID      PlaceID   `json:"id"`
	Kind    PlaceKind `json:"kind"`
	Name    string    `json:"name"`
	Slug    string    `json:"slug"`
	Version int       `json:"-"`
}

// PlaceLink says that a node concerns a place.
type PlaceLink struct {
	Node  NodeID  `json:"node"`
	Place PlaceID `json:"place"`
}

// PortfolioHolder is a member of the executive.
type PortfolioHolder struct {
	ID      HolderID  `json:"id"`
	Name    string    `json:"name"`
	Slug    string    `json:"slug"` // address below /portefeuillehouder/, given out once
	Terms   []Holding `json:"terms,omitempty"`
	Version int       `json:"-"`
}

// Holding is a time in which somebody held a portfolio.
type Holding struct {
	From      Date   `json:"from,omitzero"`
	Portfolio string `json:"portfolio,omitempty"`
	Until     Date   `json:"until,omitzero"`
}

// MoneyLine is one amount of one node in one edition. Lines are only ever added: a correction is a new line, and
// "current" is a sum.
type MoneyLine struct {
	Cents    money.Cents `json:"cents"`
	Column   MoneyColumn `json:"column"`
	Decision DecisionID  `json:"decision,omitempty"`
	Edition  EditionID   `json:"edition"`
	ID       MoneyLineID `json:"id"`
	Kind     MoneyKind   `json:"kind"`
	Node     NodeID      `json:"node"`
	Note     string      `json:"note,omitempty"`
	Year     int         `json:"year"`
}

// MoneyKind is which side a line is on; costs and income are both positive (BBV).
type MoneyKind string

// The kinds of money lines.
const (
	Expense MoneyKind = "lasten"
	Income  MoneyKind = "baten"
	Reserve MoneyKind = "reserve" // positive is added to the reserve
)

// MoneyColumn is what an amount is: Current = Original + Amended, Room = Current - Realised.
type MoneyColumn string

// The columns that are kept; current and room are computed.
const (
	Original MoneyColumn = "primitief"
	Amended  MoneyColumn = "wijziging"
	Realised MoneyColumn = "gerealiseerd"
)

func within(from, until, day Date) bool {
	var unknown Date
	if day == unknown {
		return true
	}
	return (from == unknown || !day.Before(from)) && (until == unknown || !until.Before(day))
}
