package site

import (
	"slices"
	"strings"

	"doelenboom/internal/compare"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/milestones"

	"github.com/a-h/templ"
)

// changesShown is what changes.templ shows: this edition beside the one before.
type changesShown struct {
	frame
	Since   string
	Then    string // address of that edition
	Lists   []changeList
	Partial string       // why nothing is said of what is new or gone
	Council councilShown // what changed since this edition was offered
	Decided bool
}

// changeList is one kind of change.
type changeList struct {
	Key     string // fragment of its address
	Heading string
	Empty   string // what stands there when there are none
	Rows    []changeRow
}

// count is the number of changes: of milestones each one, as the summary counts them, of all else the nodes.
func (l changeList) count() int {
	if l.Key != milestonesKey {
		return len(l.Rows)
	}
	n := 0
	for _, row := range l.Rows {
		n += len(row.Texts)
	}
	return n
}

const milestonesKey = "mijlpalen"

// changeRow is a change of one node; Href leads to it in this edition, or to its line when it ended.
type changeRow struct {
	Number, Title, Href string
	Texts               []string
	Scores              []scoreStep
}

// scoreStep is a score that became another one.
type scoreStep struct {
	Label   string
	Is, Was publication.Score
}

func changesPage(e *editionPages) templ.Component {
	p := changesShown{frame: e.frame("wijzigingen/", "Wat veranderde", "")}
	if e.Before != nil {
		p.Since, p.Then = e.Before.Edition.Name, p.Home+e.Before.Edition.Slug+"/"
		p.Lists, p.Partial = e.changes(p.Up, p.Home), e.partial()
	}
	p.Council, p.Decided = e.council(p.frame)
	return changesShow(p)
}

// partial says why it is not told what is new or gone; "" when it is told. Of an edition that was taken over nobody knows
// whether all of it was: what is missing on one side need not be new, and need not have ended.
func (e *editionPages) partial() string {
	const so = " is overgenomen, misschien niet helemaal. Wat nieuw is of vervallen, is daarom niet te zeggen."
	switch {
	case e.Before == nil:
		return ""
	case e.Edition.TakenOver:
		return "Deze editie" + so
	case e.Before.Edition.TakenOver:
		return "De vorige editie" + so
	}
	return ""
}

// changes compares the trees of two editions, which is enough for lists; on the page of a node its news says more. A
// tree that cannot be compared has no lists: that does not happen, since nothing is read for it.
func (e *editionPages) changes(up, home string) []changeList {
	found, err := compare.Editions(
		compare.Side{Edition: e.Before.Edition, Tree: e.Before.Tree, Lineage: e.Before.Registers.Lineage},
		compare.Side{Edition: e.Edition, Tree: e.Tree, Lineage: e.Registers.Lineage},
	)
	if err != nil {
		return nil
	}
	scored := changeList{Key: "scores", Heading: "Andere score", Empty: "Geen score veranderde."}
	moved := changeList{Key: milestonesKey, Heading: "Mijlpalen verschoven, gehaald of gemist", Empty: "Geen mijlpaal veranderde."}
	added := changeList{Key: "nieuw", Heading: "Nieuw", Empty: "Niets is nieuw."}
	gone := changeList{Key: "niet-meer", Heading: "Niet meer in deze editie", Empty: "Alles van de vorige editie staat er nog in."}
	placed := changeList{Key: "nummer-titel", Heading: "Ander nummer, andere titel of plaats", Empty: "Nummers, titels en plaatsen zijn gelijk gebleven."}
	texts := changeList{Key: "teksten", Heading: "Andere tekst", Empty: "Geen tekst veranderde."}
	partial := e.partial() != ""
	for _, n := range found.Nodes {
		if partial && n.Ended() {
			placed.add(changeRow{Number: n.Before.Number, Title: n.Before.Title, Href: lineHref(home, n.Before.Line)}, tieTexts(n.Ties))
			continue
		}
		if n.Ended() {
			gone.Rows = append(gone.Rows, changeRow{Number: n.Before.Number, Title: n.Before.Title, Href: lineHref(home, n.Before.Line), Texts: tieTexts(n.Ties)})
			continue
		}
		row := changeRow{Number: n.After.Number, Title: n.After.Title, Href: up + n.After.Address + "/"}
		if partial && n.New() {
			placed.add(row, tieTexts(n.Ties))
			continue
		}
		if n.New() {
			row.Texts = append(tieTexts(n.Ties), said(e.find(n.After.ID).Headline)...)
			added.Rows = append(added.Rows, row)
			continue
		}
		if len(n.Scores) > 0 {
			with := row
			with.Scores = e.scoreSteps(n.Scores)
			scored.Rows = append(scored.Rows, with)
		}
		moved.add(row.at(n.Milestones), milestoneTexts(n.Milestones))
		placed.add(row, placeTexts(n))
		if n.TextChanged {
			texts.Rows = append(texts.Rows, row)
		}
	}
	lists := []changeList{scored, moved, added, gone, placed, texts}
	if partial {
		lists = []changeList{scored, moved, placed, texts}
		for i := range lists {
			lists[i].Empty = "Niets, voor zover het in beide edities staat."
		}
	}
	if !e.scored() || !e.earlier.scored {
		return lists[1:] // where one of both gives no scores, none can differ
	}
	return lists
}

