package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"doelenboom/internal/auth"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
)

func newUser(s *shared) *cobra.Command {
	return group("user", "Gebruikers toevoegen, bekijken en hun rollen veranderen.",
		newUserAdd(s), newUserList(s), newUserRole(s), newUserReset(s), newUserDisable(s))
}

// person is whom a command is about.
type person struct{ Address, Organisation string }

func (p *person) bind(cmd *cobra.Command) {
	argument(cmd, &p.Address, "<adres>", "Mailadres waarmee iemand zich aanmeldt.")
	cmd.Flags().StringVar(&p.Organisation, "organisation", "", "`ADRES` De organisatie.")
	required(cmd, "organisation")
}

// duty is a role that is given or taken.
type duty struct{ Role, Branch string }

func (d *duty) bind(cmd *cobra.Command) {
	choice(cmd.Flags(), &d.Role, "role", "`ROL` Wat iemand doet.", "auteur", "medeauteur", "budgethouder", "adviseur", "controleur",
		"coordinator", "portefeuillehouder", "griffier", "accountant", "beheerder", "lezer")
	cmd.Flags().StringVar(&d.Branch, "branch", "", "`NUMMER` Alleen voor dit deel van de boom, met alles eronder (zoals 5.1).")
	required(cmd, "role")
}

type userAdd struct {
	person
	duty
	Name          string
	PasswordStdin bool
}

func newUserAdd(s *shared) *cobra.Command {
	var c userAdd
	cmd := s.command("add", "Voeg een gebruiker toe; die kiest zelf een wachtwoord met een uitnodiging per mail.", &c)
	c.person.bind(cmd)
	cmd.Flags().StringVar(&c.Name, "name", "", "`NAAM` Hoe iemand heet.")
	c.duty.bind(cmd)
	cmd.Flags().BoolVar(&c.PasswordStdin, "password-stdin", false, "Lees het wachtwoord van standaardinvoer, zonder uitnodiging.")
	required(cmd, "name")
	take := cmd.Args
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		err := take(cmd, args)
		if err != nil && c.PasswordStdin { // what is too much may be the password
			return wrongUsage{"achter --password-stdin hoort niets: het wachtwoord komt van standaardinvoer"}
		}
		return err
	}
	return cmd
}

func (c userAdd) Run(ctx context.Context, con console, p place) error {
	return p.with(ctx, false, func(in *installation) error {
		o, err := in.organisation(ctx, c.Organisation)
		if err != nil {
			return err
		}
		grant, err := in.grant(ctx, o, c.duty)
		if err != nil {
			return err
		}
		password := ""
		if c.PasswordStdin {
			if password, err = in.newPassword(ctx, con, o, c.Address, c.Name); err != nil {
				return err
			}
		}
		u := cycle.User{ID: auth.Address(c.Address), Name: c.Name, Grants: []cycle.Grant{grant}}
		if u, err = in.do.InviteUser(ctx, o.ID, in.actor, u, !c.PasswordStdin); err != nil {
			return err
		}
		if !c.PasswordStdin {
			con.say("%s toegevoegd; de uitnodiging wordt verstuurd door doelenboom serve met --smtp", u.ID)
			return nil
		}
		signIn, err := in.signIn(auth.Usual)
		if err == nil {
			err = signIn.FirstPassword(ctx, u.Account, password)
		}
		if err == nil {
			con.say("%s toegevoegd", u.ID)
		}
		return err
	})
}

// newPassword reads a password and refuses it before anything is done.
func (in *installation) newPassword(ctx context.Context, con console, o cycle.Organisation, address, name string) (string, error) {
	account, err := in.db.Sessions().AccountByAddress(ctx, auth.Address(address))
	if err == nil && account.Password != "" {
		return "", refused("%s heeft al een wachtwoord; laat --password-stdin weg", account.Address)
	}
	if err != nil && !errors.Is(err, cycle.ErrNotFound) {
		return "", err
	}
	password, err := con.password()
	if err != nil {
		return "", err
	}
	return password, auth.CheckPassword(password, auth.Address(address), name, o.Name, o.Slug)
}

// password reads one line; what is typed on a terminal is not shown.
func (c console) password() (string, error) {
	if f, ok := c.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		io.WriteString(c.err, "Wachtwoord: ")
		text, err := term.ReadPassword(int(f.Fd()))
		io.WriteString(c.err, "\n")
		return string(text), err
	}
	line, err := bufio.NewReader(c.in).ReadString('\n')
	if errors.Is(err, io.EOF) && line != "" {
		err = nil
	}
	if err != nil {
		return "", refused("er staat geen wachtwoord op standaardinvoer")
	}
	return strings.TrimRight(line, "\r\n"), nil
}

