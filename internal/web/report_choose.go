package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
)

// choosePage lets whoever saved second see both texts and choose, paragraph by paragraph.
type choosePage struct {
	frame
	reportVisit
	Differences []clash
	Form        []posted // all that was filled in, to be sent along
	By          string   // who saved first
}

// posted is one value of a form.
type posted struct{ Name, Value string }

// clash is one field or paragraph in which both texts differ.
type clash struct {
	Name         string // of the choice
	Label        string
	Theirs, Mine string
	Both         bool // both can be kept
}

// Answers to a choice.
const (
	keepMine   = "mijn"
	keepTheirs = "hun"
	keepBoth   = "beide"
)

// chooseBetween shows what differs between the report as it is now and what this user filled in.
func (s *Workplace) chooseBetween(w http.ResponseWriter, r *http.Request, v reportVisit, mine cycle.Report) error {
	p := choosePage{reportVisit: v, frame: v.frame(r, "Kiezen: "+v.title(), "werk"), By: "iemand anders"}
	p.Crumbs, p.Wide = v.crumbs("Kiezen"), true
	if n := len(v.Report.Writers); n > 0 {
		p.By = v.name(v.Report.Writers[n-1])
	}
	merge(v.Report, mine, v.Edition, func(d clash) string {
		p.Differences = append(p.Differences, d)
		return keepMine
	})
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		if name == "versie" || name == "daarna" || strings.HasPrefix(name, "keuze.") {
			continue
		}
		for _, value := range r.PostForm[name] {
			p.Form = append(p.Form, posted{name, value})
		}
	}
	return show(w, r, http.StatusConflict, reportChoose(p))
}

// saveChosen saves what was chosen, unless the report changed once more meanwhile.
func (s *Workplace) saveChosen(w http.ResponseWriter, r *http.Request, v reportVisit) error {
	mine, wrong, err := s.readForm(w, r, v)
	if err != nil {
		return err
	}
	seen, _ := strconv.Atoi(r.PostFormValue("versie"))
	if seen != v.Report.Version {
		return s.chooseBetween(w, r, v, mine)
	}
	if len(wrong) > 0 {
		return s.writeAgain(w, r, v, mine, seen, wrong)
	}
	text := merge(v.Report, mine, v.Edition, func(d clash) string { return chosen(r.PostForm, d.Name) })
	if err := s.Do.WriteReport(r.Context(), v.Org.ID, v.User, v.Report.ID, seen, text); err != nil {
		return err
	}
	return after(w, r, v.address()+"schrijven", "bewaard")
}

func chosen(form url.Values, name string) string {
	if c := form.Get("keuze." + name); c == keepTheirs || c == keepBoth {
		return c
	}
	return keepMine
}

// merge is mine on top of theirs, with whatever choose says where they differ.
func merge(theirs, mine cycle.Report, e cycle.Edition, choose func(clash) string) cycle.Report {
	out := mine
	line := func(name, label, a, b string) string {
		if a == b || choose(clash{Name: name, Label: label, Theirs: a, Mine: b}) == keepMine {
			return b
		}
		return a
	}
	out.Headline = line("kernzin", "Kernzin", theirs.Headline, mine.Headline)
	out.Scores = mergeScores(theirs, mine, e, line)
	out.Sections = nil
	for _, key := range sectionKeys(theirs, mine) {
		a, _ := theirs.Section(key)
		b, has := mine.Section(key)
		if !has {
			b = cycle.SectionText{Key: key, Label: a.Label}
		}
		b.Text = mergeDoc(sectionField+key, e.Settings.SectionLabel(key), a.Text, b.Text, choose)
		out.Sections = append(out.Sections, b)
	}
	out.Actions = slices.Clone(mine.Actions)
	for i := range out.Actions {
		b := &out.Actions[i]
		j := slices.IndexFunc(theirs.Actions, func(a cycle.Action) bool { return a.Key == b.Key })
		if j < 0 {
			continue
		}
		a, name, label := theirs.Actions[j], actionField+b.Key, "Actie "+strconv.Itoa(b.Number)
		b.State = cycle.ActionState(line(name+".stand", label+", stand", string(a.State), string(b.State)))
		b.Note = mergeDoc(name+".toelichting", label+", toelichting", a.Note, b.Note, choose)
	}
	return out
}

func mergeScores(theirs, mine cycle.Report, e cycle.Edition, line func(name, label, a, b string) string) []cycle.Score {
	var out []cycle.Score
	for _, aspect := range e.Settings.Aspects {
		a, _ := theirs.Score(aspect.Key)
		b, _ := mine.Score(aspect.Key)
		kept := line(scoreField+aspect.Key, "Score "+aspect.Label, spoken(aspect, a), spoken(aspect, b))
		if kept == spoken(aspect, a) && kept != spoken(aspect, b) {
			b = a
		}
		if b.Value != "" {
			out = append(out, b)
		}
	}
	return out
}

// spoken is a score in words.
func spoken(aspect cycle.Aspect, s cycle.Score) string {
	v, _ := aspect.Value(s.Value)
	return strings.Join(strings.Fields(v.Word+" "+s.Cause+" "+s.Effect+" "+s.Measure), " ")
}

func sectionKeys(theirs, mine cycle.Report) []string {
	var keys []string
	for _, s := range slices.Concat(mine.Sections, theirs.Sections) {
		if !slices.Contains(keys, s.Key) {
			keys = append(keys, s.Key)
		}
	}
	return keys
}

// mergeDoc chooses paragraph by paragraph. Paragraphs belong together by their id, which an edited one keeps.
func mergeDoc(name, label string, theirs, mine richtext.Doc, choose func(clash) string) richtext.Doc {
	if theirs.Text() == mine.Text() {
		return mine
	}
	mine = richtext.Carry(theirs, mine, richtext.Taken{})
	place := map[string]int{}
	for i, b := range theirs {
		place[b.ID] = i
	}
	var out richtext.Doc
	n, next := 0, 0 // the paragraph of theirs that has not been passed
	one := func(a, b *richtext.Block) {
		if a != nil && b != nil && a.Text() == b.Text() {
			out = append(out, *b)
			return
		}
		n++
		out = append(out, keep(a, b, choose(clash{
			Name: name + "." + strconv.Itoa(n), Label: label + ", alinea", Theirs: textOf(a), Mine: textOf(b), Both: a != nil && b != nil,
		}))...)
	}
	for i := range mine {
		at, known := place[mine[i].ID]
		if !known {
			one(nil, &mine[i])
			continue
		}
		for ; next < at; next++ {
			if !slices.ContainsFunc(mine, func(b richtext.Block) bool { return b.ID == theirs[next].ID }) {
				one(&theirs[next], nil)
			}
		}
		one(&theirs[at], &mine[i])
		next = max(next, at+1)
	}
	for ; next < len(theirs); next++ {
		if !slices.ContainsFunc(mine, func(b richtext.Block) bool { return b.ID == theirs[next].ID }) {
			one(&theirs[next], nil)
		}
	}
	return out
}

func textOf(b *richtext.Block) string {
	if b == nil {
		return ""
	}
	return b.Text()
}

// keep is what stays of a paragraph of which each side may lack its own.
func keep(theirs, mine *richtext.Block, choice string) richtext.Doc {
	var out richtext.Doc
	if theirs != nil && choice != keepMine {
		out = append(out, *theirs)
	}
	if mine != nil && choice != keepTheirs {
		b := *mine
		if len(out) > 0 {
			b.ID = "" // the other one has it
		}
		out = append(out, b)
	}
	return out
}
