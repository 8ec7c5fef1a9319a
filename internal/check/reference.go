package check

import (
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// brokenReference: a number in the text that leads nowhere.
//
//  1. "prestatie 8.1.5" that the tree of the edition does not have; a number of
//     another year is named with its year, or not at all;
//  2. "PS/2025/999" that the register of decisions does not have, or of which it
//     knows nothing but the number: often a slip of the pen;
//  3. a reference of the form without a node;
//  4. a number that the text itself says is of an earlier year ("in 2024 nog
//     9.0.2") is left alone.
func (p *page) brokenReference() {
	levels := p.Edition.Settings.LevelWords()
	for _, t := range p.parts {
		if p.Numbers != nil {
			for _, n := range dutch.FindNodes(t.text, levels...) {
				if _, ok := p.Numbers[n.Number]; !ok && !p.ofAnotherYear(t.text, n) {
					p.broken(t, t.text[n.From:n.To], "dat nummer is er niet in de "+p.Edition.Name, "Zoek het nummer op in de boom van deze editie en verbeter het.")
				}
			}
		}
		if p.Decisions != nil {
			for _, d := range dutch.FindDecisions(t.text) {
				if !p.knows(d.Reference) {
					p.broken(t, t.text[d.From:d.To], "het register van besluiten weet daar niets van", "Verbeter het nummer, of vul het besluit aan in het register.")
				}
			}
		}
	}
	for _, r := range p.Report.References {
		if r.Node == "" && r.Number != "" && p.Numbers != nil {
			if _, ok := p.Numbers[r.Number]; !ok && !p.told(r.Number) {
				p.broken(part{field: "references"}, r.Number, "dat nummer is er niet in de "+p.Edition.Name, "Zoek het nummer op in de boom van deze editie en verbeter het.")
			}
		}
	}
}

// Named is what a report names of what lies elsewhere: all that it is held against of the tree and of the register of
// decisions.
type Named struct {
	Numbers   []string // of the tree
	Decisions []string // references
	Waits     bool     // something in it waits for a decision: which one is known when all that were taken are
}

// NamedIn finds what the report of an input names.
func NamedIn(in Input) Named {
	p := newPage(in)
	n := Named{Waits: len(waitingIn(&p.Report)) > 0}
	levels := p.Edition.Settings.LevelWords()
	for _, t := range p.parts {
		for _, d := range dutch.FindDecisions(t.text) {
			n.Decisions = append(n.Decisions, d.Reference)
		}
		for _, node := range dutch.FindNodes(t.text, levels...) {
			n.Numbers = append(n.Numbers, node.Number)
		}
	}
	for _, r := range p.Report.References {
		if r.Node == "" && r.Number != "" {
			n.Numbers = append(n.Numbers, r.Number)
		}
	}
	for _, all := range []*[]string{&n.Numbers, &n.Decisions} {
		slices.Sort(*all)
		*all = slices.Compact(*all)
	}
	return n
}

func (p *page) broken(t part, words, why, mend string) {
	where := "Bij de verwijzingen"
	if t.field != "references" {
		where = "In " + p.fieldName(t.field)
	}
	p.add(Finding{
		Rule: BrokenReference, Severity: Wrong, Field: t.field, Block: t.block,
		What: where + " staat “" + words + "”, maar " + why + ".",
		Why:  "De lezer kan de verwijzing niet volgen.",
		Mend: mend,
	}, words)
}

// told: the same number was found in the text already.
func (p *page) told(number string) bool {
	levels := p.Edition.Settings.LevelWords()
	for _, t := range p.parts {
		for _, n := range dutch.FindNodes(t.text, levels...) {
			if n.Number == number || slices.Contains(n.Skipped, number) { // a gap in a range is no slip
				return true
			}
		}
	}
	return false
}

// ofAnotherYear: the same sentence names an earlier year before the number, or another year after it.
func (p *page) ofAnotherYear(text string, n dutch.NodeRef) bool {
	for at, s := range dutch.Sentences(text) {
		if n.From < at || n.From >= at+len(s) {
			continue
		}
		for _, d := range dutch.FindDates(s) {
			year := d.From.Year()
			if year != 0 && (year < p.Edition.Year || at+d.Start > n.From && year != p.Edition.Year) {
				return true
			}
		}
	}
	return false
}

func (p *page) knows(reference string) bool {
	at := slices.IndexFunc(p.Decisions, func(d cycle.Decision) bool { return d.Reference == reference })
	if at < 0 {
		at = slices.IndexFunc(p.Decisions, func(d cycle.Decision) bool { return dutch.SameDecision(d.Reference, reference) })
	}
	if at < 0 {
		return false
	}
	d := &p.Decisions[at]
	return d.Title != "" || d.State != "" || d.Kind != ""
}
