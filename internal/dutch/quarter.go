package dutch

import "time"

// ordinal reads "1e kwartaal 2017", "4e kw. 2017", "eerste helft van 2020", "2e halfjaar 2019", "laatste kwartaal 2019",
// "3e en 4e kwartaal 2018".
func (r *reader) ordinal() (span, bool) {
	final := r.take("laatste")
	first, ok := 0, final
	if !final {
		first, ok = r.takeOrdinal()
	}
	if !ok {
		return span{}, false
	}
	last := first
	at := r.at
	if _, joined := r.takeAny("en", "of", "/", "-", "–"); joined {
		if last, ok = r.takeOrdinal(); !ok || last <= first {
			r.at, last = at, first
		}
	}
	length, year := r.takeUnit()
	if length == 0 {
		return span{}, false
	}
	y, ok := year()
	if final {
		first, last = 12/length, 12/length
	}
	if !ok || last*length > 12 {
		return span{}, false
	}
	return months(y, time.Month((first-1)*length+1), (last-first+1)*length), true
}

// takeUnit moves over a part of a year and gives how many months it has and how its year is read. Half of something may be
// half of anything, so that its year has to stand there.
func (r *reader) takeUnit() (length int, year func() (int, bool)) {
	switch {
	case r.takeQuarterWord():
		return 3, r.takeYear
	case r.take("halfjaar"):
		return 6, r.takeYear
	case r.take("helft"):
		if r.borrowed != 0 {
			return 6, r.takeYear
		}
		return 6, r.ownYear
	}
	if _, ok := r.takeAny("trimester", "tertiaal"); ok {
		return 4, r.takeYear
	}
	return 0, nil
}

// takeQuarterWord moves over "kwartaal" or "kw.".
func (r *reader) takeQuarterWord() bool {
	if r.take("kwartaal") {
		return true
	}
	if !r.take("kw") {
		return false
	}
	r.take(".")
	return true
}

// ordinalQuarter reads "1e kwartaal" without its year.
func (r *reader) ordinalQuarter() (int, bool) {
	start := r.at
	if n, ok := r.takeOrdinal(); ok && r.takeQuarterWord() {
		return n, true
	}
	r.at = start
	return 0, false
}

func (r *reader) takeOrdinal() (int, bool) {
	for i, name := range []string{"eerste", "tweede", "derde", "vierde"} {
		if r.take(name) {
			return i + 1, true
		}
	}
	start := r.at
	if n, ok := r.takeNumber(1, 4); ok && !r.peek().space {
		if _, ok := r.takeAny("e", "ste", "de"); ok {
			return n, true
		}
	}
	r.at = start
	return 0, false
}

// quarter reads "Q3 2024", "Q3-2024", "K3 2024", "kwartaal 3 2024", "Q1-Q2 2024", "Q3 (2024)", "2024 Q3" and "2024 (Q3)".
func (r *reader) quarter() (span, bool) {
	if first, ok := r.takeQuarter(); ok {
		last, at := first, r.at
		if r.takeJoint() {
			if last, ok = r.takeQuarter(); !ok || last <= first {
				r.at, last = at, first
			}
		}
		r.takeHyphen()
		y, ok := r.takeBracketed()
		if !ok {
			y, ok = r.takeYear()
		}
		return months(y, time.Month(first*3-2), (last-first+1)*3), ok
	}
	y, ok := r.bareYear()
	if !ok {
		return span{}, false
	}
	_, apart := r.takeAny("-", ",", ":")
	bracket := !apart && r.take("(")
	q, ok := r.takeQuarter()
	if !ok {
		q, ok = r.ordinalQuarter()
	}
	if bracket && !r.take(")") {
		return span{}, false
	}
	at := r.at
	if _, another := r.ownYear(); another {
		return span{}, false // it has a year of its own
	}
	r.at = at
	return months(y, time.Month(q*3-2), 3), ok
}

// takeBracketed reads "(2024)".
func (r *reader) takeBracketed() (int, bool) {
	start := r.at
	if r.take("(") {
		if y, ok := r.takeNumber(1900, 2199); ok && r.take(")") {
			return y, true
		}
	}
	r.at = start
	return 0, false
}

func (r *reader) takeQuarter() (int, bool) {
	start := r.at
	if name, ok := r.takeAny("q", "k", "kw", "kwartaal"); ok {
		if name == "kw" {
			r.take(".")
		}
		if q, ok := r.takeNumber(1, 4); ok {
			return q, true
		}
	}
	r.at = start
	if q, ok := r.takeNumber(1, 4); ok && !r.peek().space && r.take("q") {
		return q, true
	}
	r.at = start
	return 0, false
}

// half reads "H1 2019", "H2-2019" and "H1/H2 2019".
func (r *reader) half() (span, bool) {
	first, ok := r.takeHalf()
	if !ok {
		return span{}, false
	}
	last, at := first, r.at
	if r.takeJoint() {
		if last, ok = r.takeHalf(); !ok || last <= first {
			r.at, last = at, first
		}
	}
	r.takeHyphen()
	y, ok := r.takeYear()
	return months(y, time.Month(first*6-5), (last-first+1)*6), ok
}

func (r *reader) takeHalf() (int, bool) {
	start := r.at
	if r.take("h") && !r.peek().space {
		if h, ok := r.takeNumber(1, 2); ok {
			return h, true
		}
	}
	r.at = start
	return 0, false
}
