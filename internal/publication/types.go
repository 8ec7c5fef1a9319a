package publication

import (
	"slices"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
	"doelenboom/internal/richtext"
)

// Format is the number every part carries. A reader for every format ever published stays in the program.
const Format = 1

// Publication is one whole revision.
type Publication struct {
	Revision  Revision
	Edition   Edition
	Tree      Tree
	Nodes     []Node // in the order of Tree
	Evidence  []HiddenEvidence
	Registers Registers
}

// Registers are the lists that nodes refer to, only what this edition refers to.
type Registers struct {
	Decisions []Decision
	Themes    []Theme
	Holders   []Holder
	Places    []Place
	Money     []MoneyLine
	Lineage   []Lineage

	// Amendments are what members of the council proposed to change, in a revision that the council adopted or took note
	// of. The register is absent when there were none.
	Amendments []CouncilAmendment
}

// Revision is what this publication is: its place in the row of revisions and in the history.
type Revision struct {
	Decision    string             `json:"besluit,omitempty"` // reference or title of the decision that gave the edition its state
	DecisionAt  string             `json:"besluitAdres,omitempty"`
	Head        string             `json:"geschiedenis,omitempty"` // hash of the newest line of the organisation's history
	Moment      time.Time          `json:"moment"`                 // of freezing, UTC, whole seconds
	Number      int                `json:"nummer"`
	Reason      string             `json:"reden,omitempty"`
	Runs        []richtext.Span    `json:"redenMetVerwijzingen,omitempty"` // the reason of a correction, when it names a decision or a node
	Kind        cycle.RevisionKind `json:"soort"`
	State       cycle.PublicState  `json:"staat"`
	StateDate   cycle.Date         `json:"staatDatum,omitzero"`
	Meetings    []cycle.Date       `json:"vergaderingen,omitempty"`
	Links       []Link             `json:"verwijzingen,omitempty"`      // answers for every Ref in the reason
	Previous    string             `json:"vorige,omitempty"`            // hash of the manifest of the revision before
	ChangedBy   string             `json:"wijzigingsbesluit,omitempty"` // reference or title of the decision that asked for this correction
	ChangedByAt string             `json:"wijzigingsbesluitAdres,omitempty"`
}

// By tells whether a decision made the edition what it is: it gave the state, or asked for the correction.
func (r Revision) By(slug string) bool {
	return slug != "" && (r.DecisionAt == slug || r.ChangedByAt == slug)
}

// SameState tells whether two revisions say the same of their state: which, since when, by what, and when it is treated.
func (r Revision) SameState(other Revision) bool {
	return r.State == other.State && r.StateDate == other.StateDate && r.Decision == other.Decision && slices.Equal(r.Meetings, other.Meetings)
}

// Edition is the organisation and the edition as they were on the day of freezing.
type Edition struct {
	Slug         string            `json:"adres"`
	Aspects      []Aspect          `json:"aspecten,omitempty"`
	Decides      []DecisionPoint   `json:"beslispunten,omitempty"`
	Mentions     []Mention         `json:"besluiten,omitempty"` // in the introduction and in what is asked of the council
	Files        []File            `json:"bestanden,omitempty"` // the pictures of the introduction
	Source       *Source           `json:"bron,omitempty"`
	Correction   *Correction       `json:"correctie,omitempty"` // of the introduction
	ID           cycle.EditionID   `json:"id"`
	Intro        richtext.Doc      `json:"inleiding,omitempty"`
	Year         int               `json:"jaar"`
	Name         string            `json:"naam"`
	Levels       []Level           `json:"niveaus,omitempty"`
	Sections     []Section         `json:"onderdelen,omitempty"`
	Organisation Organisation      `json:"organisatie"`
	TakenOver    bool              `json:"overgenomen,omitempty"`
	Date         cycle.Date        `json:"peildatum,omitzero"`
	Kind         cycle.EditionKind `json:"soort"`
	Links        []Link            `json:"verwijzingen,omitempty"` // answers for every Ref in the introduction and in what is asked of the council
	Sequence     int               `json:"volgnummer,omitempty"`
}

