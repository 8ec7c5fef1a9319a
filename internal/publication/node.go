package publication

import (
	"cmp"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
)

// node freezes one node and the line about it in the tree.
func (f *freezer) node(i int) (Node, Entry) {
	p := f.order[i]
	n := Node{
		Address: f.in.Addresses[p.Node], Depth: max(p.Depth, 0), ID: p.Node, Number: p.Number, Title: p.Title,
		Placeholder: p.Placeholder, Findings: f.in.Findings[p.Node], Money: f.money[p.Node], Line: f.line(p.Node),
		Parents: f.parents(i), Lineage: f.lineageOf(p.Node), Themes: f.themeNames(p.Node), Places: f.placeLinks(p.Node),
	}
	level := f.in.Edition.Settings.Level(n.Depth)
	n.Level, n.LevelLabel = level.Kind, level.Label
	e := Entry{
		Address: n.Address, Depth: n.Depth, ID: n.ID, Line: n.Line, Level: n.Level, Number: n.Number, Title: n.Title,
		Parent: p.Parent, Placeholder: n.Placeholder,
	}
	for _, t := range n.Themes {
		e.Themes = append(e.Themes, t.Slug)
	}
	if r := f.reports[p.Node]; r != nil {
		f.said(&n, r)
		reasons := f.reasonMentions(n.Scores)
		e.Links = f.links(reasons)
		e.Mentions = f.mentionDecisions(&n, r, reasons)
		e.Milestones = entryMilestones(r)
	}
	e.Headline, e.Derived, e.Scores = n.Headline, n.Derived, bare(n.Scores)
	e.Text = fingerprint(n.Sections, &f.scratch)
	for _, h := range n.Holders {
		e.Holders = append(e.Holders, h.Slug)
	}
	return n, e
}

// said takes over what the report says.
func (f *freezer) said(n *Node, r *cycle.Report) {
	n.Headline, n.Derived = headline(r)
	n.Source, n.Taken, n.Websites = source(r.Source), taken(r.Taken), r.Websites
	n.Scores = f.scores(n, r)
	n.Holders = f.holderNames(r)
	n.Relations = f.relations(r)
	for _, s := range r.Sections {
		n.Sections = append(n.Sections, SectionText{CutOff: s.CutOff, Label: f.sectionLabel(s), Key: s.Key, Text: s.Text})
	}
	for _, a := range r.Actions {
		n.Actions = append(n.Actions, Action{Evidence: f.released(n, a.Evidence), Number: a.Number, Parts: a.Parts, Key: a.Key, State: a.State, Text: a.Text, Note: a.Note})
	}
	for _, m := range r.Milestones {
		n.Milestones = append(n.Milestones, f.milestone(m))
	}
	for _, a := range r.Amendments {
		n.Amendments = append(n.Amendments, f.amendment(a))
	}
	for _, a := range r.Amounts {
		n.Amounts = append(n.Amounts, Amount{Cents: a.Cents, Year: a.Year, Column: a.Column, Row: a.Row, AsWritten: a.AsWritten})
	}
	f.files(n, r)
	if r.Term != nil {
		n.Term = term(*r.Term)
	}
	if r.Involvement != nil {
		n.Involvement = &Involvement{Tags: r.Involvement.Tags, Sentence: r.Involvement.Sentence}
	}
	if r.Reserve != nil {
		n.Reserve = reserve(*r.Reserve)
	}
}

// takenNames are the parts of a report as the fields of a node are called.
var takenNames = map[cycle.TakenPart]string{
	cycle.TakenSection: "onderdelen", cycle.TakenAction: "acties", cycle.TakenNote: "toelichtingen", cycle.TakenMilestone: "mijlpalen",
	cycle.TakenScore: "scores", cycle.TakenHeadline: "kernzin", cycle.TakenHolders: "portefeuillehouders", cycle.TakenInvolvement: "rol",
	cycle.TakenTerm: "looptijd", cycle.TakenReserve: "reserve", cycle.TakenWebsites: "websites", cycle.TakenAmendments: "begrotingswijziging",
	cycle.TakenAmounts: "bedragen",
}

