package cycle

import (
	"slices"
	"strings"

	"doelenboom/internal/money"
	"doelenboom/internal/richtext"
)

// EditionKind is what an issue of the cycle is, by law; the organisation's own name for it is Edition.Name.
type EditionKind string

// The kinds of editions: begroting (BBV art. 7), tussenrapportage, jaarstukken (BBV art. 24), perspectief- or kadernota.
const (
	Budget   EditionKind = "begroting"
	Monitor  EditionKind = "monitor"
	Accounts EditionKind = "jaarverslag"
	Outlook  EditionKind = "perspectiefnota"
)

// Edition is one issue of the cycle.
type Edition struct {
	Amendments []CouncilAmendment `json:"amendments,omitempty"` // what the council changed
	Answers    EditionID          `json:"answers,omitempty"`    // the budget it reports on
	Calendar   Calendar           `json:"calendar,omitzero"`
	ClosesAt   Date               `json:"closesAt,omitzero"` // last day of writing
	Date       Date               `json:"date,omitzero"`     // reference date (peildatum)
	Decides    []DecisionPoint    `json:"decides,omitempty"` // what is asked of the council
	ID         EditionID          `json:"id"`
	Intro      richtext.Doc       `json:"intro,omitempty"`
	Kind       EditionKind        `json:"kind"`
	Name       string             `json:"name"`
	Planned    *Plan              `json:"planned,omitempty"`  // an offering that waits for its moment
	Remind     []int              `json:"remind,omitempty"`   // on which days people are reminded by mail of what waits for them: -7 is a week before the last day of that step, 1 the day after
	Sequence   int                `json:"sequence,omitempty"` // 1 or 2 for monitors
	Settings   Settings           `json:"settings"`
	Slug       string             `json:"slug"` // second part of its addresses; never changes
	Source     Source             `json:"source,omitzero"`
	Stage      EditionStage       `json:"stage"`
	TakenOver  bool               `json:"takenOver,omitempty"` // published elsewhere before; needs no approvals
	Version    int                `json:"-"`
	Year       int                `json:"year"`
}

// EditionStage is how far the edition is inside the organisation.
type EditionStage string

// The stages of an edition. The executive establishes and offers; only the council adopts.
const (
	Writing     EditionStage = "schrijven"
	Established EditionStage = "vastgesteld-door-bestuur"
	Offered     EditionStage = "aangeboden"
	Adopted     EditionStage = "afgerond" // adopted, taken note of, or taken over
)

// DecisionPoint is one thing the council is asked to decide in an edition.
type DecisionPoint struct {
	Amount    *money.Cents `json:"amount,omitempty"`
	Explained NodeID       `json:"explained,omitempty"` // the node that tells more
	Key       string       `json:"key,omitempty"`       // given once, and the end of its address; see CarryPoints
	Number    int          `json:"number"`
	Text      string       `json:"text"`
}

// CarryPoints gives each decision point the key that it had before, also where it was moved or its words were changed, and
// a key of its own to one that is new.
func CarryPoints(before, after []DecisionPoint) []DecisionPoint {
	var old, now richtext.Doc
	for _, d := range before {
		if d.Key != "" {
			old = append(old, d.block())
		}
	}
	for _, d := range after {
		now = append(now, d.block())
	}
	after = slices.Clone(after)
	for i, b := range richtext.Carry(old, now, richtext.Taken{}) {
		after[i].Key = b.ID
	}
	return after
}

func (d DecisionPoint) block() richtext.Block {
	return richtext.Block{ID: d.Key, Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: d.Text}}}
}

// PublicState is what a revision of an edition is to the public.
type PublicState string

// The public states. Unknown is that of an edition taken over from elsewhere, about which nobody claims anything.
const (
	StateUnknown PublicState = "onbekend"
	StateOffered PublicState = "aangeboden"
	StateAdopted PublicState = "vastgesteld"
	StateNoted   PublicState = "kennisgenomen"
)

// RevisionKind is why a revision was made.
type RevisionKind string

// The kinds of revisions.
const (
	FirstRevision RevisionKind = "eerste"
	NextState     RevisionKind = "volgende-staat"
	Updated       RevisionKind = "bijgewerkt" // the same state and the same texts, with what became known since
	SlipOfThePen  RevisionKind = "verschrijving"
	ByDecision    RevisionKind = "bij-besluit"
)

// Certainty is how sure a fact about a source is.
type Certainty string

// The certainties.
const (
	Certain   Certainty = "zeker"
	Probable  Certainty = "waarschijnlijk"
	Uncertain Certainty = "onbekend"
)

// Source tells where an imported record comes from. The edition a page belongs to is a fact with a certainty of its
// own, never deduced from how the page looks.
type Source struct {
	Address   string    `json:"address,omitempty"`
	Certainty Certainty `json:"certainty,omitempty"` // of the edition it belongs to
	File      string    `json:"file,omitempty"`      // base name only
	ReadAt    Date      `json:"readAt,omitzero"`
}

// Level is the settings' level at this depth (0 is the top); beyond the last one it is the last.
func (s Settings) Level(depth int) Level {
	if len(s.Levels) == 0 {
		return Level{}
	}
	return s.Levels[min(depth, len(s.Levels)-1)]
}

// LevelWords are the organisation's own words for its levels, as a text writes them: in the singular and in lower case.
func (s Settings) LevelWords() []string {
	words := make([]string, len(s.Levels))
	for i, level := range s.Levels {
		words[i] = strings.ToLower(level.Label)
	}
	return words
}

// Aspect finds an aspect by key.
func (s Settings) Aspect(key string) (Aspect, bool) {
	for _, a := range s.Aspects {
		if a.Key == key {
			return a, true
		}
	}
	return Aspect{}, false
}

// SectionLabel is the name of a section, or its key when the settings do not know it.
func (s Settings) SectionLabel(key string) string {
	for _, sec := range s.Sections {
		if sec.Key == key {
			return sec.Label
		}
	}
	return key
}
