package cycle

// OrganisationKind is what sort of public body it is; settings have defaults by kind.
type OrganisationKind string

// The kinds of public bodies that have a planning & control cycle by law.
const (
	Province     OrganisationKind = "provincie"
	Municipality OrganisationKind = "gemeente"
	WaterBoard   OrganisationKind = "waterschap"
)

// Organisation is one public body. Everything else belongs to exactly one.
type Organisation struct {
	Base     string           `json:"base,omitempty"` // address of its own host, without final slash
	Bodies   Bodies           `json:"bodies"`
	Contact  string           `json:"contact,omitempty"` // mail address or URL for "Klopt er iets niet?"
	Defaults Settings         `json:"defaults"`          // what an edition starts with that begins with nothing
	ID       OrganisationID   `json:"id"`
	Keeping  Keeping          `json:"keeping,omitzero"`
	Kind     OrganisationKind `json:"kind"`
	Name     string           `json:"name"`
	NoIndex  bool             `json:"noIndex,omitempty"` // not for search engines, in no register file
	Notice   string           `json:"notice,omitempty"`  // a sentence on every page, such as "Verzonnen voorbeeld"
	SignIn   SignIn           `json:"signIn,omitzero"`
	Slug     string           `json:"slug"` // first part of every address; never changes
	Style    HouseStyle       `json:"style,omitzero"`
	Version  int              `json:"-"`
}

// Bodies are the names of the council and the executive, as they are written in a running sentence.
type Bodies struct {
	Council        string `json:"council"`        // "Provinciale Staten", "de gemeenteraad", "het algemeen bestuur"
	CouncilShort   string `json:"councilShort"`   // "PS", "raad", "AB"
	Executive      string `json:"executive"`      // "Gedeputeerde Staten", "het college", "het dagelijks bestuur"
	ExecutiveShort string `json:"executiveShort"` // "GS", "college", "DB"
}

// Settings are what an organisation can choose for its editions. An edition keeps its own copy, because levels, words
// and legends change from year to year and an old edition must keep its own.
type Settings struct {
	Aspects  []Aspect      `json:"aspects,omitempty"`
	Checks   CheckSettings `json:"checks,omitzero"`
	Levels   []Level       `json:"levels,omitempty"`
	Sections []Section     `json:"sections,omitempty"`
}

// LevelKind says what a level of the tree is for, whatever the organisation calls it.
type LevelKind string

// The kinds of levels. A tree has any number of levels; only deliverables are answered for in every edition.
const (
	Programme   LevelKind = "programma"
	Goal        LevelKind = "doel"
	Deliverable LevelKind = "prestatie"
)

// Level is one layer of the tree with the organisation's own name for it.
type Level struct {
	Kind   LevelKind `json:"kind"`
	Label  string    `json:"label"`  // "Kerntaak"
	Plural string    `json:"plural"` // "Kerntaken"
}

// Section is a piece of prose that a report has. The keys below have a place of their own on the page.
type Section struct {
	Guide     string                   `json:"guide,omitempty"` // how to write it
	Key       string                   `json:"key"`
	Label     string                   `json:"label"`
	MaxLength int                      `json:"maxLength,omitempty"` // characters; 0 is no limit
	Sources   map[string]SectionSource `json:"sources,omitempty"`   // by EditionKind; what is not named is written anew
}

// SectionSource is where the text of a section comes from when an edition is opened.
type SectionSource string

// The sources of a section: written anew, carried forward from the edition before to be edited, or fixed as the budget
// ordered it, which only a decision changes.
const (
	WrittenAnew    SectionSource = ""
	CarriedForward SectionSource = "vorige"
	Ordered        SectionSource = "begroting"
)

// Source is where the section comes from in an edition of this kind.
func (s Section) Source(kind EditionKind) SectionSource { return s.Sources[string(kind)] }

// Keys of sections that every organisation starts with.
const (
	Summary     = "samenvatting"
	Context     = "context"
	Progress    = "voortgang"
	FinanceNote = "financien"
)

// Aspect is one thing a score is given on.
type Aspect struct {
	Judged    bool              `json:"judged,omitempty"` // given by a person; otherwise computed by rule
	Key       string            `json:"key"`              // "inhoud", "geld", "tijd", "kwaliteit"
	Label     string            `json:"label"`
	Questions map[string]string `json:"questions,omitempty"` // by EditionKind: "Is dit gehaald?"
	Values    []ScoreValue      `json:"values"`
}

// Question is what the score answers in an edition of this kind; empty when none was set.
func (a Aspect) Question(kind EditionKind) string { return a.Questions[string(kind)] }

// Value finds the legend of a score value.
func (a Aspect) Value(key string) (ScoreValue, bool) {
	for _, v := range a.Values {
		if v.Key == key {
			return v, true
		}
	}
	return ScoreValue{}, false
}

// ScoreValue is one value of the legend.
type ScoreValue struct {
	Explain string `json:"explain,omitempty"` // when this value is given
	Key     string `json:"key"`               // groen, oranje, rood: also decides shape and colour
	Word    string `json:"word"`              // "op schema"
}

// The score values that have a shape of their own; other keys are shown as a word with an open ring.
const (
	Green  = "groen"
	Orange = "oranje"
	Red    = "rood"
)
