package cycle

import "fmt"

// Calendar are the last days of each step of a round, counted back from the council's meeting. The last day of writing
// is Edition.ClosesAt.
type Calendar struct {
	Approve   Date `json:"approve,omitzero"`   // the last akkoord
	Check     Date `json:"check,omitzero"`     // controllers are done
	Establish Date `json:"establish,omitzero"` // the executive meets
	Meeting   Date `json:"meeting,omitzero"`   // the council meets
	Offer     Date `json:"offer,omitzero"`     // sent to the council, public from that day
	Start     Date `json:"start,omitzero"`     // writing begins
}

// CountBack is the usual calendar before a meeting of the council, with the last day of writing: six weeks of work for
// the executive's own people, and the council has it three weeks ahead. A day on which nobody works becomes the workday
// before it, so that whoever comes next has the time that was meant; the meeting is when it is.
func CountBack(meeting Date) (c Calendar, closes Date) {
	before := func(days int) Date { return meeting.AddDays(-days).OnWorkday() }
	return Calendar{
		Meeting: meeting, Offer: before(21), Establish: before(24), Approve: before(35), Check: before(42), Start: before(77),
	}, before(56)
}

// Problems says in Dutch which days do not follow each other; closes is the last day of writing.
func (c Calendar) Problems(closes Date) error { return c.problems(closes).orNil() }

func (c Calendar) problems(closes Date) Invalid {
	steps := []struct {
		field string
		name  string
		day   Date
	}{
		{"start", "het begin", c.Start}, {"closesAt", "de laatste dag van schrijven", closes}, {"check", "de controle", c.Check},
		{"approve", "het laatste akkoord", c.Approve}, {"establish", "de vaststelling door het bestuur", c.Establish},
		{"offer", "het aanbieden", c.Offer}, {"meeting", "de vergadering", c.Meeting},
	}
	var v Invalid
	last, name := Date(""), ""
	for _, s := range steps {
		switch {
		case s.day.Known() && !s.day.Valid():
			v = append(v, Problem{Field: s.field, Text: fmt.Sprintf("%q is geen dag", s.day)})
			continue
		case s.day.Before(last):
			v = append(v, Problem{Field: s.field, Text: s.name + " ligt voor " + name})
		}
		if s.day.Known() {
			last, name = s.day, s.name
		}
	}
	return v
}
