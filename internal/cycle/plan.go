package cycle

import (
	"slices"
	"time"
)

// TreePlan is what somebody wants to change in the tree of an edition: steps that are gathered, looked at together and
// then applied, all of them or none. It is kept, so that it survives a reload and a colleague can look at it.
type TreePlan struct {
	Done    []TreeDone `json:"done,omitempty"` // what was applied before, the newest last
	Edition EditionID  `json:"edition"`
	Steps   []TreeStep `json:"steps,omitempty"`
	Version int        `json:"-"`
}

// ObjectKind names plans in the history.
func (TreePlan) ObjectKind() string { return "tree-plan" }

// ObjectID is the edition's: it has one plan at a time.
func (p TreePlan) ObjectID() string { return string(p.Edition) }

// TreeStepKind is what a step does.
type TreeStepKind string

// The kinds of steps.
const (
	StepAdd    TreeStepKind = "toevoegen"
	StepName   TreeStepKind = "hernoemen"
	StepMove   TreeStepKind = "verplaatsen"
	StepNumber TreeStepKind = "nummeren"     // one node; what is below follows
	StepCount  TreeStepKind = "doornummeren" // all that is below a node, without gaps, in the order in which it stands; the first gets Number, or 1
	StepEnd    TreeStepKind = "beeindigen"   // what is below ends too when Whole
	StepSplit  TreeStepKind = "splitsen"     // Node goes on as the first part when that has its id
	StepMerge  TreeStepKind = "samenvoegen"  // From go on as Node, which may be one of them
)

// TreeStep is one thing that is to change in a tree. Nodes are named by id: numbers may be on their way to others.
type TreeStep struct {
	After  NodeID       `json:"after,omitempty"`  // beside which it comes to stand; absent is the place of its number
	Author UserNumber   `json:"author,omitempty"` // who writes about what is new
	From   []NodeID     `json:"from,omitempty"`   // what is merged
	Kind   TreeStepKind `json:"kind"`
	Node   NodeID       `json:"node,omitempty"` // what it is about; what comes of it when something is new
	Note   string       `json:"note,omitempty"` // why; it goes along to what becomes of each node
	Number string       `json:"number,omitempty"`
	Parent NodeID       `json:"parent,omitempty"`
	Parts  []TreePart   `json:"parts,omitempty"` // what something is split into
	Title  string       `json:"title,omitempty"`
	Whole  bool         `json:"whole,omitempty"`
}

// TreeDone is a plan that was applied, with what its steps speak of as it was called then.
type TreeDone struct {
	At     time.Time    `json:"at"`
	By     UserNumber   `json:"by"`
	Called []TreeCalled `json:"called,omitempty"`
	Steps  []TreeStep   `json:"steps"`
}

// TreeCalled is what a node was called: "5.1 Werklocaties".
type TreeCalled struct {
	Name string `json:"name"`
	Node NodeID `json:"node"`
}

// TreePart is one of the nodes that another is split into.
type TreePart struct {
	Author UserNumber `json:"author,omitempty"`
	Node   NodeID     `json:"node"`
	Number string     `json:"number"`
	Title  string     `json:"title"`
}

// Named gives ids to the nodes that a step makes.
func (s TreeStep) Named(newID func() string) TreeStep {
	if s.Node == "" && (s.Kind == StepAdd || s.Kind == StepMerge) {
		s.Node = NodeID(newID())
	}
	parts := make([]TreePart, len(s.Parts))
	for i, p := range s.Parts {
		if p.Node == "" {
			p.Node = NodeID(newID())
		}
		parts[i] = p
	}
	if len(parts) > 0 {
		s.Parts = parts
	}
	return s
}

// Finish empties a plan that was applied, and keeps what it did.
func (p TreePlan) Finish(now TreeNow, by UserNumber, at time.Time) TreePlan {
	done := TreeDone{At: at, By: by, Steps: p.Steps}
	spoken := map[NodeID]bool{}
	for _, s := range p.Steps {
		for _, id := range append([]NodeID{s.Node, s.Parent, s.After}, s.From...) {
			spoken[id] = true
		}
	}
	for _, place := range now.Places {
		if spoken[place.Node] {
			done.Called = append(done.Called, TreeCalled{Node: place.Node, Name: place.Number + " " + place.Title})
		}
	}
	p.Done, p.Steps = append(slices.Clip(p.Done), done), nil
	return p
}

// TreeNow is a tree as it stands, with what must be known to change it.
type TreeNow struct {
	Before   []Placement // the tree of the edition that this one goes on from; none when it is the first
	Edition  Edition
	Kept     map[NodeID]string // what cannot vanish, with the reason: "de verantwoording heeft al tekst"
	Lineages []Lineage         // that hold from this edition on
	Places   []Placement
	Reported map[NodeID]bool // what has a report
}

// TreeAfter is what becomes of a tree.
type TreeAfter struct {
	Conversions []Conversion
	Dropped     []Lineage   // that do not hold any more
	Gone        []Placement // what stands no longer in it
	Lineages    []Lineage   // that are new or changed; a new one has no id
	Opens       []TreePart  // what needs a report from now on
	Places      []Placement // all of it, in reading order
}

// Conversion is a row of the conversion table: what something was called and what it is called now.
type Conversion struct {
	From, To Placement // absent for what is new, and for what ended
	Kind     LineageKind
	Note     string // why
}
