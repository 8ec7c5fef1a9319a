package mail_test

import (
	"context"
	"errors"
	"mime"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/mail"
	"doelenboom/internal/testkit/mailbox"
)

var letter = mail.Letter{To: "anna@example.nl", Subject: "Kies één wachtwoord", Text: "Beste Anna,\n\nDe coördinator vraagt het.\nhttps://doelenboom.example/werk/wachtwoord/" + strings.Repeat("x", 43) + "\n"}

func TestALetterArrives(t *testing.T) {
	box := mailbox.Start(t, "")
	s := mail.SMTP{Host: box.Addr, From: "Doelenboom <doelenboom@example.nl>"}
	if err := s.Check(); err != nil {
		t.Fatal(err)
	}
	if err := s.Send(context.Background(), letter); err != nil {
		t.Fatal(err)
	}
	all := box.Letters()
	if len(all) != 1 {
		t.Fatalf("%d letters", len(all))
	}
	got := all[0]
	subject, _ := new(mime.WordDecoder).DecodeHeader(got.Header.Get("Subject"))
	if got.To != "anna@example.nl" || got.From != "doelenboom@example.nl" || subject != letter.Subject || got.Text != letter.Text {
		t.Errorf("%+v", got)
	}
	for name, want := range map[string]string{
		"Auto-Submitted": "auto-generated", "Content-Type": "text/plain; charset=UTF-8", "X-Mailer": "", "User-Agent": "",
	} {
		if value := got.Header.Get(name); value != want {
			t.Errorf("%s: %q", name, value)
		}
	}
	if id := got.Header.Get("Message-Id"); !strings.HasSuffix(id, "@example.nl>") {
		t.Errorf("the letter is called %s", id)
	}
}

func TestAServerThatIsDown(t *testing.T) {
	box := mailbox.Start(t, "")
	box.Stop()
	if err := (mail.SMTP{Host: box.Addr, From: "doelenboom@example.nl"}).Send(context.Background(), letter); err == nil {
		t.Error("a letter was sent to nobody")
	}
}

// Why a letter was refused is kept and logged; to whom it went is not.
func TestARefusalDoesNotTellToWhom(t *testing.T) {
	box := mailbox.Start(t, "")
	lost := letter
	lost.To = mailbox.Unknown + "@example.nl"
	err := (mail.SMTP{Host: box.Addr, From: "doelenboom@example.nl"}).Send(context.Background(), lost)
	if err == nil || !strings.Contains(err.Error(), "nobody here is called so") || strings.Contains(strings.ToLower(err.Error()), mailbox.Unknown) {
		t.Errorf("it answers %v", err)
	}
}

// A server elsewhere that cannot encrypt gets nothing, unless somebody said so.
func TestNothingGoesUnencryptedOverANetwork(t *testing.T) {
	box := mailbox.Start(t, "0.0.0.0:0")
	_, port, _ := strings.Cut(strings.TrimPrefix(box.Addr, "[::]"), ":")
	s := mail.SMTP{Host: "0.0.0.0:" + port, From: "doelenboom@example.nl"} // this machine, but not by its own name
	if err := s.Send(context.Background(), letter); err == nil || !strings.Contains(err.Error(), "STARTTLS") {
		t.Errorf("%v", err)
	}
	s.Plain = true
	if err := s.Send(context.Background(), letter); err != nil || len(box.Letters()) != 1 {
		t.Errorf("%v", err)
	}
}

func TestSettingsThatCannotBe(t *testing.T) {
	for _, s := range []mail.SMTP{{Host: "mail.example.nl", From: "a@example.nl"}, {Host: ":25", From: "a@example.nl"}, {Host: "mail.example.nl:25", From: "niemand"}} {
		if err := s.Check(); !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

func TestTheLogShowsALetter(t *testing.T) {
	var out strings.Builder
	if err := mail.NewLog(&out).Send(context.Background(), letter); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.HasPrefix(got, "Brief aan anna@example.nl: Kies één wachtwoord\n  | Beste Anna,\n") || !strings.Contains(got, "/werk/wachtwoord/") {
		t.Error(got)
	}
}