// grant is a duty in the organisation: a branch is named by its number in the newest edition that has it.
func (in *installation) grant(ctx context.Context, o cycle.Organisation, d duty) (cycle.Grant, error) {
	g := cycle.Grant{Role: cycle.Role(d.Role)}
	if d.Branch == "" {
		return g, nil
	}
	read := in.db.Read(o.ID)
	editions, err := read.Editions(ctx)
	if err != nil {
		return g, err
	}
	for _, e := range slices.Backward(editions) {
		place, err := read.PlacementByNumber(ctx, e.ID, d.Branch)
		if errors.Is(err, cycle.ErrNotFound) {
			continue
		}
		g.Branch = place.Node
		return g, err
	}
	return g, refused("%s heeft in geen editie een onderdeel %s", o.Name, d.Branch)
}

type userList struct {
	Organisation string
	JSON         bool
}

func newUserList(s *shared) *cobra.Command {
	var c userList
	cmd := s.command("list", "Toon de gebruikers.", &c)
	cmd.Flags().StringVar(&c.Organisation, "organisation", "", "`ADRES` De organisatie.")
	cmd.Flags().BoolVar(&c.JSON, "json", false, "Als gegevens.")
	required(cmd, "organisation")
	return cmd
}

// userRow is a user as the list tells it.
type userRow struct {
	Address  string      `json:"adres"`
	Name     string      `json:"naam"`
	Mail     string      `json:"mail,omitempty"`
	Roles    []userDuty  `json:"rollen"`
	Disabled bool        `json:"uitgeschakeld,omitempty"`
	Letter   *userLetter `json:"brief,omitempty"`
}

type userDuty struct {
	Role   cycle.Role `json:"rol"`
	Branch string     `json:"onderdeel,omitempty"`
	From   cycle.Date `json:"van,omitempty"`
	Until  cycle.Date `json:"tot,omitempty"`
	Group  string     `json:"groep,omitempty"`
}

// userLetter is a letter that waits, and why.
type userLetter struct {
	Kind  change.LetterKind `json:"soort"`
	Tries int               `json:"pogingen"`
	Error string            `json:"fout,omitempty"`
}

func (c userList) Run(ctx context.Context, con console, p place) error {
	return p.with(ctx, false, func(in *installation) error {
		rows, err := in.users(ctx, c.Organisation)
		if err != nil {
			return err
		}
		if c.JSON {
			return writeJSON(con.out, rows)
		}
		for _, r := range rows {
			con.say("%s", r)
		}
		return nil
	})
}

