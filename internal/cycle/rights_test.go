package cycle

import (
	"slices"
	"testing"
)

// Who may do what, as the organisation agreed it: a row a role, a column a right, in the order of Rights.
func TestRolesAndRights(t *testing.T) {
	const header = "lezen schrijven meeschrijven opmerken controleren akkoord vaststellen aanbieden besluit ronde inrichten beheren narekenen"
	table := map[Role]string{
		RoleAuthor:      "x x - x - - - - - - - - -",
		RoleCoAuthor:    "x - x x - - - - - - - - -",
		RoleBudget:      "x - x x - - - - - - - - -",
		RoleAdviser:     "x - x x - - - - - - - - -",
		RoleChecker:     "x - - x x - - - - - - - -",
		RoleCoordinator: "x x - x - x x x x x x - x",
		RoleHolder:      "x - - x - x x - - - - - -",
		RoleClerk:       "x - - - - - - - x - - - -",
		RoleAuditor:     "x - - - - - - - - - - - x",
		RoleAdmin:       "x - - - - - - - - - x x x",
		RoleReader:      "x - - - - - - - - - - - -",
	}
	if len(table) != len(gives) {
		t.Errorf("there are %d roles, the table has %d", len(gives), len(table))
	}
	for role, row := range table {
		u := User{Number: 9, Grants: Granted(role)}
		var got []byte
		for _, right := range Rights {
			mark := byte('-')
			if u.May(right, Spot{}) {
				mark = 'x'
			}
			got = append(got, mark, ' ')
		}
		if string(got) != row+" " {
			t.Errorf("%s\n%s\n%s: want\n%s", header, got, role, row)
		}
	}
}

func TestWhereAndWhen(t *testing.T) {
	deep := Spot{Day: "2026-05-04", Path: []NodeID{"5.1.2", "5.1", "5"}}
	tests := []struct {
		name  string
		grant Grant
		at    Spot
		want  bool
	}{
		{"for the whole organisation, anywhere", Grant{Role: RoleChecker}, deep, true},
		{"for a branch, below it", Grant{Role: RoleChecker, Branch: "5.1"}, deep, true},
		{"for a branch, at its top", Grant{Role: RoleChecker, Branch: "5.1.2"}, deep, true},
		{"for another branch", Grant{Role: RoleChecker, Branch: "6"}, deep, false},
		{"for a branch, over the whole organisation", Grant{Role: RoleChecker, Branch: "5"}, Spot{Day: "2026-05-04"}, false},
		{"on the first day", Grant{Role: RoleChecker, From: "2026-05-04"}, deep, true},
		{"before it", Grant{Role: RoleChecker, From: "2026-05-05"}, deep, false},
		{"on the last day", Grant{Role: RoleChecker, Until: "2026-05-04"}, deep, true},
		{"after it", Grant{Role: RoleChecker, Until: "2026-05-03"}, deep, false},
		{"a role that does not check", Grant{Role: RoleAuthor}, deep, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			u := User{Number: 3, Grants: []Grant{test.grant}}
			if got := u.May(MayCheck, test.at); got != test.want {
				t.Errorf("%v", got)
			}
			u.Disabled = true
			if u.May(MayCheck, test.at) {
				t.Error("somebody who was disabled still may")
			}
		})
	}
}

func TestStandingIn(t *testing.T) {
	fatma := User{Number: 6, Name: "Fatma", Grants: Granted(RoleReader), Deputies: []Deputyship{{For: 1, From: "2026-05-01", Until: "2026-05-14"}}}
	all := []User{anna, carla, fatma}
	during, after := Spot{Day: "2026-05-04"}, Spot{Day: "2026-05-15"}
	if whole, _ := draft.Writable(fatma.Acting(during.Day, all), during); !whole {
		t.Error("a deputy does not write what the author writes")
	}
	if whole, _ := draft.Writable(fatma.Acting(after.Day, all), after); whole {
		t.Error("a deputy still writes when the time is over")
	}
	gone := anna
	gone.Disabled = true
	if whole, _ := draft.Writable(fatma.Acting(during.Day, []User{gone}), during); whole {
		t.Error("somebody stands in for a person who has no rights any more")
	}
	wrote, err := draft.Write(fatma.Acting(during.Day, all), during, round, draft)
	if err != nil || !slices.Equal(wrote.Writers, []UserNumber{6}) {
		t.Errorf("the writers are %v (%v)", wrote.Writers, err)
	}
}

