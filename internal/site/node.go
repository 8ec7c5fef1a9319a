package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/actions"
	"doelenboom/internal/ui/breadcrumb"
	"doelenboom/internal/ui/files"
	"doelenboom/internal/ui/milestones"
	"doelenboom/internal/ui/moneytable"
	"doelenboom/internal/ui/prose"
	"doelenboom/internal/ui/score"
	"doelenboom/internal/ui/tree"
)

// nodePage is what node.templ shows: a deliverable, a goal or a programme.
type nodePage struct {
	frame
	Node       publication.Node
	Scores     []score.Score
	Counts     []aspectShares // of the deliverables below it
	Count      string         // "12 prestaties"
	Unscored   bool           // the edition has scores, taken over from a page that names none here
	News       news
	Deviations []deviation
	Opening    []publication.SectionText // what stands before the actions
	Closing    []publication.SectionText // and after the money
	Actions    []actions.Action
	Milestones []milestones.Milestone
	Money      []moneytable.Row
	MoneyNotes []publication.MoneyLine
	// DecisionNames are those of the decisions that money lines name, by slug.
	DecisionNames map[string]string
	Finance       *publication.SectionText
	Attachments   []files.File
	Below         []tree.Branch // of a goal or programme
	BelowName     string        // "Prestaties"
	Beside        []tree.Branch // the nodes that stand beside this one
	BesideName    string
	Prior         *step // the node before it in reading order
	Following     *step
	Resolve       prose.Resolver
	Levels        []publication.Level
	Decided       prose.Resolver // of decisions by their reference and nodes by their number, in what the program or a conversion table says
	Source        string         // address of the page it was taken over from
	Parts         []part         // of a long page
}

// part is a piece of a page with a heading, that can be led to.
type part struct{ Href, Heading string }

// deviation is a score that is not green or has its reasons told, with those reasons.
type deviation struct {
	ID                     string // of the fragment
	Aspect, Value, Word    string
	Cause, Effect, Measure []richtext.Span
	Evidence               []files.File // that was released
}

func (e *editionPages) deviation(s publication.Score, evidence []files.File) deviation {
	return deviation{publication.ScoreFragment(s.Aspect), e.aspect(s.Aspect).Label, s.Value, s.Word, s.Cause, s.Effect, s.Measure, evidence}
}

func (d *deviation) explained() bool { return len(d.Cause)+len(d.Effect)+len(d.Measure) > 0 }

// step leads to a node beside this one.
type step struct{ Href, Number, Title string }

// most nodes that are listed beside a page; among more nobody finds anything.
const mostBeside = 40

// nodePage is the page of entry i. What it is made of: its own part, the same node's part in the edition before, where
// that node stands in the nearest editions that have it, and what it shows of the tree around it.
func (e *editionPages) nodePage(i int) Page {
	en := &e.entries[i]
	in := newInputs().sum(e.base).text(en.Address, e.Sum(publication.NodePath(en.Address)))
	if before := e.earlier.find(en.ID); before != nil {
		in.text(e.Before.Edition.Slug, before.Address, e.Before.Sum(publication.NodePath(before.Address)))
	} else {
		in.text("")
	}
	before, after := e.stands(en.ID)
	in.text(before.Slug, before.Name, before.Address, after.Slug, after.Name, after.Address)
	in.sum(e.printed(i, e.ends[i])).text(e.paidBy[en.ID]...)
	for _, j := range e.beside(i) {
		in.sum(e.prints[j])
	}
	if gone := e.goneFiles(); len(gone) > 0 {
		in.text(gone...)
	}
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(e.entries) {
			in.text(e.entries[j].Address, e.entries[j].Number, e.entries[j].Title)
		}
	}
	return Page{Path: en.Address + "/", ContentType: HTML, Inputs: in.done(), Render: func(w io.Writer) error {
		p, err := e.showNode(i)
		if err != nil {
			return fmt.Errorf("page of %s: %w", en.Number, err)
		}
		return nodeShow(p).Render(context.Background(), w)
	}}
}

