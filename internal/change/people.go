package change

import (
	"context"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// AddGrant gives somebody one role more. Who manages may do so for themselves too: the history shows it.
func (s *Service) AddGrant(ctx context.Context, org cycle.OrganisationID, by cycle.User, number cycle.UserNumber, g cycle.Grant) error {
	return s.changeUser(ctx, org, by, number, "user.grants-changed", func(tx *store.Tx, u cycle.User) (cycle.User, error) {
		if err := allow(tx, by, cycle.MayManage); err != nil {
			return u, err
		}
		if err := cycle.ValidGrants([]cycle.Grant{g}); err != nil {
			return u, err
		}
		g.Group, g.For = "", 0
		u.Grants = append(slices.Clone(u.Grants), g)
		return u, nil
	})
}

// EndGrant ends one of the roles of somebody, as whoever does it saw them (seen is the version), on a last day or at once.
func (s *Service) EndGrant(ctx context.Context, org cycle.OrganisationID, by cycle.User, number cycle.UserNumber, seen, index int, last cycle.Date) error {
	return s.changeUser(ctx, org, by, number, "user.grants-changed", func(tx *store.Tx, u cycle.User) (cycle.User, error) {
		if err := allow(tx, by, cycle.MayManage); err != nil {
			return u, err
		}
		if u.Version != seen {
			return u, cycle.ErrConflict
		}
		after, err := u.EndGrant(index, last)
		if err != nil {
			return u, err
		}
		return after, someoneManages(ctx, tx, u, after)
	})
}

// AddDeputy lets deputy stand in for somebody. Who is stood in for arranges it, or who manages people; nobody takes a
// colleague's place without one of the two.
func (s *Service) AddDeputy(ctx context.Context, org cycle.OrganisationID, by cycle.User, deputy cycle.UserNumber, d cycle.Deputyship) error {
	return s.arrange(ctx, org, by, deputy, func(all []cycle.Deputyship) ([]cycle.Deputyship, error) { return append(all, d), nil })
}

// EndDeputy ends that deputy stands in for somebody; it is told from others by all that it says.
func (s *Service) EndDeputy(ctx context.Context, org cycle.OrganisationID, by cycle.User, deputy cycle.UserNumber, d cycle.Deputyship) error {
	return s.arrange(ctx, org, by, deputy, func(all []cycle.Deputyship) ([]cycle.Deputyship, error) {
		at := slices.Index(all, d)
		if at < 0 {
			return nil, cycle.ErrConflict
		}
		return slices.Delete(all, at, at+1), nil
	})
}

// InviteAgain sends the letter with which somebody chooses a password, or is told that they can sign in as before.
func (s *Service) InviteAgain(ctx context.Context, org cycle.OrganisationID, by cycle.User, number cycle.UserNumber) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MayManage); err != nil {
			return err
		}
		u, err := tx.User(ctx, number)
		if err != nil {
			return err
		}
		if u.Account == "" || u.Disabled {
			return cycle.Refusal{Text: u.Name + " kan zich niet aanmelden; schakel de persoon eerst weer in"}
		}
		return enqueueLetter(ctx, tx, Letter{Account: u.Account, Kind: LetterInvitation})
	})
}

// SetQuiet says whether somebody wants no letters about new work; each for themselves.
func (s *Service) SetQuiet(ctx context.Context, org cycle.OrganisationID, by cycle.User, quiet bool) error {
	return s.changeUser(ctx, org, by, by.Number, "user.letters-changed", func(_ *store.Tx, u cycle.User) (cycle.User, error) {
		u.Quiet = quiet
		return u, nil
	})
}

// See notes that somebody is here today.
func (s *Service) See(ctx context.Context, org cycle.OrganisationID, user cycle.UserNumber, day cycle.Date) error {
	return s.db.See(ctx, org, user, day)
}
