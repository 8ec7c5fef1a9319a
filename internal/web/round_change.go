package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/field"
)

// number writes the number of a user in a form.
func number(n cycle.UserNumber) string { return strconv.Itoa(int(n)) }

// assignPage shows what would change before it does.
type assignPage struct {
	frame
	roundVisit
	Lines   []roundLine
	What    []string // what will change, in words
	Form    []posted
	Lists   bulkLists
	Sent    url.Values // when something is wrong with it
	Invalid cycle.Invalid
}

// assign changes who writes what until when, for the reports that were ticked: first a page that shows what will change,
// then the change.
func (s *Workplace) assign(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	lines, err := v.ticked(r)
	if err != nil {
		return err
	}
	lists, err := v.lists(r)
	if err != nil {
		return err
	}
	to, themes, what, wrong := v.assignment(r, lists)
	p := assignPage{frame: v.frame(r, "Wijzigen", "rondes"), roundVisit: v, Lines: lines, Lists: lists, What: what, Invalid: wrong}
	p.Crumbs = v.crumbs("Wijzigen")
	switch {
	case len(lines) == 0:
		return cycle.Refusal{Text: "u hebt geen verantwoordingen aangevinkt"}
	case slices.ContainsFunc(lines, func(l roundLine) bool { return !l.May }):
		return cycle.Refusal{Text: "bij een deel van wat u aanvinkte mag u schrijver en dag niet wijzigen; vink alleen uw eigen deel van de boom aan"}
	case len(wrong) > 0:
		return p.again(w, r)
	case len(what) == 0:
		return cycle.Refusal{Text: "u hebt niet gezegd wat er anders moet: kies bijvoorbeeld een schrijver of een dag"}
	case r.PostFormValue("zeker") != "ja":
		p.along(r, bulkFields...)
		return show(w, r, http.StatusOK, assignShow(p))
	}
	ids := make([]cycle.ReportID, len(lines))
	for i, l := range lines {
		ids[i] = l.ID
	}
	err = s.Do.AssignReports(r.Context(), v.Org.ID, v.User, ids, to, themes)
	if errors.As(err, &p.Invalid) {
		return p.again(w, r)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.address(), "gewijzigd")
}

// again asks once more what is to change, with what is wrong.
func (p assignPage) again(w http.ResponseWriter, r *http.Request) error {
	p.along(r, "stuk")
	p.Sent = r.PostForm
	return show(w, r, http.StatusUnprocessableEntity, assignShow(p))
}

// along are the values of a form that the next one sends again.
func (p *assignPage) along(r *http.Request, names ...string) {
	for _, name := range names {
		for _, value := range r.PostForm[name] {
			p.Form = append(p.Form, posted{name, value})
		}
	}
}

// ticked are the reports of this round that were ticked; ErrNotFound when one of them is not there for this user.
func (v roundVisit) ticked(r *http.Request) ([]roundLine, error) {
	lines, err := v.lines(r)
	if err != nil {
		return nil, err
	}
	wanted := map[string]bool{}
	for _, id := range r.PostForm["stuk"] {
		wanted[id] = true
	}
	var all []roundLine
	for _, l := range lines {
		if wanted[string(l.ID)] {
			all = append(all, l)
		}
	}
	if len(all) < len(wanted) {
		return nil, cycle.ErrNotFound
	}
	return all, nil
}

// bulkFields are the fields of the form that are sent along when it is confirmed.
var bulkFields = []string{"stuk", "schrijver", "controleur", "dag", "houder", "thema", "thema.vanaf", "thema.eindigt", "thema.laatste"}

// bulkLists are what can be chosen from for many reports at once.
type bulkLists struct {
	Writers, Checkers, Holders, Themes []field.Choice
}

// unchanged is the first choice of each list.
var unchanged = field.Choice{Value: "", Label: "laat zoals het is"}

// bulkField is a question about many reports, as it was answered when something was wrong.
func bulkField(name, label string, sent url.Values, wrong cycle.Invalid) field.Field {
	return field.Field{Name: name, Label: label, Value: sent.Get(name), Asked: true}.With(wrong)
}

// bulkDay is the same for a day, which may stay empty.
func bulkDay(name, label string, sent url.Values, wrong cycle.Invalid) field.Field {
	f := bulkField(name, label, sent, wrong)
	f.Asked = false
	return f
}

func (v roundVisit) lists(r *http.Request) (bulkLists, error) {
	paths, err := v.paths(r, v.Edition.ID)
	if err != nil {
		return bulkLists{}, err
	}
	l := bulkLists{
		Writers:  append([]field.Choice{unchanged}, v.able(cycle.MayWrite, v.runs(), paths)...),
		Checkers: append([]field.Choice{unchanged, {Value: "0", Label: "iedereen die hier controleert"}}, v.able(cycle.MayCheck, v.runs(), paths)...),
	}
	holders, err := v.Read.Holders(r.Context())
	if err != nil {
		return l, err
	}
	l.Holders = []field.Choice{unchanged}
	for _, h := range holders {
		l.Holders = append(l.Holders, field.Choice{Value: string(h.ID), Label: h.Name})
	}
	themes, err := v.Read.Themes(r.Context())
	l.Themes = []field.Choice{unchanged}
	for _, t := range themes {
		l.Themes = append(l.Themes, field.Choice{Value: string(t.ID), Label: t.Name})
	}
	return l, err
}

