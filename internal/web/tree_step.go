package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/field"
)

// stepPage is what can be done with one node of the tree, or with the top when there is none.
type stepPage struct {
	frame
	treeVisit
	Node    cycle.Placement
	Top     bool
	Form    stepForm
	Invalid cycle.Invalid
}

// stepForm is what was filled in of one of the forms, by its kind.
type stepForm struct {
	Kind   cycle.TreeStepKind
	Step   cycle.TreeStep
	GoesOn bool // what is split goes on as its first part
}

// leastParts is how many parts can be filled in without asking for more.
const leastParts = 3

func (s *Workplace) showStep(w http.ResponseWriter, r *http.Request, v treeVisit) error {
	p, err := v.stepPage(r, cycle.NodeID(r.FormValue("knoop")))
	if err != nil {
		return err
	}
	return show(w, r, http.StatusOK, treeStep(p))
}

func (v treeVisit) stepPage(r *http.Request, id cycle.NodeID) (stepPage, error) {
	p := stepPage{treeVisit: v, Top: id == "", Form: stepForm{GoesOn: true}}
	if !v.open() {
		return p, cycle.ErrNotFound
	}
	title := "Toevoegen"
	if id != "" {
		var stands bool
		if p.Node, stands = v.place(id); !stands {
			return p, cycle.ErrNotFound
		}
		title = p.Node.Number + " " + p.Node.Title
	}
	p.frame = v.frame(r, title, "rondes")
	p.Crumbs = append(v.crumbs("Doelenboom"), v.crumbs(title)[2])
	p.Crumbs[2].Href = v.tree()
	return p, nil
}

// mergePage asks what several nodes become together.
type mergePage struct {
	frame
	treeVisit
	From    []cycle.Placement
	Step    cycle.TreeStep
	Invalid cycle.Invalid
}

func (s *Workplace) showMerge(w http.ResponseWriter, r *http.Request, v treeVisit) error {
	p, err := v.mergePage(r, r.Form["knoop"])
	if err != nil {
		return err
	}
	if len(p.From) < 2 {
		return cycle.Refusal{Text: "vink ten minste twee onderdelen aan om samen te voegen"}
	}
	p.Step = cycle.TreeStep{Node: p.From[0].Node, Number: p.From[0].Number, Title: p.From[0].Title, Author: v.User.Number}
	return show(w, r, http.StatusOK, treeMerge(p))
}

func (v treeVisit) mergePage(r *http.Request, ids []string) (mergePage, error) {
	p := mergePage{frame: v.frame(r, "Samenvoegen", "rondes"), treeVisit: v}
	p.Crumbs = append(v.crumbs("Doelenboom"), v.crumbs("Samenvoegen")[2])
	p.Crumbs[2].Href = v.tree()
	if !v.open() {
		return p, cycle.ErrNotFound
	}
	for _, id := range ids {
		if place, stands := v.place(cycle.NodeID(id)); stands {
			p.From = append(p.From, place)
		}
	}
	return p, nil
}

// planStep adds what was filled in to the plan.
func (s *Workplace) planStep(w http.ResponseWriter, r *http.Request, v treeVisit) error {
	form := readStep(r)
	if r.PostFormValue("meer") != "" { // one more part, please
		form.Step.Parts = append(form.Step.Parts, cycle.TreePart{})
		return stepAgain(w, r, v, form, nil)
	}
	err := s.Do.PlanTree(r.Context(), v.Org.ID, v.User, v.Edition.ID, version(r), form.step())
	if wrong := (cycle.Invalid)(nil); errors.As(err, &wrong) {
		for i := range wrong {
			wrong[i].Field = ""
		}
		return stepAgain(w, r, v, form, wrong)
	}
	if err != nil {
		return err
	}
	return after(w, r, v.tree(), "gepland")
}

// stepAgain shows a form as it was filled in.
func stepAgain(w http.ResponseWriter, r *http.Request, v treeVisit, form stepForm, wrong cycle.Invalid) error {
	status := http.StatusOK
	if len(wrong) > 0 {
		status = http.StatusUnprocessableEntity
	}
	if form.Kind == cycle.StepMerge {
		p, err := v.mergePage(r, r.PostForm["knoop"])
		if err != nil {
			return err
		}
		if len(p.From) == 0 {
			return cycle.ErrConflict
		}
		p.Step, p.Invalid = form.Step, wrong
		return show(w, r, status, treeMerge(p))
	}
	p, err := v.stepPage(r, cycle.NodeID(r.PostFormValue("knoop")))
	if err != nil {
		return err
	}
	p.Form, p.Invalid = form, wrong
	return show(w, r, status, treeStep(p))
}

