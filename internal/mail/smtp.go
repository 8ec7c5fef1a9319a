package mail

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"doelenboom/internal/cycle"
)

// How long a mail server may take to answer, and how long a whole letter may take.
const (
	answerTime = 15 * time.Second
	letterTime = time.Minute
)

// SMTP is a mail server. The line to it is encrypted with STARTTLS, or from the beginning on port 465.
type SMTP struct {
	Host     string // with port: mail.example.nl:587
	User     string // empty: the server lets us without
	Password string
	From     string // "Doelenboom <doelenboom@example.nl>"
	// Plain lets letters go unencrypted. Without it that is possible to this machine only.
	Plain bool
}

// Check tells what is wrong with the settings.
func (s SMTP) Check() error {
	if _, _, err := s.address(); err != nil {
		return err
	}
	if _, err := mail.ParseAddress(s.From); err != nil {
		return cycle.Refusal{Text: fmt.Sprintf("%q is geen afzender; schrijf die als doelenboom@voorbeeld.nl", s.From)}
	}
	return nil
}

func (s SMTP) address() (host string, port int, err error) {
	host, text, err := net.SplitHostPort(s.Host)
	if err == nil {
		port, err = strconv.Atoi(text)
	}
	if err != nil || host == "" {
		return "", 0, cycle.Refusal{Text: fmt.Sprintf("%q is geen mailserver; schrijf die als mail.voorbeeld.nl:587", s.Host)}
	}
	return host, port, nil
}

// Send gives the letter to the server.
func (s SMTP) Send(ctx context.Context, l Letter) error {
	m, err := s.message(l)
	if err != nil {
		return unnamed(err, l.To)
	}
	client, err := s.client()
	if err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(ctx, letterTime)
	defer stop()
	return unnamed(client.DialAndSendWithContext(ctx, m), l.To)
}

// unnamed is why a letter could not be sent, without to whom: servers repeat that, in capitals or without what stands behind the
// @, and this is kept and logged.
func unnamed(err error, to string) error {
	if err == nil || to == "" {
		return err
	}
	name, _, _ := strings.Cut(to, "@")
	said := regexp.MustCompile(`(?i)` + regexp.QuoteMeta(to) + `|\b` + regexp.QuoteMeta(name) + `\b`)
	return withoutName{err, said.ReplaceAllString(err.Error(), "(adres)")}
}

type withoutName struct {
	error
	text string
}

func (w withoutName) Error() string { return w.text }
func (w withoutName) Unwrap() error { return w.error }

func (s SMTP) client() (*gomail.Client, error) {
	host, port, err := s.address()
	if err != nil {
		return nil, err
	}
	options := []gomail.Option{gomail.WithPort(port), gomail.WithTimeout(answerTime), gomail.WithTLSPolicy(gomail.TLSMandatory)}
	switch {
	case port == 465:
		options = append(options, gomail.WithSSL())
	case s.Plain || loopback(host):
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	}
	if s.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	return gomail.NewClient(host, options...)
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (s SMTP) message(l Letter) (*gomail.Msg, error) {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	from, err := mail.ParseAddress(s.From)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(m.From(s.From), m.To(l.To)); err != nil {
		return nil, err
	}
	m.Subject(l.Subject)
	m.SetDate()
	_, domain, _ := strings.Cut(from.Address, "@")
	m.SetMessageIDWithValue(rand.Text() + "@" + domain) // the name of this machine is nobody's business
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader("X-Auto-Response-Suppress", "All")
	m.SetGenHeader("Content-Language", "nl")
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	return m, nil
}
