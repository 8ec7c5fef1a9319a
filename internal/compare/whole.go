package compare

import (
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
)

// Whole tells of a page that was taken over whether all of it is known, so that what is not there was not said: it was read
// in itself, and nothing on it was cut off. Of a page that somebody only looked at, or that other pages name, nobody knows
// what else stands there.
func Whole(n *publication.Node) bool {
	return n.Source != nil && n.Source.File != "" && !cutOff(n)
}

// WholeReport says the same of a report, of which all is known when it was written here.
func WholeReport(r *cycle.Report) bool {
	if r.Source == (cycle.Source{}) {
		return true
	}
	n := publication.Node{Source: &publication.Source{File: r.Source.File}}
	for _, s := range r.Sections {
		n.Sections = append(n.Sections, publication.SectionText{CutOff: s.CutOff})
	}
	for _, a := range r.Actions {
		n.Actions = append(n.Actions, publication.Action{Text: a.Text, Parts: a.Parts, Note: a.Note})
	}
	for _, m := range r.Milestones {
		n.Milestones = append(n.Milestones, publication.Milestone{Text: m.Text})
	}
	if r.Involvement != nil {
		n.Involvement = &publication.Involvement{Sentence: r.Involvement.Sentence}
	}
	if r.Reserve != nil {
		n.Reserve = &publication.Reserve{Note: r.Reserve.Note}
	}
	return Whole(&n)
}

// cutOff tells whether a text of a page that was taken over stops before its end. A section says so itself; of other texts
// the sign at their end tells.
func cutOff(n *publication.Node) bool {
	return slices.ContainsFunc(n.Sections, func(s publication.SectionText) bool { return s.CutOff }) ||
		slices.ContainsFunc(n.Actions, actionCut) ||
		slices.ContainsFunc(n.Milestones, func(m publication.Milestone) bool { return endsCut(m.Text) }) ||
		n.Involvement != nil && dutch.EndsCut(n.Involvement.Sentence) ||
		n.Reserve != nil && dutch.EndsCut(n.Reserve.Note)
}

func actionCut(a publication.Action) bool {
	if endsCut(a.Text) || endsCut(a.Note) {
		return true
	}
	for _, list := range a.Parts {
		for part := range strings.SplitSeq(list.Text(), "\n") {
			if dutch.EndsCut(part) {
				return true
			}
		}
	}
	return false
}

func endsCut(d richtext.Doc) bool { return len(d) > 0 && dutch.EndsCut(d[len(d)-1].Text()) }

// Known leaves out what is only called new because not all is known of the page before, or gone because not all is known of
// the page after.
func (n NodeChanges) Known(before, after bool) NodeChanges {
	guess := func(added, gone bool) bool { return added && !before || gone && !after }
	n.Milestones = slices.DeleteFunc(n.Milestones, func(m MilestoneChange) bool {
		return guess(m.Kind == MilestoneNew, m.Kind == MilestoneGone)
	})
	n.Actions = slices.DeleteFunc(n.Actions, func(a ActionChange) bool { return guess(a.Kind == Added, a.Kind == Gone) })
	n.Sections = slices.DeleteFunc(n.Sections, func(s SectionChange) bool { return guess(s.Kind == Added, s.Kind == Gone) })
	n.TextChanged = len(n.Sections) > 0
	return n
}
