package cycle

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// Published again in the same state is no new status.
func TestTheSameStateAgainIsAnUpdate(t *testing.T) {
	offered := Edition{Name: "Begroting 2027", Kind: Budget, Stage: Offered}
	over := Edition{Name: "Jaarverslag 2016", Kind: Accounts, TakenOver: true, Stage: Adopted}
	for _, test := range []struct {
		edition Edition
		now     PublicState
		to      Release
	}{
		{offered, StateOffered, Release{State: StateOffered, Date: "2026-10-01", Meetings: []Date{"2026-10-20"}}},
		{over, StateUnknown, Release{State: StateUnknown}},
	} {
		if _, kind, err := test.edition.Publish(test.now, []Report{{Stage: Approved}}, test.to); kind != Updated || err != nil {
			t.Errorf("%s again is %q, %v", test.now, kind, err)
		}
	}
	if _, kind, err := over.Publish(StateUnknown, nil, Release{State: StateOffered, Date: "2017-05-01"}); kind != NextState || err != nil {
		t.Errorf("offered after unknown is %q, %v", kind, err)
	}
}

func TestDaysThatNobodyMeansAreRefused(t *testing.T) {
	for day, likely := range map[Date]bool{
		"1016-05-01": false, "1813-12-31": false, "1814-01-01": true, "2016-05-01": true, "2031-12-31": true, "2032-01-01": false, "2999-01-01": false,
	} {
		for _, to := range []Release{{Date: day}, {Date: "2026-05-01", Meetings: []Date{day}}} {
			err := to.Likely("2026-06-01")
			if (err == nil) != likely || err != nil && !strings.Contains(err.Error(), day.Format()+" kan niet kloppen") {
				t.Errorf("%+v: %v", to, err)
			}
		}
	}
}

// What is to happen tomorrow did not happen; only a meeting may lie ahead.
func TestADayOfAStateThatHasYetToComeIsRefused(t *testing.T) {
	const today = Date("2026-06-20")
	for _, state := range []PublicState{StateOffered, StateAdopted, StateNoted} {
		for day, want := range map[Date]string{
			"2026-06-19": "", today: "",
			"2026-06-21": "21 juni 2026 moet nog komen; geef de dag waarop dit is " + state.word() + " (--date)",
			"2029-11-01": "1 november 2029 moet nog komen; geef de dag waarop dit is " + state.word() + " (--date)",
		} {
			err := Release{State: state, Date: day, Meetings: []Date{"2026-11-01"}}.Happened(today)
			if invalid := (Invalid)(nil); want == "" && err != nil || want != "" && (!errors.As(err, &invalid) || invalid[0].Field != "date" || invalid[0].Text != want) {
				t.Errorf("%s on %s: %v", state, day, err)
			}
		}
	}
	if err := (Release{State: StateUnknown}).Happened(today); err != nil {
		t.Error(err)
	}
}

func TestMeetingsFollowTheOffering(t *testing.T) {
	e := Edition{Name: "Jaarverslag 2016", Kind: Accounts, TakenOver: true}
	early := Release{State: StateOffered, Date: "2017-05-10", Meetings: []Date{"2017-05-31", "2017-05-09"}}
	_, _, err := e.Publish("", nil, early)
	if invalid := (Invalid)(nil); !errors.As(err, &invalid) || invalid[0].Field != "meetings" || invalid[0].Text != "de vergadering op 9 mei 2017 ligt voor het aanbieden op 10 mei 2017" {
		t.Errorf("a meeting before the offering gives %v", err)
	}
	to := Release{Meetings: []Date{"2017-06-01", "2017-05-31", "2017-06-01"}}.Ordered()
	if !slices.Equal(to.Meetings, []Date{"2017-05-31", "2017-06-01"}) {
		t.Errorf("in order they are %v", to.Meetings)
	}
}

func TestANameStandsOnOneLine(t *testing.T) {
	for _, name := range []string{"een\ntwee", "\x1b[31mrood", "a\tb", "a\u202eb", strings.Repeat("a", MaxLine+1)} {
		o := NewOrganisation("", Province, "x", name)
		e := Edition{Slug: "x", Kind: Budget, Year: 2026, Name: name, Settings: o.Defaults}
		for _, err := range []error{o.Validate(), e.Validate()} {
			if invalid := (Invalid)(nil); !errors.As(err, &invalid) || len(invalid) != 1 || invalid[0].Field != "name" {
				t.Errorf("%.20q gives %v", name, err)
			}
		}
	}
	e := Edition{Slug: "x", Kind: Monitor, Year: 2026, Name: "Monitor", Sequence: 13, Settings: NewOrganisation("", Province, "x", "X").Defaults}
	if err := e.Validate(); err == nil || !strings.Contains(err.Error(), "1 tot en met 12") {
		t.Errorf("a thirteenth monitor gives %v", err)
	}
}
