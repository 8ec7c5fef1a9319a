package web

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/field"
)

// remindPage shows who gets which letter before it is sent.
type remindPage struct {
	frame
	roundVisit
	Letters []letterShown
	Not     []change.NotReminded
	Again   int // how many people got theirs today
	Form    []posted
}

// letterShown is one letter as it will be.
type letterShown struct {
	change.Reminded
	Reasons       []string // "2 verantwoordingen: controleren, als aangewezen controleur"
	Subject, Text string
}

// reasons count what somebody is written to about, by what they have to do and why it is them.
func reasons(items []change.ReminderItem) []string {
	type reason struct{ task, why, instead string }
	counts := map[reason]int{}
	var order []reason
	for _, i := range items {
		why := reason{i.Task, i.Why, i.For}
		if counts[why]++; counts[why] == 1 {
			order = append(order, why)
		}
	}
	var all []string
	for _, why := range order {
		text := ui.Count(counts[why], "verantwoording", "verantwoordingen") + ": " + why.task
		if why.why != cycle.AsWriter {
			text += ", " + why.why
		}
		if why.instead != "" {
			text += ", in plaats van " + why.instead
		}
		all = append(all, text)
	}
	return all
}

// remind writes to whoever must do something about the reports that were ticked: first a page that shows exactly who gets
// what, then the letters.
func (s *Workplace) remind(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	lines, err := v.ticked(r)
	if err != nil {
		return err
	}
	if len(lines) == 0 {
		return cycle.Refusal{Text: "u hebt geen verantwoordingen aangevinkt"}
	}
	if slices.ContainsFunc(lines, func(l roundLine) bool { return !l.May }) {
		return cycle.Refusal{Text: "over een deel van wat u aanvinkte kunt u niemand herinneren; vink alleen uw eigen deel van de boom aan"}
	}
	ids, plain := make([]cycle.ReportID, len(lines)), make([]store.ReportLine, len(lines))
	for i, l := range lines {
		ids[i], plain[i] = l.ID, l.ReportLine
	}
	if r.PostFormValue("zeker") == "ja" {
		if err := s.Do.RemindReports(r.Context(), v.Org.ID, v.User, v.Edition.ID, ids); err != nil {
			return err
		}
		return after(w, r, v.address(), "herinnerd")
	}
	p := remindPage{frame: v.frame(r, "Herinneren", "rondes"), roundVisit: v}
	p.Crumbs = v.crumbs("Herinneren")
	everybody, not, err := change.WhoIsReminded(r.Context(), v.Read, v.Edition, plain, v.People, v.Day)
	if err != nil {
		return err
	}
	p.Not = not
	due, err := change.DueByHand(r.Context(), v.Read, v.Edition, plain, v.Day)
	if err != nil {
		return err
	}
	p.Again = len(everybody) - len(due)
	for _, to := range due {
		l := letterShown{Reminded: to, Reasons: reasons(to.Items)}
		l.Subject, l.Text = change.ReminderLetter(v.Org, v.Edition, to, s.outside(r)+v.root(), v.Day)
		p.Letters = append(p.Letters, l)
	}
	for _, id := range r.PostForm["stuk"] {
		p.Form = append(p.Form, posted{"stuk", id})
	}
	return show(w, r, http.StatusOK, remindShow(p))
}

