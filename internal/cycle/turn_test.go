package cycle

import (
	"fmt"
	"strings"
	"testing"
)

func TestWhoseTurnItIs(t *testing.T) {
	const day = Date("2026-05-04")
	at := Spot{Day: day, Path: []NodeID{"5.1.1", "5.1", "5"}}
	grants := func(branch NodeID, role Role) []Grant { return []Grant{{Role: role, Branch: branch}} }
	people := []User{
		{Number: 1, Name: "anna", Grants: Granted(RoleAuthor, RoleChecker)},
		{Number: 2, Name: "carla", Grants: grants("5", RoleChecker)},
		{Number: 3, Name: "cor", Grants: grants("6", RoleChecker)},
		{Number: 4, Name: "dirk", Grants: Granted(RoleCoordinator)},
		{Number: 5, Name: "eva", Grants: Granted(RoleHolder), Holder: "eva"},
		{Number: 6, Name: "els", Grants: grants("5.1", RoleHolder), Holder: "els"},
		{Number: 7, Name: "piet", Deputies: []Deputyship{{For: 2}}},
		{Number: 8, Name: "weg", Grants: Granted(RoleChecker, RoleHolder), Disabled: true},
		{Number: 9, Name: "later", Deputies: []Deputyship{{For: 1, From: "2026-06-01"}}},
	}
	e := Edition{ClosesAt: "2026-05-20", Calendar: Calendar{Check: "2026-06-03", Approve: "2026-06-10"}}
	tests := []struct {
		name   string
		report Report
		want   string
	}{
		{"the author writes", Report{Stage: Drafting, Author: 1}, "schrijven 2026-05-20 anna als schrijver"},
		{"a day of its own", Report{Stage: SentBack, Author: 4, Due: "2026-05-27"}, "schrijven 2026-05-27 dirk als schrijver"},
		{"nobody writes", Report{Stage: Drafting}, "schrijven 2026-05-20 : er is geen schrijver"},
		{"the controller who was assigned, and who stands in for her", Report{Stage: Submitted, Author: 1, Checker: 2}, "controleren 2026-06-03 carla piet/2 als aangewezen controleur"},
		{"one who was assigned has no role here any more", Report{Stage: Submitted, Author: 4, Checker: 3}, "controleren 2026-06-03 : de aangewezen controleur mag het niet controleren"},
		{"one who was assigned wrote in it", Report{Stage: Submitted, Author: 4, Checker: 1, Writers: []UserNumber{1}}, "controleren 2026-06-03 : de aangewezen controleur mag het niet controleren"},
		{"nobody was assigned: all who may check here", Report{Stage: Submitted, Author: 4}, "controleren 2026-06-03 anna carla piet/2 als controleur; er is niemand aangewezen"},
		{"four eyes: who wrote it does not check it", Report{Stage: Submitted, Author: 1, Writers: []UserNumber{7}}, "controleren 2026-06-03 carla als controleur; er is niemand aangewezen"},
		{"nobody can check", Report{Stage: Submitted, Author: 1, Writers: []UserNumber{2}}, "controleren 2026-06-03 : er is niemand die het mag controleren"},
		{"the portfolio holder of the report", Report{Stage: Checked, Author: 1, Holders: []HolderID{"els", "oud"}}, "akkoord geven 2026-06-10 els als portefeuillehouder van het stuk"},
		{"the holder is nobody here: all holders of the branch", Report{Stage: Checked, Author: 1, Holders: []HolderID{"oud"}}, "akkoord geven 2026-06-10 eva els als portefeuillehouder; bij het stuk staat niemand die akkoord kan geven"},
		{"without holders: who runs the round", Report{Stage: Checked, Author: 1, Writers: []UserNumber{5, 6}}, "akkoord geven 2026-06-10 dirk als coördinator; er is geen portefeuillehouder die akkoord kan geven"},
		{"who checked does not give the last akkoord", Report{Stage: Checked, Author: 4, Writers: []UserNumber{5}, Approvals: []Approval{{By: 6, Stage: Checked}}}, "akkoord geven 2026-06-10 : er is niemand die het laatste akkoord mag geven"},
		{"what is ready waits for nobody", Report{Stage: Approved, Author: 1}, "  : is al klaar"},
	}
	for _, tt := range tests {
		turn := tt.report.Turn(e, people, at)
		var who []string
		for _, a := range turn.Who {
			name := people[a.User-1].Name
			if a.For != 0 {
				name += fmt.Sprint("/", a.For)
			}
			who = append(who, name)
		}
		got := fmt.Sprintf("%s %s %s %s", turn.Task, turn.Day, strings.Join(who, " "), turn.Why)
		if len(who) == 0 {
			got = fmt.Sprintf("%s %s : %s", turn.Task, turn.Day, turn.None)
		}
		if got != tt.want {
			t.Errorf("%s:\n%s, want\n%s", tt.name, got, tt.want)
		}
	}
}
