package demo

import (
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

// standings are all deliverables, programmes and goals by their keys.
type standings map[string]*standing

// of gives the standing of a key, made when it is new.
func (s standings) of(key string) *standing {
	if s[key] == nil {
		s[key] = &standing{}
	}
	return s[key]
}

// clone lets two editions go on from the same one.
func (s standings) clone() standings {
	out := standings{}
	for key, was := range s {
		now := *was
		now.actions = slices.Clone(was.actions)
		now.milestones = slices.Clone(was.milestones)
		out[key] = &now
	}
	return out
}

// standing is what holds of a deliverable as the editions go by: what an edition does not change is carried on.
type standing struct {
	base       baseText
	actions    []actionRow
	milestones []standingMilestone
	promise    string // the headline of the last budget
	number     string
	title      string
	parent     string
	started    bool
	ended      bool
}

// standingMilestone remembers the date that was promised first.
type standingMilestone struct {
	milestoneRow
	first string
}

// place moves the deliverable to where the edition puts it and says whether it is in that edition at all. An edition
// taken over holds only what its source was seen to hold; in one of our own everything goes on until it is ended.
func (s *standing) place(d deliverableFile, e editionRow) bool {
	p, named := d.Places[e.Slug]
	_, told := d.Editions[e.Slug]
	if named {
		if p.Ended {
			s.ended = true
			return false
		}
		s.number, s.title = p.Number, p.Title
		s.parent = firstOf(p.Parent, s.parent, d.Parent)
	}
	if s.number == "" || s.ended {
		return false
	}
	return !e.TakenOver || named || told
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// report is the deliverable as this edition tells it; the standing goes on from there.
func (s *standing) report(d deliverableFile, e editionRow, ids names) cycle.Report {
	if !s.started {
		s.start(d.Base)
	}
	c := d.Editions[e.Slug]
	s.change(c)
	s.headline(e.Kind, c.Headline)
	r := cycle.Report{
		Headline:   s.base.Headline,
		Holders:    ids.holders(s.base.Holders),
		Actions:    s.reportActions(),
		Milestones: s.reportMilestones(),
		Scores:     c.scores(),
		Amendments: c.amendments(ids),
		Amounts:    c.amounts(),
		References: c.references(ids),
		Websites:   s.base.Websites,
		Sections:   s.sections(c),
		Source:     source(c.Sources),
	}
	s.facts(&r)
	s.settle()
	return r
}

func (s *standing) start(b baseText) {
	s.base, s.actions, s.started, s.promise = b, b.Actions, true, b.Headline
	for _, m := range b.Milestones {
		s.milestones = append(s.milestones, standingMilestone{m, m.Date})
	}
}

func (s *standing) change(c changeRow) {
	setText(&s.base.Headline, c.Headline)
	setText(&s.base.Summary, c.Summary)
	setText(&s.base.Context, c.Context)
	if c.Holders != nil {
		s.base.Holders = c.Holders
	}
	if c.Involvement != nil {
		s.base.Involvement = c.Involvement
	}
	if c.Term != nil {
		s.base.Term = c.Term
	}
	if c.Reserve != nil {
		s.base.Reserve = c.Reserve
	}
	if c.Websites != nil {
		s.base.Websites = c.Websites
	}
	s.changeActions(c.Actions)
	s.changeMilestones(c.Milestones)
}

// headline: a budget promises. Where it says nothing new it repeats the promise of the budget before, never the news of a
// monitor.
func (s *standing) headline(kind cycle.EditionKind, stated string) {
	if kind != cycle.Budget {
		return
	}
	setText(&s.promise, stated)
	s.base.Headline = s.promise
}

func setText(into *string, text string) {
	if text != "" {
		*into = text
	}
}

func (s *standing) changeActions(changes orderedActions) {
	for _, c := range changes {
		i := s.action(c.Key)
		switch {
		case c.Gone && i >= 0:
			s.actions = append(s.actions[:i:i], s.actions[i+1:]...)
		case i < 0 && !c.Gone:
			s.actions = append(s.actions[:len(s.actions):len(s.actions)], c)
		case i >= 0:
			a := s.actions[i]
			setText(&a.Text, c.Text)
			if c.Parts != nil {
				a.Parts = c.Parts
			}
			if c.State != "" {
				a.State = c.State
			}
			a.Note = c.Note
			s.actions = append([]actionRow(nil), s.actions...)
			s.actions[i] = a
		}
	}
}

func (s *standing) action(key string) int {
	for i, a := range s.actions {
		if a.Key == key {
			return i
		}
	}
	return -1
}

func (s *standing) changeMilestones(changes map[string]milestoneRow) {
	seen := map[string]bool{}
	var kept []standingMilestone
	for _, m := range s.milestones {
		c, ok := changes[m.Key]
		seen[m.Key] = true
		if ok && c.Gone {
			continue
		}
		if ok {
			setText(&m.Text, c.Text)
			setText(&m.Date, c.Date)
			m.Reason = c.Reason
			if c.State != "" {
				m.State = c.State
			}
		}
		kept = append(kept, m)
	}
	for _, key := range sortedKeys(changes) {
		if c := changes[key]; !seen[key] && !c.Gone {
			c.Key = key
			kept = append(kept, standingMilestone{c, c.Date})
		}
	}
	s.milestones = kept
}

// settle forgets what is said of one edition only.
func (s *standing) settle() {
	for i := range s.actions {
		s.actions[i].Note = ""
	}
	for i := range s.milestones {
		s.milestones[i].Reason = ""
		if s.milestones[i].State == cycle.MilestoneMoved {
			s.milestones[i].State = cycle.MilestoneOpen
		}
	}
}

func (s *standing) reportActions() []cycle.Action {
	var out []cycle.Action
	for i, a := range s.actions {
		action := cycle.Action{Key: a.Key, Number: i + 1, State: a.State, Text: richtext.Parse(a.Text), Note: richtext.Parse(a.Note)}
		if len(a.Parts) > 0 {
			action.Parts = richtext.Parse("- " + strings.Join(a.Parts, "\n- "))
		}
		out = append(out, action)
	}
	return out
}

func (s *standing) reportMilestones() []cycle.Milestone {
	var out []cycle.Milestone
	for _, m := range s.milestones {
		row := cycle.Milestone{Key: m.Key, Text: richtext.Parse(m.Text), Date: dutch.ParseWritten(m.Date), State: m.State, Reason: strings.TrimSpace(m.Reason)}
		if m.first != m.Date && m.first != "" {
			row.First = dutch.ParseWritten(m.first)
		}
		out = append(out, row)
	}
	return out
}

func (s *standing) sections(c changeRow) []cycle.SectionText {
	cut := map[string]bool{}
	for _, key := range c.CutOff {
		cut[key] = true
	}
	var out []cycle.SectionText
	for _, t := range []struct{ key, text string }{
		{cycle.Summary, s.base.Summary}, {cycle.Context, s.base.Context}, {cycle.Progress, c.Progress}, {cycle.FinanceNote, c.Finance},
	} {
		if doc := richtext.Parse(t.text); len(doc) > 0 {
			out = append(out, cycle.SectionText{Key: t.key, Text: doc, CutOff: cut[t.key]})
		}
	}
	return out
}

func (s *standing) facts(r *cycle.Report) {
	if i := s.base.Involvement; i != nil {
		r.Involvement = &cycle.Involvement{Sentence: i.Sentence, Tags: i.Tags}
	}
	if t := s.base.Term; t != nil {
		r.Term = &cycle.Term{Structural: t.Kind == "structureel", Until: t.Until}
	}
	if v := s.base.Reserve; v != nil {
		r.Reserve = &cycle.ReserveRelation{Related: cycle.Answered(v.Answer), Note: v.Note, Reserve: v.Name}
	}
}

func (c changeRow) scores() []cycle.Score {
	var out []cycle.Score
	for _, aspect := range sortedKeys(c.Scores) {
		s := c.Scores[aspect]
		out = append(out, cycle.Score{Aspect: aspect, Value: s.Value, Cause: trim(s.Cause), Effect: trim(s.Effect), Measure: trim(s.Measure)})
	}
	return out
}

func (c changeRow) amendments(ids names) []cycle.AmendmentNotice {
	var out []cycle.AmendmentNotice
	for _, a := range c.Amendments {
		out = append(out, cycle.AmendmentNotice{Kind: a.Kind, Decision: ids.decision[a.Decision], Number: a.Number})
	}
	return out
}

func (c changeRow) amounts() []cycle.WrittenAmount {
	var out []cycle.WrittenAmount
	for _, a := range c.Amounts {
		out = append(out, cycle.WrittenAmount{Row: a.Row, Column: a.Column, Year: a.Year, Cents: a.Cents, AsWritten: a.AsWritten})
	}
	return out
}

func (c changeRow) references(ids names) []cycle.CrossReference {
	var out []cycle.CrossReference
	for _, r := range c.References {
		out = append(out, cycle.CrossReference{Kind: r.Kind, Node: ids.node[r.To]})
	}
	return out
}

func source(rows []sourceRow) cycle.Source {
	if len(rows) == 0 {
		return cycle.Source{}
	}
	return cycle.Source{Address: rows[0].Address, ReadAt: rows[0].ReadAt, Certainty: rows[0].Certainty}
}

func trim(s string) string { return strings.TrimSpace(s) }

// forget drops what was carried on: of an edition taken over only what its source was seen to say is told.
func (s *standing) forget() {
	*s = standing{number: s.number, title: s.title, parent: s.parent, ended: s.ended, started: s.started}
}