// Organisation as it was.
type Organisation struct {
	Slug           string                 `json:"adres"`
	Executive      string                 `json:"bestuur"`
	ExecutiveShort string                 `json:"bestuurKort"`
	Contact        string                 `json:"contact,omitempty"`
	Notice         string                 `json:"mededeling,omitempty"`
	Name           string                 `json:"naam"`
	NoIndex        bool                   `json:"nietIndexeren,omitempty"`
	Council        string                 `json:"raad"`
	CouncilShort   string                 `json:"raadKort"`
	Kind           cycle.OrganisationKind `json:"soort"`
}

// Level is a layer of the tree by its own name.
type Level struct {
	Plural string          `json:"meervoud"`
	Label  string          `json:"naam"`
	Kind   cycle.LevelKind `json:"soort"`
}

// Section is a prose field by its own name.
type Section struct {
	Label string `json:"naam"`
	Key   string `json:"sleutel"`
}

// Aspect is what scores are given on, with the question as it reads in this edition.
type Aspect struct {
	Judged   bool         `json:"beoordeeld,omitempty"`
	Label    string       `json:"naam"`
	Key      string       `json:"sleutel"`
	Question string       `json:"vraag,omitempty"`
	Values   []ScoreValue `json:"waarden,omitempty"`
}

// ScoreValue is a value of the legend.
type ScoreValue struct {
	Key     string `json:"sleutel"`
	Explain string `json:"uitleg,omitempty"`
	Word    string `json:"woord"`
}

// DecisionPoint is one thing asked of the council.
type DecisionPoint struct {
	Amount     *money.Cents    `json:"bedrag,omitempty"`
	Correction *Correction     `json:"correctie,omitempty"`
	Number     int             `json:"nummer"`
	Key        string          `json:"sleutel,omitempty"` // absent in what was frozen before it had one
	Text       string          `json:"tekst"`
	Runs       []richtext.Span `json:"tekstMetVerwijzingen,omitempty"` // the same text, when it names a decision or a node
	Link       *Link           `json:"uitleg,omitempty"`               // the node that explains it
}

// Source is where an imported record was read.
type Source struct {
	Address   string          `json:"adres,omitempty"`
	File      string          `json:"bestand,omitempty"`
	ReadAt    cycle.Date      `json:"gelezenOp,omitzero"`
	Certainty cycle.Certainty `json:"zekerheid,omitempty"`
}

// LinkKind says where a link goes.
type LinkKind string

// The kinds of resolved references. A LinkLine goes to the line of a node that is not in this edition; a LinkNone has
// no address: the number is in no edition of the organisation. A LinkFront goes back to what named a node on the front page
// of its edition, and answers no Ref.
const (
	LinkNode     LinkKind = "knoop"
	LinkLine     LinkKind = "lijn"
	LinkDecision LinkKind = "besluit"
	LinkPlace    LinkKind = "locatie"
	LinkFront    LinkKind = "voorpagina"
	LinkNone     LinkKind = "niet-in-deze-editie"
)

// Link is a resolved reference. Address is relative to the edition for a node ("5.1.2-titel"), else the slug below
// /lijn/ or /besluit/ of the organisation; for a place on the front page the fragment of it.
type Link struct {
	Address string           `json:"adres,omitempty"`
	ID      string           `json:"id"` // the ID of the richtext.Ref that this answers
	Number  string           `json:"nummer,omitempty"`
	Kind    LinkKind         `json:"soort"`
	Title   string           `json:"titel,omitempty"`
	RefKind richtext.RefKind `json:"verwijzing"` // the Kind of the richtext.Ref that this answers
}

// Tree is the whole edition in one list, in reading order.
type Tree struct {
	Entries []Entry `json:"knopen"`
}

