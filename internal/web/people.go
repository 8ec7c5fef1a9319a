package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/breadcrumb"
	"doelenboom/internal/ui/field"
)

// peoplePage lists who works for the organisation.
type peoplePage struct {
	frame
	visit
	Rows    []personRow
	Filter  peopleFilter
	Sum     int
	Manages bool
	Part    bool // only who has to do with the branches on which this user runs the round
}

// peopleFilter is which people are listed.
type peopleFilter struct{ Find, Role string }

// personRow is one of them.
type personRow struct {
	cycle.User
	Href  string
	Roles []string // "auteur, alleen 5.1, tot en met 1 mei 2027"
	Seen  cycle.Date
}

// looksAtPeople is who sees a list of people: who manages them, and who runs a round, as far as that goes.
func (v visit) looksAtPeople() error {
	if v.managesPeople() || v.User.MaySomewhere(cycle.MayRun, v.Day) {
		return nil
	}
	return cycle.ErrNotFound
}

func (v visit) managesPeople() bool { return v.User.May(cycle.MayManage, v.everywhere()) }

// people is the address of the list.
func (v visit) people() string { return v.root() + "mensen/" }

// peopleCrumbs lead to a page about people.
func (v visit) peopleCrumbs(last string) []breadcrumb.Crumb {
	return []breadcrumb.Crumb{{Text: "Mensen", Href: v.people()}, {Text: last}}
}

func (s *Workplace) showPeople(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := v.looksAtPeople(); err != nil {
		return err
	}
	p := peoplePage{frame: v.frame(r, "Mensen", "mensen"), visit: v, Manages: v.managesPeople(), Part: !v.seesEverybody()}
	p.Wide, p.Filter = true, peopleFilter{strings.TrimSpace(r.FormValue("zoek")), r.FormValue("rol")}
	seen, err := v.Read.Seen(r.Context())
	if err != nil {
		return err
	}
	branches, err := v.branches(r)
	if err != nil {
		return err
	}
	people, err := v.overseen(r)
	if err != nil {
		return err
	}
	for _, u := range people {
		if u.Forgotten() {
			continue
		}
		if !u.Disabled {
			p.Sum++
		}
		if p.Filter.matches(u) {
			p.Rows = append(p.Rows, personRow{u, v.person(u.Number), v.roles(u, branches), seen[u.Number]})
		}
	}
	slices.SortStableFunc(p.Rows, func(a, b personRow) int {
		return cmp.Or(boolOrder(!a.Disabled, !b.Disabled), cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)))
	})
	return show(w, r, http.StatusOK, peopleShow(p))
}

func (f peopleFilter) matches(u cycle.User) bool {
	find := strings.ToLower(f.Find)
	if !strings.Contains(strings.ToLower(u.Name), find) && !strings.Contains(u.ID, find) {
		return false
	}
	return f.Role == "" || slices.ContainsFunc(u.Grants, func(g cycle.Grant) bool { return string(g.Role) == f.Role })
}

// person is the address of somebody.
func (v visit) person(n cycle.UserNumber) string { return v.people() + number(n) + "/" }

// roles are what somebody may do, in words; what is over is left out.
func (v visit) roles(u cycle.User, branches map[cycle.NodeID]string) []string {
	var all []string
	for _, g := range u.Grants {
		if !g.Until.Before(v.Day) {
			all = append(all, grantWords(g, branches))
		}
	}
	return all
}

// grantWords is a grant in words.
func grantWords(g cycle.Grant, branches map[cycle.NodeID]string) string {
	parts := []string{g.Role.Word()}
	if g.Branch != "" {
		parts = append(parts, "alleen "+cmp.Or(branches[g.Branch], "een tak die er niet meer is"))
	}
	if len(g.Sections) > 0 {
		parts = append(parts, "voor "+ui.And(g.Sections))
	}
	if g.From.Known() {
		parts = append(parts, "vanaf "+g.From.Format())
	}
	if g.Until.Known() {
		parts = append(parts, "tot en met "+g.Until.Format())
	}
	if g.Group != "" {
		parts = append(parts, "door de groep "+g.Group)
	}
	return strings.Join(parts, ", ")
}

// roleChoices are all roles, after a first choice.
func roleChoices(first string) []field.Choice {
	all := []field.Choice{{Label: first}}
	for _, r := range cycle.Roles() {
		all = append(all, field.Choice{Value: string(r), Label: r.Word()})
	}
	return all
}

// newPersonPage asks for a new person.
type newPersonPage struct {
	frame
	visit
	Address, Name field.Field
	Grant         grantForm
	Invalid       cycle.Invalid
}

// grantForm asks for a role, where and until when.
type grantForm struct {
	Role, Branch, From, Until field.Field
	Branches                  []field.Choice
	Sections                  []field.Choice
	Ticked                    []string
}

