package site

import (
	"context"
	"io"
	"strconv"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/ui/banner"
	"doelenboom/internal/ui/breadcrumb"
	"doelenboom/internal/ui/editions"

	"github.com/a-h/templ"
)

// RenderEdition gives every page of one revision of an edition. Pages of nodes read their part when they are rendered,
// so that no more than a few nodes are in memory.
func RenderEdition(in EditionInput, write PageWriter) error {
	e := openEdition(in)
	pages := append(looks(),
		e.page("", summaryPage),
		e.page("boom/", treePage),
		e.page("wijzigingen/", changesPage),
		e.page("over/", aboutPage),
		Page{Path: "manifest.sha256", ContentType: Text, Inputs: hashOf(string(in.Manifest)), Render: func(w io.Writer) error {
			_, err := w.Write(in.Manifest)
			return err
		}},
	)
	for _, p := range pages {
		if p.Render == nil {
			continue
		}
		if err := write(p); err != nil {
			return err
		}
	}
	for i := range e.entries {
		if e.gone[publication.NodePath(e.entries[i].Address)] {
			continue // answered with 410 by whoever serves
		}
		if err := write(e.nodePage(i)); err != nil {
			return err
		}
	}
	return e.filePages(write)
}

// withdrawnParts are those of this revision: the same page in a later one was corrected first.
func withdrawnParts(revisions []Revision, number int) map[string]bool {
	gone := map[string]bool{}
	for _, r := range revisions {
		if r.Number != number {
			continue
		}
		for _, w := range r.Withdrawn {
			gone[w.Path] = true
		}
	}
	return gone
}

// editionPages is an EditionInput with what all its pages need, looked up once.
type editionPages struct {
	EditionInput
	outline                  // of this edition
	earlier  outline         // of the edition before, empty when there is none
	previous *ShelfEdition   // on the shelf
	next     *ShelfEdition   // on the shelf
	base     [16]byte        // hash of what every page shows
	whole    [16]byte        // hash of what the pages about the whole edition show
	aspects  map[string]int  // place of an aspect in Edition.Aspects
	gone     map[string]bool // parts of this revision that were withdrawn

	decisions map[string]string         // what a decision is called, by slug
	paidBy    map[cycle.NodeID][]string // what the decisions of a node's money lines are called
}

func openEdition(in EditionInput) *editionPages {
	e := &editionPages{EditionInput: in, outline: newOutline(in.Tree), aspects: map[string]int{}, gone: withdrawnParts(in.Revisions, in.Revision.Number)}
	if in.Before != nil {
		e.earlier = newOutline(in.Before.Tree)
	}
	for i, a := range in.Edition.Aspects {
		e.aspects[a.Key] = i
	}
	e.nameDecisions()
	for i := range in.Shelf.Editions {
		if in.Shelf.Editions[i].Slug != in.Edition.Slug {
			continue
		}
		if i > 0 {
			e.previous = &in.Shelf.Editions[i-1]
		}
		if i+1 < len(in.Shelf.Editions) {
			e.next = &in.Shelf.Editions[i+1]
		}
	}
	e.base = e.baseHash()
	e.whole = e.wholeHash()
	return e
}

// nameDecisions finds what the decisions that money lines name are called: the part of the node holds only the slug.
func (e *editionPages) nameDecisions() {
	e.decisions, e.paidBy = map[string]string{}, map[cycle.NodeID][]string{}
	for _, d := range e.Registers.Decisions {
		if e.decisions[d.Slug] = d.Reference; d.Reference == "" {
			e.decisions[d.Slug] = d.Title
		}
	}
	for _, l := range e.Registers.Money {
		if l.Decision != "" {
			e.paidBy[l.Node] = append(e.paidBy[l.Node], e.decisions[l.Decision])
		}
	}
}

// baseHash leaves out the number, reason and moment of the revision, and what only the front page says: a correction must
// not change every page.
func (e *editionPages) baseHash() [16]byte {
	r, told := e.Revision, e.Edition
	told.Intro, told.Decides, told.Files, told.Links, told.Mentions, told.Correction = nil, nil, nil, nil, nil, nil
	i := newInputs().text(e.Program, sheetName(), iconName(), language).value(e.Shelf.Organisation).value(told).
		text(e.Shelf.Base, string(r.State), string(r.StateDate)).value(e.Earlier).value(e.Shelf.Preview)
	if e.Earlier {
		i.value(r.Number)
	}
	for _, s := range []*ShelfEdition{e.previous, e.next} {
		if s == nil {
			i.text("")
			continue
		}
		i.text(s.Slug, s.Name)
	}
	return i.value(e.scored()).done()
}