// beside are the places of the nodes with the same parent, itself included; none when they are too many.
func (e *editionPages) beside(i int) []int {
	p := e.parent(i)
	if p < 0 || e.ends[p]-p > mostBeside {
		return nil
	}
	return e.children(p)
}

func (e *editionPages) showNode(i int) (*nodePage, error) {
	en := &e.entries[i]
	n, err := e.Node(en.Address)
	if err != nil {
		return nil, err
	}
	before, err := e.nodeBefore(en.ID)
	if err != nil {
		return nil, err
	}
	p := &nodePage{frame: e.frame(en.Address+"/", named(n.Number, n.Title), n.ID), Node: n}
	if n.Line != "" {
		p.All, p.AllText = lineHref(p.Home, n.Line), "Alle edities van dit onderdeel"
	}
	for _, above := range n.Parents {
		p.Crumbs = append(p.Crumbs, breadcrumb.Crumb{Text: named(above.Number, above.Title), Href: p.Up + above.Address + "/"})
	}
	p.Crumbs = append(p.Crumbs, breadcrumb.Crumb{Text: n.Number})
	p.Resolve = e.withPictures(resolver(p.frame, n.Links), p.frame, &n)
	p.Decided, p.Levels = namedHere(p.frame, &n), e.Edition.Levels
	p.Attachments = e.attachments(p.frame, &n)
	p.Scores = e.nodeScores(n, before)
	p.Unscored = len(n.Scores) == 0 && n.Level == cycle.Deliverable && !e.scored() && e.Edition.TakenOver && e.Edition.Kind != cycle.Budget
	p.Deviations = e.deviations(p.frame, n)
	if before != nil {
		p.News = e.newsOf(p.Home, n, *before)
	}
	p.sections()
	p.Actions = nodeActions(n, before)
	for i, a := range n.Actions {
		p.Actions[i].Evidence = e.evidence(p.frame, &n, a.Evidence)
	}
	p.Milestones = nodeMilestones(n, &p.frame, p.Resolve)
	p.Money = moneytable.Rows(n.Money)
	p.MoneyNotes = slices.DeleteFunc(slices.Clone(n.Money), func(l publication.MoneyLine) bool {
		return l.Column != cycle.Amended || l.Decision == "" && l.Note == ""
	})
	p.DecisionNames = e.decisions
	if n.Source != nil {
		p.Source = n.Source.Address
	}
	e.around(p, i)
	p.parts()
	return p, nil
}

// A page with fewer parts than this is seen at once.
const fewestParts = 4

// parts lists the headings in the order of node.templ, for whoever has a small screen.
func (p *nodePage) parts() {
	all := make([]part, 0, 8+len(p.Node.Sections))
	add := func(there bool, href, heading string) {
		if there {
			all = append(all, part{href, heading})
		}
	}
	add(len(p.Deviations) > 0, "#afwijkt", deviationsHeading(p.Deviations))
	add(len(p.Below) > 0, "#onderdelen", p.BelowName)
	for _, s := range p.Opening {
		add(true, sectionHref(s), s.Label)
	}
	add(len(p.Actions) > 0, "#acties", "Acties")
	add(len(p.Milestones) > 0, "#mijlpalen", "Mijlpalen")
	add(p.told(), "#geld", p.moneyHeading())
	for _, s := range p.Closing {
		add(true, sectionHref(s), s.Label)
	}
	add(len(p.Attachments) > 0, "#bijlagen", "Bijlagen")
	add(p.coheres(), "#samenhang", "Samenhang")
	if len(all) >= fewestParts {
		p.Parts = all
	}
}

// sectionHref leads to a section by its key. That may be made of a heading of its source, and in an address a percent sign
// would mean something.
func sectionHref(s publication.SectionText) string {
	return "#tekst-" + strings.ReplaceAll(s.Key, "%", "")
}

// told tells whether the page says anything about money.
func (p *nodePage) told() bool {
	return len(p.Money) > 0 || p.Finance != nil || len(p.Node.Amounts) > 0
}

