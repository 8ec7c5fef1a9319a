package change

import (
	"context"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// TieIdentity ties whom the provider of an organisation named to an account that works there, by issuer and subject; what
// the provider says of a mail address plays no part. Tied already it stays so. Whoever belongs to another account is not
// taken from it.
func (s *Service) TieIdentity(ctx context.Context, org cycle.OrganisationID, account string, found auth.Found) error {
	return s.db.Write(ctx, org, func(tx *store.Tx) error {
		u, o, err := tying(ctx, tx, account)
		if err != nil {
			return err
		}
		whose, err := tx.Identity(ctx, found.Issuer, found.Subject)
		switch {
		case err == nil && whose.ID == account:
			return nil
		case err == nil:
			return cycle.Refusal{Text: "deze aanmelding bij " + o.Name + " hoort al bij een ander account; meld u daarmee aan, of vraag de beheerder om dat account uit te schakelen en te vergeten"}
		case !isNotFound(err):
			return err
		}
		if _, err := tx.Tied(ctx, found.Issuer, account); err == nil {
			return cycle.Refusal{Text: "uw account is al gekoppeld aan een andere aanmelding bij " + o.Name + "; maak die eerst los"}
		} else if !isNotFound(err) {
			return err
		}
		if err := tx.Tie(ctx, account, found.Issuer, found.Subject); err != nil {
			return err
		}
		return tx.Record(ctx, u, "user.identity-tied", u, u)
	})
}

// UntieIdentity takes that away again, unless its owner could not come in any more.
func (s *Service) UntieIdentity(ctx context.Context, org cycle.OrganisationID, account string, password bool) error {
	return s.db.Write(ctx, org, func(tx *store.Tx) error {
		u, o, err := tying(ctx, tx, account)
		if err != nil {
			return err
		}
		if err := o.LetsUntie(u, password); err != nil {
			return err
		}
		if err := tx.Untie(ctx, account); err != nil {
			return err
		}
		return tx.Record(ctx, u, "user.identity-untied", u, u)
	})
}

// tying is who an account is in an organisation: somebody who works there, and nobody else.
func tying(ctx context.Context, tx *store.Tx, account string) (cycle.User, cycle.Organisation, error) {
	o, err := tx.Organisation(ctx)
	if err != nil {
		return cycle.User{}, o, err
	}
	if account == "" {
		return cycle.User{}, o, cycle.ErrNotFound
	}
	u, err := tx.UserByAccount(ctx, account)
	if err == nil && u.Disabled {
		err = cycle.ErrNotFound
	}
	return u, o, err
}
