package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/breadcrumb"
	"doelenboom/internal/ui/field"
)

// roundVisit is an edition that somebody may see in the workplace.
type roundVisit struct {
	visit
	Edition cycle.Edition
}

func (s *Workplace) withRound(do func(http.ResponseWriter, *http.Request, roundVisit) error) answer {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		e, err := v.Read.EditionBySlug(r.Context(), r.PathValue("editie"))
		if err != nil {
			return err
		}
		return do(w, r, roundVisit{v, e})
	}
}

// address is that of the round.
func (v roundVisit) address() string { return v.round(v.Edition) }

// crumbs lead to a page of the round.
func (v roundVisit) crumbs(last string) []breadcrumb.Crumb {
	all := []breadcrumb.Crumb{{Text: "Rondes", Href: v.root() + "rondes/"}, {Text: v.Edition.Name, Href: v.address()}}
	if last == "" {
		all[1].Href = ""
		return all
	}
	return append(all, breadcrumb.Crumb{Text: last})
}

// roundPage is the round at a glance: programmes against states, what is late, and the reports that were asked for.
type roundPage struct {
	frame
	roundVisit
	Days    []day
	Columns []string
	Rows    []matrixRow
	Total   matrixRow
	Late    []roundLine
	Chosen  []roundLine
	Writers []string // of all of them
	Filter  filter
	Lists   bulkLists
	Part    bool // only the reports that this user may see
	Runs    bool // may move days and give work to others, on some branch
}

// day is a step of the calendar.
type day struct {
	Label string
	Date  cycle.Date
	Past  bool
	Next  bool
}

// matrixRow is one programme: how many reports are in which state.
type matrixRow struct {
	Number, Title string
	Counts        []int
	Hrefs         []string
	Sum           int
}

// roundLine is one report of the round.
type roundLine struct {
	store.ReportLine
	Href     string
	State    string
	Writer   string
	Due      cycle.Date
	Late     bool
	May      bool // this user runs the round there
	Checks   bool // and gives the controller's akkoord there
	Approves bool // or the last one
	Remarks  int
}

// read is the report in the version that the page was made of.
func (l roundLine) read() change.Reading { return change.Reading{Report: l.ID, Version: l.Version} }

// filter is which reports are listed below the matrix.
type filter struct{ Programme, State, Author string }

func (f filter) empty() bool { return f == filter{} }

// states are the columns of the matrix, in the order of the work.
var states = []string{"nog niet begonnen", string(cycle.Drafting), string(cycle.SentBack), string(cycle.Submitted), string(cycle.Checked), string(cycle.Approved)}

func (s *Workplace) showRound(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	p, err := s.roundPage(r, v)
	if err != nil {
		return err
	}
	return show(w, r, http.StatusOK, roundShow(p))
}

func (s *Workplace) roundPage(r *http.Request, v roundVisit) (roundPage, error) {
	q := r.URL.Query()
	p := roundPage{
		frame: v.frame(r, v.Edition.Name, "rondes"), roundVisit: v, Columns: states,
		Filter: filter{q.Get("programma"), q.Get("stand"), q.Get("van")},
		Part:   !v.User.May(cycle.MayRead, v.everywhere()),
		Runs:   v.User.MaySomewhere(cycle.MayRun, v.Day), Days: v.days(),
	}
	p.Crumbs, p.Wide = v.crumbs(""), true
	lines, err := v.lines(r)
	if err != nil {
		return p, err
	}
	places, err := v.Read.Placements(r.Context(), v.Edition.ID)
	if err != nil {
		return p, err
	}
	p.matrix(lines, places)
	for _, l := range lines {
		if l.Late {
			p.Late = append(p.Late, l)
		}
		if l.Writer != "" && !slices.Contains(p.Writers, l.Writer) {
			p.Writers = append(p.Writers, l.Writer)
		}
		if p.matches(l) {
			p.Chosen = append(p.Chosen, l)
		}
	}
	slices.Sort(p.Writers)
	slices.SortStableFunc(p.Late, func(a, b roundLine) int { return cmp.Compare(a.Due, b.Due) })
	p.Lists, err = v.lists(r)
	return p, err
}

