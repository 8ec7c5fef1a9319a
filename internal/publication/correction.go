package publication

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

// FreezeNext freezes a revision after the one before (nil for the first) and gives its parts. Of the revision before it
// reads the manifest, and only those nodes whose bytes differ now.
//
// A correction marks the nodes whose own words or figures differ, and the introduction and the decision points when theirs do. A node on which
// only a link, a count or a name of another node changed was not corrected, and a mark once given stays.
func FreezeNext(in Input, before *Reader) (Publication, []PartFile, error) {
	p, err := Freeze(in)
	if err != nil {
		return p, nil, err
	}
	parts, err := Parts(p)
	if err != nil || before == nil {
		return p, parts, err
	}
	marked := newPartWriter()
	if at := partAt(parts, EditionPath); parts[at].Sum != before.Sum(EditionPath) {
		if err = markFront(&p.Edition, before, p.Revision); err != nil {
			return p, nil, err
		}
		if parts[at], err = marked.part(content{EditionPath, Part[Edition]{Format, p.Edition}}); err != nil {
			return p, nil, err
		}
	}
	for i := range p.Nodes {
		n := &p.Nodes[i]
		path := NodePath(n.Address)
		at := partAt(parts, path)
		if parts[at].Sum == before.Sum(path) {
			continue
		}
		n.Correction, err = correction(n, before, p.Revision)
		if err != nil {
			return p, nil, err
		}
		if n.Correction != nil {
			if parts[at], err = marked.part(content{path, Part[*Node]{Format, n}}); err != nil {
				return p, nil, err
			}
		}
	}
	return p, parts, nil
}

// correction is the mark of a node whose bytes differ from the revision before; nil when it has none. A node that is
// new, or whose earlier bytes were withdrawn, has none.
func correction(n *Node, before *Reader, r Revision) (*Correction, error) {
	was, err := before.Node(n.Address)
	if errors.Is(err, ErrMissing) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("compare with the revision before: %w", err)
	}
	if !r.Corrects() || SameStatement(was, *n) {
		return was.Correction, nil
	}
	return r.mark(), nil
}

// markFront marks the introduction and the decision points in the same way.
func markFront(e *Edition, before *Reader, r Revision) error {
	was, err := before.Edition()
	if errors.Is(err, ErrMissing) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("compare with the revision before: %w", err)
	}
	e.Correction = was.Correction
	if r.Corrects() && !sameDoc(was.Intro, e.Intro) {
		e.Correction = r.mark()
	}
	for i := range e.Decides {
		d := &e.Decides[i]
		at := slices.IndexFunc(was.Decides, func(o DecisionPoint) bool { return o.Fragment() == d.Fragment() })
		if at < 0 {
			continue
		}
		d.Correction = was.Decides[at].Correction
		if r.Corrects() && !samePoint(was.Decides[at], *d) {
			d.Correction = r.mark()
		}
	}
	return nil
}

// samePoint tells whether two decision points ask the same: a link, and how what it leads to is called, do not count.
func samePoint(a, b DecisionPoint) bool {
	return a.Text == b.Text && reflect.DeepEqual(a.Amount, b.Amount) && explainedBy(a) == explainedBy(b)
}

// explainedBy is the node that explains a decision point, "" when there is none.
func explainedBy(d DecisionPoint) string {
	if d.Link == nil {
		return ""
	}
	return d.Link.ID
}

// Corrects tells whether the revision was made to put something right.
func (r Revision) Corrects() bool { return r.Kind == cycle.SlipOfThePen || r.Kind == cycle.ByDecision }

// mark is what the revision leaves behind where it put something right.
func (r Revision) mark() *Correction {
	return &Correction{
		Decision: r.ChangedBy, DecisionAt: r.ChangedByAt, Date: dutch.DayOf(r.Moment), Reason: r.Reason, Runs: r.Runs, Links: r.Links,
		Revision: r.Number, Kind: r.Kind,
	}
}

// partAt finds a part among those in the order of their paths.
func partAt(parts []PartFile, path string) int {
	at, _ := slices.BinarySearchFunc(parts, path, func(f PartFile, path string) int { return strings.Compare(f.Path, path) })
	return at
}

