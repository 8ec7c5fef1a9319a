package importer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"doelenboom/internal/check"
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
	c.CutOff = endsCut(c.Text)
	p.doc.Context = c
}

// cutSigns are how portals end what they do not show: "…", "[…]", "(lees meer…)", "Lees verder >".
var cutSigns = regexp.MustCompile(`(?i)(?:…|\.\.\.|[\[(](?:…|\.\.\.)[\])]|(?:^|[\s(\[])lees (?:meer|verder)(?:…|\.\.\.)?(?: ?(?:[\])>»›]|&gt;)+)?)$`)

// longestSign is more than the longest of cutSigns.
const longestSign = 40

// endsCut: old portals put an ellipsis where they stopped copying.
func endsCut(text string) bool {
	text = strings.TrimRight(text, " \u00a0")
	return cutSigns.MatchString(text[max(0, len(text)-longestSign):])
}

// cutOff tells whether the last line of a text ends so.
func (p *prose) cutOff() bool { return p.last != nil && endsCut(p.last.text) }

func (p *page) finishFinance() {
	text, blocks := p.finance.done()
	amounts := append(p.amounts, tableAmounts(blocks)...)
	if text != "" || len(amounts) > 0 {
		p.doc.Finance = &Finance{text, blocks, p.finance.cutOff(), amounts}
	}
}

func (p *page) finishBasics() {
	if sentence, _ := p.role.done(); sentence != "" {
		p.basics().Involvement = involvement(sentence)
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
		p.notice(Failed, p.firstLine(), "Er is geen regel met nummer en titel gevonden; zonder nummer kan deze pagina geen plaats krijgen.")
	}
	p.cutOff("De context", &p.context)
	p.cutOff("De samenvatting", &p.summary)
	p.cutOff("De toelichting op de voortgang", &p.progress)
	p.cutOff("De toelichting bij de financiën", &p.finance)
	p.stillWaiting()
	if p.doc.Number != "" && p.headed && !p.said.date && !p.said.amount && len(p.doc.Scores) == 0 {
		p.notice(Remark, p.doc.titleLine(), "De pagina noemt geen datum, geen bedrag en geen score.")
	}
}

func (p *page) firstLine() int {
	if len(p.doc.Lines) == 0 {
		return 0
	}
	return p.doc.Lines[0].Line
}

func (p *page) cutOff(what string, text *prose) {
	if text.cutOff() {
		p.notice(CutOff, text.last.no, what+" is in de bron afgekapt.")
	}
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
