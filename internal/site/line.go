package site

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"doelenboom/internal/compare"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/actions"
	"doelenboom/internal/ui/banner"
	"doelenboom/internal/ui/breadcrumb"
	"doelenboom/internal/ui/prose"
	"doelenboom/internal/ui/score"
)

// line is one node through all editions, the oldest first. A node that another edition only names stands in none.
type line struct {
	slug          string
	node          cycle.NodeID
	number, title string // as the newest edition has them
	in            []occurrence
}

// lineShown is what line.templ shows.
type lineShown struct {
	frame
	Level      string
	Headline   string
	Editions   []lineEdition // newest first
	Actions    []fate
	Milestones []fate
	Holders    []fate
	Lineage    []lineLink
	Decided    prose.Resolver // of decisions by their reference
}

// lineEdition is the node in one edition.
type lineEdition struct {
	Name     string
	Href     string
	State    banner.State
	Named    string // number and title, when they are not those of the newest edition
	Headline string
	Scores   []score.Score
}

// fate is what became of one thing: the steps through the editions, and what stands out.
type fate struct {
	What  string
	Steps []fateStep
	Note  string
}

// fateStep is what was said of it, from one edition up to another.
type fateStep struct{ From, To, Says string }

// in tells in which editions it was said.
func (s fateStep) in() string {
	if s.From == s.To {
		return s.From
	}
	return s.From + " tot en met " + s.To
}

// lineLink is a tie to another line.
type lineLink struct {
	Says, Named, Href string
	Note              string
	Source            *publication.Source
}

var lineIndex = breadcrumb.Crumb{Text: "Alle onderdelen", Href: "lijn/"}

// allLines finds the lines of all editions, and of what a conversion table names besides.
func (o *organisationPages) allLines(tables []*publication.Lineage) []line {
	at := map[string]int{}
	var all []line
	for i := range o.Editions {
		for j := range o.Editions[i].Tree.Entries {
			en := &o.Editions[i].Tree.Entries[j]
			if en.Line == "" {
				continue
			}
			k, known := at[en.Line]
			if !known {
				k = len(all)
				at[en.Line] = k
				all = append(all, line{slug: en.Line, node: en.ID})
			}
			all[k].number, all[k].title = en.Number, en.Title
			all[k].in = append(all[k].in, occurrence{i, j})
		}
	}
	for _, l := range tables {
		for _, end := range []*publication.LineageEnd{l.From, l.To} {
			if end == nil || end.Line == "" {
				continue
			}
			if _, known := at[end.Line]; !known {
				at[end.Line] = len(all)
				all = append(all, line{slug: end.Line, node: end.ID, number: end.Number, title: end.Title})
			}
		}
	}
	return all
}

func (o *organisationPages) linePages(write PageWriter) error {
	p := listShown{frame: o.frame("lijn/", "Alle onderdelen"), Lead: "Elk onderdeel met alles wat er in de edities over is gezegd."}
	sorted := slices.Clone(o.lines)
	slices.SortStableFunc(sorted, func(a, b line) int { return dutch.CompareNumbers(a.number, b.number) })
	for _, l := range sorted {
		p.Rows = append(p.Rows, listRow{Number: l.number, Text: l.title, Href: l.slug + "/", Note: o.span(l), Top: l.number != "" && !strings.Contains(l.number, ".")})
	}
	index, err := made("lijn/", listShow(p))
	if err == nil {
		err = write(index)
	}
	for i := 0; i < len(o.lines) && err == nil; i++ {
		err = write(o.linePage(&o.lines[i]))
	}
	return err
}

// span says in which editions a line stands.
func (o *organisationPages) span(l line) string {
	if len(l.in) == 0 {
		return "staat in geen editie hier"
	}
	first, last := o.Editions[l.in[0].edition].Edition.Name, o.Editions[l.in[len(l.in)-1].edition].Edition.Name
	if first == last {
		return first
	}
	return first + " tot en met " + last
}

// linePage reads its parts only when one of them, or an edition's state, changed.
func (o *organisationPages) linePage(l *line) Page {
	in := newInputs().sum(o.base).text(l.slug, l.number, l.title)
	for i, at := range l.in {
		f := &o.Editions[at.edition]
		in.sum(o.prints[at.edition]).text(f.Sum(publication.NodePath(f.Tree.Entries[at.entry].Address)), itoa(o.goesOnFrom(l, i)))
	}
	for _, tie := range o.ties[l.node] {
		in.value(tie)
		for _, d := range dutch.FindDecisions(tie.Note) {
			in.text(o.slugs[d.Reference])
		}
	}
	return Page{Path: "lijn/" + l.slug + "/", ContentType: HTML, Inputs: in.done(), Render: func(w io.Writer) error {
		p, err := o.showLine(l)
		if err != nil {
			return fmt.Errorf("line %s: %w", l.slug, err)
		}
		return lineShow(p).Render(context.Background(), w)
	}}
}

