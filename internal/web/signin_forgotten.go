package web

import (
	"errors"
	"log/slog"
	"net/http"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/ui/field"
)

// forgottenPage asks whose password it was, and says what happens.
type forgottenPage struct {
	frame
	Address field.Field
	Invalid cycle.Invalid
	Sent    bool
}

// sameAnswer is how long the answer takes, whether or not there is such an account.
const sameAnswer = 300 * time.Millisecond

func forgottenForm(address string, invalid cycle.Invalid) forgottenPage {
	return forgottenPage{
		frame: frame{Title: "Wachtwoord vergeten"}, Invalid: invalid,
		Address: field.Field{Name: "adres", Label: "Mailadres", Value: address, Required: true, Auto: "username"}.With(invalid),
	}
}

func (s *Workplace) showForgotten(w http.ResponseWriter, r *http.Request) error {
	return show(w, r, http.StatusOK, forgottenView(forgottenForm("", nil)))
}

func (s *Workplace) forgotten(w http.ResponseWriter, r *http.Request) error {
	answers := time.After(sameAnswer)
	address := r.PostFormValue("adres")
	if err := s.Auth.MayAskLetter(address, origin(r)); err != nil {
		return show(w, r, http.StatusTooManyRequests, forgottenView(forgottenForm(address, wrong("adres", err))))
	}
	// An answer that is different for an address that exists would tell that it does: also when something goes wrong.
	if err := s.Do.ForgotPassword(r.Context(), address); err != nil {
		slog.Error("een brief voor een nieuw wachtwoord is niet klaargezet", "error", err)
	}
	<-answers
	p := forgottenForm("", nil)
	p.Sent = true
	return show(w, r, http.StatusOK, forgottenView(p))
}

// ticketPage sets a password with a ticket from a letter.
type ticketPage struct {
	frame
	Account  store.Account
	Ticket   string
	First    bool // an invitation
	Password field.Field
	Invalid  cycle.Invalid
}

func newPasswordField(invalid cycle.Invalid) field.Field {
	return field.Field{
		Name: "wachtwoord", Label: "Nieuw wachtwoord", Required: true, Auto: "new-password",
		Help: "Ten minste 12 tekens. Een zin van een paar woorden is goed en makkelijk te onthouden.",
	}.With(invalid)
}

func (s *Workplace) showTicket(w http.ResponseWriter, r *http.Request) error {
	return s.ticketWith(w, r, http.StatusOK, nil)
}

func (s *Workplace) ticketWith(w http.ResponseWriter, r *http.Request, status int, invalid cycle.Invalid) error {
	t, account, err := s.Auth.Ticket(r.Context(), r.PathValue("ticket"))
	if err != nil {
		return err
	}
	return show(w, r, status, ticketView(ticketPage{
		frame{Title: "Kies een wachtwoord"}, account, r.PathValue("ticket"), t.Kind == store.Invitation, newPasswordField(invalid), invalid,
	}))
}

func (s *Workplace) useTicket(w http.ResponseWriter, r *http.Request) error {
	account, err := s.Auth.UseTicket(r.Context(), r.PathValue("ticket"), r.PostFormValue("wachtwoord"))
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		return s.ticketWith(w, r, http.StatusUnprocessableEntity, wrong("wachtwoord", invalid))
	}
	if err != nil {
		return err
	}
	setCookie(w, r, sessionCookie, "")
	s.tell(r, account.ID)
	return after(w, r, "/werk/aanmelden", "wachtwoord-nieuw")
}

// tell sends the owner of an account a letter that its password or second factor changed. The change stands, also when
// the letter cannot be put in the queue.
func (s *Workplace) tell(r *http.Request, account string) {
	if err := s.Do.SendLetter(r.Context(), account, change.LetterChanged); err != nil {
		slog.Error("een brief over een gewijzigd account is niet klaargezet", "account", account, "error", err)
	}
}
