package job

import (
	"strings"
	"testing"
	"time"

	"doelenboom/internal/auth"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/mail"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
	"doelenboom/internal/testkit/mailbox"
)

// roundHouse is a house in the middle of a round, with a clock that tests move and a mail server.
type roundHouse struct {
	*house
	now              time.Time
	box              *mailbox.Mailbox
	anna, bram, dirk cycle.User
	e                cycle.Edition
	reports          []cycle.Report // 1.1 by anna, 1.2 by anna, 1.3 by bram, each checked by bram
}

func eachRound(t *testing.T, f func(h *roundHouse)) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		h := &roundHouse{now: time.Date(2027, 5, 3, 9, 0, 0, 0, time.UTC)}
		c.Now = func() time.Time { return h.now }
		h.house = newHouse(t, databases.Open(t, c), t.TempDir())
		h.mailServer("")
		for name, u := range map[string]struct {
			user  *cycle.User
			roles []cycle.Role
		}{"anna": {&h.anna, []cycle.Role{cycle.RoleAuthor}}, "bram": {&h.bram, []cycle.Role{cycle.RoleChecker, cycle.RoleAuthor}}, "dirk": {&h.dirk, []cycle.Role{cycle.RoleCoordinator}}} {
			var err error
			*u.user, err = h.do.InviteUser(h.ctx, h.org.ID, cycle.System, cycle.User{ID: name + "@example.nl", Name: name, Grants: cycle.Granted(u.roles...)}, false)
			h.must(err)
		}
		h.opened()
		f(h)
	})
}

// mailServer starts one, and sends by it.
func (h *roundHouse) mailServer(addr string) {
	h.t.Helper()
	h.box = mailbox.Start(h.t, addr)
	key, err := auth.OpenKey(h.t.TempDir())
	h.must(err)
	h.jobs.With(Post{Sender: mail.SMTP{Host: h.box.Addr, From: "doelenboom@waterland.example"}, Auth: auth.New(h.db.Sessions(), key, auth.Demonstration), Workplace: "https://doelenboom.example"})
}

func (h *roundHouse) opened() {
	h.t.Helper()
	var err error
	h.e, err = h.do.AddEdition(h.ctx, h.org.ID, cycle.System, cycle.Edition{
		Kind: cycle.Monitor, Name: "Monitor 2027-I", Slug: "monitor-2027-1", Year: 2027, Sequence: 1, ClosesAt: "2027-05-20", Remind: []int{-7, -1, 1},
	})
	h.must(err)
	places, err := h.do.SetTree(h.ctx, h.org.ID, cycle.System, h.e.ID, []change.Placing{
		{Number: "1", Title: "Economie"}, {Number: "1.1", Title: "Terreinen", ParentNumber: "1"}, {Number: "1.2", Title: "Havens", ParentNumber: "1"}, {Number: "1.3", Title: "Wegen", ParentNumber: "1"},
	})
	h.must(err)
	h.reports, err = h.do.OpenReports(h.ctx, h.org.ID, h.dirk, h.e.ID, []change.Assignment{
		{Node: places[1].Node, Author: h.anna.Number, Checker: h.bram.Number}, {Node: places[2].Node, Author: h.anna.Number, Checker: h.bram.Number}, {Node: places[3].Node, Author: h.bram.Number},
	})
	h.must(err)
}

// later lets time pass and does what is due then.
func (h *roundHouse) later(d time.Duration) []mailbox.Letter {
	h.t.Helper()
	h.now = h.now.Add(d)
	before := len(h.box.Letters())
	h.jobs.remind(h.ctx)
	h.works()
	return h.box.Letters()[before:]
}

// on is later, at nine in the morning of a day.
func (h *roundHouse) on(day cycle.Date) []mailbox.Letter {
	h.t.Helper()
	return h.later(day.Time().Add(9 * time.Hour).Sub(h.now))
}

func (h *roundHouse) writes(i int, submit bool) {
	h.t.Helper()
	r, err := h.db.Read(h.org.ID).Report(h.ctx, h.reports[i].ID)
	h.must(err)
	text := r
	text.Sections = []cycle.SectionText{{Key: cycle.Progress, Text: richtext.Paragraphs("De kavel is verkocht.")}}
	h.must(h.do.WriteReport(h.ctx, h.org.ID, h.anna, r.ID, r.Version, text))
	if submit {
		h.must(h.do.SubmitReport(h.ctx, h.org.ID, h.anna, r.ID, r.Version+1))
	}
}

