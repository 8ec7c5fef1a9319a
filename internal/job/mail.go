package job

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"doelenboom/internal/auth"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/mail"
	"doelenboom/internal/store"
)

// givenUp is how long a letter is tried: whoever still waits for it has asked again.
const givenUp = 3 * 24 * time.Hour

// Post is what sends letters. A program without it leaves them to one that has it.
type Post struct {
	Sender    mail.Sender
	Auth      *auth.Service
	Workplace string // address of the workplace, https://doelenboom.example.nl, for links
}

// With gives the Runner what sends letters.
func (r *Runner) With(p Post) *Runner {
	r.post = &p
	return r
}

// leaves is the kind of work that this Runner leaves to others.
func (r *Runner) leaves() string {
	if r.post == nil {
		return change.MailJob
	}
	return ""
}

// mail sends one letter. Its text and its link are made now: the queue never held them.
func (r *Runner) mail(ctx context.Context, j store.Job) error {
	var waiting change.Letter
	if err := json.Unmarshal([]byte(j.Payload), &waiting); err != nil {
		return err
	}
	letter, sent, err := r.written(ctx, j, waiting)
	switch {
	case errors.Is(err, cycle.ErrNotFound): // the account, or its place in the organisation, or what it is about, is gone
		return sent(false)
	case err != nil:
		return err
	case r.db.Sessions().Now().Sub(waiting.Queued) > givenUp && j.Error != "":
		slog.Error("een brief is opgegeven", "organisation", j.Organisation, "job", j.ID, "kind", waiting.Kind, "error", j.Error)
		return r.giveUp(ctx, j, waiting)
	}
	if err := r.post.Sender.Send(ctx, letter); err != nil {
		return err
	}
	return sent(true)
}

// written is a letter, and what is done when it was sent or when there is nothing to send.
func (r *Runner) written(ctx context.Context, j store.Job, waiting change.Letter) (mail.Letter, func(sent bool) error, error) {
	done := func(bool) error { return r.finish(ctx, j) }
	switch waiting.Kind {
	case change.LetterReminder:
		l, err := r.reminder(ctx, j, waiting)
		return l, done, err
	case change.LetterNews:
		n, err := r.news(ctx, j, waiting)
		return n.letter, func(sent bool) error { return r.do.ToldNews(ctx, j, n.user, n.last, sent) }, err
	}
	l, err := r.letter(ctx, j, waiting)
	return l, done, err
}

// giveUp keeps for the coordinator that somebody did not get a letter, and why.
func (r *Runner) giveUp(ctx context.Context, j store.Job, waiting change.Letter) error {
	return r.db.Write(ctx, j.Organisation, func(tx *store.Tx) error {
		l := store.UnsentLetter{Account: waiting.Account, Kind: string(waiting.Kind), Queued: waiting.Queued, Error: j.Error}
		return errors.Join(tx.FinishJob(ctx, j), tx.AddUnsentLetter(ctx, l))
	})
}

func (r *Runner) finish(ctx context.Context, j store.Job) error {
	return r.db.Write(ctx, j.Organisation, func(tx *store.Tx) error { return tx.FinishJob(ctx, j) })
}

// letter writes it.
func (r *Runner) letter(ctx context.Context, j store.Job, waiting change.Letter) (mail.Letter, error) {
	account, err := r.post.Auth.Account(ctx, waiting.Account)
	if err != nil {
		return mail.Letter{}, err
	}
	read := r.db.Read(j.Organisation)
	org, err := read.Organisation(ctx)
	if err != nil {
		return mail.Letter{}, err
	}
	user, err := read.UserByAccount(ctx, account.ID)
	if err != nil || user.Disabled || account.Address == "" {
		return mail.Letter{}, errors.Join(err, cycle.ErrNotFound)
	}
	l := mail.Letter{To: account.Address}
	link := r.post.Workplace + "/werk/"
	switch {
	case waiting.Kind == change.LetterChanged:
		l.Subject, l.Text = "Uw aanmelding bij Doelenboom is gewijzigd", changedText(dutch.DayOf(waiting.Queued).Format(), link)
	case waiting.Kind == change.LetterInvitation && account.Password != "":
		l.Subject, l.Text = "U werkt nu ook voor "+org.Name, alsoText(org.Name, link)
	default:
		ticket, err := r.post.Auth.NewTicket(ctx, account.ID, store.TicketKind(waiting.Kind))
		if err != nil {
			return l, err
		}
		link += "wachtwoord/" + ticket
		if l.Subject, l.Text = "Kies een nieuw wachtwoord voor Doelenboom", forgottenText(link); waiting.Kind == change.LetterInvitation {
			l.Subject, l.Text = "Uitnodiging voor Doelenboom van "+org.Name, invitationText(org.Name, link)
		}
	}
	l.Text = fmt.Sprintf("Beste %s,\n\n%s\n\n%s", user.Name, strings.TrimSpace(l.Text), change.Signed)
	return l, nil
}

func invitationText(organisation, link string) string {
	return fmt.Sprintf(`%s werkt met Doelenboom aan begroting, monitor en jaarverslag. U doet mee.

Kies eerst een wachtwoord. Dat kan met deze link:
%s

De link werkt één keer en is zeven dagen geldig. Is hij te oud? Vraag dan een nieuwe op de pagina om aan te melden, met "wachtwoord vergeten".`, organisation, link)
}

func alsoText(organisation, link string) string {
	return fmt.Sprintf("U werkt nu ook voor %s. U meldt u aan zoals u gewend bent:\n%s", organisation, link)
}

func forgottenText(link string) string {
	return fmt.Sprintf(`Iemand vroeg een nieuw wachtwoord aan voor uw adres. Was u dat? Kies dan een wachtwoord met deze link:
%s

De link werkt één keer en is een uur geldig. Was u het niet? Dan hoeft u niets te doen; uw wachtwoord blijft zoals het is.`, link)
}

func changedText(day, link string) string {
	return fmt.Sprintf(`Op %s is uw wachtwoord of uw tweede stap gewijzigd. Was u dat? Dan hoeft u niets te doen.

Was u het niet? Kies dan meteen een nieuw wachtwoord, met "wachtwoord vergeten" op de pagina om aan te melden, en waarschuw uw beheerder:
%s`, day, link)
}
