package cycle

import "cmp"

// Before orders editions by when they are made, and that is the one order of the program: of the shelf, of lines through
// time, of what is news. The budget for next year is made in the autumn, months before the accounts of this one, so what
// it says may be older news. Editions of one usual month stand in the order of the cycle.
func (e Edition) Before(o Edition) bool { return e.Compare(o) < 0 }

// Compare is -1 when e comes before o, 1 when it comes after, and 0 when nothing tells them apart.
func (e Edition) Compare(o Edition) int {
	return cmp.Or(
		cmp.Compare(e.made(), o.made()), cmp.Compare(e.Year, o.Year), cmp.Compare(e.Kind.order(), o.Kind.order()),
		cmp.Compare(e.Sequence, o.Sequence), cmp.Compare(e.Slug, o.Slug),
	)
}

func (k EditionKind) order() int {
	switch k {
	case Outlook:
		return 0
	case Budget:
		return 1
	case Monitor:
		return 2
	}
	return 3
}

// made is the usual month of an edition, counted from year 0, by the calendar that law and ordinances set: outlook in
// June and budget before 15 November of the year before, monitors in spring and autumn, accounts in the next spring.
func (e Edition) made() int {
	switch e.Kind {
	case Outlook:
		return (e.Year-1)*12 + 6
	case Budget:
		return (e.Year-1)*12 + 11
	case Accounts:
		return (e.Year+1)*12 + 4
	}
	if e.Sequence > 1 {
		return e.Year*12 + 10
	}
	return e.Year*12 + 5
}

// MadeIn is the year in which an edition is usually made.
func (e Edition) MadeIn() int { return e.made() / 12 }

// GoesOnFrom finds the edition that e goes on from: what its authors had before them, and what "what is new" compares
// with. That is the one made last before e about the same year, and for the first of a year the one made last of all.
// The answer is its place in all, -1 when there is none.
func (e Edition) GoesOnFrom(all []Edition) int {
	best := -1
	for i, o := range all {
		if o.ID == e.ID || !o.Before(e) {
			continue
		}
		if best < 0 || e.closer(o, all[best]) {
			best = i
		}
	}
	return best
}

func (e Edition) closer(o, than Edition) bool {
	if (o.Year == e.Year) != (than.Year == e.Year) {
		return o.Year == e.Year
	}
	return than.Before(o)
}
