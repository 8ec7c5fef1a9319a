// Package provider is a provider that speaks OpenID Connect, for tests: the library zitadel/oidc with its example
// storage, as a process of its own would be, and a browser that signs in there.
package provider

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// Password is that of everybody at the provider.
const Password = "hier gelden andere regels"

// Provider is one that runs until the test ends.
type Provider struct {
	Issuer string

	mu     sync.Mutex
	people map[string]Person
	client client
	store  *store
}

// Person is somebody whom the provider knows.
type Person struct {
	Subject string
	Name    string
	Mail    string
	Groups  []string
}

// Client is how the provider knows us: by a secret, or by the public half of a key as a JWK.
type Client struct {
	ID        string
	Secret    string
	Key       string
	Redirect  string
	LoggedOut string
}

// Start starts a provider that knows one client.
func Start(t testing.TB, c Client) *Provider {
	t.Helper()
	p := &Provider{people: map[string]Person{}, client: client{storage.WebClient(c.ID, c.Secret, c.Redirect), c}}
	// The issuer is known when the server listens; the handler can be made after that.
	var handler http.Handler
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	p.Issuer = server.URL
	p.store = &store{storage.NewStorageWithClients(people{p}, map[string]*storage.Client{c.ID: p.client.Client}), p}
	handler = exampleop.SetupServer(p.Issuer, p.store, nil, false, op.WithAllowInsecure())
	return p
}

// Knows tells the provider about somebody, or that somebody's groups are others now.
func (p *Provider) Knows(who Person) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.people[who.Subject] = who
}

func (p *Provider) person(subject string) (Person, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	who, known := p.people[subject]
	return who, known
}

// SignIn is the browser at the provider: from the address it was sent to until the address it is sent back to.
func (p *Provider) SignIn(t testing.TB, address, subject string) *url.URL {
	t.Helper()
	browser := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	next := func(answer *http.Response, err error) *url.URL {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		to, err := answer.Location()
		if err != nil {
			text, _ := io.ReadAll(answer.Body)
			t.Fatalf("the provider answers %s: %s", answer.Status, text)
		}
		return to
	}
	login := next(browser.Get(address))
	form := url.Values{"id": {login.Query().Get("authRequestID")}, "username": {subject}, "password": {Password}}
	back := next(browser.PostForm(login.String(), form))
	return next(browser.Get(back.String()))
}

// SignsOut asks the provider to end a session, and gives where it sends the browser.
func (p *Provider) SignsOut(t testing.TB, address string) string {
	t.Helper()
	browser := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := browser.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusFound {
		text, _ := io.ReadAll(answer.Body)
		t.Fatalf("the provider answers %s: %s", answer.Status, text)
	}
	return answer.Header.Get("Location")
}

// people are those of the provider, as its storage asks for them.
type people struct{ p *Provider }

func (s people) GetUserByID(id string) *storage.User {
	who, known := s.p.person(id)
	if !known {
		return nil
	}
	first, last, _ := strings.Cut(who.Name, " ")
	return &storage.User{ID: id, Username: id, Password: Password, FirstName: first, LastName: last, Email: who.Mail, EmailVerified: true}
}
func (s people) GetUserByUsername(name string) *storage.User { return s.GetUserByID(name) }
func (s people) ExampleClientID() string                     { return s.p.client.known.ID }

// client is a client that may come back after signing out, and may show a key.
type client struct {
	*storage.Client
	known Client
}

func (c client) PostLogoutRedirectURIs() []string { return []string{c.known.LoggedOut} }
func (c client) AuthMethod() oidc.AuthMethod {
	if c.known.Key != "" {
		return oidc.AuthMethodPrivateKeyJWT
	}
	return oidc.AuthMethodBasic
}

// store is the example storage with groups, and with the key of the client.
type store struct {
	*storage.Storage
	p *Provider
}

func (s *store) GetClientByClientID(_ context.Context, id string) (op.Client, error) {
	if id != s.p.client.known.ID {
		return nil, errors.New("there is no such client")
	}
	return s.p.client, nil
}

func (s *store) GetKeyByIDAndClientID(_ context.Context, keyID, clientID string) (*jose.JSONWebKey, error) {
	var key jose.JSONWebKey
	if err := json.Unmarshal([]byte(s.p.client.known.Key), &key); err != nil {
		return nil, err
	}
	if key.KeyID != keyID || clientID != s.p.client.known.ID {
		return nil, errors.New("there is no such key")
	}
	return &key, nil
}

func (s *store) SetUserinfoFromToken(ctx context.Context, info *oidc.UserInfo, token, subject, origin string) error {
	if err := s.Storage.SetUserinfoFromToken(ctx, info, token, subject, origin); err != nil {
		return err
	}
	who, _ := s.p.person(subject)
	info.AppendClaims("groups", who.Groups)
	return nil
}
