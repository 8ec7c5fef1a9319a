package cycle

import "strings"

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
