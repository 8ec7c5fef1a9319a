package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/check"
	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/field"
)

// settingsPage shows settings as a form: those of one round, or those that new rounds begin with.
type settingsPage struct {
	frame
	visit
	Round    *roundVisit // nil for the defaults
	Settings cycle.Settings
	Typed    typedNumbers
	Seen     int
	Kinds    []cycle.EditionKind // for which sources and questions are asked
	Action   string
	Open     bool
	Why      string // when it is not open
	Invalid  cycle.Invalid
}

// typedNumbers are numbers as they were typed, by the name of their field.
type typedNumbers map[string]string

// Names of the rows of the form.
const (
	levelRows   = "niveau"
	sectionRows = "rubriek"
	aspectRows  = "score"
	valueRows   = "waarde"
)

// settingsReader takes settings out of a form, on top of what they were: what a form does not ask stays.
type settingsReader struct {
	form  url.Values
	was   cycle.Settings
	kinds []cycle.EditionKind
	typed typedNumbers
	wrong cycle.Invalid
}

// readSettings reads the form into the page.
func (p *settingsPage) readSettings(r *http.Request) error {
	f := settingsReader{form: r.PostForm, was: p.Settings, kinds: p.Kinds, typed: typedNumbers{}}
	p.Seen = version(r)
	p.Settings = cycle.Settings{Levels: f.levels(), Sections: f.sections(), Aspects: f.aspects(), Checks: f.checks()}
	p.Typed, p.Invalid = f.typed, f.wrong
	return nil
}

// press does what a button beside a row asks.
func (p *settingsPage) press(a rowAction) {
	s := &p.Settings
	s.Levels, s.Sections = changed(s.Levels, levelRows, a), changed(s.Sections, sectionRows, a)
	s.Aspects = changed(s.Aspects, aspectRows, a)
	for i := range s.Aspects {
		s.Aspects[i].Values = changed(s.Aspects[i].Values, rowName(aspectRows, i+1)+valueRows, a)
		if a.Rows == aspectRows && a.What == "erbij" && i == len(s.Aspects)-1 {
			s.Aspects[i].Judged = true
			s.Aspects[i].Values = []cycle.ScoreValue{{Key: cycle.Green}, {Key: cycle.Orange}, {Key: cycle.Red}}
		}
	}
	p.Invalid, p.Typed = nil, nil
}

// rowName begins the names of the fields of a row: "rubriek2.".
func rowName(rows string, n int) string { return rows + strconv.Itoa(n) + "." }

func (f *settingsReader) get(name string) string { return richtext.Line(f.form.Get(name)) }

// rows calls read for each row that the form has.
func rows[T any](f *settingsReader, name string, read func(field string) T) []T {
	var all []T
	for n := 1; f.form.Has(rowName(name, n) + "naam"); n++ {
		all = append(all, read(rowName(name, n)))
	}
	return all
}

// number reads a whole number; empty is none.
func (f *settingsReader) number(name string) int {
	text := f.get(name)
	f.typed[name] = text
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(strings.ReplaceAll(text, ".", ""))
	if err != nil {
		f.wrong = append(f.wrong, cycle.Problem{Field: name, Text: fmt.Sprintf("%q is geen heel getal", text)})
	}
	return n
}

func (f *settingsReader) levels() []cycle.Level {
	return rows(f, levelRows, func(at string) cycle.Level {
		return cycle.Level{Label: f.get(at + "naam"), Plural: f.get(at + "meervoud"), Kind: cycle.LevelKind(f.get(at + "soort"))}
	})
}

func (f *settingsReader) sections() []cycle.Section {
	return rows(f, sectionRows, func(at string) cycle.Section {
		s := cycle.Section{Key: f.get(at + "sleutel")}
		for _, was := range f.was.Sections {
			if was.Key == s.Key && s.Key != "" {
				s.Sources = was.Sources
			}
		}
		s.Label, s.Guide, s.MaxLength = f.get(at+"naam"), f.get(at+"uitleg"), f.number(at+"lengte")
		s.Sources = byKind(f, s.Sources, at+"bron.", func(text string) cycle.SectionSource { return cycle.SectionSource(text) })
		return s
	})
}