// goesOnFrom is where in its line the i-th occurrence goes on from: the nearest edition with the node that its edition goes
// on from. Who made the accounts had the last monitor before them, and not the next budget, which was made earlier too.
// It is -1 when there is none.
func (o *organisationPages) goesOnFrom(l *line, i int) int {
	for at := o.GoesOn[l.in[i].edition]; at >= 0; at = o.GoesOn[at] {
		before, there := slices.BinarySearchFunc(l.in[:i], at, func(o occurrence, edition int) int { return o.edition - edition })
		if there {
			return before
		}
	}
	return -1
}

// decided finds the page of a decision by its reference.
func (o *organisationPages) decided(home string) prose.Resolver {
	return func(r richtext.Ref) (prose.Target, bool) {
		slug, known := o.slugs[r.ID]
		return decisionTarget(home, slug), known
	}
}

// allTies are the rows of the conversion tables by the nodes that they concern. A row that was frozen before the other end
// had a page does not name its line: the node does.
func (o *organisationPages) allTies(tables []*publication.Lineage) map[cycle.NodeID][]publication.Lineage {
	ties, lines := map[cycle.NodeID][]publication.Lineage{}, o.unnamedLines(tables)
	for _, row := range tables {
		t := *row
		t.From, t.To = withLine(t.From, lines), withLine(t.To, lines)
		if t.From != nil {
			ties[t.From.ID] = append(ties[t.From.ID], t)
		}
		if t.To != nil && (t.From == nil || t.From.ID != t.To.ID) {
			ties[t.To.ID] = append(ties[t.To.ID], t)
		}
	}
	return ties
}

// unnamedLines are where the nodes have their lines now that the tables name without one.
func (o *organisationPages) unnamedLines(tables []*publication.Lineage) map[cycle.NodeID]string {
	lines := map[cycle.NodeID]string{}
	for _, t := range tables {
		for _, end := range []*publication.LineageEnd{t.From, t.To} {
			if end != nil && end.Line == "" {
				lines[end.ID] = ""
			}
		}
	}
	if len(lines) == 0 {
		return nil
	}
	for i := range o.Editions {
		for j := range o.Editions[i].Tree.Entries {
			en := &o.Editions[i].Tree.Entries[j]
			if _, asked := lines[en.ID]; asked {
				lines[en.ID] = en.Line
			}
		}
	}
	return lines
}

// withLine leads to where the node has its line now.
func withLine(end *publication.LineageEnd, lines map[cycle.NodeID]string) *publication.LineageEnd {
	if end == nil || end.Line != "" {
		return end
	}
	found := *end
	found.Line = lines[end.ID]
	return &found
}

func (o *organisationPages) showLine(l *line) (lineShown, error) {
	p := lineShown{frame: o.frame("lijn/"+l.slug+"/", named(l.number, l.title), lineIndex)}
	p.here(l.number)
	p.Decided = o.decided(p.Home)
	all, names, before := make([]Said, len(l.in)), make([]string, len(l.in)), make([]int, len(l.in))
	for i, at := range l.in {
		f := &o.Editions[at.edition]
		en := &f.Tree.Entries[at.entry]
		said, err := f.said(en.Address)
		if err != nil {
			return p, err
		}
		said.whole = said.whole || !f.Edition.TakenOver
		all[i], names[i], before[i] = said, f.Edition.Name, o.goesOnFrom(l, i)
		p.Level, p.Headline = said.level, en.Headline
		p.Editions = append(p.Editions, o.lineEdition(p.frame, l, at))
	}
	slices.Reverse(p.Editions)
	p.Actions = actionFates(all, names, before)
	p.Milestones = milestoneFates(all, names, o.milestonesThrough(l))
	p.Holders = holderFates(all, names)
	p.Lineage = lineLinks(p.Up, l.slug, o.ties[l.node])
	return p, nil
}

func (o *organisationPages) lineEdition(f frame, l *line, at occurrence) lineEdition {
	of := &o.Editions[at.edition]
	n := &of.Tree.Entries[at.entry]
	e := lineEdition{
		Name: of.Edition.Name, Href: f.Up + of.Edition.Slug + "/" + n.Address + "/", State: stateOf(of),
		Headline: n.Headline, Scores: shownScores(of, n.Scores),
	}
	if n.Number != l.number || dutch.TitleKey(n.Title) != dutch.TitleKey(l.title) {
		e.Named = named(n.Number, n.Title)
	}
	return e
}

// fates follows things with a lasting place: steps says what there is to say of one in one edition.
type fates struct {
	order []string
	by    map[string]*fate
}

