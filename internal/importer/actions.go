package importer

import (
	"strconv"
	"strings"

	"doelenboom/internal/dutch"
)

// actionList gathers the actions of a page and what is said of each.
type actionList struct {
	list    []*actionText
	kind    markKind // of the list's own items; others are parts
	sign    rune     // of its bullets; another is a part too
	indent  int
	last    *sourceLine
	part    bool // the last line was a part
	byName  map[int]int
	named   int  // the number of the action whose text comes next; 0 for none
	byNames bool // actions begin with "Actie 1"
	noteAt  int  // the action that the explanation is about, -1 for none
	told    bool // a guess about a following paragraph was reported
}

type actionText struct {
	number int
	line   int
	text   []string
	parts  [][]string // each part by its lines
	note   prose
}

// action takes a line of the list of actions.
func (p *page) action(line *sourceLine) {
	m, text := listMark(line.text)
	a := &p.acts
	n, rest, named := actionMark(text)
	named = named && n > 0 && a.mayBeNamed(m, line)
	switch {
	case named && rest == "": // "Actie 1", with its text below it
		a.named, a.last = n, line
		p.where(line, IsLabel)
		return
	case named:
		m.number = n
		p.newAction(line, m, rest)
		a.byNames = true
	case a.named > 0:
		m.number = a.named
		p.newAction(line, m, text)
		a.byNames = true
	case m.kind != noMark && a.isPart(m, line):
		p.actionPart(line, text)
	case m.kind != noMark:
		p.newAction(line, m, text)
	case len(a.list) == 0 && noActions(text):
		p.otherText("Acties")
		p.prose(line, text)
		p.section = actions
	case a.goesOn(line):
		p.actionOn(line, text)
	default:
		p.newAction(line, m, text)
	}
	a.last = line
}

// mayBeNamed says that a line of the list can begin with "Actie 2" to say which action it is: in a list with numbers of its
// own it cannot, and neither can a part.
func (a *actionList) mayBeNamed(m mark, line *sourceLine) bool {
	deeper := len(a.list) > 0 && m.kind != noMark && line.indent > a.indent+1
	return m.kind != numbered && a.kind != numbered && !deeper
}

// isPart: an item that lies deeper, or has another kind of mark, belongs to the
// action above it.
func (a *actionList) isPart(m mark, line *sourceLine) bool {
	if len(a.list) == 0 || a.kind == noMark && !a.byNames {
		return false
	}
	return line.indent > a.indent+1 || m.kind != a.kind || m.sign != a.sign
}

// goesOn: without marks every paragraph is an action; with marks a loose
// paragraph belongs to the action above it.
func (a *actionList) goesOn(line *sourceLine) bool {
	return len(a.list) > 0 && (a.kind != noMark || a.byNames || !line.after)
}

func noActions(text string) bool {
	switch strings.ToLower(strings.TrimRight(text, ".")) {
	case "geen acties", "er zijn geen acties":
		return true
	}
	return saysNone(text, noLabel)
}

func (p *page) newAction(line *sourceLine, m mark, text string) {
	a := &p.acts
	a.named = 0
	a.kind, a.sign, a.indent, a.part, a.byName = m.kind, m.sign, line.indent, false, nil
	a.list = append(a.list, &actionText{number: m.number, line: line.no, text: []string{text}})
	p.where(line, p.actionField("tekst"))
	p.said.add(line.no, text, false, a.name(len(a.list)-1))
}

func (p *page) actionPart(line *sourceLine, text string) {
	a := &p.acts
	current := a.list[len(a.list)-1]
	current.parts = append(current.parts, []string{text})
	a.part = true
	p.where(line, p.partField(len(current.parts)-1))
	p.said.add(line.no, text, false, a.name(len(a.list)-1))
}

// actionOn goes on with the action or part of the line before.
func (p *page) actionOn(line *sourceLine, text string) {
	a := &p.acts
	current := a.list[len(a.list)-1]
	if a.part && !line.after {
		n := len(current.parts) - 1
		current.parts[n] = append(current.parts[n], text)
		p.where(line, p.partField(n))
	} else {
		gap := " "
		if line.after {
			gap = "\n\n"
		}
		current.text = append(current.text, gap, text)
		a.part = false
		p.where(line, p.actionField("tekst"))
	}
	p.said.add(line.no, text, !line.after, a.name(len(a.list)-1))
}

func (p *page) actionField(name string) string {
	return "/acties/" + strconv.Itoa(len(p.acts.list)-1) + "/" + name
}

