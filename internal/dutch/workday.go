package dutch

import "time"

// Workday tells whether a day is no Saturday, Sunday or recognised holiday. An unknown day is none.
func (d Date) Workday() bool {
	switch d.Time().Weekday() {
	case time.Saturday, time.Sunday:
		return false
	}
	return d.Valid() && !d.Holiday()
}

// OnWorkday is the day itself, or the last workday before it.
func (d Date) OnWorkday() Date {
	for d.Valid() && !d.Workday() {
		d = d.AddDays(-1)
	}
	return d
}

// Holiday tells whether a day is a generally recognised holiday: article 3 of the Algemene termijnenwet. Its first paragraph
// names New Year's Day, Easter Monday and Whit Monday, both days of Christmas, Ascension Day, the day on which the King's
// birthday is celebrated and 5 May, every year; its second puts Good Friday on a par with them for terms. Days that a decree
// adds for some years (third paragraph), such as the Friday after Ascension Day, are not known here.
func (d Date) Holiday() bool {
	if !d.Valid() {
		return false
	}
	year := d.Year()
	switch d {
	case NewDate(year, time.January, 1), NewDate(year, time.May, 5), NewDate(year, time.December, 25), NewDate(year, time.December, 26), kingsDay(year):
		return true
	}
	const goodFriday, easterMonday, ascension, whitMonday = -2, 1, 39, 50
	easter := easter(year)
	for _, days := range []int{goodFriday, easterMonday, ascension, whitMonday} {
		if d == easter.AddDays(days) {
			return true
		}
	}
	return false
}

// kingsDay is 27 April, since 2014, and the day before when that is a Sunday.
func kingsDay(year int) Date {
	day := NewDate(year, time.April, 27)
	if day.Time().Weekday() == time.Sunday {
		return day.AddDays(-1)
	}
	return day
}

// easter is Easter Sunday by the Gregorian calendar, as Meeus, Jones and Butcher count it.
func easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	month, day := (h+l-7*m+114)/31, (h+l-7*m+114)%31
	return NewDate(year, time.Month(month), day+1)
}
