package cycle

import (
	"errors"
	"reflect"
	"strings"
	"testing"
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
