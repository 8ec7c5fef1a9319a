package dutch

import "time"

// isoDay reads "2018-04-24".
func (r *reader) isoDay() (span, bool) {
	if len(r.peek().low) != 4 || r.against() {
		return span{}, false
	}
	y, _ := r.takeNumber(1900, 2199)
	if !r.take("-") || len(r.peek().low) != 2 {
		return span{}, false
	}
	m, _ := r.takeNumber(1, 12)
	if !r.take("-") || len(r.peek().low) != 2 {
		return span{}, false
	}
	d, _ := r.takeNumber(1, 31)
	return days(y, time.Month(m), d, d), true
}

// figureDay reads "24-4-2018", "24.4.2018" and "24/4/2018".
func (r *reader) figureDay() (span, bool) {
	if r.against() {
		return span{}, false
	}
	d, ok := r.takeNumber(1, 31)
	if !ok {
		return span{}, false
	}
	dash, ok := r.takeAny("-", ".", "/")
	if !ok {
		return span{}, false
	}
	m, ok := r.takeNumber(1, 12)
	if !ok || !r.take(dash) || len(r.peek().low) != 4 {
		return span{}, false
	}
	y, _ := r.takeNumber(1900, 2199)
	return days(y, time.Month(m), d, d), true
}

// namedDay reads "24 april 2018", "24-apr-2018", "24 en 25 april 2018", "24-26 april 2018".
func (r *reader) namedDay() (span, bool) {
	if r.against() {
		return span{}, false
	}
	first, ok := r.takeNumber(1, 31)
	if !ok {
		return span{}, false
	}
	last := first
	if t := r.peek(); t.low == "-" && !t.space && r.at+1 < len(r.all) && monthOf(r.all[r.at+1].low) != 0 {
		r.at++ // "24-mei-2018"
	} else if _, joined := r.takeAny("en", "-", "–"); joined {
		if last, ok = r.takeNumber(first+1, 31); !ok {
			return span{}, false
		}
	}
	m, m2, y, ok := r.monthYear()
	if !ok || m != m2 {
		return span{}, false
	}
	s := days(y, m, first, last)
	return s, s.from.Known() && s.to.Known()
}

// month reads "mei 2016", "mei-2016", "mei-juni 2016", "mei en juni 2016".
func (r *reader) month() (span, bool) {
	first, last, y, ok := r.monthYear()
	if !ok {
		return span{}, false
	}
	return months(y, first, int(last-first)+1), true
}

// monthYear reads one month, or two in a row, with their year.
func (r *reader) monthYear() (first, last time.Month, y int, ok bool) {
	start := r.at
	first, last = r.takeMonth(), 0
	if first == 0 {
		return 0, 0, 0, false
	}
	at := r.at
	if r.takeJoint() {
		last = r.takeMonth()
	}
	if last <= first {
		r.at, last = at, first
	}
	r.takeHyphen()
	if y, ok = r.takeYear(); !ok {
		r.at = start
	}
	return first, last, y, ok
}

// takeHyphen moves over the hyphen of "mei-2018" and "Q2-2029", or the stroke of "Q4/2029".
func (r *reader) takeHyphen() {
	if t := r.peek(); oneOf(t.low, "-", "/") && !t.space && r.at+1 < len(r.all) && len(r.all[r.at+1].low) == 4 && !r.all[r.at+1].space {
		r.at++
	}
}

// takeJoint moves over what stands between two months.
func (r *reader) takeJoint() bool {
	if r.take("t", "/", "m") || r.take("tot", "en", "met") {
		return true
	}
	_, ok := r.takeAny("-", "–", "/", "en", "of")
	return ok
}

func (r *reader) takeMonth() time.Month {
	m := monthOf(r.peek().low)
	if m == 0 || r.peek().kind != word || r.assumed != 0 && r.peek().low != Month(m) {
		return 0 // "Jan" is also who somebody is
	}
	r.at++
	if t := r.peek(); t.low == "." && !t.space {
		r.at++ // "sept. 2018"
	}
	return m
}

// monthOf knows the names and their usual short forms.
func monthOf(w string) time.Month {
	for i, name := range monthNames {
		if w == name || len(w) == 3 && w == name[:3] && w != "maa" {
			return time.Month(i + 1)
		}
	}
	switch w {
	case "mrt":
		return time.March
	case "sept":
		return time.September
	}
	return 0
}
