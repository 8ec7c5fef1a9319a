package web

import (
	"net/http"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// myWorkPage is what is somebody's to do, per kind of work, the most urgent first.
type myWorkPage struct {
	frame
	Lists []todoList
}

// todoList is one kind of work.
type todoList struct {
	Title string
	Text  string // what to do with it
	Rows  []todo
}

// todo is one report that waits for somebody.
type todo struct {
	Href    string
	Edition string
	Number  string
	Title   string
	State   string // what it waits for, in a few words
	Due     cycle.Date
	Late    bool
	Soon    bool
}

// soon is how many days before its day something is urgent.
const soon = 3

func (s *Workplace) myWork(w http.ResponseWriter, r *http.Request, v visit) error {
	editions, err := v.Read.Editions(r.Context())
	if err != nil {
		return err
	}
	work := sorter{visit: v}
	for _, e := range editions {
		if e.Stage != cycle.Writing || e.TakenOver {
			continue
		}
		if err := work.edition(r, e); err != nil {
			return err
		}
	}
	return show(w, r, http.StatusOK, myWorkView(myWorkPage{v.frame(r, "Mijn werk", "werk"), work.lists()}))
}

// sorter puts reports on the lists of one person.
type sorter struct {
	visit
	write, check, approve, sections []todo
}

func (s *sorter) edition(r *http.Request, e cycle.Edition) error {
	lines, err := s.candidates(r, e)
	if err != nil {
		return err
	}
	var paths cycle.Paths // asked for when somebody else's report may be this person's work
	for _, l := range lines {
		if l.Stage.Open() && s.User.Is(l.Author, s.Day) {
			s.write = append(s.write, s.todo(e, l, e.ClosesAt))
			continue
		}
		if paths == nil {
			if paths, err = s.paths(r, e.ID); err != nil {
				return err
			}
		}
		s.line(e, l, cycle.Spot{Day: s.Day, Path: paths.To(l.Node)})
	}
	return nil
}

// candidates are the reports of an edition that may be this person's work.
func (s *sorter) candidates(r *http.Request, e cycle.Edition) ([]store.ReportLine, error) {
	if slices.ContainsFunc(s.User.Grants, func(g cycle.Grant) bool { return g.For != 0 }) {
		return s.Read.ReportLines(r.Context(), e.ID) // those of who is stood in for as well
	}
	var stages []cycle.ReportStage
	for _, of := range []struct {
		right  cycle.Right
		stages []cycle.ReportStage
	}{
		{cycle.MayWriteSection, []cycle.ReportStage{cycle.Drafting, cycle.SentBack}},
		{cycle.MayCheck, []cycle.ReportStage{cycle.Submitted}},
		{cycle.MayApprove, []cycle.ReportStage{cycle.Checked}},
	} {
		if s.User.MaySomewhere(of.right, s.Day) {
			stages = append(stages, of.stages...)
		}
	}
	return s.Read.ReportLinesOf(r.Context(), e.ID, s.User.Number, stages)
}

// line puts somebody else's report on the list of what it waits for, when that is this person's.
func (s *sorter) line(e cycle.Edition, l store.ReportLine, at cycle.Spot) {
	switch {
	case l.Stage.Open() && len(s.User.SectionsFor(at)) > 0:
		s.sections = append(s.sections, s.todo(e, l, e.ClosesAt))
	case l.Stage == cycle.Submitted && s.User.May(cycle.MayCheck, at) && (l.Checker == 0 || s.User.Is(l.Checker, s.Day)):
		s.check = append(s.check, s.todo(e, l, e.Calendar.Check))
	case l.Stage == cycle.Checked && s.User.May(cycle.MayApprove, at):
		s.approve = append(s.approve, s.todo(e, l, e.Calendar.Approve))
	}
}

func (s *sorter) todo(e cycle.Edition, l store.ReportLine, due cycle.Date) todo {
	if l.Due.Known() && l.Stage.Open() {
		due = l.Due
	}
	return todo{
		Href: s.report(l.ID), Edition: e.Name, Number: l.Number, Title: l.Title, State: stageWord(l), Due: due,
		Late: due.Before(s.Day), Soon: due.Known() && !s.Day.AddDays(soon).Before(due),
	}
}

// report is the address of a report.
func (v visit) report(id cycle.ReportID) string {
	return v.root() + "verantwoordingen/" + string(id) + "/"
}

// stageWord tells what a report waits for.
func stageWord(l store.ReportLine) string {
	switch {
	case l.Stage == cycle.Drafting && !l.Started:
		return "nog niet begonnen"
	case l.Stage == cycle.Drafting:
		return "concept"
	}
	return string(l.Stage)
}

// lists are those with something on them, each in order of urgency.
func (s *sorter) lists() []todoList {
	all := []todoList{
		{"Schrijven", "U schrijft deze verantwoordingen.", s.write},
		{"Meeschrijven", "Van deze verantwoordingen schrijft u een deel.", s.sections},
		{"Controleren", "Deze verantwoordingen zijn ingediend en wachten op uw controle.", s.check},
		{"Akkoord geven", "Deze verantwoordingen zijn gecontroleerd en wachten op uw akkoord.", s.approve},
	}
	for i := range all {
		slices.SortStableFunc(all[i].Rows, urgency)
	}
	return slices.DeleteFunc(all, func(l todoList) bool { return len(l.Rows) == 0 })
}

// urgency puts what was sent back first, then the earliest day; what has no day comes last.
func urgency(a, b todo) int {
	if back := boolOrder(a.State == string(cycle.SentBack), b.State == string(cycle.SentBack)); back != 0 {
		return back
	}
	if known := boolOrder(a.Due.Known(), b.Due.Known()); known != 0 {
		return known
	}
	switch {
	case a.Due.Before(b.Due):
		return -1
	case b.Due.Before(a.Due):
		return 1
	}
	return 0
}

// boolOrder puts true before false.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