// outside is the address of the workplace as people know it.
func (s *Workplace) outside(r *http.Request) string {
	if s.Address != "" {
		return s.Address
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// remindersPage is which reminders are sent by themselves, and which were sent.
type remindersPage struct {
	frame
	roundVisit
	Before, After field.Field
	MaySet        bool
	Sent          []sentReminder
	Invalid       cycle.Invalid
}

// sentReminder is what somebody was reminded of at one moment.
type sentReminder struct {
	Moment time.Time
	Name   string
	Count  int
	Hand   bool
}

func (s *Workplace) showReminders(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	var before, later []string
	for _, d := range slices.Backward(v.Edition.Remind) {
		if d <= 0 {
			before = append([]string{strconv.Itoa(-d)}, before...)
		}
	}
	for _, d := range v.Edition.Remind {
		if d > 0 {
			later = append(later, strconv.Itoa(d))
		}
	}
	return s.remindersWith(w, r, v, http.StatusOK, strings.Join(before, ", "), strings.Join(later, ", "), nil)
}

func (s *Workplace) remindersWith(w http.ResponseWriter, r *http.Request, v roundVisit, status int, before, later string, invalid cycle.Invalid) error {
	if err := v.looksAtPeople(); err != nil {
		return err
	}
	sent, err := v.Read.Reminders(r.Context(), v.Edition.ID)
	if err != nil {
		return err
	}
	if !v.seesEverybody() { // what was sent about other branches is theirs
		mine := map[cycle.ReportID]bool{}
		if err := v.runsReports(r, v.Edition.ID, mine); err != nil {
			return err
		}
		sent = slices.DeleteFunc(sent, func(m store.Reminder) bool { return !mine[m.Report] })
	}
	p := remindersPage{frame: v.frame(r, "Herinneringen", "rondes"), roundVisit: v, Invalid: invalid}
	p.Crumbs = v.crumbs("Herinneringen")
	p.MaySet = v.User.May(cycle.MaySetUp, v.everywhere()) && v.Edition.Stage == cycle.Writing
	p.Before = field.Field{Name: "voor", Label: "Dagen voor de laatste dag", Value: before, Help: "Zoals: 7, 1. Een 0 is de laatste dag zelf."}.With(invalid)
	p.After = field.Field{Name: "na", Label: "Dagen na de laatste dag", Value: later, Help: "Alleen wie dan nog iets moet doen krijgt een brief."}.With(invalid)
	for _, m := range slices.Backward(sent) {
		last := len(p.Sent) - 1
		if name := v.name(m.User); last >= 0 && p.Sent[last].Name == name && p.Sent[last].Moment.Equal(m.Moment) {
			p.Sent[last].Count++
			continue
		}
		p.Sent = append(p.Sent, sentReminder{m.Moment, v.name(m.User), 1, strings.HasPrefix(m.Occasion, "hand")})
	}
	return show(w, r, status, remindersShow(p))
}

func (s *Workplace) setReminders(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	before, later := r.PostFormValue("voor"), r.PostFormValue("na")
	early, wrong := numbers("voor", before)
	late, more := numbers("na", later)
	days := late
	for _, d := range early {
		days = append(days, -d)
	}
	wrong = append(wrong, more...)
	if len(wrong) == 0 {
		err := s.Do.SetReminders(r.Context(), v.Org.ID, v.User, v.Edition.ID, days)
		if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
			wrong = invalid
		} else if err != nil {
			return err
		}
	}
	if len(wrong) > 0 {
		return s.remindersWith(w, r, v, http.StatusUnprocessableEntity, before, later, wrong)
	}
	return after(w, r, v.address()+"herinneringen", "herinneringen")
}

// numbers are whole numbers with commas or spaces between them.
func numbers(name, text string) (all []int, wrong cycle.Invalid) {
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ';' || c == ' ' }) {
		n, err := strconv.Atoi(word)
		if err != nil || n < 0 {
			return nil, cycle.Invalid{{Field: name, Text: "\"" + word + "\" is geen aantal dagen; schrijf bijvoorbeeld 7, 1"}}
		}
		all = append(all, n)
	}
	return all, nil
}

// lettersPage is the queue of letters: what waits, and what was given up.
type lettersPage struct {
	frame
	visit
	Waiting []waitingLetter
	Unsent  []waitingLetter
}

// waitingLetter is one letter.
type waitingLetter struct {
	Name   string
	What   string
	Queued time.Time
	Next   time.Time // when it is tried, or was given up
	Tries  int
	Error  string
}

func (s *Workplace) showLetters(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := v.looksAtPeople(); err != nil {
		return err
	}
	jobs, err := v.Read.Jobs(r.Context())
	if err != nil {
		return err
	}
	unsent, err := v.Read.UnsentLetters(r.Context())
	if err != nil {
		return err
	}
	seen, err := v.lettersSeen(r)
	if err != nil {
		return err
	}
	p := lettersPage{frame: v.frame(r, "Brieven", "mensen"), visit: v}
	p.Crumbs = v.peopleCrumbs("Brieven")
	for _, j := range jobs {
		var l change.Letter
		if j.Kind != change.MailJob {
			continue
		}
		if err := json.Unmarshal([]byte(j.Payload), &l); err != nil {
			return err
		}
		if !seen(l) {
			continue
		}
		p.Waiting = append(p.Waiting, waitingLetter{v.ofAccount(l.Account), letterWord(l.Kind), l.Queued, j.RunAfter, j.Attempts, j.Error})
	}
	for _, l := range unsent {
		if !seen(change.Letter{Account: l.Account, Kind: change.LetterKind(l.Kind)}) {
			continue
		}
		p.Unsent = append(p.Unsent, waitingLetter{Name: v.ofAccount(l.Account), What: letterWord(change.LetterKind(l.Kind)), Queued: l.Queued, Next: l.GivenUp, Error: l.Error})
	}
	return show(w, r, http.StatusOK, lettersShow(p))
}

// ofAccount is what the person with an account is called.
func (v visit) ofAccount(account string) string {
	for _, u := range v.People {
		if u.Account == account && account != "" {
			return cmp.Or(u.Name, u.ID)
		}
	}
	return "iemand die vertrok"
}

// letterWord says what a letter is about.
func letterWord(kind change.LetterKind) string {
	switch kind {
	case change.LetterReminder:
		return "herinnering"
	case change.LetterNews:
		return "bericht dat er werk is"
	case change.LetterInvitation:
		return "uitnodiging"
	case change.LetterForgotten:
		return "nieuw wachtwoord"
	}
	return "bericht dat de aanmelding wijzigde"
}
