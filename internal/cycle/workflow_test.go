package cycle

import (
	"errors"
	"testing"
	"time"

	"doelenboom/internal/richtext"
)

var (
	anna   = User{Number: 1, Name: "Anna", Grants: Granted(RoleAuthor)}
	bram   = User{Number: 2, Name: "Bram", Grants: Granted(RoleAuthor)}
	carla  = User{Number: 3, Name: "Carla", Grants: Granted(RoleChecker)}
	dirk   = User{Number: 4, Name: "Dirk", Grants: Granted(RoleCoordinator, RoleChecker)}
	eva    = User{Number: 5, Name: "Eva", Grants: Granted(RoleHolder)}
	may    = time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)
	june   = time.Date(2026, 6, 4, 9, 0, 0, 0, time.UTC)
	round  = Edition{ID: "e", Name: "Monitor 2026-I", Kind: Monitor, Stage: Writing, ClosesAt: "2026-05-31"}
	filled = []SectionText{{Key: Progress, Text: richtext.Paragraphs("De brug is open.")}}
	draft  = Report{ID: "r", Author: 1, Stage: Drafting, Sections: filled}
)

func TestSubmit(t *testing.T) {
	tests := []struct {
		name   string
		report Report
		by     User
		at     time.Time
		want   error
	}{
		{"the author submits a draft", draft, anna, may, nil},
		{"on the last day too", draft, anna, time.Date(2026, 5, 31, 22, 0, 0, 0, time.UTC), nil},
		{"a colleague may not", draft, bram, may, ErrForbidden},
		{"not after closing", draft, anna, june, ErrConflict},
		{"what was sent back is submitted again", Report{Author: 1, Stage: SentBack, Sections: filled}, anna, may, nil},
		{"what is submitted is not submitted twice", Report{Author: 1, Stage: Submitted, Sections: filled}, anna, may, ErrConflict},
		{"an empty report is not submitted", Report{Author: 1, Stage: Drafting}, anna, may, Invalid{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.report.Submit(test.by, Spot{Day: "2026-05-04"}, round, test.at)
			wantError(t, err, test.want)
			if err == nil && got.Stage != Submitted {
				t.Errorf("it is %s", got.Stage)
			}
		})
	}
}

func TestFourEyes(t *testing.T) {
	submitted := Report{Author: 1, Stage: Submitted, Sections: filled}
	checked, err := submitted.Check(carla, Spot{})
	if err != nil {
		t.Fatal(err)
	}
	checkedByDirk, err := submitted.Check(dirk, Spot{})
	if err != nil {
		t.Fatal(err)
	}
	own := Report{Author: 4, Stage: Submitted, Sections: filled}
	tests := []struct {
		name string
		do   func() (Report, error)
		want error
	}{
		{"a holder approves what a controller checked", func() (Report, error) { return checked.Approve(eva, Spot{}) }, nil},
		{"an author is no controller", func() (Report, error) { return submitted.Check(bram, Spot{}) }, ErrForbidden},
		{"who wrote it does not check it", func() (Report, error) { return own.Check(dirk, Spot{}) }, ErrConflict},
		{"who checked it does not approve it", func() (Report, error) { return checkedByDirk.Approve(dirk, Spot{}) }, ErrConflict},
		{"nothing is approved unchecked", func() (Report, error) { return submitted.Approve(eva, Spot{}) }, ErrConflict},
		{"the system account is no pair of eyes", func() (Report, error) { return submitted.Check(System, Spot{}) }, ErrForbidden},
		{"sending back needs a reason", func() (Report, error) { return checked.SendBack(dirk, Spot{}, Edition{Stage: Writing}, "") }, Invalid{}},
		{"sending back empties the approvals", func() (Report, error) {
			return checked.SendBack(dirk, Spot{}, Edition{Stage: Writing}, "cijfers kloppen niet")
		}, nil},
		{"nothing goes back once the executive established the edition", func() (Report, error) {
			return checked.SendBack(dirk, Spot{}, Edition{Stage: Established}, "cijfers kloppen niet")
		}, ErrConflict},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.do()
			wantError(t, err, test.want)
			if err == nil && got.Stage == SentBack && len(got.Approvals) != 0 {
				t.Error("an approval of the old text still stands")
			}
		})
	}
}

