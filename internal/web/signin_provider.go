package web

import (
	"net/http"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
)

// home is the address of this site, as providers and people know it.
func (s *Workplace) home(r *http.Request) string {
	if s.Address != "" {
		return s.Address
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// callback is where the provider of an organisation sends browsers back to; it is told to the provider beforehand.
func (s *Workplace) callback(r *http.Request, org cycle.Organisation) string {
	return s.home(r) + "/werk/aanmelden/" + org.Slug + "/extern/terug"
}

func (s *Workplace) provider(r *http.Request) (*auth.OpenID, cycle.Organisation, error) {
	org, err := s.Read.OrganisationBySlug(r.Context(), r.PathValue("organisatie"))
	if err != nil {
		return nil, org, err
	}
	p, err := s.Auth.OpenID(r.Context(), org, s.callback(r, org))
	return p, org, err
}

// toProvider sends the browser to the provider of an organisation.
func (s *Workplace) toProvider(w http.ResponseWriter, r *http.Request) error {
	p, _, err := s.provider(r)
	if err != nil {
		return err
	}
	address, flow := p.Begin(local(r.FormValue("naar")))
	sealed, err := s.Auth.SealFlow(flow)
	if err != nil {
		return err
	}
	setCookie(w, r, flowCookie, sealed)
	return redirect(w, r, address)
}

// fromProvider is where the browser comes back with what the provider said.
func (s *Workplace) fromProvider(w http.ResponseWriter, r *http.Request) error {
	flow, err := s.Auth.OpenFlow(cookie(r, flowCookie))
	setCookie(w, r, flowCookie, "")
	if err != nil {
		return err
	}
	p, org, err := s.provider(r)
	if err != nil {
		return err
	}
	found, err := p.Identify(r.Context(), auth.Answer{Flow: flow, Values: r.URL.Query(), At: origin(r)})
	if err != nil {
		return err
	}
	if flow.Ties != nil {
		return s.tie(w, r, org, *flow.Ties, found)
	}
	account, err := s.Do.Admit(r.Context(), org.ID, found)
	if err != nil {
		return err
	}
	signed, err := s.Auth.Enter(r.Context(), account, org.ID, found, origin(r), cookie(r, sessionCookie))
	if err != nil {
		return err
	}
	setCookie(w, r, sessionCookie, signed.Token)
	return redirect(w, r, flow.Return)
}
