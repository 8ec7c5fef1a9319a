package site

import (
	"slices"
	"strings"

	"doelenboom/internal/compare"
	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/milestones"
	"doelenboom/internal/ui/moneytable"
	"doelenboom/internal/ui/prose"
	"doelenboom/internal/ui/score"
	"doelenboom/internal/ui/sharebar"
	"doelenboom/internal/ui/tree"

	"github.com/a-h/templ"
)

// summaryShown is what summary.templ shows: the edition in half an hour, or in one minute.
type summaryShown struct {
	frame
	Edition    publication.Edition
	Decision   string // that adopted or took note, and its address
	DecisionAt string
	Asked      []asked
	Council    councilShown
	Amended    bool   // the council changed something, or was asked to
	Gone       bool   // the introduction and what was asked were withdrawn
	Count      string // "82 prestaties"
	Sentences  []shareSentence
	Programmes []programmeShare
	Money      []string
	Deviating  []deviant
	MoreOff    int // deviating ones that are not listed
	Since      string
	Changes    []changeList
	Partial    string // why nothing is said of what is new or gone
	Milestones []milestoneGroup
	Themes     []themeCount
	Tree       []tree.Branch
	TreeCut    bool // only what stands above the deliverables
	Resolve    prose.Resolver
}

// introduced tells whether there is an introduction, or that it was taken away.
func (p summaryShown) introduced() bool {
	return len(p.Edition.Intro) > 0 || p.Edition.Correction != nil
}

// takenOver says how much of an edition without scores was taken over.
func (p summaryShown) takenOver() string {
	if none, ok := strings.CutPrefix(p.Count, "0 "); ok {
		return "Er zijn geen " + none + " overgenomen."
	}
	return p.Count + " overgenomen, zonder scores."
}

// standing is the heading above how the edition stands.
func (p *summaryShown) standing() string {
	if len(p.Sentences) == 0 {
		return "In het kort"
	}
	return "Hoe het ervoor staat"
}

// asked is a decision point.
type asked struct {
	Correction *publication.Correction
	ID         string // of the fragment
	Number     int
	Text       []richtext.Span
	Amount     string
	Href       string
	Link       string
}

// shareSentence is a sentence of counts on one aspect with its bar, or what the counts are of when they are to be listed.
type shareSentence struct {
	Text   string
	Listed bool
	Shares []sharebar.Share
}

// programmeShare is the counts of one branch at the top of the tree.
type programmeShare struct {
	Number, Title, Href string
	Counts              []aspectShares
}

// deviant is a deliverable that does not go as agreed.
type deviant struct {
	Number, Title, Href string
	Headline            string
	Scores              []deviation
	Since               []string // what it was in the edition before
	Resolve             prose.Resolver
}

// milestoneGroup lists milestones of which the same became.
type milestoneGroup struct {
	Heading string
	Rows    []changeRow
	More    int
}

// themeCount is a theme with how many nodes of this edition belong to it.
type themeCount struct {
	publication.Theme
	Number int
	Href   string
}

// A reader with half an hour is not helped by longer lists; what is left out is counted and stands on its own pages.
const (
	mostDeviating  = 40
	mostMilestones = 12
	mostBranches   = 160
)

func summaryPage(e *editionPages) templ.Component {
	f := e.frame("", e.Edition.Name, "")
	p := summaryShown{
		frame: f, Edition: e.Edition, Decision: e.Revision.Decision, Gone: e.gone[publication.EditionPath],
		Resolve: e.withPictures(resolver(f, e.Edition.Links), f, &e.Edition),
	}
	if e.Revision.DecisionAt != "" {
		p.DecisionAt = f.Home + "besluit/" + e.Revision.DecisionAt + "/"
	}
	p.asks(e)
	p.Council, _ = e.council(f)
	p.Amended = len(p.Council.Amendments)+len(p.Council.Pages) > 0
	p.shares(e)
	p.Money = e.moneyLines()
	p.deviating(e)
	if e.Before != nil {
		p.Since = e.Before.Edition.Name
		p.Changes, p.Partial = e.changes(f.Up, f.Home), e.partial()
	}
	p.Milestones = e.milestoneGroups()
	p.Themes = e.themeCounts(f.Home)
	p.Tree, p.TreeCut = e.contents(f.Up)
	return summaryShow(p)
}

