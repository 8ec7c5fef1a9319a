package publication

import (
	"slices"
	"sync"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

// links answers each reference once, in the order in which they are first made.
func (f *freezer) links(found []mention) []Link {
	var out []Link
	for _, m := range found {
		if slices.ContainsFunc(out, func(l Link) bool { return l.ID == m.ref.ID && l.RefKind == m.ref.Kind }) {
			continue
		}
		if l, ok := f.resolve(m.ref); ok {
			out = append(out, l)
		}
	}
	return out
}

// resolve answers a reference. A kind of reference that has no page (a party) gets no answer and stays text.
func (f *freezer) resolve(ref richtext.Ref) (Link, bool) {
	l := Link{ID: ref.ID, RefKind: ref.Kind, Kind: LinkNone}
	switch ref.Kind {
	case richtext.RefDecision:
		if d := f.decisions[cycle.DecisionID(ref.ID)]; d != nil {
			f.named.decisions[d.ID] = true
			l.Kind, l.Address, l.Number, l.Title = LinkDecision, d.Slug, d.Reference, d.Title
		}
	case richtext.RefPlace:
		if p := f.places[cycle.PlaceID(ref.ID)]; p != nil {
			f.named.places[p.ID] = true
			l.Kind, l.Address, l.Title = LinkPlace, p.Slug, p.Name
		}
	case richtext.RefNode:
		f.toNode(&l, cycle.NodeID(ref.ID))
	case richtext.RefNumber:
		l.Number = ref.ID
		f.toNode(&l, f.numbered(ref.ID))
	default:
		return l, false
	}
	return l, true
}

func (f *freezer) decisionLink(id cycle.DecisionID) (Link, bool) {
	if f.decisions[id] == nil {
		return Link{}, false
	}
	return f.resolve(decisionRef(id))
}

// numbered is the node that a number means: in this edition, else in the public edition most likely meant, else one
// that is only known from a mention.
func (f *freezer) numbered(number string) cycle.NodeID {
	if id, ok := f.byNumber[number]; ok {
		return id
	}
	for _, o := range f.others {
		if id, ok := o.Nodes[number]; ok {
			return id
		}
	}
	return f.mentioned[number]
}

// toNode points a link at a node: at its page in this edition, else at its line, else at the line of what it became.
func (f *freezer) toNode(l *Link, id cycle.NodeID) {
	if i, ok := f.at[id]; ok {
		p := f.order[i]
		l.Kind, l.Address, l.Number, l.Title = LinkNode, f.in.Addresses[id], p.Number, p.Title
		return
	}
	end, ok := f.elsewhere(id)
	if !ok {
		return
	}
	line := end.Line
	if !end.public {
		line = f.lineAfter(id)
	}
	if line == "" {
		return
	}
	l.Kind, l.Address, l.Title = LinkLine, line, end.Title
	if l.Number == "" {
		l.Number = end.Number
	}
}

// lineAfter is the line of the first node that id was continued in, which has a page; "" when there is none.
func (f *freezer) lineAfter(id cycle.NodeID) string {
	seen := map[cycle.NodeID]bool{}
	for wave := []cycle.NodeID{id}; len(wave) > 0; {
		var next []cycle.NodeID
		for _, from := range wave {
			for _, l := range f.lineages[from] {
				if l.From != from || l.To == "" || seen[l.To] {
					continue
				}
				seen[l.To] = true
				if line := f.line(l.To); line != "" && f.shown(l.To) {
					return line
				}
				next = append(next, l.To)
			}
		}
		wave = next
	}
	return ""
}

// shown tells whether a node stands in this edition or in another public one.
func (f *freezer) shown(id cycle.NodeID) bool {
	_, here := f.at[id]
	return here || slices.ContainsFunc(f.others, func(o *otherEdition) bool { return o.has(id) })
}

// otherEdition is a public edition with its numbers by node, which are looked for only now and then.
type otherEdition struct {
	OtherEdition
	numbers func() map[cycle.NodeID]string
}

func newOtherEdition(o OtherEdition) *otherEdition {
	return &otherEdition{o, sync.OnceValue(func() map[cycle.NodeID]string { return numbersOf(o) })}
}

func numbersOf(o OtherEdition) map[cycle.NodeID]string {
	numbers := make(map[cycle.NodeID]string, len(o.Nodes))
	for number, node := range o.Nodes {
		if other, twice := numbers[node]; !twice || dutch.CompareNumbers(number, other) < 0 {
			numbers[node] = number
		}
	}
	return numbers
}

func (o *otherEdition) has(id cycle.NodeID) bool {
	if _, ok := o.Titles[id]; ok {
		return true
	}
	return o.number(id) != ""
}

func (o *otherEdition) number(id cycle.NodeID) string { return o.numbers()[id] }

// likeliest are those of the other editions in the order in which a number that is not in e is looked for: first what
// came before e, the newest first, for old numbers live on in texts; then what came after.
func likeliest(e cycle.Edition, all []OtherEdition, which func(cycle.Edition) bool) []*otherEdition {
	var out []*otherEdition
	for _, o := range all {
		if o.Edition.ID != e.ID && which(o.Edition) {
			out = append(out, newOtherEdition(o))
		}
	}
	slices.SortStableFunc(out, func(a, b *otherEdition) int {
		earlierA, earlierB := a.Edition.Before(e), b.Edition.Before(e)
		switch {
		case earlierA && !earlierB:
			return -1
		case earlierB && !earlierA:
			return 1
		case earlierA:
			return b.Edition.Compare(a.Edition)
		}
		return a.Edition.Compare(b.Edition)
	})
	return out
}
