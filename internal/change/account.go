package change

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"time"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// MailJob is the kind of work that sends one letter.
const MailJob = "mail"

// Letter is a letter that waits. It names whom it is for and what it is about, and holds no text and no link: those are
// made when it is sent, so that nothing in the queue opens anything, and the time of a link begins then.
type Letter struct {
	Account string           `json:"account"`
	Edition cycle.EditionID  `json:"edition,omitempty"` // of a reminder
	Kind    LetterKind       `json:"kind"`
	Queued  time.Time        `json:"queued"`
	Reports []cycle.ReportID `json:"reports,omitempty"` // that a reminder is about
}

// LetterKind says what a letter is about.
type LetterKind string

// The letters that this program writes.
const (
	LetterInvitation LetterKind = "uitnodiging"
	LetterForgotten  LetterKind = "wachtwoord"
	LetterChanged    LetterKind = "gewijzigd"   // of the password or the second factor
	LetterReminder   LetterKind = "herinnering" // of what somebody has to do in a round
	LetterNews       LetterKind = "nieuws"      // that somebody has something to do
)

func enqueueLetter(ctx context.Context, tx *store.Tx, l Letter) error {
	l.Queued = tx.Now
	payload, err := json.Marshal(l)
	if err != nil {
		return err
	}
	waiting, err := tx.Jobs(ctx)
	if err != nil {
		return err
	}
	for _, j := range waiting { // while one waits because the mail server is down, asking again adds none
		var other Letter
		if j.Kind == MailJob && json.Unmarshal([]byte(j.Payload), &other) == nil && other.Account == l.Account && other.Kind == l.Kind && l.Edition == "" {
			return nil
		}
	}
	return tx.Enqueue(ctx, MailJob, string(payload), time.Time{})
}

// SendLetter puts a letter to an account in the queue of the first organisation it works for; who works for none gets
// none.
func (s *Service) SendLetter(ctx context.Context, account string, kind LetterKind) error {
	members, err := s.db.Memberships(ctx, account)
	if err != nil || len(members) == 0 {
		return err
	}
	return s.db.Write(ctx, members[0].Organisation.ID, func(tx *store.Tx) error {
		return enqueueLetter(ctx, tx, Letter{Account: account, Kind: kind})
	})
}

// ForgotPassword sends a letter to an address that has an account. To whoever asks it makes no difference whether it
// has one.
func (s *Service) ForgotPassword(ctx context.Context, address string) error {
	account, err := s.db.Sessions().AccountByAddress(ctx, auth.Address(address))
	if errors.Is(err, cycle.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.SendLetter(ctx, account.ID, LetterForgotten)
}

// Admit lets in whom the provider of an organisation named: a new user with an account at the first time, and what the
// groups of today give each time. Who has nothing to do here is refused.
func (s *Service) Admit(ctx context.Context, org cycle.OrganisationID, found auth.Found) (store.Account, error) {
	var account store.Account
	err := s.db.Write(ctx, org, func(tx *store.Tx) error {
		o, err := tx.Organisation(ctx)
		if err != nil {
			return err
		}
		if account, err = tx.AccountOf(ctx, found.Issuer, found.Subject); err != nil {
			return err
		}
		before, err := tx.UserByAccount(ctx, account.ID)
		if err != nil && !isNotFound(err) {
			return err
		}
		after := before
		if isNotFound(err) {
			after = cycle.User{Account: account.ID, ID: nameAtProvider(found), Name: found.Name}
		}
		after.Grants, after.Mail = o.SignIn.Granted(before.Grants, found.Groups), found.Mail
		if after.Name == "" {
			after.Name = after.ID
		}
		if after.Disabled || len(after.Grants) == 0 {
			return cycle.Refusal{Text: "u hebt bij " + o.Name + " nog geen rol; vraag de beheerder om u in een groep te zetten"}
		}
		return admit(ctx, tx, before, after)
	})
	return account, err
}

func admit(ctx context.Context, tx *store.Tx, before, after cycle.User) error {
	if before.Number == 0 {
		_, err := addUser(ctx, tx, cycle.System, after)
		return err
	}
	if reflect.DeepEqual(before, after) {
		return nil
	}
	if err := tx.SaveUser(ctx, after); err != nil {
		return err
	}
	return tx.Record(ctx, cycle.System, "user.admitted", before, after)
}

// nameAtProvider is the id of a user who has no address here: no address that a provider tells can be taken for that
// of somebody else.
func nameAtProvider(f auth.Found) string {
	host := f.Issuer
	if u, err := url.Parse(f.Issuer); err == nil {
		host = u.Host
	}
	return fmt.Sprintf("%s@%s", f.Subject, strings.ToLower(host))
}

// ChangeSignIn sets how people of an organisation sign in. Secrets in it are sealed already.
func (s *Service) ChangeSignIn(ctx context.Context, org cycle.OrganisationID, by cycle.User, settings cycle.SignIn) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MayManage); err != nil {
			return err
		}
		if err := settings.Validate(); err != nil {
			return err
		}
		before, err := tx.Organisation(ctx)
		if err != nil {
			return err
		}
		after := before
		after.SignIn = settings
		if err := tx.SaveOrganisation(ctx, after); err != nil {
			return err
		}
		return tx.Record(ctx, by, "organisation.sign-in-changed", before, after)
	})
}
