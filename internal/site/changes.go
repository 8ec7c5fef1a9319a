package site

import (
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/milestones"

	"github.com/a-h/templ"
)

// changesShown is what changes.templ shows: this edition beside the one before.
type changesShown struct {
	frame
	Since string
	Lists []changeList
}

// changeList is one kind of change.
type changeList struct {
	Key     string // fragment of its address
	Heading string
	Empty   string // what stands there when there are none
	Rows    []changeRow
}

// changeRow is a change of one node; Href leads to it in this edition, or to its line when it ended.
type changeRow struct {
	Number, Title, Href string
	Texts               []string
}

func changesPage(e *editionPages) templ.Component {
	p := changesShown{frame: e.frame("wijzigingen/", "Wat veranderde", "")}
	if e.Before != nil {
		p.Since = e.Before.Edition.Name
		p.Lists = e.changes(p.Up, p.Home)
	}
	return changesShow(p)
}

// changes compares the trees of two editions; node by node it is news.
func (e *editionPages) changes(up, home string) []changeList {
	added := changeList{Key: "nieuw", Heading: "Nieuw", Empty: "Niets is nieuw."}
	gone := changeList{Key: "niet-meer", Heading: "Niet meer in deze editie", Empty: "Alles van de vorige editie staat er nog in."}
	placed := changeList{Key: "nummer-titel", Heading: "Ander nummer, andere titel of plaats", Empty: "Nummers, titels en plaatsen zijn gelijk gebleven."}
	scored := changeList{Key: "scores", Heading: "Andere score", Empty: "Geen score veranderde."}
	moved := changeList{Key: "mijlpalen", Heading: "Mijlpalen verschoven, gehaald of gemist", Empty: "Geen mijlpaal veranderde."}
	texts := changeList{Key: "teksten", Heading: "Andere tekst", Empty: "Geen tekst veranderde."}
	for i := range e.entries {
		now := &e.entries[i]
		row := changeRow{Number: now.Number, Title: now.Title, Href: up + now.Address + "/"}
		was := e.earlier.find(now.ID)
		if was == nil {
			row.Texts = said(now.Headline)
			added.Rows = append(added.Rows, row)
			continue
		}
		placed.add(row, e.placeChanges(now, was))
		scored.add(row, e.scoreChanges(now, was))
		moved.add(row, milestoneChanges(now, was))
		if now.Text != was.Text && now.Text != "" && was.Text != "" {
			texts.Rows = append(texts.Rows, row)
		}
	}
	for i := range e.earlier.entries {
		was := &e.earlier.entries[i]
		if e.find(was.ID) == nil {
			row := changeRow{Number: was.Number, Title: was.Title, Href: lineHref(home, was.Line), Texts: said(e.whereTo(was))}
			gone.Rows = append(gone.Rows, row)
		}
	}
	return []changeList{scored, moved, added, gone, placed, texts}
}

// add takes a node once, with all that changed of this kind.
func (l *changeList) add(row changeRow, texts []string) {
	if row.Texts = texts; len(texts) > 0 {
		l.Rows = append(l.Rows, row)
	}
}

func said(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func (e *editionPages) placeChanges(now, was *publication.Entry) []string {
	var all []string
	if now.Number != was.Number {
		all = append(all, "nummer was "+was.Number)
	}
	if now.Title != was.Title && was.Title != "" {
		all = append(all, "titel was “"+was.Title+"”")
	}
	if now.Parent != was.Parent {
		if above := e.earlier.find(was.Parent); above != nil {
			all = append(all, "stond onder "+named(above.Number, above.Title))
		}
	}
	return all
}

func (e *editionPages) scoreChanges(now, was *publication.Entry) []string {
	var all []string
	for _, s := range now.Scores {
		if before, ok := scoreOf(was.Scores, s.Aspect); ok && before.Value != s.Value {
			all = append(all, e.aspect(s.Aspect).Label+": "+s.Word+", was "+before.Word)
		}
	}
	return all
}

func milestoneChanges(now, was *publication.Entry) []string {
	var all []string
	for _, m := range now.Milestones {
		i := slices.IndexFunc(was.Milestones, func(b publication.EntryMilestone) bool { return b.Key == m.Key })
		if i < 0 {
			continue
		}
		before := was.Milestones[i]
		switch {
		case m.State != before.State && settled(m.State):
			all = append(all, cut(m.Text, 90)+": "+milestones.Word(m.State))
		case ui.When(m.Date) != ui.When(before.Date) && ui.When(before.Date) != "":
			all = append(all, cut(m.Text, 90)+": "+ui.When(m.Date)+", was "+ui.When(before.Date))
		}
	}
	return all
}

// settled tells whether something became of a milestone.
func settled(s cycle.MilestoneState) bool {
	return s == cycle.MilestoneReached || s == cycle.MilestoneMissed || s == cycle.MilestoneDropped
}

// whereTo says what became of a node, when the conversion table knows.
func (e *editionPages) whereTo(was *publication.Entry) string {
	for _, l := range e.Registers.Lineage {
		if l.From == nil || l.From.ID != was.ID {
			continue
		}
		text := lineage(l.Kind, true)
		if l.To != nil {
			text += " " + named(l.To.Number, l.To.Title)
		}
		if l.Proposal {
			text += " (voorstel, nog niet bevestigd)"
		}
		return text
	}
	return ""
}

// lineHref leads to the line of a node; "" when it has none.
func lineHref(home, line string) string {
	if line == "" {
		return ""
	}
	return home + "lijn/" + line + "/"
}
