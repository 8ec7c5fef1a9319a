package importer

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"doelenboom/internal/dutch"
)

// following is the page after this one in the file.
func (p *page) following() *page {
	next := newPage(p.doc.File, p.levels)
	next.heads, next.known, next.look = p.heads, p.known, p.look
	if p.doc.Number != "" {
		next.known[p.doc.Number] = p.doc.TitleLine()
	}
	return next
}

// sheetTitle says that a title is that of the page as it is printed at the head
// of a next sheet: in capitals, shortened, or with "(vervolg)" behind it.
func sheetTitle(title, own string) bool {
	title, own = strings.ToLower(title), strings.ToLower(own)
	for _, end := range []string{"(vervolg)", "vervolg", "…", "..."} {
		if rest, ok := strings.CutSuffix(title, end); ok {
			title = strings.TrimRight(rest, " -–,")
			return title != "" && strings.HasPrefix(own, title)
		}
	}
	return title == own
}

// numberAgain says that a title whose number does not count on begins a page all the same. That is clear when the headings
// of a page come again below it. Below a heading of this page it is text otherwise, unless it is another title for a
// deliverable's own number with a heading right below it. Above all headings another title for that number is a page, and
// so is the title of an earlier page with a text below it when no heading follows any more. Whoever imports is then told
// that the number stands twice. Where it may be a line of the text as well, it is that, and a notice says so.
func (p *page) numberAgain(line, next *sourceLine, number, title string) bool {
	own := number == p.doc.Number
	first, known := p.known[number]
	if own {
		first = p.doc.TitleLine()
	}
	switch {
	case p.beginsAgain(), own && dutch.Depth(number) > 2 && p.anotherTitle(title, next):
		return true
	case known && !own && !p.colon && !p.headed && next != nil && saysMore(next.text) && !p.headingFollows():
		return true
	case own || known:
		p.notice(Guessed, line.no, fmt.Sprintf("Nummer %s staat ook op regel %d; ‘%s’ is hier gelezen als tekst van %s. Begint hier een pagina, deel het bestand dan op.", number, first, title, cmp.Or(p.doc.Number, "deze pagina")))
	}
	return false
}

// anotherTitle: a line that begins with the title of this page and goes on is a sentence about it.
func (p *page) anotherTitle(title string, next *sourceLine) bool {
	if strings.HasPrefix(strings.ToLower(title), strings.ToLower(p.doc.Title)+" ") {
		return false
	}
	return !p.headed || next != nil && p.isHeading(next)
}

func (p *page) isHeading(line *sourceLine) bool {
	s, _ := knownHeading(line.text, p.levels)
	return s != noSection
}

// headingFollows says that a heading of a page follows before the next title.
func (p *page) headingFollows() bool {
	for n := 1; n <= furthest; n++ {
		line := p.look(n)
		if line == nil {
			return false
		}
		if _, _, _, title := titleLine(line.text, p.levels); title && standsApart(line) {
			return false
		}
		if p.isHeading(line) {
			return true
		}
	}
	return true
}

// closeUp tells of a title that stands right below other text, without an empty line between.
func (p *page) closeUp(line, next *sourceLine) {
	if line.after || line.indent > 3 || p.toldClose || p.namesPlaces() || p.doc.Number == "" || p.section == children || line.text[0] < '1' || line.text[0] > '9' {
		return
	}
	number, title, _, ok := titleLine(line.text, p.levels)
	if !ok || dutch.Depth(number) != dutch.Depth(p.doc.Number) || dutch.Depth(number) < 2 || dutch.CompareNumbers(number, p.doc.Number) <= 0 || !titleLike(title) || inTable(line, next) {
		return
	}
	p.toldClose = true
	p.notice(Remark, line.no, fmt.Sprintf("‘%s’ staat direct onder andere tekst en is daarbij gelezen; begint hier een pagina, zet er dan een lege regel boven.", line.text))
}

// glued tells of a title that stands at the end of a line, right behind other
// text: two files were joined, and the first had no end of line.
func (p *page) glued(line, next *sourceLine) {
	if next == nil || !next.after {
		return
	}
	for i := max(1, len(line.text)-400); i < len(line.text); i++ { // a title is no longer
		if c := line.text[i]; c < '1' || c > '9' || !endsBeforeNumber(line.text[:i]) {
			continue
		}
		number, title, _, ok := titleLine(line.text[i:], nil)
		if ok && dutch.Depth(number) > 1 && titleLike(title) {
			p.notice(Remark, line.no, fmt.Sprintf("‘%s’ staat vast aan de tekst ervoor; begint hier een pagina, zet dat dan op een eigen regel.", line.text[i:]))
			return
		}
	}
}

// endsBeforeNumber says that a text ends in a way that no number can follow without a space.
func endsBeforeNumber(text string) bool {
	last, size := utf8.DecodeLastRuneInString(text)
	before, _ := utf8.DecodeLastRuneInString(text[:len(text)-size])
	return unicode.IsLetter(last) || strings.ContainsRune(".!?…)”’\"", last) && !unicode.IsDigit(before)
}
