package cycle

// UserNumber is a person in the history: a number, so that the person can be forgotten and the chain stands.
// The system account is 0.
type UserNumber int

// Role is what a person may do, for the whole organisation or a branch of the tree.
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

// User is who does something in one organisation.
type User struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Number  UserNumber `json:"number"`
	Roles   []Role     `json:"roles,omitempty"`
	Version int        `json:"-"`
}

// System is the account that commands act as.
var System = User{ID: "beheer", Name: "beheer (opdrachtregel)"}

// IsSystem tells whether u is the system account.
func (u User) IsSystem() bool { return u.Number == 0 }

// Has tells whether u has one of the roles.
func (u User) Has(roles ...Role) bool {
	for _, have := range u.Roles {
		for _, want := range roles {
			if have == want {
				return true
			}
		}
	}
	return false
}
