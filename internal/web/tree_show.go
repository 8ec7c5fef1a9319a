package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui"
)

// treeVisit is the tree of an edition with what is planned for it.
type treeVisit struct {
	roundVisit
	Plan   cycle.TreePlan
	Now    cycle.TreeNow
	After  cycle.TreeAfter
	Wrong  cycle.Invalid
	Before *cycle.Edition // the edition that this one goes on from
}

// withTree opens the tree for who sets up the whole organisation.
func (s *Workplace) withTree(do func(http.ResponseWriter, *http.Request, treeVisit) error) answer {
	return s.withRound(func(w http.ResponseWriter, r *http.Request, v roundVisit) error {
		if err := v.must(cycle.MaySetUp, v.everywhere()); err != nil {
			return err
		}
		t, err := openTree(r, v)
		if err != nil {
			return err
		}
		return do(w, r, t)
	})
}

func openTree(r *http.Request, v roundVisit) (treeVisit, error) {
	t := treeVisit{roundVisit: v}
	editions, err := v.Read.Editions(r.Context())
	if err != nil {
		return t, err
	}
	if at := v.Edition.GoesOnFrom(editions); at >= 0 {
		t.Before = &editions[at]
	}
	t.Plan, err = v.Read.TreePlan(r.Context(), v.Edition.ID)
	if err != nil && !errors.Is(err, cycle.ErrNotFound) {
		return t, err
	}
	if t.Now, err = change.TreeNow(r.Context(), v.Read, v.Edition); err != nil {
		return t, err
	}
	t.After, t.Wrong = t.Plan.Apply(t.Now)
	return t, nil
}

// tree is the address of the tree of the round.
func (v roundVisit) tree() string { return v.address() + "boom/" }

// open tells whether the tree can be changed now.
func (v treeVisit) open() bool { return v.Edition.Stage == cycle.Writing }

// place finds a node in the tree as it is planned.
func (v treeVisit) place(id cycle.NodeID) (cycle.Placement, bool) {
	i := slices.IndexFunc(v.After.Places, func(p cycle.Placement) bool { return p.Node == id })
	if i < 0 {
		return cycle.Placement{}, false
	}
	return v.After.Places[i], true
}

// speech tells the steps of one plan in words.
type speech struct {
	names map[cycle.NodeID]string // as nodes were called before the plan
	steps []cycle.TreeStep
}

// speech is how the plan is told.
func (v treeVisit) speech() speech {
	s := speech{names: map[cycle.NodeID]string{}, steps: v.Plan.Steps}
	for _, p := range v.Now.Places {
		s.names[p.Node] = p.Number + " " + p.Title
	}
	return s
}

// speechOf is how a plan is told that was applied.
func speechOf(done cycle.TreeDone) speech {
	s := speech{names: map[cycle.NodeID]string{}, steps: done.Steps}
	for _, c := range done.Called {
		s.names[c.Node] = c.Name
	}
	return s
}

// called is how a step speaks of a node: as it was called before the plan, or by its title when it is new.
func (v speech) called(id cycle.NodeID) string {
	if name := v.names[id]; name != "" {
		return name
	}
	for _, s := range v.steps {
		if s.Node == id && s.Title != "" {
			return quoted(s.Title)
		}
		for _, p := range s.Parts {
			if p.Node == id {
				return quoted(p.Title)
			}
		}
	}
	return "iets wat er niet meer staat"
}

func quoted(text string) string { return "‘" + text + "’" }

// treePage shows the tree as it is planned, with the plan on top.
type treePage struct {
	frame
	treeVisit
	Steps []plannedStep
	Rows  []treeRow
	Done  []doneTurn
}

// plannedStep is a step of the plan in words.
type plannedStep struct {
	At      int
	Text    string
	Note    string // why
	Problem string
}

// doneTurn is a plan that was applied, in words.
type doneTurn struct {
	At    time.Time
	By    string
	Steps []plannedStep
}

// treeRow is a node in the tree.
type treeRow struct {
	cycle.Placement
	Level string
	Was   string // its number before the plan, when that is another
	New   bool
}

func (s *Workplace) showTree(w http.ResponseWriter, r *http.Request, v treeVisit) error {
	p := treePage{frame: v.frame(r, "Doelenboom: "+v.Edition.Name, "rondes"), treeVisit: v}
	p.Crumbs = v.crumbs("Doelenboom")
	was := map[cycle.NodeID]cycle.Placement{}
	for _, place := range v.Now.Places {
		was[place.Node] = place
	}
	for _, place := range v.After.Places {
		before, stood := was[place.Node]
		row := treeRow{Placement: place, Level: v.Edition.Settings.Level(place.Depth).Label, New: !stood}
		if stood && before.Number != place.Number {
			row.Was = before.Number
		}
		p.Rows = append(p.Rows, row)
	}
	told := v.speech()
	for i, step := range v.Plan.Steps {
		p.Steps = append(p.Steps, plannedStep{At: i, Text: told.words(step), Note: step.Note, Problem: v.problemOf(i)})
	}
	p.Done = v.done()
	return show(w, r, http.StatusOK, treeShow(p))
}

