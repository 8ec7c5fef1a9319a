package site

import (
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/actions"
	"doelenboom/internal/ui/milestones"
)

// news is what a page says that the edition before did not.
type news struct {
	Since       string // name of the edition before
	Deliverable bool
	Items       []newsItem
}

// shown tells whether there is a list: without an edition before there is not. Of a goal or programme, on which no news
// is no surprise, an empty one is left out.
func (n news) shown() bool { return n.Since != "" && (len(n.Items) > 0 || n.Deliverable) }

// newsItem is one thing that is new: what it is about, and what is new of it.
type newsItem struct{ About, Text string }

// newsOf compares a node with itself in the edition before. In order of weight:
//  1. its place: number and title;
//  2. its scores;
//  3. its milestones;
//  4. its actions, also those that are no longer named;
//  5. who answers for it;
//  6. its texts, only that they changed.
func (e *editionPages) newsOf(now, before publication.Node) news {
	n := news{Since: e.Before.Edition.Name, Deliverable: now.Level == cycle.Deliverable}
	n.place(now, before)
	n.scores(e, now, before)
	n.milestones(now, before)
	n.actions(now, before)
	if was, is := holderNames(before), holderNames(now); was != is && was != "" && is != "" {
		n.add("Portefeuillehouder", is+", was "+was)
	}
	n.texts(now, before)
	return n
}

func (n *news) add(about, text string) { n.Items = append(n.Items, newsItem{about, text}) }

func (n *news) place(now, before publication.Node) {
	if now.Number != before.Number {
		n.add("Nummer", now.Number+", was "+before.Number)
	}
	if now.Title != before.Title && now.Title != "" && before.Title != "" {
		n.add("Titel", "was “"+before.Title+"”")
	}
}

func (n *news) scores(e *editionPages, now, before publication.Node) {
	for _, s := range now.Scores {
		if was, ok := scoreOf(before.Scores, s.Aspect); ok && was.Value != s.Value {
			n.add(e.aspect(s.Aspect).Label, s.Word+", was "+was.Word)
		}
	}
}

func (n *news) milestones(now, before publication.Node) {
	for _, m := range now.Milestones {
		i := slices.IndexFunc(before.Milestones, func(b publication.Milestone) bool { return b.Key == m.Key })
		if i < 0 {
			n.add("Nieuwe mijlpaal", short(m.Text))
			continue
		}
		was := before.Milestones[i]
		switch {
		case m.State != was.State && m.State != "" && m.State != cycle.MilestoneOpen && m.State != cycle.MilestoneMoved:
			n.add("Mijlpaal "+milestones.Word(m.State), short(m.Text))
		case ui.When(m.Date) != ui.When(was.Date) && ui.When(was.Date) != "":
			n.add("Mijlpaal verschoven", short(m.Text)+": "+ui.When(m.Date)+", was "+ui.When(was.Date))
		}
	}
	for _, was := range before.Milestones {
		if !slices.ContainsFunc(now.Milestones, func(m publication.Milestone) bool { return m.Key == was.Key }) {
			n.add("Mijlpaal niet meer genoemd", short(was.Text))
		}
	}
}

func (n *news) actions(now, before publication.Node) {
	for _, a := range now.Actions {
		was := actionOf(before.Actions, a.Key)
		switch {
		case was == nil:
			n.add("Nieuwe actie", short(a.Text))
		case a.State != was.State && a.State != "" && was.State != "":
			n.add("Actie "+actions.Word(a.State), short(a.Text)+" (was: "+actions.Word(was.State)+")")
		}
	}
	for _, was := range before.Actions {
		if actionOf(now.Actions, was.Key) == nil && was.State != cycle.ActionDone && was.State != cycle.ActionDropped {
			n.add("Actie niet meer genoemd", short(was.Text))
		}
	}
}

func (n *news) texts(now, before publication.Node) {
	var changed, added []string
	for _, s := range now.Sections {
		if s.Text.Empty() {
			continue
		}
		i := slices.IndexFunc(before.Sections, func(b publication.SectionText) bool { return b.Key == s.Key && !b.Text.Empty() })
		switch {
		case i < 0:
			added = append(added, s.Label)
		case s.Text.Text() != before.Sections[i].Text.Text():
			changed = append(changed, s.Label)
		}
	}
	if len(changed) > 0 {
		n.add("Tekst veranderd", strings.Join(changed, ", "))
	}
	if len(added) > 0 {
		n.add("Nieuwe tekst", strings.Join(added, ", "))
	}
}

func holderNames(n publication.Node) string {
	names := make([]string, len(n.Holders))
	for i, h := range n.Holders {
		names[i] = h.Name
	}
	return ui.And(names)
}

// short is the beginning of a text, for a line that only has to be recognised.
func short(d richtext.Doc) string { return cut(d.Text(), 90) }
