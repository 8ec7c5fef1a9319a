package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/richfield"
)

// Names of the fields of a report in its form: "rubriek.voortgang", "score.geld", "actie.<key>.stand",
// "mijlpaal.<key>.datum". A browser sends what its page had; what it does not send stays as it was.
const (
	sectionField   = "rubriek."
	scoreField     = "score."
	actionField    = "actie."
	milestoneField = "mijlpaal."
	newMilestone   = "nieuw" // key of a milestone that is not there yet, with a number behind it
)

// reader takes a report out of a form, and notes what is wrong with it.
type reportReader struct {
	form    url.Values
	edition cycle.Edition
	last    *cycle.Report // in the edition before; nil when there is none
	wrong   cycle.Invalid
}

// readReport is the report as somebody filled it in, on top of what it was. A field that could not be read keeps what
// was typed as far as it can be shown again.
func readReport(form url.Values, files sentFiles, v reportVisit, newKey func() string) (cycle.Report, cycle.Invalid) {
	f := reportReader{form: form, edition: v.Edition, last: v.Before.Last}
	was, r := v.Report, v.Report
	f.added(was, files, newKey)
	if form.Has("kernzin") {
		r.Headline = richtext.Line(form.Get("kernzin"))
	}
	r.Scores = f.scores(was)
	r.Sections = f.sections(was)
	r.Actions = f.actions(was)
	r.Milestones = f.milestones(was, newKey)
	r.Attachments = f.attachments(was.Attachments)
	f.facts(&r)
	return r, f.wrong
}

func (f *reportReader) problem(field, format string, args ...any) {
	f.wrong = append(f.wrong, cycle.Problem{Field: field, Text: fmt.Sprintf(format, args...)})
}

// text reads a long text; false when the form does not have it, or nothing of it can be shown again.
func (f *reportReader) text(name, label string) (richtext.Doc, bool) {
	if !f.form.Has(name) && !f.form.Has(name+".blokken") {
		return nil, false
	}
	doc, err := richfield.Read(f.form, name)
	if err != nil {
		f.problem(name, "%s: %s", label, err)
	}
	return doc, err == nil || doc != nil
}

// scores keeps those on aspects that the form does not ask for.
func (f *reportReader) scores(was cycle.Report) []cycle.Score {
	scores := slices.Clone(was.Scores)
	for _, a := range f.edition.Settings.Aspects {
		name := scoreField + a.Key
		if !f.form.Has(name) {
			continue
		}
		s, _ := was.Score(a.Key)
		s.Aspect, s.Value = a.Key, f.form.Get(name)
		s.Cause, s.Effect, s.Measure = richtext.Line(f.form.Get(name+".oorzaak")), richtext.Line(f.form.Get(name+".gevolg")), richtext.Line(f.form.Get(name+".maatregel"))
		s.Evidence = f.evidence(name, s.Evidence)
		if s.Value == "" && len(s.Evidence) > 0 {
			f.problem(name, "%s: bij een score die er niet is, kan geen bewijs staan; kies een score of haal het bewijs weg", a.Label)
		}
		scores = slices.DeleteFunc(scores, func(x cycle.Score) bool { return x.Aspect == a.Key })
		if s.Value != "" || len(s.Evidence) > 0 {
			scores = append(scores, s)
		}
	}
	return scores
}

func (f *reportReader) sections(was cycle.Report) []cycle.SectionText {
	sections := slices.Clone(was.Sections)
	for _, s := range f.edition.Settings.Sections {
		doc, sent := f.text(sectionField+s.Key, s.Label)
		if !sent {
			continue
		}
		text, _ := was.Section(s.Key)
		text.Key, text.Text, text.Carried = s.Key, doc, f.carried(s.Key, doc)
		i := slices.IndexFunc(sections, func(x cycle.SectionText) bool { return x.Key == s.Key })
		switch {
		case i >= 0:
			sections[i] = text
		case !doc.Empty():
			sections = append(sections, text)
		}
	}
	return sections
}

// carried tells whether a text is still the one of the edition before.
func (f *reportReader) carried(key string, doc richtext.Doc) bool {
	if f.last == nil || doc.Empty() {
		return false
	}
	last, ok := f.last.Section(key)
	return ok && last.Text.Text() == doc.Text()
}

func (f *reportReader) actions(was cycle.Report) []cycle.Action {
	actions := slices.Clone(was.Actions)
	for i := range actions {
		a := &actions[i]
		name := actionField + a.Key
		if f.form.Has(name + ".stand") {
			a.State = cycle.ActionState(f.form.Get(name + ".stand"))
		}
		a.Evidence = f.evidence(name, a.Evidence)
		if doc, sent := f.text(name+".toelichting", fmt.Sprintf("actie %d", a.Number)); sent {
			a.Note = doc
		}
		if doc, sent := f.text(name+".tekst", fmt.Sprintf("actie %d", a.Number)); sent && !doc.Empty() {
			a.Text = doc
		}
	}
	return actions
}