// Years are those in which a milestone stands, by the last day that its date can mean.
func (t Tree) Years() []int {
	days := map[cycle.Date]bool{} // which are few, where milestones are many
	for i := range t.Entries {
		for _, m := range t.Entries[i].Milestones {
			days[m.Date.Last()] = true
		}
	}
	var years []int
	for day := range days {
		if year := day.Year(); year > 0 {
			years = append(years, year)
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// Entry is what lists, summary and the pages of the organisation show of a node.
type Entry struct {
	Address     string           `json:"adres"`              // below the edition, without slashes
	Derived     bool             `json:"afgeleid,omitempty"` // the headline is the first sentence of the summary or progress
	Mentions    []Mention        `json:"besluiten,omitempty"`
	Depth       int              `json:"diepte"`
	ID          cycle.NodeID     `json:"id"`
	Headline    string           `json:"kernzin,omitempty"`
	Line        string           `json:"lijn,omitempty"` // below /lijn/; a placeholder has none until its title is known
	Milestones  []EntryMilestone `json:"mijlpalen,omitempty"`
	Level       cycle.LevelKind  `json:"niveau"`
	Number      string           `json:"nummer"`
	Parent      cycle.NodeID     `json:"ouder,omitempty"`
	Placeholder bool             `json:"plaatshouder,omitempty"`
	Holders     []string         `json:"portefeuillehouders,omitempty"` // slugs
	Scores      []Score          `json:"scores,omitempty"`
	Text        string           `json:"tekst,omitempty"`  // fingerprint of the words in its prose: lists see that a text changed
	Themes      []string         `json:"themas,omitempty"` // slugs
	Title       string           `json:"titel,omitempty"`
	Links       []Link           `json:"verwijzingen,omitempty"` // answers for every Ref in the reasons of its scores
}

// Mention is a place where a decision is named.
type Mention struct {
	Decision string `json:"besluit"`             // slug
	Block    string `json:"blok,omitempty"`      // fragment "p-...", "score-..." or "beslispunt-..." without #
	Where    string `json:"onderdeel,omitempty"` // label of the section, action, milestone, score or decision point
}

// EntryMilestone is what the milestones list and calendar show.
type EntryMilestone struct {
	Block string               `json:"blok,omitempty"`
	Date  WrittenDate          `json:"datum,omitzero"`
	First WrittenDate          `json:"eerst,omitzero"`
	Key   string               `json:"sleutel"`
	State cycle.MilestoneState `json:"stand,omitempty"`
	Text  string               `json:"tekst"`
}

// WrittenDate is a date as written with the range it can mean.
type WrittenDate = cycle.WrittenDate

// Node is one page: everything that was said about one node, with references resolved.
type Node struct {
	Actions     []Action          `json:"acties,omitempty"`
	Address     string            `json:"adres"`
	Derived     bool              `json:"afgeleid,omitempty"`
	Amounts     []Amount          `json:"bedragen,omitempty"`
	Amendments  []Amendment       `json:"begrotingswijziging,omitempty"`
	Decisions   []DecisionMention `json:"besluiten,omitempty"` // all that are named on this page
	Files       []File            `json:"bestanden,omitempty"` // all that the page shows or offers
	Findings    []Finding         `json:"bevindingen,omitempty"`
	Attachments []Attachment      `json:"bijlagen,omitempty"`
	Source      *Source           `json:"bron,omitempty"`
	Correction  *Correction       `json:"correctie,omitempty"`
	Depth       int               `json:"diepte"`
	Money       []MoneyLine       `json:"geld,omitempty"`
	Places      []Link            `json:"gemeenten,omitempty"`
	ID          cycle.NodeID      `json:"id"`
	Headline    string            `json:"kernzin,omitempty"`
	Children    []Child           `json:"kinderen,omitempty"`
	Line        string            `json:"lijn,omitempty"`
	Term        *Term             `json:"looptijd,omitempty"`
	Milestones  []Milestone       `json:"mijlpalen,omitempty"`
	Level       cycle.LevelKind   `json:"niveau"`
	LevelLabel  string            `json:"niveauNaam"`
	Number      string            `json:"nummer"`
	Sections    []SectionText     `json:"onderdelen,omitempty"`
	Parents     []Parent          `json:"ouders,omitempty"`           // from the top down
	Taken       []string          `json:"overgenomenDelen,omitempty"` // what of this page its source is about, when the rest was written here
	Placeholder bool              `json:"plaatshouder,omitempty"`
	Holders     []HolderName      `json:"portefeuillehouders,omitempty"`
	Reserve     *Reserve          `json:"reserve,omitempty"`
	Involvement *Involvement      `json:"rol,omitempty"`
	Relations   []Relation        `json:"samenhang,omitempty"`
	Scores      []Score           `json:"scores,omitempty"`
	Themes      []ThemeName       `json:"themas,omitempty"`
	Title       string            `json:"titel,omitempty"`
	ReferredBy  []Relation        `json:"verwijstHierheen,omitempty"`
	Links       []Link            `json:"verwijzingen,omitempty"` // answers for every Ref in the prose of this node, and in the reasons of its scores and milestones
	Lineage     []LineageLink     `json:"voorgangers,omitempty"`
	Websites    []string          `json:"websites,omitempty"`
}

// Correction says that what stands here, on the page of a node or in the introduction, was corrected after it was first published, and in which revision last.
type Correction struct {
	Decision   string             `json:"besluit,omitempty"`
	DecisionAt string             `json:"besluitAdres,omitempty"`
	Date       cycle.Date         `json:"datum"`
	Reason     string             `json:"reden"`
	Runs       []richtext.Span    `json:"redenMetVerwijzingen,omitempty"` // as those of the revision
	Revision   int                `json:"revisie"`
	Kind       cycle.RevisionKind `json:"soort"`
	Links      []Link             `json:"verwijzingen,omitempty"`
}

// Finding is what a check says about this page and the public may know ("waits for a decision already taken").
type Finding struct {
	Rule string `json:"regel"`
	Text string `json:"tekst"`
}

// Parent is a node above this one.
type Parent struct {
	Address     string       `json:"adres"`
	ID          cycle.NodeID `json:"id"`
	Number      string       `json:"nummer"`
	Placeholder bool         `json:"plaatshouder,omitempty"`
	Title       string       `json:"titel,omitempty"`
}

// Child is a node directly below this one; Counts sums the scores of the deliverables below it, by aspect and value.
type Child struct {
	Address     string          `json:"adres"`
	ID          cycle.NodeID    `json:"id"`
	Headline    string          `json:"kernzin,omitempty"`
	Level       cycle.LevelKind `json:"niveau"`
	Number      string          `json:"nummer"`
	Placeholder bool            `json:"plaatshouder,omitempty"`
	Scores      []Score         `json:"scores,omitempty"`
	Counts      []Count         `json:"tellingen,omitempty"`
	Title       string          `json:"titel,omitempty"`
}

// Count is a number of deliverables with one value on one aspect; an empty value is "no score".
type Count struct {
	Number int    `json:"aantal"`
	Aspect string `json:"aspect"`
	Value  string `json:"waarde,omitempty"`
}

// SectionText is one prose field with its label.
type SectionText struct {
	CutOff bool         `json:"afgekapt,omitempty"`
	Label  string       `json:"naam"`
	Key    string       `json:"sleutel"`
	Text   richtext.Doc `json:"tekst,omitempty"`
}

// Action is one thing that is done.
type Action struct {
	Evidence []Evidence        `json:"bewijs,omitempty"`
	Number   int               `json:"nummer"`
	Parts    richtext.Doc      `json:"onderdelen,omitempty"`
	Key      string            `json:"sleutel"`
	State    cycle.ActionState `json:"stand,omitempty"`
	Text     richtext.Doc      `json:"tekst,omitempty"`
	Note     richtext.Doc      `json:"toelichting,omitempty"`
}

// Milestone is something to be reached by a date; First is the date first promised, when it moved.
type Milestone struct {
	Decisions []Link               `json:"besluiten,omitempty"`
	Date      WrittenDate          `json:"datum,omitzero"`
	First     WrittenDate          `json:"eerst,omitzero"`
	Reason    []richtext.Span      `json:"reden,omitempty"`
	Key       string               `json:"sleutel"`
	State     cycle.MilestoneState `json:"stand,omitempty"`
	Text      richtext.Doc         `json:"tekst,omitempty"`
}

// Score is a judgement on one aspect with the word of the legend. Its reasons are a line of runs each; below a node above,
// it stands without them.
type Score struct {
	Aspect    string          `json:"aspect"`
	Evidence  []Evidence      `json:"bewijs,omitempty"`
	Effect    []richtext.Span `json:"gevolg,omitempty"`
	Measure   []richtext.Span `json:"maatregel,omitempty"`
	Cause     []richtext.Span `json:"oorzaak,omitempty"`
	Value     string          `json:"waarde"`
	Word      string          `json:"woord"`
	AsWritten string          `json:"zoalsGeschreven,omitempty"`
}

// Amendment is a kind of budget change that the report names.
type Amendment struct {
	Decision *Link               `json:"besluit,omitempty"`
	Number   string              `json:"nummer,omitempty"`
	Kind     cycle.AmendmentKind `json:"soort"`
}

// Amount is an amount as written in an imported page.
type Amount struct {
	Cents     money.Cents `json:"centen"`
	Year      int         `json:"jaar,omitempty"`
	Column    string      `json:"kolom,omitempty"`
	Row       string      `json:"rij,omitempty"`
	AsWritten string      `json:"zoalsGeschreven"`
}

// Term is how long a deliverable goes on.
type Term struct {
	Kind  string `json:"soort"` // structureel, tijdelijk
	Until int    `json:"tot,omitempty"`
}

// Reserve says whether a reserve pays.
type Reserve struct {
	Answer string `json:"antwoord,omitempty"` // ja, nee; absent while it is unknown
	Name   string `json:"naam,omitempty"`
	Note   string `json:"toelichting,omitempty"`
}

// Involvement is the part the organisation plays.
type Involvement struct {
	Tags     []string `json:"termen,omitempty"`
	Sentence string   `json:"zin,omitempty"`
}

// HolderName is a portfolio holder as of the edition.
type HolderName struct {
	Slug string `json:"adres"` // below /portefeuillehouder/
	Name string `json:"naam"`
}

// ThemeName is a theme as of the edition.
type ThemeName struct {
	Slug string `json:"adres"` // below /thema/
	Name string `json:"naam"`
}

// DecisionMention is a decision named on this page, with the blocks that name it.
type DecisionMention struct {
	Slug      string   `json:"adres"` // below /besluit/
	Blocks    []string `json:"blokken,omitempty"`
	Reference string   `json:"nummer,omitempty"`
	Title     string   `json:"titel,omitempty"`
}

// Relation is a cross-reference, resolved.
type Relation struct {
	Action int                 `json:"actie,omitempty"`
	Kind   cycle.ReferenceKind `json:"soort"`
	Link   Link                `json:"verwijzing"`
}

// LineageLink ties this node to another node's line.
type LineageLink struct {
	Source    *Source           `json:"bron,omitempty"`
	Later     bool              `json:"later,omitempty"` // the other node is the successor
	Line      string            `json:"lijn,omitempty"`  // below /lijn/ of the other node
	Number    string            `json:"nummer,omitempty"`
	Kind      cycle.LineageKind `json:"soort"`
	Title     string            `json:"titel,omitempty"`
	Note      string            `json:"toelichting,omitempty"`
	Proposal  bool              `json:"voorstel,omitempty"`
	Certainty cycle.Certainty   `json:"zekerheid,omitempty"`
}

// Decision is a row of the register of decisions.
type Decision struct {
	Slug      string              `json:"adres"`
	Source    *Source             `json:"bron,omitempty"`
	Date      cycle.Date          `json:"datum,omitzero"`
	ID        cycle.DecisionID    `json:"id"`
	Reference string              `json:"nummer,omitempty"`
	Aliases   []string            `json:"ookWel,omitempty"`
	Body      string              `json:"orgaan,omitempty"`
	Kind      cycle.DecisionKind  `json:"soort,omitempty"`
	State     cycle.DecisionState `json:"stand,omitempty"`
	Text      string              `json:"tekst,omitempty"`
	Title     string              `json:"titel,omitempty"`
}

// Theme is a row of the register of themes.
type Theme struct {
	Slug string        `json:"adres"`
	ID   cycle.ThemeID `json:"id"`
	List string        `json:"lijst,omitempty"`
	Name string        `json:"naam"`
}

// Holder is a row of the register of portfolio holders.
type Holder struct {
	Slug  string          `json:"adres"`
	ID    cycle.HolderID  `json:"id"`
	Name  string          `json:"naam"`
	Terms []HoldingPeriod `json:"periodes,omitempty"`
}

// HoldingPeriod is a time in which somebody held a portfolio.
type HoldingPeriod struct {
	Portfolio string     `json:"portefeuille,omitempty"`
	Until     cycle.Date `json:"tot,omitzero"`
	From      cycle.Date `json:"van,omitzero"`
}

// Place is a row of the register of places.
type Place struct {
	Slug    string          `json:"adres"`
	ID      cycle.PlaceID   `json:"id"`
	Name    string          `json:"naam"`
	Aliases []string        `json:"ookWel,omitempty"`
	Kind    cycle.PlaceKind `json:"soort"`
}

// MoneyLine is one amount of one node.
type MoneyLine struct {
	Decision string            `json:"besluit,omitempty"` // slug
	Cents    money.Cents       `json:"centen"`
	Year     int               `json:"jaar"`
	Node     cycle.NodeID      `json:"knoop"`
	Column   cycle.MoneyColumn `json:"kolom"`
	Kind     cycle.MoneyKind   `json:"soort"`
	Note     string            `json:"toelichting,omitempty"`
}

// CouncilAmendment is what a member of the council proposed to change before the edition was adopted.
type CouncilAmendment struct {
	Decision string      `json:"besluit,omitempty"` // slug
	Effect   money.Cents `json:"centen,omitempty"`  // on the expenses; more is positive
	Mover    string      `json:"indiener"`
	Number   string      `json:"nummer"`
	Link     *Link       `json:"onderdeel,omitempty"` // the node that it changes
	Key      string      `json:"sleutel"`
	Against  int         `json:"tegen,omitempty"` // votes
	Text     string      `json:"tekst,omitempty"`
	Title    string      `json:"titel"`
	Outcome  cycle.Vote  `json:"uitkomst"`
	For      int         `json:"voor,omitempty"` // votes
}

// Lineage is a row of the conversion table of this edition.
type Lineage struct {
	Source    *Source           `json:"bron,omitempty"`
	To        *LineageEnd       `json:"naar,omitempty"`
	Kind      cycle.LineageKind `json:"soort"`
	Note      string            `json:"toelichting,omitempty"`
	From      *LineageEnd       `json:"van,omitempty"`
	Proposal  bool              `json:"voorstel,omitempty"`
	Certainty cycle.Certainty   `json:"zekerheid,omitempty"`
}

// LineageEnd is one side of a lineage.
type LineageEnd struct {
	ID     cycle.NodeID `json:"id"`
	Year   int          `json:"jaar,omitempty"`
	Line   string       `json:"lijn,omitempty"`
	Number string       `json:"nummer,omitempty"`
	Title  string       `json:"titel,omitempty"`
}

// Part is the envelope of every part: what it is written in, then what it says.
type Part[T any] struct {
	Format  int `json:"formaat"`
	Content T   `json:"inhoud"`
}
