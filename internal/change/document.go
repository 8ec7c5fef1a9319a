package change

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/importer"
	"doelenboom/internal/richtext"
)

// takeOver gives the report as it is after a document was read into it: the document replaces what it states, and
// what it does not state (headline, themes, sections it lacks) stays. Block ids are carried; identity is not touched.
func takeOver(old cycle.Report, doc importer.Document, e cycle.Edition, l linker, holder func(name string) cycle.HolderID) cycle.Report {
	t := taker{old: old, e: e, l: l, taken: takenIn(old)}
	r := old.TakenFrom(e)
	r.Sections = t.sections(doc)
	if doc.Actions != nil {
		r.Actions = t.actions(doc.Actions)
	}
	t.basics(&r, doc.Basics, holder)
	if doc.Scores != nil {
		r.Scores = t.scores(doc.Scores)
	}
	if doc.Amendments != nil {
		r.Amendments = t.amendments(doc.Amendments)
	}
	if doc.Finance != nil && doc.Finance.Amounts != nil {
		r.Amounts = amounts(doc.Finance.Amounts)
	}
	r.References = t.references(doc, r)
	for _, ref := range doc.References.Decisions { // also what only a row names
		l.decision(ref)
	}
	return sourced(r, old, doc, e)
}

type taker struct {
	old   cycle.Report
	e     cycle.Edition
	l     linker
	taken richtext.Taken
}

// takenIn is every block id and key a report has given out.
func takenIn(r cycle.Report) richtext.Taken {
	taken := richtext.Taken{}
	for _, doc := range r.Docs() {
		for _, b := range *doc {
			taken[b.ID] = true
		}
	}
	for _, a := range r.Actions { // the key of a new action is the id of its first block
		taken[a.Key] = true
	}
	for _, m := range r.Milestones {
		taken[m.Key] = true
	}
	return taken
}

// sourced tells where a report comes from once a document was read into it. In an edition that is written here only what
// the document brought comes from there. What is public is corrected: what was written here stays so, and what was taken
// over keeps its source with how sure that is. The revision tells of the correction.
func sourced(r, old cycle.Report, doc importer.Document, e cycle.Edition) cycle.Report {
	switch {
	case e.Stage != cycle.Writing && (!e.TakenOver || old.Source != (cycle.Source{})):
		r.Source, r.Taken = old.Source, old.Taken
	case e.TakenOver:
		r.Source, r.Taken = documentSource(doc, e), nil
	default:
		r = r.TookFrom(old, documentSource(doc, e))
	}
	return r
}

func documentSource(doc importer.Document, e cycle.Edition) cycle.Source {
	s := cycle.Source{File: doc.File, Certainty: cycle.Certainty(doc.Edition.Certainty)}
	if doc.Source != nil {
		s.Address, s.ReadAt = doc.Source.Address, doc.Source.ReadAt
	}
	if OfOther(doc, e) {
		s.Certainty = cycle.Uncertain
	}
	return s
}

// OfOther tells whether a document, or the name of its file, says that it is of another edition.
func OfOther(doc importer.Document, e cycle.Edition) bool {
	said := doc.Edition
	return said.Kind != "" && said.Certainty != importer.Unknown && (said.Kind != string(e.Kind) || said.Year != e.Year && said.Year != 0 ||
		said.Sequence != e.Sequence && said.Sequence != 0 && e.Sequence != 0)
}

// prose makes the blocks of one field, with the ids of what was there.
func (t taker) prose(old richtext.Doc, text string, blocks richtext.Doc) richtext.Doc {
	return richtext.Carry(old, t.l.mark(blocksOf(text, blocks)), t.taken)
}

func (t taker) sections(doc importer.Document) []cycle.SectionText {
	out := append([]cycle.SectionText(nil), t.old.Sections...)
	set := func(key, label, text string, blocks richtext.Doc, cut bool) {
		was, had := t.old.Section(key)
		if text == "" && blocks == nil && (had || label == "") {
			return
		}
		now := cycle.SectionText{Key: key, Label: label, CutOff: cut, Text: t.prose(was.Text, text, blocks)}
		for i := range out {
			if out[i].Key == key {
				out[i] = now
				return
			}
		}
		out = append(out, now)
	}
	set(cycle.Summary, "", doc.Summary, doc.SummaryBlocks, doc.SummaryCut)
	if doc.Context != nil {
		set(cycle.Context, "", doc.Context.Text, doc.Context.Blocks, doc.Context.CutOff)
	}
	set(cycle.Progress, "", doc.Progress, doc.ProgressBlock, doc.ProgressCut)
	if doc.Finance != nil {
		set(cycle.FinanceNote, "", doc.Finance.Explanation, doc.Finance.Blocks, doc.Finance.CutOff)
	}
	seen := map[string]bool{}
	if len(doc.Indicators) > 0 {
		lines := make([]string, len(doc.Indicators))
		for i, row := range doc.Indicators {
			lines[i] = row.Text
		}
		set(freeKey(otherKey(indicators, 0), seen), indicators, strings.Join(lines, "\n\n"), nil, slices.ContainsFunc(lines, dutch.EndsCut))
	}
	for i, o := range doc.Other {
		set(freeKey(otherKey(o.Heading, i), seen), cmp.Or(o.Heading, cycle.LooseText), o.Text, o.Blocks, o.Heading != "" && dutch.EndsCut(o.Text))
	}
	return out
}

