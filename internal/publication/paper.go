package publication

import (
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

// Papers are decisions as texts name them without a number, by title or alias.
type Papers []paper

type paper struct {
	name string
	ref  richtext.Ref
}

// PapersOf are the papers among decisions.
func PapersOf(decisions []cycle.Decision) Papers {
	var papers Papers
	for i := range decisions {
		for _, name := range decisions[i].Names() {
			papers = append(papers, paper{name, decisionRef(decisions[i].ID)})
		}
	}
	return papers
}

// Find adds where a text names a paper to what else was found in it, and puts all in the order of the text.
func (p Papers) Find(text string, found []richtext.Found) []richtext.Found {
	for _, paper := range p {
		for from := range dutch.WordsAt(text, paper.name) {
			found = append(found, richtext.Found{From: from, To: from + len(paper.name), Ref: paper.ref})
		}
	}
	slices.SortStableFunc(found, func(a, b richtext.Found) int { return a.From - b.From })
	return found
}
