package cycle

import (
	"errors"
	"testing"
)

func TestAmendingAnEdition(t *testing.T) {
	clerk, author := User{Number: 4, Grants: Granted(RoleClerk)}, User{Number: 1, Grants: Granted(RoleAuthor)}
	good := CouncilAmendment{Key: "a3", Number: "A3", Title: "Meer bomen", Mover: "Lid Visser", Outcome: VotePending}
	with := func(change func(*CouncilAmendment)) CouncilAmendment {
		a := good
		change(&a)
		return a
	}
	offered := Edition{Name: "Begroting 2027", Stage: Offered}
	has := Edition{Name: "Begroting 2027", Stage: Offered, Amendments: []CouncilAmendment{good}}
	worked := Edition{Name: "Begroting 2027", Stage: Offered, Amendments: []CouncilAmendment{with(func(a *CouncilAmendment) { a.WorkedIn = true })}}
	for _, c := range []struct {
		name string
		e    Edition
		by   User
		a    CouncilAmendment
		want error
	}{
		{"the clerk enters one while the council has the edition", offered, clerk, good, nil},
		{"the clerk enters what became of it", has, clerk, with(func(a *CouncilAmendment) { a.Outcome, a.For, a.Against = VoteAdopted, 30, 13 }), nil},
		{"an author may not", offered, author, good, ErrForbidden},
		{"not while it is written", Edition{Stage: Writing}, clerk, good, ErrConflict},
		{"not after it was adopted", Edition{Stage: Adopted}, clerk, good, ErrConflict},
		{"two have not one number", has, clerk, with(func(a *CouncilAmendment) { a.Key = "a4" }), Invalid{}},
		{"somebody moved it", offered, clerk, with(func(a *CouncilAmendment) { a.Mover = "" }), Invalid{}},
		{"more voted against than for what was adopted", offered, clerk, with(func(a *CouncilAmendment) { a.Outcome, a.For, a.Against = VoteAdopted, 13, 30 }), Invalid{}},
		{"a tie is no majority", offered, clerk, with(func(a *CouncilAmendment) { a.Outcome, a.For, a.Against = VoteAdopted, 20, 20 }), Invalid{}},
		{"nobody votes on what was withdrawn", offered, clerk, with(func(a *CouncilAmendment) { a.Outcome, a.For = VoteWithdrawn, 5 }), Invalid{}},
		{"money belongs to a node", offered, clerk, with(func(a *CouncilAmendment) { a.Effect = 100 }), Invalid{}},
		{"what was worked in stays as it is", worked, clerk, good, ErrConflict},
	} {
		t.Run(c.name, func(t *testing.T) {
			after, err := c.e.Amend(c.by, "2026-11-10", c.a)
			if wrongError(err, c.want) {
				t.Fatalf("%v", err)
			}
			if err == nil && len(after.Amendments) != 1 {
				t.Errorf("%+v", after.Amendments)
			}
		})
	}
}

// wrongError tells whether an error is not the one that is wanted; any Invalid is as good as another.
func wrongError(err, want error) bool {
	if _, any := want.(Invalid); any {
		var v Invalid
		return !errors.As(err, &v)
	}
	return want == nil && err != nil || want != nil && !errors.Is(err, want)
}