func (p *summaryShown) asks(e *editionPages) {
	for i := range e.Edition.Decides {
		d := &e.Edition.Decides[i]
		a := asked{ID: d.Fragment(), Number: d.Number, Text: d.Line(), Correction: d.Correction}
		if d.Amount != nil {
			a.Amount = d.Amount.String()
		}
		if d.Link != nil {
			a.Href, a.Link = target(&p.frame, d.Link).Href, linkText(*d.Link)
		}
		p.Asked = append(p.Asked, a)
	}
}

func (p *summaryShown) shares(e *editionPages) {
	n := 0
	e.deliverables(0, len(e.entries), func(*publication.Entry) { n++ })
	p.Count = e.plural(cycle.Deliverable, n)
	for _, c := range e.counts(0, len(e.entries)) {
		text, said := c.sentence(p.Count)
		if said {
			text = c.Label + ": " + text + "."
		} else {
			text = c.Label + ", van " + p.Count
		}
		p.Sentences = append(p.Sentences, shareSentence{text, !said, c.Shares})
	}
	if len(p.Sentences) == 0 {
		return
	}
	for _, i := range e.children(-1) {
		if counts := e.counts(i, e.ends[i]); len(counts) > 0 {
			en := &e.entries[i]
			p.Programmes = append(p.Programmes, programmeShare{en.Number, en.Title, en.Address + "/", counts})
		}
	}
}

// moneyLines says the money of the whole edition in a line per year and kind. Lines of a node and of nodes below it may
// hold the same money, and what is counted twice is worse than not told: then there is no line.
func (e *editionPages) moneyLines() []string {
	if e.nestedMoney() {
		return nil
	}
	var all []string
	for _, r := range moneytable.Rows(e.Registers.Money) {
		if r.Year != e.Edition.Year || r.Kind == cycle.Reserve {
			continue
		}
		text := "Lasten"
		if r.Kind == cycle.Income {
			text = "Baten"
		}
		text += " " + ui.Year(r.Year) + ": " + millions(r.Current()) + " begroot"
		if r.Amended != 0 {
			text += " na wijziging (eerst " + millions(r.Original) + ")"
		}
		if r.Told {
			text += ", " + millions(r.Realised) + " gerealiseerd"
		}
		all = append(all, text+".")
	}
	return all
}

func (e *editionPages) nestedMoney() bool {
	has := map[cycle.NodeID]bool{}
	for _, l := range e.Registers.Money {
		has[l.Node] = true
	}
	for i := range e.entries {
		if !has[e.entries[i].ID] {
			continue
		}
		for up := e.parent(i); up >= 0; up = e.parent(up) {
			if has[e.entries[up].ID] {
				return true
			}
		}
	}
	return false
}

// nbsp keeps an amount on one line.
const nbsp = "\u00a0"

// millions writes an amount as a sentence does: "€ 12,4 miljoen"; below a million in full.
func millions(c money.Cents) string {
	const million = 100_000_000
	if c < million && c > -million {
		return strings.ReplaceAll(c.String(), " ", nbsp)
	}
	tenths := int64(c) / (million / 10)
	if rest := int64(c) % (million / 10); rest >= million/20 {
		tenths++
	} else if rest <= -million/20 {
		tenths--
	}
	sign := ""
	if tenths < 0 {
		sign, tenths = "−", -tenths
	}
	return "€" + nbsp + sign + ui.Number(int(tenths/10)) + "," + ui.Year(int(tenths%10)) + nbsp + "miljoen"
}

// deviating lists what does not go as agreed: worst first, then in the order of the tree.
func (p *summaryShown) deviating(e *editionPages) {
	for _, value := range []string{cycle.Red, cycle.Orange} {
		for i := range e.entries {
			en := &e.entries[i]
			if en.Level != cycle.Deliverable || worst(en.Scores) != value {
				continue
			}
			if len(p.Deviating) == mostDeviating {
				p.MoreOff++
				continue
			}
			p.Deviating = append(p.Deviating, e.deviant(&p.frame, en))
		}
	}
}

func worst(scores []publication.Score) string {
	value := ""
	for _, s := range scores {
		if s.Value == cycle.Red || s.Value == cycle.Orange && value == "" {
			value = s.Value
		}
	}
	return value
}

