package job

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/mail"
	"doelenboom/internal/store"
)

// Reminders go out in the morning, as soon as the program runs; what was sent is known, so looking often does no harm.
const (
	morning  = 7
	lookEach = time.Hour
)

// clock sends the reminders that calendars ask for, until ctx ends.
func (r *Runner) clock(ctx context.Context) {
	tick := time.NewTicker(lookEach)
	defer tick.Stop()
	for {
		if r.db.Sessions().Now().In(dutch.Zone()).Hour() >= morning {
			r.remind(ctx)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// remind puts the reminders of all organisations in the queue. What fails for one is tried again an hour later, and keeps
// no other waiting.
func (r *Runner) remind(ctx context.Context) {
	all, err := r.db.Organisations(ctx)
	if err != nil {
		slog.Error("herinneringen klaarzetten lukt niet", "error", err)
		return
	}
	for _, o := range all {
		letters, err := r.do.RemindByClock(ctx, o.ID)
		switch {
		case err != nil && ctx.Err() == nil:
			slog.Error("herinneringen klaarzetten lukt niet", "organisation", o.ID, "error", err)
		case letters > 0:
			slog.Info("herinneringen klaargezet", "organisation", o.ID, "letters", letters)
		}
	}
}

// recipient is who a letter about work goes to.
type recipient struct {
	user cycle.User
	to   string // the address
	org  cycle.Organisation
	root string // of the workplace of the organisation
	day  cycle.Date
	read store.Reader
}

func (r *Runner) recipient(ctx context.Context, j store.Job, waiting change.Letter) (recipient, error) {
	p := recipient{read: r.db.Read(j.Organisation), day: dutch.DayOf(r.db.Sessions().Now())}
	account, err := r.post.Auth.Account(ctx, waiting.Account)
	if err != nil {
		return p, err
	}
	if p.user, err = p.read.UserByAccount(ctx, account.ID); err != nil {
		return p, err
	}
	if p.org, err = p.read.Organisation(ctx); err != nil {
		return p, err
	}
	p.root = r.post.Workplace + "/werk/" + p.org.Slug + "/"
	if p.to = account.Address; p.to == "" {
		p.to = p.user.Mail // of who comes in through a provider; nothing in the letter opens anything
	}
	if p.user.Disabled || p.to == "" {
		return p, cycle.ErrNotFound
	}
	return p, nil
}

// reminder is what somebody still has to do of what they are reminded of.
func (r *Runner) reminder(ctx context.Context, j store.Job, waiting change.Letter) (mail.Letter, error) {
	p, err := r.recipient(ctx, j, waiting)
	if err != nil {
		return mail.Letter{}, err
	}
	e, err := p.read.Edition(ctx, waiting.Edition)
	if err != nil {
		return mail.Letter{}, err
	}
	lines, err := p.read.ReportLines(ctx, e.ID)
	if err != nil {
		return mail.Letter{}, err
	}
	people, err := p.read.Users(ctx)
	if err != nil {
		return mail.Letter{}, err
	}
	lines = slices.DeleteFunc(lines, func(l store.ReportLine) bool { return !slices.Contains(waiting.Reports, l.ID) })
	all, _, err := change.WhoIsReminded(ctx, p.read, e, lines, people, p.day)
	if err != nil {
		return mail.Letter{}, err
	}
	at := slices.IndexFunc(all, func(m change.Reminded) bool { return m.User.Number == p.user.Number })
	if at < 0 || e.Stage != cycle.Writing {
		return mail.Letter{}, cycle.ErrNotFound
	}
	l := mail.Letter{To: p.to}
	l.Subject, l.Text = change.ReminderLetter(p.org, e, all[at], p.root, p.day)
	return l, nil
}

// newsLetter is all that somebody is to be told of.
type newsLetter struct {
	letter mail.Letter
	user   cycle.UserNumber
	last   string // the newest notice in it
}

func (r *Runner) news(ctx context.Context, j store.Job, waiting change.Letter) (newsLetter, error) {
	p, err := r.recipient(ctx, j, waiting)
	n := newsLetter{user: p.user.Number}
	if err != nil {
		return n, err
	}
	notices, err := p.read.Notices(ctx, p.user.Number)
	if err != nil {
		return n, err
	}
	var items []string
	for _, notice := range notices {
		if !notice.Told.IsZero() {
			continue
		}
		n.last = notice.ID
		item, err := p.item(ctx, notice)
		if err != nil && !errors.Is(err, cycle.ErrNotFound) {
			return n, err
		}
		if item != "" && !slices.Contains(items, item) {
			items = append(items, item)
		}
	}
	if len(items) == 0 || p.user.Quiet {
		return n, cycle.ErrNotFound
	}
	n.letter = mail.Letter{To: p.to, Subject: "Er is werk voor u bij " + p.org.Name}
	n.letter.Text = fmt.Sprintf("Beste %s,\n\nBij %s wacht dit op u:\n\n%s\nU krijgt hoogstens één zo'n bericht per uur. Wilt u ze niet? Zet ze uit bij Mijn account: %s\n\n%s",
		p.user.Name, p.org.Name, strings.Join(items, ""), r.post.Workplace+"/werk/account/", change.Signed)
	return n, nil
}

// item is a notice in words; "" when it is not so any more.
func (p recipient) item(ctx context.Context, n store.Notice) (string, error) {
	report, err := p.read.Report(ctx, n.Report)
	if err != nil {
		return "", err
	}
	place, err := p.read.Placement(ctx, report.Edition, report.Node)
	if err != nil {
		return "", err
	}
	e, err := p.read.Edition(ctx, report.Edition)
	if err != nil {
		return "", err
	}
	open := report.Stage == cycle.Drafting || report.Stage == cycle.SentBack
	what := ""
	switch {
	case e.Stage != cycle.Writing:
	case n.What == change.NewsBack && report.Stage == cycle.SentBack && report.Author == n.User:
		what = "kwam naar u terug, met een reden"
	case n.What == change.NewsAssigned && open && report.Author == n.User:
		what = "schrijft u"
		if due := report.Deadline(e); due.Known() {
			what += ", uiterlijk " + due.Format()
		}
	case n.What == change.NewsCheck && report.Stage == cycle.Submitted && report.Checker == n.User:
		what = "is ingediend en wacht op uw controle"
	}
	if what == "" {
		return "", nil
	}
	return fmt.Sprintf("- %s %s (%s) %s\n  %sverantwoordingen/%s/\n", place.Number, place.Title, e.Name, what, p.root, report.ID), nil
}
