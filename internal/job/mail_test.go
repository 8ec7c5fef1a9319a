package job

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/auth"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/mail"
	"doelenboom/internal/testkit/mailbox"
)

// posted is a house whose letters go to a mail server, with one person invited.
func posted(h *house, addr string) (*auth.Service, cycle.User) {
	h.t.Helper()
	key, err := auth.OpenKey(h.t.TempDir())
	h.must(err)
	a := auth.New(h.db.Sessions(), key, auth.Demonstration)
	h.jobs.With(Post{Sender: mail.SMTP{Host: addr, From: "doelenboom@waterland.example"}, Auth: a, Workplace: "https://doelenboom.example"})
	u, err := h.do.InviteUser(h.ctx, h.org.ID, cycle.System, cycle.User{ID: "Anna@Example.nl ", Name: "Anna Bakker", Grants: cycle.Granted(cycle.RoleAuthor)}, true)
	h.must(err)
	return a, u
}

// works does what is due, as the server does.
func (h *house) works() {
	h.t.Helper()
	for {
		_, worked, _ := h.jobs.one(h.ctx) // what failed stays in the queue, and the tests look there
		if !worked {
			return
		}
	}
}

var ticketLink = regexp.MustCompile(`https://doelenboom\.example/werk/wachtwoord/(\S+)`)

func TestAnInvitationArrives(t *testing.T) {
	eachHouse(t, func(h *house) {
		box := mailbox.Start(h.t, "")
		a, u := posted(h, box.Addr)
		jobs, err := h.db.Read(h.org.ID).Jobs(h.ctx)
		h.must(err)
		for _, j := range jobs {
			if j.Kind == change.MailJob && (strings.Contains(j.Payload, "example.nl") || strings.Contains(j.Payload, "http")) {
				h.t.Errorf("the queue holds %s", j.Payload)
			}
		}
		h.works()
		letters := box.Letters()
		if len(letters) != 1 || letters[0].To != "anna@example.nl" || !strings.Contains(letters[0].Text, "Beste Anna Bakker,\n\nProvincie Waterland (verzonnen) werkt met Doelenboom") {
			h.t.Fatalf("%+v", letters)
		}
		link := ticketLink.FindStringSubmatch(letters[0].Text)
		if link == nil {
			h.t.Fatal(letters[0].Text)
		}
		_, err = a.UseTicket(h.ctx, link[1], "vier koeien in een wei")
		h.must(err)

		// Who has a password already is told, and gets no ticket.
		other, err := h.do.AddOrganisation(h.ctx, cycle.System, cycle.NewOrganisation("", cycle.Municipality, "ooldorp", "Gemeente Ooldorp (verzonnen)"))
		h.must(err)
		_, err = h.do.InviteUser(h.ctx, other.ID, cycle.System, cycle.User{ID: u.ID, Name: u.Name, Grants: cycle.Granted(cycle.RoleReader)}, true)
		h.must(err)
		h.works()
		if letters := box.Letters(); len(letters) != 2 || strings.Contains(letters[1].Text, "/wachtwoord/") || !strings.Contains(letters[1].Text, "U werkt nu ook voor Gemeente Ooldorp") {
			h.t.Errorf("%+v", letters)
		}
	})
}

func TestAMailServerThatIsDownForAWhile(t *testing.T) {
	eachHouse(t, func(h *house) {
		box := mailbox.Start(h.t, "")
		_, u := posted(h, box.Addr)
		h.works()
		box.Stop()
		for range 3 { // asking again adds no letter
			h.must(h.do.ForgotPassword(h.ctx, " ANNA@example.nl"))
		}
		h.works()
		waiting := h.letters()
		if len(waiting) != 1 || !strings.Contains(waiting[0].Error, "connect") || waiting[0].Attempts != 1 {
			h.t.Fatalf("%+v", waiting)
		}
		again := mailbox.Start(h.t, box.Addr)
		for deadline := time.Now().Add(10 * time.Second); len(again.Letters()) == 0 && time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
			h.works()
		}
		letters := again.Letters()
		if len(letters) != 1 || letters[0].To != u.ID || !ticketLink.MatchString(letters[0].Text) || len(h.letters()) != 0 {
			h.t.Errorf("%+v", letters)
		}
	})
}

// A command that does not send mail leaves letters alone, and does not fail because of them.
func TestACommandLeavesLetters(t *testing.T) {
	eachHouse(t, func(h *house) {
		posted(h, "127.0.0.1:1")
		h.jobs.post = nil
		h.must(h.jobs.RunPending(context.Background(), h.org.ID))
		if waiting := h.letters(); len(waiting) != 1 || waiting[0].Attempts != 0 {
			h.t.Errorf("%+v", waiting)
		}
	})
}

func TestNoLetterGoesToAnybodyElse(t *testing.T) {
	eachHouse(t, func(h *house) {
		box := mailbox.Start(h.t, "")
		_, u := posted(h, box.Addr)
		h.must(h.do.DisableUser(h.ctx, h.org.ID, cycle.System, u.Number)) // before the letter was sent
		h.must(h.do.ForgotPassword(h.ctx, u.ID))
		h.must(h.do.ForgotPassword(h.ctx, "niemand@example.nl"))
		h.works()
		if letters := box.Letters(); len(letters) != 0 || len(h.letters()) != 0 {
			h.t.Errorf("%+v", letters)
		}
	})
}

// letters are those that wait.
func (h *house) letters() (out []waitingLetter) {
	h.t.Helper()
	jobs, err := h.db.Read(h.org.ID).Jobs(h.ctx)
	h.must(err)
	for _, j := range jobs {
		if j.Kind == change.MailJob {
			out = append(out, waitingLetter{j.Attempts, j.Error})
		}
	}
	return out
}

type waitingLetter struct {
	Attempts int
	Error    string
}