func (p *nodePage) moneyHeading() string {
	if p.Finance != nil {
		return p.Finance.Label
	}
	return "Geld"
}

// coheres tells whether the page hangs together with others.
func (p *nodePage) coheres() bool {
	return len(p.Node.Relations)+len(p.Node.ReferredBy)+len(p.Node.Lineage) > 0
}

func (e *editionPages) nodeBefore(id cycle.NodeID) (*publication.Node, error) {
	en := e.earlier.find(id)
	if en == nil {
		return nil, nil
	}
	n, err := e.Before.Node(en.Address)
	if errors.Is(err, publication.ErrMissing) {
		return nil, nil // withdrawn there; nothing may be told of it
	}
	return &n, err
}

// nodeScores are those of the page itself with what they were in the edition before.
func (e *editionPages) nodeScores(n publication.Node, before *publication.Node) []score.Score {
	shown := e.listed(n.Scores, n.Level == cycle.Deliverable)
	for i := range shown {
		a := e.aspectLabelled(shown[i].Label)
		shown[i].Question = a.Question
		if before == nil {
			continue
		}
		if was, ok := scoreOf(before.Scores, a.Key); ok {
			shown[i].Was = &score.Was{Value: was.Value, Word: was.Word, Edition: e.Before.Edition.Name}
		}
	}
	return shown
}

func (e *editionPages) aspectLabelled(label string) publication.Aspect {
	for _, a := range e.Edition.Aspects {
		if a.Label == label {
			return a
		}
	}
	return publication.Aspect{}
}

func (e *editionPages) deviations(f frame, n publication.Node) []deviation {
	var all []deviation
	for _, s := range n.Scores {
		if d := e.deviation(s, e.evidence(f, &n, s.Evidence)); d.explained() || len(s.Evidence) > 0 || score.Deviates(s.Value) {
			all = append(all, d)
		}
	}
	return all
}

// deviationsHeading: a score that is as agreed can have a word of explanation too.
func deviationsHeading(all []deviation) string {
	for _, d := range all {
		if !score.Deviates(d.Value) {
			return "Toelichting bij de scores"
		}
	}
	return "Wat afwijkt"
}

// sections parts the prose in the order of reading: what it is and how it stands, then the money, then the context and
// what else there is. Sections that say nothing are left out, but not a heading of the source's own: it is all that
// stands there.
func (p *nodePage) sections() {
	for i, s := range p.Node.Sections {
		switch {
		case s.Text.Empty() && !ownHeading(s):
		case s.Key == cycle.FinanceNote:
			p.Finance = &p.Node.Sections[i]
		case s.Key == cycle.Summary, s.Key == cycle.Progress:
			p.Opening = append(p.Opening, s)
		default:
			p.Closing = append(p.Closing, s)
		}
	}
	slices.SortStableFunc(p.Opening, func(a, b publication.SectionText) int { return opening(a) - opening(b) })
}

// ownHeading tells whether a section stands under a heading that the settings do not know.
func ownHeading(s publication.SectionText) bool { return strings.HasPrefix(s.Key, "overig-") }

func opening(s publication.SectionText) int {
	if s.Key == cycle.Summary {
		return 0
	}
	return 1
}

func nodeActions(n publication.Node, before *publication.Node) []actions.Action {
	list := make([]actions.Action, len(n.Actions))
	for i, a := range n.Actions {
		list[i] = actions.Action{Number: a.Number, Text: a.Text, Parts: a.Parts, Note: a.Note, State: a.State}
		if before == nil {
			continue
		}
		if was := actionOf(before.Actions, a.Key); was != nil && was.State != a.State {
			list[i].Was = was.State
		}
	}
	return list
}

func actionOf(list []publication.Action, key string) *publication.Action {
	if i := slices.IndexFunc(list, func(a publication.Action) bool { return a.Key == key }); i >= 0 {
		return &list[i]
	}
	return nil
}

