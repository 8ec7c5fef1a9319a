package importer

import (
	"fmt"
	"strings"

	"doelenboom/internal/dutch"
)

// textPlace is the text that was open where milestones begin outside Basisinformatie.
type textPlace struct {
	section section
	into    *prose
	field   string
	rows    bool
	noteAt  int

	from  int  // how many milestones there were
	first mark // of the first of the list
}

const longMilestone = 200

// looseMilestones begins the milestones of a page that has no heading above its rows. "Mijlpalen: wij bouwden de brug." is
// a sentence, and what stands below the label may be running text: then both stay in the text that is open.
func (p *page) looseMilestones(line, next *sourceLine, r row) bool {
	prose := sentenceBeside(r.value)
	if r.value == "" && next != nil && !p.isHeading(next) {
		prose = p.runningText(1)
	}
	if prose {
		return p.labelInText(line, next, r.name)
	}
	before := textPlace{section: p.section, into: p.into, field: p.field, rows: p.rows, noteAt: p.acts.noteAt}
	if p.before != nil {
		before = *p.before
	}
	before.from = len(p.milestones)
	switch {
	case r.value != "":
		before.first, _ = listMark(r.value)
	case next != nil:
		before.first, _ = listMark(next.text)
	}
	p.openRow(line, r, false)
	p.before = &before
	return true
}

// labelInText keeps a label with running text beside it or below it as a line of that text.
func (p *page) labelInText(line, next *sourceLine, label string) bool {
	if p.before != nil {
		p.reopen()
	}
	switch p.section {
	case preamble, basics, children:
		return false
	}
	p.notice(Guessed, line.no, fmt.Sprintf("Bij ‘%s’ staat lopende tekst; die is niet gelezen als mijlpaal.", label))
	p.content(line, next)
	return true
}

// sentenceBeside says that what stands beside the label is a sentence. One milestone may be that too, a short one.
func sentenceBeside(text string) bool {
	if saysNone(text, milestoneLabel) {
		return false
	}
	return saysMore(text) || moreSentences(text) || strings.HasSuffix(text, ".") && len(strings.Fields(text)) > 9
}

// runningText says that the paragraph that begins n lines further is no list: it is long, or a line of it has the end of one
// sentence and the beginning of the next.
func (p *page) runningText(n int) bool {
	for i := n; i < n+furthest; i++ {
		line := p.look(i)
		if line == nil || i > n && line.after {
			return false
		}
		if m, _ := listMark(line.text); m.kind != noMark || i > n && isRow(line.text) {
			return false
		}
		if len(line.text) > longMilestone || moreSentences(line.text) {
			return true
		}
	}
	return true
}

func moreSentences(text string) bool {
	return strings.TrimSpace(text[dutch.SentenceEnd(text, 0):]) != ""
}

// backToText says that a line goes on with the text in which milestones stood, and opens that again: running text, the next
// action, a numbered heading, or a sentence where the milestones are none.
func (p *page) backToText(line *sourceLine) bool {
	if p.before == nil || !p.filled || !p.endsLoose(line) {
		return false
	}
	p.reopen()
	return true
}

func (p *page) endsLoose(line *sourceLine) bool {
	b := p.before
	m, text := listMark(line.text)
	if n, _, ok := actionMark(text); ok && b.section == progress && p.acts.called(n) >= 0 {
		return true
	}
	if m.kind != noMark {
		a := &p.acts
		return b.section == actions && m.kind == a.kind && m.sign == a.sign && (b.first.kind != m.kind || b.first.sign != m.sign)
	}
	if !line.after {
		return false
	}
	number, _, _, title := titleLine(line.text, p.levels)
	switch {
	case title && dutch.Depth(number) > 1, len(line.text) > longMilestone, moreSentences(line.text), p.runningText(1) && !p.nextStandsApart():
		return true
	case b.first.kind != noMark && strings.HasSuffix(text, ".") && len(strings.Fields(text)) > 4:
		return true // below a list that has marks
	}
	switch b.section {
	case contextSection, actions, progress, finance:
		inSentences := b.from < len(p.milestones) && strings.HasSuffix(p.milestones[b.from][0], ".")
		return saysMore(line.text) && !inSentences
	}
	return false
}

func (p *page) nextStandsApart() bool {
	next := p.look(1)
	return next == nil || next.after
}

// reopen closes the milestones and opens again the text in which they stood.
func (p *page) reopen() {
	b := p.before
	p.open(b.section, b.into, b.field)
	p.rows, p.acts.noteAt = b.rows, b.noteAt
}