func (in *installation) users(ctx context.Context, slug string) ([]userRow, error) {
	o, err := in.organisation(ctx, slug)
	if err != nil {
		return nil, err
	}
	read := in.db.Read(o.ID)
	users, err := read.Users(ctx)
	if err != nil {
		return nil, err
	}
	letters, err := in.letters(ctx, o)
	if err != nil {
		return nil, err
	}
	numbers, err := in.numbers(ctx, o)
	if err != nil {
		return nil, err
	}
	rows := []userRow{}
	for _, u := range users {
		row := userRow{Address: u.ID, Name: u.Name, Mail: u.Mail, Roles: []userDuty{}, Disabled: u.Disabled, Letter: letters[u.Account]}
		for _, g := range u.Grants {
			row.Roles = append(row.Roles, userDuty{Role: g.Role, Branch: numbers[g.Branch], From: g.From, Until: g.Until, Group: g.Group})
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// letters are those that wait, by account.
func (in *installation) letters(ctx context.Context, o cycle.Organisation) (map[string]*userLetter, error) {
	jobs, err := in.db.Read(o.ID).Jobs(ctx)
	waiting := map[string]*userLetter{}
	for _, j := range jobs {
		var l change.Letter
		if j.Kind == change.MailJob && json.Unmarshal([]byte(j.Payload), &l) == nil {
			waiting[l.Account] = &userLetter{l.Kind, j.Attempts, j.Error}
		}
	}
	return waiting, err
}

// numbers are those of all nodes, each in the newest edition that has it.
func (in *installation) numbers(ctx context.Context, o cycle.Organisation) (map[cycle.NodeID]string, error) {
	read := in.db.Read(o.ID)
	editions, err := read.Editions(ctx)
	numbers := map[cycle.NodeID]string{}
	for _, e := range editions {
		places, err := read.Placements(ctx, e.ID)
		if err != nil {
			return nil, err
		}
		for _, p := range places {
			numbers[p.Node] = p.Number
		}
	}
	return numbers, err
}

func (r userRow) String() string {
	var roles []string
	for _, d := range r.Roles {
		text := string(d.Role)
		if d.Branch != "" {
			text += " " + d.Branch
		}
		if d.From.Known() {
			text += " vanaf " + d.From.Format()
		}
		if d.Until.Known() {
			text += " tot en met " + d.Until.Format()
		}
		roles = append(roles, text)
	}
	line := r.Address + "  " + r.Name + " (" + strings.Join(roles, ", ") + ")"
	if r.Disabled {
		line += "  uitgeschakeld"
	}
	if r.Letter != nil {
		line += "  brief wacht: " + string(r.Letter.Kind)
		if r.Letter.Error != "" {
			line += " (" + strings.ReplaceAll(r.Letter.Error, "\n", "; ") + ")"
		}
	}
	return line
}

type userRole struct {
	person
	duty
	From, Until string
	Remove      bool
}

func newUserRole(s *shared) *cobra.Command {
	var c userRole
	cmd := s.command("role", "Geef een gebruiker een rol, of neem die terug.", &c)
	c.person.bind(cmd)
	c.duty.bind(cmd)
	cmd.Flags().StringVar(&c.From, "from", "", "`DATUM` Eerste dag.")
	cmd.Flags().StringVar(&c.Until, "until", "", "`DATUM` Laatste dag.")
	cmd.Flags().BoolVar(&c.Remove, "remove", false, "Neem de rol terug.")
	return cmd
}

func (c userRole) Run(ctx context.Context, con console, p place) error {
	from, err := day("--from", c.From)
	if err != nil {
		return err
	}
	until, err := day("--until", c.Until)
	if err != nil {
		return err
	}
	return p.with(ctx, false, func(in *installation) error {
		o, u, err := in.user(ctx, c.person)
		if err != nil {
			return err
		}
		g, err := in.grant(ctx, o, c.duty)
		if err != nil {
			return err
		}
		g.From, g.Until = from, until
		left := slices.DeleteFunc(slices.Clone(u.Grants), func(h cycle.Grant) bool { return h.Role == g.Role && h.Branch == g.Branch })
		if c.Remove {
			if len(left) == len(u.Grants) {
				return refused("%s heeft deze rol niet", u.ID)
			}
		} else {
			left = append(left, g)
		}
		if err := in.do.ChangeGrants(ctx, o.ID, in.actor, u.Number, left); err != nil {
			return err
		}
		con.say("%s gewijzigd", u.ID)
		return nil
	})
}

// user finds whom a command is about.
func (in *installation) user(ctx context.Context, p person) (cycle.Organisation, cycle.User, error) {
	o, err := in.organisation(ctx, p.Organisation)
	if err != nil {
		return o, cycle.User{}, err
	}
	u, err := in.db.Read(o.ID).UserByID(ctx, auth.Address(p.Address))
	if errors.Is(err, cycle.ErrNotFound) {
		return o, u, refused("%s heeft geen gebruiker %s; zie: doelenboom user list --organisation %s", o.Name, p.Address, o.Slug)
	}
	return o, u, err
}

type userDisable struct {
	person
	Undo bool
}

func newUserDisable(s *shared) *cobra.Command {
	var c userDisable
	cmd := s.command("disable", "Schakel een gebruiker uit: alle rechten en sessies vervallen.", &c)
	c.bind(cmd)
	cmd.Flags().BoolVar(&c.Undo, "undo", false, "Geef de gebruiker terug wat die had.")
	return cmd
}

func (c userDisable) Run(ctx context.Context, con console, p place) error {
	return p.with(ctx, false, func(in *installation) error {
		o, u, err := in.user(ctx, c.person)
		if err != nil {
			return err
		}
		if c.Undo {
			err = in.do.EnableUser(ctx, o.ID, in.actor, u.Number)
		} else {
			err = in.do.DisableUser(ctx, o.ID, in.actor, u.Number)
		}
		if err == nil {
			con.say("%s gewijzigd", u.ID)
		}
		return err
	})
}

type userReset struct{ person }

func newUserReset(s *shared) *cobra.Command {
	var c userReset
	cmd := s.command("reset", "Wis wachtwoord en tweede stap, en stuur een nieuwe uitnodiging.", &c)
	c.bind(cmd)
	return cmd
}

func (c userReset) Run(ctx context.Context, con console, p place) error {
	return p.with(ctx, false, func(in *installation) error {
		_, u, err := in.user(ctx, c.person)
		if err != nil {
			return err
		}
		if in.as != "" {
			return refused("een account hoort bij de hele installatie; laat --as weg")
		}
		if u.Account == "" {
			return refused("%s kan zich niet aanmelden", u.ID)
		}
		signIn, err := in.signIn(auth.Usual)
		if err == nil {
			err = signIn.Reset(ctx, u.Account)
		}
		if err == nil {
			err = in.do.SendLetter(ctx, u.Account, change.LetterInvitation)
		}
		if err == nil {
			con.say("%s kiest opnieuw een wachtwoord; de uitnodiging wordt verstuurd door doelenboom serve met --smtp", u.ID)
		}
		return err
	})
}
