package dutch

import (
	"cmp"
	"time"
)

// period reads one stretch of time with its year. The order matters: the first
// form that fits wins, so the longer ones come first.
func (r *reader) period() (span, bool) {
	start := r.at
	r.takeAny("de", "het")
	for _, form := range forms {
		at := r.at
		if s, ok := form(r); ok && s.from.Known() && !r.partOfMore() {
			return s, true
		}
		r.at = at
	}
	r.at = start
	return span{}, false
}

var forms []func(*reader) (span, bool)

func init() {
	forms = []func(*reader) (span, bool){
		(*reader).edge, (*reader).partOf, (*reader).season, (*reader).ordinal, (*reader).quarter, (*reader).half, (*reader).week,
		(*reader).isoDay, (*reader).figureDay, (*reader).namedDay, (*reader).month, (*reader).year,
	}
}

// partOfMore says that what was read is the beginning of something else: of a
// reference (2019/1101948), of an amount (2019,50), of a count (2020 woningen).
func (r *reader) partOfMore() bool {
	t := r.peek()
	if !t.space && (t.kind != sign || t.low == "%") {
		return true
	}
	if !t.space && oneOf(t.low, "/", "-", ".", ",") && digitAt(r.text, t.to) {
		return r.all[r.at-1].kind == number && !r.yearAfterDash() && !r.quarterAfterStroke()
	}
	return units[t.low]
}

// yearAfterDash: in "2017-2019" the first year is no part of a reference.
func (r *reader) yearAfterDash() bool {
	t := r.peek()
	return t.low == "-" && r.at+1 < len(r.all) && len(r.all[r.at+1].low) == 4
}

// quarterAfterStroke: in "2019/1e kwartaal 2020" and "2019-2e kwartaal" the year is no part of a reference.
func (r *reader) quarterAfterStroke() bool {
	at := r.at
	r.at++
	_, ok := r.ordinalQuarter()
	r.at = at
	return ok
}

// takeYear reads "2019", "van 2019", "van het jaar 2019", or gives the year that stands behind the other end.
func (r *reader) takeYear() (int, bool) {
	if y, ok := r.ownYear(); ok {
		return y, true
	}
	year := cmp.Or(r.borrowed, r.assumed)
	return year, year != 0
}

func (r *reader) ownYear() (int, bool) {
	start := r.at
	if r.take(",") {
		r.take("van")
	} else {
		r.takeAny("van", "in") // behind a comma "in 2019" begins something else
	}
	r.take("het", "jaar")
	r.take("jaar")
	if len(r.peek().low) == 4 && !r.against() {
		if y, ok := r.takeNumber(1900, 2199); ok {
			return y, true
		}
	}
	if _, short := r.takeAny("'", "’"); short && len(r.peek().low) == 2 && !r.peek().space {
		if y, ok := r.takeNumber(0, 99); ok {
			return 2000 + y, true
		}
	}
	r.at = start
	return 0, false
}

// bareYear is a year that begins a date, without "van" before it.
func (r *reader) bareYear() (int, bool) {
	if t := r.peek(); t.kind != number && t.low != "jaar" {
		return 0, false
	}
	return r.ownYear()
}

// against says that what stands right before the number here makes it an
// amount, a decimal or a part of a reference: "€ 2019", "PS/2019", "N2019". A
// digit before the stroke ("2017-2019") does not.
func (r *reader) against() bool {
	if r.at == 0 {
		return false
	}
	before := r.all[r.at-1]
	if oneOf(before.low, "€", "$") || r.peek().space {
		return oneOf(before.low, "€", "$")
	}
	if before.kind == word || oneOf(before.low, ".", ",", "_", "#") {
		return true
	}
	if r.at < 2 || before.space || !oneOf(before.low, "/", "-") {
		return false
	}
	letters := r.all[r.at-2]
	return letters.kind == word && monthOf(letters.low) == 0
}

// year reads "2017", "2017-2019", "2017/2018".
func (r *reader) year() (span, bool) {
	y, ok := r.bareYear()
	if !ok {
		return span{}, false
	}
	at := r.at
	for _, dash := range []string{"-", "–", "/"} {
		if r.take(dash) {
			if last, ok := r.takeNumber(y+1, y+30); ok {
				return span{NewDate(y, 1, 1), NewDate(last, 12, 31)}, true
			}
			r.at = at
		}
	}
	return months(y, time.January, 12), true
}

// edge reads "ultimo 2019" and "primo mei 2019": one day.
func (r *reader) edge() (span, bool) {
	part, ok := r.takeAny("ultimo", "primo")
	if !ok {
		return span{}, false
	}
	s, ok := r.period()
	if part == "primo" {
		return span{s.from, s.from}, ok
	}
	return span{s.to, s.to}, ok
}