func TestTheMoneyOfAnAmendment(t *testing.T) {
	clerk := User{Number: 4, Grants: Granted(RoleClerk)}
	a := CouncilAmendment{Key: "a3", Number: "A3", Title: "Meer bomen", Mover: "Lid Visser", Outcome: VoteAdopted, Effect: 250_000_00, Node: "n"}
	for kind, column := range map[EditionKind]MoneyColumn{Budget: Original, Outlook: Original, Monitor: Amended, Accounts: Amended} {
		e := Edition{ID: "e", Kind: kind, Year: 2027, Stage: Offered, Amendments: []CouncilAmendment{a}}
		after, line, err := e.WorkIn(clerk, "2026-11-10", "a3", false)
		if err != nil || line == nil || line.Column != column || line.Cents != a.Effect || line.Year != 2027 || line.Kind != Expense {
			t.Errorf("%s: %+v, %v", kind, line, err)
		}
		if e.Amendments[0].WorkedIn {
			t.Error("what was handed in changed")
		}
		if _, back, err := after.WorkIn(clerk, "2026-11-10", "a3", true); err != nil || back.Cents != -a.Effect {
			t.Errorf("taken back: %+v, %v", back, err)
		}
		if _, _, err := after.WorkIn(clerk, "2026-11-10", "a3", false); !errors.Is(err, ErrConflict) {
			t.Errorf("booked twice: %v", err)
		}
	}
	a.Outcome = VoteRejected
	if _, _, err := (Edition{Stage: Offered, Amendments: []CouncilAmendment{a}}).WorkIn(clerk, "2026-11-10", "a3", false); !errors.Is(err, ErrConflict) {
		t.Errorf("what was rejected was worked in: %v", err)
	}
}

func TestWritingForAnAmendment(t *testing.T) {
	coordinator, clerk := User{Number: 3, Grants: Granted(RoleCoordinator)}, User{Number: 4, Grants: Granted(RoleClerk)}
	author := User{Number: 1, Grants: Granted(RoleAuthor)}
	carried := CouncilAmendment{Number: "A3", Outcome: VoteAdopted, Node: "n"}
	e := Edition{Name: "Begroting 2027", Kind: Budget, Stage: Offered, Amendments: []CouncilAmendment{carried}}
	r := Report{Node: "n", Author: 1, Stage: Approved, Approvals: []Approval{{By: 2, Stage: Checked}}}
	at := Spot{Day: "2026-11-10", Path: []NodeID{"n"}}
	for _, who := range []User{coordinator, clerk} {
		after, err := r.Write(who, at, e, Report{Headline: "Anders."})
		if err != nil || after.Stage != Approved || after.Headline != "Anders." || len(after.Approvals) > 0 {
			t.Errorf("user %d: %+v, %v", who.Number, after, err)
		}
	}
	if _, err := r.Write(author, at, e, Report{}); !errors.Is(err, ErrConflict) {
		t.Errorf("the author wrote in an offered edition: %v", err)
	}
	if _, err := (Report{Node: "m", Stage: Approved}).Write(coordinator, at, e, Report{}); !errors.Is(err, ErrConflict) {
		t.Errorf("a report that no amendment names was written: %v", err)
	}
	e.Amendments = []CouncilAmendment{{Number: "A3", Outcome: VoteAdopted, Node: "n", WorkedIn: true}}
	if _, err := r.Write(coordinator, at, e, Report{}); !errors.Is(err, ErrConflict) {
		t.Errorf("it stayed open after the amendment was worked in: %v", err)
	}
}

func TestTheCouncilAdoptsWhenItsAmendmentsAreSettled(t *testing.T) {
	adopt := Release{State: StateAdopted, Date: "2026-11-12", Decision: "d"}
	for _, c := range []struct {
		name string
		a    CouncilAmendment
		ok   bool
	}{
		{"not while a vote is not entered", CouncilAmendment{Outcome: VotePending}, false},
		{"not while one that was carried is not worked in", CouncilAmendment{Outcome: VoteAdopted}, false},
		{"nor one that the executive took over", CouncilAmendment{Outcome: VoteTakenOver}, false},
		{"when it is worked in", CouncilAmendment{Outcome: VoteAdopted, WorkedIn: true}, true},
		{"when it was rejected", CouncilAmendment{Outcome: VoteRejected}, true},
	} {
		e := Edition{Name: "Begroting 2027", Kind: Budget, Stage: Offered, Amendments: []CouncilAmendment{c.a}}
		if _, _, err := e.Publish(StateOffered, nil, adopt); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
