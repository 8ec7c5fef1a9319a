package importer

import (
	"fmt"
	"slices"
	"strconv"
	"sync"

	"doelenboom/internal/check"
	"doelenboom/internal/dutch"
)

// finish makes the document of the lines that were taken.
func (p *page) finish(fallback Edition) Document {
	p.said.flush()
	d := &p.doc
	d.Summary, d.SummaryBlocks = p.summary.done()
	d.SummaryCut = p.summary.cutOff()
	d.Progress, d.ProgressBlock = p.progress.done()
	d.ProgressCut = p.progress.cutOff()
	d.Actions = p.acts.done()
	p.finishContext()
	p.finishFinance()
	p.finishBasics()
	for _, o := range p.others {
		text, blocks := o.done()
		d.Other = append(d.Other, Other{o.heading, text, blocks})
	}
	d.References = p.said.refs
	p.finishEdition(fallback)
	p.remarks()
	slices.SortStableFunc(d.Notices, func(a, b Notice) int { return a.Line - b.Line })
	return *d
}

func (p *page) finishContext() {
	if p.context.empty() {
		return
	}
	c := &Context{}
	c.Text, c.Blocks = p.context.done()
	c.CutOff = dutch.EndsCut(c.Text)
	p.doc.Context = c
}

// cutOff tells whether the last line of a text ends so.
func (p *prose) cutOff() bool { return p.last != nil && dutch.EndsCut(p.last.text) }

func (p *page) finishFinance() {
	text, blocks := p.finance.done()
	amounts := append(p.amounts, tableAmounts(blocks)...)
	if text != "" || len(amounts) > 0 {
		p.doc.Finance = &Finance{text, blocks, p.finance.cutOff(), amounts}
	}
}

func (p *page) finishBasics() {
	if sentence, _ := p.role.done(); sentence != "" {
		p.basics().Involvement = involvement(p.roleLabel, sentence)
	}
	if p.doc.Basics != nil && p.doc.Basics.Reserve != nil {
		r := p.doc.Basics.Reserve
		r.Explanation, r.Blocks = p.reserve.done()
	}
	for _, m := range p.milestones {
		p.basics().Milestones = append(p.basics().Milestones, m.done())
	}
}

// finishEdition: the text decides; a file name, or the year of "Acties 2016",
// only makes likely what the text leaves open.
func (p *page) finishEdition(fallback Edition) {
	e := &p.doc.Edition
	switch {
	case e.Certainty == Certain:
	case e.Certainty == "":
		*e = fallback
	case e.Kind == "" && fallback.Year == e.Year:
		*e = fallback
	}
}

// remarks says what a reader of the proposal should look at.
func (p *page) remarks() {
	if p.doc.Number == "" {
		p.notice(Failed, p.firstLine(), "Er is geen regel met nummer en titel gevonden; zonder nummer kan deze pagina geen plaats krijgen. Zet boven de tekst een regel als ‘5.1.2 Titel’.")
	}
	if p.apart < 2 && len(p.doc.Lines) >= manyLines {
		p.notice(Remark, p.doc.TitleLine(), "Deze pagina heeft geen lege regels; koppen en opschriften zijn daardoor misschien als gewone tekst gelezen. Zet een lege regel boven elke kop en elke alinea.")
	}
	p.cutOff("De context", &p.context)
	p.cutOff("De samenvatting", &p.summary)
	p.cutOff("De toelichting op de voortgang", &p.progress)
	p.cutOff("De toelichting bij de financiën", &p.finance)
	p.cutOffActions()
	p.cutOffBasics()
	for _, o := range p.others {
		if o.heading != "" {
			p.cutOff("De tekst onder “"+o.heading+"”", &o.prose)
		}
	}
	p.stillWaiting()
	if p.doc.Number != "" && p.headed && !p.said.date && !p.said.amount && len(p.doc.Scores) == 0 {
		p.notice(Remark, p.doc.titleLine(), "De pagina noemt geen datum, geen bedrag en geen score.")
	}
}

// manyLines are more than a page has that is nothing but a short text or list.
const manyLines = 15

func (p *page) firstLine() int {
	if len(p.doc.Lines) == 0 {
		return 0
	}
	return p.doc.Lines[0].Line
}

func (p *page) cutOff(what string, text *prose) {
	if text.cutOff() {
		p.isCutOff(what, text.last.no)
	}
}

func (p *page) isCutOff(what string, line int) {
	p.notice(CutOff, line, what+" is in de bron afgekapt.")
}

// cutOffActions tells of the actions, their parts and what is said of them.
func (p *page) cutOffActions() {
	end := sync.OnceValue(p.lastLines)
	for i, a := range p.doc.Actions {
		name, field := "ctie "+strconv.Itoa(p.acts.name(i)), "/acties/"+strconv.Itoa(i)
		if dutch.EndsCut(a.Text) {
			p.isCutOff("A"+name, end()[field+"/tekst"])
		}
		for j, part := range a.Parts {
			if dutch.EndsCut(part) {
				p.isCutOff("Een onderdeel van a"+name, end()[field+"/onderdelen/"+strconv.Itoa(j)])
			}
		}
		p.cutOff("De toelichting bij a"+name, &p.acts.list[i].note)
	}
}

// cutOffBasics tells of the rows that hold a text.
func (p *page) cutOffBasics() {
	p.cutOff("De rol", &p.role)
	p.cutOff("De toelichting bij de reserve", &p.reserve)
	end := sync.OnceValue(p.lastLines)
	for i, row := range p.doc.Indicators {
		if dutch.EndsCut(row.Text) {
			p.isCutOff("Een indicator", end()["/indicatoren/"+strconv.Itoa(i)+"/tekst"])
		}
	}
	if p.doc.Basics == nil {
		return
	}
	for i, m := range p.doc.Basics.Milestones {
		if dutch.EndsCut(m.Text) {
			p.isCutOff("Een mijlpaal", end()["/basis/mijlpalen/"+strconv.Itoa(i)+"/tekst"])
		}
	}
}

// lastLines are where the text of each field ends.
func (p *page) lastLines() map[string]int {
	last := make(map[string]int, len(p.doc.Lines))
	for _, l := range p.doc.Lines {
		last[l.Field] = l.Line
	}
	return last
}

// stillWaiting names the actions that wait for what this page shows as decided.
func (p *page) stillWaiting() {
	actions := make([]check.Action, 0, len(p.acts.list))
	lines := make(map[int]int, len(p.acts.list))
	for i, a := range p.acts.list {
		name := p.acts.name(i)
		actions = append(actions, check.Action{Number: name, Text: p.doc.Actions[i].Text})
		lines[name] = a.line
	}
	for _, w := range check.WaitsForTaken(actions, p.said.taken) {
		p.notice(Remark, lines[w.Action], fmt.Sprintf("Actie %d %s.", w.Action, w))
	}
}