// to are the addresses of letters with the number of reports in each.
func to(letters []mailbox.Letter) string {
	var all []string
	for _, l := range letters {
		all = append(all, l.To+strings.Repeat("+", strings.Count(l.Text, "/verantwoordingen/")))
	}
	return strings.Join(all, " ")
}

func TestRemindersByTheClock(t *testing.T) {
	eachRound(t, func(h *roundHouse) {
		h.later(time.Hour) // the letters that the round was opened
		if got := to(h.on("2027-05-12")); got != "" {
			h.t.Errorf("too early: %s", got)
		}
		letters := h.on("2027-05-13")
		if got := to(letters); got != "anna@example.nl++ bram@example.nl+" {
			h.t.Fatalf("a week before: %s", got)
		}
		for _, want := range []string{"Beste anna,", "- 1.1 Terreinen: schrijven, uiterlijk 20 mei 2027", "https://doelenboom.example/werk/waterland/verantwoordingen/" + string(h.reports[0].ID) + "/"} {
			if !strings.Contains(letters[0].Text, want) {
				h.t.Errorf("%q is not in\n%s", want, letters[0].Text)
			}
		}
		for _, hour := range []time.Duration{0, time.Hour, 24 * time.Hour} {
			if got := to(h.later(hour)); got != "" {
				h.t.Errorf("the same reminder again: %s", got)
			}
		}
		h.writes(0, true) // 1.1 is handed in
		h.later(2 * time.Hour)
		if got := to(h.on("2027-05-22")); got != "anna@example.nl+ bram@example.nl+" { // the server was off for a week: one letter, not two
			h.t.Errorf("after a week: %s", got)
		}
		if text := h.box.Letters()[len(h.box.Letters())-1].Text; !strings.Contains(text, "dat moest voor of op 20 mei 2027") {
			h.t.Error(text)
		}
		findings, err := h.db.VerifyHistory(h.ctx, h.org.ID)
		if err != nil || len(findings) != 0 {
			h.t.Errorf("%v, %v", findings, err)
		}
	})
}

// A mail server that is down keeps letters waiting; each arrives once, and says what is still to do then.
func TestRemindersWhileTheMailServerIsDown(t *testing.T) {
	eachRound(t, func(h *roundHouse) {
		h.later(time.Hour)
		h.box.Stop()
		ids := []cycle.ReportID{h.reports[0].ID, h.reports[1].ID, h.reports[2].ID}
		h.must(h.do.RemindReports(h.ctx, h.org.ID, h.dirk, h.e.ID, ids))
		if err := h.do.RemindReports(h.ctx, h.org.ID, h.dirk, h.e.ID, ids); err == nil {
			h.t.Error("everybody was reminded twice on one day")
		}
		h.later(time.Minute)
		waiting := h.letters()
		if len(waiting) != 2 || waiting[0].Error == "" {
			h.t.Fatalf("%+v", waiting)
		}
		h.writes(1, true)
		h.mailServer(h.box.Addr)
		letters := h.later(time.Hour)
		got := to(letters)
		if !strings.Contains(got, "anna@example.nl+") || strings.Contains(got, "anna@example.nl++") || strings.Count(got, "bram@example.nl") != 2 { // his reminder, and that 1.2 waits for control
			h.t.Errorf("%s", got)
		}
		if left := h.letters(); len(left) != 0 {
			h.t.Errorf("%+v", left)
		}
	})
}

// A letter that could not be sent for days is given up, and the coordinator can see that.
func TestALetterIsGivenUp(t *testing.T) {
	eachRound(t, func(h *roundHouse) {
		h.later(time.Hour)
		h.box.Stop()
		h.must(h.do.RemindReports(h.ctx, h.org.ID, h.dirk, h.e.ID, []cycle.ReportID{h.reports[0].ID}))
		h.later(time.Minute)
		h.later(4 * 24 * time.Hour)
		unsent, err := h.db.Read(h.org.ID).UnsentLetters(h.ctx)
		if h.must(err); len(unsent) != 1 || unsent[0].Account != h.anna.Account || !strings.Contains(unsent[0].Error, "connect") || len(h.letters()) != 0 {
			h.t.Errorf("%+v", unsent)
		}
	})
}

