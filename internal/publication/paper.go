package publication

import (
	"cmp"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

// Papers are decisions as texts name them without a number, by title or alias, and those of which the number has a form that
// only the organisation knows. They stand by the first word of the name, or what a word begins with that is the number, so that
// a text is read once however many there are.
type Papers struct {
	names   map[string][]paper
	numbers map[string][]numbered
}

type numbered struct {
	number dutch.DecisionNumber
	ref    richtext.Ref
}

type paper struct {
	name string
	word int          // where the first word of the name begins
	ref  richtext.Ref // none when two decisions have this name: it means neither
}

// PapersOf are the papers among decisions.
func PapersOf(decisions []cycle.Decision) Papers {
	papers := Papers{names: map[string][]paper{}, numbers: map[string][]numbered{}}
	for i := range decisions {
		papers.Add(&decisions[i])
	}
	return papers
}

// Add makes the names of a decision known.
func (p Papers) Add(d *cycle.Decision) {
	ref := decisionRef(d.ID)
	if number := dutch.NumberOf(d.Reference); number != nil {
		p.numbers[number.First()] = append(p.numbers[number.First()], numbered{number, ref})
	}
	for _, name := range d.Names() {
		for from, to := range dutch.Words(name) {
			same := p.names[name[from:to]]
			if i := slices.IndexFunc(same, func(o paper) bool { return o.name == name }); i < 0 {
				p.names[name[from:to]] = append(same, paper{name, from, ref})
			} else if same[i].ref != ref {
				same[i].ref = richtext.Ref{}
			}
			break
		}
	}
}

// Find adds where a text names a paper to what else was found in it, and puts all in the order of the text; of two that
// begin in one place the longest comes first.
func (p Papers) Find(text string, found []richtext.Found) []richtext.Found {
	if len(p.names)+len(p.numbers) > 0 {
		found = p.find(text, found)
	}
	slices.SortStableFunc(found, func(a, b richtext.Found) int { return cmp.Or(a.From-b.From, b.To-a.To) })
	return found
}

func (p Papers) find(text string, found []richtext.Found) []richtext.Found {
	for at, end := range dutch.Words(text) {
		if len(p.numbers) > 0 {
			found = p.numberAt(text, at, end, found)
		}
		for _, paper := range p.names[text[at:end]] {
			from := at - paper.word
			to := from + len(paper.name)
			if paper.ref.ID != "" && from >= 0 && strings.HasPrefix(text[from:], paper.name) && dutch.Whole(text, from, to) {
				found = append(found, richtext.Found{From: from, To: to, Ref: paper.ref})
			}
		}
	}
	return found
}

func (p Papers) numberAt(text string, at, end int, found []richtext.Found) []richtext.Found {
	for _, n := range p.numbers[dutch.FirstPart(text[at:end])] {
		if to, ok := n.number.At(text, at); ok {
			return append(found, richtext.Found{From: at, To: to, Ref: n.ref})
		}
	}
	return found
}