func newFates() *fates { return &fates{by: map[string]*fate{}} }

// say adds a step when something else is said than in the edition before.
func (f *fates) say(key, what, edition, says string) {
	if f.by[key] == nil {
		f.order = append(f.order, key)
		f.by[key] = &fate{}
	}
	if what != "" {
		f.by[key].What = what
	}
	if f.last(key) != says {
		f.by[key].Steps = append(f.by[key].Steps, fateStep{From: edition, Says: says})
	}
	f.by[key].Steps[len(f.by[key].Steps)-1].To = edition
}

// last is what was said of a thing in the edition before.
func (f *fates) last(key string) string {
	if steps := f.by[key].Steps; len(steps) > 0 {
		return steps[len(steps)-1].Says
	}
	return ""
}

func (f *fates) all() []fate {
	list := make([]fate, len(f.order))
	for i, key := range f.order {
		list[i] = *f.by[key]
	}
	return list
}

// actionFates follows the actions. One is missing where the edition that was gone on from (before) still has it. Where not
// all is known that an edition says, nobody knows of it, and it goes on as it was.
func actionFates(all []Said, editions []string, before []int) []fate {
	f := newFates()
	open := make([]map[string]bool, len(all)) // of each edition: the actions it mentions, and whether there was more to do
	through := compare.FollowActions()        // in the order of f
	for i, said := range all {
		open[i] = map[string]bool{}
		places := through.Next(said.named())
		for j, a := range said.actions {
			key, state := itoa(places[j]), cycle.ActionState(a.stands)
			says := "genoemd"
			if state != "" {
				says = actions.Word(state)
			}
			open[i][key] = state != cycle.ActionDone && state != cycle.ActionDropped
			f.say(key, a.text, editions[i], says)
			f.by[key].Note = ""
		}
		for _, key := range f.order {
			if _, here := open[i][key]; here {
				continue
			}
			if f.last(key) == goneWord {
				if said.whole {
					f.say(key, "", editions[i], goneWord)
				}
				continue
			}
			if before[i] < 0 {
				continue
			}
			if unfinished, was := open[before[i]][key]; was && !said.whole {
				f.say(key, "", editions[i], unknownWord)
				open[i][key] = unfinished
			} else if was {
				f.say(key, "", editions[i], goneWord)
				if unfinished {
					f.by[key].Note = "Niet meer genoemd sinds " + editions[i] + ", zonder dat staat dat het gereed is."
				}
			}
		}
	}
	return f.all()
}

// What is said of an action that an edition does not mention.
const (
	goneWord    = "niet meer genoemd"
	unknownWord = "niet bekend"
)

// milestonesThrough gives the milestones of a line in each edition, by key, the place that they keep through all of them.
func (o *organisationPages) milestonesThrough(l *line) []map[string]int {
	all := make([]map[string]int, len(l.in))
	for i, at := range l.in {
		named := o.Editions[at.edition].Tree.Entries[at.entry].Milestones
		all[i] = make(map[string]int, len(named))
		for j, place := range o.places[at] {
			all[i][named[j].Key] = place
		}
	}
	return all
}

func milestoneFates(all []Said, editions []string, places []map[string]int) []fate {
	f := newFates()
	for i, said := range all {
		for _, m := range said.milestones {
			f.say(itoa(places[i][m.key]), m.text, editions[i], m.stands)
		}
	}
	return f.all()
}

func holderFates(all []Said, editions []string) []fate {
	var list []fate
	for i, said := range all {
		names := said.holders
		if names == "" {
			continue
		}
		if len(list) > 0 && list[len(list)-1].What == names {
			last := &list[len(list)-1]
			last.Note = strings.Split(last.Note, " tot en met ")[0] + " tot en met " + editions[i]
			continue
		}
		list = append(list, fate{What: names, Note: editions[i]})
	}
	return list
}

func lineLinks(up, slug string, ties []publication.Lineage) []lineLink {
	var links []lineLink
	for _, t := range ties {
		other, later := t.To, true
		if t.To != nil && t.To.Line == slug {
			other, later = t.From, false
		}
		link := lineLink{Says: lineage(t.Kind, later), Source: t.Source}
		if other != nil {
			link.Named = named(other.Number, other.Title)
			if other.Year > 0 {
				link.Named += " (" + ui.Year(other.Year) + ")"
			}
			if other.Line != "" && other.Line != slug {
				link.Href = up + "lijn/" + other.Line + "/"
			}
		}
		var notes []string
		if t.Proposal {
			notes = append(notes, "Dit is een voorstel, nog niet bevestigd ("+certaintyWord(t.Certainty)+").")
		}
		if t.Note != "" {
			notes = append(notes, t.Note)
		}
		link.Note = strings.Join(notes, " ")
		links = append(links, link)
	}
	return links
}