func TestWhoWroteDoesNotApprove(t *testing.T) {
	written, err := draft.Write(dirk, Spot{}, round, draft) // the coordinator edits
	if err != nil {
		t.Fatal(err)
	}
	written.Stage = Submitted
	_, err = written.Check(dirk, Spot{})
	wantError(t, err, ErrConflict)
}

func TestWritingSections(t *testing.T) {
	adviser := User{Number: 8, Grants: Granted(RoleAdviser)}
	e := round
	e.Settings.Aspects = []Aspect{usualAspect("inhoud", "Inhoud"), usualAspect("geld", "Geld")}
	before := draft
	before.Headline, before.Scores = "De brug is open.", []Score{{Aspect: "inhoud", Value: Green}}
	text := before
	text.Headline = "Van een ander."
	text.Sections = []SectionText{{Key: Progress}, {Key: FinanceNote, Text: filled[0].Text}}
	text.Scores = []Score{{Aspect: "inhoud", Value: Red}, {Aspect: "geld", Value: Green}}
	got, err := before.Write(adviser, Spot{}, e, text)
	if err != nil {
		t.Fatal(err)
	}
	progress, _ := got.Section(Progress)
	content, _ := got.Score("inhoud")
	_, money := got.Score("geld")
	_, note := got.Section(FinanceNote)
	if got.Headline != before.Headline || progress.Text.Empty() || content.Value != Green {
		t.Errorf("an adviser changed what is the author's: %+v", got)
	}
	if !money || !note {
		t.Errorf("what an adviser writes about money was not kept: %+v", got)
	}
	_, err = got.Submit(adviser, Spot{}, e, may)
	wantError(t, err, ErrForbidden)
}

func TestWhatSomebodyLost(t *testing.T) {
	const today Date = "2026-05-04"
	was := User{Number: 3, Grants: []Grant{
		{Role: RoleAuthor}, {Role: RoleCoAuthor, Branch: "n5", Sections: []string{FinanceNote}}, {Role: RoleAdmin, Until: "2026-05-03"}, {Role: RoleChecker, For: 9},
	}}
	with := func(change func(u *User)) User {
		u := was
		u.Grants = slices.Clone(was.Grants)
		change(&u)
		return u
	}
	for _, c := range []struct {
		name string
		now  User
		want bool
	}{
		{"nothing", was, false},
		{"what ended yesterday", with(func(u *User) { u.Grants = slices.Delete(u.Grants, 2, 3) }), false},
		{"nothing, and gained something", with(func(u *User) { u.Grants = append(u.Grants, Grant{Role: RoleHolder}) }), false},
		{"nothing yet: it ends today", with(func(u *User) { u.Grants[0].Until = today }), false},
		{"a role", with(func(u *User) { u.Grants = u.Grants[1:] }), true},
		{"a role that ended", with(func(u *User) { u.Grants[0].Until = "2026-05-03" }), true},
		{"another branch", with(func(u *User) { u.Grants[1].Branch = "n6" }), true},
		{"another section", with(func(u *User) { u.Grants[1].Sections = nil }), true},
		{"whom they stood in for", with(func(u *User) { u.Grants = u.Grants[:3] }), true},
		{"everything", with(func(u *User) { u.Disabled = true }), true},
	} {
		if got := was.Lost(c.now, today); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