func (p *page) partField(i int) string { return p.actionField("onderdelen/" + strconv.Itoa(i)) }

// name is the number people call an action by: its own, or its place in the
// list.
func (a *actionList) name(i int) int {
	if n := a.list[i].number; n > 0 {
		return n
	}
	return i + 1
}

// called finds an action by that number, -1 when there is none.
func (a *actionList) called(n int) int {
	if len(a.byName) == 0 {
		a.byName = make(map[int]int, len(a.list))
		for i := len(a.list) - 1; i >= 0; i-- {
			a.byName[a.name(i)] = i
		}
	}
	if at, ok := a.byName[n]; ok {
		return at
	}
	return -1
}

// progressed takes a line of the explanation. "Actie 2: ..." is about that
// action, and so is what follows until the next one.
func (p *page) progressed(line *sourceLine) {
	_, text := listMark(line.text)
	n, rest, ok := actionMark(text)
	at := -1
	if ok {
		at = p.acts.called(n)
	}
	switch {
	case at >= 0 && rest == "":
		p.acts.noteAt = at
		p.where(line, IsLabel)
	case at >= 0:
		p.notes(line, at, rest)
	case p.acts.noteAt >= 0:
		p.follows(line)
	default:
		p.prose(line, line.text)
	}
}

// follows takes a paragraph after one about an action. Nothing says that it is
// still about that action.
func (p *page) follows(line *sourceLine) {
	if line.after && !p.acts.told && !p.acts.list[p.acts.noteAt].note.empty() {
		p.acts.told = true
		p.notice(Guessed, line.no, "Deze alinea volgt op de toelichting bij een actie en is daarbij gerekend.")
	}
	p.note(line, line.text, p.acts.noteAt)
}

// notes takes "Actie 1: ... Actie 2: ..." apart when it stands on one line.
func (p *page) notes(line *sourceLine, at int, rest string) {
	first, next, nextText := p.nextMark(rest)
	p.acts.noteAt = at
	p.note(line, first, at)
	if next < 0 {
		return
	}
	for next >= 0 {
		at = next
		first, next, nextText = p.nextMark(nextText)
		p.addNote(line, first, at)
	}
	p.acts.noteAt = at
	p.doc.Lines[len(p.doc.Lines)-1].Field = "/acties"
}

// nextMark cuts a text before the next "Actie 2:" that begins a sentence.
func (p *page) nextMark(text string) (first string, at int, rest string) {
	for end := dutch.SentenceEnd(text, 0); end < len(text); end = dutch.SentenceEnd(text, end) {
		after := strings.TrimSpace(text[end:])
		n, rest, ok := actionMark(after)
		if !ok || rest == "" {
			continue
		}
		if at := p.acts.called(n); at >= 0 {
			return strings.TrimSpace(text[:end]), at, rest
		}
	}
	return text, -1, ""
}

func (p *page) note(line *sourceLine, text string, at int) {
	p.addNote(line, text, at)
	p.where(line, "/acties/"+strconv.Itoa(at)+"/toelichting")
}

func (p *page) addNote(line *sourceLine, text string, at int) {
	wentOn := p.acts.list[at].note.add(line, text)
	_, plain := listMark(text)
	p.said.add(line.no, plain, wentOn, p.acts.name(at))
}

// actionMark reads "Actie 2: ...", "Actie 2 - ..." and "Actie 2" alone.
// "Actie 2 is klaar" is a sentence.
func actionMark(text string) (n int, rest string, ok bool) {
	if len(text) < 7 || !strings.EqualFold(text[:6], "actie ") {
		return 0, "", false
	}
	i := 6
	for i < len(text) && i < 12 && text[i] >= '0' && text[i] <= '9' {
		n = n*10 + int(text[i]-'0')
		i++
	}
	if i == 6 {
		return 0, "", false
	}
	rest = strings.TrimSpace(text[i:])
	if rest == "" {
		return n, "", true
	}
	for _, sign := range []string{":", ".", ")", "- ", "– "} {
		if after, found := strings.CutPrefix(rest, sign); found {
			return n, strings.TrimSpace(after), true
		}
	}
	return 0, "", false
}

// done gives the actions of the proposal.
func (a *actionList) done() []Action {
	var all []Action
	for _, t := range a.list {
		action := Action{Number: t.number, Text: strings.Join(t.text, "")}
		for _, lines := range t.parts {
			action.Parts = append(action.Parts, strings.Join(lines, " "))
		}
		action.Explanation, action.Blocks = t.note.done()
		all = append(all, action)
	}
	return all
}
