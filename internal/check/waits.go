package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// Action is one action of a deliverable, as far as a rule about its words needs. A milestone has no number.
type Action struct {
	Number       int
	Text         string
	Field, Block string // where it stands in a report
}

// Taken is a decision that is known to be taken: from a register, or shown as
// taken by the page itself (TakenIn).
type Taken struct {
	Reference string // PS/2016/486
	Subject   string // what it decides: "TecBase Twente"
}

// StillWaiting is an action that waits for something already decided.
type StillWaiting struct {
	Action       int
	For          string // as the action says it: "het investeringsvoorstel TecBase Twente"
	Reference    string // of the decision taken
	Field, Block string
}

// Sentence says it to a reader: "Actie 1 wacht op ..."
func (w StillWaiting) Sentence() string {
	who := "Een mijlpaal"
	if w.Action > 0 {
		who = "Actie " + strconv.Itoa(w.Action)
	}
	return who + " " + strings.TrimSuffix(w.String(), ".") + "."
}

// String says it to the author.
func (w StillWaiting) String() string {
	return "wacht op " + w.For + ", maar daarover is al besloten: " + w.Reference
}

// WaitsForTaken finds actions that wait for a decision already taken.
//
//  1. The action says it waits: "in afwachting van X", "wacht op X".
//  2. A decision is known to be taken, and its subject is that of X: every name
//     in X, apart from words for paper ("investeringsvoorstel"), is in it.
//
// A shared region alone is not enough: "TecBase Twente" is not "XL Businesspark
// Twente".
func WaitsForTaken(actions []Action, taken []Taken) []StillWaiting {
	if len(taken) == 0 {
		return nil
	}
	subjects := make([]map[string]bool, len(taken))
	for i, t := range taken {
		subjects[i] = names(t.Subject)
	}
	var found []StillWaiting
	for _, a := range actions {
		what := waitedFor(a.Text)
		if what == "" {
			continue
		}
		wanted := names(what)
		if i := slices.IndexFunc(subjects, func(s map[string]bool) bool { return sameSubject(wanted, s) }); i >= 0 {
			found = append(found, StillWaiting{a.Number, what, taken[i].Reference, a.Field, a.Block})
		}
	}
	return found
}

// StillWaits finds what in a report waits for something already decided: in taken, or shown as decided by the report
// itself. Few actions and milestones wait at all, and only those are held against the decisions.
func StillWaits(r *cycle.Report, taken []Taken) []StillWaiting {
	texts := waitingIn(r)
	if len(texts) == 0 {
		return nil
	}
	known := taken
	for _, s := range r.Sections {
		known = append(known[:len(known):len(known)], TakenIn(s.Text.Text())...)
	}
	for i := range r.Scores {
		for _, reason := range r.Scores[i].Reasons() {
			known = append(known[:len(known):len(known)], TakenIn(reason)...)
		}
	}
	return WaitsForTaken(texts, known)
}

func waitingIn(r *cycle.Report) []Action {
	var texts []Action
	for _, a := range r.Actions {
		if text := a.Text.Text(); Waits(text) {
			texts = append(texts, Action{a.Number, text, "actions/" + a.Key, a.Text[0].ID})
		}
	}
	for _, m := range r.Milestones {
		if text := m.Text.Text(); Waits(text) {
			texts = append(texts, Action{0, text, "milestones/" + m.Key, m.Text[0].ID})
		}
	}
	return texts
}

// TakenBefore are the decisions that stood on a day. One without a date stands whenever it is known to be taken.
func TakenBefore(day cycle.Date, decisions []cycle.Decision) []Taken {
	var taken []Taken
	for _, d := range decisions {
		if !d.Taken() || d.Date.After(day) {
			continue
		}
		for _, subject := range append([]string{d.Title}, d.Aliases...) {
			if subject != "" {
				taken = append(taken, Taken{Reference: cmp.Or(d.Reference, d.Title), Subject: subject})
			}
		}
	}
	return taken
}