// at leads to the first of the milestones that still stands on the page.
func (r changeRow) at(changed []compare.MilestoneChange) changeRow {
	for _, m := range changed {
		if m.Block != "" && milestoneTexts([]compare.MilestoneChange{m}) != nil {
			r.Href += "#" + m.Block
			break
		}
	}
	return r
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

func (e *editionPages) scoreSteps(changed []compare.ScoreChange) []scoreStep {
	all := make([]scoreStep, len(changed))
	for i, s := range changed {
		all[i] = scoreStep{e.aspect(s.Aspect).Label, s.Is, s.Was}
	}
	return all
}

// milestoneTexts leaves out milestones that are new or no longer named: between a budget and a monitor those are many,
// and they tell nothing of how it goes.
func milestoneTexts(changed []compare.MilestoneChange) []string {
	var all []string
	for _, m := range changed {
		switch m.Kind {
		case compare.MilestoneMoved:
			all = append(all, movedFrom(m))
		case compare.MilestoneReached, compare.MilestoneMissed, compare.MilestoneDropped:
			about, text, _ := milestoneNews(m)
			all = append(all, text+": "+strings.TrimPrefix(about, "Mijlpaal "))
		}
	}
	return all
}

// movedFrom says from when to when a milestone moved.
func movedFrom(m compare.MilestoneChange) string {
	return dated(m.Text, m.Is, ui.Lower(ui.When(m.Was)), 90)
}

// dated is the text of a milestone, at most so long, with its date and the one that it had before. A date that is part of the
// sentence is not said again.
func dated(text string, date publication.WrittenDate, was string, longest int) string {
	text = cut(milestones.Undated(text, date), longest)
	when := ui.When(date)
	said := func(d dutch.FoundDate) bool { return strings.EqualFold(d.Text, when) }
	if rest, ends := strings.CutSuffix(text, date.Text); ends && date.Text != when && date.Text != "" {
		text, when = rest+when, "" // "besluit in 4e kwartaal (2019)"
	}
	switch {
	case when != "" && !slices.ContainsFunc(dutch.FindDates(text), said):
		text += ": " + ui.Lower(when)
		if was != "" {
			text += ", was " + was
		}
	case was != "":
		text += " (was " + was + ")"
	}
	return text
}

func placeTexts(n compare.NodeChanges) []string {
	var all []string
	if n.Renumbered() {
		all = append(all, "nummer was "+n.Before.Number)
	}
	if n.Retitled() {
		all = append(all, "titel was “"+n.Before.Title+"”")
	}
	if n.Moved != nil && n.Moved.From != nil {
		all = append(all, "stond onder "+named(n.Moved.From.Number, n.Moved.From.Title))
	}
	return append(all, tieTexts(n.Ties)...)
}

// tieTexts says what the conversion table says of a node.
func tieTexts(ties []compare.Tie) []string {
	var all []string
	for _, t := range ties {
		text := lower(lineage(t.Kind, t.Later)) + " " + named(t.Other.Number, t.Other.Title)
		if t.Proposal {
			text += " (voorstel, nog niet bevestigd)"
		}
		all = append(all, text)
	}
	return all
}

// settled tells whether something became of a milestone.
func settled(s cycle.MilestoneState) bool {
	return s == cycle.MilestoneReached || s == cycle.MilestoneMissed || s == cycle.MilestoneDropped
}

// lineHref leads to the line of a node; "" when it has none.
func lineHref(home, line string) string {
	if line == "" {
		return ""
	}
	return home + "lijn/" + line + "/"
}
