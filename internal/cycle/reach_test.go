package cycle

import "testing"

// tree is what stands under what: 5 > 5.1 > 5.1.1, and 6 > 6.1.
var tree = Paths{"5": "", "5.1": "5", "5.1.1": "5.1", "6": "", "6.1": "6"}

// Whoever runs the round on one branch sees who has to do with that branch, and nobody else.
func TestWhoARoundOnABranchConcerns(t *testing.T) {
	const day = Date("2026-05-04")
	of := func(role Role, branch NodeID) User {
		return User{Number: 9, Grants: []Grant{{Role: role, Branch: branch}}}
	}
	until := User{Number: 8, Grants: []Grant{{Role: RoleChecker, Branch: "5", Until: "2026-05-03"}}}
	standsIn := func(from, until Date) User {
		return User{Number: 7, Deputies: []Deputyship{{For: 3, From: from, Until: until}}}
	}
	gone := of(RoleChecker, "5")
	gone.Disabled = true
	tests := []struct {
		name  string
		who   User // runs the round
		other User
		named bool // has work there
		seen  bool
	}{
		{"for the whole organisation: everybody", of(RoleCoordinator, ""), of(RoleAuthor, "6"), false, true},
		{"for the whole organisation: also who left", of(RoleCoordinator, ""), gone, false, true},
		{"a controller of the same branch", of(RoleCoordinator, "5"), of(RoleChecker, "5"), false, true},
		{"a controller of a part of it", of(RoleCoordinator, "5"), of(RoleChecker, "5.1.1"), false, true},
		{"a controller of what it is a part of", of(RoleCoordinator, "5.1"), of(RoleChecker, "5"), false, true},
		{"a controller of everything", of(RoleCoordinator, "5"), of(RoleChecker, ""), false, true},
		{"a controller of another branch", of(RoleCoordinator, "5"), of(RoleChecker, "6"), false, false},
		{"an author who writes anywhere, but not here", of(RoleCoordinator, "5"), of(RoleAuthor, ""), false, false},
		{"an author who writes here", of(RoleCoordinator, "5"), of(RoleAuthor, ""), true, true},
		{"an author of the branch, also before there is work", of(RoleCoordinator, "5"), of(RoleAuthor, "5.1"), false, true},
		{"who left, and whose name still stands there", of(RoleCoordinator, "5"), gone, true, true},
		{"who left, and whose name does not", of(RoleCoordinator, "5"), gone, false, false},
		{"whose role is over", of(RoleCoordinator, "5"), until, false, false},
		{"who stands in for an author who writes here", of(RoleCoordinator, "5"), standsIn("2026-05-01", "2026-05-31"), false, true},
		{"who stood in for one", of(RoleCoordinator, "5"), standsIn("2026-04-01", "2026-05-03"), false, false},
		{"nobody, by who runs no round", of(RoleChecker, "5"), of(RoleChecker, "5"), true, false},
	}
	for _, test := range tests {
		if got := test.who.Reach(MayRun, day).Concerns(test.other, map[UserNumber]bool{test.other.Number: test.named, 3: true}, day, tree); got != test.seen {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

func TestHowFarARightGoes(t *testing.T) {
	const day = Date("2026-05-04")
	both := User{Number: 9, Grants: []Grant{{Role: RoleCoordinator, Branch: "5.1"}, {Role: RoleReader}, {Role: RoleChecker, Branch: "6"}}}
	tests := []struct {
		name  string
		reach Reach
		node  NodeID
		want  bool
	}{
		{"the round: within the branch", both.Reach(MayRun, day), "5.1.1", true},
		{"the round: above the branch", both.Reach(MayRun, day), "5", false},
		{"the round: beside it", both.Reach(MayRun, day), "6.1", false},
		{"reading: everywhere, by another role", both.Reach(MayRead, day), "6.1", true},
		{"checking: where that role is for", both.Reach(MayCheck, day), "6.1", true},
		{"managing: nowhere", both.Reach(MayManage, day), "5.1", false},
		{"the system: everywhere", System.Reach(MayRun, day), "5.1", true},
		{"who was disabled: nowhere", User{Number: 9, Disabled: true, Grants: both.Grants}.Reach(MayRun, day), "5.1.1", false},
	}
	for _, test := range tests {
		if got := test.reach.Holds(tree.To(test.node)); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
	writer := User{Number: 8, Grants: []Grant{{Role: RoleAuthor, Branch: "6"}}}
	if writer.MayWithin(MayWrite, both.Reach(MayRun, day), day, tree) {
		t.Error("work on one branch is offered to who writes on another only")
	}
	if !writer.MayWithin(MayWrite, Reach{Whole: true}, day, tree) || !(User{Grants: Granted(RoleAuthor)}).MayWithin(MayWrite, both.Reach(MayRun, day), day, tree) {
		t.Error("who may write here is not offered work")
	}
}
