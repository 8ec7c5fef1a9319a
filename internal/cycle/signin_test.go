package cycle

import (
	"errors"
	"slices"
	"testing"
)

var provided = SignIn{
	Issuer: "https://aanmelden.example", Client: "doelenboom", Secret: "x",
	Groups: []GroupRole{{Group: "pc-team", Role: RoleCoordinator}, {Group: "economie", Role: RoleAuthor, Branch: "5.1"}},
}

func TestGroupsGiveRoles(t *testing.T) {
	byHand := Grant{Role: RoleReader}
	before := []Grant{byHand, {Role: RoleCoordinator, Group: "pc-team"}}
	got := provided.Granted(before, []string{"economie", "koffie"})
	want := []Grant{byHand, {Role: RoleAuthor, Branch: "5.1", Group: "economie"}}
	if !slices.EqualFunc(got, want, func(a, b Grant) bool { return a.Role == b.Role && a.Branch == b.Branch && a.Group == b.Group }) {
		t.Errorf("%+v", got)
	}
	if left := provided.Granted(got, nil); len(left) != 1 || left[0].Role != RoleReader {
		t.Errorf("who is in no group any more keeps %+v", left)
	}
}

func TestSettingsOfAProvider(t *testing.T) {
	for name, change := range map[string]func(*SignIn){
		"over plain http":                     func(s *SignIn) { s.Issuer = "http://aanmelden.example" },
		"with a name in the address":          func(s *SignIn) { s.Issuer = "https://a:b@aanmelden.example" },
		"without a client":                    func(s *SignIn) { s.Client = "" },
		"with neither secret nor key":         func(s *SignIn) { s.Secret = "" },
		"with both":                           func(s *SignIn) { s.Key = "y" },
		"with a role that is none":            func(s *SignIn) { s.Groups = []GroupRole{{Group: "a", Role: "baas"}} },
		"closed, without a provider to go to": func(s *SignIn) { *s = SignIn{OnlyProvider: true} },
	} {
		s := provided
		change(&s)
		if err := s.Validate(); !errors.As(err, new(Invalid)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	local := provided
	local.Issuer = "http://127.0.0.1:9998"
	for _, s := range []SignIn{{}, provided, local} {
		if err := s.Validate(); err != nil {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

func TestWhoIsAdmitted(t *testing.T) {
	open := Organisation{ID: "o1"}
	closed := Organisation{ID: "o1", SignIn: SignIn{OnlyProvider: true}}
	strict := Organisation{ID: "o1", SignIn: SignIn{TwoFactors: true}}
	reader := User{Number: 3, Grants: Granted(RoleReader)}
	admin := User{Number: 4, Grants: Granted(RoleAdmin)}
	byGroup := User{Number: 5, Grants: []Grant{{Role: RoleAdmin, Group: "ict"}}}
	gone := User{Number: 6, Disabled: true}
	tests := []struct {
		name string
		o    Organisation
		u    User
		in   SignedIn
		want error
	}{
		{"with a password", open, reader, SignedIn{}, nil},
		{"through the provider of the organisation", open, reader, SignedIn{Through: "o1"}, nil},
		{"through the provider of another", open, reader, SignedIn{Through: "o2"}, ErrNotFound},
		{"who was disabled", open, gone, SignedIn{}, ErrNotFound},
		{"with a password where only the provider counts", closed, reader, SignedIn{}, ErrConflict},
		{"the one who manages, when the provider is out of order", closed, admin, SignedIn{}, nil},
		{"who manages because the provider says so", closed, byGroup, SignedIn{}, ErrConflict},
		{"a password alone where two factors are asked", strict, reader, SignedIn{}, ErrConflict},
		{"with both", strict, reader, SignedIn{Factor: true}, nil},
		{"through the provider, which asks factors itself", strict, reader, SignedIn{Through: "o1"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := test.o.Admits(test.u, test.in); !errors.Is(err, test.want) {
				t.Errorf("%v", err)
			}
		})
	}
}

// Nobody unties an account and is left outside.
func TestUntyingLeavesAWayIn(t *testing.T) {
	only := Organisation{ID: "o", Name: "Waterland", SignIn: SignIn{OnlyProvider: true}}
	writes, manages := User{Number: 5, Grants: Granted(RoleAuthor)}, User{Number: 6, Grants: Granted(RoleAdmin)}
	tests := []struct {
		name     string
		o        Organisation
		by       User
		password bool
		want     error
	}{
		{"who has a password", Organisation{ID: "o"}, writes, true, nil},
		{"who has none", Organisation{ID: "o"}, writes, false, ErrConflict},
		{"where passwords do not count", only, writes, true, ErrConflict},
		{"who manages there comes in with one all the same", only, manages, true, nil},
		{"where a second factor is asked it can be set up", Organisation{ID: "o", SignIn: SignIn{TwoFactors: true}}, writes, true, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { wantError(t, test.o.LetsUntie(test.by, test.password), test.want) })
	}
}
