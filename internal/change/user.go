package change

import (
	"context"
	"fmt"
	"net/mail"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
)

// AddUser adds a person to an organisation; the number is the next one free and is never given out again.
func (s *Service) AddUser(ctx context.Context, org cycle.OrganisationID, by, user cycle.User) (cycle.User, error) {
	err := s.write(ctx, org, by, func(tx *store.Tx) (err error) {
		if err := allow(tx, by, cycle.MayManage); err != nil {
			return err
		}
		user, err = addUser(ctx, tx, by, user)
		return err
	})
	return user, err
}

// InviteUser adds a person who can sign in: the account of the address is made when nobody has it yet. With letter an
// invitation is sent; without it somebody sets the password in another way.
func (s *Service) InviteUser(ctx context.Context, org cycle.OrganisationID, by, user cycle.User, letter bool) (cycle.User, error) {
	err := s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MayManage); err != nil {
			return err
		}
		address, err := MailAddress(user.ID)
		if err != nil {
			return err
		}
		user.ID = address
		account, err := tx.AccountFor(ctx, address)
		if err != nil {
			return err
		}
		user.Account = account.ID
		if user, err = addUser(ctx, tx, by, user); err != nil || !letter {
			return err
		}
		return enqueueLetter(ctx, tx, Letter{Account: account.ID, Kind: LetterInvitation})
	})
	return user, err
}

// MailAddress is an address in the form that accounts have.
func MailAddress(text string) (string, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if a, err := mail.ParseAddress(text); err != nil || a.Address != text {
		return "", cycle.Invalid{{Field: "adres", Code: "address", Text: fmt.Sprintf("%q is geen mailadres", text)}}
	}
	return text, nil
}

func addUser(ctx context.Context, tx *store.Tx, by, user cycle.User) (cycle.User, error) {
	users, err := tx.Users(ctx)
	if err != nil {
		return user, err
	}
	if err := cycle.ValidGrants(user.Grants); err != nil {
		return user, err
	}
	user.Number, user.Name = 1, richtext.Line(user.Name)
	for _, u := range users {
		if u.ID == user.ID {
			return user, cycle.Refusal{Text: fmt.Sprintf("%s is al gebruiker; geef die persoon er een rol bij", user.ID)}
		}
		user.Number = max(user.Number, u.Number+1)
	}
	if err := tx.SaveUser(ctx, user); err != nil {
		return user, err
	}
	return user, tx.Record(ctx, by, "user.added", nil, user)
}

// changeUser lets a rule change one user; what comes after that is saved is done then.
func (s *Service) changeUser(ctx context.Context, org cycle.OrganisationID, by cycle.User, number cycle.UserNumber, action string, change func(*store.Tx, cycle.User) (cycle.User, error), then ...func(tx *store.Tx, before cycle.User) error) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		before, err := tx.User(ctx, number)
		if err != nil {
			return err
		}
		after, err := change(tx, before)
		if err != nil {
			return err
		}
		if err := tx.SaveUser(ctx, after); err != nil {
			return err
		}
		for _, do := range then {
			if err := do(tx, before); err != nil {
				return err
			}
		}
		return tx.Record(ctx, by, action, before, after)
	})
}

// ChangeGrants sets what somebody may do by hand; what groups of the provider give stays. Nobody takes the last right to
// manage away: then nobody could give it again.
func (s *Service) ChangeGrants(ctx context.Context, org cycle.OrganisationID, by cycle.User, number cycle.UserNumber, grants []cycle.Grant) error {
	return s.changeUser(ctx, org, by, number, "user.grants-changed", func(tx *store.Tx, u cycle.User) (cycle.User, error) {
		if err := allow(tx, by, cycle.MayManage); err != nil {
			return u, err
		}
		if err := cycle.ValidGrants(grants); err != nil {
			return u, err
		}
		before := u
		u.Grants = slices.Clone(grants)
		for i := range u.Grants {
			u.Grants[i].Group, u.Grants[i].For = "", 0
		}
		for _, g := range before.Grants {
			if g.Group != "" {
				u.Grants = append(u.Grants, g)
			}
		}
		return u, someoneManages(ctx, tx, before, u)
	})
}

