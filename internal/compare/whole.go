package compare

import (
	"slices"

	"doelenboom/internal/publication"
)

// Whole tells of a page that was taken over whether all of it is known, so that what is not there was not said: it was read
// in itself, and nothing on it was cut off. Of a page that somebody only looked at, or that other pages name, nobody knows
// what else stands there.
func Whole(n *publication.Node) bool {
	cut := func(s publication.SectionText) bool { return s.CutOff }
	return n.Source != nil && n.Source.File != "" && !slices.ContainsFunc(n.Sections, cut)
}

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
