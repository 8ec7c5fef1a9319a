package cycle

import "slices"

// Repeats tells whether a report was brought to a stage already from the version that somebody saw, and stands like that:
// a form that is sent twice, or again after the back button, asks for what was done and changes nothing. An akkoord must be
// theirs, and who sends back must give the same reason; whatever else changed since is a conflict.
func (r Report) Repeats(to ReportStage, by User, seen int, reason string) bool {
	if r.Stage != to || r.Version != seen+1 {
		return false
	}
	switch to {
	case SentBack:
		return r.Returned == reason
	case Checked, Approved:
		return r.PassedBy(by)
	}
	return true
}

// PassedBy tells whether it was this user whose akkoord brought the report where it is.
func (r Report) PassedBy(by User) bool {
	n := len(r.Approvals)
	return n > 0 && r.Approvals[n-1] == (Approval{By: by.Number, Stage: r.Stage})
}

// HasTwin tells whether a milestone that is new to the report stands in it already under another key: the same form was sent
// before.
func (r Report) HasTwin(m Milestone) bool {
	known := func(x Milestone) bool { return x.Key == m.Key }
	same := func(x Milestone) bool { return x.Text.Text() == m.Text.Text() && x.Date.Text == m.Date.Text }
	return !slices.ContainsFunc(r.Milestones, known) && slices.ContainsFunc(r.Milestones, same)
}
