package cycle

import (
	"cmp"
	"slices"
	"strings"

	"doelenboom/internal/dutch"
)

// convert says what became of each node since the edition before, as the conversion tables of provinces do. Without an
// edition before there is nothing to convert from, and the table tells what this plan changes.
func (w *garden) convert(after *TreeAfter) {
	base := w.now.Before
	if len(base) == 0 {
		base = w.now.Places
	}
	was, is := byNode(base), byNode(after.Places)
	kept := map[[2]NodeID]string{}
	for _, l := range w.now.Lineages {
		kept[[2]NodeID{l.From, l.To}] = l.Note
	}
	holds := w.holds(was, is)
	for _, l := range holds {
		note := noted(kept[[2]NodeID{l.From, l.To}], w.why(l.From, l.To))
		after.Conversions = append(after.Conversions, Conversion{From: was[l.From], To: is[l.To], Kind: l.Kind, Note: note})
	}
	slices.SortStableFunc(after.Conversions, func(a, b Conversion) int {
		return cmp.Or(dutch.CompareNumbers(a.number(), b.number()), dutch.CompareNumbers(a.To.Number, b.To.Number))
	})
	if len(w.now.Before) > 0 {
		w.compare(after, holds)
	}
}

// number is where a row stands: at the old number, what is new at its own.
func (c Conversion) number() string { return firstOf(c.From.Number, c.To.Number) }

func byNode(places []Placement) map[NodeID]Placement {
	all := make(map[NodeID]Placement, len(places))
	for _, p := range places {
		all[p.Node] = p
	}
	return all
}

// holds are all ties between the two trees that are worth telling; what stayed as it was is not.
//
//  1. what was split or merged, unless an end of it never was seen;
//  2. a node in both trees: changed when its title is another, continued when its number or place is;
//  3. a node in the old one only ended; one in the new one only is new.
func (w *garden) holds(was, is map[NodeID]Placement) []Lineage {
	all := slices.DeleteFunc(w.through(was, is), func(l Lineage) bool {
		_, from := was[l.From]
		_, to := is[l.To]
		return !to || !from && w.seen[l.From] // a mention of another edition may be where something comes from
	})
	from, to := map[NodeID]bool{}, map[NodeID]bool{}
	for _, l := range all {
		from[l.From], to[l.To] = true, true
	}
	for _, p := range sorted(was) {
		here, stands := is[p.Node]
		switch {
		case from[p.Node]:
		case !stands:
			all = append(all, Lineage{Kind: Ended, From: p.Node})
		case to[p.Node]:
		case here.Title != p.Title:
			all = append(all, Lineage{Kind: Changed, From: p.Node, To: p.Node})
		case here.Number != p.Number || here.Parent != p.Parent:
			all = append(all, Lineage{Kind: Continued, From: p.Node, To: p.Node})
		}
	}
	for _, p := range sorted(is) {
		if _, stood := was[p.Node]; !stood && !to[p.Node] {
			all = append(all, Lineage{Kind: New, To: p.Node})
		}
	}
	return all
}

// through ties both ends where something was made and went again in between: A split into B and C, C merged into D, is
// A into B and D.
func (w *garden) through(was, is map[NodeID]Placement) []Lineage {
	all := slices.Clone(w.ties)
	for i := 0; i < len(all); i++ {
		_, stood := was[all[i].From]
		_, stands := is[all[i].From]
		if stood || stands {
			continue
		}
		for _, l := range all[:i] {
			if l.To == all[i].From {
				all = append(all, Lineage{Kind: all[i].Kind, From: l.From, To: all[i].To})
			}
		}
	}
	seen := map[[2]NodeID]bool{}
	return slices.DeleteFunc(all, func(l Lineage) bool {
		again := seen[[2]NodeID{l.From, l.To}]
		seen[[2]NodeID{l.From, l.To}] = true
		return again
	})
}

func sorted(places map[NodeID]Placement) []Placement {
	var all []Placement
	for _, p := range places {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b Placement) int {
		return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.Node, b.Node))
	})
	return all
}

// noted is a note with another one behind it, unless it says that already.
func noted(note, why string) string {
	bare := func(text string) string {
		return "; " + strings.ReplaceAll(strings.TrimSuffix(text, "."), ".; ", "; ") + "; "
	}
	switch {
	case why == "" || strings.Contains(bare(note), bare(why)):
		return note
	case note == "":
		return why
	}
	return strings.TrimSuffix(note, ".") + "; " + why
}

// compare finds which of the lineages that are kept for this edition are new, changed or gone. What came from a document
// or carries a note of somebody stays; a note of a plan goes with what it was about.
func (w *garden) compare(after *TreeAfter, holds []Lineage) {
	kept := map[[2]NodeID]Lineage{}
	for _, l := range w.now.Lineages {
		kept[[2]NodeID{l.From, l.To}] = l
	}
	wanted := map[[2]NodeID]bool{}
	for _, l := range holds {
		ends := [2]NodeID{l.From, l.To}
		wanted[ends] = true
		have, known := kept[ends]
		note := noted(have.Note, w.why(l.From, l.To))
		if known && have.Kind == l.Kind && note == have.Note {
			continue
		}
		if note != have.Note {
			have.Planned = have.Planned || have.Note == ""
			have.Note = note
		}
		have.Kind, have.From, have.To, have.Edition = l.Kind, l.From, l.To, w.now.Edition.ID
		after.Lineages = append(after.Lineages, have)
	}
	for _, l := range w.now.Lineages {
		if !wanted[[2]NodeID{l.From, l.To}] && l.Source == (Source{}) && (l.Note == "" || l.Planned) && !l.Proposal {
			after.Dropped = append(after.Dropped, l)
		}
	}
}
