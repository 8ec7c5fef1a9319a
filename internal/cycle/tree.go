package cycle

// Node is a programme, goal or deliverable that keeps its identity when its number, title or place changes.
type Node struct {
	ID        NodeID   `json:"id"`
	Line      string   `json:"line,omitempty"`      // its address below /lijn/, given out once
	Mentioned *Mention `json:"mentioned,omitempty"` // only known because another edition names it
	Version   int      `json:"-"`
}

// Mention is how a node is known that stands in no edition of ours ("9.0.2" of 2015).
type Mention struct {
	Number string `json:"number"`
	Source Source `json:"source,omitzero"`
	Title  string `json:"title,omitempty"`
	Year   int    `json:"year,omitempty"`
}

// Placement is where a node stands in the tree of one edition.
type Placement struct {
	Depth       int       `json:"depth"` // 0 is the top; decides the level
	Edition     EditionID `json:"edition"`
	Node        NodeID    `json:"node"`
	Number      string    `json:"number"` // of this edition only; never an identity
	Parent      NodeID    `json:"parent,omitempty"`
	Placeholder bool      `json:"placeholder,omitempty"` // implied by the number of another node; title unknown
	Position    int       `json:"position"`              // order among all of the edition
	Title       string    `json:"title,omitempty"`
	Version     int       `json:"-"`
}

// LineageKind is what became of a node in a later tree.
type LineageKind string

// The kinds of lineage, as provinces use them in their own conversion tables.
const (
	Continued LineageKind = "doorgezet"
	Changed   LineageKind = "gewijzigd"
	Split     LineageKind = "gesplitst"
	Merged    LineageKind = "samengevoegd"
	New       LineageKind = "nieuw"
	Ended     LineageKind = "beeindigd"
)

// Lineage ties a node to its predecessor. A proposal is shown as one until somebody confirms it.
type Lineage struct {
	Certainty Certainty   `json:"certainty,omitempty"`
	Edition   EditionID   `json:"edition,omitempty"` // the first edition in which it holds
	From      NodeID      `json:"from,omitempty"`    // absent for New
	ID        LineageID   `json:"id"`
	Kind      LineageKind `json:"kind"`
	Note      string      `json:"note,omitempty"`
	Planned   bool        `json:"planned,omitempty"` // a plan for the tree made it, and may take it back
	Proposal  bool        `json:"proposal,omitempty"`
	Source    Source      `json:"source,omitzero"`
	To        NodeID      `json:"to,omitempty"` // absent for Ended
	Version   int         `json:"-"`
}

// Paths finds what nodes of one edition stand under.
type Paths map[NodeID]NodeID // a node's parent

// NewPaths reads the tree of an edition.
func NewPaths(places []Placement) Paths {
	parents := make(Paths, len(places))
	for _, p := range places {
		parents[p.Node] = p.Parent
	}
	return parents
}

// To is a node with everything it stands under, itself first; only itself when it stands nowhere.
func (p Paths) To(node NodeID) []NodeID {
	path := []NodeID{node}
	for len(path) <= len(p) { // a circle, which nobody can make, would go on for ever
		node = p[node]
		if node == "" {
			break
		}
		path = append(path, node)
	}
	return path
}