// lines are the reports that this user may see, in reading order.
func (v roundVisit) lines(r *http.Request) ([]roundLine, error) {
	reports, err := v.Read.ReportLines(r.Context(), v.Edition.ID)
	if err != nil {
		return nil, err
	}
	paths, err := v.paths(r, v.Edition.ID)
	if err != nil {
		return nil, err
	}
	remarks, err := v.Read.OpenComments(r.Context(), v.Edition.ID)
	if err != nil {
		return nil, err
	}
	var all []roundLine
	for _, l := range reports {
		at := cycle.Spot{Day: v.Day, Path: paths.To(l.Node)}
		if !v.User.May(cycle.MayRead, at) {
			continue
		}
		line := roundLine{ReportLine: l, Href: v.report(l.ID), State: stageWord(l), Writer: v.name(l.Author), Remarks: remarks[l.ID], May: v.User.May(cycle.MayRun, at)}
		line.Checks, line.Approves = v.User.May(cycle.MayCheck, at), v.User.May(cycle.MayApprove, at)
		line.Due, line.Late = v.due(l)
		all = append(all, line)
	}
	return all, nil
}

// due is the day by which a report should be in its next state, and whether that is over.
func (v roundVisit) due(l store.ReportLine) (cycle.Date, bool) {
	due := cycle.Report{Stage: l.Stage, Due: l.Due}.StepDay(v.Edition)
	return due, v.Edition.Stage == cycle.Writing && due.Before(v.Day)
}

// matrix counts the reports of each programme in each state.
func (p *roundPage) matrix(lines []roundLine, places []cycle.Placement) {
	p.Total = matrixRow{Counts: make([]int, len(states)), Hrefs: make([]string, len(states))}
	rows := map[string]int{}
	for _, l := range lines {
		top := programme(l.Number)
		i, known := rows[top]
		if !known {
			i = len(p.Rows)
			rows[top] = i
			p.Rows = append(p.Rows, matrixRow{Number: top, Counts: make([]int, len(states)), Hrefs: make([]string, len(states))})
		}
		if c := slices.Index(states, l.State); c >= 0 {
			p.Rows[i].Counts[c]++
			p.Total.Counts[c]++
		}
		p.Rows[i].Sum++
		p.Total.Sum++
	}
	for _, place := range places {
		if i, known := rows[place.Number]; known {
			p.Rows[i].Title = place.Title
		}
	}
	for i := range p.Rows {
		for c, state := range states {
			p.Rows[i].Hrefs[c] = p.list(filter{Programme: p.Rows[i].Number, State: state})
		}
	}
	for c, state := range states {
		p.Total.Hrefs[c] = p.list(filter{State: state})
	}
}

// programme is the first part of a number.
func programme(number string) string {
	top, _, _ := strings.Cut(number, ".")
	return top
}

// list is the address of the reports that a filter lets through.
func (p roundPage) list(f filter) string {
	q := url.Values{}
	for name, value := range map[string]string{"programma": f.Programme, "stand": f.State, "van": f.Author} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return "?" + q.Encode() + "#stukken"
}

func (p roundPage) matches(l roundLine) bool {
	f := p.Filter
	return (f.Programme == "" || programme(l.Number) == f.Programme) && (f.State == "" || l.State == f.State) && (f.Author == "" || l.Writer == f.Author)
}

