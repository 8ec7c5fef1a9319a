package change

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// What somebody is told of by mail.
const (
	NewsAssigned = "toegewezen"
	NewsCheck    = "controle"
	NewsBack     = "teruggestuurd"
)

// A letter with news waits a little for what comes with it, and there is at most one an hour.
const (
	newsWaits = 5 * time.Minute
	newsEvery = time.Hour
)

// tell keeps whom a change of reports gives work, for the letter that tells them. Nobody is told what they did themselves.
func tell(ctx context.Context, tx *store.Tx, by cycle.User, changes []store.Change) error {
	var notices []store.Notice
	var told []cycle.UserNumber
	for _, c := range changes {
		before, _ := c.Before.(cycle.Report)
		after, isReport := c.After.(cycle.Report)
		if !isReport {
			continue
		}
		for _, n := range news(before, after) {
			if n.User != 0 && n.User != by.Number {
				notices, told = append(notices, n), append(told, n.User)
			}
		}
	}
	if err := tx.AddNotices(ctx, notices); err != nil {
		return err
	}
	slices.Sort(told)
	for _, number := range slices.Compact(told) {
		if err := queueNews(ctx, tx, number); err != nil {
			return err
		}
	}
	return nil
}

// news is whose turn it became.
func news(before, after cycle.Report) []store.Notice {
	var all []store.Notice
	add := func(user cycle.UserNumber, what string) {
		all = append(all, store.Notice{User: user, Report: after.ID, What: what})
	}
	if after.Author != before.Author && (after.Stage == cycle.Drafting || after.Stage == cycle.SentBack) {
		add(after.Author, NewsAssigned)
	}
	if after.Stage == cycle.SentBack && before.Stage != cycle.SentBack {
		add(after.Author, NewsBack)
	}
	if after.Stage == cycle.Submitted && (before.Stage != cycle.Submitted || before.Checker != after.Checker) {
		add(after.Checker, NewsCheck)
	}
	return all
}

// queueNews leaves the letter that tells somebody all their news, unless one waits. Who wants no letters, or cannot get
// any, gets none.
func queueNews(ctx context.Context, tx *store.Tx, number cycle.UserNumber) error {
	u, err := tx.User(ctx, number)
	if err != nil && !isNotFound(err) {
		return err
	}
	all, err := tx.Notices(ctx, number)
	if err != nil || len(all) == 0 {
		return err
	}
	if u.Quiet || !reachable(u) {
		return tx.DropNotices(ctx, number, all[len(all)-1].ID)
	}
	due := tx.Now.Add(newsWaits)
	for _, n := range all {
		if again := n.Told.Add(newsEvery); !n.Told.IsZero() && again.After(due) {
			due = again
		}
	}
	jobs, err := tx.Jobs(ctx)
	if err != nil {
		return err
	}
	for _, j := range jobs {
		var waiting Letter
		if j.Kind == MailJob && json.Unmarshal([]byte(j.Payload), &waiting) == nil && waiting.Account == u.Account && waiting.Kind == LetterNews {
			return nil
		}
	}
	payload, err := json.Marshal(Letter{Account: u.Account, Kind: LetterNews, Queued: tx.Now})
	if err != nil {
		return err
	}
	return tx.Enqueue(ctx, MailJob, string(payload), due)
}

// ToldNews notes that the letter with somebody's news went out, or that there was none left to tell, and ends its job. What
// came up meanwhile goes into a next letter.
func (s *Service) ToldNews(ctx context.Context, j store.Job, number cycle.UserNumber, last string, sent bool) error {
	return s.db.Write(ctx, j.Organisation, func(tx *store.Tx) error {
		if err := tx.FinishJob(ctx, j); err != nil || last == "" {
			return err
		}
		note := tx.DropNotices
		if sent {
			note = tx.Told
		}
		if err := note(ctx, number, last); err != nil {
			return err
		}
		left, err := tx.Notices(ctx, number)
		if err != nil || !slices.ContainsFunc(left, func(n store.Notice) bool { return n.Told.IsZero() }) {
			return err
		}
		return queueNews(ctx, tx, number)
	})
}