// done is what was changed in the tree before, the newest first.
func (v treeVisit) done() []doneTurn {
	var all []doneTurn
	for _, d := range v.Plan.Done {
		turn, told := doneTurn{At: d.At, By: v.who(d.By)}, speechOf(d)
		for i, step := range d.Steps {
			turn.Steps = append(turn.Steps, plannedStep{At: i, Text: told.words(step), Note: step.Note})
		}
		all = append(all, turn)
	}
	slices.Reverse(all)
	return all
}

func (v treeVisit) problemOf(step int) string {
	for _, w := range v.Wrong {
		if w.Field == "stap-"+strconv.Itoa(step+1) {
			return w.Text
		}
	}
	return ""
}

// words tell a step.
func (v speech) words(s cycle.TreeStep) string {
	what := v.called(s.Node)
	switch s.Kind {
	case cycle.StepAdd:
		return quoted(s.Title) + " toevoegen" + v.where(s.Parent) + numbered(s.Number)
	case cycle.StepName:
		return what + " heet voortaan " + quoted(s.Title)
	case cycle.StepMove:
		text := what + " verplaatsen" + v.where(s.Parent)
		if s.After != "" {
			text += ", na " + v.called(s.After)
		}
		return text + numbered(s.Number)
	case cycle.StepNumber:
		return what + " krijgt nummer " + s.Number + "; wat eronder staat volgt"
	case cycle.StepCount:
		if s.Node == "" {
			return "de hele doelenboom doornummeren" + countedFrom(s.Number)
		}
		return "alles onder " + what + " doornummeren" + countedFrom(s.Number)
	case cycle.StepEnd:
		if s.Whole {
			return what + " beëindigen, met alles wat eronder staat"
		}
		return what + " beëindigen"
	case cycle.StepSplit:
		return what + " splitsen in " + ui.And(titles(s.Parts))
	case cycle.StepMerge:
		var from []string
		for _, id := range s.From {
			from = append(from, v.called(id))
		}
		return ui.And(from) + " samenvoegen tot " + quoted(s.Title) + numbered(s.Number)
	}
	return string(s.Kind)
}

func (v speech) where(parent cycle.NodeID) string {
	if parent == "" {
		return " bovenaan in de doelenboom"
	}
	return " onder " + v.called(parent)
}

func numbered(number string) string {
	if number == "" {
		return ""
	}
	return ", met nummer " + number
}

func countedFrom(number string) string {
	if number == "" {
		return ""
	}
	return ", vanaf " + number
}

func titles(parts []cycle.TreePart) []string {
	var all []string
	for _, p := range parts {
		all = append(all, quoted(p.Title))
	}
	return all
}

// convertPage shows the conversion table before it is confirmed.
type convertPage struct {
	frame
	treeVisit
	Opens []cycle.TreePart
}

// reasons tells whether any row has a note.
func (p convertPage) reasons() bool {
	return slices.ContainsFunc(p.After.Conversions, func(c cycle.Conversion) bool { return c.Note != "" })
}

// from is the edition that the left side of the table is of.
func (p convertPage) from() string {
	if p.Before == nil || len(p.Now.Before) == 0 {
		return "de doelenboom zoals hij nu is"
	}
	return p.Before.Name
}

func (s *Workplace) convertTree(w http.ResponseWriter, r *http.Request, v treeVisit) error {
	p := convertPage{frame: v.frame(r, "Omzettabel: "+v.Edition.Name, "rondes"), treeVisit: v}
	p.Crumbs = v.crumbs("Omzettabel")
	if !v.open() {
		return cycle.ErrNotFound
	}
	for _, o := range v.After.Opens {
		if o.Author == 0 {
			o.Author = v.User.Number
		}
		p.Opens = append(p.Opens, o)
	}
	return show(w, r, http.StatusOK, treeConvert(p))
}

// applyTree does what was planned.
func (s *Workplace) applyTree(w http.ResponseWriter, r *http.Request, v treeVisit) error {
	if err := s.Do.ApplyTreePlan(r.Context(), v.Org.ID, v.User, v.Edition.ID, version(r)); err != nil {
		return err
	}
	return after(w, r, v.tree(), "boom")
}

// kindWord is what became of something, in words.
func kindWord(k cycle.LineageKind) string {
	if k == cycle.Ended {
		return "beëindigd"
	}
	return string(k)
}

// wrongSteps are the problems with a link to where they can be mended.
func (p convertPage) wrongSteps() cycle.Invalid {
	all := slices.Clone(p.Wrong)
	for i := range all {
		if all[i].Field != "" {
			all[i].Text = all[i].Field[len("stap-"):] + ": " + all[i].Text
		}
		all[i].Field = ""
	}
	return all
}
