// Package milestones shows what was to be reached by when. A date that moved stands beside the one it was first.
package milestones

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/prose"
)

// Milestone is one of a line.
type Milestone struct {
	Text   richtext.Doc
	Date   cycle.WrittenDate
	First  cycle.WrittenDate // as first promised, when it moved
	State  cycle.MilestoneState
	Reason []richtext.Span
	Papers []Paper
}

// Paper is a decision that belongs to a milestone.
type Paper struct{ Text, Title, Href string }

// Word is what a state is called.
func Word(s cycle.MilestoneState) string {
	switch s {
	case cycle.MilestoneReached:
		return "gehaald"
	case cycle.MilestoneMoved:
		return "verschoven"
	case cycle.MilestoneMissed:
		return "niet gehaald"
	case cycle.MilestoneDropped:
		return "vervallen"
	case cycle.MilestoneOpen:
		return "nog niet bereikt"
	}
	return string(s)
}

// Moved is the date first promised, when it is known and another one now. One that is only told more exactly has not moved,
// nor has one in the same words. It stands behind a word.
func Moved(date, first cycle.WrittenDate) string {
	if first == (cycle.WrittenDate{}) || date.Within(first) || first == date || first.Text == date.Text && date.Text != "" {
		return ""
	}
	return ui.Lower(ui.When(first))
}

// Undated is a text without the date with which it begins or ends, which stands above it in the same words: "Medio 2019: brug
// open", "Medio 2019 oplevering brug", "Brug open: medio 2019". In "Medio 2019 is de brug open" the date is part of the
// sentence, and stays.
func Undated(text string, date cycle.WrittenDate) string {
	return undatedEnd(undatedBegin(text, date), date)
}

func asWritten(date cycle.WrittenDate) string { return cmp.Or(date.Text, ui.When(date)) }

// undatedEnd takes off a date at the end behind a sign that sets it apart.
func undatedEnd(text string, date cycle.WrittenDate) string {
	written, bare := asWritten(date), strings.TrimRight(text, spaces+".)")
	if at := len(bare) - len(written); written != "" && at > 0 && strings.EqualFold(bare[at:], written) {
		before := strings.TrimRight(bare[:at], spaces)
		if apart := strings.TrimRight(before, spaces+":–—-/,;|("); apart != "" && apart != before && !strings.HasSuffix(text[:at], "-") {
			return apart
		}
	}
	return text
}

func undatedBegin(text string, date cycle.WrittenDate) string {
	rest, found := cutFold(text, asWritten(date))
	if !found {
		return text
	}
	rest = strings.TrimLeft(rest, spaces)
	apart := strings.TrimLeft(rest, spaces+":–—-/,;|")
	if again := undatedBegin(apart, date); again != apart {
		return again // it stands there twice
	}
	if apart == "" || apart == rest && !headless(rest) || strings.HasPrefix(rest, "-") && len(apart) == len(rest)-1 {
		return text
	}
	first, size := utf8.DecodeRuneInString(apart)
	return string(unicode.ToUpper(first)) + apart[size:]
}

const spaces = " \u00a0\t\n"

// headless says of words behind a date that they are no sentence which needs it: a name, what begins with an article, a
// thing that is done.
func headless(rest string) bool {
	word, more, _ := strings.Cut(rest, " ")
	if first, _ := utf8.DecodeRuneInString(word); more != "" && unicode.IsUpper(first) {
		return true
	}
	word = strings.TrimRight(word, ".,;:")
	return things[word] || more != "" && (articles[word] || strings.HasSuffix(word, "ing") || strings.HasSuffix(word, "ingen") || strings.HasSuffix(word, "atie"))
}

var articles = map[string]bool{"de": true, "het": true, "een": true, "alle": true, "eerste": true, "tweede": true, "nieuwe": true, "definitieve": true}

// things are words of which as many milestones are made.
var things = map[string]bool{"start": true, "begin": true, "besluit": true, "voorstel": true, "plan": true, "nota": true, "concept": true, "ontwerp": true, "bouw": true, "aanleg": true}

// cutFold cuts a beginning off, in capitals or not.
func cutFold(text, beginning string) (string, bool) {
	n := len(beginning)
	if n == 0 || len(text) < n || !strings.EqualFold(text[:n], beginning) {
		return text, false
	}
	return text[n:], true
}

// undated does so with the text of a milestone when its date stands in it without more.
func undated(m Milestone) richtext.Doc {
	if len(m.Text) == 0 || len(m.Text[0].Spans) == 0 {
		return m.Text
	}
	text := slices.Clone(m.Text)
	text[0].Spans = slices.Clone(text[0].Spans)
	if first := &text[0].Spans[0]; first.Ref == nil {
		first.Text = undatedBegin(first.Text, m.Date)
	}
	if last := &text[0].Spans[len(text[0].Spans)-1]; last.Ref == nil && len(text) == 1 {
		last.Text = undatedEnd(last.Text, m.Date)
	}
	return text
}

// dot is the classes with the mark on the line: its form tells the state too.
func dot(s cycle.MilestoneState) string {
	if s == "" {
		s = cycle.MilestoneOpen
	}
	return "milestone milestone-" + string(s)
}

func when(m Milestone) string {
	if w := ui.When(m.Date); w != "" {
		return w
	}
	return "datum onbekend"
}

func anchor(m Milestone) string { return prose.Anchor(m.Text) }
