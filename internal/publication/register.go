package publication

import (
	"cmp"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// registers are the rows that this revision refers to and the decisions that made it what it is, each list in the order of
// its addresses.
func (f *freezer) registers(r Revision) Registers {
	out := Registers{
		Decisions: []Decision{}, Themes: []Theme{}, Holders: []Holder{}, Places: []Place{}, Money: []MoneyLine{},
		Lineage: f.conversions(), Amendments: f.amendments(r),
	}
	for i := range f.in.Decisions {
		if d := &f.in.Decisions[i]; f.named.decisions[d.ID] || r.By(d.Slug) || slices.Contains(f.in.Asked, d.Slug) {
			out.Decisions = append(out.Decisions, decision(*d))
		}
	}
	for _, t := range f.in.Themes {
		if f.named.themes[t.ID] {
			out.Themes = append(out.Themes, Theme{Slug: t.Slug, ID: t.ID, List: t.List, Name: t.Name})
		}
	}
	for _, h := range f.in.Holders {
		if f.named.holders[h.ID] {
			out.Holders = append(out.Holders, holder(h))
		}
	}
	for _, p := range f.in.Places {
		if f.named.places[p.ID] {
			out.Places = append(out.Places, Place{Slug: p.Slug, ID: p.ID, Name: p.Name, Aliases: p.Aliases, Kind: p.Kind})
		}
	}
	for _, p := range f.order {
		out.Money = append(out.Money, f.money[p.Node]...)
	}
	slices.SortStableFunc(out.Decisions, func(a, b Decision) int { return cmp.Compare(a.Slug, b.Slug) })
	slices.SortStableFunc(out.Themes, func(a, b Theme) int { return cmp.Compare(a.Slug, b.Slug) })
	slices.SortStableFunc(out.Holders, func(a, b Holder) int { return cmp.Compare(a.Slug, b.Slug) })
	slices.SortStableFunc(out.Places, func(a, b Place) int { return cmp.Compare(a.Slug, b.Slug) })
	return out
}

// amendments are those of the council, once it is done with the edition: as long as it is not, what was entered is not
// settled.
func (f *freezer) amendments(r Revision) []CouncilAmendment {
	if r.State != cycle.StateAdopted && r.State != cycle.StateNoted {
		return nil
	}
	var out []CouncilAmendment
	for _, a := range f.in.Edition.Amendments {
		row := CouncilAmendment{
			Effect: a.Effect, Mover: a.Mover, Number: a.Number, Link: f.nodeLink(a.Node), Key: a.Key, Against: a.Against,
			Text: a.Text, Title: a.Title, Outcome: a.Outcome, For: a.For,
		}
		if d := f.decisions[a.Decision]; d != nil {
			f.named.decisions[d.ID] = true
			row.Decision = d.Slug
		}
		out = append(out, row)
	}
	slices.SortStableFunc(out, func(a, b CouncilAmendment) int { return dutch.CompareNumbers(a.Number, b.Number) })
	return out
}

func decision(d cycle.Decision) Decision {
	return Decision{
		Slug: d.Slug, Source: source(d.Source), Date: d.Date, ID: d.ID, Reference: d.Reference, Aliases: d.Aliases,
		Body: d.Body, Kind: d.Kind, State: d.State, Text: d.Text, Title: d.Title,
	}
}

func holder(h cycle.PortfolioHolder) Holder {
	out := Holder{Slug: h.Slug, ID: h.ID, Name: h.Name}
	for _, t := range h.Terms {
		out.Terms = append(out.Terms, HoldingPeriod{Portfolio: t.Portfolio, From: t.From, Until: t.Until})
	}
	return out
}

// moneyLines are the lines of this edition by node, in the order in which they were added.
func (f *freezer) moneyLines() map[cycle.NodeID][]MoneyLine {
	mine := make([]cycle.MoneyLine, 0, len(f.in.MoneyLines))
	from := map[cycle.EditionID]cycle.Edition{}
	for _, o := range f.in.Others {
		if public(o.Edition) {
			from[o.Edition.ID] = o.Edition
		}
	}
	for _, l := range f.in.MoneyLines {
		_, known := from[l.Edition]
		if _, ok := f.at[l.Node]; ok && (known || l.Edition == f.in.Edition.ID) && f.in.Edition.TellsOf(l, from[l.Edition]) {
			mine = append(mine, l)
		}
	}
	slices.SortStableFunc(mine, func(a, b cycle.MoneyLine) int { return cmp.Compare(a.ID, b.ID) })
	out := map[cycle.NodeID][]MoneyLine{}
	for _, l := range mine {
		line := MoneyLine{Cents: l.Cents, Year: l.Year, Node: l.Node, Column: l.Column, Kind: l.Kind, Note: l.Note}
		if d := f.decisions[l.Decision]; d != nil {
			f.named.decisions[d.ID] = true
			line.Decision = d.Slug
		}
		out[l.Node] = append(out[l.Node], line)
	}
	return out
}