func TestOnlyTheCouncilAdopts(t *testing.T) {
	approved := []Report{{Stage: Approved}}
	established := Edition{Name: "Begroting 2027", Kind: Budget, Stage: Established}
	offered := established
	offered.Stage = Offered
	monitor := Edition{Name: "Monitor 2026-I", Kind: Monitor, Stage: Offered}
	over := Edition{Name: "Jaarverslag 2016", Kind: Accounts, TakenOver: true, Stage: Writing}
	day := Date("2026-10-01")
	tests := []struct {
		name    string
		edition Edition
		now     PublicState
		reports []Report
		to      Release
		kind    RevisionKind
		want    error
	}{
		{"the executive offers what it established", established, "", approved, Release{State: StateOffered, Date: day}, FirstRevision, nil},
		{"nothing is offered before it is established", Edition{Name: "B", Stage: Writing}, "", approved, Release{State: StateOffered, Date: day}, "", ErrConflict},
		{"nothing is offered with a report unapproved", established, "", []Report{{Stage: Checked}}, Release{State: StateOffered, Date: day}, "", ErrConflict},
		{"offering needs its date", established, "", approved, Release{State: StateOffered}, "", Invalid{}},
		{"adopting follows offering", offered, StateOffered, approved, Release{State: StateAdopted, Date: day, Decision: "d"}, NextState, nil},
		{"nothing is adopted before it was offered", established, "", approved, Release{State: StateAdopted, Date: day, Decision: "d"}, "", ErrConflict},
		{"adopting needs a decision", offered, StateOffered, approved, Release{State: StateAdopted, Date: day}, "", Invalid{}},
		{"a budget is not taken note of", offered, StateOffered, approved, Release{State: StateNoted, Date: day, Decision: "d"}, "", Invalid{}},
		{"a monitor is", monitor, StateOffered, approved, Release{State: StateNoted, Date: day, Decision: "d"}, NextState, nil},
		{"a state never goes back", offered, StateAdopted, approved, Release{State: StateOffered, Date: day}, "", ErrConflict},
		{"what was taken note of is not adopted after all", monitor, StateNoted, approved, Release{State: StateAdopted, Date: day, Decision: "d"}, "", ErrConflict},
		{"an edition written here must say its state", established, "", approved, Release{State: StateUnknown}, "", ErrConflict},
		{"one taken over asks no approvals and claims nothing", over, "", nil, Release{State: StateUnknown}, FirstRevision, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, kind, err := test.edition.Publish(test.now, test.reports, test.to)
			wantError(t, err, test.want)
			if err == nil && kind != test.kind {
				t.Errorf("it makes a revision of kind %s", kind)
			}
		})
	}
}

func TestEstablishing(t *testing.T) {
	e := Edition{Name: "B", Stage: Writing}
	if _, err := e.Establish(eva, "", []Report{{Stage: Approved}, {Stage: Submitted}}); !errors.Is(err, ErrConflict) {
		t.Errorf("established with a report unapproved: %v", err)
	}
	if _, err := e.Establish(anna, "", nil); !errors.Is(err, ErrForbidden) {
		t.Errorf("an author established: %v", err)
	}
	if got, err := e.Establish(eva, "", []Report{{Stage: Approved}}); err != nil || got.Stage != Established {
		t.Errorf("%s, %v", got.Stage, err)
	}
}

func TestSlugsLeaveTheFixedWordsAlone(t *testing.T) {
	for _, bad := range []string{"", "werk", "account", "lijn", "Overijssel", "a b", "é", "-x", "x-", "revisie", "../x"} {
		if ValidSlug(bad) == "" {
			t.Errorf("%q passes", bad)
		}
	}
	for _, good := range []string{"overijssel", "jaarverslag-2016", "5"} {
		if text := ValidSlug(good); text != "" {
			t.Errorf("%q: %s", good, text)
		}
	}
}

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if inv := (Invalid)(nil); errors.As(want, &inv) {
		if !errors.As(err, &inv) {
			t.Fatalf("got %v, want a list of what is wrong", err)
		}
		return
	}
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %v", err, want)
	}
}

func TestAPageReadIntoAnApprovedReportMakesItADraft(t *testing.T) {
	approved := Report{Stage: Approved, Approvals: []Approval{{By: 3, Stage: Checked}, {By: 5, Stage: Approved}}}
	if got := approved.TakenFrom(round); got.Stage != Drafting || len(got.Approvals) != 0 {
		t.Errorf("being written here: %+v", got)
	}
	if got := approved.TakenFrom(Edition{Stage: Offered}); got.Stage != Approved {
		t.Errorf("a correction of what is public: %s", got.Stage)
	}
	if got := (Report{}).TakenFrom(Edition{TakenOver: true, Stage: Writing}); got.Stage != Imported {
		t.Errorf("taken over: %s", got.Stage)
	}
}
