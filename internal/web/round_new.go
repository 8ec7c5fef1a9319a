package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/field"
)

// newRoundPage asks what round it is and, once that is known, proposes the rest.
type newRoundPage struct {
	frame
	visit
	Edition  cycle.Edition
	From     cycle.EditionID
	Editions []cycle.Edition
	Known    bool // what round it is
	Invalid  cycle.Invalid
}

// newRound shows the first question, or the round that is proposed after it.
func (s *Workplace) newRound(w http.ResponseWriter, r *http.Request, v visit) error {
	p, err := v.newRoundPage(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	if !q.Has("soort") {
		p.Edition.Year = v.Day.Year()
		return show(w, r, http.StatusOK, roundNew(p))
	}
	meeting := readDay(q.Get("vergadering"), "vergadering", &p.Invalid)
	p.kind(q.Get)
	if len(p.Invalid) > 0 {
		p.Edition.Calendar.Meeting = meeting
		return show(w, r, http.StatusUnprocessableEntity, roundNew(p))
	}
	p.Known = true
	p.Edition, p.From = cycle.Propose(p.Edition.Kind, p.Edition.Year, p.Edition.Sequence, meeting, p.Editions)
	return show(w, r, http.StatusOK, roundNew(p))
}

func (v visit) newRoundPage(r *http.Request) (newRoundPage, error) {
	p := newRoundPage{frame: v.frame(r, "Nieuwe ronde", "rondes"), visit: v}
	p.Crumbs = v.roundsCrumbs("Nieuwe ronde")
	if err := v.must(cycle.MayRun, v.everywhere()); err != nil {
		return p, err
	}
	var err error
	p.Editions, err = v.Read.Editions(r.Context())
	slices.SortFunc(p.Editions, func(a, b cycle.Edition) int { return b.Compare(a) })
	return p, err
}

// kind reads which round it is.
func (p *newRoundPage) kind(get func(string) string) {
	p.Edition.Kind = cycle.EditionKind(get("soort"))
	if !p.Edition.Kind.Known() {
		p.wrong("soort", "kies wat voor ronde het is")
	}
	year, err := strconv.Atoi(get("jaar"))
	if err != nil || year < 1900 || year > 2200 {
		p.wrong("jaar", "geef een jaartal van vier cijfers")
	}
	p.Edition.Year, p.Edition.Sequence = year, cycle.NextSequence(p.Edition.Kind, year, p.Editions)
	if text := get("volgnummer"); text != "" && p.Edition.Kind == cycle.Monitor {
		if p.Edition.Sequence, err = strconv.Atoi(text); err != nil || p.Edition.Sequence < 1 || p.Edition.Sequence > 12 {
			p.wrong("volgnummer", "geef een volgnummer van 1 tot en met 12")
		}
	}
}

func (p *newRoundPage) wrong(name, text string) {
	p.Invalid = append(p.Invalid, cycle.Problem{Field: name, Text: text})
}

// readDay reads a day; empty is unknown.
func readDay(text, name string, wrong *cycle.Invalid) cycle.Date {
	day := cycle.Date(text)
	if day.Known() && !day.Valid() {
		*wrong = append(*wrong, cycle.Problem{Field: name, Text: strconv.Quote(text) + " is geen dag"})
	}
	return day
}

// openRound keeps the round as it was filled in.
func (s *Workplace) openRound(w http.ResponseWriter, r *http.Request, v visit) error {
	p, err := v.newRoundPage(r)
	if err != nil {
		return err
	}
	p.Known = true
	p.kind(r.PostFormValue)
	readDates(r, &p.Edition)
	p.Edition.Name, p.Edition.Slug = richtext.Line(r.PostFormValue("naam")), richtext.Line(r.PostFormValue("adres"))
	p.Edition.Answers, p.From = cycle.EditionID(r.PostFormValue("beantwoordt")), cycle.EditionID(r.PostFormValue("vanaf"))
	if slices.ContainsFunc(p.Editions, func(e cycle.Edition) bool { return e.Slug == p.Edition.Slug }) {
		p.wrong("adres", "er is al een ronde met dit adres; kies een ander")
	}
	if len(p.Invalid) > 0 {
		asked := p.Edition
		asked.Settings = v.Org.Defaults
		err = asked.Validate()
	} else {
		_, err = s.Do.OpenRound(r.Context(), v.Org.ID, v.User, change.Opening{Edition: p.Edition, From: p.From})
	}
	if wrong := (cycle.Invalid)(nil); errors.As(err, &wrong) {
		p.Invalid = together(p.Invalid, inForm(wrong))
	} else if err != nil {
		return err
	}
	if len(p.Invalid) > 0 {
		return show(w, r, http.StatusUnprocessableEntity, roundNew(p))
	}
	return after(w, r, v.round(p.Edition), "geopend")
}

// calendarDays are the days of a round in the order of the work, by the names of their fields.
var calendarDays = []struct {
	name, label, help, problem string
	day                        func(*cycle.Edition) *cycle.Date
}{
	{"begin", "Het schrijven begint", "", "start", func(e *cycle.Edition) *cycle.Date { return &e.Calendar.Start }},
	{"schrijven", "Laatste dag van schrijven", "", "closesAt", func(e *cycle.Edition) *cycle.Date { return &e.ClosesAt }},
	{"controle", "De controle is klaar", "", "check", func(e *cycle.Edition) *cycle.Date { return &e.Calendar.Check }},
	{"akkoord", "Het laatste akkoord is gegeven", "", "approve", func(e *cycle.Edition) *cycle.Date { return &e.Calendar.Approve }},
	{"bestuur", "Het bestuur stelt vast", "", "establish", func(e *cycle.Edition) *cycle.Date { return &e.Calendar.Establish }},
	{"aanbieden", "Aanbieden", "Vanaf deze dag is de ronde openbaar.", "offer", func(e *cycle.Edition) *cycle.Date { return &e.Calendar.Offer }},
	{"vergadering", "Vergadering", "", "meeting", func(e *cycle.Edition) *cycle.Date { return &e.Calendar.Meeting }},
}

// readDates takes the days out of a form. What is no day is told by the rule of the calendar.
func readDates(r *http.Request, e *cycle.Edition) {
	for _, d := range calendarDays {
		*d.day(e) = cycle.Date(r.PostFormValue(d.name))
	}
	e.Date = cycle.Date(r.PostFormValue("peildatum"))
}

// inForm puts problems that the rules tell at the fields of the form.
func inForm(wrong cycle.Invalid) cycle.Invalid {
	names := map[string]string{"slug": "adres", "kind": "soort", "year": "jaar", "name": "naam", "date": "peildatum", "intro": "inleiding"}
	for _, d := range calendarDays {
		names[d.problem] = d.name
	}
	all := slices.Clone(wrong)
	for i := range all {
		if name := names[all[i].Field]; name != "" {
			all[i].Field = name
		}
	}
	return all
}

// kinds are the kinds of rounds.
var kinds = []field.Choice{
	{Value: string(cycle.Outlook), Label: "Perspectiefnota", Help: "Of kadernota: de richting voor de volgende begroting."},
	{Value: string(cycle.Budget), Label: "Begroting", Help: "Wat er wordt afgesproken voor een jaar."},
	{Value: string(cycle.Monitor), Label: "Monitor", Help: "Een tussenrapportage: hoe het staat met wat is afgesproken."},
	{Value: string(cycle.Accounts), Label: "Jaarverslag", Help: "Wat ervan terechtkwam, als het jaar voorbij is."},
}

// budgets are the editions that a round can answer.
func budgets(editions []cycle.Edition) []field.Choice {
	all := []field.Choice{{Label: "geen begroting"}}
	for _, e := range editions {
		if e.Kind == cycle.Budget {
			all = append(all, field.Choice{Value: string(e.ID), Label: e.Name})
		}
	}
	return all
}

// sources are the editions whose tree, people and settings a round can begin with.
func (p newRoundPage) sources() []field.Choice {
	all := []field.Choice{{Label: "geen: een lege doelenboom en de standaard van de organisatie"}}
	for _, e := range p.Editions {
		all = append(all, field.Choice{Value: string(e.ID), Label: e.Name})
	}
	return all
}

// settingsFrom says how the settings of the edition that is chosen compare to the standard of the organisation.
func (p newRoundPage) settingsFrom() string {
	at := slices.IndexFunc(p.Editions, func(e cycle.Edition) bool { return e.ID == p.From })
	if at < 0 {
		return ""
	}
	from := p.Editions[at]
	if differs := from.Settings.Differs(p.Org.Defaults); len(differs) > 0 {
		return "Let op: " + from.Name + " heeft andere " + ui.And(differs) + " dan de standaard van de organisatie. De nieuwe ronde krijgt die van " + from.Name + "."
	}
	return from.Name + " heeft dezelfde niveaus, rubrieken, scores en controles als de standaard van de organisatie."
}

// year is the year that is filled in.
func (p newRoundPage) year() string {
	if p.Edition.Year == 0 {
		return ""
	}
	return strconv.Itoa(p.Edition.Year)
}

// sequence is which one of the year it is; empty is the next one.
func (p newRoundPage) sequence() string {
	if p.Edition.Sequence == 0 {
		return ""
	}
	return strconv.Itoa(p.Edition.Sequence)
}
