package change

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
)

// Reminded is somebody and what they have to do.
type Reminded struct {
	User  cycle.User
	Items []ReminderItem
}

// ReminderItem is one report that waits for somebody.
type ReminderItem struct {
	store.ReportLine
	Day  cycle.Date // the last day; unknown when there is none
	Task string     // "schrijven"
	Why  string     // this person: "als schrijver"
	For  string     // the name of whom this person stands in for
}

// NotReminded is a report about which nobody is written to, and why.
type NotReminded struct {
	store.ReportLine
	Why string
}

// WhoIsReminded tells who has to do something about which reports, and who stands in for them today.
func WhoIsReminded(ctx context.Context, r store.Reader, e cycle.Edition, lines []store.ReportLine, people []cycle.User, day cycle.Date) (all []Reminded, not []NotReminded, err error) {
	reports, paths, err := waiting(ctx, r, e, lines)
	if err != nil {
		return nil, nil, err
	}
	by, index := map[cycle.UserNumber]cycle.User{}, map[cycle.UserNumber]int{}
	for _, u := range people {
		by[u.Number] = u
	}
	for _, l := range lines {
		turn := reports[l.ID].Turn(e, people, cycle.Spot{Day: day, Path: paths.To(l.Node)})
		reached := 0
		for _, asked := range turn.Who {
			u := by[asked.User]
			if !reachable(u) {
				continue
			}
			i, known := index[u.Number]
			if !known {
				i = len(all)
				index[u.Number] = i
				all = append(all, Reminded{User: u})
			}
			all[i].Items = append(all[i].Items, ReminderItem{ReportLine: l, Day: turn.Day, Task: turn.Task, Why: turn.Why, For: by[asked.For].Name})
			reached++
		}
		switch {
		case len(turn.Who) == 0:
			not = append(not, NotReminded{l, turn.None})
		case reached == 0:
			not = append(not, NotReminded{l, "wie dit doet kan geen brief krijgen"})
		}
	}
	return all, not, nil
}

// waiting are reports by their lines, as far as it must be known whose turn it is: of what is still being written a line
// says enough.
func waiting(ctx context.Context, r store.Reader, e cycle.Edition, lines []store.ReportLine) (map[cycle.ReportID]cycle.Report, cycle.Paths, error) {
	all := map[cycle.ReportID]cycle.Report{}
	var whole []cycle.ReportID
	for _, l := range lines {
		all[l.ID] = cycle.Report{ID: l.ID, Node: l.Node, Stage: l.Stage, Author: l.Author, Due: l.Due}
		if l.Stage == cycle.Submitted || l.Stage == cycle.Checked {
			whole = append(whole, l.ID)
		}
	}
	if len(whole) == 0 {
		return all, cycle.Paths{}, nil
	}
	reports, err := reportsOf(ctx, r, e.ID, whole)
	if err != nil {
		return nil, nil, err
	}
	for _, report := range reports {
		if _, asked := all[report.ID]; asked {
			all[report.ID] = report
		}
	}
	paths, err := r.Paths(ctx, e.ID)
	return all, paths, err
}

// fewReports is how many reports are sooner read one at a time than with all others of an edition.
const fewReports = 50

