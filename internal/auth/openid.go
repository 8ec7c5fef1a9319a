package auth

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

const (
	flowLife       = 10 * time.Minute // from going to the provider until coming back
	clockSkew      = time.Minute      // between the provider and us
	discoveryLife  = time.Hour
	providerAnswer = 10 * time.Second
	largestAnswer  = 1 << 20
)

// What goes wrong with a provider, in the words for whoever wants to sign in; the log has the reason.
var (
	ErrProvider error = cycle.Refusal{Text: "de aanbieder van uw organisatie antwoordt niet, of niet goed; probeer het later opnieuw"}
	ErrFlow     error = cycle.Refusal{Text: "dit aanmelden is niet hier begonnen of duurde te lang; begin opnieuw"}
)

// Flow is what this site remembers while the browser is at the provider: in a sealed cookie, so only the browser that
// left can come back.
type Flow struct {
	Ends         time.Time            `json:"ends"`
	Nonce        string               `json:"nonce"`
	Organisation cycle.OrganisationID `json:"organisation"`
	Ties         *Tying               `json:"ties,omitempty"` // when not to sign in, but to tie to an account
	Return       string               `json:"return"`         // the page that was asked for
	State        string               `json:"state"`
	Verifier     string               `json:"verifier"`
}

// Tying is the account that whoever signs in at the provider is tied to, and the session that asked for it: nobody else can
// come back with it.
type Tying struct {
	Account string `json:"account"`
	Session string `json:"session"` // hash of its token
}

// By tells whether a session is the one that asked.
func (t Tying) By(now store.Session) bool {
	return t.Account != "" && t.Account == now.Account && same(now.Hash, t.Session)
}

const flowPurpose = "sign-in through a provider"

// SealFlow is the flow for a cookie.
func (s *Service) SealFlow(f Flow) (string, error) {
	text, err := json.Marshal(f)
	return s.key.Seal(flowPurpose, string(text)), err
}

// OpenFlow reads the cookie again.
func (s *Service) OpenFlow(sealed string) (Flow, error) {
	var f Flow
	text, err := s.key.Open(flowPurpose, sealed)
	if err == nil {
		err = json.Unmarshal([]byte(text), &f)
	}
	if err != nil || !f.Ends.After(s.kept.Now()) {
		return f, ErrFlow
	}
	return f, nil
}

// OpenID is the provider of one organisation.
type OpenID struct {
	s        *Service
	org      cycle.Organisation
	provider *oidc.Provider
	client   *http.Client
	config   oauth2.Config
	logout   string // where signing out goes; empty when the provider has no such address
}

// providers remembers what providers said of themselves.
type providers struct {
	mu     sync.Mutex
	client *http.Client
	known  map[string]discovered
}

type discovered struct {
	*oidc.Provider
	at time.Time
}

func newProviders() *providers {
	return &providers{known: map[string]discovered{}, client: &http.Client{Timeout: providerAnswer, Transport: limited{http.DefaultTransport}}}
}

// limited reads no more of an answer than a provider can mean.
type limited struct{ http.RoundTripper }

func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := l.RoundTripper.RoundTrip(r)
	if err == nil {
		answer.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(answer.Body, largestAnswer), answer.Body}
	}
	return answer, err
}

// discover asks a provider where everything is.
func (p *providers) discover(ctx context.Context, issuer string) (*oidc.Provider, error) {
	p.mu.Lock()
	known, ok := p.known[issuer]
	p.mu.Unlock()
	if ok && time.Since(known.at) < discoveryLife {
		return known.Provider, nil
	}
	found, err := oidc.NewProvider(oidc.ClientContext(ctx, p.client), issuer)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.known[issuer] = discovered{found, time.Now()}
	return found, nil
}

// OpenID finds the provider of an organisation; redirect is the address it sends the browser back to.
func (s *Service) OpenID(ctx context.Context, org cycle.Organisation, redirect string) (*OpenID, error) {
	if !org.SignIn.HasProvider() {
		return nil, cycle.ErrNotFound
	}
	found, err := s.providers.discover(ctx, org.SignIn.Issuer)
	if err != nil {
		return nil, failed(org, "discovery", err)
	}
	p := &OpenID{s: s, org: org, provider: found, client: s.providers.client}
	p.config = oauth2.Config{ClientID: org.SignIn.Client, RedirectURL: redirect, Endpoint: found.Endpoint(), Scopes: []string{oidc.ScopeOpenID, "profile", "email"}}
	var more struct {
		EndSession string   `json:"end_session_endpoint"`
		Scopes     []string `json:"scopes_supported"`
	}
	if err := found.Claims(&more); err != nil {
		return nil, failed(org, "discovery", err)
	}
	p.logout = more.EndSession
	for _, scope := range more.Scopes { // where groups have a scope of their own it is asked for
		if scope == org.SignIn.GroupsClaim() {
			p.config.Scopes = append(p.config.Scopes, scope)
		}
	}
	return p, nil
}

// failed puts the reason in the log and gives the words for people.
func failed(org cycle.Organisation, what string, err error) error {
	slog.Warn("aanmelden bij de aanbieder van de organisatie lukt niet", "organisation", org.ID, "at", what, "error", err)
	return ErrProvider
}