// bulkReader reads what is asked for many reports.
type bulkReader struct {
	form  url.Values
	what  []string
	wrong cycle.Invalid
}

// chosen is the label of what was chosen from a list; false when it stays as it is.
func (b *bulkReader) chosen(name string, list []field.Choice) (value, label string, ok bool) {
	value = b.form.Get(name)
	if value == "" {
		return "", "", false
	}
	for _, c := range list {
		if c.Value == value {
			return value, c.Label, true
		}
	}
	b.wrong = append(b.wrong, cycle.Problem{Field: name, Text: "kies iets uit de lijst"})
	return "", "", false
}

func (b *bulkReader) say(format string, args ...any) {
	b.what = append(b.what, fmt.Sprintf(format, args...))
}

// assignment is what the form asks to change, in words too.
func (v roundVisit) assignment(r *http.Request, l bulkLists) (to cycle.Assignment, themes cycle.ThemeTurn, what []string, wrong cycle.Invalid) {
	b := bulkReader{form: r.PostForm}
	if value, name, ok := b.chosen("schrijver", l.Writers); ok {
		author := userNumber(value)
		to.Author = &author
		b.say("de schrijver wordt %s", name)
	}
	if value, name, ok := b.chosen("controleur", l.Checkers); ok {
		checker := userNumber(value)
		to.Checker = &checker
		b.say("controleren doet %s", name)
	}
	if text := b.form.Get("dag"); text != "" {
		due := readDay(text, "dag", &b.wrong)
		to.Due = &due
		b.say("de laatste dag van schrijven wordt %s", due.Format())
	}
	if value, name, ok := b.chosen("houder", l.Holders); ok {
		to.Holders = &[]cycle.HolderID{cycle.HolderID(value)}
		b.say("de portefeuillehouder wordt %s", name)
	}
	themes = b.themes(l)
	return to, themes, b.what, b.wrong
}

func (b *bulkReader) themes(l bulkLists) cycle.ThemeTurn {
	t := cycle.ThemeTurn{From: cycle.Date(b.form.Get("thema.vanaf")), Last: cycle.Date(b.form.Get("thema.laatste"))}
	add, added, _ := b.chosen("thema", l.Themes)
	end, ended, _ := b.chosen("thema.eindigt", l.Themes)
	t.Add, t.End = cycle.ThemeID(add), cycle.ThemeID(end)
	if wrong := (cycle.Invalid)(nil); errors.As(t.Problems(), &wrong) {
		b.wrong = append(b.wrong, wrong...)
		return t
	}
	if t.End != "" {
		b.say("het thema %s hoort erbij tot en met %s", ended, t.Last.Format())
	}
	if t.Add != "" {
		b.say("het thema %s hoort erbij vanaf %s", added, t.From.Format())
	}
	return t
}

// approveMany gives the akkoord that each of the ticked reports waits for, where nothing stands in its way.
func (s *Workplace) approveMany(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	lines, err := v.ticked(r)
	if err != nil {
		return err
	}
	var check, approve []change.Reading
	var before int // how many this very form let pass already
	for _, l := range lines {
		if seen := r.PostForm.Get("versie." + string(l.ID)); seen != "" && seen != strconv.Itoa(l.Version) {
			twice, err := v.repeats(r, l.ID, l.Stage)
			if err != nil {
				return err
			}
			if passed := l.Stage == cycle.Checked || l.Stage == cycle.Approved; !twice || !passed {
				return cycle.Refusal{Text: l.Number + " veranderde terwijl u las; lees het opnieuw voor u akkoord geeft"}
			}
			before++
			continue
		}
		switch {
		case l.Stage == cycle.Submitted && l.Checks:
			check = append(check, l.read())
		case l.Stage == cycle.Checked && l.Approves:
			approve = append(approve, l.read())
		}
	}
	if !v.passes() {
		return cycle.ErrNotFound
	}
	if len(check)+len(approve)+before == 0 {
		return cycle.Refusal{Text: "u hebt niets aangevinkt dat op uw akkoord wacht"}
	}
	if len(check) > 0 {
		err = s.Do.PassAsRead(r.Context(), v.Org.ID, v.User, cycle.Checked, check)
	}
	if err == nil && len(approve) > 0 {
		err = s.Do.PassAsRead(r.Context(), v.Org.ID, v.User, cycle.Approved, approve)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.address(), "akkoord-samen")
}

// reopenReport takes a report back to its author.
func (s *Workplace) reopenReport(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	err := s.Do.ReopenReport(r.Context(), v.Org.ID, v.User, v.Report.ID, version(r), richtext.Lines(r.PostFormValue("reden")))
	if invalid := (cycle.Invalid)(nil); errors.As(err, &invalid) {
		return s.showAgain(w, r, v, invalid)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.address(), "heropend")
}