func (e *editionPages) deviant(f *frame, en *publication.Entry) deviant {
	d := deviant{Number: en.Number, Title: en.Title, Href: en.Address + "/", Headline: en.Headline}
	if len(en.Links) > 0 {
		d.Resolve = resolver(*f, en.Links)
	}
	was := e.earlier.find(en.ID)
	for _, s := range en.Scores {
		if !score.Deviates(s.Value) {
			continue
		}
		d.Scores = append(d.Scores, e.deviation(s, nil))
		d.Since = append(d.Since, e.since(s, was))
	}
	return d
}

// since says whether a score is new, as far as the edition before tells.
func (e *editionPages) since(s publication.Score, was *publication.Entry) string {
	if e.Before == nil {
		return ""
	}
	name := e.Before.Edition.Name
	if was == nil && e.partial() != "" {
		return ""
	}
	if was == nil {
		return "nieuw in deze editie"
	}
	before, ok := scoreOf(was.Scores, s.Aspect)
	switch {
	case !ok:
		return ""
	case before.Value == s.Value:
		return "ook in " + name
	}
	return "in " + name + " nog " + before.Word
}

// milestoneGroups are the milestones of which something became since the edition before; without one, of which something
// became at all.
func (e *editionPages) milestoneGroups() []milestoneGroup {
	reached := milestoneGroup{Heading: "Gehaald"}
	moved := milestoneGroup{Heading: "Verschoven"}
	missed := milestoneGroup{Heading: "Niet gehaald"}
	for i := range e.entries {
		en := &e.entries[i]
		if len(en.Milestones) == 0 {
			continue
		}
		was := milestonesOf(e.earlier.find(en.ID))
		from := compare.MilestonesGoOn(was, en.Milestones)
		for j, m := range en.Milestones {
			var before *publication.EntryMilestone
			if from[j] >= 0 {
				before = &was[from[j]]
			}
			if before != nil && settled(before.State) && !settled(m.State) && m.State != cycle.MilestoneMoved {
				continue // what comes each year: this one is new
			}
			row := changeRow{Number: en.Number, Title: en.Title, Href: en.Address + "/"}
			if m.Block != "" {
				row.Href += "#" + m.Block
			}
			first := milestones.Moved(m.Date, m.First)
			if before != nil {
				first = milestones.Moved(m.Date, before.Date)
			}
			row.Texts = said(dated(m.Text, m.Date, first, 120))
			switch {
			case before != nil && before.State == m.State && first == "":
			case m.State == cycle.MilestoneReached:
				reached.add(row)
			case m.State == cycle.MilestoneMissed:
				missed.add(row)
			case first != "" && m.State != cycle.MilestoneDropped:
				moved.add(row)
			}
		}
	}
	return slices.DeleteFunc([]milestoneGroup{missed, moved, reached}, func(g milestoneGroup) bool { return len(g.Rows) == 0 })
}

func milestonesOf(en *publication.Entry) []publication.EntryMilestone {
	if en == nil {
		return nil
	}
	return en.Milestones
}

func (g *milestoneGroup) add(row changeRow) {
	if len(g.Rows) == mostMilestones {
		g.More++
		return
	}
	g.Rows = append(g.Rows, row)
}

func (g milestoneGroup) total() int { return len(g.Rows) + g.More }

func (e *editionPages) themeCounts(home string) []themeCount {
	number := map[string]int{}
	for i := range e.entries {
		for _, t := range e.entries[i].Themes {
			number[t]++
		}
	}
	var all []themeCount
	for _, t := range e.Registers.Themes {
		if number[t.Slug] > 0 {
			all = append(all, themeCount{t, number[t.Slug], home + "thema/" + t.Slug + "/"})
		}
	}
	return all
}

// contents is the tree as a table of contents. Of a very large one only what stands above the deliverables; those are
// listed on the page of their goal.
func (e *editionPages) contents(up string) (branches []tree.Branch, cut bool) {
	if len(e.entries) <= mostBranches {
		return e.branches(e.children(-1), up, true), false
	}
	return withoutLeaves(e, e.children(-1), up), true
}

func withoutLeaves(e *editionPages, places []int, up string) []tree.Branch {
	var list []tree.Branch
	for _, i := range places {
		if e.entries[i].Level == cycle.Deliverable {
			continue
		}
		branch := e.branches([]int{i}, up, false)[0]
		branch.Branches = withoutLeaves(e, e.children(i), up)
		list = append(list, branch)
	}
	return list
}
