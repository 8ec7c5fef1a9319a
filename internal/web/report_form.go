package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

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
		r.Headline = oneLine(form.Get("kernzin"))
	}
	r.Scores = f.scores(was)
	r.Sections = f.sections(was)
	r.Actions = f.actions(was)
	r.Milestones = f.milestones(was, newKey)
	r.Attachments = f.attachments(was.Attachments)
	f.facts(&r)
	return r, f.wrong
}

// oneLine is a text without breaks or needless space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func (f *reportReader) problem(field, format string, args ...any) {
	f.wrong = append(f.wrong, cycle.Problem{Field: field, Text: fmt.Sprintf(format, args...)})
}

// text reads a long text; false when the form does not have it.
func (f *reportReader) text(name, label string) (richtext.Doc, bool) {
	if !f.form.Has(name) && !f.form.Has(name+".blokken") {
		return nil, false
	}
	doc, err := richfield.Read(f.form, name)
	if err != nil {
		f.problem(name, "%s: %s", label, err)
	}
	return doc, true
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
		s.Cause, s.Effect, s.Measure = oneLine(f.form.Get(name+".oorzaak")), oneLine(f.form.Get(name+".gevolg")), oneLine(f.form.Get(name+".maatregel"))
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
			m = f.milestone(name, m)
		}
		all = append(all, m)
	}
	for n := 1; f.form.Has(milestoneField + newMilestone + strconv.Itoa(n) + ".tekst"); n++ {
		name := milestoneField + newMilestone + strconv.Itoa(n)
		text := oneLine(f.form.Get(name + ".tekst"))
		if text == "" {
			if f.form.Get(name+".datum") != "" {
				f.problem(name+".tekst", "schrijf wat er op %s klaar is", f.form.Get(name+".datum"))
			}
			continue
		}
		m := f.milestone(name, cycle.Milestone{Text: richtext.Paragraphs(text)})
		m.Key = newKey()
		all = append(all, m)
	}
	return all
}

func (f *reportReader) milestone(name string, m cycle.Milestone) cycle.Milestone {
	m.State = cycle.MilestoneState(f.form.Get(name + ".stand"))
	m.Reason = oneLine(f.form.Get(name + ".reden"))
	written := oneLine(f.form.Get(name + ".datum"))
	if written == m.Date.Text {
		return m
	}
	date := dutch.ParseWritten(written)
	if written != "" && !date.Known() {
		f.problem(name+".datum", "%q is geen datum; schrijf bijvoorbeeld 1 juli 2026, medio 2026 of eind 2026", written)
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
	if sentence := oneLine(f.form.Get("rol")); sentence != "" {
		r.Involvement = &cycle.Involvement{Sentence: sentence, Tags: dutch.InvolvementWords(sentence)}
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
				f.problem("tot", "%q is geen jaar; schrijf vier cijfers", until)
			}
			t.Until = year
		}
		return t
	}
	return nil
}

func (f *reportReader) reserve() *cycle.ReserveRelation {
	answer := f.form.Get("reserve")
	if answer == "" {
		return nil
	}
	return &cycle.ReserveRelation{Related: answer == "ja", Reserve: oneLine(f.form.Get("reserve.naam")), Note: oneLine(f.form.Get("reserve.uitleg"))}
}