// grantForm is the form as it was filled in, with what is wrong.
func (v visit) grantForm(r *http.Request, invalid cycle.Invalid) (grantForm, error) {
	f := grantForm{
		Role:   field.Field{Name: "rol", Label: "Rol", Required: true, Value: r.PostFormValue("rol")}.With(invalid),
		Branch: field.Field{Name: "tak", Label: "Voor welk deel van de doelenboom", Value: r.PostFormValue("tak"), Asked: true, Help: "Een rol op een onderdeel geldt ook voor alles wat eronder staat."}.With(invalid),
		From:   field.Field{Name: "van", Label: "Eerste dag", Value: r.PostFormValue("van")}.With(invalid),
		Until:  field.Field{Name: "tot", Label: "Laatste dag", Value: r.PostFormValue("tot")}.With(invalid),
		Ticked: r.PostForm["onderdeel"], Branches: []field.Choice{{Label: "de hele organisatie"}},
	}
	e, places, err := v.newestTree(r.Context())
	if err != nil {
		return f, err
	}
	for _, p := range places {
		f.Branches = append(f.Branches, field.Choice{Value: string(p.Node), Label: p.Number + " " + p.Title})
	}
	for _, s := range e.Settings.Sections {
		f.Sections = append(f.Sections, field.Choice{Value: s.Key, Label: s.Label})
	}
	for _, a := range e.Settings.Aspects {
		f.Sections = append(f.Sections, field.Choice{Value: "score:" + a.Key, Label: "Score op " + strings.ToLower(a.Label)})
	}
	return f, nil
}

// newestTree is the newest edition that has a tree, with it.
func (v visit) newestTree(ctx context.Context) (cycle.Edition, []cycle.Placement, error) {
	editions, err := v.Read.Editions(ctx)
	if err != nil {
		return cycle.Edition{}, nil, err
	}
	slices.SortFunc(editions, func(a, b cycle.Edition) int { return b.Compare(a) })
	for _, e := range editions {
		places, err := v.Read.Placements(ctx, e.ID)
		if err != nil || len(places) > 0 {
			return e, places, err
		}
	}
	return cycle.Edition{}, nil, nil
}

// grant is what the form asks to give.
func (f grantForm) grant(r *http.Request) (cycle.Grant, cycle.Invalid) {
	g := cycle.Grant{
		Role: cycle.Role(f.Role.Value), Branch: cycle.NodeID(f.Branch.Value), From: cycle.Date(f.From.Value), Until: cycle.Date(f.Until.Value),
		Sections: r.PostForm["onderdeel"],
	}
	var wrong cycle.Invalid
	if g.Role == "" {
		return g, cycle.Invalid{{Field: "rol", Text: "kies een rol"}}
	}
	if !slices.ContainsFunc(f.Branches, func(c field.Choice) bool { return c.Value == f.Branch.Value }) {
		wrong = append(wrong, cycle.Problem{Field: "tak", Text: "kies een deel van de doelenboom uit de lijst"})
	}
	for _, key := range g.Sections {
		if !slices.ContainsFunc(f.Sections, func(c field.Choice) bool { return c.Value == key }) {
			wrong = append(wrong, cycle.Problem{Field: "onderdelen", Text: "kies onderdelen uit de lijst"})
			break
		}
	}
	more := (cycle.Invalid)(nil)
	if err := cycle.ValidGrants([]cycle.Grant{g}); errors.As(err, &more) {
		wrong = append(wrong, more...)
	}
	return g, wrong
}

func (s *Workplace) newPerson(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.newPersonWith(w, r, v, http.StatusOK, nil)
}

func (s *Workplace) newPersonWith(w http.ResponseWriter, r *http.Request, v visit, status int, invalid cycle.Invalid) error {
	if err := v.must(cycle.MayManage, v.everywhere()); err != nil {
		return err
	}
	grant, err := v.grantForm(r, invalid)
	if err != nil {
		return err
	}
	p := newPersonPage{frame: v.frame(r, "Iemand toevoegen", "mensen"), visit: v, Grant: grant, Invalid: invalid}
	p.Crumbs = v.peopleCrumbs("Iemand toevoegen")
	p.Address = field.Field{Name: "adres", Label: "Mailadres", Required: true, Value: r.PostFormValue("adres"), Help: "Hiermee meldt iemand zich aan. Er gaat een uitnodiging naartoe."}.With(invalid)
	p.Name = field.Field{Name: "naam", Label: "Naam", Required: true, Value: r.PostFormValue("naam")}.With(invalid)
	return show(w, r, status, newPersonShow(p))
}

func (s *Workplace) addPerson(w http.ResponseWriter, r *http.Request, v visit) error {
	form, err := v.grantForm(r, nil)
	if err != nil {
		return err
	}
	g, wrong := form.grant(r)
	u := cycle.User{ID: r.PostFormValue("adres"), Name: strings.Join(strings.Fields(r.PostFormValue("naam")), " "), Grants: []cycle.Grant{g}}
	if u.Name == "" {
		wrong = append(cycle.Invalid{{Field: "naam", Text: "vul een naam in"}}, wrong...)
	}
	if _, err := change.MailAddress(u.ID); err != nil {
		wrong = append(problemsOf(err, "adres"), wrong...)
	}
	if len(wrong) > 0 {
		return s.newPersonWith(w, r, v, http.StatusUnprocessableEntity, wrong)
	}
	_, err = s.Do.InviteUser(r.Context(), v.Org.ID, v.User, u, true)
	if invalid := problemsOf(err, "adres"); invalid != nil {
		return s.newPersonWith(w, r, v, http.StatusUnprocessableEntity, invalid)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.people(), "uitgenodigd")
}

// problemsOf are what a form shows of an error: what is wrong with fields, or a refusal at the field that it is about.
func problemsOf(err error, at string) cycle.Invalid {
	invalid, no := (cycle.Invalid)(nil), cycle.Refusal{}
	if errors.As(err, &invalid) {
		return invalid
	}
	if errors.As(err, &no) {
		return cycle.Invalid{{Field: at, Text: no.Text}}
	}
	return nil
}
