package auth

import (
	"context"
	"errors"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// How long a ticket counts, from the moment its letter is sent.
var ticketLife = map[store.TicketKind]time.Duration{store.Invitation: 7 * 24 * time.Hour, store.ForgottenWord: time.Hour}

// ErrTicket is a ticket that is used, too old, or none at all.
var ErrTicket error = cycle.Refusal{Text: "deze link is al gebruikt of te oud; vraag een nieuwe aan met: wachtwoord vergeten"}

// NewTicket makes a ticket for an account; only the letter has it.
func (s *Service) NewTicket(ctx context.Context, account string, kind store.TicketKind) (string, error) {
	token := newToken()
	return token, s.kept.AddTicket(ctx, store.Ticket{Account: account, Kind: kind, Hash: hashOf(token), Expires: s.kept.Now().Add(ticketLife[kind])})
}

// Ticket tells whose ticket it is, and what for.
func (s *Service) Ticket(ctx context.Context, ticket string) (store.Ticket, store.Account, error) {
	t, err := s.kept.Ticket(ctx, hashOf(ticket))
	if errors.Is(err, cycle.ErrNotFound) {
		return t, store.Account{}, ErrTicket
	}
	if err != nil {
		return t, store.Account{}, err
	}
	a, err := s.kept.Account(ctx, t.Account)
	return t, a, err
}

// UseTicket sets the password that a ticket is for. All sessions end; the second factor stays.
func (s *Service) UseTicket(ctx context.Context, ticket, password string) (store.Account, error) {
	_, a, err := s.Ticket(ctx, ticket)
	if err != nil {
		return a, err
	}
	if a, err = s.withPassword(ctx, a, password); err != nil {
		return a, err
	}
	err = s.kept.UseTicket(ctx, hashOf(ticket), a)
	if errors.Is(err, cycle.ErrNotFound) {
		err = ErrTicket
	}
	return a, err
}

// ChangePassword sets another password; all sessions but the one that asks end.
func (s *Service) ChangePassword(ctx context.Context, a store.Account, own, present, password string, at Origin) error {
	if err := s.checkPassword(ctx, a, present, at); err != nil {
		return err
	}
	a, err := s.withPassword(ctx, a, password)
	if err != nil {
		return err
	}
	if err := s.kept.SaveAccount(ctx, a); err != nil {
		return err
	}
	return s.kept.EndSessions(ctx, a.ID, own)
}

// FirstPassword sets the password of an account that has none yet.
func (s *Service) FirstPassword(ctx context.Context, account, password string) error {
	a, err := s.kept.Account(ctx, account)
	if err != nil {
		return err
	}
	if a.Password != "" {
		return cycle.Refusal{Text: a.Address + " heeft al een wachtwoord; dat verandert de eigenaar zelf"}
	}
	if a, err = s.withPassword(ctx, a, password); err != nil {
		return err
	}
	return s.kept.SaveAccount(ctx, a)
}

// Reset takes password and second factor from an account and ends all its sessions: for who lost both.
func (s *Service) Reset(ctx context.Context, account string) error {
	a, err := s.kept.Account(ctx, account)
	if err != nil {
		return err
	}
	a.Password, a.Secret, a.Codes, a.Step = "", "", nil, 0
	if err := s.kept.SaveAccount(ctx, a); err != nil {
		return err
	}
	return s.kept.EndSessions(ctx, a.ID, "")
}

// withPassword is the account with another password, when that is a good one.
func (s *Service) withPassword(ctx context.Context, a store.Account, password string) (store.Account, error) {
	members, err := s.kept.Memberships(ctx, a.ID)
	if err != nil {
		return a, err
	}
	var names []string
	for _, m := range members {
		names = append(names, m.User.Name, m.Organisation.Name, m.Organisation.Slug)
	}
	if err := CheckPassword(password, a.Address, names...); err != nil {
		return a, err
	}
	a.Password, err = s.hasher.hash(ctx, password)
	a.Changed = s.kept.Now()
	return a, err
}

// checkPassword asks the owner of a session for the password once more.
func (s *Service) checkPassword(ctx context.Context, a store.Account, password string, at Origin) error {
	if err := s.tries.take("again "+a.ID, at.Network); err != nil {
		return err
	}
	right, _, err := s.hasher.right(ctx, a.Password, password)
	switch {
	case err != nil:
		return err
	case !right:
		s.tries.failed(at.Network)
		return cycle.Invalid{{Field: "huidig", Code: "password", Text: "dit is niet uw huidige wachtwoord"}}
	}
	s.tries.passed("again "+a.ID, at.Network)
	return nil
}

// Again asks for the password once more, of who is signed in with it.
func (s *Service) Again(ctx context.Context, a store.Account, password string, at Origin) error {
	if a.Password == "" {
		return cycle.Refusal{Text: "u meldt zich aan via uw organisatie en hebt hier geen wachtwoord; vraag er een aan met: wachtwoord vergeten"}
	}
	return s.checkPassword(ctx, a, password, at)
}

// Tied tells whether an account is tied to somebody whom the provider of an organisation names.
func (s *Service) Tied(ctx context.Context, org cycle.Organisation, account string) (bool, error) {
	_, err := s.kept.Tied(ctx, org.ID, org.SignIn.Issuer, account)
	return err == nil, unless(err, cycle.ErrNotFound)
}

// MayAskLetter tells whether another letter may be sent because somebody asked for one to this address.
func (s *Service) MayAskLetter(address string, at Origin) error {
	return s.tries.letter(Address(address), at.Network)
}