func TestNewsInOneLetterAnHour(t *testing.T) {
	eachRound(t, func(h *roundHouse) {
		if got := to(h.later(6 * time.Minute)); got != "anna@example.nl++ bram@example.nl+" && got != "bram@example.nl+ anna@example.nl++" {
			h.t.Errorf("the round was opened: %s", got)
		}
		h.writes(0, true)
		h.writes(1, true)
		if got := to(h.later(30 * time.Minute)); got != "" {
			h.t.Errorf("within the hour: %s", got)
		}
		if got := to(h.later(31 * time.Minute)); got != "bram@example.nl++" {
			h.t.Errorf("after the hour: %s", got)
		}
		r, err := h.db.Read(h.org.ID).Report(h.ctx, h.reports[0].ID)
		h.must(err)
		h.must(h.do.SendBackReport(h.ctx, h.org.ID, h.bram, r.ID, r.Version, "Noem het bedrag."))
		letters := h.later(2 * time.Hour)
		if got := to(letters); got != "anna@example.nl+" || !strings.Contains(letters[0].Text, "1.1 Terreinen (Monitor 2027-I) kwam naar u terug") || strings.Contains(letters[0].Text, "bedrag") {
			h.t.Errorf("sent back: %s", got)
		}

		// What is not so any more is not told, and who wants no letters gets none.
		dirk := h.dirk.Number
		h.must(h.do.AssignReports(h.ctx, h.org.ID, h.dirk, []cycle.ReportID{r.ID}, cycle.Assignment{Author: &dirk}, cycle.ThemeTurn{}))
		anna := h.anna.Number
		h.must(h.do.AssignReports(h.ctx, h.org.ID, h.dirk, []cycle.ReportID{r.ID}, cycle.Assignment{Author: &anna}, cycle.ThemeTurn{}))
		if got := to(h.later(2 * time.Hour)); got != "anna@example.nl+" {
			h.t.Errorf("given away and back: %s", got)
		}
		h.must(h.do.SetQuiet(h.ctx, h.org.ID, h.anna, true))
		h.must(h.do.AssignReports(h.ctx, h.org.ID, h.dirk, []cycle.ReportID{h.reports[2].ID}, cycle.Assignment{Author: &anna}, cycle.ThemeTurn{}))
		if got := to(h.later(2 * time.Hour)); got != "" {
			h.t.Errorf("she wants none: %s", got)
		}
	})
}

// Who stands in for somebody today is reminded too.
func TestWhoStandsInIsReminded(t *testing.T) {
	eachRound(t, func(h *roundHouse) {
		h.later(time.Hour)
		h.must(h.do.AddDeputy(h.ctx, h.org.ID, cycle.System, h.dirk.Number, cycle.Deputyship{For: h.anna.Number, Until: "2027-05-31"}))
		letters := h.on("2027-05-13")
		if got := to(letters); !strings.Contains(got, "dirk@example.nl++") || !strings.Contains(got, "anna@example.nl++") {
			h.t.Errorf("%s", got)
		}
		for _, l := range letters {
			if l.To == "dirk@example.nl" && !strings.Contains(l.Text, "(u neemt waar voor anna)") {
				h.t.Error(l.Text)
			}
		}
	})
}

// Who must check or give the last akkoord gets a letter when somebody asks for it, with what still waits when it is sent.
func TestWhoMustPassAReportIsReminded(t *testing.T) {
	eachRound(t, func(h *roundHouse) {
		eva, err := h.do.InviteUser(h.ctx, h.org.ID, cycle.System, cycle.User{ID: "eva@example.nl", Name: "eva", Grants: cycle.Granted(cycle.RoleHolder)}, false)
		h.must(err)
		h.must(h.do.ChangeEdition(h.ctx, h.org.ID, h.dirk, h.e.ID, func(e cycle.Edition) (cycle.Edition, error) {
			e.Calendar.Check, e.Calendar.Approve = "2027-05-26", "2027-06-02"
			return e, nil
		}))
		h.writes(0, true)
		h.writes(1, true)
		h.later(2 * time.Hour) // the letters about new work
		ids := []cycle.ReportID{h.reports[0].ID, h.reports[1].ID}
		h.must(h.do.RemindReports(h.ctx, h.org.ID, h.dirk, h.e.ID, ids))
		letters := h.later(time.Minute)
		if got := to(letters); got != "bram@example.nl++" || !strings.Contains(letters[0].Text, "- 1.1 Terreinen: controleren (als aangewezen controleur), uiterlijk 26 mei 2027") {
			h.t.Fatalf("%s\n%v", got, letters)
		}
		h.must(h.do.CheckReports(h.ctx, h.org.ID, h.bram, ids))
		h.must(h.do.RemindReports(h.ctx, h.org.ID, h.dirk, h.e.ID, ids))
		h.must(h.do.ApproveReports(h.ctx, h.org.ID, eva, ids[:1])) // before the letter goes
		letters = h.later(time.Minute)
		if got := to(letters); got != "eva@example.nl+" || !strings.Contains(letters[0].Text, "- 1.2 Havens: akkoord geven (als portefeuillehouder") || !strings.Contains(letters[0].Text, "uiterlijk 2 juni 2027") {
			h.t.Errorf("%s\n%v", got, letters)
		}
	})
}