// reportsOf are at least these reports of an edition: those of one letter are few, while an edition can have thousands.
func reportsOf(ctx context.Context, r store.Reader, edition cycle.EditionID, ids []cycle.ReportID) ([]cycle.Report, error) {
	if len(ids) > fewReports {
		return r.Reports(ctx, edition)
	}
	all := make([]cycle.Report, len(ids))
	for i, id := range ids {
		var err error
		if all[i], err = r.Report(ctx, id); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// reachable tells whether somebody has an account to write to.
func reachable(u cycle.User) bool { return !u.Disabled && u.Account != "" }

// ReminderLetter is what somebody reads; root is the address of the workplace of the organisation.
func ReminderLetter(o cycle.Organisation, e cycle.Edition, to Reminded, root string, day cycle.Date) (subject, text string) {
	var b strings.Builder
	fmt.Fprintf(&b, "Beste %s,\n\nIn %s van %s wacht dit op u:\n", to.User.Name, e.Name, o.Name)
	for _, i := range to.Items {
		fmt.Fprintf(&b, "\n- %s %s: %s", i.Number, i.Title, i.Task)
		if i.Why != cycle.AsWriter {
			fmt.Fprintf(&b, " (%s)", i.Why)
		}
		if i.For != "" {
			fmt.Fprintf(&b, " (u neemt waar voor %s)", i.For)
		}
		switch {
		case i.Day.Before(day):
			fmt.Fprintf(&b, ", dat moest voor of op %s", i.Day.Format())
		case i.Day.Known():
			fmt.Fprintf(&b, ", uiterlijk %s", i.Day.Format())
		}
		fmt.Fprintf(&b, "\n  %sverantwoordingen/%s/\n", root, i.ID)
	}
	fmt.Fprintf(&b, "\nLukt het niet op tijd? Laat het de coördinator van planning en control weten.\n\n%s", Signed)
	return fmt.Sprintf("Herinnering: %s", e.Name), b.String()
}

// Signed stands below every letter.
const Signed = "Dit bericht is automatisch verstuurd. Antwoorden worden niet gelezen.\n"

// RemindReports writes to whoever must do something about the reports, once for all of them. Who was reminded of a report
// by hand today is not again.
func (s *Service) RemindReports(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, ids []cycle.ReportID) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		e, lines, err := s.remindable(ctx, tx, by, edition, ids)
		if err != nil {
			return err
		}
		all, err := DueByHand(ctx, tx.Reader, e, lines, today(tx))
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return cycle.Refusal{Text: "er is niemand om te herinneren: iedereen is klaar, kreeg vandaag al een brief of kan geen brief krijgen"}
		}
		return remind(ctx, tx, by, e, all, func(ReminderItem) string { return byHand(today(tx)) })
	})
}

// byHand names the reminders of one day that somebody asked for.
func byHand(day cycle.Date) string { return "hand " + string(day) }

// DueByHand is who gets a letter when somebody asks for it now.
func DueByHand(ctx context.Context, r store.Reader, e cycle.Edition, lines []store.ReportLine, day cycle.Date) ([]Reminded, error) {
	people, err := r.Users(ctx)
	if err != nil {
		return nil, err
	}
	all, _, err := WhoIsReminded(ctx, r, e, lines, people, day)
	if err != nil {
		return nil, err
	}
	return unsent(ctx, r, e, all, func(ReminderItem) string { return byHand(day) })
}