// indicators is the heading above the rows that a page labels so. They are kept as they are written.
const indicators = "Indicatoren"

// freeKey gives a heading that comes twice in one document a key of its own each time, so that both texts are kept.
func freeKey(key string, seen map[string]bool) string {
	free := key
	for n := 2; seen[free]; n++ {
		free = key + "-" + strconv.Itoa(n)
	}
	seen[free] = true
	return free
}

// otherKey is the key of a section under a heading of its own.
func otherKey(heading string, n int) string {
	key := "overig-" + strings.ToLower(strings.Join(strings.Fields(heading), "-"))
	if heading == "" {
		key += strconv.Itoa(n + 1)
	}
	return key
}

func (t taker) actions(actions []importer.Action) []cycle.Action {
	var out []cycle.Action
	from := goesOnFrom(t.byPlace(), t.old.Actions, actions, func(a cycle.Action) string { return a.Text.Text() }, func(a importer.Action) string { return a.Text })
	numbers, keys := actionNumbers{used: map[int]bool{}}, richtext.Taken{}
	for i, a := range actions {
		was := from[i]
		now := cycle.Action{Number: numbers.next(a.Number, i+1), State: was.State, Evidence: was.Evidence}
		now.Text = t.prose(was.Text, a.Text, nil)
		if len(a.Parts) > 0 {
			now.Parts = t.prose(was.Parts, "", richtext.Doc{partsList(a.Parts)})
		}
		now.Note = t.prose(was.Note, a.Explanation, a.Blocks)
		if now.Key = t.key(was.Key, now.Text, keys); now.Key == "" {
			now.Key = "actie-" + strconv.Itoa(i+1)
		}
		out = append(out, now)
	}
	return out
}

// key is what a row is known by. On a page that was taken over it is made of the words alone, whatever was read there before,
// also by mistake, and wherever else on the page they stand; keys are those of the other rows.
func (t taker) key(was string, text richtext.Doc, keys richtext.Taken) string {
	switch {
	case len(text) == 0:
		return was
	case t.e.TakenOver:
		return keys.Fresh(text.Text())
	case was != "":
		return was
	}
	return text[0].ID
}

// byPlace tells whether a row with other words may be the one in its place. What is written here has a key that somebody
// gave; on a page that was taken over it is made of the words, and with it other editions tell which row it is.
func (t taker) byPlace() bool { return !t.e.TakenOver }

// actionNumbers gives actions the number that the source gives them, because its texts call them so. Without one, or where it
// stands twice, it is the place in the list, or else the first behind all others.
type actionNumbers struct {
	used map[int]bool
	last int
}

func (n *actionNumbers) next(stated, place int) int {
	number := stated
	if number <= 0 || n.used[number] {
		number = place
	}
	if n.used[number] {
		number = n.last + 1
	}
	n.used[number], n.last = true, max(n.last, number)
	return number
}

// goesOnFrom gives, for each new row, the old one that it goes on from: the one with the same or mostly the same words,
// or else, when asked for, the one in the same place. No two rows go on from the same one; a row that is new gets the zero value.
func goesOnFrom[Old, New any](byPlace bool, old []Old, rows []New, wordsOfOld func(Old) string, words func(New) string) []Old {
	if len(old) == 0 {
		return make([]Old, len(rows))
	}
	at := map[string]int{}
	var before, after richtext.Doc
	for i, o := range old {
		id := "#" + strconv.Itoa(i)
		at[id] = i
		before = append(before, richtext.Block{ID: id, Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: wordsOfOld(o)}}})
	}
	for _, n := range rows {
		after = append(after, richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: words(n)}}})
	}
	out, known, gone := make([]Old, len(rows)), make([]bool, len(rows)), make([]bool, len(old))
	for i, b := range richtext.Carry(before, after, richtext.Taken{}) {
		if from, ok := at[b.ID]; ok {
			out[i], known[i], gone[from] = old[from], true, true
		}
	}
	for i := range min(len(out), len(old)) {
		if byPlace && !known[i] && !gone[i] {
			out[i] = old[i]
		}
	}
	return out
}

