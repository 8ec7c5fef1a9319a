package cycle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"doelenboom/internal/dutch"
)

// Apply works out what becomes of a tree. What is wrong is told at the step ("stap-2"), or without a field when it is
// wrong with the tree as a whole; while the steps are gathered that may still be so.
//
//  1. the steps are done one after the other on nodes, whatever their numbers: 2.3 and 2.4 can be exchanged;
//  2. whoever gets another number takes along all that is below: 2.3.1 becomes 2.4.1;
//  3. something comes to stand at the place of its number, unless the step says where;
//  4. in the end no number stands twice, and nothing vanishes that somebody wrote about.
func (p TreePlan) Apply(now TreeNow) (TreeAfter, Invalid) {
	w := newGarden(now)
	for i, s := range p.Steps {
		w.step = fmt.Sprintf("stap-%d", i+1)
		w.because(s)
	}
	w.step = ""
	after := TreeAfter{Places: w.flat(), Opens: w.opens()}
	w.check(&after)
	w.convert(&after)
	return after, w.wrong
}

// garden is a tree while it is being changed.
type garden struct {
	now     TreeNow
	at      map[NodeID]*Placement
	below   map[NodeID][]NodeID // "" is the top
	ties    []Lineage           // what was split and merged
	writers map[NodeID]UserNumber
	seen    map[NodeID]bool     // everything that ever stood in it
	notes   map[NodeID][]string // why something was done with it
	step    string
	wrong   Invalid
}

func newGarden(now TreeNow) *garden {
	w := &garden{now: now, at: map[NodeID]*Placement{}, below: map[NodeID][]NodeID{}, writers: map[NodeID]UserNumber{}, seen: map[NodeID]bool{}, notes: map[NodeID][]string{}}
	for _, p := range now.Places {
		w.at[p.Node] = &p
		w.seen[p.Node] = true
	}
	for _, p := range now.Places {
		parent := p.Parent
		if w.at[parent] == nil {
			parent = ""
		}
		w.below[parent] = append(w.below[parent], p.Node)
	}
	for _, l := range now.Lineages {
		if l.From != "" && l.To != "" && l.From != l.To || l.Kind == Split || l.Kind == Merged {
			w.ties = append(w.ties, l)
		}
	}
	return w
}

func (w *garden) problem(format string, args ...any) {
	w.wrong = append(w.wrong, Problem{Field: w.step, Text: fmt.Sprintf(format, args...)})
}

// node finds what a step is about.
func (w *garden) node(id NodeID) (*Placement, bool) {
	p := w.at[id]
	if p == nil {
		w.problem("dit onderdeel staat niet meer in de doelenboom")
	}
	return p, p != nil
}

// because does a step and keeps its note with all that came to stand elsewhere, got another number or title, or was split
// or merged.
func (w *garden) because(s TreeStep) {
	if n := utf8.RuneCountInString(s.Note); n > MaxLine {
		w.problem("de toelichting heeft %d tekens; meer dan %d past niet", n, MaxLine)
	}
	if s.Note == "" {
		w.do(s)
		return
	}
	was, ties := map[NodeID]Placement{}, len(w.ties)
	for id, p := range w.at {
		was[id] = *p
	}
	w.do(s)
	touched := map[NodeID]bool{}
	for id, p := range w.at {
		touched[id] = was[id] != *p
		delete(was, id)
	}
	for id := range was { // what stands there no longer
		touched[id] = true
	}
	for _, l := range w.ties[ties:] {
		touched[l.From], touched[l.To] = true, true
	}
	for id, so := range touched {
		if so {
			w.notes[id] = append(w.notes[id], s.Note)
		}
	}
}

// why are the notes about both ends of a row, each once.
func (w *garden) why(from, to NodeID) string {
	all := ""
	for _, note := range append(slices.Clone(w.notes[from]), w.notes[to]...) {
		all = noted(all, note)
	}
	return all
}

func (w *garden) do(s TreeStep) {
	switch s.Kind {
	case StepAdd:
		w.add(s)
	case StepMerge:
		w.merge(s)
	case StepCount:
		if _, ok := w.at[s.Node]; ok || s.Node == "" {
			if first, ok := w.first(s.Node, s.Number); ok {
				w.count(s.Node, first)
			}
			return
		}
		w.node(s.Node)
	default:
		p, ok := w.node(s.Node)
		if !ok {
			return
		}
		switch s.Kind {
		case StepName:
			w.rename(p, s.Title)
		case StepNumber:
			if w.renumber(p, s.Number) {
				w.put(p, p.Parent, "")
			}
		case StepMove:
			w.move(p, s)
		case StepEnd:
			w.end(p, s.Whole)
		case StepSplit:
			w.split(p, s)
		}
	}
}

func (w *garden) add(s TreeStep) {
	if s.Parent != "" && w.at[s.Parent] == nil {
		w.problem("waar %q onder moet komen, staat niet meer in de doelenboom", s.Title)
		return
	}
	p := &Placement{Edition: w.now.Edition.ID, Node: s.Node}
	w.at[s.Node] = p
	w.named(p, s.Parent, s.Number, s.Title, s.Author)
	w.put(p, s.Parent, s.After)
}

