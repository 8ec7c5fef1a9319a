package dutch

import (
	"strings"
	"time"
)

// WrittenDate is a moment as a text gives it ("medio 2019", "uiterlijk 1
// november 2016") and the days it can mean. From or To is unknown where the
// words leave it open; both are when the words are not understood.
//
// The JSON form is Dutch because it is public: it stands in publications. The
// fields stand in the order of their JSON names, so that the encoding is
// canonical.
type WrittenDate struct {
	Text string `json:"tekst,omitempty"`
	To   Date   `json:"tot,omitempty"`
	From Date   `json:"van,omitempty"`
}

// Known says that the words were understood.
func (w WrittenDate) Known() bool { return w.From.Known() || w.To.Known() }

// Last is the last day it can mean, unknown when the words were not understood.
func (w WrittenDate) Last() Date {
	if w.To.Known() {
		return w.To
	}
	return w.From
}

// Within tells whether all that it can mean lies within what another date can mean: "18 maart 2026" within "voorjaar
// 2026". A date whose words were not understood is within none, and none is within it.
func (w WrittenDate) Within(o WrittenDate) bool {
	return w.Known() && o.Known() &&
		(!o.From.Known() || w.From.Known() && !w.From.Before(o.From)) &&
		(!o.To.Known() || w.To.Known() && !o.To.Before(w.To))
}

// FoundDate is a written date and where it stands in a text, in bytes.
type FoundDate struct {
	WrittenDate
	Start, End int
}

// ParseWritten reads a text that is one date in words. What it does not
// understand keeps its words, with the days unknown.
func ParseWritten(text string) WrittenDate {
	text = strings.TrimSpace(text)
	w := WrittenDate{Text: text}
	found := FindDates(text)
	if len(found) == 1 && found[0].Start == 0 && strings.Trim(text[found[0].End:], ".,; ") == "" {
		w.From, w.To = found[0].From, found[0].To
	}
	return w
}

// FindDates finds the dates in a text, in order. Every one of them names a
// year: "in april" is no date until someone says of which year.
func FindDates(text string) []FoundDate {
	var found []FoundDate
	for at, sentence := range sentences(text) {
		if !yearInside(sentence) {
			continue
		}
		for _, d := range datesIn(sentence) {
			d.Start += at
			d.End += at
			found = append(found, d)
		}
	}
	return found
}

// NamesDate says that a text names at least one date.
func NamesDate(text string) bool {
	for _, sentence := range sentences(text) {
		if yearInside(sentence) && len(datesIn(sentence)) > 0 {
			return true
		}
	}
	return false
}

func datesIn(sentence string) []FoundDate {
	r := &reader{text: sentence, all: tokens(sentence)}
	var found []FoundDate
	for r.at < len(r.all) {
		start := r.at
		if !beginsDate(r.all[start]) {
			r.at++
			continue
		}
		s, ok := r.limited()
		if !ok || r.at == start {
			r.at = start + 1
			continue
		}
		from, to := r.all[start].from, r.end()
		found = append(found, FoundDate{WrittenDate{From: s.from, Text: sentence[from:to], To: s.to}, from, to})
	}
	return found
}

// beginsDate is a quick no for the many words that no date begins with.
func beginsDate(t token) bool {
	switch t.kind {
	case number:
		return true
	case word:
		return len(t.low) <= len("september") && (boundWords[t.low] || lenders[t.low])
	}
	return false
}

// boundWords stand before a date or belong to one with its year.
var boundWords = setOf("uiterlijk", "niet", "tot", "t", "voor", "na", "vanaf", "sinds", "met", "tussen", "van", "de", "het", "jaar")

// yearInside is a quick no for the many sentences without a year.
func yearInside(text string) bool {
	for i := 0; i+3 < len(text); i++ {
		if (text[i] == '1' || text[i] == '2') && yearAt(text, i) {
			return true
		}
	}
	return false
}

// span is a first and a last day; what the words leave open is unknown.
type span struct{ from, to Date }

// months counts the months of a stretch that begins and ends with one.
func (s span) months() int {
	from, to := s.from.Time(), s.to.Time()
	return 12*(to.Year()-from.Year()) + int(to.Month()-from.Month()) + 1
}

func days(y int, m time.Month, d1, d2 int) span { return span{NewDate(y, m, d1), NewDate(y, m, d2)} }

// months is from the first of one month through the last day of another, n
// months later.
func months(year int, first time.Month, n int) span {
	from := time.Date(year, first, 1, 0, 0, 0, 0, time.UTC)
	return span{DateOf(from), DateOf(from.AddDate(0, n, -1))}
}

// limited reads a date with what bounds it: "uiterlijk", "vóór", "niet vóór", "na", "vanaf".
//
// Plain "voor" is "before" only where it cannot be "for": "voor 1 juli 2025",
// "voor eind 2025", "voor de zomer van 2024"; in "voor 2020 is € 2 miljoen
// begroot" the date is 2020.
func (r *reader) limited() (span, bool) {
	start := r.at
	if s, ok := r.bothEnds(); ok {
		return s, true
	}
	r.at = start
	bound, before := r.bound()
	if bound != nil {
		whole := r.at
		if s, ok := r.joined(); ok && (!before || s.from == s.to || r.turning(whole)) {
			return bound(s), true
		}
		r.at = start
	}
	return r.joined()
}

