package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/ui/field"
)

// personVisit is somebody of the organisation who is looked at.
type personVisit struct {
	visit
	Person cycle.User
}

func (s *Workplace) withPerson(do func(http.ResponseWriter, *http.Request, personVisit) error) answer {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		if err := v.looksAtPeople(); err != nil {
			return err
		}
		people, err := v.overseen(r)
		if err != nil {
			return err
		}
		for _, u := range people {
			if number(u.Number) == r.PathValue("nummer") && !u.Forgotten() {
				return do(w, r, personVisit{v, u})
			}
		}
		return cycle.ErrNotFound
	}
}

func (v personVisit) address() string { return v.person(v.Person.Number) }

// personPage is what is known of somebody, and what can be changed of it.
type personPage struct {
	frame
	personVisit
	Manages bool
	Seen    cycle.Date
	Grants  []personGrant
	For     []standIn // whom this person stands in for
	By      []standIn // who stands in for this person
	Work    []personWork
	Events  []personEvent
	Grant   grantForm
	Name    field.Field
	StandIn standInForm
	Holder  field.Field
	Holders []field.Choice
	Invalid cycle.Invalid
}

// personGrant is a role of somebody.
type personGrant struct {
	cycle.Grant
	Index int
	Words string
	Over  bool
}

// standIn is a time in which somebody stands in for another.
type standIn struct {
	Deputy cycle.UserNumber
	cycle.Deputyship
	Name string // of the other one
	Over bool
}

// standInForm asks who stands in, and when.
type standInForm struct {
	Who, From, Until field.Field
	Others           []field.Choice
	Ending           string // of the names of its fields, where a page has several of these forms
}

// personWork is how much somebody writes in an open round.
type personWork struct {
	Edition, Href string
	Count, Open   int
}

// personEvent is a line of history about somebody.
type personEvent struct {
	Moment time.Time
	Who    string
	What   string
	Self   bool
}

func (s *Workplace) showPerson(w http.ResponseWriter, r *http.Request, v personVisit) error {
	return s.personWith(w, r, v, http.StatusOK, nil)
}

func (s *Workplace) personWith(w http.ResponseWriter, r *http.Request, v personVisit, status int, invalid cycle.Invalid) error {
	u := v.Person
	p := personPage{frame: v.frame(r, u.Name, "mensen"), personVisit: v, Manages: v.managesPeople(), Invalid: invalid}
	p.Crumbs = v.peopleCrumbs(u.Name)
	seen, err := v.Read.Seen(r.Context())
	if err != nil {
		return err
	}
	p.Seen = seen[u.Number]
	branches, err := v.branches(r)
	if err != nil {
		return err
	}
	for i, g := range u.Grants {
		p.Grants = append(p.Grants, personGrant{g, i, grantWords(g, branches), g.Until.Before(v.Day)})
	}
	p.For, p.By = v.standIns(u)
	if p.Work, err = v.work(r); err != nil {
		return err
	}
	if p.Grant, err = v.grantForm(r, invalid); err != nil {
		return err
	}
	p.Name = field.Field{Name: "naam", Label: "Naam", Required: true, Value: cmp.Or(r.PostFormValue("naam"), u.Name)}.With(invalid)
	p.StandIn = v.standInForm(r, u, "", invalid)
	p.Holder = field.Field{Name: "houder", Label: "Is portefeuillehouder", Value: string(u.Holder), Asked: true, Help: "Dan staan de verantwoordingen van die portefeuille voor deze persoon bovenaan. Het geeft geen rechten."}.With(invalid)
	holders, err := v.Read.Holders(r.Context())
	if err != nil {
		return err
	}
	p.Holders = []field.Choice{{Label: "nee"}}
	for _, h := range holders {
		p.Holders = append(p.Holders, field.Choice{Value: string(h.ID), Label: h.Name})
	}
	if p.Manages {
		if p.Events, err = v.events(r); err != nil {
			return err
		}
	}
	return show(w, r, status, personShow(p))
}

// standIns are whom somebody stands in for, and by whom they are replaced.
func (v visit) standIns(u cycle.User) (whom, by []standIn) {
	for _, other := range v.People {
		for _, d := range other.Deputies {
			over := d.Until.Before(v.Day)
			switch u.Number {
			case other.Number:
				whom = append(whom, standIn{other.Number, d, v.name(d.For), over})
			case d.For:
				by = append(by, standIn{other.Number, d, other.Name, over})
			}
		}
	}
	return whom, by
}