// Who must check or give the last akkoord is reminded by the clock as writers are: counted from the last day of that step,
// never twice of the same, and of what came in today only tomorrow.
func TestWhoMustPassAReportIsRemindedByTheClock(t *testing.T) {
	eachRound(t, func(h *roundHouse) {
		eva, err := h.do.InviteUser(h.ctx, h.org.ID, cycle.System, cycle.User{ID: "eva@example.nl", Name: "eva", Grants: cycle.Granted(cycle.RoleHolder)}, false)
		h.must(err)
		h.must(h.do.ChangeEdition(h.ctx, h.org.ID, h.dirk, h.e.ID, func(e cycle.Edition) (cycle.Edition, error) {
			e.Calendar.Check, e.Calendar.Approve = "2027-06-10", "2027-06-17"
			return e, nil
		}))
		three := h.reports[2].ID
		h.must(h.do.AssignReports(h.ctx, h.org.ID, h.dirk, []cycle.ReportID{three}, cycle.Assignment{Author: &h.anna.Number}, cycle.ThemeTurn{}))
		h.writes(0, true)
		h.on("2027-05-30") // the letters of writing are over
		none := func(day cycle.Date, why string) {
			h.t.Helper()
			if got := to(h.on(day)); got != "" {
				h.t.Errorf("%s: %s", why, got)
			}
		}
		none("2027-06-02", "too early")
		letters := h.on("2027-06-03")
		if got := to(letters); got != "bram@example.nl+" || !strings.Contains(letters[0].Text, "- 1.1 Terreinen: controleren (als aangewezen controleur), uiterlijk 10 juni 2027") {
			h.t.Fatalf("a week before: %s\n%v", got, letters)
		}
		none("2027-06-04", "the same again")
		h.writes(1, false)
		h.must(h.do.SubmitReport(h.ctx, h.org.ID, h.dirk, h.reports[1].ID, 2)) // the round is closed for writers
		if got := to(h.later(2 * time.Hour)); got != "bram@example.nl+" {      // news, which he gets at once
			h.t.Errorf("what came today: %s", got)
		}
		letters = h.on("2027-06-05")
		if got := to(letters); got != "bram@example.nl+" || !strings.Contains(letters[0].Text, "- 1.2 Havens: controleren") {
			h.t.Errorf("what came yesterday: %s\n%v", got, letters)
		}
		if got := to(h.on("2027-06-09")); got != "bram@example.nl++" {
			h.t.Errorf("the day before: %s", got)
		}
		both := []cycle.ReportID{h.reports[0].ID, h.reports[1].ID}
		h.must(h.do.CheckReports(h.ctx, h.org.ID, h.bram, both))
		if got := to(h.later(time.Hour)); got != "" {
			h.t.Errorf("checked a moment ago: %s", got)
		}
		letters = h.on("2027-06-10")
		if got := to(letters); got != "eva@example.nl++" || !strings.Contains(letters[0].Text, "- 1.2 Havens: akkoord geven (als portefeuillehouder") || !strings.Contains(letters[0].Text, "uiterlijk 17 juni 2027") {
			h.t.Errorf("a week before the last akkoord: %s\n%v", got, letters)
		}
		h.must(h.do.ApproveReports(h.ctx, h.org.ID, eva, both[:1]))
		none("2027-06-11", "the same again, and checking is done")
		if got := to(h.on("2027-06-18")); got != "eva@example.nl+" { // the server was off: one letter
			h.t.Errorf("the day after: %s", got)
		}
		h.must(h.do.ApproveReports(h.ctx, h.org.ID, eva, both[1:]))
		none("2027-06-19", "nothing waits any more")
		if found, err := h.db.VerifyHistory(h.ctx, h.org.ID); err != nil || len(found) > 0 {
			h.t.Error(found, err)
		}
	})
}
