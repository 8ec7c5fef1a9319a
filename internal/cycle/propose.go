package cycle

import "strconv"

// Propose is a new round as it usually is: with its name and address, the days counted back from the meeting of the
// council, the budget that it answers and the edition whose tree and people it begins with ("" when there is none).
func Propose(kind EditionKind, year, sequence int, meeting Date, all []Edition) (e Edition, from EditionID) {
	e = Edition{Kind: kind, Year: year, Sequence: sequence, Name: UsualName(kind, year, sequence), Slug: string(kind) + "-" + strconv.Itoa(year)}
	if sequence > 0 {
		e.Slug += "-" + strconv.Itoa(sequence)
	}
	if meeting.Known() {
		e.Calendar, e.ClosesAt = CountBack(meeting)
	}
	if kind == Monitor || kind == Accounts {
		for _, o := range all {
			if o.Kind == Budget && o.Year == year {
				e.Answers = o.ID
			}
		}
	}
	if at := e.GoesOnFrom(all); at >= 0 {
		from = all[at].ID
	}
	return e, from
}

// NextSequence is the number of a monitor that is new in a year; other kinds have none.
func NextSequence(kind EditionKind, year int, all []Edition) int {
	if kind != Monitor {
		return 0
	}
	last := 0
	for _, e := range all {
		if e.Kind == kind && e.Year == year {
			last = max(last, e.Sequence)
		}
	}
	return last + 1
}
