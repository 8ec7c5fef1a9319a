package web

import (
	"net/http"
	"strconv"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/ui/field"
)

// accountTie is an organisation with a provider of its own, to which an account with a password can be tied.
type accountTie struct {
	Name, Slug string
	Tied       bool
	Ending     string // of the names of its fields, where there are several of these forms
}

// ties are those of the organisations that somebody works for; also of those that let nobody in with a password, because
// there it is needed.
func (s *Workplace) ties(r *http.Request, account store.Account) ([]accountTie, error) {
	if account.Password == "" {
		return nil, nil
	}
	members, err := s.Read.Memberships(r.Context(), account.ID)
	if err != nil {
		return nil, err
	}
	var all []accountTie
	for _, m := range members {
		if !m.Organisation.SignIn.HasProvider() || m.User.Disabled {
			continue
		}
		tied, err := s.Auth.Tied(r.Context(), m.Organisation, account.ID)
		if err != nil {
			return nil, err
		}
		one := accountTie{Name: m.Organisation.Name, Slug: m.Organisation.Slug, Tied: tied}
		if n := len(all); n > 0 {
			one.Ending = "-" + strconv.Itoa(n+1)
		}
		all = append(all, one)
	}
	return all, nil
}

// confirm is the field for the password at one of the organisations.
func (p accountPage) confirm(one accountTie) field.Field {
	return field.Field{Name: "bevestig" + one.Ending, Label: "Uw wachtwoord, ter bevestiging", Required: true, Auto: "current-password"}.With(p.Invalid)
}

// tieTo is the organisation that a form is about, once the password was given again.
func (s *Workplace) tieTo(r *http.Request, v visitor) (store.Account, cycle.Organisation, error) {
	account, err := s.Auth.Account(r.Context(), v.account)
	if err != nil {
		return account, cycle.Organisation{}, err
	}
	if err := s.Auth.Again(r.Context(), account, r.PostFormValue("bevestig"+r.PostFormValue("veld")), origin(r)); err != nil {
		return account, cycle.Organisation{}, err
	}
	members, err := s.Read.Memberships(r.Context(), v.account)
	if err != nil {
		return account, cycle.Organisation{}, err
	}
	for _, m := range members {
		if m.Organisation.Slug == r.PostFormValue("organisatie") && m.Organisation.SignIn.HasProvider() {
			return account, m.Organisation, nil
		}
	}
	return account, cycle.Organisation{}, cycle.ErrNotFound
}

// beginTie sends the browser to the provider, to come back with who this is there.
func (s *Workplace) beginTie(w http.ResponseWriter, r *http.Request, v visitor) error {
	_, org, err := s.tieTo(r, v)
	if err != nil {
		return s.refusedForm(w, r, v, err, "bevestig"+r.PostFormValue("veld"))
	}
	p, err := s.Auth.OpenID(r.Context(), org, s.callback(r, org))
	if err != nil {
		return err
	}
	address, flow := p.Begin("/werk/account/")
	flow.Ties = &auth.Tying{Account: v.account, Session: v.session.Hash}
	sealed, err := s.Auth.SealFlow(flow)
	if err != nil {
		return err
	}
	setCookie(w, r, flowCookie, sealed)
	return redirect(w, r, address)
}

// tie ends what beginTie began: only in the very session that asked for it.
func (s *Workplace) tie(w http.ResponseWriter, r *http.Request, org cycle.Organisation, by auth.Tying, found auth.Found) error {
	session, err := s.SignedIn(r)
	if err != nil {
		return err
	}
	if !by.By(session) {
		return auth.ErrFlow
	}
	if err := s.Do.TieIdentity(r.Context(), org.ID, session.Account, found); err != nil {
		return err
	}
	s.tell(r, session.Account)
	return after(w, r, "/werk/account/", "gekoppeld")
}

// untie takes the tie away. Who came in by it on another device is out.
func (s *Workplace) untie(w http.ResponseWriter, r *http.Request, v visitor) error {
	account, org, err := s.tieTo(r, v)
	if err != nil {
		return s.refusedForm(w, r, v, err, "bevestig"+r.PostFormValue("veld"))
	}
	if err := s.Do.UntieIdentity(r.Context(), org.ID, account.ID, account.Password != ""); err != nil {
		return err
	}
	sessions, err := s.Auth.Sessions(r.Context(), account.ID)
	if err != nil {
		return err
	}
	for _, one := range sessions {
		if one.Through == org.ID && one.Hash != v.session.Hash {
			if err := s.Auth.Revoke(r.Context(), account.ID, one.Hash); err != nil {
				return err
			}
		}
	}
	s.tell(r, account.ID)
	return after(w, r, "/werk/account/", "losgemaakt")
}