// Begin gives the address at the provider to go to, and what to remember meanwhile.
func (p *OpenID) Begin(page string) (string, Flow) {
	f := Flow{
		Ends: p.s.kept.Now().Add(flowLife), Nonce: newToken(), Organisation: p.org.ID, Return: page, State: newToken(),
		Verifier: oauth2.GenerateVerifier(),
	}
	return p.config.AuthCodeURL(f.State, oidc.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier)), f
}

// Identify changes the code that the browser brings for what the provider says of this person, and checks all of it.
func (p *OpenID) Identify(ctx context.Context, a Answer) (Found, error) {
	if a.Flow.Organisation != p.org.ID || !same(a.Values.Get("state"), a.Flow.State) {
		return Found{}, ErrFlow
	}
	if code := a.Values.Get("error"); code != "" {
		return Found{}, failed(p.org, "the provider", errors.New(code))
	}
	ctx = oidc.ClientContext(ctx, p.client)
	token, err := p.exchange(ctx, a)
	if err != nil {
		return Found{}, failed(p.org, "exchange of the code", err)
	}
	claims, raw, err := p.verify(ctx, token, a.Flow.Nonce)
	if err != nil {
		return Found{}, failed(p.org, "the ID token", err)
	}
	f := Found{IDToken: raw, Issuer: p.org.SignIn.Issuer, Subject: claims.text("sub"), Mail: claims.text("email"), Name: claims.text("name")}
	var known bool
	if f.Groups, known = claims.list(p.org.SignIn.GroupsClaim()); !known || f.Name == "" {
		if err := p.userInfo(ctx, token, &f); err != nil {
			return Found{}, failed(p.org, "userinfo", err)
		}
	}
	return f, nil
}

func same(a, b string) bool { return a != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// exchange shows the provider who we are: by a secret, or by something signed with a key that only we have.
func (p *OpenID) exchange(ctx context.Context, a Answer) (*oauth2.Token, error) {
	config, options := p.config, []oauth2.AuthCodeOption{oauth2.VerifierOption(a.Flow.Verifier)}
	if sealed := p.org.SignIn.Key; sealed != "" {
		assertion, err := p.assertion(sealed)
		if err != nil {
			return nil, err
		}
		config.Endpoint.AuthStyle = oauth2.AuthStyleInParams
		options = append(options,
			oauth2.SetAuthURLParam("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
			oauth2.SetAuthURLParam("client_assertion", assertion))
	} else {
		secret, err := p.s.key.Open(secretOf(p.org.ID), p.org.SignIn.Secret)
		if err != nil {
			return nil, err
		}
		config.ClientSecret = secret
	}
	return config.Exchange(ctx, a.Values.Get("code"), options...)
}

// verify reads the ID token: signature, issuer, audience, times, and that it answers this very question.
func (p *OpenID) verify(ctx context.Context, token *oauth2.Token, nonce string) (claims, string, error) {
	raw, _ := token.Extra("id_token").(string)
	verifier := p.provider.VerifierContext(ctx, &oidc.Config{
		ClientID: p.org.SignIn.Client, Now: func() time.Time { return p.s.kept.Now().Add(-clockSkew) },
	})
	id, err := verifier.Verify(ctx, raw)
	if err != nil {
		return nil, "", err
	}
	if !same(id.Nonce, nonce) {
		return nil, "", errors.New("the nonce is another one")
	}
	var c claims
	if err := id.Claims(&c); err != nil {
		return nil, "", err
	}
	if azp := c.text("azp"); len(id.Audience) > 1 && azp != p.org.SignIn.Client {
		return nil, "", fmt.Errorf("it was made for %q", azp)
	}
	return c, raw, nil
}

// userInfo asks for what the ID token did not tell.
func (p *OpenID) userInfo(ctx context.Context, token *oauth2.Token, f *Found) error {
	if p.provider.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := p.provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return err
	}
	if info.Subject != f.Subject {
		return errors.New("it is about somebody else")
	}
	var c claims
	if err := info.Claims(&c); err != nil {
		return err
	}
	if groups, known := c.list(p.org.SignIn.GroupsClaim()); known {
		f.Groups = groups
	}
	if f.Name == "" {
		f.Name = c.text("name")
	}
	if f.Mail == "" {
		f.Mail = c.text("email")
	}
	return nil
}

// SignOut is the address at the provider that ends the session there as well and comes back to a page here; empty when
// the provider has none.
func (p *OpenID) SignOut(idToken, back string) string {
	u, err := url.Parse(p.logout)
	if err != nil || p.logout == "" {
		return ""
	}
	q := u.Query()
	q.Set("client_id", p.org.SignIn.Client)
	q.Set("post_logout_redirect_uri", back)
	if idToken != "" {
		q.Set("id_token_hint", idToken)
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// claims are what a provider says of somebody.
type claims map[string]any

func (c claims) text(name string) string {
	text, _ := c[name].(string)
	return text
}

// list reads one value or many.
func (c claims) list(name string) ([]string, bool) {
	switch value := c[name].(type) {
	case string:
		return []string{value}, true
	case []any:
		var out []string
		for _, v := range value {
			if text, ok := v.(string); ok {
				out = append(out, text)
			}
		}
		return out, true
	}
	return nil, false
}