// days are the steps of the calendar that have a day.
func (v roundVisit) days() []day {
	c := v.Edition.Calendar
	all := []day{
		{Label: "start", Date: c.Start}, {Label: "schrijven klaar", Date: v.Edition.ClosesAt}, {Label: "controle klaar", Date: c.Check},
		{Label: "laatste akkoord", Date: c.Approve}, {Label: "bestuur stelt vast", Date: c.Establish}, {Label: "aanbieden", Date: c.Offer},
		{Label: "vergadering", Date: c.Meeting},
	}
	all = slices.DeleteFunc(all, func(d day) bool { return !d.Date.Known() })
	next := false
	for i := range all {
		all[i].Past = all[i].Date.Before(v.Day)
		all[i].Next = !all[i].Past && !next
		next = next || all[i].Next
	}
	return all
}

// able are the people who have a right somewhere within, for giving work there to.
func (v roundVisit) able(right cycle.Right, within cycle.Reach, paths cycle.Paths) []field.Choice {
	var all []field.Choice
	for _, u := range v.People {
		if u.MayWithin(right, within, v.Day, paths) {
			all = append(all, field.Choice{Value: number(u.Number), Label: u.Name})
		}
	}
	return all
}

// headline tells the round in one sentence: as long as it is written how far it is, and after that what it waits for.
func (p roundPage) headline() string {
	if p.Edition.Stage != cycle.Writing {
		return sentence(p.Edition.Name + " is " + stageOf(p.Edition))
	}
	done := p.Total.Counts[len(states)-1]
	text := ui.Number(done) + " van " + ui.Count(p.Total.Sum, "verantwoording", "verantwoordingen") + " klaar voor het bestuur, " + ui.Number(len(p.Late)) + " te laat."
	if last := p.Edition.ClosesAt; p.Total.Counts[0] > 0 && last.Known() && !last.Before(p.Day) && !p.Day.AddDays(lastWeek).Before(last) {
		text += " Aan " + ui.Number(p.Total.Counts[0]) + " is nog niet begonnen; de laatste dag is " + last.Format() + "."
	}
	return text
}

// reminds are the reports that are late, for who may write to the people they wait for: the first thing to do then.
func (p roundPage) reminds() (all []roundLine) {
	for _, l := range p.Late {
		if l.May {
			all = append(all, l)
		}
	}
	return all
}

// The choices of the filter.
func (p roundPage) programmes() []field.Choice {
	all := []field.Choice{{Label: "alles"}}
	for _, row := range p.Rows {
		all = append(all, field.Choice{Value: row.Number, Label: row.Number + " " + row.Title})
	}
	return all
}

func (p roundPage) stateChoices() []field.Choice { return anyOf(states) }
func (p roundPage) authors() []field.Choice      { return anyOf(p.Writers) }

func anyOf(words []string) []field.Choice {
	all := []field.Choice{{Label: "alle"}}
	for _, w := range words {
		all = append(all, field.Choice{Value: w, Label: w})
	}
	return all
}

const (
	mostLate   = 10 // late reports are in sight; the others open
	fewReports = 8  // need no filter
)

// lastWeek is how many days before the last day of writing the headline tells what was not begun.
const lastWeek = 7

// roundsPage lists the editions.
type roundsPage struct {
	frame
	visit
	Open, Done []cycle.Edition
	MayOpen    bool
}

func (s *Workplace) showRounds(w http.ResponseWriter, r *http.Request, v visit) error {
	editions, err := v.Read.Editions(r.Context())
	if err != nil {
		return err
	}
	p := roundsPage{frame: v.frame(r, "Rondes", "rondes"), visit: v, MayOpen: v.User.May(cycle.MayRun, v.everywhere())}
	slices.SortFunc(editions, func(a, b cycle.Edition) int { return b.Compare(a) }) // the newest first
	for _, e := range editions {
		if e.BeforeOffering() {
			p.Open = append(p.Open, e)
			continue
		}
		p.Done = append(p.Done, e)
	}
	return show(w, r, http.StatusOK, roundsShow(p))
}

// roundsCrumbs lead to a page beside the rounds.
func (v visit) roundsCrumbs(last string) []breadcrumb.Crumb {
	return []breadcrumb.Crumb{{Text: "Rondes", Href: v.root() + "rondes/"}, {Text: last}}
}
