package auth_test

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/testkit/provider"
)

const (
	callback  = "https://doelenboom.example/werk/aanmelden/waterland/extern/terug"
	loggedOut = "https://doelenboom.example/werk/aanmelden"
)

var anna = provider.Person{Subject: "a-1", Name: "Anna Bakker", Mail: "anna@example.nl", Groups: []string{"pc-team", "koffie"}}

// provided is an organisation with a provider that knows Anna.
func provided(t *testing.T, w *world, byKey bool) (*provider.Provider, cycle.Organisation) {
	t.Helper()
	w.now = time.Now().UTC()
	o := cycle.Organisation{ID: "o1", Slug: "waterland", SignIn: cycle.SignIn{Client: "doelenboom"}}
	c := provider.Client{ID: "doelenboom", Redirect: callback, LoggedOut: loggedOut}
	if byKey {
		var err error
		o.SignIn.Key, c.Key, err = w.auth.NewClientKey(o.ID)
		must(t, err)
	} else {
		c.Secret = "tussen ons tweeën"
		o.SignIn.Secret = w.auth.SealSecret(o.ID, c.Secret)
	}
	p := provider.Start(t, c)
	p.Knows(anna)
	o.SignIn.Issuer = p.Issuer
	must(t, o.SignIn.Validate())
	return p, o
}

func TestThroughAProvider(t *testing.T) {
	for name, byKey := range map[string]bool{"with a secret": false, "with private_key_jwt": true} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				p, o := provided(t, w, byKey)
				open, err := w.auth.OpenID(ctx, o, callback)
				must(t, err)
				address, flow := open.Begin("/werk/waterland/")
				q := parse(t, address).Query()
				for name, want := range map[string]string{"response_type": "code", "code_challenge_method": "S256", "state": flow.State, "nonce": flow.Nonce, "redirect_uri": callback} {
					if q.Get(name) != want {
						t.Errorf("%s is %q", name, q.Get(name))
					}
				}
				if len(flow.State) < 43 || len(flow.Nonce) < 43 || strings.Contains(address, flow.Verifier) {
					t.Errorf("%+v", flow)
				}
				back := p.SignIn(t, address, "a-1")
				found, err := open.Identify(ctx, auth.Answer{Flow: flow, Values: back.Query()})
				must(t, err)
				if found.Subject != "a-1" || found.Issuer != p.Issuer || found.Name != "Anna Bakker" || found.Mail != "anna@example.nl" || !slices.Equal(found.Groups, anna.Groups) {
					t.Errorf("%+v", found)
				}
				if _, err := open.Identify(ctx, auth.Answer{Flow: flow, Values: back.Query()}); !errors.Is(err, auth.ErrProvider) {
					t.Errorf("a code counted twice: %v", err)
				}

				session, err := w.auth.Enter(ctx, w.anna, o.ID, found, home, "")
				must(t, err)
				if session.Through != o.ID || session.IDToken == "" || strings.Contains(session.IDToken, found.IDToken) {
					t.Errorf("%+v", session)
				}
				_, hint, err := w.auth.SignOut(ctx, session.Token)
				if err != nil || hint != found.IDToken {
					t.Fatalf("%q, %v", hint, err)
				}
				if to := p.SignsOut(t, open.SignOut(hint, loggedOut)); !strings.HasPrefix(to, loggedOut) {
					t.Errorf("after signing out the browser is at %s", to)
				}
			})
		})
	}
}

func TestWhatDoesNotFitIsRefused(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p, o := provided(t, w, false)
		open, err := w.auth.OpenID(ctx, o, callback)
		must(t, err)
		for name, c := range map[string]struct {
			change func(*auth.Flow, url.Values)
			want   error
		}{
			"another state":                        {func(f *auth.Flow, v url.Values) { v.Set("state", "x") }, auth.ErrFlow},
			"no state on either side":              {func(f *auth.Flow, v url.Values) { f.State = ""; v.Del("state") }, auth.ErrFlow},
			"the flow of another organisation":     {func(f *auth.Flow, v url.Values) { f.Organisation = "o2" }, auth.ErrFlow},
			"another nonce":                        {func(f *auth.Flow, v url.Values) { f.Nonce = "x" }, auth.ErrProvider},
			"no nonce":                             {func(f *auth.Flow, v url.Values) { f.Nonce = "" }, auth.ErrProvider},
			"another verifier":                     {func(f *auth.Flow, v url.Values) { f.Verifier = strings.Repeat("x", 43) }, auth.ErrProvider},
			"a code that is none":                  {func(f *auth.Flow, v url.Values) { v.Set("code", "x") }, auth.ErrProvider},
			"somebody who stopped at the provider": {func(f *auth.Flow, v url.Values) { v.Set("error", "access_denied") }, auth.ErrProvider},
		} {
			address, flow := open.Begin("/werk/")
			values := p.SignIn(t, address, "a-1").Query()
			c.change(&flow, values)
			if _, err := open.Identify(ctx, auth.Answer{Flow: flow, Values: values}); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		// The clock of this server is behind or ahead: a minute is nothing, an hour is.
		for shift, want := range map[time.Duration]error{-time.Minute: nil, time.Minute: nil, 3 * time.Hour: auth.ErrProvider} {
			address, flow := open.Begin("/werk/")
			values := p.SignIn(t, address, "a-1").Query()
			w.now = time.Now().UTC().Add(shift)
			if _, err := open.Identify(ctx, auth.Answer{Flow: flow, Values: values}); !errors.Is(err, want) {
				t.Errorf("a clock that differs by %s: %v", shift, err)
			}
		}
	})
}

func TestAFlowIsOnlyOurs(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		_, o := provided(t, w, false)
		open, err := w.auth.OpenID(ctx, o, callback)
		must(t, err)
		_, flow := open.Begin("/werk/waterland/")
		sealed, err := w.auth.SealFlow(flow)
		must(t, err)
		if got, err := w.auth.OpenFlow(sealed); err != nil || got.Verifier != flow.Verifier || got.Return != "/werk/waterland/" {
			t.Errorf("%+v, %v", got, err)
		}
		for name, text := range map[string]string{"changed": sealed[:len(sealed)-2] + "AA", "empty": "", "of another key": "00000000" + sealed[8:]} {
			if _, err := w.auth.OpenFlow(text); !errors.Is(err, auth.ErrFlow) {
				t.Errorf("%s: %v", name, err)
			}
		}
		w.now = w.now.Add(10 * time.Minute)
		if _, err := w.auth.OpenFlow(sealed); !errors.Is(err, auth.ErrFlow) {
			t.Errorf("after ten minutes: %v", err)
		}
	})
}

func TestAProviderThatIsNotThere(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		o := cycle.Organisation{ID: "o1", SignIn: cycle.SignIn{Issuer: "http://127.0.0.1:1", Client: "x", Secret: "y"}}
		if _, err := w.auth.OpenID(ctx, o, callback); !errors.Is(err, auth.ErrProvider) {
			t.Errorf("%v", err)
		}
		if _, err := w.auth.OpenID(ctx, cycle.Organisation{}, callback); !errors.Is(err, cycle.ErrNotFound) {
			t.Errorf("%v", err)
		}
	})
}

func parse(t *testing.T, text string) *url.URL {
	t.Helper()
	u, err := url.Parse(text)
	must(t, err)
	return u
}
