package cycle

// TellsOf decides whether an edition tells a money line that was entered in edition from. Its own lines it tells all.
// Of earlier editions it tells what was budgeted for its own year and how that was amended since, because current is
// their sum; what was realised is the stand on the day of one edition and never added to that of another.
func (e Edition) TellsOf(l MoneyLine, from Edition) bool {
	if l.Edition == e.ID {
		return true
	}
	return from.Before(e) && l.Year == e.Year && (l.Column == Original || l.Column == Amended)
}