// waiting: an action or milestone waits for a decision already taken
// (WaitsForTaken); the rule that readers of a publication may see as well.
func (p *page) waiting() {
	if len(waitingIn(&p.Report)) == 0 {
		return
	}
	for _, w := range StillWaits(&p.Report, TakenBefore(p.day(), p.Decisions)) {
		p.add(Finding{
			Rule: Waiting, Severity: Wrong, Field: w.Field, Block: w.Block,
			What: w.Sentence(),
			Why:  "De lezer denkt dat er nog iets moet worden besloten.",
			Mend: "Schrijf wat er na het besluit gebeurt, of waarop u nu nog wacht.",
		}, w.For+" "+w.Reference)
	}
}

// TakenIn finds the decisions that a text itself shows as taken: a word for a
// decision that was made, then its subject, then the reference:
//
//	Met het investeringsbesluit "TecBase Twente" (PS/2016/486) zetten wij in op ...
//
// A proposal, or a bare "zie PS/2016/586", shows nothing.
func TakenIn(text string) []Taken {
	var taken []Taken
	for _, d := range dutch.FindDecisions(text) {
		if subject := subjectBefore(clauseBefore(text, d.From)); subject != "" {
			taken = append(taken, Taken{d.Reference, subject})
		}
	}
	return taken
}

var waiting = []string{"in afwachting van ", "wacht nog op ", "wachten nog op ", "wacht op ", "wachten op ", "wachten wij op ", "wachten we op "}

// Waits tells whether a text says that it waits for something.
func Waits(text string) bool { return waitedFor(text) != "" }

// waitedFor is what an action waits for, up to the end of that part of the
// sentence.
func waitedFor(text string) string {
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		return ""
	}
	for _, cue := range waiting {
		if at := strings.Index(lower, cue); at >= 0 {
			rest := text[at+len(cue):]
			if end := strings.IndexAny(rest, ".,;:([\n"); end >= 0 {
				rest = rest[:end]
			}
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// clauseLength is as far back as a reference's own words are looked for.
const clauseLength = 200

// clauseBefore is what stands before a reference in its sentence.
func clauseBefore(text string, at int) string {
	from := max(0, at-clauseLength)
	clause := text[from:at]
	for {
		end := dutch.SentenceEnd(clause, 0)
		if end >= len(clause) {
			return clause
		}
		clause = clause[end:]
	}
}

// subjectBefore is what stands between a word for a decision made and the
// reference; empty when there is no such word.
func subjectBefore(clause string) string {
	lower := strings.ToLower(clause)
	if len(lower) != len(clause) {
		return ""
	}
	best := -1
	for _, made := range []string{"besluit ", "besluitvorming over ", "besluitvorming rond ", "besluit over ", "ingestemd met ", "besloten over ", "besloten tot ", "vastgesteld "} {
		if at := strings.LastIndex(lower, made); at >= 0 && at+len(made) > best && !intended(lower[:at]) {
			best = at + len(made)
		}
	}
	if best < 0 || strings.Contains(lower[best:], "voorstel") {
		return ""
	}
	return strings.Trim(clause[best:], " \"'“”‘’(")
}

// intended: "een besluit over", "het te nemen besluit" and "nog geen besluit"
// are decisions to come.
func intended(before string) bool {
	words := strings.Fields(before)
	for _, w := range words[max(0, len(words)-3):] {
		switch w {
		case "een", "te", "geen", "komend", "komende", "verwacht", "verwachte", "ontwerp", "concept", "volgend", "volgende":
			return true
		}
	}
	return false
}

// sameSubject: both name the same thing when every name of the shorter one is
// in the other. A single name that is a region or a town says too little.
func sameSubject(x, y map[string]bool) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 || len(x) == 1 && len(y) > 1 {
		return false
	}
	for w := range x {
		if !y[w] {
			return false
		}
	}
	return true
}

// names are the words that tell one subject from another, in lower case.
func names(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-'
	}) {
		if !paper(w) {
			set[w] = true
		}
	}
	return set
}

// paper says that a word is about papers and deciding, or only joins words.
func paper(w string) bool {
	for _, end := range []string{"voorstel", "besluit", "besluitvorming", "voorstellen", "besluiten"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	switch w {
	case "de", "het", "een", "van", "over", "voor", "in", "op", "en", "door", "uit", "aan", "tot", "met", "bij", "rond", "ps", "gs", "raad", "college", "staten", "nog", "uitkomst", "uitkomsten":
		return true
	}
	return false
}