// milestones reads those that were there and those that were added. A date that moved keeps the one first promised.
func (f *reportReader) milestones(was cycle.Report, newKey func() string) []cycle.Milestone {
	var all []cycle.Milestone
	for _, m := range was.Milestones {
		name := milestoneField + m.Key
		if f.form.Has(name + ".stand") {
			m = f.milestone(name, name, m)
		}
		all = append(all, m)
	}
	return append(all, f.newMilestones(all, newKey)...)
}

// newMilestones are those that are not in the report yet. One of which only the day is filled in is kept to be shown
// again; what is wrong is told of the place where it is shown then.
func (f *reportReader) newMilestones(there []cycle.Milestone, newKey func() string) []cycle.Milestone {
	var all []cycle.Milestone
	for n := 1; f.form.Has(newMilestoneField(n) + ".tekst"); n++ {
		sent, shown := newMilestoneField(n), newMilestoneField(len(all)+1)
		text := richtext.Line(f.form.Get(sent + ".tekst"))
		m := f.milestone(sent, shown, cycle.Milestone{Text: richtext.Paragraphs(text)})
		same := func(o cycle.Milestone) bool { return o.Text.Text() == text && o.Date.Text == m.Date.Text }
		switch length := utf8.RuneCountInString(text); {
		case text == "" && m.Date.Text == "", text != "" && slices.ContainsFunc(there, same): // nothing, or sent twice
			continue
		case text == "":
			f.problem(shown+".tekst", "schrijf wat er op %.60s klaar is", m.Date.Text)
		case length > cycle.MaxReason:
			f.problem(shown+".tekst", "de mijlpaal heeft %d tekens; meer dan %d past niet", length, cycle.MaxReason)
		}
		m.Key = newKey()
		all = append(all, m)
	}
	return all
}

// newMilestoneField is the name of the n-th milestone that is not in the report yet.
func newMilestoneField(n int) string { return milestoneField + newMilestone + strconv.Itoa(n) }

func (f *reportReader) milestone(name, shown string, m cycle.Milestone) cycle.Milestone {
	m.State = cycle.MilestoneState(f.form.Get(name + ".stand"))
	m.Reason = richtext.Line(f.form.Get(name + ".reden"))
	written := richtext.Line(f.form.Get(name + ".datum"))
	if written == m.Date.Text {
		return m
	}
	date := dutch.ParseWritten(written)
	if written != "" && !date.Known() {
		f.problem(shown+".datum", "%.60q is geen datum; schrijf bijvoorbeeld 1 juli 2026, medio 2026 of eind 2026", written)
	}
	if m.First == (cycle.WrittenDate{}) && m.Date != (cycle.WrittenDate{}) {
		m.First = m.Date
	}
	m.Date = date
	return m
}

// facts are the lines beside the text.
func (f *reportReader) facts(r *cycle.Report) {
	if !f.form.Has("feiten") {
		return
	}
	r.Holders = nil
	for _, h := range f.form["houder"] {
		r.Holders = append(r.Holders, cycle.HolderID(h))
	}
	r.Involvement = nil
	if sentence := richtext.Line(f.form.Get("rol")); sentence != "" {
		r.Involvement = &cycle.Involvement{Sentence: sentence, Tags: dutch.InvolvementWords(sentence, "")}
	}
	r.Term = f.term()
	r.Reserve = f.reserve()
}

func (f *reportReader) term() *cycle.Term {
	switch f.form.Get("looptijd") {
	case "structureel":
		return &cycle.Term{Structural: true}
	case "tijdelijk":
		t := &cycle.Term{}
		if until := f.form.Get("tot"); until != "" {
			year, err := strconv.Atoi(until)
			if err != nil || year < 1900 || year > 2200 {
				f.problem("tot", "%.60q is geen jaar; schrijf vier cijfers", until)
			}
			t.Until = year
		}
		return t
	}
	return nil
}

func (f *reportReader) reserve() *cycle.ReserveRelation {
	r := cycle.ReserveRelation{
		Related: cycle.Answered(f.form.Get("reserve")), Reserve: richtext.Line(f.form.Get("reserve.naam")), Note: richtext.Line(f.form.Get("reserve.uitleg")),
	}
	if r == (cycle.ReserveRelation{}) {
		return nil
	}
	return &r
}
