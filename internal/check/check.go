package check

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// Input is what a report is held against. What is absent is not asked about: without Places no place is checked.
type Input struct {
	Report    cycle.Report
	Edition   cycle.Edition
	Placement cycle.Placement

	Before    *Earlier                // the same node, as said before; nil when there is nothing
	Decisions []cycle.Decision        // the register
	Money     []cycle.MoneyLine       // of this node, those that the edition tells (cycle.Edition.TellsOf)
	Numbers   map[string]cycle.NodeID // the tree of the edition; nil when it is not known
	Places    []cycle.Place           // the register
	Today     cycle.Date              // stands in for the reference date of an edition without one
}

// Earlier is the report on the same node in the edition that this one goes on from.
type Earlier struct {
	Edition cycle.Edition
	Report  cycle.Report
}

// Severity is how much a finding asks.
type Severity string

// The severities. A hint is an opinion about style; the other two are about what a reader would miss or be misled by.
const (
	Wrong   Severity = "fout"
	Missing Severity = "ontbreekt"
	Hint    Severity = "hint"
)

// Finding is one thing to mend, said to the author.
type Finding struct {
	Rule     Rule
	Severity Severity
	Field    string // of the form: "sections/voortgang", "scores/geld", "actions/<key>", "milestones/<key>", "headline"
	Block    string // the id of the block, when it stands in prose
	What     string
	Why      string
	Mend     string
	Key      string // with Rule it names the finding: the same as long as the words it is about are
}

// Run looks at a report with every rule that is on for its edition. An edition taken over was written elsewhere:
// nobody here can mend its words.
func Run(in Input) []Finding {
	if in.Edition.TakenOver {
		return nil
	}
	p := newPage(in)
	for _, d := range Rules {
		if d.Applies(in.Edition.Kind) && p.settings.On(string(d.Rule)) {
			d.look(p)
		}
	}
	return p.found
}

// page is one run: the report with its prose in order.
type page struct {
	Input
	settings cycle.CheckSettings
	level    cycle.LevelKind
	parts    []part
	found    []Finding
}

// part is one stretch of prose, or one sentence of a form.
type part struct {
	field, block, text string
	role               role
}

// role is what a part is for; most rules look at some of them only.
type role byte

const (
	background role = iota // summary and context: what is so in every edition
	headline
	progress
	finance
	action
	note // how an action stands
	milestone
	moved  // why a milestone moved
	reason // cause, effect or measure of a score
)

// news are the roles that tell how things stand now.
func (r role) news() bool { return r == headline || r == progress || r == note || r == moved }

func newPage(in Input) *page {
	level := in.Edition.Settings.Level(in.Placement.Depth).Kind
	return &page{Input: in, settings: in.Edition.Settings.Checks.OrUsual(), level: level, parts: partsOf(in.Edition, &in.Report)}
}

// partsOf is the prose that the author can mend. What the budget ordered stands fast (cycle.Edition.Fixed); it was looked
// at when it was written.
func partsOf(e cycle.Edition, r *cycle.Report) []part {
	parts := make([]part, 0, 8+2*len(r.Sections)+3*len(r.Actions)+2*len(r.Milestones))
	add := func(field, block, text string, role role) {
		if strings.TrimSpace(text) != "" {
			parts = append(parts, part{field, block, text, role})
		}
	}
	add("headline", "", r.Headline, headline)
	for _, s := range r.Sections {
		if e.Fixed(s.Key) {
			continue
		}
		role := sectionRole(e, s.Key)
		for _, b := range s.Text {
			add("sections/"+s.Key, b.ID, b.Text(), role)
		}
	}
	for _, a := range r.Actions {
		field := "actions/" + a.Key
		for _, b := range a.Text {
			add(field, b.ID, b.Text(), action)
		}
		for _, b := range a.Parts {
			add(field, b.ID, b.Text(), action)
		}
		for _, b := range a.Note {
			add(field, b.ID, b.Text(), note)
		}
	}
	for _, m := range r.Milestones {
		field := "milestones/" + m.Key
		for _, b := range m.Text {
			add(field, b.ID, b.Text(), milestone)
		}
		add(field, "", m.Reason, moved)
	}
	for _, s := range r.Scores {
		field := "scores/" + s.Aspect
		add(field, "", s.Cause, reason)
		add(field, "", s.Effect, reason)
		add(field, "", s.Measure, reason)
	}
	return parts
}

// sectionRole: what comes from another edition is background, whatever it is called.
func sectionRole(e cycle.Edition, key string) role {
	switch key {
	case cycle.Summary, cycle.Context:
		return background
	case cycle.FinanceNote:
		return finance
	}
	for _, s := range e.Settings.Sections {
		if s.Key == key && s.Source(e.Kind) != cycle.WrittenAnew {
			return background
		}
	}
	return progress
}

// add notes a finding about some words; the same words in the same field are told once.
func (p *page) add(f Finding, words string) { p.addOf(f.Field, f, words) }

// addOf is add for a finding that stays the same when the first field it was seen in is mended.
func (p *page) addOf(field string, f Finding, words string) {
	f.Key = key(f.Rule, field, words)
	if !slices.ContainsFunc(p.found, func(o Finding) bool { return o.Rule == f.Rule && o.Key == f.Key }) {
		p.found = append(p.found, f)
	}
}

// key lasts while the words do, whatever their case and spaces and whatever else changes in the field.
func key(rule Rule, field, words string) string {
	h := fnv.New64a()
	for _, s := range []string{string(rule), field, strings.ToLower(strings.Join(strings.Fields(words), " "))} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return strconv.FormatUint(h.Sum64(), 36)
}

// day is the day that the report tells of.
func (p *page) day() cycle.Date {
	if p.Edition.Date.Known() {
		return p.Edition.Date
	}
	return p.Today
}

// fieldName is a field in the words of the form.
func (p *page) fieldName(field string) string {
	kind, key, _ := strings.Cut(field, "/")
	switch kind {
	case "headline":
		return "de kernzin"
	case "sections":
		return "“" + p.Edition.Settings.SectionLabel(key) + "”"
	case "actions":
		for _, a := range p.Report.Actions {
			if a.Key == key {
				return "actie " + strconv.Itoa(a.Number)
			}
		}
	case "milestones":
		for _, m := range p.Report.Milestones {
			if m.Key == key {
				return "de mijlpaal “" + short(m.Text.Text()) + "”"
			}
		}
	case "scores":
		return "de score op " + strings.ToLower(p.aspectLabel(key))
	}
	return field
}

func (p *page) aspectLabel(key string) string {
	if a, ok := p.Edition.Settings.Aspect(key); ok && a.Label != "" {
		return a.Label
	}
	return key
}

// short is a text as it is quoted in a finding.
func short(text string) string {
	text, cut := dutch.Cut(strings.Join(strings.Fields(text), " "), 120)
	if cut {
		text += "…"
	}
	return text
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	if s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}
