package cycle

import (
	"errors"
	"testing"
)

func TestSomebodyGoesOnManaging(t *testing.T) {
	admin := User{Number: 1, Grants: Granted(RoleAdmin)}
	ending := User{Number: 1, Grants: []Grant{{Role: RoleAdmin, Until: "2027-12-31"}}}
	disabled := User{Number: 1, Grants: Granted(RoleAdmin), Disabled: true}
	branch := User{Number: 1, Grants: []Grant{{Role: RoleAdmin, Branch: "n"}}}
	other := User{Number: 2, Grants: Granted(RoleAdmin)}
	author := User{Number: 2, Grants: Granted(RoleAuthor)}
	for _, c := range []struct {
		name          string
		before, after []User
		refused       bool
	}{
		{"nothing changes", []User{admin, author}, []User{admin, author}, false},
		{"the only one who manages is disabled", []User{admin, author}, []User{disabled, author}, true},
		{"another one manages too", []User{admin, other}, []User{disabled, other}, false},
		{"the only one who manages for good gets a last day", []User{admin}, []User{ending}, true},
		{"a branch is not the organisation", []User{admin}, []User{branch}, true},
		{"nobody managed before either", []User{author}, []User{author}, false},
		{"one takes over from the other", []User{admin, author}, []User{disabled, other}, false},
	} {
		if err := StillManaged(c.before, c.after, "2027-03-01"); errors.Is(err, ErrConflict) != c.refused {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestAGrantEnds(t *testing.T) {
	u := User{Grants: []Grant{{Role: RoleAuthor, From: "2027-01-01"}, {Role: RoleReader, Group: "lezers"}}}
	for _, c := range []struct {
		name  string
		index int
		last  Date
		left  int
		until Date
		want  error
	}{
		{"on a day", 0, "2027-06-30", 2, "2027-06-30", nil},
		{"at once", 0, "", 1, "", nil},
		{"before it began", 0, "2026-12-31", 1, "", nil},
		{"of a group of the provider", 1, "", 2, "", ErrConflict},
		{"that is not there any more", 2, "", 2, "", ErrConflict},
	} {
		got, err := u.EndGrant(c.index, c.last)
		if !errors.Is(err, c.want) || len(got.Grants) != c.left || got.Grants[0].Until != c.until {
			t.Errorf("%s: %+v, %v", c.name, got.Grants, err)
		}
	}
	if u.Grants[0].Until.Known() {
		t.Error("the user who was handed in changed")
	}
}

func TestWhatSomebodyIsGivenIsRight(t *testing.T) {
	for name, g := range map[string]Grant{
		"a role that is none":            {Role: "baas"},
		"a day that is none":             {Role: RoleReader, From: "31-12-2026"},
		"it ends before it begins":       {Role: RoleReader, From: "2027-02-01", Until: "2027-01-31"},
		"sections for who writes it all": {Role: RoleAuthor, Sections: []string{Progress}},
	} {
		if err := ValidGrants([]Grant{g}); !errors.As(err, new(Invalid)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := ValidGrants([]Grant{{Role: RoleCoAuthor, Sections: []string{Progress}, From: "2027-01-01", Until: "2027-01-01"}}); err != nil {
		t.Error(err)
	}
}
