package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"slices"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// How long a session lasts: a working day at most, and two hours in which nothing is asked. Between password and second
// factor it is ten minutes. When it was used is noted once a minute.
const (
	idle     = 2 * time.Hour
	absolute = 12 * time.Hour
	halfway  = 10 * time.Minute
	noted    = time.Minute
)

// newToken is what a browser or a letter carries: 256 bits.
func newToken() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// hashOf is what is kept of a token.
func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// begin keeps a new session under a new token, in the place of the one the browser had.
func (s *Service) begin(ctx context.Context, n store.Session, at Origin, old string) (Signed, error) {
	token, now := newToken(), s.kept.Now()
	n.Agent, n.Hash, n.Made, n.Seen, n.Expires = Device(at.Agent), hashOf(token), now, now, now.Add(idle)
	if n.Waiting {
		n.Expires = now.Add(halfway)
	}
	return Signed{n, token}, s.kept.AddSession(ctx, n, hashOf(old))
}

// Who tells whose session a token is: ErrSignedOut when it is nobody's, or not any more. A session that waits for its
// second factor is given as well; it opens nothing yet.
func (s *Service) Who(ctx context.Context, token string) (store.Session, store.Account, error) {
	if token == "" {
		return store.Session{}, store.Account{}, ErrSignedOut
	}
	session, err := s.kept.Session(ctx, hashOf(token))
	now := s.kept.Now()
	if errors.Is(err, cycle.ErrNotFound) || err == nil && !session.Expires.After(now) {
		return session, store.Account{}, ErrSignedOut
	}
	if err != nil {
		return session, store.Account{}, err
	}
	account, err := s.kept.Account(ctx, session.Account)
	if err != nil || session.Waiting {
		return session, account, err
	}
	if since := now.Sub(session.Seen); since >= noted || since < 0 { // below zero the clock went back
		session.Seen, session.Expires = now, earlier(now.Add(idle), session.Made.Add(absolute))
		err = s.kept.TouchSession(ctx, session.Hash, session.Seen, session.Expires)
	}
	return session, account, err
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// Sessions lists where an account is signed in, the last used first.
func (s *Service) Sessions(ctx context.Context, account string) ([]store.Session, error) {
	all, err := s.kept.SessionsOf(ctx, account)
	var open []store.Session
	for _, one := range all {
		if !one.Waiting {
			open = append(open, one)
		}
	}
	return open, err
}

// SignOut ends the session of a token. It gives the ID token of the provider, when there was one.
func (s *Service) SignOut(ctx context.Context, token string) (store.Session, string, error) {
	session, err := s.kept.Session(ctx, hashOf(token))
	if err != nil {
		return session, "", unless(err, cycle.ErrNotFound)
	}
	hint := ""
	if session.IDToken != "" { // without the key signing out here still works
		hint, _ = s.key.Open(idTokenOf(session.Account), session.IDToken)
	}
	return session, hint, unless(s.kept.EndSession(ctx, session.Account, session.Hash), cycle.ErrNotFound)
}

// Revoke ends one session of an account.
func (s *Service) Revoke(ctx context.Context, account, hash string) error {
	return s.kept.EndSession(ctx, account, hash)
}

// Visible are the sessions that another one of the same account sees and may end. One that began through the provider of an
// organisation counts in that organisation only: it sees what began there, and nothing of the account's other work.
func (s *Service) Visible(ctx context.Context, own store.Session) ([]store.Session, error) {
	all, err := s.Sessions(ctx, own.Account)
	return slices.DeleteFunc(all, func(one store.Session) bool { return own.Through != "" && one.Through != own.Through }), err
}

// RevokeVisible ends one of them, as its owner asks in the list.
func (s *Service) RevokeVisible(ctx context.Context, own store.Session, hash string) error {
	all, err := s.Visible(ctx, own)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, func(one store.Session) bool { return one.Hash == hash }) {
		return cycle.ErrNotFound
	}
	return s.kept.EndSession(ctx, own.Account, hash)
}

// RevokeOthers ends all of them but the one that asks.
func (s *Service) RevokeOthers(ctx context.Context, own store.Session) error {
	if own.Through == "" {
		return s.kept.EndSessions(ctx, own.Account, own.Hash) // also one that waits for its second factor
	}
	all, err := s.Visible(ctx, own)
	for _, one := range all {
		if one.Hash != own.Hash && err == nil {
			err = unless(s.kept.EndSession(ctx, own.Account, one.Hash), cycle.ErrNotFound)
		}
	}
	return err
}

// Raise goes on under a new token as a session in which a second factor was shown: its owner just set one up.
func (s *Service) Raise(ctx context.Context, a store.Account, at Origin, old string) (Signed, error) {
	return s.begin(ctx, store.Session{Account: a.ID, Factor: true}, at, old)
}
