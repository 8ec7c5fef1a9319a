package publication

import (
	"doelenboom/internal/cycle"
)

// end is a node as it is known to the public.
type end struct {
	LineageEnd
	public bool // it has pages; otherwise it is only known from a mention, or it is coming
	coming bool // its edition is public elsewhere, and not here yet
}

// elsewhere finds a node in this edition, in the other public ones or among those that are only mentioned. A node that
// stands in a draft only is not known.
func (f *freezer) elsewhere(id cycle.NodeID) (end, bool) {
	known := end{LineageEnd: LineageEnd{ID: id, Line: f.line(id)}, public: true}
	if i, ok := f.at[id]; ok {
		known.Year, known.Number, known.Title = f.in.Edition.Year, f.order[i].Number, f.order[i].Title
		return known, true
	}
	for _, o := range f.others {
		if o.has(id) {
			known.Year, known.Number, known.Title = o.Edition.Year, o.number(id), o.Titles[id]
			return known, true
		}
	}
	if n := f.nodes[id]; n != nil && n.Mentioned != nil {
		m := n.Mentioned
		return end{LineageEnd: LineageEnd{ID: id, Year: m.Year, Number: m.Number, Title: m.Title}}, true
	}
	return end{}, false
}

// tied is an end of a tie. What stands only in an edition that was public elsewhere, and is not here yet, is no secret:
// it is told by number and title, so that no tie depends on the order in which editions are taken over. It has a line from
// the moment that its edition is public here, or the conversion table of this edition names it.
func (f *freezer) tied(id cycle.NodeID) (end, bool) {
	if e, ok := f.elsewhere(id); ok {
		return e, true
	}
	for _, o := range f.coming {
		if o.has(id) {
			return end{LineageEnd: LineageEnd{ID: id, Year: o.Edition.Year, Number: o.number(id), Title: o.Titles[id]}, coming: true}, true
		}
	}
	return end{}, false
}

// knownLineages are, by node, the ties that the public may know: both ends and the edition in which they begin.
func (f *freezer) knownLineages() map[cycle.NodeID][]*cycle.Lineage {
	known := map[cycle.NodeID][]*cycle.Lineage{}
	for i := range f.in.Lineages {
		l := &f.in.Lineages[i]
		if l.From == l.To || !f.knownEdition(l.Edition) || !f.knownOrNone(l.From) || !f.knownOrNone(l.To) {
			continue
		}
		if l.From != "" {
			known[l.From] = append(known[l.From], l)
		}
		if l.To != "" {
			known[l.To] = append(known[l.To], l)
		}
	}
	return known
}

func (f *freezer) knownOrNone(id cycle.NodeID) bool {
	if id == "" {
		return true
	}
	_, ok := f.tied(id)
	return ok
}

func (f *freezer) knownEdition(id cycle.EditionID) bool {
	return id == "" || id == f.in.Edition.ID || f.other(id) != nil
}

func (f *freezer) other(id cycle.EditionID) *otherEdition {
	for _, all := range [][]*otherEdition{f.others, f.coming} {
		for _, o := range all {
			if o.Edition.ID == id {
				return o
			}
		}
	}
	return nil
}

// begun tells whether a lineage holds in this edition already.
func (f *freezer) begun(l *cycle.Lineage) bool {
	o := f.other(l.Edition)
	return o == nil || o.Edition.Before(f.in.Edition)
}

// toldLater says of what became of a node that it was not said yet when this edition was made. A next revision does not
// tell it either: it is no part of what this edition says, and stands on the living page of the line. Of an edition that
// was public elsewhere it does not matter when it was taken over.
func (f *freezer) toldLater(l *cycle.Lineage) bool {
	o := f.other(l.Edition)
	return o != nil && !o.Edition.TakenOver && f.in.Edition.Before(o.Edition)
}

// lineageOf ties a node to what it came from and to what it became. That it is new or ended is said in the edition in
// which that happened.
func (f *freezer) lineageOf(id cycle.NodeID) []LineageLink {
	var out []LineageLink
	for _, l := range f.lineages[id] {
		other, later := l.From, false
		if l.From == id {
			other, later = l.To, true
		}
		if other == "" && l.Edition != f.in.Edition.ID || !later && !f.begun(l) || later && f.toldLater(l) {
			continue
		}
		link := LineageLink{
			Later: later, Source: source(l.Source), Kind: l.Kind, Note: l.Note, Proposal: l.Proposal, Certainty: l.Certainty,
		}
		if e := f.lineageEnd(other, f.beginsHere(l)); e != nil {
			link.Line, link.Number, link.Title = e.Line, e.Number, e.Title
		}
		out = append(out, link)
	}
	return out
}

// conversions are the rows of the conversion table that begin in this edition.
func (f *freezer) conversions() []Lineage {
	out := []Lineage{}
	for i := range f.in.Lineages {
		l := &f.in.Lineages[i]
		if !f.beginsHere(l) || !f.knownOrNone(l.From) || !f.knownOrNone(l.To) {
			continue
		}
		out = append(out, Lineage{
			Source: source(l.Source), From: f.before(l.From), To: f.lineageEnd(l.To, true), Kind: l.Kind, Note: l.Note,
			Proposal: l.Proposal, Certainty: l.Certainty,
		})
	}
	return out
}

// beginsHere: a lineage without an edition begins where its successor stands and its predecessor does not.
func (f *freezer) beginsHere(l *cycle.Lineage) bool {
	if l.Edition != "" || l.To == "" {
		return l.Edition == f.in.Edition.ID
	}
	_, from := f.at[l.From]
	_, to := f.at[l.To]
	return to && !from
}

// before is a node as an earlier edition had it: what goes on under another number or title is told with the old one.
func (f *freezer) before(id cycle.NodeID) *LineageEnd {
	for _, o := range f.others {
		if id != "" && o.has(id) && o.Edition.Before(f.in.Edition) {
			return &LineageEnd{ID: id, Line: f.line(id), Year: o.Edition.Year, Number: o.number(id), Title: o.Titles[id]}
		}
	}
	return f.lineageEnd(id, true)
}

// lineageEnd is nil for no node. What is in the conversion table of this edition (listed) has a line by that alone.
func (f *freezer) lineageEnd(id cycle.NodeID, listed bool) *LineageEnd {
	e, ok := f.tied(id)
	if !ok || id == "" {
		return nil
	}
	if e.coming && listed {
		e.Line = f.line(id)
	}
	return &e.LineageEnd
}
