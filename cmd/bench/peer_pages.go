package main

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"doelenboom/internal/check"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
)

// visit finds out who asks, where.
func (p peer) visit(ctx context.Context, r *http.Request) (peerFrame, store.Reader, error) {
	c, err := r.Cookie(accountCookie)
	if err != nil {
		return peerFrame{}, store.Reader{}, err
	}
	all, err := p.read.Memberships(ctx, c.Value)
	if err != nil || len(all) == 0 {
		return peerFrame{}, store.Reader{}, errors.Join(err, cycle.ErrNotFound)
	}
	f := peerFrame{Org: all[0].Organisation, Day: dutch.DayOf(time.Now().UTC())}
	f.Root = "/werk/" + f.Org.Slug + "/"
	read := p.read.Read(f.Org.ID)
	f.People, err = read.Users(ctx)
	f.User = all[0].User.Acting(f.Day, f.People)
	return f, read, err
}

type peerWork struct {
	peerFrame
	Lists []peerList
}

type peerList struct {
	Title, Text string
	Rows        []peerRow
}

type peerRow struct {
	Href, Edition, Number, Title, State string
	Due                                 cycle.Date
	Late                                bool
}

func (p peer) work(ctx context.Context, r *http.Request) (any, error) {
	f, read, err := p.visit(ctx, r)
	if err != nil {
		return nil, err
	}
	f.Title = "Mijn werk"
	editions, err := read.Editions(ctx)
	if err != nil {
		return nil, err
	}
	write := peerList{Title: "Schrijven", Text: "U schrijft deze verantwoordingen."}
	check := peerList{Title: "Controleren", Text: "Deze verantwoordingen zijn ingediend en wachten op uw controle."}
	for _, e := range editions {
		if e.Stage != cycle.Writing || e.TakenOver {
			continue
		}
		var stages []cycle.ReportStage
		if f.User.MaySomewhere(cycle.MayCheck, f.Day) {
			stages = append(stages, cycle.Submitted)
		}
		lines, err := read.ReportLinesOf(ctx, e.ID, f.User.Number, stages)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			row := peerRow{f.Root + "verantwoordingen/" + string(l.ID) + "/", e.Name, l.Number, l.Title, stateWord(l), e.ClosesAt, e.ClosesAt.Before(f.Day)}
			switch {
			case l.Stage.Open() && l.Author == f.User.Number:
				write.Rows = append(write.Rows, row)
			case l.Stage == cycle.Submitted && f.User.May(cycle.MayCheck, cycle.Spot{Day: f.Day, Path: []cycle.NodeID{l.Node}}):
				row.Due, row.Late = e.Calendar.Check, e.Calendar.Check.Before(f.Day)
				check.Rows = append(check.Rows, row)
			}
		}
	}
	w := peerWork{peerFrame: f}
	for _, l := range []peerList{write, check} {
		if len(l.Rows) > 0 {
			w.Lists = append(w.Lists, l)
		}
	}
	return w, nil
}

func stateWord(l store.ReportLine) string {
	switch {
	case l.Stage == cycle.Drafting && !l.Started:
		return "nog niet begonnen"
	case l.Stage == cycle.Drafting:
		return "concept"
	}
	return string(l.Stage)
}

type peerWrite struct {
	peerFrame
	Address, Level, State, Next string
	Edition                     cycle.Edition
	Place                       cycle.Placement
	Text                        cycle.Report
	Last                        *cycle.Report
	LastEdition                 cycle.Edition
	Draft                       cycle.Draft
	Deadline                    cycle.Date
	Late                        bool
	Seen                        int
	Others                      []string
	Holders                     []cycle.PortfolioHolder
	Findings                    []check.Finding

	Role, Term, Until, Reserve, ReserveNote string
}

