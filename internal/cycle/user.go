package cycle

// UserNumber is a person in the history: a number, so that the person can be forgotten and the chain stands.
// The system account is 0.
type UserNumber int

// Role is what a person does in the round; see Grant for where and when.
type Role string

// The roles, by their names in the command line.
const (
	RoleAuthor      Role = "auteur"
	RoleCoAuthor    Role = "medeauteur"
	RoleBudget      Role = "budgethouder"
	RoleAdviser     Role = "adviseur"
	RoleChecker     Role = "controleur"
	RoleCoordinator Role = "coordinator"
	RoleHolder      Role = "portefeuillehouder"
	RoleClerk       Role = "griffier"
	RoleAuditor     Role = "accountant"
	RoleAdmin       Role = "beheerder"
	RoleReader      Role = "lezer"
)

// Roles are all roles, in the order of the round.
func Roles() []Role {
	return []Role{
		RoleAuthor, RoleCoAuthor, RoleBudget, RoleAdviser, RoleChecker, RoleCoordinator, RoleHolder, RoleClerk, RoleAuditor, RoleAdmin, RoleReader,
	}
}

// Word is a role as it is written on the screen.
func (r Role) Word() string {
	switch r {
	case RoleCoordinator:
		return "coördinator"
	case RoleCoAuthor:
		return "mede-auteur"
	}
	return string(r)
}

// User is who works for one organisation. What somebody signs in with is an account of the installation; a user is what
// that account is in one organisation.
type User struct {
	Account  string       `json:"account,omitempty"`  // id of the account; empty for who cannot sign in
	Deputies []Deputyship `json:"deputies,omitempty"` // whom this user stands in for
	Disabled bool         `json:"disabled,omitempty"`
	Grants   []Grant      `json:"grants,omitempty"`
	Holder   HolderID     `json:"holder,omitempty"` // which portfolio holder this user is
	ID       string       `json:"id"`               // the address, in lower case; of who comes through a provider, what that calls them
	Left     Date         `json:"left,omitzero"`    // the day on which somebody was disabled
	Mail     string       `json:"mail,omitempty"`   // as a provider tells it: to be read, nobody is looked up by it
	Name     string       `json:"name"`
	Number   UserNumber   `json:"number"`
	Quiet    bool         `json:"quiet,omitempty"` // wants no letters about new work
	Version  int          `json:"-"`
}

// Granted is a list of grants for the whole organisation, one for each role.
func Granted(roles ...Role) []Grant {
	var out []Grant
	for _, r := range roles {
		out = append(out, Grant{Role: r})
	}
	return out
}

// Known tells whether r is a role.
func (r Role) Known() bool { return gives[r] != nil }

// System is the account that commands act as.
var System = User{ID: "beheer", Name: "beheer (opdrachtregel)"}

// IsSystem tells whether u is the system account.
func (u User) IsSystem() bool { return u.Number == 0 }