// partOf reads "medio 2019", "eind mei 2018", "eind Q2 2028". A year, a season, a
// quarter or a month falls into three parts: begin, medio and eind.
func (r *reader) partOf() (span, bool) {
	part, ok := r.takeAny("begin", "medio", "half", "halverwege", "midden", "eind", "einde")
	if !ok && r.take("eerste", "maanden") {
		part, ok = "begin", true
	}
	if !ok {
		return span{}, false
	}
	r.take("van")
	r.take("de", "maand")
	if first, last, y, ok := r.monthYear(); ok && first == last {
		return partOfMonth(part, y, first), true
	}
	if y, ok := r.ownYear(); ok {
		return partOfMonths(part, months(y, time.January, 12), 12), true
	}
	if y := cmp.Or(r.borrowed, r.assumed); y != 0 && (r.take("dit", "jaar") || r.take("het", "jaar") || r.borrowed != 0 && r.atJoint()) {
		return partOfMonths(part, months(y, time.January, 12), 12), true
	}
	r.takeAny("de", "het")
	for _, form := range []func(*reader) (span, bool){(*reader).season, (*reader).ordinal, (*reader).quarter} {
		at := r.at
		if s, ok := form(r); ok {
			return partOfMonths(part, s, s.months()), true
		}
		r.at = at
	}
	return span{}, false
}

// atJoint says that the other end of a stretch stands here.
func (r *reader) atJoint() bool { return oneOf(r.peek().low, "/", "-", "–", "en", "of", "tot", "t") }

// partOfMonths is a third of n months; what does not fall into three, such as the winter of one year, stays as it is.
func partOfMonths(part string, s span, n int) span {
	if n%3 != 0 {
		return s
	}
	first := s.from.Time()
	switch part {
	case "begin":
	case "eind", "einde":
		first = first.AddDate(0, n-n/3, 0)
	default:
		first = first.AddDate(0, n/3, 0)
	}
	return months(first.Year(), first.Month(), n/3)
}

func partOfMonth(part string, y int, m time.Month) span {
	whole := months(y, m, 1)
	switch part {
	case "begin":
		return days(y, m, 1, 10)
	case "eind", "einde":
		return span{NewDate(y, m, 21), whole.to}
	}
	return days(y, m, 11, 20)
}

// season reads "voorjaar 2018", "de zomer van 2024", "jaarwisseling 2019/2020". A winter belongs to two years; "winter 2018"
// may be the one before or after the summer, so it spans both.
func (r *reader) season() (span, bool) {
	name, ok := r.takeAny(seasons...)
	if !ok {
		return span{}, false
	}
	y, ok := r.takeYear()
	if !ok {
		return span{}, false
	}
	switch name {
	case "voorjaar", "lente":
		return months(y, time.March, 3), true
	case "zomer", "zomerreces", "zomervakantie":
		return months(y, time.June, 3), true
	case "najaar", "herfst":
		return months(y, time.September, 3), true
	case "kerst":
		return months(y, time.December, 1), true
	}
	two := r.secondYear(y)
	switch {
	case name == "jaarwisseling":
		return months(y, time.December, 2), two
	case name == "schooljaar":
		return months(y, time.August, 12), two
	case two:
		return months(y, time.December, 3), true
	}
	return months(y, time.January, 14), true
}

var seasons = []string{"voorjaar", "lente", "zomer", "zomerreces", "zomervakantie", "najaar", "herfst", "winter", "kerst", "jaarwisseling", "schooljaar"}

// secondYear takes "/2019" or "-2019" after 2018.
func (r *reader) secondYear(y int) bool {
	at := r.at
	if _, ok := r.takeAny("/", "-", "–"); ok {
		if _, ok := r.takeNumber(y+1, y+1); ok {
			return true
		}
	}
	r.at = at
	return false
}

// week reads "week 12 2024", "week 12 van 2024": Monday through Sunday.
func (r *reader) week() (span, bool) {
	if !r.take("week") {
		return span{}, false
	}
	w, ok := r.takeNumber(1, 53)
	if !ok {
		return span{}, false
	}
	y, ok := r.takeYear()
	if !ok {
		return span{}, false
	}
	// 4 January is always in week 1.
	fourth := time.Date(y, time.January, 4, 0, 0, 0, 0, time.UTC)
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7+(w-1)*7)
	if iy, iw := monday.ISOWeek(); iy != y || iw != w {
		return span{}, false // not every year has a week 53
	}
	return span{DateOf(monday), DateOf(monday.AddDate(0, 0, 6))}, true
}
