package site

import (
	"cmp"
	"context"
	"io"
	"slices"

	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/ui/banner"
	"doelenboom/internal/ui/breadcrumb"
)

// decisionShown is what decision.templ shows.
type decisionShown struct {
	frame
	Decision publication.Decision
	About    []aboutEdition // editions that it adopted or took note of, or asked to correct
	Editions []mentionGroup
	Earlier  *linkShown // where no newest revision names it: an earlier one that did
}

type linkShown struct{ Text, Href string }

// aboutEdition is an edition with its revisions that the decision asked for.
type aboutEdition struct {
	linkShown
	Corrections []linkShown // without an address when it was withdrawn
}

// decisionMentionAt is a node of an edition, or its front page, that names a decision.
type decisionMentionAt struct {
	occurrence
	places []publication.Mention
}

// mentionGroup is where one edition names the decision.
type mentionGroup struct {
	Name  string
	Href  string
	State banner.State
	Nodes []mentionNode
}

type mentionNode struct {
	Number, Title, Href string
	Places              []linkShown
}

var decisionIndex = breadcrumb.Crumb{Text: "Besluiten en stukken", Href: "besluit/"}

// The places among the nodes of an edition of what its front page says itself, and the page about it.
const (
	front      = -1
	aboutPlace = -2
)

// mentionsOf collects where an edition names decisions.
func (o *organisationPages) mentionsOf(i int) {
	o.mentionsAt(occurrence{i, front}, o.Editions[i].Edition.Mentions)
	entries := o.Editions[i].Tree.Entries
	for j := range entries {
		o.mentionsAt(occurrence{i, j}, entries[j].Mentions)
	}
	for _, r := range o.Reasoned {
		if r.Edition == o.Editions[i].Edition.Slug {
			made := Revision{Revision: publication.Revision{Number: r.Revision}}
			place := publication.Mention{Decision: r.Decision, Block: made.fragment(), Where: "reden van revisie " + itoa(r.Revision)}
			o.mentionsAt(occurrence{i, aboutPlace}, []publication.Mention{place})
		}
	}
}

func (o *organisationPages) mentionsAt(at occurrence, all []publication.Mention) {
	for from, to := 0, 0; from < len(all); from = to {
		decision := all[from].Decision
		for to = from + 1; to < len(all) && all[to].Decision == decision; {
			to++
		}
		places := all[from:to:to] // they stand together, mostly
		list := o.mentions[decision]
		if n := len(list); n > 0 && list[n-1].occurrence == at {
			list[n-1].places = append(list[n-1].places, places...)
			continue
		}
		o.mentions[decision] = append(list, decisionMentionAt{at, places})
	}
}

func (o *organisationPages) decisionPages(write PageWriter) error {
	p := listShown{
		frame: o.frame("besluit/", "Besluiten en stukken"), Empty: "Geen editie noemt een besluit of stuk.",
		Lead: "Alle besluiten, moties, toezeggingen en stukken die de edities noemen, de nieuwste eerst.",
	}
	for _, d := range o.decisions {
		p.Rows = append(p.Rows, listRow{Number: d.Reference, Text: decisionTitle(d), Href: d.Slug + "/", Note: decisionNote(d)})
	}
	index, err := made("besluit/", listShow(p))
	if err == nil {
		err = write(index)
	}
	for _, d := range slices.Concat(o.decisions, o.earlier.decisions) {
		if err != nil {
			return err
		}
		err = write(o.decisionPage(d))
	}
	return err
}

// newerDecision sorts decisions: the newest first. One without a date stands behind those with a date in the year of its
// reference, the highest number first; one without either comes last.
func newerDecision(a, b *publication.Decision) int {
	yearA, numberA := decisionYear(a)
	yearB, numberB := decisionYear(b)
	return cmp.Or(yearB-yearA, compareDates(b.Date, a.Date), numberB-numberA)
}

// decisionYear is the year of a decision, 0 when nothing tells it, and its number when it has no date.
func decisionYear(d *publication.Decision) (year, number int) {
	if d.Date.Valid() {
		return d.Date.Year(), 0
	}
	return dutch.DecisionYear(d.Reference)
}

func decisionTitle(d *publication.Decision) string {
	if d.Title != "" {
		return d.Title
	}
	return "zonder titel"
}