func nodeMilestones(n publication.Node, f *frame, to prose.Resolver) []milestones.Milestone {
	list := make([]milestones.Milestone, len(n.Milestones))
	for i, m := range n.Milestones {
		list[i] = milestones.Milestone{Text: m.Text, Date: m.Date, First: m.First, State: m.State, Reason: m.Reason}
		for _, d := range m.Decisions {
			if t := target(f, &d); t.Href != "" && !names(m.Text, to, t) {
				list[i].Papers = append(list[i].Papers, milestones.Paper{Text: linkText(d), Title: t.Title, Href: t.Href})
			}
		}
	}
	return list
}

// names tells whether a text links to the target already.
func names(text richtext.Doc, to prose.Resolver, target prose.Target) bool {
	return slices.ContainsFunc(text.Refs(), func(ref richtext.Ref) bool {
		t, known := to(ref)
		return known && t.Href == target.Href
	})
}

// around fills in what the page shows of the tree: below, beside, before and after it.
func (e *editionPages) around(p *nodePage, i int) {
	if p.Node.Level != cycle.Deliverable {
		p.Counts = e.counts(i+1, e.ends[i])
		n := 0
		e.deliverables(i+1, e.ends[i], func(*publication.Entry) { n++ })
		p.Count = e.plural(cycle.Deliverable, n)
	}
	if below := e.children(i); len(below) > 0 {
		p.Below = e.branches(below, p.Up, true)
		e.headlines(p.Below, below)
		p.BelowName = e.levelOf(e.entries[below[0]].Level).Plural
	}
	if beside := e.beside(i); len(beside) > 1 {
		p.Beside = e.branches(beside, p.Up, false)
		for at := range p.Beside {
			p.Beside[at].Scores = nil
			p.Beside[at].Current = beside[at] == i
		}
		above := e.entries[e.parent(i)]
		p.BesideName = e.levelOf(p.Node.Level).Plural + " bij " + above.Number
		if above.Title != "" {
			p.BesideName += " " + above.Title
		}
	}
	p.Prior, p.Following = e.stepTo(i-1, p.Up), e.stepTo(i+1, p.Up)
}

func (e *editionPages) stepTo(i int, up string) *step {
	if i < 0 || i >= len(e.entries) {
		return nil
	}
	en := &e.entries[i]
	return &step{up + en.Address + "/", en.Number, en.Title}
}

// branches shows entries with, when deep, everything below them.
func (e *editionPages) branches(places []int, up string, deep bool) []tree.Branch {
	list := make([]tree.Branch, len(places))
	for at, i := range places {
		en := &e.entries[i]
		list[at] = tree.Branch{
			Number: en.Number, Title: en.Title, Href: up + en.Address + "/", Placeholder: en.Title == "",
			Scores: e.listed(en.Scores, en.Level == cycle.Deliverable),
		}
		if deep {
			list[at].Branches = e.branches(e.children(i), up, true)
		}
	}
	return list
}

// headlines gives a list its headlines when nothing stands below what is listed: then it tells how each of them stands,
// where a list of goals with all their deliverables would become a report of its own.
func (e *editionPages) headlines(list []tree.Branch, places []int) {
	if slices.ContainsFunc(list, func(b tree.Branch) bool { return len(b.Branches) > 0 }) {
		return
	}
	for at, i := range places {
		list[at].Headline = e.entries[i].Headline
	}
}

func (e *editionPages) levelOf(kind cycle.LevelKind) publication.Level {
	for _, l := range e.Edition.Levels {
		if l.Kind == kind {
			return l
		}
	}
	return publication.Level{Kind: kind, Label: string(kind), Plural: "Onderdelen"}
}

// onlyTitle tells that nothing is said of a node of which another page gave the title.
func (p *nodePage) onlyTitle() bool {
	n := &p.Node
	return len(p.Below)+len(n.Sections)+len(n.Actions)+len(n.Milestones)+len(n.Scores)+len(n.Money)+len(n.Amounts)+len(p.Attachments) == 0 && !p.facts()
}

// facts tells whether there is anything to list beside the text.
func (p *nodePage) facts() bool {
	n := &p.Node
	return len(n.Holders)+len(n.Amendments)+len(n.Themes)+len(n.Places)+len(n.Decisions)+len(n.Websites) > 0 ||
		n.Involvement != nil || n.Term != nil || n.Reserve != nil
}

