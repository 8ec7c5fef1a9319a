package publication

import (
	"doelenboom/internal/cycle"
)

// Input is everything a revision is frozen from. Rows of other editions and rows that this edition does not refer to
// may be among them; they are left out.
type Input struct {
	Organisation cycle.Organisation
	Edition      cycle.Edition
	Placements   []cycle.Placement
	Reports      []cycle.Report
	Nodes        []cycle.Node
	Decisions    []cycle.Decision
	Themes       []cycle.Theme
	ThemeLinks   []cycle.ThemeLink
	Places       []cycle.Place
	PlaceLinks   []cycle.PlaceLink
	Holders      []cycle.PortfolioHolder
	Lineages     []cycle.Lineage
	MoneyLines   []cycle.MoneyLine

	// Addresses given out in this edition, once; every node of it has one.
	Addresses map[cycle.NodeID]string
	// Others are the other editions of the organisation. Those that are not public yet are left out here: a page never
	// tells what stands in a draft.
	Others []OtherEdition
	// Files that the reports name, by their SHA-256.
	Files map[string]cycle.Upload
	// Findings that the public may know, by node; package check makes them.
	Findings map[cycle.NodeID][]Finding
	// Asked are decisions that asked for a correction in an earlier revision, by their addresses: what they made still stands.
	Asked []string
	// Revision is what this revision is; its moment is cut to whole seconds.
	Revision Revision
}

// OtherEdition is what another edition calls its nodes.
type OtherEdition struct {
	Edition cycle.Edition
	Nodes   map[string]cycle.NodeID // by number
	Titles  map[cycle.NodeID]string
}

// public tells whether everybody may see the edition: it was offered, or was public elsewhere and taken over.
func public(e cycle.Edition) bool { return e.Stage == cycle.Offered || e.Stage == cycle.Adopted }
