package cycle

import "slices"

// Before is what a report goes on from: the budget's report on the same node, and the last one that was made. Either may
// be absent.
type Before struct{ Ordered, Last *Report }

// Begin is the report as its author finds it. What was ordered stands in it as the budget has it; what changes seldom is
// that of the last report; what is new each time is empty. Nobody's progress is told again without somebody's hand.
//
//  1. a section is empty, the budget's or the last one's, as the settings of the edition say;
//  2. actions and milestones are those of the last report where that answers the same budget, else the budget's, in a
//     budget the last one's; an action keeps its state, not what was told of it;
//  3. holders, involvement, term, reserve and websites are those of the last report;
//  4. headline, scores, amendments and amounts are the author's to give.
func (r Report) Begin(e Edition, before Before) Report {
	last := firstKnown(before.Last, before.Ordered)
	if last == nil {
		return r
	}
	r.Sections = nil
	for _, s := range e.Settings.Sections {
		if text, ok := before.section(e, s); ok {
			r.Sections = append(r.Sections, text)
		}
	}
	r.Actions = slices.Clone(last.Actions)
	for i := range r.Actions {
		r.Actions[i].Note, r.Actions[i].Evidence = nil, nil
	}
	r.Actions = slices.DeleteFunc(r.Actions, func(a Action) bool {
		return e.Kind == Budget && (a.State == ActionDone || a.State == ActionDropped)
	})
	r.Milestones = slices.Clone(last.Milestones)
	r.Holders, r.Websites = slices.Clone(last.Holders), slices.Clone(last.Websites)
	r.Involvement, r.Term, r.Reserve = last.Involvement, last.Term, last.Reserve
	return r
}

func firstKnown(reports ...*Report) *Report {
	for _, r := range reports {
		if r != nil {
			return r
		}
	}
	return nil
}

// section is what a section begins with; false when it is written anew.
func (b Before) section(e Edition, s Section) (SectionText, bool) {
	from := b.Last
	switch s.Source(e.Kind) {
	case WrittenAnew:
		return SectionText{}, false
	case Ordered:
		from = firstKnown(b.Ordered, b.Last)
	}
	if from == nil {
		return SectionText{}, false
	}
	text, ok := from.Section(s.Key)
	text.Carried = s.Source(e.Kind) == CarriedForward
	return text, ok && !text.Text.Empty()
}

// Fixed tells whether the text of a section was ordered: it stands as the budget has it until a decision changes it, and
// only who runs the round writes that in.
func (e Edition) Fixed(key string) bool {
	for _, s := range e.Settings.Sections {
		if s.Key == key {
			return e.Answers != "" && s.Source(e.Kind) == Ordered
		}
	}
	return false
}

// keepOrdered puts back what was ordered: sections that are fixed, and the words of the actions that the budget has.
func (r Report) keepOrdered(e Edition, text Report) Report {
	if e.Answers == "" {
		return text
	}
	text.Sections = slices.Clone(text.Sections)
	for _, s := range e.Settings.Sections {
		if ordered, ok := r.Section(s.Key); ok && e.Fixed(s.Key) {
			text.Sections = replaced(text.Sections, ordered, true, func(x SectionText) bool { return x.Key == s.Key })
		}
	}
	text.Actions = slices.Clone(text.Actions)
	for _, ordered := range r.Actions {
		i := slices.IndexFunc(text.Actions, func(a Action) bool { return a.Key == ordered.Key })
		if i < 0 {
			text.Actions = append(text.Actions, ordered)
			continue
		}
		text.Actions[i].Text, text.Actions[i].Parts, text.Actions[i].Number = ordered.Text, ordered.Parts, ordered.Number
	}
	return text
}