func (e *editionPages) wholeHash() [16]byte {
	i := newInputs().sum(e.base).value(e.Edition).value(e.Revision).value(e.Revisions).sum(e.printed(0, len(e.entries))).value(e.Registers)
	if e.Before != nil {
		i.text(e.Before.Edition.Slug, e.Before.Edition.Name).sum(e.earlier.printed(0, len(e.earlier.entries)))
	}
	return i.done()
}

// scored tells whether scores were given in this edition at all: a budget has none, and its pages do not say so at
// every node.
func (e *editionPages) scored() bool { return e.outline.scored }

// page is one about the whole edition.
func (e *editionPages) page(path string, content func(*editionPages) templ.Component) Page {
	return Page{Path: path, ContentType: HTML, Inputs: newInputs().sum(e.whole).text(path).done(), Render: func(w io.Writer) error {
		return content(e).Render(context.Background(), w)
	}}
}

// frame is that of a page of this edition. Path is its own, title what it is; node is "" on pages of the whole.
func (e *editionPages) frame(path, title string, node cycle.NodeID) frame {
	up := ""
	if path != "" {
		up = "../"
	}
	home := up + "../"
	if e.Earlier {
		home += "../../" // it stands below revisie/<n>/
	}
	f := frame{
		Title: title, Up: up, Home: home, Org: e.Shelf.Organisation,
		Edition: &editionName{Name: e.Edition.Name, State: e.state()},
		All:     home, AllText: "Alle edities", Revision: e.Revision.Number, Preview: e.Shelf.Preview,
	}
	f.Here = e.Shelf.printed(e.Edition.Slug + "/" + path)
	if e.Earlier {
		f.Here = e.Shelf.printed(e.Edition.Slug + "/revisie/" + itoa(e.Revision.Number) + "/" + path)
		f.Newest = home + e.Edition.Slug + "/" + path
	}
	if path == "" {
		f.Corrected = lastCorrection(e.Revisions)
	} else {
		f.Crumbs = []breadcrumb.Crumb{{Text: e.Edition.Name, Href: up}}
		if node == "" {
			f.Crumbs = append(f.Crumbs, breadcrumb.Crumb{Text: title})
		}
	}
	if node != "" {
		before, after := e.stands(node)
		f.Before, f.After = sameNode(before, home), sameNode(after, home)
		return f
	}
	f.Before, f.After = neighbour(e.previous, home, path), neighbour(e.next, home, path)
	return f
}

// stands finds where a node stands in the nearest edition before and after this one that has it; the zero Stand when none
// has.
func (e *editionPages) stands(node cycle.NodeID) (before, after Stand) {
	return standIn(e.previous, e.Shelf.Before, node), standIn(e.next, e.Shelf.After, node)
}

// standIn looks in the edition beside, and where that lacks the node among those further on.
func standIn(beside *ShelfEdition, further map[cycle.NodeID]Stand, node cycle.NodeID) Stand {
	if beside != nil && beside.Addresses[node] != "" {
		return Stand{beside.Slug, beside.Name, beside.Addresses[node]}
	}
	return further[node]
}

// sameNode leads to the same node in another edition.
func sameNode(s Stand, home string) *editions.Neighbour {
	if s.Address == "" {
		return nil
	}
	return &editions.Neighbour{Name: s.Name, Href: home + s.Slug + "/" + s.Address + "/", Same: true}
}

// neighbour leads from a page of the whole to another edition.
func neighbour(s *ShelfEdition, home, path string) *editions.Neighbour {
	if s == nil {
		return nil
	}
	root := home + s.Slug + "/"
	if path == "boom/" {
		return &editions.Neighbour{Name: s.Name, Href: root + path}
	}
	return &editions.Neighbour{Name: s.Name, Href: root}
}

func (e *editionPages) state() banner.State {
	return banner.State{
		State: e.Revision.State, Date: e.Revision.StateDate, Council: e.Edition.Organisation.Council,
		TakenOver: e.Edition.TakenOver, Meetings: e.Revision.Meetings,
	}
}

// aspect finds how this edition asks for an aspect.
func (e *editionPages) aspect(key string) publication.Aspect {
	if i, ok := e.aspects[key]; ok {
		return e.Edition.Aspects[i]
	}
	return publication.Aspect{Key: key, Label: key}
}

// plural is what the organisation calls nodes of a kind, in a sentence.
func (e *editionPages) plural(kind cycle.LevelKind, n int) string {
	for _, l := range e.Edition.Levels {
		if l.Kind == kind {
			return countOf(n, l.Label, l.Plural)
		}
	}
	return strconv.Itoa(n) + " " + string(kind)
}

// editionRoot is the address of the page of the edition, seen from a page of it.
func editionRoot(up string) string {
	if up == "" {
		return "./"
	}
	return up
}