// named fills in a node that is new here; without a number it gets the next one free.
func (w *garden) named(p *Placement, parent NodeID, number, title string, author UserNumber) {
	w.rename(p, title)
	p.Number = number
	if number == "" {
		p.Number = w.free(parent)
	}
	w.writers[p.Node], w.seen[p.Node] = author, true
}

func (w *garden) rename(p *Placement, title string) {
	if title == "" {
		w.problem("geef %s een titel", firstOf(p.Number, "wat nieuw is"))
		return
	}
	p.Title, p.Placeholder = title, false
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// renumber gives a node another number, and what is below it too.
func (w *garden) renumber(p *Placement, number string) bool {
	if number == "" {
		w.problem("geef %s een nummer", p.Title)
		return false
	}
	was := p.Number
	p.Number = number
	for _, id := range w.under(p.Node) {
		if rest, ok := strings.CutPrefix(w.at[id].Number, was+"."); ok && was != "" {
			w.at[id].Number = number + "." + rest
		}
	}
	return true
}

// under is everything below a node.
func (w *garden) under(node NodeID) []NodeID {
	var all []NodeID
	for _, id := range w.below[node] {
		all = append(append(all, id), w.under(id)...)
	}
	return all
}

// count numbers everything below a node without gaps, from first on; what is deeper begins with 1.
func (w *garden) count(node NodeID, first int) {
	for i, id := range w.below[node] {
		w.renumber(w.at[id], w.joined(node, first+i))
		w.count(id, 1)
	}
}

// first reads the number that counting begins with, "5.1.3" or only "3" below 5.1; without one that is 1.
func (w *garden) first(node NodeID, number string) (int, bool) {
	if number == "" {
		return 1, true
	}
	last := number
	if p := w.at[node]; p != nil {
		last = strings.TrimPrefix(number, p.Number+".")
	}
	n, err := strconv.Atoi(last)
	if err != nil || n < 0 || n > highest || last[0] == '+' {
		w.problem("begin met een nummer als %s; %q kan hier niet", w.joined(node, 3), number)
		return 0, false
	}
	return n, true
}

// highest is the largest number that counting begins with.
const highest = 9999

func (w *garden) joined(parent NodeID, n int) string {
	if p := w.at[parent]; p != nil {
		return p.Number + "." + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// free is the number after the last one below a node.
func (w *garden) free(parent NodeID) string {
	last := 0
	for _, id := range w.below[parent] {
		number := w.at[id].Number
		if n, err := strconv.Atoi(number[strings.LastIndex(number, ".")+1:]); err == nil {
			last = max(last, n)
		}
	}
	return w.joined(parent, last+1)
}

// put makes a node stand below parent: after a sibling, or at the place of its number.
func (w *garden) put(p *Placement, parent, after NodeID) {
	was := p.Parent
	if w.at[was] == nil {
		was = ""
	}
	w.below[was] = slices.DeleteFunc(w.below[was], func(id NodeID) bool { return id == p.Node })
	row := w.below[parent]
	i := slices.IndexFunc(row, func(id NodeID) bool { return dutch.CompareNumbers(w.at[id].Number, p.Number) > 0 })
	if after != "" {
		i = slices.Index(row, after) + 1
	}
	if i < 0 {
		i = len(row)
	}
	w.below[parent] = slices.Insert(row, i, p.Node)
	p.Parent = parent
}

func (w *garden) move(p *Placement, s TreeStep) {
	switch {
	case s.Parent != "" && w.at[s.Parent] == nil:
		w.problem("waar %s naartoe moet, staat niet meer in de doelenboom", p.Number)
		return
	case s.Parent == p.Node, slices.Contains(w.under(p.Node), s.Parent):
		w.problem("%s kan niet onder zichzelf staan", p.Number)
		return
	case s.After != "" && (s.After == p.Node || w.at[s.After] == nil || w.at[s.After].Parent != s.Parent):
		w.problem("waar %s na moet komen, staat niet op dezelfde plek in de doelenboom", p.Number)
		return
	}
	number := s.Number
	if number == "" && s.Parent != p.Parent {
		number = w.free(s.Parent)
	}
	if number != "" {
		w.renumber(p, number)
	}
	w.put(p, s.Parent, s.After)
}

func (w *garden) end(p *Placement, whole bool) {
	if below := w.below[p.Node]; len(below) > 0 && !whole {
		w.problem("onder %s staat nog %s; verplaats dat eerst, of beëindig alles wat eronder staat mee", p.Number, count(len(below), "onderdeel", "onderdelen"))
		return
	}
	for _, id := range w.under(p.Node) {
		w.remove(w.at[id])
	}
	w.remove(p)
}

func (w *garden) remove(p *Placement) {
	parent := p.Parent
	if w.at[parent] == nil {
		parent = ""
	}
	w.below[parent] = slices.DeleteFunc(w.below[parent], func(id NodeID) bool { return id == p.Node })
	delete(w.at, p.Node)
	delete(w.below, p.Node)
}

// split puts the parts where one node stood. What is below it goes with the first part.
func (w *garden) split(p *Placement, s TreeStep) {
	if len(s.Parts) < 2 {
		w.problem("splits %s in ten minste twee delen", p.Number)
		return
	}
	old, last := *p, p.Node
	for i, part := range s.Parts {
		w.ties = append(w.ties, Lineage{Kind: Split, From: old.Node, To: part.Node})
		if part.Node == old.Node {
			w.rename(p, part.Title)
			if part.Number != "" {
				w.renumber(p, part.Number)
			}
			continue
		}
		n := &Placement{Edition: old.Edition, Node: part.Node, Parent: old.Parent}
		w.at[part.Node] = n
		w.named(n, old.Parent, part.Number, part.Title, part.Author)
		w.put(n, old.Parent, last)
		last = part.Node
		if i == 0 {
			w.hand(p, n)
		}
	}
	if s.Parts[0].Node != old.Node {
		w.remove(p)
	}
}

// hand puts all that is below one node below another.
func (w *garden) hand(from, to *Placement) {
	for _, id := range slices.Clone(w.below[from.Node]) {
		child := w.at[id]
		if rest, ok := strings.CutPrefix(child.Number, from.Number+"."); ok {
			w.renumber(child, to.Number+"."+rest)
		}
		w.put(child, to.Node, "")
	}
}

// merge makes one node of several, at the place of the first. Children that would have a number twice get the next one.
func (w *garden) merge(s TreeStep) {
	if len(s.From) < 2 {
		w.problem("kies ten minste twee onderdelen om samen te voegen")
		return
	}
	for _, id := range s.From {
		if _, ok := w.node(id); !ok {
			return
		}
		if slices.ContainsFunc(w.under(id), func(x NodeID) bool { return slices.Contains(s.From, x) }) {
			w.problem("%s kan niet samengaan met iets wat eronder staat", w.at[id].Number)
			return
		}
	}
	first := *w.at[s.From[0]]
	to, goesOn := w.at[s.Node]
	if !goesOn {
		to = &Placement{Edition: first.Edition, Node: s.Node, Parent: first.Parent, Number: first.Number}
		w.at[s.Node] = to
		w.put(to, first.Parent, first.Node)
		w.writers[s.Node], w.seen[s.Node] = s.Author, true
	}
	w.rename(to, s.Title)
	for _, id := range s.From {
		w.ties = append(w.ties, Lineage{Kind: Merged, From: id, To: s.Node})
		if id != s.Node {
			w.adopt(w.at[id], to)
			w.remove(w.at[id])
		}
	}
	w.renumber(to, firstOf(s.Number, first.Number))
	w.put(to, first.Parent, "")
}

// adopt puts the children of a node below another, with the next numbers there.
func (w *garden) adopt(from, to *Placement) {
	for _, id := range slices.Clone(w.below[from.Node]) {
		w.renumber(w.at[id], w.free(to.Node))
		w.put(w.at[id], to.Node, "")
	}
}

// flat is the tree in reading order.
func (w *garden) flat() []Placement {
	all := make([]Placement, 0, len(w.at))
	var walk func(parent NodeID, depth int)
	walk = func(parent NodeID, depth int) {
		for _, id := range w.below[parent] {
			p := *w.at[id]
			p.Parent, p.Depth, p.Position = parent, depth, len(all)
			all = append(all, p)
			walk(id, depth+1)
		}
	}
	walk("", 0)
	return all
}

// opens are the deliverables that need a report: new ones, and what became one by moving.
func (w *garden) opens() []TreePart {
	was := map[NodeID]int{}
	for _, p := range w.now.Places {
		was[p.Node] = p.Depth + 1
	}
	var all []TreePart
	for _, p := range w.flat() {
		answers := w.now.Edition.Settings.Level(p.Depth).Kind == Deliverable
		if answers && !w.now.Reported[p.Node] && was[p.Node] != p.Depth+1 {
			all = append(all, TreePart{Author: w.writers[p.Node], Node: p.Node, Number: p.Number, Title: p.Title})
		}
	}
	return all
}

// check looks at the tree as a whole.
func (w *garden) check(after *TreeAfter) {
	by := map[string]Placement{}
	stands := map[NodeID]bool{}
	for _, p := range after.Places {
		stands[p.Node] = true
		if other, twice := by[p.Number]; twice {
			w.problem("nummer %s staat twee keer: bij %q en bij %q", p.Number, other.Title, p.Title)
		}
		by[p.Number] = p
	}
	for _, p := range w.now.Places {
		if stands[p.Node] {
			continue
		}
		after.Gone = append(after.Gone, p)
		if why := w.now.Kept[p.Node]; why != "" {
			w.problem("%s %s kan niet verdwijnen: %s", p.Number, p.Title, why)
		}
	}
}