func (p peer) write(ctx context.Context, r *http.Request) (any, error) {
	f, read, err := p.visit(ctx, r)
	if err != nil {
		return nil, err
	}
	id := cycle.ReportID(r.PathValue("report"))
	w := peerWrite{peerFrame: f, Address: f.Root + "verantwoordingen/" + string(id) + "/"}
	if w.Text, err = read.Report(ctx, id); err != nil {
		return nil, err
	}
	editions, err := read.Editions(ctx)
	if err != nil {
		return nil, err
	}
	for _, e := range editions {
		if e.ID == w.Text.Edition {
			w.Edition = e
		}
	}
	if w.Place, err = read.Placement(ctx, w.Edition.ID, w.Text.Node); err != nil {
		return nil, err
	}
	path, err := read.Path(ctx, w.Edition.ID, w.Text.Node)
	if err != nil {
		return nil, err
	}
	at := cycle.Spot{Day: f.Day, Path: path}
	if all, _ := w.Text.Writable(f.User, at); !all {
		return nil, cycle.ErrNotFound
	}
	for _, u := range f.People {
		if w.Next == "" && u.May(cycle.MayCheck, at) && u.Number != w.Text.Author {
			w.Next = u.Name
		}
	}
	if err := w.beside(ctx, read, editions); err != nil {
		return nil, err
	}
	w.words()
	return w, nil
}

// beside reads what stands beside the text, and what it is held against.
func (w *peerWrite) beside(ctx context.Context, read store.Reader, editions []cycle.Edition) (err error) {
	in := check.Input{Report: w.Text, Edition: w.Edition, Placement: w.Place, Today: w.Day, Decisions: []cycle.Decision{}}
	if at := w.Edition.GoesOnFrom(editions); at >= 0 {
		w.LastEdition = editions[at]
		last, err := read.ReportOf(ctx, w.LastEdition.ID, w.Text.Node)
		if err != nil {
			return err
		}
		w.Last, in.Before = &last, &check.Earlier{Edition: w.LastEdition, Report: last}
	}
	if w.Holders, err = read.Holders(ctx); err != nil {
		return err
	}
	if _, err = read.DraftsOf(ctx, w.Text.ID); err != nil {
		return err
	}
	if w.Draft, err = read.Draft(ctx, w.Text.ID, w.User.Number); err != nil && !errors.Is(err, cycle.ErrNotFound) {
		return err
	}
	named := check.NamedIn(in)
	in.Numbers = map[string]cycle.NodeID{}
	for _, number := range named.Numbers {
		p, err := read.PlacementByNumber(ctx, w.Edition.ID, number)
		if err != nil && !errors.Is(err, cycle.ErrNotFound) {
			return err
		}
		if err == nil {
			in.Numbers[number] = p.Node
		}
	}
	if named.Waits {
		if in.Decisions, err = read.TakenDecisions(ctx); err != nil {
			return err
		}
	}
	for _, reference := range named.Decisions {
		if slices.ContainsFunc(in.Decisions, func(d cycle.Decision) bool { return d.Reference == reference }) {
			continue
		}
		d, err := read.DecisionByReference(ctx, reference)
		if err != nil {
			return err
		}
		in.Decisions = append(in.Decisions, d)
	}
	if in.Places, err = read.Places(ctx); err != nil {
		return err
	}
	if in.Money, err = read.MoneyLinesOf(ctx, w.Edition.ID, w.Text.Node); err != nil {
		return err
	}
	w.Findings = check.Run(in)
	return nil
}

// words are the values of the form.
func (w *peerWrite) words() {
	w.Title = "Schrijven: " + w.Place.Number + " " + w.Place.Title
	w.Crumbs = []peerCrumb{{w.Edition.Name, w.Root + "rondes/" + w.Edition.Slug + "/"}, {w.Place.Number + " " + w.Place.Title, w.Address}, {"Schrijven", ""}}
	w.Level, w.Seen, w.Deadline = w.Edition.Settings.Level(w.Place.Depth).Label, w.Text.Version, w.Text.Deadline(w.Edition)
	w.State, w.Late = stateWord(store.ReportLine{Stage: w.Text.Stage, Started: len(w.Text.Writers) > 0}), w.Deadline.Before(w.Day)
	if w.Text.Involvement != nil {
		w.Role = w.Text.Involvement.Sentence
	}
	if t := w.Text.Term; t != nil {
		if w.Term = "tijdelijk"; t.Structural {
			w.Term = "structureel"
		}
		if t.Until != 0 {
			w.Until = strconv.Itoa(t.Until)
		}
	}
	if x := w.Text.Reserve; x != nil {
		w.Reserve, w.ReserveNote = x.Answer(), x.Note
	}
	for i := range w.Findings {
		w.Findings[i].Field = peerNames.Replace(w.Findings[i].Field)
	}
}
