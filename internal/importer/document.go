package importer

import (
	"cmp"

	"doelenboom/internal/dutch"
	"doelenboom/internal/money"
	"doelenboom/internal/richtext"
)

// Document is one page as it was understood. The JSON form is the proposal of
// `import --dry-run --json`: names and order are a contract, and an absent field
// is unknown. Where prose holds lists or tables, the field beside it holds the
// same as blocks.
type Document struct {
	File          string       `json:"bestand"`
	Path          string       `json:"-"` // how messages name the file, when that is not its name alone
	Source        *Source      `json:"bron,omitempty"`
	Edition       Edition      `json:"editie"`
	Number        string       `json:"nummer,omitempty"`
	Level         string       `json:"niveau,omitempty"`
	Parents       []Place      `json:"ouders,omitempty"`
	Title         string       `json:"titel,omitempty"`
	Summary       string       `json:"samenvatting,omitempty"`
	SummaryBlocks richtext.Doc `json:"samenvattingBlokken,omitempty"`
	SummaryCut    bool         `json:"samenvattingAfgekapt,omitempty"`
	Context       *Context     `json:"context,omitempty"`
	Actions       []Action     `json:"acties,omitempty"`
	Progress      string       `json:"voortgang,omitempty"`
	ProgressBlock richtext.Doc `json:"voortgangBlokken,omitempty"`
	ProgressCut   bool         `json:"voortgangAfgekapt,omitempty"`
	Finance       *Finance     `json:"financien,omitempty"`
	Basics        *Basics      `json:"basis,omitempty"`
	Themes        []string     `json:"themas,omitempty"`
	Indicators    []Indicator  `json:"indicatoren,omitempty"`
	Children      []Place      `json:"kinderen,omitempty"`
	Scores        []Score      `json:"scores,omitempty"`
	Amendments    []Amendment  `json:"begrotingswijziging,omitempty"`
	References    References   `json:"verwijzingen,omitzero"`
	Other         []Other      `json:"overig,omitempty"`
	Lines         []Line       `json:"regels"`
	Notices       []Notice     `json:"meldingen,omitempty"`
}

// Where is how a message names the file of a document.
func (d *Document) Where() string { return cmp.Or(d.Path, d.File) }

// Source is where a document came from.
type Source struct {
	Address string     `json:"adres,omitempty"`
	ReadAt  dutch.Date `json:"gelezenOp,omitempty"`
}

// Edition is the issue a page belongs to, as far as its own text tells.
type Edition struct {
	Kind      string    `json:"soort,omitempty"` // begroting, monitor, jaarverslag, perspectiefnota
	Year      int       `json:"jaar,omitempty"`
	Sequence  int       `json:"volgnummer,omitempty"`
	Certainty Certainty `json:"zekerheid"`
}

// Certainty says how sure the edition is.
type Certainty string

// The degrees of certainty.
const (
	Certain Certainty = "zeker"
	Likely  Certainty = "waarschijnlijk"
	Unknown Certainty = "onbekend"
)

// Place is another page of the tree, by number and, where it is stated, title.
type Place struct {
	Number string `json:"nummer"`
	Title  string `json:"titel,omitempty"`
}

// Context is the section that old portals cut off.
type Context struct {
	Text   string       `json:"tekst"` // keeps its "…"
	Blocks richtext.Doc `json:"tekstBlokken,omitempty"`
	CutOff bool         `json:"afgekapt"`
}

// Action is one numbered or bulleted action.
type Action struct {
	Number      int          `json:"nummer,omitempty"` // absent where the list has bullets
	Text        string       `json:"tekst"`
	Parts       []string     `json:"onderdelen,omitempty"`
	Explanation string       `json:"toelichting,omitempty"`
	Blocks      richtext.Doc `json:"toelichtingBlokken,omitempty"`
}

// Finance is what the page says about money.
type Finance struct {
	Explanation string       `json:"toelichting,omitempty"`
	Blocks      richtext.Doc `json:"toelichtingBlokken,omitempty"`
	CutOff      bool         `json:"afgekapt,omitempty"`
	Amounts     []Amount     `json:"bedragen,omitempty"`
}

// Amount is an amount of a table or with a label; amounts in running text stay
// text.
type Amount struct {
	Row       string      `json:"rij,omitempty"`
	Column    string      `json:"kolom,omitempty"`
	Cents     money.Cents `json:"centen"`
	Year      int         `json:"jaar,omitempty"`
	AsWritten string      `json:"zoalsGeschreven"`
}

