package cycle

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"doelenboom/internal/money"
	"doelenboom/internal/richtext"
)

// Correct decides whether an edition that is public may be corrected, and what kind of revision that makes. Decision is
// the reference of the one that asks for it, "" when there is none.
//
//  1. who may offer the edition corrects it, also after the council decided;
//  2. why is asked, because it stands with the revision for ever;
//  3. without a decision it is a slip of the pen;
//  4. what nobody read yet is changed where it is written.
func (e Edition) Correct(by User, day Date, now PublicState, reason, decision string) (RevisionKind, error) {
	if !by.May(MayOffer, Spot{Day: day}) {
		return "", Denied(MayOffer, Spot{})
	}
	if strings.TrimSpace(reason) == "" {
		return "", Invalid{{Field: "reason", Text: "schrijf waarom de editie verbeterd wordt (--reason)"}}
	}
	if err := reasonFits("reason", reason); err != nil {
		return "", err
	}
	if now == "" {
		return "", Refusal{e.Name + " is nog niet gepubliceerd; lees in met: doelenboom import"}
	}
	if decision != "" {
		return ByDecision, nil
	}
	return SlipOfThePen, nil
}

// Withdraw decides whether somebody may withdraw something that is public, and why: that stands at its address for ever.
func (e Edition) Withdraw(by User, day Date, reason string) error {
	if !by.May(MayOffer, Spot{Day: day}) {
		return Denied(MayOffer, Spot{})
	}
	if strings.TrimSpace(reason) == "" {
		return Invalid{{Field: "reason", Text: "schrijf waarom dit ingetrokken wordt (--reason)"}}
	}
	return reasonFits("reason", reason)
}

// PointChange is what somebody puts right in one decision point. What is left out stays; NoAmount takes the amount away.
type PointChange struct {
	Amount   *money.Cents
	NoAmount bool
	Number   int
	Text     string
}

// CorrectPoints puts decision points right. Each keeps its number, its key and the node that explains it: what the council was
// asked is told better, and nothing else is asked.
func (e Edition) CorrectPoints(changes []PointChange) (Edition, error) {
	e.Decides = slices.Clone(e.Decides)
	for _, c := range changes {
		at := slices.IndexFunc(e.Decides, func(d DecisionPoint) bool { return d.Number == c.Number })
		if at < 0 {
			return e, Refusal{fmt.Sprintf("%s heeft geen beslispunt %d; zij heeft er %d", e.Name, c.Number, len(e.Decides))}
		}
		if n := utf8.RuneCountInString(c.Text); n > MaxLine {
			return e, Invalid{{Field: fmt.Sprintf("beslispunt%d.tekst", c.Number), Text: fmt.Sprintf("beslispunt %d heeft %d tekens; meer dan %d past niet", c.Number, n, MaxLine)}}
		}
		d := &e.Decides[at]
		if c.Text != "" {
			d.Text = c.Text
		}
		if c.Amount != nil || c.NoAmount {
			d.Amount = c.Amount
		}
	}
	return e, nil
}

// SaysFront tells whether the front page has this introduction, and these decision points.
func (e Edition) SaysFront(intro richtext.Doc, changes []PointChange) bool {
	to, err := e.CorrectPoints(changes)
	return err == nil && reflect.DeepEqual(to.Decides, e.Decides) && richtext.Plain(intro) == richtext.Plain(e.Intro)
}

// SoAlready refuses a correction of the front page that changes nothing there.
func (e Edition) SoAlready(intro bool, changes []PointChange) Refusal {
	what := "de voorpagina van " + e.Name
	switch {
	case len(changes) == 0:
		what = "de inleiding van " + e.Name
	case !intro && len(changes) == 1:
		what = fmt.Sprintf("beslispunt %d van %s", changes[0].Number, e.Name)
	}
	return Refusal{what + " is al zo; er is niets te verbeteren"}
}

// Illustrate decides whether somebody may send in a picture for the introduction: who sets the edition up while it is
// written, who corrects it once it is public.
func (e Edition) Illustrate(by User, day Date) error {
	right := MaySetUp
	if !e.BeforeOffering() {
		right = MayOffer
	}
	if !by.May(right, Spot{Day: day}) {
		return Denied(right, Spot{})
	}
	if e.Stage == Established {
		return e.Closed("er kan geen afbeelding meer bij")
	}
	return nil
}
