package site

import (
	"errors"
	"strings"

	"doelenboom/internal/compare"
	"doelenboom/internal/publication"
	"doelenboom/internal/ui"
)

// councilShown is what the council changed between offering and adopting, on the page of the edition and on that with
// changes.
type councilShown struct {
	Council    string         // "Provinciale Staten"
	Amendments []amendedShown // those that were carried first
	Carried    int
	Pages      []changeRow // that say something else than when they were offered
	Offered    string      // address of the edition as it was offered; "" when it is not shown any more
}

// amendedShown is an amendment.
type amendedShown struct {
	publication.CouncilAmendment
	Effect       string // "€ 250.000 meer lasten"
	Href, Link   string // the node that it changes
	Decision     string
	DecisionHref string
}

// council tells what the council changed; ok is false when it is not done with the edition, or was not asked here.
func (e *editionPages) council(f frame) (c councilShown, ok bool) {
	c = councilShown{Council: e.Edition.Organisation.Council}
	for _, carried := range []bool{true, false} {
		for _, a := range e.Registers.Amendments {
			if a.Outcome.Carried() == carried {
				c.Amendments = append(c.Amendments, e.amended(f, a))
			}
		}
		if carried {
			c.Carried = len(c.Amendments)
		}
	}
	if e.Offered == nil {
		return c, len(c.Amendments) > 0
	}
	c.Pages = e.amendedPages(f.Up)
	if e.shown(e.Offered.Revision.Number) {
		c.Offered = f.Home + e.Edition.Slug + "/revisie/" + itoa(e.Offered.Revision.Number) + "/"
	}
	return c, true
}

func (e *editionPages) shown(number int) bool {
	for _, r := range e.Revisions {
		if r.Number == number {
			return r.Whole == nil
		}
	}
	return false
}

func (e *editionPages) amended(f frame, a publication.CouncilAmendment) amendedShown {
	row := amendedShown{CouncilAmendment: a, Decision: e.decisions[a.Decision]}
	if a.Link != nil {
		row.Href, row.Link = target(&f, a.Link).Href, linkText(*a.Link)
	}
	if a.Decision != "" {
		row.DecisionHref = f.Home + "besluit/" + a.Decision + "/"
	}
	switch {
	case a.Effect > 0:
		row.Effect = strings.ReplaceAll(a.Effect.String(), " ", nbsp) + " meer lasten"
	case a.Effect < 0:
		row.Effect = strings.ReplaceAll((-a.Effect).String(), " ", nbsp) + " minder lasten"
	}
	return row
}

// outcome is what became of an amendment, with the votes.
func (a amendedShown) outcome() string {
	text := a.Outcome.Word()
	if a.For+a.Against > 0 {
		text += ", " + ui.Number(a.For) + " voor en " + ui.Number(a.Against) + " tegen"
	}
	return text
}

// amendedPages are the nodes that say something else in the revision that the council adopted than in the last one that
// was offered. What was corrected later does not count. Of a part that was withdrawn nobody can tell.
func (e *editionPages) amendedPages(up string) []changeRow {
	adopted := &e.Frozen
	if e.Adopted != nil {
		adopted = e.Adopted
	}
	found, err := compare.Editions(sideOf(e.Offered, adopted), sideOf(adopted, e.Offered))
	if err != nil {
		return nil
	}
	var rows []changeRow
	for _, n := range found.Nodes {
		row := changeRow{Texts: placeTexts(n)}
		switch {
		case n.Ended():
			row.Number, row.Title, row.Texts = n.Before.Number, n.Before.Title, []string{"staat er niet meer in"}
		case n.New():
			row.Texts = []string{"nieuw"}
		}
		if n.After != nil {
			row.Number, row.Title = n.After.Number, n.After.Title
			if e.find(n.After.ID) != nil {
				row.Href = up + n.After.Address + "/"
			}
		}
		row.Scores = e.scoreSteps(n.Scores)
		row.Texts = append(row.Texts, milestoneTexts(n.Milestones)...)
		row.Texts = append(row.Texts, amendedTexts(n)...)
		rows = append(rows, row)
	}
	return rows
}

// amendedTexts names the texts and facts that differ.
func amendedTexts(n compare.NodeChanges) []string {
	var all []string
	for _, s := range n.Sections {
		all = append(all, "andere tekst: "+s.Label)
	}
	if len(n.Actions) > 0 {
		all = append(all, "andere acties")
	}
	for _, f := range n.Facts {
		all = append(all, "anders: "+f.About)
	}
	return all
}

// sideOf is a revision to be compared. What is missing in it is taken to be as in the other one.
func sideOf(f, other *Frozen) compare.Side {
	return compare.Side{
		Edition: f.Edition, Tree: f.Tree, Lineage: f.Registers.Lineage, Sum: f.Sum,
		Node: func(address string) (publication.Node, error) {
			n, err := f.Node(address)
			if errors.Is(err, publication.ErrMissing) {
				return other.Node(address)
			}
			return n, err
		},
	}
}

// decided says in one sentence what the council did with the amendments.
func (c councilShown) decided() string {
	if len(c.Amendments) == 0 {
		return ""
	}
	text := "Van " + ui.Count(len(c.Amendments), "amendement", "amendementen") + " "
	if c.Carried == 1 {
		return text + "is er 1 verwerkt in deze editie."
	}
	return text + "zijn er " + ui.Number(c.Carried) + " verwerkt in deze editie."
}

// heading says who changed it.
func (c councilShown) heading() string {
	return "Wat " + c.Council + " veranderde" + pluralOf(c.Council)
}

// pluralOf is the ending of a verb of which a body is the subject: Staten are many, a council is one.
func pluralOf(body string) string {
	if strings.HasSuffix(body, "Staten") {
		return "n"
	}
	return ""
}

// rest names what stands on the page with changes.
func (c councilShown) rest() string {
	switch n := len(c.Pages); {
	case n == 0:
		return "Alle amendementen met hun tekst"
	case len(c.Amendments) == 0:
		return ui.Count(n, "pagina", "pagina's") + " anders dan bij het aanbieden"
	default:
		return "Alle amendementen met hun tekst, en " + ui.Count(n, "pagina die anders is", "pagina's die anders zijn") + " dan bij het aanbieden"
	}
}