// bound reads the words that bound a date and gives what they do to it. before
// is true for a "voor" without accent, which may mean "for".
func (r *reader) bound() (bound func(span) span, before bool) {
	t := r.peek()
	switch {
	case r.take("niet", "voor"), r.take("niet", "eerder", "dan"):
		return func(s span) span { return span{from: s.from} }, false
	case r.take("uiterlijk"), r.take("niet", "later", "dan"), r.take("niet", "na"):
		r.takeAny("in", "op")
		return func(s span) span { return span{to: s.to} }, false
	case r.take("tot", "en", "met"), r.take("t", "/", "m"):
		return func(s span) span { return span{to: s.to} }, false
	case r.take("tot"):
		return r.beforeBound(), false
	case r.take("voor"):
		return r.beforeBound(), !t.accent
	case r.take("na"):
		return func(s span) span { return span{from: s.to.AddDays(1)} }, false
	case r.take("vanaf"), r.take("sinds"), r.take("met", "ingang", "van"):
		return func(s span) span { return span{from: s.from} }, false
	}
	return nil, false
}

// beforeBound: before the end of 2025 still lies in 2025; before 2025 does not.
func (r *reader) beforeBound() func(span) span {
	at := r.at
	r.takeAny("het", "de")
	_, end := r.takeAny("eind", "einde")
	r.at = at
	if end {
		return func(s span) span { return span{to: s.to} }
	}
	return func(s span) span { return span{to: s.from.AddDays(-1)} }
}

// turning says that a period begins with a word, after which "voor" can only
// mean "before": an end, a beginning, a season.
func (r *reader) turning(from int) bool {
	first := r.all[from].low
	if oneOf(first, "de", "het") {
		first = r.all[from+1].low
	}
	return oneOf(first, "begin", "medio", "eind", "einde", "voorjaar", "lente", "zomer", "najaar", "herfst", "winter")
}

// bothEnds reads "tussen A en B", "van A tot (en met) B" and "vanaf A tot (en met) B".
func (r *reader) bothEnds() (span, bool) {
	between := r.take("tussen")
	if _, from := r.takeAny("van", "vanaf"); !between && !from {
		return span{}, false
	}
	a, ok := r.period()
	if !ok {
		return r.borrowing()
	}
	through := r.takeThrough()
	if !through && !(between && r.take("en")) && (between || !r.take("tot")) {
		return span{}, false
	}
	b, ok := r.period()
	if !through && !between {
		b.to = b.from.AddDays(-1)
	}
	return span{a.from, b.to}, ok && !b.to.Before(a.from)
}

// joined reads a period, or two with "tot en met", "t/m" or a dash between.
func (r *reader) joined() (span, bool) {
	s, ok := r.period()
	if !ok {
		return r.borrowing()
	}
	at := r.at
	if r.takeThrough() || r.take("-") || r.take("–") {
		if last, ok := r.period(); ok && s.from.Before(last.to) {
			return span{s.from, last.to}, true
		}
		r.at = at
	}
	return s, true
}

func (r *reader) takeThrough() bool { return r.take("tot", "en", "met") || r.take("t", "/", "m") }

// borrowing reads two ends of which only the last has a year: "1 mei tot en met 31 augustus 2018". In "november t/m
// februari 2019" the first is of the year before. A year alone lends nothing: "mei - 2018" is no stretch of months.
func (r *reader) borrowing() (span, bool) {
	start := r.at
	if _, ok := r.periodOf(aLeapYear); !ok {
		return span{}, false
	}
	_, two := r.takeAny("en", "of")
	through := two || r.takeThrough() || r.take("-") || r.take("–")
	if !through && !r.take("tot") {
		r.at = start
		return span{}, false
	}
	b, ok := r.period()
	end, year := r.at, b.from.Year()
	r.at = start
	if !ok || b == months(year, time.January, 12) {
		return span{}, false
	}
	if !through {
		b.to = b.from.AddDays(-1)
	}
	a, ok := r.periodOf(year)
	if ok && !two && b.to.Before(a.from) {
		r.at = start
		a, ok = r.periodOf(year - 1)
	}
	if !ok || b.to.Before(a.from) {
		r.at = start
		return span{}, false
	}
	r.at = end
	return span{a.from, b.to}, true
}

// aLeapYear is a year in which every day of the calendar is one.
const aLeapYear = 2000

// periodOf reads a period that has its year from elsewhere.
func (r *reader) periodOf(year int) (span, bool) {
	if t := r.peek(); t.kind == number && len(t.low) > 2 || t.kind == sign || t.kind == word && !lenders[t.low] {
		return span{}, false
	}
	r.borrowed = year
	s, ok := r.period()
	r.borrowed = 0
	return s, ok
}

// lenders are the words that a period without its year begins with.
var lenders = func() map[string]bool {
	all := setOf("begin", "medio", "half", "midden", "eind", "einde", "voorjaar", "lente", "zomer", "najaar", "herfst", "winter",
		"eerste", "tweede", "derde", "vierde", "q", "k", "kwartaal", "week", "mrt", "sept")
	for _, name := range monthNames {
		all[name], all[name[:3]] = true, true
	}
	return all
}()