// unsent leaves out what somebody got before, on the same occasion.
func unsent(ctx context.Context, r store.Reader, e cycle.Edition, all []Reminded, occasion func(ReminderItem) string) ([]Reminded, error) {
	sent, err := r.Reminders(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	known := map[store.Reminder]bool{}
	for _, m := range sent {
		known[store.Reminder{Report: m.Report, User: m.User, Occasion: m.Occasion}] = true
	}
	for i := range all {
		all[i].Items = slices.DeleteFunc(all[i].Items, func(item ReminderItem) bool {
			return known[store.Reminder{Report: item.ID, User: all[i].User.Number, Occasion: occasion(item)}]
		})
	}
	return slices.DeleteFunc(all, func(m Reminded) bool { return len(m.Items) == 0 }), nil
}

func (s *Service) remindable(ctx context.Context, tx *store.Tx, by cycle.User, edition cycle.EditionID, ids []cycle.ReportID) (cycle.Edition, []store.ReportLine, error) {
	e, err := tx.Edition(ctx, edition)
	if err != nil {
		return e, nil, err
	}
	if e.Stage != cycle.Writing {
		return e, nil, cycle.Refusal{Text: e.Stands() + "; er is niemand meer te herinneren"}
	}
	lines, err := tx.ReportLines(ctx, edition)
	if err != nil {
		return e, nil, err
	}
	places, err := tx.Placements(ctx, edition)
	if err != nil {
		return e, nil, err
	}
	paths := cycle.NewPaths(places)
	lines = slices.DeleteFunc(lines, func(l store.ReportLine) bool { return !slices.Contains(ids, l.ID) })
	for _, l := range lines {
		if !by.May(cycle.MayRun, cycle.Spot{Day: today(tx), Path: paths.To(l.Node)}) {
			return e, nil, cycle.Denied(cycle.MayRun, cycle.Spot{Path: paths.To(l.Node)})
		}
	}
	return e, lines, nil
}

// remind puts one letter for each person in the queue, and notes in the history which reports it is about.
func remind(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition, all []Reminded, occasion func(ReminderItem) string) error {
	var reports []cycle.ReportID
	for _, m := range all {
		letter := Letter{Account: m.User.Account, Kind: LetterReminder, Edition: e.ID}
		for _, item := range m.Items {
			if err := tx.AddReminder(ctx, store.Reminder{Report: item.ID, User: m.User.Number, Occasion: occasion(item)}); err != nil {
				return err
			}
			letter.Reports = append(letter.Reports, item.ID)
		}
		reports = append(reports, letter.Reports...)
		if err := enqueueLetter(ctx, tx, letter); err != nil {
			return err
		}
	}
	slices.Sort(reports)
	var lines []store.Change
	for _, id := range slices.Compact(reports) {
		r, err := tx.Report(ctx, id)
		if err != nil {
			return err
		}
		lines = append(lines, change("report.reminded", r, r))
	}
	return tx.RecordMany(ctx, by, lines)
}

// RemindByClock sends the reminders of today that the calendars of rounds ask for, and says how many letters that are.
// Doing it again, here or by another server, sends nothing twice.
func (s *Service) RemindByClock(ctx context.Context, org cycle.OrganisationID) (letters int, err error) {
	day := dutch.DayOf(s.db.Sessions().Now())
	due, err := dueByClock(ctx, s.db.Read(org), day)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	err = s.db.Write(ctx, org, func(tx *store.Tx) error {
		letters = 0
		due, err := dueByClock(ctx, tx.Reader, today(tx)) // once more, now that nobody else does it
		if err != nil {
			return err
		}
		for _, round := range due {
			letters += len(round.all)
			if err := remind(ctx, tx, cycle.System, round.edition, round.all, round.occasion); err != nil {
				return err
			}
		}
		return nil
	})
	return letters, err
}

// dueRound is who is to be reminded in one round.
type dueRound struct {
	edition  cycle.Edition
	all      []Reminded
	occasion func(ReminderItem) string
}

func dueByClock(ctx context.Context, r store.Reader, day cycle.Date) ([]dueRound, error) {
	editions, err := r.Editions(ctx)
	if err != nil {
		return nil, err
	}
	var rounds []dueRound
	for _, e := range editions {
		if e.Stage != cycle.Writing || len(e.Remind) == 0 {
			continue
		}
		lines, err := r.ReportLines(ctx, e.ID)
		if err != nil {
			return nil, err
		}
		people, err := r.Users(ctx)
		if err != nil {
			return nil, err
		}
		if lines, err = dueLines(ctx, r, e, lines, day); err != nil {
			return nil, err
		}
		all, _, err := WhoIsReminded(ctx, r, e, lines, people, day)
		if err != nil {
			return nil, err
		}
		occasion := func(i ReminderItem) string {
			offset, _ := e.DueReminder(i.Day, day)
			return cycle.Occasion(i.Stage, offset, i.Day)
		}
		if all, err = unsent(ctx, r, e, all, occasion); err != nil {
			return nil, err
		}
		if len(all) > 0 {
			rounds = append(rounds, dueRound{e, all, occasion})
		}
	}
	return rounds, nil
}

// dueLines are the reports for which a reminder is due, of whatever they wait for. What came today to who passes it is told
// tomorrow, so that nobody gets a letter for each report that comes in.
func dueLines(ctx context.Context, r store.Reader, e cycle.Edition, lines []store.ReportLine, day cycle.Date) ([]store.ReportLine, error) {
	lines = slices.DeleteFunc(lines, func(l store.ReportLine) bool {
		_, due := e.DueReminder(cycle.Report{Stage: l.Stage, Due: l.Due}.StepDay(e), day)
		return !due
	})
	passing := func(l store.ReportLine) bool { return !l.Stage.Open() }
	if !slices.ContainsFunc(lines, passing) {
		return lines, nil
	}
	steps, err := r.Steps(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	came := map[cycle.ReportID]cycle.Date{}
	for _, s := range steps {
		if s.Action == "report.submitted" || s.Action == "report.checked" {
			came[s.Report] = dutch.DayOf(s.Moment)
		}
	}
	return slices.DeleteFunc(lines, func(l store.ReportLine) bool { return passing(l) && came[l.ID] == day }), nil
}

// SetReminders says on which days people are reminded in a round.
func (s *Service) SetReminders(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, days []int) error {
	return s.ChangeEdition(ctx, org, by, edition, func(e cycle.Edition) (cycle.Edition, error) {
		var err error
		e.Remind, err = cycle.ValidReminders(days)
		return e, err
	})
}
