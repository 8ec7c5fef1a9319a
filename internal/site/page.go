package site

import (
	"io"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

// Page is one file of the site. Inputs is a hash of everything it is made of: an earlier page with the same path and
// the same inputs has the same bytes and need not be rendered again.
type Page struct {
	Path        string // below its archive, without leading slash: "", "boom/", "5.1.2-titel/", "manifest.sha256"
	ContentType string
	Inputs      [16]byte
	Stored      bool                  // it is compressed already, and may be large: it is kept as it is, one at a time
	Render      func(io.Writer) error // may run later and beside other pages, so it reads what it needs itself
}

// PageWriter takes the pages one by one, in an order that is the same every time.
type PageWriter func(Page) error

// Content types of what an archive holds.
const (
	HTML     = "text/html; charset=utf-8"
	CSS      = "text/css; charset=utf-8"
	Text     = "text/plain; charset=utf-8"
	Calendar = "text/calendar; charset=utf-8"
)

// Frozen is one revision of an edition as the site reads it: the small parts in memory, the nodes when they are asked
// for. Node, Said and Sum are called from several goroutines at once.
type Frozen struct {
	Revision  publication.Revision
	Edition   publication.Edition
	Tree      publication.Tree
	Registers publication.Registers
	Node      func(address string) (publication.Node, error)
	Said      func(address string) (Said, error) // of a node; nil reads it from the node itself
	File      func(path string) ([]byte, error)  // the bytes of a file
	Sum       func(path string) string           // SHA-256 of a part by the manifest, "" when it has no such part
}

// Shelf is what the site of an organisation shows: small, in memory, the same for every page.
type Shelf struct {
	Organisation publication.Organisation // as it is now
	Base         string                   // address of its own host, without final slash; "" when it has none
	Editions     []ShelfEdition           // those that are shown, in the order in which they are made (cycle.Edition.Before)
	Preview      bool                     // an edition on it is not public so; every page says it
	// Where the edition beside the one whose pages are made lacks a node of it: the nearest that has it, before and after.
	Before, After map[cycle.NodeID]Stand
}

// Stand is where a node stands in an edition.
type Stand struct {
	Slug, Name string // of the edition
	Address    string // of the node, below it
}

// ShelfEdition is an edition on the shelf, and where each node stands in it.
type ShelfEdition struct {
	Slug      string
	Name      string
	Kind      cycle.EditionKind
	Year      int
	TakenOver bool
	State     cycle.PublicState
	StateDate cycle.Date
	Addresses map[cycle.NodeID]string // below the edition, without slashes
}

// EditionInput is everything the pages of one edition are made of.
type EditionInput struct {
	Frozen
	Before    *Frozen    // the edition that this one goes on from (cycle.Edition.GoesOnFrom), nil when there is none
	Shelf     Shelf      // holds this edition too
	Revisions []Revision // of this edition, the oldest first, this one included
	Manifest  []byte     // of this revision
	Offered   *Frozen    // the last revision before the council decided; nil when it did not, or was not asked here
	Adopted   *Frozen    // the first one after that; nil when this is the one
	Earlier   bool       // rendered for its place below revisie/<n>/, because a newer revision is shown
	Program   string     // version of the program
}

// Revision is a row of "Over deze editie".
type Revision struct {
	publication.Revision
	Manifest  string      // its hash
	Withdrawn []Withdrawn // parts that were erased
	Whole     *Withdrawn  // the whole revision was
}

// Withdrawn says that something was published and then erased.
type Withdrawn struct {
	Path   string // of the part; "" for a whole revision
	Date   cycle.Date
	Reason string
}

// Corrected is a revision that a decision asked for and that was followed by others.
type Corrected struct {
	Decision  string // slug
	DecidedBy string // how it is called
	Edition   string // slug
	Revision  int
	Gone      bool // it was withdrawn
}

// Reasoned is a revision that still stands and of which the reason names a decision.
type Reasoned struct {
	Decision string // slug
	Edition  string // slug
	Revision int
}

// NamedIn is an earlier revision that names something.
type NamedIn struct {
	Edition  string // slug
	Revision int
}

// OrganisationInput is everything the pages over several editions are made of.
type OrganisationInput struct {
	Shelf     Shelf
	Editions  []Frozen              // the shown revision of each edition of the shelf, in its order
	GoesOn    []int                 // for each, the place of the one it goes on from (cycle.Edition.GoesOnFrom), -1 for none
	Earlier   publication.Registers // what earlier revisions name too, the newest first: their pages link to it
	NamedIn   map[string]NamedIn    // by the address of a decision among those, the newest that names it
	Years     []int                 // in which earlier revisions have milestones
	Corrected []Corrected           // of each edition the oldest first
	Reasoned  []Reasoned            // the newest revisions too; of each edition the oldest first
	Program   string                // version of the program
}