func (v visit) standInForm(r *http.Request, u cycle.User, ending string, invalid cycle.Invalid) standInForm {
	f := standInForm{
		Who:    field.Field{Name: "wie" + ending, Label: "Wie neemt waar", Required: true, Value: r.PostFormValue("wie")}.With(invalid),
		From:   field.Field{Name: "vanaf" + ending, Label: "Eerste dag", Value: r.PostFormValue("vanaf")}.With(invalid, "van"),
		Until:  field.Field{Name: "tot-en-met" + ending, Label: "Laatste dag", Value: r.PostFormValue("tot-en-met")}.With(invalid, "tot"),
		Others: []field.Choice{{Label: "kies een collega"}}, Ending: ending,
	}
	for _, other := range v.People {
		if other.Number != u.Number && !other.Disabled {
			f.Others = append(f.Others, field.Choice{Value: number(other.Number), Label: other.Name})
		}
	}
	return f
}

// work is what somebody writes in the rounds that are open, as far as this user may see it.
func (v personVisit) work(r *http.Request) ([]personWork, error) {
	editions, err := v.Read.Editions(r.Context())
	if err != nil {
		return nil, err
	}
	var all []personWork
	for _, e := range editions {
		if e.Stage != cycle.Writing || e.TakenOver {
			continue
		}
		lines, err := v.linesWithin(r, e.ID, v.User.Reach(cycle.MayRead, v.Day))
		if err != nil {
			return nil, err
		}
		work := personWork{Edition: e.Name, Href: v.round(e) + "?" + url.Values{"van": {v.Person.Name}}.Encode() + "#stukken"}
		for _, l := range lines {
			if l.Author != v.Person.Number {
				continue
			}
			work.Count++
			if l.Stage == cycle.Drafting || l.Stage == cycle.SentBack {
				work.Open++
			}
		}
		if work.Count > 0 {
			all = append(all, work)
		}
	}
	return all, nil
}

// events are what happened to somebody, the newest first.
func (v personVisit) events(r *http.Request) ([]personEvent, error) {
	lines, err := v.Read.HistoryOf(r.Context(), v.Person.ObjectKind(), v.Person.ObjectID())
	if err != nil {
		return nil, err
	}
	var all []personEvent
	for _, l := range lines[:min(len(lines), 20)] {
		all = append(all, personEvent{l.Moment, v.who(l.User), actionWord(l.Action), l.User == v.Person.Number})
	}
	return all, nil
}

// changed answers a change of somebody: with their page, or with what is wrong on it.
func (s *Workplace) changed(w http.ResponseWriter, r *http.Request, v personVisit, err error, at, what string) error {
	if invalid := problemsOf(err, at); invalid != nil {
		return s.personWith(w, r, v, http.StatusUnprocessableEntity, invalid)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.address(), what)
}

func (s *Workplace) renamePerson(w http.ResponseWriter, r *http.Request, v personVisit) error {
	if err := v.must(cycle.MayManage, v.everywhere()); err != nil {
		return err
	}
	err := s.Do.RenameUser(r.Context(), v.Org.ID, v.User, v.Person.Number, r.PostFormValue("naam"))
	return s.changed(w, r, v, err, "naam", "gewijzigd")
}

func (s *Workplace) addGrant(w http.ResponseWriter, r *http.Request, v personVisit) error {
	if err := v.must(cycle.MayManage, v.everywhere()); err != nil {
		return err
	}
	form, err := v.grantForm(r, nil)
	if err != nil {
		return err
	}
	g, wrong := form.grant(r)
	if len(wrong) > 0 {
		return s.personWith(w, r, v, http.StatusUnprocessableEntity, wrong)
	}
	return s.changed(w, r, v, s.Do.AddGrant(r.Context(), v.Org.ID, v.User, v.Person.Number, g), "rol", "rol-erbij")
}

func (s *Workplace) endGrant(w http.ResponseWriter, r *http.Request, v personVisit) error {
	index, err := strconv.Atoi(r.PostFormValue("rij"))
	if err != nil {
		return cycle.ErrConflict
	}
	err = s.Do.EndGrant(r.Context(), v.Org.ID, v.User, v.Person.Number, version(r), index, cycle.Date(r.PostFormValue("laatste-dag")))
	return s.changed(w, r, v, err, "", "rol-eindigt")
}

