package auth

import (
	"context"
	"errors"
	"net/url"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// Provider tells who somebody is, from what the browser brings.
type Provider interface {
	Identify(ctx context.Context, a Answer) (Found, error)
}

// Answer is what the browser brings: the fields of the form, or what the provider sent it back with.
type Answer struct {
	Address, Password string

	Flow   Flow       // as it was when the browser went to the provider
	Values url.Values // state, code

	At Origin
}

// Found is who it is: an account, or somebody whom a provider names and who may be new.
type Found struct {
	Account store.Account

	Groups          []string
	IDToken         string
	Issuer, Subject string
	Mail, Name      string // for people to read; nobody is looked up by them
}

// Password is the provider of this installation itself.
type Password struct{ *Service }

// Identify checks an address and a password. For an address that is not known, or has no password, it does the same
// work and says the same.
func (p Password) Identify(ctx context.Context, a Answer) (Found, error) {
	address := Address(a.Address)
	if err := p.tries.take("address "+address, a.At.Network); err != nil {
		return Found{}, err
	}
	account, err := p.kept.AccountByAddress(ctx, address)
	if err != nil && !errors.Is(err, cycle.ErrNotFound) {
		return Found{}, err
	}
	right, stale, err := p.hasher.right(ctx, account.Password, a.Password)
	if err != nil {
		return Found{}, err
	}
	if !right {
		p.tries.failed(a.At.Network)
		return Found{}, ErrWrong
	}
	p.tries.passed("address "+address, a.At.Network)
	if stale {
		if account.Password, err = p.hasher.hash(ctx, a.Password); err != nil {
			return Found{}, err
		}
		if err := unless(p.kept.SaveAccount(ctx, account), cycle.ErrConflict); err != nil { // next time, then
			return Found{}, err
		}
	}
	return Found{Account: account}, nil
}
