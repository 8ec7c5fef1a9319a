// Package mailbox is a mail server for tests: it takes letters over SMTP and keeps them to be read.
package mailbox

import (
	"io"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// Mailbox is a mail server on this machine.
type Mailbox struct {
	Addr string

	mu      sync.Mutex
	letters []Letter
	listens net.Listener
	server  *smtp.Server
}

// Letter is one that arrived.
type Letter struct {
	From, To string
	Header   mail.Header
	Text     string
}

// Start starts a server that runs until the test ends; addr "" is a free port.
func Start(t testing.TB, addr string) *Mailbox {
	t.Helper()
	if addr == "" {
		addr = "127.0.0.1:0"
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	m := &Mailbox{Addr: l.Addr().String(), listens: l}
	m.server = smtp.NewServer(m)
	m.server.Domain = "localhost"
	go func() { _ = m.server.Serve(l) }() // ends when it is closed
	t.Cleanup(m.Stop)
	return m
}

// Stop takes the server down.
func (m *Mailbox) Stop() {
	_ = m.server.Close()
	_ = m.listens.Close() // the server may not have begun yet
}

// Letters are those that arrived.
func (m *Mailbox) Letters() []Letter {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]Letter(nil), m.letters...)
}

// NewSession is called for each sender.
func (m *Mailbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{m: m}, nil }

type session struct {
	m      *Mailbox
	letter Letter
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error { s.letter.From = from; return nil }
func (s *session) Reset()                                      {}
func (s *session) Logout() error                               { return nil }

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, Unknown) {
		return &smtp.SMTPError{Code: 550, Message: "<" + strings.ToUpper(to) + ">: nobody here is called so: " + Unknown}
	}
	s.letter.To = to
	return nil
}

// Unknown is what an address begins with that the server refuses, in the words of many servers: they
// repeat it as their own list has it, also without what stands behind the @.
const Unknown = "onbekend"

func (s *session) Data(r io.Reader) error {
	message, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	s.letter.Header = message.Header
	body := message.Body
	if strings.EqualFold(message.Header.Get("Content-Transfer-Encoding"), "quoted-printable") {
		body = quotedprintable.NewReader(body)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	s.letter.Text = strings.ReplaceAll(string(text), "\r\n", "\n")
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	s.m.letters = append(s.m.letters, s.letter)
	return nil
}