// SameStatement tells whether two frozen nodes say the same: every word, figure, score, date and name of their own.
// What comes from elsewhere (links, who refers here, what stands above and below) does not count, nor does whether a
// number in the text is a link by now.
func SameStatement(a, b Node) bool {
	return len(a.Sections) == len(b.Sections) && len(a.Actions) == len(b.Actions) &&
		len(a.Milestones) == len(b.Milestones) && sameTexts(&a, &b) && reflect.DeepEqual(statement(a), statement(b))
}

// statement is the node without its prose and without what comes from elsewhere.
func statement(n Node) Node {
	out := Node{
		Amounts: n.Amounts, Attachments: n.Attachments, Source: n.Source, Taken: n.Taken, Money: n.Money, ID: n.ID, Headline: n.Headline, Derived: n.Derived,
		Term: n.Term, Number: n.Number, Placeholder: n.Placeholder, Holders: n.Holders, Reserve: n.Reserve,
		Involvement: n.Involvement, Scores: plainReasons(n.Scores), Themes: n.Themes, Title: n.Title, Websites: n.Websites,
	}
	for _, a := range n.Amendments {
		if a.Decision != nil {
			a.Decision = &Link{ID: a.Decision.ID}
		}
		out.Amendments = append(out.Amendments, a)
	}
	for _, p := range n.Places {
		out.Places = append(out.Places, Link{ID: p.ID})
	}
	for _, s := range n.Sections {
		s.Text = nil
		out.Sections = append(out.Sections, s)
	}
	for _, a := range n.Actions {
		a.Text, a.Parts, a.Note = nil, nil, nil
		out.Actions = append(out.Actions, a)
	}
	for _, m := range n.Milestones {
		m.Text = nil
		m.Reason, m.Decisions = plainLine(m.Reason), idsOnly(m.Decisions)
		out.Milestones = append(out.Milestones, m)
	}
	return out
}

func idsOnly(links []Link) []Link {
	var out []Link
	for _, l := range links {
		out = append(out, Link{ID: l.ID})
	}
	return out
}

func sameTexts(a, b *Node) bool {
	for i := range a.Sections {
		if !sameDoc(a.Sections[i].Text, b.Sections[i].Text) {
			return false
		}
	}
	for i := range a.Actions {
		x, y := a.Actions[i], b.Actions[i]
		if !sameDoc(x.Text, y.Text) || !sameDoc(x.Parts, y.Parts) || !sameDoc(x.Note, y.Note) {
			return false
		}
	}
	for i := range a.Milestones {
		if !sameDoc(a.Milestones[i].Text, b.Milestones[i].Text) {
			return false
		}
	}
	return true
}

func sameDoc(a, b richtext.Doc) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if len(a) > 0 && &a[i] == &b[i] {
			continue
		}
		if a[i].Kind != b[i].Kind || a[i].Ordered != b[i].Ordered || !reflect.DeepEqual(a[i].Image, b[i].Image) {
			return false
		}
		if looks(a[i]) != looks(b[i]) {
			return false
		}
	}
	return true
}

// looks is the text of a block with its bold, italic and links, wherever the runs are cut.
func looks(b richtext.Block) string {
	var s strings.Builder
	var last richtext.Span
	run := func(spans []richtext.Span) {
		for _, sp := range spans {
			if sp.Bold != last.Bold || sp.Italic != last.Italic || sp.Link != last.Link {
				s.WriteByte(0)
				if sp.Bold {
					s.WriteByte('b')
				}
				if sp.Italic {
					s.WriteByte('i')
				}
				s.WriteString(sp.Link)
				s.WriteByte(0)
				last = sp
			}
			s.WriteString(sp.Text)
		}
	}
	run(b.Spans)
	var items func([]richtext.Item, byte)
	items = func(list []richtext.Item, deep byte) {
		for _, it := range list {
			s.WriteByte(1)
			s.WriteByte(deep)
			run(it.Spans)
			items(it.Items, deep+1)
		}
	}
	items(b.Items, 1)
	for _, row := range b.Rows {
		s.WriteByte(2)
		for _, c := range row {
			s.WriteByte(3)
			run(c.Spans)
		}
	}
	return s.String()
}
