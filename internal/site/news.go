package site

import (
	"strings"

	"doelenboom/internal/compare"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/actions"
	"doelenboom/internal/ui/milestones"
	"doelenboom/internal/ui/prose"
)

// news is what a page says that the edition before did not.
type news struct {
	Since       string // name of the edition before
	Then        string // address of the same page in it
	Deliverable bool
	Items       []newsItem
	Partial     string // what cannot be said
}

// newsItem is one thing that is new: what it is about, what is new of it, and where that stands on the page.
type newsItem struct{ About, Text, Href string }

// shown tells whether there is a list: without an edition before there is not. Of a goal or programme, on which no news
// is no surprise, an empty one is left out.
func (n news) shown() bool { return n.Since != "" && (len(n.Items) > 0 || n.Deliverable) }

// newsOf says what compare finds in the words of the page, what weighs most first: its place, scores, milestones,
// actions (also those that are no longer named), who answers for it, and which texts changed.
func (e *editionPages) newsOf(home string, now, before publication.Node) news {
	n := news{
		Since: e.Before.Edition.Name, Then: home + e.Before.Edition.Slug + "/" + before.Address + "/",
		Deliverable: now.Level == cycle.Deliverable,
	}
	was, is := !e.Before.Edition.TakenOver || compare.Whole(&before), !e.Edition.TakenOver || compare.Whole(&now)
	n.Partial = partly(was, is)
	c := compare.Nodes(before, now).Known(was, is)
	if c.Renumbered() {
		n.add("Nummer", "was "+c.Before.Number, "")
	}
	if c.Retitled() {
		n.add("Titel", "was “"+c.Before.Title+"”", "")
	}
	for _, s := range c.Scores {
		n.add(e.aspect(s.Aspect).Label, s.Is.Word+", was "+s.Was.Word, "")
	}
	for _, m := range c.Milestones {
		n.add(milestoneNews(m))
	}
	for _, a := range c.Actions {
		n.action(a, actionHref(now, a))
	}
	if was, is := holderNames(before), holderNames(now); was != is && was != "" && is != "" {
		n.add("Portefeuillehouder", is+", was "+was, "")
	}
	for _, s := range c.Sections {
		n.text(s)
	}
	return n
}

// partly says what of news cannot be said where a page is not known as a whole.
func partly(was, is bool) string {
	switch {
	case was && is:
		return ""
	case was:
		return "Van deze editie is niet de hele pagina bekend. Wat niet meer genoemd wordt, is daarom niet te zeggen."
	case is:
		return "Van de vorige editie is niet de hele pagina bekend. Wat nieuw is, is daarom niet te zeggen."
	}
	return "Van beide edities is niet de hele pagina bekend. Wat nieuw is of niet meer genoemd wordt, is daarom niet te zeggen."
}

func (n *news) add(about, text, href string) { n.Items = append(n.Items, newsItem{about, text, href}) }

func milestoneNews(m compare.MilestoneChange) (about, text, href string) {
	if m.Block != "" {
		href = "#" + m.Block
	}
	text = cut(m.Text, 90)
	switch m.Kind {
	case compare.MilestoneNew:
		return "Nieuwe mijlpaal", text, href
	case compare.MilestoneMoved:
		return "Mijlpaal verschoven", movedFrom(m), href
	case compare.MilestoneMissed:
		return "Mijlpaal " + milestones.Word(cycle.MilestoneMissed), text, href
	}
	return "Mijlpaal " + string(m.Kind), text, href
}

// action leaves out other words for the same action: those show on the page itself.
func (n *news) action(a compare.ActionChange, href string) {
	text := strings.TrimSuffix(cut(a.Text, 90), ":") // its parts are not said here
	switch {
	case a.Kind == compare.Added:
		n.add("Nieuwe actie", text, href)
	case a.Kind == compare.Gone:
		n.add("Actie niet meer genoemd", text, "")
	case a.Was != a.Is && a.Was != "" && a.Is != "":
		n.add("Actie "+actions.Word(a.Is), text+" (was: "+actions.Word(a.Was)+")", href)
	}
}

// actionHref is where an action stands on the page; "" when it does not stand there any more.
func actionHref(now publication.Node, a compare.ActionChange) string {
	if is := actionOf(now.Actions, a.Key); is != nil {
		if anchor := prose.Anchor(is.Text); anchor != "" {
			return "#" + anchor
		}
	}
	return ""
}

func (n *news) text(s compare.SectionChange) {
	href := ""
	if len(s.Blocks) > 0 {
		href = "#" + s.Blocks[0]
	}
	switch s.Kind {
	case compare.Added:
		n.add("Nieuwe tekst", s.Label, href)
	case compare.Gone:
		n.add("Tekst niet meer opgenomen", s.Label, "")
	default:
		n.add("Tekst veranderd", s.Label, href)
	}
}

func holderNames(n publication.Node) string {
	names := make([]string, len(n.Holders))
	for i, h := range n.Holders {
		names[i] = h.Name
	}
	return ui.And(names)
}

// lower begins a phrase inside a sentence.
func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }
