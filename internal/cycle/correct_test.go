package cycle

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"doelenboom/internal/money"
	"doelenboom/internal/richtext"
)

func TestCorrecting(t *testing.T) {
	dirk := User{Number: 4, Grants: Granted(RoleCoordinator)}
	greet := User{Number: 7, Grants: Granted(RoleClerk)}
	branch := User{Number: 8, Grants: []Grant{{Role: RoleCoordinator, Branch: "n5"}}}
	e := Edition{Name: "Monitor 2026-I", Stage: Offered}
	tests := []struct {
		name     string
		by       User
		now      PublicState
		reason   string
		decision string
		kind     RevisionKind
		want     error
	}{
		{"without a decision it is a slip of the pen", dirk, StateOffered, "jaartal verschreven", "", SlipOfThePen, nil},
		{"with one it is done by decision", dirk, StateAdopted, "motie", "PS/2026/12", ByDecision, nil},
		{"of what was taken over too", System, StateUnknown, "jaartal verschreven", "", SlipOfThePen, nil},
		{"the clerk does not", greet, StateOffered, "jaartal verschreven", "", "", ErrForbidden},
		{"nor who runs the round of one branch", branch, StateOffered, "jaartal verschreven", "", "", ErrForbidden},
		{"the right goes before what is missing", greet, StateOffered, "", "", "", ErrForbidden},
		{"why is asked", dirk, StateOffered, " ", "", "", Invalid{}},
		{"in so many words that somebody reads them", dirk, StateOffered, strings.Repeat("a", MaxReason+1), "", "", Invalid{}},
		{"what is not public yet is not corrected", dirk, "", "jaartal verschreven", "", "", ErrConflict},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			kind, err := e.Correct(test.by, "2026-05-04", test.now, test.reason, test.decision)
			if _, wrong := test.want.(Invalid); wrong && reflect.TypeOf(err) == reflect.TypeFor[Invalid]() {
				return
			}
			if !errors.Is(err, test.want) || kind != test.kind {
				t.Errorf("%q, %v", kind, err)
			}
		})
	}
}

func TestADecisionPointIsPutRight(t *testing.T) {
	million, more := money.Cents(1_000_000_00), money.Cents(1_250_000_00)
	e := Edition{Name: "Begroting 2027", Decides: []DecisionPoint{
		{Number: 1, Key: "k1", Text: "De begroting vaststelen."},
		{Number: 2, Key: "k2", Text: "Geld voor de dijk.", Amount: &million, Explained: "n1"},
	}}
	after, err := e.CorrectPoints([]PointChange{{Number: 1, Text: "De begroting vaststellen."}, {Number: 2, Amount: &more}})
	want := []DecisionPoint{
		{Number: 1, Key: "k1", Text: "De begroting vaststellen."},
		{Number: 2, Key: "k2", Text: "Geld voor de dijk.", Amount: &more, Explained: "n1"},
	}
	if err != nil || !reflect.DeepEqual(after.Decides, want) || e.Decides[0].Text != "De begroting vaststelen." {
		t.Errorf("%+v, %v", after.Decides, err)
	}
	if after, err = e.CorrectPoints([]PointChange{{Number: 2, NoAmount: true}}); err != nil || after.Decides[1].Amount != nil {
		t.Errorf("%+v, %v", after.Decides, err)
	}
	same := []PointChange{{Number: 1, Text: "De begroting vaststelen."}, {Number: 2, Amount: &million}}
	if !e.SaysFront(nil, same) || e.SaysFront(nil, []PointChange{{Number: 2, NoAmount: true}}) || e.SaysFront(richtext.Parse("Anders."), same) {
		t.Error("what changes nothing is not told from what does")
	}
	for name, c := range map[string]PointChange{
		"Begroting 2027 heeft geen beslispunt 3; zij heeft er 2": {Number: 3, Text: "x"},
		"beslispunt 1 heeft 501 tekens; meer dan 500 past niet":  {Number: 1, Text: strings.Repeat("a", MaxLine+1)},
	} {
		if _, err := e.CorrectPoints([]PointChange{c}); err == nil || err.Error() != name {
			t.Errorf("%+v answers %v, want %s", c, err, name)
		}
	}
}

func TestAPictureForTheIntroductionIsSentInByWhoMayChangeIt(t *testing.T) {
	dirk, ilse := User{Number: 4, Grants: Granted(RoleCoordinator)}, User{Number: 9, Grants: Granted(RoleAdmin)}
	tests := []struct {
		name  string
		stage EditionStage
		by    User
		want  error
	}{
		{"who sets up, while it is written", Writing, ilse, nil},
		{"who sets up and corrects, while it is written", Writing, dirk, nil},
		{"nobody, when it waits to be offered", Established, dirk, ErrConflict},
		{"who corrects, once it is offered", Offered, dirk, nil},
		{"and once the council decided", Adopted, dirk, nil},
		{"not who only sets up", Offered, ilse, ErrForbidden},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := (Edition{Name: "Monitor 2026-I", Stage: test.stage}).Illustrate(test.by, "2026-05-04"); !errors.Is(err, test.want) {
				t.Error(err)
			}
		})
	}
}

// Why something was withdrawn is read for ever: it is given, is no book, and holds nothing that a terminal obeys.
func TestAWithdrawalTellsWhy(t *testing.T) {
	e := Edition{Name: "Begroting 2026"}
	for reason, good := range map[string]bool{
		"Persoonsgegevens": true, "": false, " \n": false, strings.Repeat("a", MaxReason+1): false, "weg\x1b[2J": false,
	} {
		if err := e.Withdraw(System, "2026-11-26", reason); (err == nil) != good {
			t.Errorf("%.20q gives %v", reason, err)
		}
	}
	if err := e.Withdraw(User{Number: 7}, "2026-11-26", "Persoonsgegevens"); err == nil {
		t.Error("anybody withdraws")
	}
}