// byKind reads what is asked for each kind of edition; an empty answer is none.
func byKind[T ~string](f *settingsReader, was map[string]T, at string, read func(string) T) map[string]T {
	all := map[string]T{}
	for kind, value := range was {
		all[kind] = value
	}
	for _, kind := range f.kinds {
		delete(all, string(kind))
		if value := read(f.get(at + string(kind))); value != "" {
			all[string(kind)] = value
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

func (f *settingsReader) aspects() []cycle.Aspect {
	return rows(f, aspectRows, func(at string) cycle.Aspect {
		a := cycle.Aspect{Key: f.get(at + "sleutel")}
		if was, ok := f.wasAspect(a.Key); ok {
			a.Questions = was.Questions
		}
		a.Label, a.Judged = f.get(at+"naam"), f.get(at+"oordeel") == "ja"
		a.Questions = byKind(f, a.Questions, at+"vraag.", func(text string) string { return text })
		for n := 1; f.form.Has(at + valueRows + strconv.Itoa(n) + ".woord"); n++ {
			value := at + valueRows + strconv.Itoa(n) + "."
			a.Values = append(a.Values, cycle.ScoreValue{Key: f.get(value + "teken"), Word: f.get(value + "woord"), Explain: f.get(value + "uitleg")})
		}
		return a
	})
}

func (f *settingsReader) wasAspect(key string) (cycle.Aspect, bool) {
	if key == "" {
		return cycle.Aspect{}, false
	}
	return f.was.Aspect(key)
}

// checks keeps nothing where the usual threshold was chosen.
func (f *settingsReader) checks() cycle.CheckSettings {
	c := cycle.CheckSettings{LowestEase: f.number("leesindex"), MoneyShare: f.number("geldaandeel"), SentenceMost: f.number("zinslengte")}
	text := f.get("geldbedrag")
	f.typed["geldbedrag"] = text
	if text != "" {
		cents, err := money.Parse(text, 1)
		if err != nil {
			f.wrong = append(f.wrong, cycle.Problem{Field: "geldbedrag", Text: fmt.Sprintf("%q is geen bedrag", text)})
		}
		c.MoneyFloor = cents
	}
	usual := cycle.CheckSettings{}.OrUsual()
	for _, threshold := range []struct{ chosen, usual *int }{
		{&c.LowestEase, &usual.LowestEase}, {&c.MoneyShare, &usual.MoneyShare}, {&c.SentenceMost, &usual.SentenceMost},
	} {
		if *threshold.chosen == *threshold.usual {
			*threshold.chosen = 0
		}
	}
	if c.MoneyFloor == usual.MoneyFloor {
		c.MoneyFloor = 0
	}
	for _, rule := range check.Rules {
		if !slices.Contains(f.form["regel"], string(rule.Rule)) {
			c.Off = append(c.Off, string(rule.Rule))
		}
	}
	return c
}

// checkFields are where the form asks what a rule reads.
var checkFields = map[string]string{
	"checks/moneyShare": "geldaandeel", "checks/moneyFloor": "geldbedrag", "checks/lowestEase": "leesindex", "checks/sentenceMost": "zinslengte",
}

// inSettings puts problems at the fields of the form. A problem with what is not there any more stands at its part.
func inSettings(wrong cycle.Invalid) cycle.Invalid {
	all := slices.Clone(wrong)
	for i := range all {
		if name := checkFields[all[i].Field]; name != "" {
			all[i].Field = name
		}
	}
	return all
}

// count is a number as it was typed, or as it is.
func (p settingsPage) count(name string, n int) string {
	if text, typed := p.Typed[name]; typed {
		return text
	}
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// floor is the smallest amount that is a deviation.
func (p settingsPage) floor() string {
	if text, typed := p.Typed["geldbedrag"]; typed {
		return text
	}
	return p.Settings.Checks.OrUsual().MoneyFloor.String()
}

// levelKinds are what a level can be for.
var levelKinds = []field.Choice{
	{Value: string(cycle.Programme), Label: "programma: waar de begroting over gaat"},
	{Value: string(cycle.Goal), Label: "doel: wat u wilt bereiken"},
	{Value: string(cycle.Deliverable), Label: "prestatie: wat u doet; hierover schrijft iemand in elke ronde"},
}

// sourcesOf are where the text of a section can come from.
var sourcesOf = []field.Choice{
	{Value: string(cycle.WrittenAnew), Label: "begint leeg"},
	{Value: string(cycle.CarriedForward), Label: "begint met de vorige tekst"},
	{Value: string(cycle.Ordered), Label: "staat vast zoals de begroting zegt"},
}

// signs are the marks of score values; what has a key of its own keeps it.
func signs(key string) []field.Choice {
	all := []field.Choice{
		{Value: cycle.Green, Label: "groen, rond"}, {Value: cycle.Orange, Label: "oranje, driehoek"}, {Value: cycle.Red, Label: "rood, vierkant"},
	}
	if key == cycle.Green || key == cycle.Orange || key == cycle.Red {
		return append(all, field.Choice{Value: "", Label: "zonder kleur, open rondje"})
	}
	return append(all, field.Choice{Value: key, Label: "zonder kleur, open rondje"})
}

// kindLabel is a kind of edition in a sentence.
func kindLabel(k cycle.EditionKind) string {
	return map[cycle.EditionKind]string{
		cycle.Outlook: "een perspectiefnota", cycle.Budget: "een begroting", cycle.Monitor: "een monitor", cycle.Accounts: "een jaarverslag",
	}[k]
}

// rules are those that look in one of the kinds, and those that are off.
func (p settingsPage) rules() []check.Definition {
	return slices.DeleteFunc(slices.Clone(check.Rules), func(d check.Definition) bool {
		return !slices.ContainsFunc(p.Kinds, d.Applies) && p.Settings.Checks.On(string(d.Rule))
	})
}

// elsewhere are the rules that are on and do not look in this kind of edition: they stay on.
func (p settingsPage) elsewhere() []string {
	var all []string
	shown := p.rules()
	for _, d := range check.Rules {
		if !slices.ContainsFunc(shown, func(x check.Definition) bool { return x.Rule == d.Rule }) {
			all = append(all, string(d.Rule))
		}
	}
	return all
}

// valueName begins the names of the fields of a score value: "score1.waarde2.".
func valueName(aspect, value int) string {
	return rowName(aspectRows, aspect) + valueRows + strconv.Itoa(value) + "."
}
