package publication

import (
	"slices"
	"strconv"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
)

// The front page of an edition has words of its own: the introduction and what is asked of the council. They name decisions
// and nodes as the texts of reports do.

// Fragment is the part of the address of the front page that leads to the decision point; by its number where it has no key.
func (d *DecisionPoint) Fragment() string {
	if d.Key != "" {
		return "beslispunt-" + d.Key
	}
	return "beslispunt-" + strconv.Itoa(d.Number)
}

// Line is what is asked, in runs.
func (d *DecisionPoint) Line() []richtext.Span {
	if d.Runs != nil {
		return d.Runs
	}
	return []richtext.Span{{Text: d.Text}}
}

func (f *freezer) decisionPoint(d cycle.DecisionPoint) DecisionPoint {
	out := DecisionPoint{Amount: d.Amount, Number: d.Number, Key: d.Key, Text: d.Text, Link: f.nodeLink(d.Explained)}
	if runs := f.reason(d.Text); slices.ContainsFunc(runs, func(run richtext.Span) bool { return run.Ref != nil }) {
		out.Runs = runs
	}
	return out
}

// frontMentions are the references on the front page.
func frontMentions(e *Edition) []mention {
	var found []mention
	for i := range e.Decides {
		d := &e.Decides[i]
		found = lineMentions(found, d.Runs, d.Fragment(), "Beslispunt "+strconv.Itoa(d.Number))
	}
	return mentionsIn(found, e.Intro, "Inleiding")
}

// referredByFront tells nodes where the front page names them.
func (f *freezer) referredByFront(nodes []Node, e *Edition) {
	for _, m := range frontMentions(e) {
		if l, ok := f.resolve(m.ref); ok {
			back := Link{Address: m.block, ID: m.where, Kind: LinkFront, Title: m.where, RefKind: fromFront}
			f.tell(nodes, nowhere, l, Relation{Kind: cycle.See, Link: back})
		}
	}
}

// fromFront is the kind of a link back.
const fromFront richtext.RefKind = "voorpagina"

// nowhere is the place in the tree of what has none.
const nowhere = -1