// Basics are the labelled rows at the end of a page.
type Basics struct {
	Holders     []string     `json:"portefeuillehouders,omitempty"`
	Involvement *Involvement `json:"rol,omitempty"`
	Term        *Term        `json:"looptijd,omitempty"`
	Reserve     *Reserve     `json:"reserve,omitempty"`
	Milestones  []Milestone  `json:"mijlpalen,omitempty"`
	Websites    []string     `json:"websites,omitempty"`
}

// Involvement is the organisation's part: the sentence, and the words of it
// that can be counted.
type Involvement struct {
	Sentence string   `json:"zin"`
	Tags     []string `json:"termen,omitempty"`
}

// Term is how long a deliverable goes on.
type Term struct {
	Kind  string `json:"soort,omitempty"` // structureel, tijdelijk
	Until int    `json:"tot,omitempty"`
}

// Reserve says whether a deliverable has to do with a reserve.
type Reserve struct {
	Answer      string       `json:"antwoord,omitempty"` // ja, nee
	Explanation string       `json:"toelichting,omitempty"`
	Blocks      richtext.Doc `json:"toelichtingBlokken,omitempty"`
	Name        string       `json:"naam,omitempty"` // of the reserve, as the label of the row has it
}

// Milestone is something to be reached, with the one date its text names.
type Milestone struct {
	Text      string   `json:"tekst"`
	Date      *Moment  `json:"datum,omitempty"`
	Decisions []string `json:"besluiten,omitempty"`
}

// Moment is a date as written and the days it can mean.
type Moment struct {
	Text string     `json:"tekst"`
	From dutch.Date `json:"van,omitempty"`
	To   dutch.Date `json:"tot,omitempty"`
}

// Indicator is a row that the page labels as one.
type Indicator struct {
	Text string `json:"tekst"`
}

// Score is a judgement that the text states in a labelled row.
type Score struct {
	Aspect    string `json:"aspect"` // inhoud, geld, tijd, kwaliteit
	Value     string `json:"waarde"` // groen, oranje, rood
	AsWritten string `json:"zoalsGeschreven"`
}

// Amendment is a kind of budget amendment that the text states in a labelled
// row.
type Amendment struct {
	Kind     string `json:"soort"`
	Number   string `json:"nummer,omitempty"`
	Decision string `json:"besluit,omitempty"`
}

// References are what the texts of a page refer to.
type References struct {
	Decisions []string  `json:"besluiten,omitempty"`
	Nodes     []NodeRef `json:"prestaties,omitempty"`
	Motions   []Motion  `json:"moties,omitempty"`
}

// Motion is a motion by the name of who moved it, with its number where the text gives that.
type Motion struct {
	Name     string `json:"naam"`
	Decision string `json:"besluit,omitempty"` // one of References.Decisions
}

// NodeRef is a reference to another place in the tree.
type NodeRef struct {
	Number string        `json:"nummer"`
	Kind   dutch.RefKind `json:"soort"`
	Line   int           `json:"regel"`
	Action int           `json:"actie,omitempty"` // number of the action that says so
}

// Other keeps what stands under a heading or label we do not know; before the
// title of a page it has no heading.
type Other struct {
	Heading string       `json:"kop,omitempty"`
	Text    string       `json:"tekst,omitempty"`
	Blocks  richtext.Doc `json:"tekstBlokken,omitempty"`
}

// Line says where a line of the source went: a JSON pointer into the document,
// or one of the words below.
type Line struct {
	Line  int    `json:"regel"`
	Field string `json:"veld"`
}

// Lines that are no content of a field.
const (
	IsHeading = "kop"
	IsLabel   = "label"
	IsMenu    = "menu"
)

// Notice is a remark on a line; Line is 0 when it is about the whole page.
type Notice struct {
	Kind NoticeKind `json:"soort"`
	Line int        `json:"regel,omitempty"`
	Text string     `json:"tekst"`
}

// NoticeKind says what sort of remark it is.
type NoticeKind string

// The kinds of remarks.
const (
	Failed         NoticeKind = "fout"
	Mended         NoticeKind = "hersteld"
	CutOff         NoticeKind = "afgekapt"
	UnknownHeading NoticeKind = "onbekende-kop"
	Guessed        NoticeKind = "geraden"
	Double         NoticeKind = "dubbel"
	Remark         NoticeKind = "opmerking"
)
