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
// 2026", or before "uiterlijk juni 2026". A date whose words were not understood is within none, and none is within it.
// Of two that are open at the same side, "niet voor 2038" and "niet voor 2040", neither is the other told more exactly.
func (w WrittenDate) Within(o WrittenDate) bool {
	switch {
	case !w.Known() || !o.Known():
		return false
	case !w.To.Known() && !o.To.Known(), !w.From.Known() && !o.From.Known():
		return w.From == o.From && w.To == o.To
	}
	return (!o.From.Known() || w.From.Known() && !w.From.Before(o.From)) &&
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

// WrittenIn reads the one date of a text that leaves out its year, which is that of the edition it stands in: "4e kwartaal:
// besluit", "start bouw in het voorjaar". Words in the middle of a text may be no date at all, unless they are a quarter.
func WrittenIn(text string, year int) (WrittenDate, bool) {
	if year == 0 || NamesDate(text) {
		return WrittenDate{}, false
	}
	var found []WrittenDate
	for _, sentence := range sentences(text) {
		r := &reader{text: sentence, all: tokens(sentence), assumed: year}
		for _, d := range r.dates() {
			if d.apart(sentence) {
				found = append(found, d.WrittenDate)
			}
		}
	}
	if len(found) != 1 {
		return WrittenDate{}, false
	}
	return found[0], true
}

// apart says that a date stands before or behind the rest of a text, or can be nothing else.
func (d FoundDate) apart(sentence string) bool {
	rest := strings.TrimLeft(sentence[d.End:], " \u00a0")
	if strings.Trim(rest, ".,;) \n") == "" {
		return true
	}
	if strings.TrimSpace(sentence[:d.Start]) == "" && strings.ContainsAny(rest[:1], ":,-/(;|") || strings.HasPrefix(rest, "–") {
		return true
	}
	low := strings.ToLower(d.Text)
	return strings.Contains(low, "kwartaal") || strings.Contains(low, "kw") || strings.Contains(low, "q")
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
	return (&reader{text: sentence, all: tokens(sentence)}).dates()
}

func (r *reader) dates() []FoundDate {
	var found []FoundDate
	for r.at < len(r.all) {
		start := r.at
		if !r.beginsDate() {
			r.at++
			continue
		}
		s, ok := r.limited()
		if !ok || r.at == start {
			r.at = start + 1
			continue
		}
		from, to := r.all[start].from, r.end()
		found = append(found, FoundDate{WrittenDate{From: s.from, Text: r.text[from:to], To: s.to}, from, to})
	}
	return found
}

// beginsDate is a quick no for the many words that no date begins with.
func (r *reader) beginsDate() bool {
	t := r.all[r.at]
	switch {
	case t.kind == number:
		return true
	case t.kind == sign || len(t.low) > len("jaarwisseling"):
		return false
	case t.low == "in":
		return r.follows("de", "loop")
	case t.low == "op":
		return r.follows("zijn") || r.follows("z")
	}
	return boundWords[t.low] || lenders[t.low]
}

// follows says that these words stand behind the token here.
func (r *reader) follows(words ...string) bool {
	at := r.at
	r.at++
	ok := r.take(words...)
	r.at = at
	return ok
}

// boundWords stand before a date or belong to one with its year.
var boundWords = setOf("uiterlijk", "niet", "tot", "t", "voor", "na", "vanaf", "sinds", "met", "tussen", "van", "de", "het", "jaar",
	"rond", "omstreeks", "circa", "ca", "loop", "gedurende", "ten", "vlak", "kort", "direct", "net", "ruim", "ultimo", "primo",
	"h", "jaarwisseling", "schooljaar")

// NamesYear says that a year stands in a text, or a number that looks like one.
func NamesYear(text string) bool { return yearInside(text) }

// yearInside is a quick no for the many sentences without a year.
func yearInside(text string) bool {
	for i := 0; i+1 < len(text); i++ {
		switch c := text[i]; {
		case c < '0' || c > '9':
		case i+3 < len(text) && c <= '2' && c >= '1' && yearAt(text, i), shortYear(text, i):
			return true
		}
	}
	return false
}

// shortYear says that a year without its century stands here: "'19".
func shortYear(text string, i int) bool {
	return digitAt(text, i+1) && !digitAt(text, i+2) && (strings.HasSuffix(text[:i], "'") || strings.HasSuffix(text[:i], "’"))
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

// limited reads a date with what bounds it: "uiterlijk", "vóór", "niet vóór", "na", "vanaf", "op zijn vroegst", "en verder".
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
	s, ok := r.joined()
	if ok && r.onward() {
		s.to = ""
	}
	return s, ok
}

// onward takes "e.v.", "en verder", "of later" behind a date.
func (r *reader) onward() bool {
	if r.take("en", "verder") || r.take("en", "later") || r.take("of", "later") || r.take("ev") {
		return true
	}
	ok := r.take("e", ".", "v")
	return ok && (r.take(".") || ok)
}

// bound reads the words that bound a date and gives what they do to it. before
// is true for a "voor" without accent, which may mean "for".
func (r *reader) bound() (bound func(span) span, before bool) {
	start := r.at
	_, near := r.takeAny("vlak", "kort", "direct", "net", "ruim")
	t := r.peek()
	switch {
	case r.take("voor"):
		return r.beforeBound(), !t.accent && !near
	case r.take("na"):
		return func(s span) span { return span{from: s.to.AddDays(1)} }, false
	case near:
		r.at = start
		return nil, false
	case r.take("niet", "voor"), r.take("niet", "eerder", "dan"), r.take("ten", "vroegste"), r.ownTime("vroegst"):
		r.takeAny("in", "op")
		return func(s span) span { return span{from: s.from} }, false
	case r.take("uiterlijk"), r.take("niet", "later", "dan"), r.take("niet", "na"), r.take("ten", "laatste"), r.ownTime("laatst"):
		r.takeAny("in", "op")
		return func(s span) span { return span{to: s.to} }, false
	case r.take("tot", "en", "met"), r.take("t", "/", "m"):
		return func(s span) span { return span{to: s.to} }, false
	case r.take("tot"):
		return r.beforeBound(), false
	case r.take("vanaf"), r.take("sinds"), r.take("met", "ingang", "van"):
		return func(s span) span { return span{from: s.from} }, false
	case r.about():
		return func(s span) span { return s }, false
	}
	return nil, false
}

// ownTime reads "op zijn vroegst" and "op z'n laatst".
func (r *reader) ownTime(word string) bool {
	return r.take("op", "zijn", word) || r.take("op", "z", "'", "n", word) || r.take("op", "z", "’", "n", word)
}

// about reads words that leave a date as uncertain as it is.
func (r *reader) about() bool {
	if r.take("ca") {
		r.take(".")
		return true
	}
	_, ok := r.takeAny("rond", "omstreeks", "circa", "gedurende")
	return ok || r.take("in", "de", "loop", "van") || r.take("loop", "van")
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
	return oneOf(first, "begin", "medio", "eind", "einde", "voorjaar", "lente", "zomer", "zomerreces", "zomervakantie", "najaar", "herfst", "winter", "kerst", "jaarwisseling")
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

// joined reads a period, or two with "tot en met", "t/m", a dash, a stroke or "of" between.
func (r *reader) joined() (span, bool) {
	s, ok := r.period()
	if !ok {
		return r.borrowing()
	}
	at := r.at
	if _, either := r.takeAny("-", "–", "/", "of"); either || r.takeThrough() {
		if last, ok := r.period(); ok && last != s && s.from.Before(last.to) {
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
	_, two := r.takeAny("en", "of", "/")
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
	all := setOf("begin", "medio", "half", "halverwege", "midden", "eind", "einde", "voorjaar", "lente", "zomer", "zomerreces", "zomervakantie",
		"najaar", "herfst", "winter", "kerst", "eerste", "tweede", "derde", "vierde", "laatste", "q", "k", "kw", "kwartaal", "week", "mrt", "sept")
	for _, name := range monthNames {
		all[name], all[name[:3]] = true, true
	}
	return all
}()
