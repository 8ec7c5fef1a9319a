package cycle

import (
	"doelenboom/internal/money"
	"doelenboom/internal/richtext"
)

// Report is what is said about one node in one edition.
type Report struct {
	Actions     []Action          `json:"actions,omitempty"`
	Amendments  []AmendmentNotice `json:"amendments,omitempty"` // a set of kinds; "geen" stands alone
	Amounts     []WrittenAmount   `json:"amounts,omitempty"`
	Approvals   []Approval        `json:"approvals,omitempty"`   // who checked and approved this text; emptied when it changes
	Attachments []Attachment      `json:"attachments,omitempty"` // published with the report
	Author      UserNumber        `json:"author,omitempty"`
	Checker     UserNumber        `json:"checker,omitempty"`   // whose queue it comes in; any checker of the branch may
	Dismissed   []Dismissal       `json:"dismissed,omitempty"` // findings that somebody said are none
	Due         Date              `json:"due,omitzero"`        // last day of writing, when another than the edition's
	Edition     EditionID         `json:"edition"`
	Forgotten   []string          `json:"forgotten,omitempty"` // hashes of evidence that was frozen with the edition, and forgotten since
	Headline    string            `json:"headline,omitempty"`  // kernzin: one plain sentence, at most 200 characters
	Holders     []HolderID        `json:"holders,omitempty"`   // as of the edition; coalitions change during a year
	ID          ReportID          `json:"id"`
	Involvement *Involvement      `json:"involvement,omitempty"`
	Judgement   *Judgement        `json:"judgement,omitempty"` // the controller's own, beside the author's
	Milestones  []Milestone       `json:"milestones,omitempty"`
	Node        NodeID            `json:"node"`
	References  []CrossReference  `json:"references,omitempty"`
	Reserve     *ReserveRelation  `json:"reserve,omitempty"`
	Returned    string            `json:"returned,omitempty"` // why it was sent back
	Scores      []Score           `json:"scores,omitempty"`
	Sections    []SectionText     `json:"sections,omitempty"`
	Source      Source            `json:"source,omitzero"`
	Stage       ReportStage       `json:"stage"`
	Taken       []Taken           `json:"taken,omitempty"` // the parts that the source is about, when others were written here
	Term        *Term             `json:"term,omitempty"`
	Version     int               `json:"-"`
	Websites    []string          `json:"websites,omitempty"`
	Writers     []UserNumber      `json:"writers,omitempty"` // everybody who wrote in it; none of them may approve it
}

// SectionText is one prose field of a report. Label is filled only for a heading that the settings do not know: an
// imported page may have headings of its own, and none is lost.
type SectionText struct {
	Carried bool         `json:"carried,omitempty"` // taken over from the edition before, and not touched since
	CutOff  bool         `json:"cutOff,omitempty"`  // cut off in its source; the page says so
	Key     string       `json:"key"`
	Label   string       `json:"label,omitempty"`
	Text    richtext.Doc `json:"text,omitempty"`
}

// LooseText is the label of what stood under no heading in its source, above the title say.
const LooseText = "Overige tekst"

// Section finds a prose field.
func (r Report) Section(key string) (SectionText, bool) {
	for _, s := range r.Sections {
		if s.Key == key {
			return s, true
		}
	}
	return SectionText{}, false
}

// Action is one thing that is done for a deliverable. Its Key lasts, its number belongs to the edition.
type Action struct {
	Evidence []Evidence   `json:"evidence,omitempty"`
	Key      string       `json:"key"`
	Note     richtext.Doc `json:"note,omitempty"` // how it stands ("Actie 1: ...")
	Number   int          `json:"number"`
	Parts    richtext.Doc `json:"parts,omitempty"` // sub-items, as one list
	State    ActionState  `json:"state,omitempty"`
	Text     richtext.Doc `json:"text"`
}

// ActionState is how far an action is.
type ActionState string

// The states of an action; none is "not stated".
const (
	ActionNotStarted ActionState = "niet-gestart"
	ActionWaiting    ActionState = "wacht"
	ActionRunning    ActionState = "loopt"
	ActionDone       ActionState = "gereed"
	ActionDropped    ActionState = "vervallen"
)

// ActionStates are the states that can be chosen.
var ActionStates = []ActionState{ActionNotStarted, ActionWaiting, ActionRunning, ActionDone, ActionDropped}

// Milestone is something that was to be reached by a date.
type Milestone struct {
	Date      WrittenDate    `json:"date,omitzero"`
	Decisions []DecisionID   `json:"decisions,omitempty"`
	First     WrittenDate    `json:"first,omitzero"` // as it was first promised; moved dates are shown, not hidden
	Key       string         `json:"key"`            // lasts through the editions
	Reason    string         `json:"reason,omitempty"`
	State     MilestoneState `json:"state,omitempty"`
	Text      richtext.Doc   `json:"text"`
}

// MilestoneState is what became of a milestone.
type MilestoneState string

