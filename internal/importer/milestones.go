package importer

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"doelenboom/internal/dutch"
)

// milestoneText is a milestone by its lines.
type milestoneText []string

// milestone takes a line: a milestone of its own, or the rest of one.
func (p *page) milestone(line *sourceLine, text string) {
	m, text := listMark(text)
	n := len(p.milestones) - 1
	if n >= 0 && m.kind == noMark && p.milestones[n].takes(line, text) {
		p.milestones[n] = append(p.milestones[n], text)
	} else {
		p.milestones = append(p.milestones, milestoneText{text})
		n++
	}
	p.where(line, "/basis/mijlpalen/"+strconv.Itoa(n)+"/tekst")
}

// namesMilestones says that a line is the label of milestones that lost its colon.
func namesMilestones(text string) bool {
	return len(text) <= 40 && (strings.HasPrefix(text, "Mijlpa") || strings.HasPrefix(text, "Belangrijk")) && known(text) == milestoneLabel
}

// goesOn says that a line is the rest of the milestone. One that begins with a date begins another, unless it is the date
// that the words before it ask for: they end in the middle, or are a full line without a date, or the date has no words of
// its own. Below a date alone stands what it is the date of.
func (m milestoneText) goesOn(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	at, all := beginsWithDate(text)
	if only, ok := m.onlyDate(); ok && !all {
		return !at || sameDays(dutch.FindDates(text)[0].WrittenDate, only)
	}
	if !at {
		return unicode.IsLower(first)
	}
	last := m[len(m)-1]
	full := unicode.IsLower(first) && len(last) >= fullLine && !strings.HasSuffix(last, ".")
	return hangs(last) || (all || full) && !dutch.NamesDate(strings.Join(m, " "))
}

// onlyDate is the date of a milestone of which nothing else was read yet.
func (m milestoneText) onlyDate() (dutch.WrittenDate, bool) {
	if len(m) != 1 {
		return dutch.WrittenDate{}, false
	}
	d := dutch.ParseWritten(m[0])
	return d, d.Known()
}

// takes says that a line belongs to the milestone: the sign that it is cut off, and the rest of it. Below an empty line that
// is only what a date without words stands above.
func (m milestoneText) takes(line *sourceLine, text string) bool {
	_, only := m.onlyDate()
	return dutch.IsCutSign(text) || (only || !line.after) && m.goesOn(text)
}

// fullLine is how long a line is that may end only because the paper does.
const fullLine = 50

// beginsWithDate says that a date stands first in a text; all that nothing else stands there.
func beginsWithDate(text string) (at, all bool) {
	dates := datesOf(text)
	if len(dates) == 0 {
		d, ok := dutch.WrittenIn(text, anyYear) // "december: besluit"
		rest, begins := strings.CutPrefix(text, d.Text)
		return ok && begins && strings.HasPrefix(rest, ":"), false
	}
	if dates[0].Start > 0 {
		return false, false
	}
	return true, strings.Trim(text[dates[0].End:], ".,; ") == ""
}

// anyYear is that of a date without one, where only its place counts.
const anyYear = 2000

// hangs says that a line ends with a word after which something has to come.
func hangs(line string) bool {
	return hanging[strings.ToLower(line[strings.LastIndexByte(line, ' ')+1:])]
}

var hanging = map[string]bool{
	"in": true, "op": true, "van": true, "voor": true, "vóór": true, "na": true, "tot": true, "vanaf": true, "per": true, "rond": true, "met": true,
	"tussen": true, "uiterlijk": true, "de": true, "het": true, "en": true, "of": true, "is": true, "zijn": true, "wordt": true, "worden": true,
}

// done reads the date and the decisions. With two dates in one text nothing
// says which is the milestone's; then it has none. One that is said twice is one.
func (m milestoneText) done() Milestone {
	text := strings.Join(m, " ")
	milestone := Milestone{Text: text}
	dates := slices.DeleteFunc(datesOf(text), func(d dutch.FoundDate) bool {
		return ofPaper(text[:d.Start]) || former(text[:d.Start], text[d.End:])
	})
	dates = slices.CompactFunc(dates, func(a, b dutch.FoundDate) bool { return sameDays(a.WrittenDate, b.WrittenDate) })
	if len(dates) == 1 {
		d := dates[0]
		milestone.Date = &Moment{d.Text, d.From, d.To}
	}
	seen := map[string]bool{}
	for _, d := range dutch.FindDecisions(text) {
		if !seen[d.Reference] {
			seen[d.Reference] = true
			milestone.Decisions = append(milestone.Decisions, d.Reference)
		}
	}
	return milestone
}

// datesOf are the dates in a milestone. In "Voor 2021: alles klaar" what stands before the colon is when, and "voor" is no
// "for".
func datesOf(text string) []dutch.FoundDate {
	dates := dutch.FindDates(text)
	if len(dates) == 0 || !strings.EqualFold(text[:dates[0].Start], "voor ") || !strings.HasPrefix(text[dates[0].End:], ":") {
		return dates
	}
	first := &dates[0]
	first.WrittenDate = dutch.ParseWritten("vóór " + first.Text)
	first.Start, first.Text = 0, text[:first.End]
	return dates
}

// former says that the words around a date make it the one that the milestone had before: "eind 2019 (was medio 2018)",
// "verschoven van medio 2018 naar eind 2019".
func former(before, after string) bool {
	if strings.HasPrefix(after, " naar ") {
		return true
	}
	before = strings.TrimRight(strings.ToLower(before), " \u00a0:")
	return slices.ContainsFunc(formerWords, func(words string) bool { return strings.HasSuffix(before, words) })
}

var formerWords = []string{"(was", ", was", "; was", " oorspronkelijk", "(oorspronkelijk", "in plaats van", "i.p.v.", "(eerst", "(voorheen", "(eerder"}

func sameDays(a, b dutch.WrittenDate) bool { return a.From == b.From && a.To == b.To }

// papers are what a date can be of without being the day on which something has to be done: "het besluit van 25 mei 2016".
var papers = []string{"besluit", "besluiten", "motie", "moties", "amendement", "brief", "voorstel", "nota", "akkoord", "overeenkomst", "convenant", "verordening"}

// whose are the words between a paper and its date: "besluit van Provinciale Staten d.d.".
var whose = map[string]bool{
	"van": true, "d.d": true, "dd": true, "de": true, "het": true, "ps": true, "gs": true, "ab": true, "db": true, "provinciale": true, "gedeputeerde": true,
	"staten": true, "raad": true, "gemeenteraad": true, "college": true, "b&w": true, "bestuur": true, "algemeen": true, "dagelijks": true,
}

// longestPaper is more than the words of a paper and of whose it is take.
const longestPaper = 120

// ofPaper says that what stands before a date makes it the date of a paper.
func ofPaper(before string) bool {
	words := strings.Fields(strings.ToLower(before[max(0, len(before)-longestPaper):]))
	for i := len(words) - 1; i >= 0; i-- {
		w := strings.Trim(words[i], ".(")
		switch {
		case i == len(words)-1 && w != "van" && w != "d.d" && w != "dd":
			return false
		case whose[w], strings.ContainsAny(w, "0123456789"):
		default:
			return slices.ContainsFunc(papers, func(paper string) bool { return strings.HasSuffix(w, paper) })
		}
	}
	return false
}
