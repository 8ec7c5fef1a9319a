package importer

import (
	"fmt"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// indicator takes a line: a row of its own, or the rest of one. A table keeps its columns, with what we do not know.
func (p *page) indicator(line *sourceLine, text string) {
	if line.columns() > 1 && text == line.text {
		p.aside(line, text)
		p.begun = false
		return
	}
	m, text := listMark(text)
	n := len(p.doc.Indicators) - 1
	first, _ := utf8.DecodeRuneInString(text)
	if n >= 0 && p.begun && m.kind == noMark && !line.after && unicode.IsLower(first) {
		p.doc.Indicators[n].Text += " " + text
	} else {
		p.doc.Indicators = append(p.doc.Indicators, Indicator{text})
		n++
	}
	p.begun = true
	p.where(line, "/indicatoren/"+strconv.Itoa(n)+"/tekst")
}

// indicatorsInText begins the rows below "Indicatoren:" in running text. Where a sentence or a table stands below it, both
// stay in the text that is open.
func (p *page) indicatorsInText(line, next *sourceLine, r row) bool {
	if p.isHeading(next) || isRow(next.text) {
		return false
	}
	table := next.columns() > 1
	if p.section != preamble && p.section != basics && p.section != children && (table || tellsMore(next.text)) {
		if !table {
			p.notice(Guessed, line.no, fmt.Sprintf("Bij ‘%s’ staat lopende tekst; die is niet gelezen als indicator.", r.name))
		}
		p.content(line, next)
		return true
	}
	p.openRow(line, r, false)
	p.once, p.list = false, true
	p.listOf, _ = listMark(next.text)
	return true
}

// tellsMore says that a line is running text and no row of a list.
func tellsMore(text string) bool {
	return len(text) > longMilestone || moreSentences(text) || saysMore(text)
}

// endList goes back to running text when a line is no row any more of a list in it.
func (p *page) endList(line *sourceLine) {
	if !p.list || !p.filled {
		return
	}
	m, _ := listMark(line.text)
	heading := asksWhat(line.text) || headingShape(line) && namesText(line.text)
	if line.columns() < 2 && (m.kind != noMark || !line.after || p.listOf.kind == noMark && !heading && !tellsMore(line.text)) {
		return
	}
	p.row, p.list, line.after = row{}, false, true
}