// references are those of the document and, of the old ones, those that it says nothing against: one goes only when an
// old text made it and no text makes it now.
func (t taker) references(doc importer.Document, now cycle.Report) []cycle.CrossReference {
	var refs []cycle.CrossReference
	has, said := map[cycle.CrossReference]bool{}, map[cycle.CrossReference]bool{} // the latter by whichever action
	add := func(ref cycle.CrossReference) {
		if !has[ref] {
			refs = append(refs, ref)
		}
		has[ref] = true
		said[anywhere(ref)] = true
	}
	for _, ref := range doc.References.Nodes {
		add(t.l.cross(cycle.ReferenceKind(ref.Kind), ref.Number, ref.Action))
	}
	if len(t.old.References) == 0 {
		return refs
	}
	was, is := t.namedIn(t.old), t.namedIn(now)
	for _, ref := range t.old.References {
		if ref.Node == "" {
			ref = t.l.cross(ref.Kind, ref.Number, ref.Action)
		}
		if key := anywhere(ref); !said[key] && (!was[key] || is[key]) {
			add(ref)
		}
	}
	return refs
}

// namedIn are the cross-references that the texts of a report make.
func (t taker) namedIn(r cycle.Report) map[cycle.CrossReference]bool {
	named := map[cycle.CrossReference]bool{}
	for _, doc := range r.Docs() {
		for _, ref := range t.l.named(doc.Text(), 0) {
			named[ref] = true
		}
	}
	lines := make([]string, 0, len(r.Milestones)+3*len(r.Scores))
	for _, m := range r.Milestones {
		lines = append(lines, m.Reason)
	}
	for i := range r.Scores {
		reasons := r.Scores[i].Reasons()
		lines = append(lines, reasons[:]...)
	}
	for _, line := range lines {
		for _, ref := range t.l.named(line, 0) {
			named[ref] = true
		}
	}
	return named
}

func partsList(parts []string) richtext.Block {
	b := richtext.Block{Kind: richtext.List}
	for _, p := range parts {
		b.Items = append(b.Items, richtext.Item{Spans: []richtext.Span{{Text: p}}})
	}
	return b
}

func (t taker) basics(r *cycle.Report, b *importer.Basics, holder func(string) cycle.HolderID) {
	if b == nil {
		return
	}
	if b.Holders != nil {
		r.Holders = nil
		for _, name := range b.Holders {
			r.Holders = append(r.Holders, holder(name))
		}
	}
	if i := b.Involvement; i != nil {
		r.Involvement = &cycle.Involvement{Sentence: i.Sentence, Tags: i.Tags}
	}
	if v := b.Term; v != nil {
		r.Term = &cycle.Term{Structural: v.Kind == "structureel", Until: v.Until}
	}
	if v := b.Reserve; v != nil {
		r.Reserve = &cycle.ReserveRelation{Related: cycle.Answered(v.Answer), Reserve: v.Name, Note: v.Explanation}
	}
	if b.Milestones != nil {
		r.Milestones = t.milestones(b.Milestones)
	}
	if b.Websites != nil {
		r.Websites = b.Websites
	}
}

func (t taker) milestones(rows []importer.Milestone) []cycle.Milestone {
	var out []cycle.Milestone
	from := goesOnFrom(t.byPlace(), t.old.Milestones, rows, func(m cycle.Milestone) string { return m.Text.Text() }, func(m importer.Milestone) string { return m.Text })
	keys := richtext.Taken{}
	for i, m := range rows {
		was := from[i]
		now := cycle.Milestone{State: was.State, First: was.First, Reason: was.Reason}
		now.Text = t.prose(was.Text, m.Text, nil)
		if m.Date != nil {
			now.Date = cycle.WrittenDate{Text: m.Date.Text, From: m.Date.From, To: m.Date.To}
		} else if d, ok := dutch.WrittenIn(m.Text, t.e.Year); ok {
			now.Date = d
		}
		for _, ref := range m.Decisions {
			now.Decisions = append(now.Decisions, t.l.decision(ref))
		}
		now.Key = t.key(was.Key, now.Text, keys)
		out = append(out, now)
	}
	return out
}

// scores takes what the page states. A cause, effect and measure that were given here stay while the value is the same;
// a value that the edition's settings do not know is refused by Validate.
func (t taker) scores(rows []importer.Score) []cycle.Score {
	var out []cycle.Score
	for _, s := range rows {
		was, _ := t.old.Score(s.Aspect)
		now := cycle.Score{Aspect: s.Aspect, Value: s.Value, AsWritten: s.AsWritten, Evidence: was.Evidence}
		if was.Value == s.Value {
			now.Cause, now.Effect, now.Measure = was.Cause, was.Effect, was.Measure
		}
		out = append(out, now)
	}
	return out
}

func (t taker) amendments(rows []importer.Amendment) []cycle.AmendmentNotice {
	var out []cycle.AmendmentNotice
	for _, a := range rows {
		n := cycle.AmendmentNotice{Kind: cycle.AmendmentKind(a.Kind), Number: a.Number}
		if a.Decision != "" {
			n.Decision = t.l.decision(a.Decision)
		}
		out = append(out, n)
	}
	return out
}

func amounts(rows []importer.Amount) []cycle.WrittenAmount {
	var out []cycle.WrittenAmount
	for _, a := range rows {
		out = append(out, cycle.WrittenAmount{AsWritten: a.AsWritten, Cents: a.Cents, Column: a.Column, Row: a.Row, Year: a.Year})
	}
	return out
}
