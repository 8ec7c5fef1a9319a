package cycle

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"doelenboom/internal/dutch"
)

// Settle changes the levels, sections, scores and rules of an edition that is being written. What somebody wrote or
// scored under stays; so does a level on which something stands.
func (e Edition) Settle(by User, day Date, to Settings, reports []Report, places []Placement) (Edition, error) {
	switch {
	case !by.May(MaySetUp, Spot{Day: day}):
		return e, Denied(MaySetUp, Spot{Day: day})
	case e.Stage != Writing:
		return e, e.Closed("haar inrichting staat vast")
	}
	to = to.Keyed()
	wrong := to.Problems()
	for _, p := range places {
		if p.Depth >= len(to.Levels) && p.Depth < len(e.Settings.Levels) {
			wrong = append(wrong, Problem{Field: "niveau", Text: fmt.Sprintf("op het niveau %s staat nog %s %s", e.Settings.Level(p.Depth).Label, p.Number, p.Title)})
			break
		}
	}
	wrong = append(wrong, e.missed(to, reports)...)
	e.Settings = to
	return e, wrong.orNil()
}

// missed are the sections and scores that would go while reports still use them.
func (e Edition) missed(to Settings, reports []Report) Invalid {
	var wrong Invalid
	for _, s := range e.Settings.Sections {
		if slices.ContainsFunc(to.Sections, func(x Section) bool { return x.Key == s.Key }) {
			continue
		}
		n := using(reports, func(r Report) bool { text, ok := r.Section(s.Key); return ok && !text.Text.Empty() })
		if n > 0 {
			wrong = append(wrong, Problem{Field: "rubriek", Text: fmt.Sprintf("de rubriek %s kan niet weg: zij heeft tekst in %s", s.Label, count(n, "verantwoording", "verantwoordingen"))})
		}
	}
	for _, a := range e.Settings.Aspects {
		kept, _ := to.Aspect(a.Key)
		for _, v := range a.Values {
			if _, ok := kept.Value(v.Key); ok {
				continue
			}
			n := using(reports, func(r Report) bool { s, ok := r.Score(a.Key); return ok && s.Value == v.Key })
			if n > 0 {
				wrong = append(wrong, Problem{Field: "score", Text: fmt.Sprintf("de score %q op %s kan niet weg: zij staat in %s", v.Word, a.Label, count(n, "verantwoording", "verantwoordingen"))})
			}
		}
	}
	return wrong
}

func using(reports []Report, uses func(Report) bool) int {
	n := 0
	for _, r := range reports {
		if uses(r) {
			n++
		}
	}
	return n
}

// Keyed gives what is new a key, after its label. A key lasts: texts and scores are kept under it.
func (s Settings) Keyed() Settings {
	s.Sections, s.Aspects = slices.Clone(s.Sections), slices.Clone(s.Aspects)
	taken := map[string]bool{}
	for _, x := range s.Sections {
		taken[x.Key] = true
	}
	for i := range s.Sections {
		keyed(&s.Sections[i].Key, s.Sections[i].Label, taken)
	}
	taken = map[string]bool{}
	for _, x := range s.Aspects {
		taken[x.Key] = true
	}
	for i := range s.Aspects {
		a := &s.Aspects[i]
		keyed(&a.Key, a.Label, taken)
		a.Values = slices.Clone(a.Values)
		values := map[string]bool{}
		for _, v := range a.Values {
			values[v.Key] = true
		}
		for j := range a.Values {
			keyed(&a.Values[j].Key, a.Values[j].Word, values)
		}
	}
	return s
}

func keyed(key *string, label string, taken map[string]bool) {
	if *key != "" || label == "" {
		return
	}
	slug := dutch.Slug(label)
	*key = slug
	for n := 2; taken[*key]; n++ {
		*key = slug + "-" + strconv.Itoa(n)
	}
	taken[*key] = true
}

// Check is Problems as an error.
func (s Settings) Check() error { return s.Problems().orNil() }

// Problems tells what is wrong with settings, by the fields of their form: "niveau1.naam", "score2.waarde1.woord".
func (s Settings) Problems() Invalid {
	var v Invalid
	add := func(field, text string) { v = append(v, Problem{Field: field, Text: text}) }
	if len(s.Levels) == 0 {
		add("niveau", "een doelenboom heeft ten minste één niveau")
	}
	for i, l := range s.Levels {
		field := fmt.Sprintf("niveau%d.", i+1)
		if l.Label == "" || l.Plural == "" {
			add(field+"naam", fmt.Sprintf("niveau %d heeft een naam nodig, in enkelvoud en in meervoud", i+1))
		}
		if l.Kind != Programme && l.Kind != Goal && l.Kind != Deliverable {
			add(field+"soort", "kies programma, doel of prestatie")
		}
	}
	for i, x := range s.Sections {
		field := fmt.Sprintf("rubriek%d.", i+1)
		if x.Label == "" {
			add(field+"naam", fmt.Sprintf("rubriek %d heeft een naam nodig", i+1))
		}
		if x.MaxLength < 0 {
			add(field+"lengte", "geef een aantal tekens van 0 of meer")
		}
	}
	for i, a := range s.Aspects {
		v = append(v, a.problems(i+1)...)
	}
	return append(v, s.Checks.problems()...)
}

func (a Aspect) problems(n int) Invalid {
	var v Invalid
	field := fmt.Sprintf("score%d.", n)
	if a.Label == "" {
		v = append(v, Problem{Field: field + "naam", Text: fmt.Sprintf("onderwerp %d heeft een naam nodig", n)})
	}
	if len(a.Values) < 2 {
		v = append(v, Problem{Field: field + "naam", Text: fmt.Sprintf("onderwerp %d heeft ten minste twee waarden nodig", n)})
	}
	seen := map[string]bool{}
	for i, value := range a.Values {
		switch {
		case value.Word == "":
			v = append(v, Problem{Field: fmt.Sprintf("%swaarde%d.woord", field, i+1), Text: fmt.Sprintf("waarde %d van onderwerp %d heeft een woord nodig", i+1, n)})
		case seen[value.Key]:
			v = append(v, Problem{Field: fmt.Sprintf("%swaarde%d.teken", field, i+1), Text: fmt.Sprintf("%s staat twee keer bij onderwerp %d", value.Key, n)})
		}
		seen[value.Key] = true
	}
	return v
}

// Differs names in Dutch which parts of two settings are not the same.
func (s Settings) Differs(other Settings) []string {
	var parts []string
	for _, p := range []struct {
		name string
		same bool
	}{
		{"niveaus", reflect.DeepEqual(s.Levels, other.Levels)},
		{"rubrieken", reflect.DeepEqual(s.Sections, other.Sections)},
		{"scores", reflect.DeepEqual(s.Aspects, other.Aspects)},
		{"controles", reflect.DeepEqual(s.Checks.OrUsual(), other.Checks.OrUsual())},
	} {
		if !p.same {
			parts = append(parts, p.name)
		}
	}
	return parts
}
