package web

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
	"doelenboom/internal/ui/breadcrumb"
	"doelenboom/internal/ui/field"
)

// ownRoutes are the pages about the account itself, of no organisation.
func (s *Workplace) ownRoutes() map[string]func(http.ResponseWriter, *http.Request, visitor) error {
	return map[string]func(http.ResponseWriter, *http.Request, visitor) error{
		"GET /werk/account/{$}":              s.showAccount,
		"POST /werk/account/naam":            s.rename,
		"POST /werk/account/wachtwoord":      s.changePassword,
		"GET /werk/account/tweede-stap":      s.beginFactor,
		"POST /werk/account/tweede-stap":     s.setFactor,
		"POST /werk/account/tweede-stap/uit": s.removeFactor,
		"POST /werk/account/herstelcodes":    s.renewCodes,
		"POST /werk/account/koppelen":        s.beginTie,
		"POST /werk/account/losmaken":        s.untie,
		"POST /werk/account/sessies/einde":   s.endSession,
		"POST /werk/account/sessies/andere":  s.endOthers,
	}
}

// accountPage is what somebody can see and change of the own account.
type accountPage struct {
	frame
	Account  store.Account
	Session  store.Session
	Sessions []store.Session
	Members  []store.Membership
	Refused  []string // why organisations do not let in who is signed in like this
	Factor   bool
	KeyLost  error // the second factor cannot be read any more
	Name     field.Field
	Current  field.Field
	Password field.Field
	Again    field.Field // the password once more, to change the second factor
	Places   []accountPlace
	Ties     []accountTie
	Invalid  cycle.Invalid
}

// accountPlace is what somebody arranges for one organisation.
type accountPlace struct {
	Name, Address string
	By            []standIn
	StandIn       standInForm
	Letters       field.Field
}

// accountCrumbs lead from the account back to the work.
func accountCrumbs(last string) []breadcrumb.Crumb {
	all := []breadcrumb.Crumb{{Text: "Werkplek", Href: "/werk/"}, {Text: "Mijn account"}}
	if last != "" {
		all[1].Href = "/werk/account/"
		all = append(all, breadcrumb.Crumb{Text: last})
	}
	return all
}

// places are the organisations that somebody works for, with what can be arranged there.
func (s *Workplace) places(r *http.Request, members []store.Membership) ([]accountPlace, error) {
	var all []accountPlace
	for i, m := range members {
		ending := ""
		if i > 0 {
			ending = "-" + strconv.Itoa(i+1)
		}
		v := visit{Org: m.Organisation, User: m.User, Day: dutch.DayOf(s.Now().UTC()), Read: s.Read.Read(m.Organisation.ID)}
		var err error
		if v.People, err = v.Read.Users(r.Context()); err != nil {
			return nil, err
		}
		one := accountPlace{Name: m.Organisation.Name, Address: v.root(), StandIn: v.standInForm(r, m.User, ending, nil)}
		_, one.By = v.standIns(m.User)
		one.Letters = field.Field{Name: "berichten" + ending, Label: "Stuur mij een bericht als er werk voor mij is", Help: "Als een stuk aan u is toegewezen, naar u terugkomt of op uw controle wacht. Hoogstens één bericht per uur.", Value: yes(!m.User.Quiet)}
		all = append(all, one)
	}
	return all, nil
}

func (s *Workplace) showAccount(w http.ResponseWriter, r *http.Request, v visitor) error {
	return s.accountWith(w, r, http.StatusOK, v, nil)
}

func (s *Workplace) accountWith(w http.ResponseWriter, r *http.Request, status int, v visitor, invalid cycle.Invalid) error {
	account, err := s.Auth.Account(r.Context(), v.account)
	if err != nil {
		return err
	}
	sessions, err := s.Auth.Visible(r.Context(), v.session)
	if err != nil {
		return err
	}
	p := accountPage{frame: frame{Title: "Mijn account", Done: done[r.FormValue("gedaan")], Crumbs: accountCrumbs("")}, Account: account, Session: v.session, Sessions: sessions, Members: v.memberships, Invalid: invalid}
	if p.Places, err = s.places(r, v.memberships); err != nil {
		return err
	}
	if p.Ties, err = s.ties(r, account); err != nil {
		return err
	}
	p.Factor, p.KeyLost = s.Auth.HasFactor(account)
	for _, slug := range slices.Sorted(maps.Keys(v.refused)) {
		if no := (cycle.Refusal{}); errors.As(v.refused[slug], &no) {
			p.Refused = append(p.Refused, sentence(no.Text))
		}
	}
	p.Name = field.Field{Name: "naam", Label: "Uw naam", Required: true, Auto: "name", Help: "Zo zien collega's u staan."}.With(invalid)
	if len(v.memberships) > 0 {
		p.Name.Value = v.memberships[0].User.Name
	}
	p.Current = field.Field{Name: "huidig", Label: "Huidig wachtwoord", Required: true, Auto: "current-password"}.With(invalid)
	p.Password = newPasswordField(invalid)
	p.Again = field.Field{Name: "opnieuw", Label: "Uw wachtwoord", Required: true, Auto: "current-password"}.With(invalid)
	return show(w, r, status, accountView(p))
}

// refusedForm shows the page again with what is wrong with a form on it, at another field when one is named; other errors
// go on.
func (s *Workplace) refusedForm(w http.ResponseWriter, r *http.Request, v visitor, err error, at ...string) error {
	invalid := (cycle.Invalid)(nil)
	if !errors.As(err, &invalid) {
		return err
	}
	name := append(at, invalid[0].Field)[0]
	return s.accountWith(w, r, http.StatusUnprocessableEntity, v, wrong(name, invalid))
}

func (s *Workplace) rename(w http.ResponseWriter, r *http.Request, v visitor) error {
	for _, m := range v.memberships {
		if err := s.Do.RenameUser(r.Context(), m.Organisation.ID, m.User, m.User.Number, r.PostFormValue("naam")); err != nil {
			return s.refusedForm(w, r, v, err)
		}
	}
	return after(w, r, "/werk/account/", "naam")
}

func (s *Workplace) changePassword(w http.ResponseWriter, r *http.Request, v visitor) error {
	account, err := s.Auth.Account(r.Context(), v.account)
	if err != nil {
		return err
	}
	err = s.Auth.ChangePassword(r.Context(), account, v.session.Hash, r.PostFormValue("huidig"), r.PostFormValue("wachtwoord"), origin(r))
	if err != nil {
		return s.refusedForm(w, r, v, err)
	}
	s.tell(r, v.account)
	return after(w, r, "/werk/account/", "wachtwoord")
}

func (s *Workplace) endSession(w http.ResponseWriter, r *http.Request, v visitor) error {
	if err := s.Auth.RevokeVisible(r.Context(), v.session, r.PostFormValue("sessie")); err != nil {
		return err
	}
	return after(w, r, "/werk/account/", "afgemeld-daar")
}

func (s *Workplace) endOthers(w http.ResponseWriter, r *http.Request, v visitor) error {
	if err := s.Auth.RevokeOthers(r.Context(), v.session); err != nil {
		return err
	}
	return after(w, r, "/werk/account/", "afgemeld-daar")
}

func sorted(values url.Values) []string { return slices.Sorted(maps.Keys(values)) }