// named is number and title, whichever are known.
func named(number, title string) string {
	switch {
	case title == "":
		return number + " titel onbekend"
	case number == "":
		return title
	}
	return number + " " + title
}

// resolver answers the references in the prose of a page with what was found when it was frozen.
func resolver(f frame, links []publication.Link) prose.Resolver {
	return func(r richtext.Ref) (prose.Target, bool) {
		for i := range links {
			if links[i].ID == r.ID && links[i].RefKind == r.Kind {
				return target(&f, &links[i]), true
			}
		}
		return prose.Target{}, false
	}
}

// namedHere finds what the page names: a decision by its reference, another node by its number.
func namedHere(f frame, n *publication.Node) prose.Resolver {
	return func(r richtext.Ref) (prose.Target, bool) {
		if r.Kind == richtext.RefDecision {
			i := slices.IndexFunc(n.Decisions, func(d publication.DecisionMention) bool { return dutch.SameDecision(d.Reference, r.ID) })
			if i < 0 {
				return prose.Target{}, false
			}
			return decisionTarget(f.Home, n.Decisions[i].Slug), true
		}
		i := slices.IndexFunc(n.Links, func(l publication.Link) bool { return l.Kind != publication.LinkDecision && l.Number == r.ID })
		if i < 0 {
			return prose.Target{}, false
		}
		return target(&f, &n.Links[i]), true
	}
}

func decisionTarget(home, slug string) prose.Target {
	return prose.Target{Href: home + "besluit/" + slug + "/"}
}

// remark takes a remark of the program apart at what it names.
func (p *nodePage) remark(text string) []richtext.Span {
	words := make([]string, len(p.Levels))
	for i, l := range p.Levels {
		words[i] = strings.ToLower(l.Label)
	}
	return withReferences(text, words...)
}

// withReferences takes a plain text apart at the decisions and the numbers of nodes that it names, the latter behind a word
// for a level.
func withReferences(text string, levels ...string) []richtext.Span {
	var found []richtext.Found
	for _, d := range dutch.FindDecisions(text) {
		found = append(found, richtext.Found{From: d.From, To: d.To, Ref: richtext.Ref{Kind: richtext.RefDecision, ID: d.Reference}})
	}
	for _, n := range dutch.FindNodes(text, levels...) {
		found = append(found, richtext.Found{From: n.From, To: n.To, Ref: richtext.Ref{Kind: richtext.RefNumber, ID: n.Number}})
	}
	slices.SortStableFunc(found, func(a, b richtext.Found) int { return a.From - b.From })
	return richtext.MarkLine(text, func(string) []richtext.Found { return found })
}

const notHere = "niet in deze editie"

// target is where a resolved reference leads, seen from a page.
func target(f *frame, l *publication.Link) prose.Target {
	title := linkText(*l)
	if l.Number != "" && l.Title != "" {
		title = l.Number + " " + l.Title
	}
	switch l.Kind {
	case publication.LinkNode:
		return prose.Target{Href: f.Up + l.Address + "/", Title: title}
	case publication.LinkLine:
		return prose.Target{Href: f.Home + "lijn/" + l.Address + "/", Title: title, Note: notHere}
	case publication.LinkDecision:
		return prose.Target{Href: f.Home + "besluit/" + l.Address + "/", Title: title}
	case publication.LinkFront:
		return prose.Target{Href: f.Up + "#" + l.Address}
	case publication.LinkNone:
		return prose.Target{Note: notHere}
	}
	return prose.Target{}
}

// linkText is the shortest name of what a link leads to.
func linkText(l publication.Link) string {
	switch {
	case l.Kind == publication.LinkFront:
		return l.Title + " op de voorpagina"
	case l.Kind != publication.LinkDecision && l.Number != "" && l.Title != "":
		return l.Number + " " + l.Title
	case l.Number != "":
		return l.Number
	}
	return l.Title
}