// readStep reads the form of one kind; the names of its fields begin with the kind.
func readStep(r *http.Request) stepForm {
	kind := r.PostFormValue("soort")
	get := func(name string) string { return richtext.Line(r.PostFormValue(kind + "." + name)) }
	f := stepForm{Kind: cycle.TreeStepKind(kind), GoesOn: get("zelfde") == "ja"}
	f.Step = cycle.TreeStep{
		Kind: f.Kind, Node: cycle.NodeID(r.PostFormValue("knoop")), Number: get("nummer"), Title: get("titel"),
		Parent: cycle.NodeID(get("onder")), After: cycle.NodeID(get("na")), Whole: get("alles") == "ja", Author: userNumber(get("schrijver")),
		Note: get("waarom"),
	}
	switch f.Kind {
	case cycle.StepAdd:
		f.Step.Parent, f.Step.Node = f.Step.Node, ""
	case cycle.StepMerge:
		f.Step.Node = cycle.NodeID(get("wordt"))
		for _, id := range r.PostForm["knoop"] {
			f.Step.From = append(f.Step.From, cycle.NodeID(id))
		}
	case cycle.StepSplit:
		for n := 1; r.PostForm.Has(partName(n) + ".titel"); n++ {
			part := func(name string) string { return richtext.Line(r.PostFormValue(partName(n) + "." + name)) }
			f.Step.Parts = append(f.Step.Parts, cycle.TreePart{Title: part("titel"), Number: part("nummer"), Author: userNumber(part("schrijver"))})
		}
	}
	return f
}

// step is what the form asks: parts that were left empty are none.
func (f stepForm) step() cycle.TreeStep {
	s := f.Step
	s.Parts = nil
	for _, p := range f.Step.Parts {
		if p.Title != "" || p.Number != "" {
			s.Parts = append(s.Parts, p)
		}
	}
	if f.GoesOn && len(s.Parts) > 0 {
		s.Parts[0].Node = s.Node
	}
	return s
}

func partName(n int) string { return string(cycle.StepSplit) + ".deel" + strconv.Itoa(n) }

// userNumber reads who was chosen; what is no number is nobody.
func userNumber(text string) cycle.UserNumber {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return cycle.UserNumber(n)
}

// unplanStep takes a step back, or all of them.
func (s *Workplace) unplanStep(w http.ResponseWriter, r *http.Request, v treeVisit) error {
	at, err := strconv.Atoi(r.PostFormValue("stap"))
	if err != nil {
		return cycle.ErrConflict
	}
	if err := s.Do.UnplanTree(r.Context(), v.Org.ID, v.User, v.Edition.ID, version(r), at); err != nil {
		return err
	}
	return after(w, r, v.tree(), "ongepland")
}

// whyField asks why a step is taken.
func whyField(kind cycle.TreeStepKind, note string) field.Field {
	return field.Field{
		Name: string(kind) + ".waarom", Label: "Waarom", Value: note,
		Help: "Komt in de omzettabel en in de geschiedenis, en wordt met de editie openbaar.",
	}
}

// parts are the rows of the form for splitting.
func (p stepPage) parts() []cycle.TreePart {
	parts := p.Form.Step.Parts
	if p.Form.Kind != cycle.StepSplit {
		parts = []cycle.TreePart{{Title: p.Node.Title, Number: p.Node.Number}}
	}
	for len(parts) < leastParts {
		parts = append(parts, cycle.TreePart{})
	}
	return parts
}

// value is what stands in a field: what was filled in, when this form was sent, or else what is usual.
func (p stepPage) value(kind cycle.TreeStepKind, filled func(cycle.TreeStep) string, usual string) string {
	if p.Form.Kind == kind {
		return filled(p.Form.Step)
	}
	return usual
}

// places are all nodes to choose from, without the node itself and what is below it.
func (v treeVisit) places(without cycle.NodeID, first string) []field.Choice {
	all := []field.Choice{{Label: first}}
	skip := -1 // the depth of the node that is left out
	for _, p := range v.After.Places {
		if skip >= 0 && p.Depth > skip {
			continue
		}
		skip = -1
		if p.Node == without {
			skip = p.Depth
			continue
		}
		all = append(all, field.Choice{Value: string(p.Node), Label: strings.Repeat("\u2003", p.Depth) + p.Number + " " + p.Title})
	}
	return all
}

// below is the depth of what is added here.
func (p stepPage) below() int {
	if p.Top {
		return 0
	}
	return p.Node.Depth + 1
}

// answered tells whether somebody writes about what stands at a depth.
func (v roundVisit) answered(depth int) bool {
	return v.Edition.Settings.Level(depth).Kind == cycle.Deliverable
}

// authors are who may write about what is new.
func (v roundVisit) authors() []field.Choice {
	return v.able(cycle.MayWrite, cycle.Reach{Whole: true}, nil)
}

// writerOr is who was chosen, or else who is at it.
func (v roundVisit) writerOr(n cycle.UserNumber) string {
	if n == 0 {
		n = v.User.Number
	}
	return number(n)
}

// identities are what a merger can go on as.
func (p mergePage) identities() []field.Choice {
	var all []field.Choice
	for _, place := range p.From {
		all = append(all, field.Choice{Value: string(place.Node), Label: place.Number + " " + place.Title, Help: "De verantwoording en de geschiedenis hiervan gaan door."})
	}
	return append(all, field.Choice{Value: "", Label: "iets nieuws", Help: "Er komt een nieuwe verantwoording; van alle onderdelen eindigt de eigen lijn."})
}

// What a field of a form was filled in with.
func stepNote(s cycle.TreeStep) string   { return s.Note }
func stepTitle(s cycle.TreeStep) string  { return s.Title }
func stepNumber(s cycle.TreeStep) string { return s.Number }
func stepParent(s cycle.TreeStep) string { return string(s.Parent) }
func stepAfter(s cycle.TreeStep) string  { return string(s.After) }
func stepWhole(s cycle.TreeStep) string  { return yes(s.Whole) }