// taken names what comes from the source of a node: a field, or a section, action, milestone or score by its key.
func taken(parts []cycle.Taken) []string {
	var names []string
	for _, t := range parts {
		name := takenNames[t.Part]
		switch t.Part {
		case cycle.TakenSection, cycle.TakenAction, cycle.TakenNote, cycle.TakenMilestone, cycle.TakenScore:
			name += "/" + t.Key
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func (f *freezer) sectionLabel(s cycle.SectionText) string {
	return cmp.Or(s.Label, f.in.Edition.Settings.SectionLabel(s.Key))
}

func (f *freezer) milestone(m cycle.Milestone) Milestone {
	out := Milestone{Date: m.Date, First: m.First, Reason: f.reason(m.Reason), Key: m.Key, State: m.State, Text: m.Text}
	for _, id := range m.Decisions {
		if l, ok := f.decisionLink(id); ok {
			out.Decisions = append(out.Decisions, l)
		}
	}
	return out
}

func entryMilestones(r *cycle.Report) []EntryMilestone {
	var out []EntryMilestone
	for _, m := range r.Milestones {
		out = append(out, EntryMilestone{
			Block: firstFragment(m.Text), Date: m.Date, First: m.First, Key: m.Key, State: m.State,
			Text: strings.TrimSpace(m.Text.Text()),
		})
	}
	return out
}

func (f *freezer) amendment(a cycle.AmendmentNotice) Amendment {
	out := Amendment{Kind: a.Kind, Number: a.Number}
	if l, ok := f.decisionLink(a.Decision); ok {
		out.Decision = &l
	}
	return out
}

func term(t cycle.Term) *Term {
	if t.Structural {
		return &Term{Kind: "structureel", Until: t.Until}
	}
	return &Term{Kind: "tijdelijk", Until: t.Until}
}

func reserve(r cycle.ReserveRelation) *Reserve {
	return &Reserve{Answer: r.Answer(), Name: r.Reserve, Note: r.Note}
}

// scores gives each score the word of the legend, in the order of the aspects.
func (f *freezer) scores(n *Node, r *cycle.Report) []Score {
	var out []Score
	for _, s := range r.Scores {
		aspect, _ := f.in.Edition.Settings.Aspect(s.Aspect)
		value, _ := aspect.Value(s.Value)
		out = append(out, Score{
			Aspect: s.Aspect, Value: s.Value, Word: cmp.Or(value.Word, s.AsWritten, s.Value), AsWritten: s.AsWritten,
			Evidence: f.released(n, s.Evidence), Cause: f.reason(s.Cause), Effect: f.reason(s.Effect), Measure: f.reason(s.Measure),
		})
	}
	slices.SortStableFunc(out, func(a, b Score) int { return cmp.Compare(f.aspectOrder(a.Aspect), f.aspectOrder(b.Aspect)) })
	return out
}

// aspectOrder is the place of an aspect in the settings; what they do not know comes last.
func (f *freezer) aspectOrder(key string) int {
	aspects := f.in.Edition.Settings.Aspects
	if i := slices.IndexFunc(aspects, func(a cycle.Aspect) bool { return a.Key == key }); i >= 0 {
		return i
	}
	return len(aspects)
}

// holderNames are the holders as the report states them: those as of the edition.
func (f *freezer) holderNames(r *cycle.Report) []HolderName {
	var out []HolderName
	for _, id := range r.Holders {
		if h := f.holders[id]; h != nil {
			f.named.holders[id] = true
			out = append(out, HolderName{Slug: h.Slug, Name: h.Name})
		}
	}
	return out
}

func (f *freezer) themeNames(id cycle.NodeID) []ThemeName {
	var out []ThemeName
	for _, t := range f.themes[id] {
		f.named.themes[t.ID] = true
		out = append(out, ThemeName{Slug: t.Slug, Name: t.Name})
	}
	slices.SortFunc(out, func(a, b ThemeName) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Slug, b.Slug)) })
	return out
}

func (f *freezer) placeLinks(id cycle.NodeID) []Link {
	var out []Link
	for _, p := range f.placesOf[id] {
		if l, ok := f.resolve(richtext.Ref{Kind: richtext.RefPlace, ID: string(p.ID)}); ok {
			out = append(out, l)
		}
	}
	slices.SortFunc(out, func(a, b Link) int { return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID)) })
	return out
}

func (f *freezer) line(id cycle.NodeID) string {
	if n := f.nodes[id]; n != nil {
		return n.Line
	}
	return ""
}

// parents are the nodes above one, from the top down.
func (f *freezer) parents(i int) []Parent {
	var out []Parent
	for up := f.order[i].Parent; up != ""; {
		p := f.order[f.at[up]]
		out = append(out, Parent{
			Address: f.in.Addresses[p.Node], ID: p.Node, Number: p.Number, Placeholder: p.Placeholder, Title: p.Title,
		})
		up = p.Parent
	}
	slices.Reverse(out)
	return out
}