// DisableUser takes everything from somebody who leaves; texts and lines of the history keep the number. Sessions end
// when the account works for no other organisation.
func (s *Service) DisableUser(ctx context.Context, org cycle.OrganisationID, by cycle.User, number cycle.UserNumber) error {
	u, err := s.db.Read(org).User(ctx, number)
	if err != nil {
		return err
	}
	elsewhere, err := s.db.Memberships(ctx, u.Account)
	if err != nil {
		return err
	}
	elsewhere = slices.DeleteFunc(elsewhere, func(m store.Membership) bool { return m.Organisation.ID == org })
	return s.changeUser(ctx, org, by, number, "user.disabled", func(tx *store.Tx, u cycle.User) (cycle.User, error) {
		if err := allow(tx, by, cycle.MayManage); err != nil {
			return u, err
		}
		before := u
		u.Disabled, u.Left = true, today(tx)
		if err := someoneManages(ctx, tx, before, u); err != nil || u.Account == "" || len(elsewhere) > 0 {
			return u, err
		}
		return u, tx.EndSessions(ctx, u.Account)
	})
}

// EnableUser gives somebody who came back what they had.
func (s *Service) EnableUser(ctx context.Context, org cycle.OrganisationID, by cycle.User, number cycle.UserNumber) error {
	return s.changeUser(ctx, org, by, number, "user.enabled", func(tx *store.Tx, u cycle.User) (cycle.User, error) {
		u.Disabled, u.Left = false, ""
		return u, allow(tx, by, cycle.MayManage)
	})
}

// someoneManages refuses a change after which nobody in the organisation manages any more, where somebody did.
func someoneManages(ctx context.Context, tx *store.Tx, before, after cycle.User) error {
	users, err := tx.Users(ctx)
	if err != nil {
		return err
	}
	changed := slices.Clone(users)
	for i := range changed {
		if changed[i].Number == after.Number {
			users[i], changed[i] = before, after
		}
	}
	return cycle.StillManaged(users, changed, today(tx))
}

// arrange changes whom somebody stands in for.
func (s *Service) arrange(ctx context.Context, org cycle.OrganisationID, by cycle.User, number cycle.UserNumber, change func([]cycle.Deputyship) ([]cycle.Deputyship, error)) error {
	return s.changeUser(ctx, org, by, number, "user.deputies-changed", func(tx *store.Tx, u cycle.User) (cycle.User, error) {
		deputies, err := change(slices.Clone(u.Deputies))
		if err != nil {
			return u, err
		}
		if err := mayArrange(tx, by, u, deputies); err != nil {
			return u, err
		}
		for _, d := range deputies {
			if err := d.Valid(); err != nil {
				return u, err
			}
			if d.For == number {
				return u, cycle.Refusal{Text: "niemand neemt waar voor zichzelf; kies een collega"}
			}
			if _, err := tx.User(ctx, d.For); err != nil {
				return u, err
			}
		}
		u.Deputies = deputies
		return u, nil
	})
}

// mayArrange lets who manages arrange everything, and others only who stands in for themselves.
func mayArrange(tx *store.Tx, by, deputy cycle.User, deputies []cycle.Deputyship) error {
	manages := allow(tx, by, cycle.MayManage)
	if manages == nil || by.Number == 0 {
		return manages
	}
	others := func(d cycle.Deputyship) bool { return d.For == by.Number }
	before, after := slices.DeleteFunc(slices.Clone(deputy.Deputies), others), slices.DeleteFunc(slices.Clone(deputies), others)
	if !slices.Equal(before, after) {
		return manages
	}
	return nil
}

// RenameUser changes what somebody is called: their own name, or anybody's for who manages.
func (s *Service) RenameUser(ctx context.Context, org cycle.OrganisationID, by cycle.User, number cycle.UserNumber, name string) error {
	return s.changeUser(ctx, org, by, number, "user.renamed", func(tx *store.Tx, u cycle.User) (cycle.User, error) {
		if u.Number != by.Number {
			if err := allow(tx, by, cycle.MayManage); err != nil {
				return u, err
			}
		}
		if u.Name = richtext.Line(name); u.Name == "" {
			return u, cycle.Invalid{{Field: "naam", Code: "name", Text: "vul een naam in"}}
		}
		return u, nil
	})
}