func (s *Workplace) disablePerson(w http.ResponseWriter, r *http.Request, v personVisit) error {
	return s.changed(w, r, v, s.Do.DisableUser(r.Context(), v.Org.ID, v.User, v.Person.Number), "", "uitgeschakeld")
}

func (s *Workplace) enablePerson(w http.ResponseWriter, r *http.Request, v personVisit) error {
	return s.changed(w, r, v, s.Do.EnableUser(r.Context(), v.Org.ID, v.User, v.Person.Number), "", "ingeschakeld")
}

func (s *Workplace) invitePerson(w http.ResponseWriter, r *http.Request, v personVisit) error {
	return s.changed(w, r, v, s.Do.InviteAgain(r.Context(), v.Org.ID, v.User, v.Person.Number), "", "uitgenodigd")
}

// addStandIn lets a colleague stand in for somebody.
func (s *Workplace) addStandIn(w http.ResponseWriter, r *http.Request, v personVisit) error {
	if err := v.must(cycle.MayManage, v.everywhere()); err != nil {
		return err
	}
	return s.changed(w, r, v, s.standIn(r, v.visit, v.Person.Number), "wie", "vervanging")
}

// standIn keeps what the form says of who stands in for somebody.
func (s *Workplace) standIn(r *http.Request, v visit, whom cycle.UserNumber) error {
	ending := r.PostFormValue("veld")
	n, err := strconv.Atoi(r.PostFormValue("wie" + ending))
	if err != nil || !slices.ContainsFunc(v.People, func(u cycle.User) bool { return int(u.Number) == n && !u.Disabled }) {
		return cycle.Invalid{{Field: "wie", Text: "kies een collega uit de lijst"}}
	}
	d := cycle.Deputyship{For: whom, From: cycle.Date(r.PostFormValue("vanaf" + ending)), Until: cycle.Date(r.PostFormValue("tot-en-met" + ending))}
	return s.Do.AddDeputy(r.Context(), v.Org.ID, v.User, cycle.UserNumber(n), d)
}

func (s *Workplace) endStandIn(w http.ResponseWriter, r *http.Request, v personVisit) error {
	if err := v.must(cycle.MayManage, v.everywhere()); err != nil {
		return err
	}
	return s.changed(w, r, v, s.standInEnds(r, v.visit, v.Person.Number), "", "vervanging-weg")
}

func (s *Workplace) standInEnds(r *http.Request, v visit, whom cycle.UserNumber) error {
	n, err := strconv.Atoi(r.PostFormValue("wie"))
	if err != nil {
		return cycle.ErrConflict
	}
	whose, err := strconv.Atoi(r.PostFormValue("voor"))
	if err != nil || cycle.UserNumber(whose) != whom && cycle.UserNumber(n) != whom {
		return cycle.ErrConflict
	}
	d := cycle.Deputyship{For: cycle.UserNumber(whose), From: cycle.Date(r.PostFormValue("vanaf")), Until: cycle.Date(r.PostFormValue("tot-en-met"))}
	return s.Do.EndDeputy(r.Context(), v.Org.ID, v.User, cycle.UserNumber(n), d)
}

// ownStandIn lets somebody say on the account page who stands in for them.
func (s *Workplace) ownStandIn(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := s.standIn(r, v, v.User.Number); err != nil {
		return err
	}
	return after(w, r, "/werk/account/", "vervanging")
}

func (s *Workplace) ownStandInEnds(w http.ResponseWriter, r *http.Request, v visit) error {
	if r.PostFormValue("voor") != number(v.User.Number) {
		return cycle.ErrNotFound
	}
	if err := s.standInEnds(r, v, v.User.Number); err != nil {
		return err
	}
	return after(w, r, "/werk/account/", "vervanging-weg")
}

// setLetters says whether somebody wants letters about new work.
func (s *Workplace) setLetters(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := s.Do.SetQuiet(r.Context(), v.Org.ID, v.User, r.PostFormValue("berichten"+r.PostFormValue("veld")) != "ja"); err != nil {
		return err
	}
	return after(w, r, "/werk/account/", "berichten")
}

// when is a first and a last day in words.
func when(from, until cycle.Date) string {
	var parts []string
	if from.Known() {
		parts = append(parts, "vanaf "+from.Format())
	}
	if until.Known() {
		parts = append(parts, "tot en met "+until.Format())
	}
	return strings.Join(parts, " ")
}

// grantAsked tells whether the form for one more role was sent and came back.
func (p personPage) grantAsked() bool { return p.Grant.Role.Value != "" || p.Grant.Role.Problem != "" }
