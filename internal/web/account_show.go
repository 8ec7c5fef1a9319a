package web

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
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
	Invalid  cycle.Invalid
}

func (s *Workplace) showAccount(w http.ResponseWriter, r *http.Request, v visitor) error {
	return s.accountWith(w, r, http.StatusOK, v, nil)
}

func (s *Workplace) accountWith(w http.ResponseWriter, r *http.Request, status int, v visitor, invalid cycle.Invalid) error {
	account, err := s.Auth.Account(r.Context(), v.account)
	if err != nil {
		return err
	}
	sessions, err := s.Auth.Sessions(r.Context(), v.account)
	if err != nil {
		return err
	}
	p := accountPage{frame: frame{Title: "Mijn account", Done: done[r.FormValue("gedaan")]}, Account: account, Session: v.session, Sessions: sessions, Members: v.memberships, Invalid: invalid}
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
	if err := s.Auth.Revoke(r.Context(), v.account, r.PostFormValue("sessie")); err != nil {
		return err
	}
	return after(w, r, "/werk/account/", "afgemeld-daar")
}

func (s *Workplace) endOthers(w http.ResponseWriter, r *http.Request, v visitor) error {
	if err := s.Auth.RevokeOthers(r.Context(), v.account, v.session.Hash); err != nil {
		return err
	}
	return after(w, r, "/werk/account/", "afgemeld-daar")
}

func sorted(values url.Values) []string { return slices.Sorted(maps.Keys(values)) }