func decisionNote(d *publication.Decision) string {
	note := decisionKind(d.Kind)
	if d.State != "" {
		note += ", " + decisionState(d.State)
	}
	if d.Date.Valid() {
		note += ", " + d.Date.Format()
	}
	return note
}

// decisionPage is made of what the decision is, which editions it concerns, and where they name it.
func (o *organisationPages) decisionPage(d *publication.Decision) Page {
	in := newInputs().sum(o.base).value(d)
	in.value(o.about(d.Slug, "")).value(o.namedEarlier(d.Slug, ""))
	for _, m := range o.mentions[d.Slug] {
		at := o.named(m)
		in.sum(o.prints[m.edition]).text(at.Number, at.Title, at.Href)
		for _, place := range m.places {
			in.text(place.Where, place.Block)
		}
	}
	return Page{Path: "besluit/" + d.Slug + "/", ContentType: HTML, Inputs: in.done(), Render: func(w io.Writer) error {
		return decisionShow(o.showDecision(d)).Render(context.Background(), w)
	}}
}

func (o *organisationPages) showDecision(d *publication.Decision) decisionShown {
	title := d.Title
	switch {
	case title == "":
		title = d.Reference
	case d.Reference != "":
		title = d.Reference + " " + title
	}
	p := decisionShown{frame: o.frame("besluit/"+d.Slug+"/", title, decisionIndex), Decision: *d}
	p.here(d.Reference)
	p.About = o.about(d.Slug, p.Up)
	last := -1
	for _, m := range o.mentions[d.Slug] {
		f := &o.Editions[m.edition]
		root := p.Up + f.Edition.Slug + "/"
		if m.edition != last {
			last = m.edition
			p.Editions = append(p.Editions, mentionGroup{Name: f.Edition.Name, Href: root, State: stateOf(f)})
		}
		node := o.named(m)
		node.Href = root + node.Href
		for _, place := range m.places {
			if place.Block != "" && place.Where != "" {
				node.Places = append(node.Places, linkShown{place.Where, node.Href + "#" + place.Block})
			}
		}
		g := &p.Editions[len(p.Editions)-1]
		g.Nodes = append(g.Nodes, node)
	}
	if len(p.Editions) == 0 {
		p.Earlier = o.namedEarlier(d.Slug, p.Up)
	}
	return p
}

// namedEarlier is the newest of the earlier revisions that name a decision.
func (o *organisationPages) namedEarlier(decision, up string) *linkShown {
	in, ok := o.NamedIn[decision]
	i := slices.IndexFunc(o.Editions, func(f Frozen) bool { return f.Edition.Slug == in.Edition })
	if !ok || i < 0 {
		return nil
	}
	revision := itoa(in.Revision)
	return &linkShown{o.Editions[i].Edition.Name + ", revisie " + revision, up + in.Edition + "/revisie/" + revision + "/"}
}

// named is what names a decision, with its address below the edition.
func (o *organisationPages) named(m decisionMentionAt) mentionNode {
	switch m.entry {
	case front:
		return mentionNode{Title: "Voorpagina"}
	case aboutPlace:
		return mentionNode{Title: "Over deze editie", Href: "over/"}
	}
	en := &o.Editions[m.edition].Tree.Entries[m.entry]
	return mentionNode{Number: en.Number, Title: en.Title, Href: en.Address + "/"}
}

// about are the editions that a decision is about, the newest first.
func (o *organisationPages) about(decision, up string) []aboutEdition {
	var all []aboutEdition
	earlier := o.corrected[decision]
	for i := range slices.Backward(o.Editions) {
		f := &o.Editions[i]
		here := func(c Corrected) bool { return c.Edition == f.Edition.Slug }
		if !f.Revision.By(decision) && !slices.ContainsFunc(earlier, here) {
			continue
		}
		e := aboutEdition{linkShown: linkShown{f.Edition.Name, up + f.Edition.Slug + "/"}}
		for _, c := range earlier {
			if !here(c) {
				continue
			}
			made := linkShown{"revisie " + itoa(c.Revision), e.Href + "revisie/" + itoa(c.Revision) + "/"}
			if c.Gone {
				made = linkShown{made.Text + " (ingetrokken)", ""}
			}
			e.Corrections = append(e.Corrections, made)
		}
		if f.Revision.ChangedByAt == decision {
			e.Corrections = append(e.Corrections, linkShown{"revisie " + itoa(f.Revision.Number), e.Href})
		}
		all = append(all, e)
	}
	return all
}