// The states of a milestone; none is "not stated".
const (
	MilestoneOpen    MilestoneState = "open"
	MilestoneReached MilestoneState = "gehaald"
	MilestoneMoved   MilestoneState = "verschoven"
	MilestoneMissed  MilestoneState = "gemist"
	MilestoneDropped MilestoneState = "vervallen"
)

// MilestoneStates are the states that can be chosen.
var MilestoneStates = []MilestoneState{MilestoneOpen, MilestoneReached, MilestoneMoved, MilestoneMissed, MilestoneDropped}

// Score is a judgement on one aspect. A value that is not green carries cause, effect and measure.
type Score struct {
	AsWritten string     `json:"asWritten,omitempty"` // in an imported page
	Aspect    string     `json:"aspect"`
	Cause     string     `json:"cause,omitempty"`
	Effect    string     `json:"effect,omitempty"`
	Evidence  []Evidence `json:"evidence,omitempty"`
	Measure   string     `json:"measure,omitempty"`
	Value     string     `json:"value"`
}

// Reasons are cause, effect and measure, in the order in which they are read.
func (s *Score) Reasons() [3]string { return [3]string{s.Cause, s.Effect, s.Measure} }

// Score finds the score on an aspect; the second result says whether there is one.
func (r Report) Score(aspect string) (Score, bool) {
	for _, s := range r.Scores {
		if s.Aspect == aspect {
			return s, true
		}
	}
	return Score{}, false
}

// ReferenceKind is how one node hangs together with another.
type ReferenceKind string

// The kinds of cross-references.
const (
	See         ReferenceKind = "zie"
	WaitsFor    ReferenceKind = "wacht-op"
	FollowsFrom ReferenceKind = "volgt-uit"
	MergedInto  ReferenceKind = "opgegaan-in"
)

// CrossReference points from a report to another node: by Node when the edition knows it, by Number as long as not.
type CrossReference struct {
	Action int           `json:"action,omitempty"` // number of the action that says so
	Kind   ReferenceKind `json:"kind"`
	Node   NodeID        `json:"node,omitempty"`
	Number string        `json:"number,omitempty"`
}

// Term is how long a deliverable goes on.
type Term struct {
	Structural bool `json:"structural,omitempty"`
	Until      int  `json:"until,omitempty"` // year; 0 is unknown
}

// Involvement is the part the organisation plays (rol): the sentence as written, and the words that can be counted.
type Involvement struct {
	Sentence string   `json:"sentence,omitempty"`
	Tags     []string `json:"tags,omitempty"`
}

// ReserveRelation says whether a deliverable is paid from a reserve.
type ReserveRelation struct {
	Note    string `json:"note,omitempty"`
	Related *bool  `json:"related,omitempty"` // nil while nobody knows
	Reserve string `json:"reserve,omitempty"` // its name, as in the label of the page
}

// Answer is ja, nee, or "" while it is unknown.
func (r ReserveRelation) Answer() string {
	switch {
	case r.Related == nil:
		return ""
	case *r.Related:
		return "ja"
	}
	return "nee"
}

// Answered is what an answer says; whatever is neither ja nor nee says nothing.
func Answered(answer string) *bool {
	if answer != "ja" && answer != "nee" {
		return nil
	}
	return new(answer == "ja")
}

// ReserveAsked is the question that an answer about a reserve is given to, where it is written and where it is read. Where
// the reserve has a name it is about that one only.
func ReserveAsked(name string) string {
	if name == "" {
		return "Betaald uit een reserve"
	}
	return "Relatie met reserve"
}

// AmendmentKind is what sort of budget change a report asks for or announces.
type AmendmentKind string

// The kinds of amendments seen in reports.
const (
	AmendmentNone          AmendmentKind = "geen"
	AmendmentCouncil       AmendmentKind = "ps" // the council decides, whatever it is called
	AmendmentExecutive     AmendmentKind = "gs" // the executive decides within its mandate
	AmendmentAnnounced     AmendmentKind = "vooraankondiging-resultaatbestemming"
	AmendmentAppropriation AmendmentKind = "resultaatbestemming"
)

// AmendmentNotice is one kind of amendment that a report names.
type AmendmentNotice struct {
	Decision DecisionID    `json:"decision,omitempty"`
	Kind     AmendmentKind `json:"kind"`
	Number   string        `json:"number,omitempty"`
}

// WrittenAmount is an amount from a table or label of an imported page.
type WrittenAmount struct {
	AsWritten string      `json:"asWritten"`
	Cents     money.Cents `json:"cents"`
	Column    string      `json:"column,omitempty"`
	Row       string      `json:"row,omitempty"`
	Year      int         `json:"year,omitempty"`
}

// Docs are all prose fields of the report, in the order of the page; a change through them changes the report.
func (r *Report) Docs() []*richtext.Doc {
	var docs []*richtext.Doc
	for i := range r.Sections {
		docs = append(docs, &r.Sections[i].Text)
	}
	for i := range r.Actions {
		docs = append(docs, &r.Actions[i].Text, &r.Actions[i].Parts, &r.Actions[i].Note)
	}
	for i := range r.Milestones {
		docs = append(docs, &r.Milestones[i].Text)
	}
	return docs
}
