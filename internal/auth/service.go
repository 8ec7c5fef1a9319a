package auth

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// Service knows who is signed in.
type Service struct {
	kept      store.Sessions
	key       *Key
	hasher    *hasher
	tries     *tries
	providers *providers
}

// New makes a Service; key is that of the installation.
func New(kept store.Sessions, key *Key, cost Cost) *Service {
	return &Service{kept: kept, key: key, hasher: newHasher(cost), tries: newTries(time.Now), providers: newProviders()}
}

// Origin is where somebody comes from: the network, as a proxy that we believe tells it, and the browser's own name.
type Origin struct {
	Agent   string
	Network netip.Addr
}

// What a sign-in is refused with. ErrWrong says no more than this to whoever asks.
var (
	ErrWrong     error = cycle.Refusal{Text: "het adres of het wachtwoord klopt niet"}
	ErrWrongCode error = cycle.Refusal{Text: "deze code klopt niet; kijk of de klok van uw telefoon gelijk loopt, of gebruik een herstelcode"}
	ErrSignedOut       = errors.New("not signed in, or not any more")
)

// Signed is a session that just began, with the token for the browser.
type Signed struct {
	store.Session
	Token string
}

// Address is a mail address as accounts have it.
func Address(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// SignIn begins a session for an address and a password; old is the token that the browser had, which ends. When the
// account has a second factor the session waits for Confirm.
func (s *Service) SignIn(ctx context.Context, address, password string, at Origin, old string) (Signed, error) {
	found, err := Password{s}.Identify(ctx, Answer{Address: address, Password: password, At: at})
	if err != nil {
		return Signed{}, err
	}
	n := store.Session{Account: found.Account.ID, Waiting: found.Account.Secret != ""}
	return s.begin(ctx, n, at, old)
}

// Confirm gives a session that waits its second factor: a code of the moment, or a recovery code. It goes on under a
// new token.
func (s *Service) Confirm(ctx context.Context, token, code string, at Origin) (Signed, error) {
	waiting, err := s.kept.Session(ctx, hashOf(token))
	if err != nil || !waiting.Waiting || !waiting.Expires.After(s.kept.Now()) {
		return Signed{}, errors.Join(unless(err, cycle.ErrNotFound), ErrSignedOut)
	}
	account, err := s.kept.Account(ctx, waiting.Account)
	if err != nil {
		return Signed{}, err
	}
	if err := s.tries.take("code "+account.ID, at.Network); err != nil {
		return Signed{}, err
	}
	if account, err = s.checkCode(account, code); err != nil {
		s.tries.failed(at.Network)
		return Signed{}, err
	}
	// Of two requests with the same code one is a conflict: each code counts once.
	if err := s.kept.SaveAccount(ctx, account); err != nil {
		return Signed{}, errors.Join(unless(err, cycle.ErrConflict), ErrWrongCode)
	}
	s.tries.passed("code "+account.ID, at.Network)
	return s.begin(ctx, store.Session{Account: account.ID, Factor: true}, at, token)
}

// unless is err when it is something else than what was expected.
func unless(err, expected error) error {
	if errors.Is(err, expected) {
		return nil
	}
	return err
}

// Enter begins a session for whom a provider of an organisation named; it counts there only.
func (s *Service) Enter(ctx context.Context, account store.Account, org cycle.OrganisationID, found Found, at Origin, old string) (Signed, error) {
	n := store.Session{Account: account.ID, Through: org}
	if found.IDToken != "" {
		n.IDToken = s.key.Seal(idTokenOf(account.ID), found.IDToken)
	}
	return s.begin(ctx, n, at, old)
}

func idTokenOf(account string) string { return "id token of " + account }

// Account reads an account.
func (s *Service) Account(ctx context.Context, id string) (store.Account, error) {
	return s.kept.Account(ctx, id)
}
