package demo

import (
	"context"
	"fmt"
	"slices"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

// treeNode is a node that stands in the tree of the edition at hand.
type treeNode struct {
	key, parent   string
	number, title string
	author        string
	report        *cycle.Report // what is said about it; nil when nothing is
}

// grow sets the tree of an edition and answers with what is to be written about its nodes.
func (l *loader) grow(ctx context.Context, e cycle.Edition, row editionRow) ([]treeNode, error) {
	nodes := append(l.upper(row), l.deliverables(row)...)
	slices.SortFunc(nodes, func(a, b treeNode) int { return dutch.CompareNumbers(a.number, b.number) })
	numbers := map[string]string{}
	for _, n := range nodes {
		numbers[n.key] = n.number
	}
	var rows []change.Placing
	for _, n := range nodes {
		parent, ok := numbers[n.parent]
		if n.parent != "" && !ok {
			return nil, fmt.Errorf("%s stands below %q, which is not in this edition", n.key, n.parent)
		}
		rows = append(rows, change.Placing{Node: l.ids.node[n.key], Number: n.number, ParentNumber: parent, Title: n.title})
	}
	placed, err := l.do.SetTree(ctx, l.org.ID, l.coordinator(), e.ID, rows)
	if err != nil {
		return nil, err
	}
	for i, p := range placed {
		l.ids.node[nodes[i].key] = p.Node
	}
	// Only now do all nodes have an id that a text may refer to.
	nodes = l.tell(nodes, row)
	if err := l.link(ctx, nodes); err != nil {
		return nil, err
	}
	return nodes, l.lineageAndMoney(ctx, row)
}

// upper are the programmes and goals of this edition.
func (l *loader) upper(row editionRow) []treeNode {
	var nodes []treeNode
	for _, n := range l.files.Tree.Nodes {
		s := l.standings.of(n.Key)
		d := deliverableFile{Parent: n.Parent, Places: n.Places}
		if _, told := n.Texts[row.Slug]; told {
			d.Editions = map[string]changeRow{row.Slug: {}}
		}
		if s.place(d, row) {
			nodes = append(nodes, treeNode{key: n.Key, parent: firstOf(s.parent, n.Parent), number: s.number, title: s.title})
		}
	}
	return nodes
}

func (l *loader) deliverables(row editionRow) []treeNode {
	var nodes []treeNode
	for _, d := range l.files.Deliverables {
		s := l.standings.of(d.Key)
		if s.place(d, row) {
			nodes = append(nodes, treeNode{key: d.Key, parent: firstOf(s.parent, d.Parent), number: s.number, title: s.title, author: d.Author})
		}
	}
	return nodes
}

// tell adds the report of every node that has something to say.
func (l *loader) tell(nodes []treeNode, row editionRow) []treeNode {
	byKey := map[string]int{}
	for i, n := range nodes {
		byKey[n.key] = i
	}
	for _, d := range l.files.Deliverables {
		if i, ok := byKey[d.Key]; ok {
			s := l.standings.of(d.Key)
			if row.TakenOver {
				s.forget()
			}
			r := s.report(d, row, l.ids)
			nodes[i].report = &r
		}
	}
	for _, n := range l.files.Tree.Nodes {
		text, told := n.Texts[row.Slug]
		if i, ok := byKey[n.Key]; ok && told {
			r := text.report()
			nodes[i].report = &r
		}
	}
	return nodes
}

func (t nodeText) report() cycle.Report {
	r := cycle.Report{Headline: trim(t.Headline), Source: source(t.Sources)}
	for _, s := range []struct{ key, text string }{
		{cycle.Summary, t.Summary}, {cycle.Context, t.Context}, {cycle.Progress, t.Progress}, {cycle.FinanceNote, t.Finance},
	} {
		if doc := richtext.Parse(s.text); len(doc) > 0 {
			r.Sections = append(r.Sections, cycle.SectionText{Key: s.key, Text: doc})
		}
	}
	for _, aspect := range sortedKeys(t.Judgement) {
		j := t.Judgement[aspect]
		r.Scores = append(r.Scores, cycle.Score{Aspect: aspect, Value: j.Value, Cause: trim(j.Reason)})
	}
	return r
}

// link enters themes and places of nodes that are new in this edition.
func (l *loader) link(ctx context.Context, nodes []treeNode) error {
	inEdition := map[string]bool{}
	for _, n := range nodes {
		inEdition[n.key] = !l.linked[n.key]
		l.linked[n.key] = true
	}
	var themes []cycle.ThemeLink
	var places []cycle.PlaceLink
	for _, d := range l.files.Deliverables {
		if !inEdition[d.Key] {
			continue
		}
		for _, t := range d.Themes {
			theme, err := known(l.ids.theme, "theme", t.Theme, d.file)
			if err != nil {
				return err
			}
			themes = append(themes, cycle.ThemeLink{Theme: theme, Node: l.ids.node[d.Key], From: t.From, Until: t.Until})
		}
		for _, key := range d.Where {
			place, err := known(l.ids.places, "place", key, d.file)
			if err != nil {
				return err
			}
			places = append(places, cycle.PlaceLink{Place: place, Node: l.ids.node[d.Key]})
		}
	}
	for _, n := range l.files.Tree.Nodes {
		for _, key := range n.Themes {
			if inEdition[n.Key] {
				themes = append(themes, cycle.ThemeLink{Theme: l.ids.theme[key], Node: l.ids.node[n.Key]})
			}
		}
	}
	return l.do.LinkNodes(ctx, l.org.ID, l.coordinator(), themes, places)
}

func (l *loader) lineageAndMoney(ctx context.Context, row editionRow) error {
	rows := change.Registers{}
	for _, a := range l.files.Tree.Lineage {
		if a.Edition == row.Slug {
			for _, pair := range pairs(a.From, a.To) {
				rows.Lineages = append(rows.Lineages, cycle.Lineage{
					From: l.ids.node[pair[0]], To: l.ids.node[pair[1]], Kind: a.Kind, Edition: l.ids.edition[row.Slug],
					Certainty: a.Certainty, Proposal: a.Certainty != cycle.Certain, Note: trim(a.Note), Source: cycle.Source{Address: a.Source},
				})
			}
		}
	}
	for _, m := range l.files.Editions.Money {
		if m.Edition == row.Slug {
			node, err := known(l.ids.node, "node", m.Node, "edities.yaml")
			if err != nil {
				return err
			}
			rows.Money = append(rows.Money, cycle.MoneyLine{
				Node: node, Edition: l.ids.edition[row.Slug], Kind: m.Kind, Column: m.Column, Year: m.Year, Cents: m.Cents,
				Decision: l.ids.decision[m.Decision], Note: trim(m.Note),
			})
		}
	}
	_, err := l.do.AddRegisters(ctx, l.org.ID, l.coordinator(), rows)
	return err
}

// pairs ties every predecessor to every successor; an end has none, a new node no predecessor.
func pairs(from, to []string) [][2]string {
	if len(from) == 0 {
		from = []string{""}
	}
	if len(to) == 0 {
		to = []string{""}
	}
	var out [][2]string
	for _, f := range from {
		for _, t := range to {
			out = append(out, [2]string{f, t})
		}
	}
	return out
}
