package importer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"doelenboom/internal/dutch"
)

// page is a document in the making. Lines come in one by one; each goes to the
// section, row or list that is open.
type page struct {
	levels []string // names in lower case, from the top
	doc    Document

	section section
	into    *prose          // of the section or row that is open
	field   string          // JSON pointer of into
	headed  bool            // a known heading or row was seen
	rows    bool            // Basisinformatie was seen, or a row of it; see complete
	seen    [noSection]bool // the headings that were

	row     row
	hadRow  [footerLabel + 1]bool // the rows that were
	once    bool                  // the row takes one line only: it stands in running text
	rowLine *sourceLine
	filled  bool       // the row has a value
	inline  bool       // it had its value on the line of its label
	before  *textPlace // where the row stands in an explanation
	taken   bool       // the line before was taken out of the text: the next one begins anew
	asideAt int        // where in others the row puts what it cannot use, -1 for nowhere yet

	list   bool // the row takes the lines of a list in running text
	listOf mark // of its first line
	begun  bool // an indicator was read: a line may go on with it

	summary, context, progress, finance, role, reserve prose
	roleLabel                                          string // above the role, as written

	known map[string]int // the numbers of the pages before this one in the file, and where they began
	colon bool           // the line before announces something

	toldClose bool // that a title may stand right below other text
	apart     int  // lines with an empty one above them

	look func(int) *sourceLine // the lines after this one, see lineReader

	heads []string // lines above the title, that may come back at the head of each sheet

	acts       actionList
	milestones []milestoneText
	amounts    []Amount
	others     []*otherText
	said       mentions
}

// otherText is a heading or label of the page's own, with what stands under it.
type otherText struct {
	heading string
	prose
}

func newPage(file string, levels []string) *page {
	p := &page{levels: levels, asideAt: -1}
	p.acts.noteAt = -1
	p.doc.File = file
	p.said.levels = levels
	return p
}

// take puts one line where it belongs.
func (p *page) take(line, next *sourceLine) {
	p.mended(line)
	if line.after {
		p.apart++
	}
	line.after, p.taken = line.after || p.taken, false
	p.glued(line, next)
	p.closeUp(line, next)
	p.colon = strings.HasSuffix(line.text, ":")
	p.endList(line)
	switch {
	case isMenu(line.text), p.runningHead(line, next):
		p.where(line, IsMenu)
	case p.title(line, next):
	case p.once && !p.filled:
		p.value(line, line.text)
	case p.heading(line):
	case p.label(line, next):
	case p.guessedHeading(line, next), p.headingBelowRows(line, next):
	case p.row.label != noLabel && !p.backToText(line):
		p.value(line, line.text)
	default:
		p.content(line, next)
	}
}

func (p *page) where(line *sourceLine, field string) {
	p.doc.Lines = append(p.doc.Lines, Line{line.no, field})
}

func (p *page) notice(kind NoticeKind, line int, text string) {
	p.doc.Notices = append(p.doc.Notices, Notice{kind, line, text})
}

// mended says what was wrong with the letters of a line.
func (p *page) mended(line *sourceLine) {
	if line.notice != nil {
		p.doc.Notices = append(p.doc.Notices, *line.notice)
	}
	for _, m := range line.mends {
		times := ""
		if m.Count > 1 {
			times = fmt.Sprintf(" (%d keer)", m.Count)
		}
		p.notice(Mended, line.no, fmt.Sprintf("Beschadigde letter: ‘%s’ is hersteld tot ‘%s’%s.", m.Was, m.Is, times))
	}
	if line.hidden > 0 {
		p.notice(Mended, line.no, "Stuurtekens, die niemand ziet, zijn weggelaten.")
	}
	if strings.ContainsRune(line.text, utf8.RuneError) {
		p.notice(Remark, line.no, "Hier is in de bron een letter verloren gegaan (‘\uFFFD’); welke, is niet te zeggen.")
	}
}

// title takes the line with number and title: the first one of the page, or the
// same once more under a menu or at the head of a next sheet.
func (p *page) title(line, next *sourceLine) bool {
	number, title, named, ok := titleLine(line.text, p.levels)
	if !ok || inTable(line, next) {
		return false
	}
	if p.doc.Number != "" {
		return number == p.doc.Number && p.headAgain(line, title)
	}
	if p.section != preamble || dutch.Depth(number) == 1 && !named && !alone(line, next) {
		return false
	}
	p.begin(number, title)
	p.where(line, "/titel")
	return true
}

// headAgain takes the title of this page once more.
func (p *page) headAgain(line *sourceLine, title string) bool {
	begun := p.headed || !p.summary.empty()
	switch {
	case begun && !standsApart(line):
		return false
	case title == p.doc.Title:
		p.where(line, "/titel")
	case begun && sheetTitle(title, p.doc.Title):
		p.where(line, IsMenu)
	default:
		return false
	}
	if begun {
		p.notice(Remark, line.no, "Nummer en titel staan er nog eens; dit is gelezen als de kop van een volgend blad.")
	}
	return true
}

// inTable says that a line that looks like a title is a row of a table. A title of its own may have a tab inside: then its
// last cell goes on with the words before it.
func inTable(line, next *sourceLine) bool {
	n := line.columns()
	if n == 3 && alone(line, next) {
		last := line.row[strings.LastIndexByte(line.row, '\t')+1:]
		first, _ := utf8.DecodeRuneInString(last)
		return !unicode.IsLower(first) || !strings.Contains(last, " ")
	}
	return n > 2
}

// alone says that a line has empty lines around it.
func alone(line, next *sourceLine) bool { return line.after && (next == nil || next.after) }

func (p *page) begin(number, title string) {
	p.doc.Number, p.doc.Title = number, title
	p.said.own = number
	if depth := dutch.Depth(number); depth <= len(p.levels) {
		p.doc.Level = p.levels[depth-1]
	}
	for _, above := range dutch.Parents(number) {
		p.doc.Parents = append(p.doc.Parents, Place{Number: above})
	}
	p.open(summary, &p.summary, "/samenvatting")
}

// endsBefore says that a line is the title of the next page in the file.
//
//  1. After Basisinformatie any number and title begins a page, when what follows is one; see pageFollows.
//  2. Before it, only one that stands alone and counts on as well: 5.1.2 can be
//     followed by 5.1.3 or 5.2, while "1.1 Aanleiding" is a paragraph of the text.
//  3. In a list of children a number is a child, until one comes back.
//  4. The number and title of this page once more are the head of a next sheet,
//     unless the headings begin again below it.
//  5. Another number that does not count on begins a page when it tells by
//     itself that it does; see numberAgain.
func (p *page) endsBefore(line, next *sourceLine) bool {
	if c := line.text[0]; c >= 'a' && c <= 'z' || p.doc.Number == "" && p.section == preamble {
		return false
	}
	number, title, named, ok := titleLine(line.text, p.levels)
	if !ok || !standsApart(line) || !titleLike(title) || inTable(line, next) {
		return false
	}
	if number == p.doc.Number && sheetTitle(title, p.doc.Title) {
		return p.headed && p.beginsAgain()
	}
	if p.section == children && p.newChild(number) {
		return false
	}
	switch {
	case p.complete() && (dutch.Depth(number) > 1 || named), alone(line, next) && dutch.CompareNumbers(number, p.doc.Number) > 0:
		return p.pageFollows(line, number)
	case !alone(line, next):
		return false
	}
	return p.numberAgain(line, next, number, title)
}

// standsApart says that a line begins after an empty line and at the margin, as
// titles do.
func standsApart(line *sourceLine) bool { return line.after && line.indent <= 3 }

// furthest is how many lines are looked at to see whether a page begins again:
// more than a summary has.
const furthest = 200

// beginsAgain says that a second page of the same number and title begins, and
// not the next sheet of this one: of a page, the headings come again.
//
//  1. After Basisinformatie only its own rows can follow.
//  2. A heading that comes again at once, the one whose text is open, is printed
//     once more on each sheet.
//  3. "Toelichting op voortgang" may stand under Financiën too.
//  4. Where nothing tells, what was complete with its Basisinformatie is another
//     page, and what was not goes on.
func (p *page) beginsAgain() bool {
	for n := 1; n <= furthest; n++ {
		line := p.look(n)
		if line == nil {
			break
		}
		if _, _, _, title := titleLine(line.text, p.levels); title && standsApart(line) {
			break
		}
		s, _ := knownHeading(line.text, p.levels)
		if with, _ := headingAndText(line.text); s == noSection && line.after {
			s = with
		}
		switch {
		case s == progress && p.section == finance, s == p.section && n == 1:
			return false
		case s != noSection:
			return p.seen[s] || p.complete() && s != children
		}
		if row, ok := labelled(line.text); p.complete() && ok && row.label != unknownLabel {
			return false
		}
	}
	return p.complete()
}

// complete says that Basisinformatie, the last of a page, was seen. Milestones in an explanation are not that: text follows.
func (p *page) complete() bool {
	return p.rows && (p.before == nil || p.before.rows || p.doc.Number == "")
}

// titleLike: titles begin with a capital and do not end like a sentence.
func titleLike(title string) bool {
	first, _ := utf8.DecodeRuneInString(title)
	return !unicode.IsLower(first) && !strings.ContainsAny(title[len(title)-1:], ".;:,")
}

// heading takes a heading that is known.
func (p *page) heading(line *sourceLine) bool {
	if s, year := knownHeading(line.text, p.levels); s != noSection && !(s == children && (!line.after || p.doc.Number == "")) {
		p.guessYear(year)
		p.enter(s, line)
		p.where(line, IsHeading)
		return true
	}
	if p.section == finance && p.finance.empty() && strings.EqualFold(strings.TrimRight(line.text, ": "), "toelichting") {
		p.where(line, IsHeading) // of the money, above its first words
		return true
	}
	if p.section == summary && p.summary.empty() && summaryHeadings[strings.ToLower(strings.TrimRight(line.text, ": "))] {
		p.where(line, IsHeading) // of what mostly stands below the title without one
		return true
	}
	if s, rest := headingAndText(line.text); s != noSection && line.after {
		p.enter(s, line)
		p.prose(line, rest)
		return true
	}
	return false
}

// guessedHeading takes a line that only looks like a heading.
func (p *page) guessedHeading(line, next *sourceLine) bool {
	if p.row.label != noLabel || !looksLikeHeading(line, next) || p.endsText(next) && !asksWhat(line.text) {
		return false
	}
	switch p.section {
	case preamble, basics:
		return false
	case children:
		if !asksWhat(line.text) {
			return false
		}
	case progress, actions:
		if _, _, ok := actionMark(line.text); ok {
			return false
		}
	case summary:
		if _, ok := editionOf(line.text); ok && p.summary.empty() {
			return false
		}
	}
	p.other(line, strings.TrimRight(line.text, ": "))
	p.where(line, IsHeading)
	return true
}

// endsText says that what follows is no text: a short last line is content, not
// an empty section.
func (p *page) endsText(next *sourceLine) bool {
	if s, _ := knownHeading(next.text, p.levels); s != noSection {
		return true
	}
	_, _, _, title := titleLine(next.text, p.levels)
	return title || isMenu(next.text)
}

// enter opens a section by its heading. "Toelichting op voortgang" under
// Financiën is about money.
func (p *page) enter(s section, line *sourceLine) {
	p.headed = true
	p.seen[s] = p.seen[s] || !(s == progress && p.section == finance)
	switch {
	case s == progress && p.section == finance, s == finance:
		p.open(finance, &p.finance, "/financien/toelichting")
	case s == contextSection:
		p.open(s, &p.context, "/context/tekst")
	case s == progress:
		p.open(s, &p.progress, "/voortgang")
	case s == children:
		p.open(s, nil, "")
		p.rowLine = line
	default:
		p.rows = p.rows || s == basics
		p.open(s, nil, "")
	}
}

// open closes what was open and begins a section.
func (p *page) open(s section, into *prose, field string) {
	p.rows = p.complete()
	p.section, p.into, p.field = s, into, field
	p.row, p.rowLine, p.once, p.asideAt, p.before, p.list = row{}, nil, false, -1, nil, false
	p.acts.noteAt = -1
}

// other begins a heading or label that we do not know.
func (p *page) other(line *sourceLine, heading string) {
	p.otherText(heading)
	p.notice(UnknownHeading, line.no, fmt.Sprintf("De kop ‘%s’ is niet bekend; de tekst staat bij ‘overig’.", heading))
}

func (p *page) otherText(heading string) {
	o := &otherText{heading: heading}
	p.others = append(p.others, o)
	p.open(other, &o.prose, p.otherField(len(p.others)-1))
}

func (p *page) otherField(i int) string { return "/overig/" + strconv.Itoa(i) + "/tekst" }

// content takes a line of the section that is open.
func (p *page) content(line, next *sourceLine) {
	switch p.section {
	case preamble:
		p.above(line)
	case actions:
		p.action(line)
	case progress:
		p.progressed(line)
	case finance:
		p.money(line)
	case children:
		p.child(line)
	case basics:
		p.loose(line, line.text)
	case summary:
		if p.summary.empty() && p.editionLine(line, next) {
			return
		}
		p.prose(line, line.text)
	default:
		p.prose(line, line.text)
	}
}

// above takes what stands above the title: the name of the edition, or
// something of the site.
func (p *page) above(line *sourceLine) {
	if len(p.heads) < mostHeads && len(line.text) <= 80 {
		p.heads = append(p.heads, line.text)
	}
	if p.editionLine(line, nil) {
		return
	}
	if p.listOfPages(line.text) {
		p.where(line, IsMenu)
		return
	}
	p.loose(line, line.text)
}

// listOfPages recognises what a site has above a list of pages: "Prestaties (125)".
func (p *page) listOfPages(text string) bool {
	name, count, ok := strings.Cut(strings.ToLower(text), " (")
	return childHeading(name, p.levels) && (!ok || pageNumber(strings.TrimSuffix(count, ")")))
}

// mostHeads is how many lines above the title are remembered.
const mostHeads = 10

// runningHead says that a line stood above the title and is printed again at the head or foot of a sheet: the name of the
// edition by itself, another line only beside a page number or such a name.
func (p *page) runningHead(line, next *sourceLine) bool {
	if p.doc.Number == "" || !slices.Contains(p.heads, line.text) {
		return false
	}
	if _, edition := editionOf(line.text); edition && alone(line, next) {
		return true
	}
	taken := p.doc.Lines[len(p.doc.Lines)-1]
	follows := taken.Field == IsMenu && (line.after || taken.Line == line.no-1)
	return follows || line.after && next != nil && (isMenu(next.text) || slices.Contains(p.heads, next.text))
}

// editionLine takes a line that only names the edition. Where another names another one, as the menu of a site does, nothing
// tells which it is.
func (p *page) editionLine(line, next *sourceLine) bool {
	e, ok := editionOf(line.text)
	if !ok || next != nil && !next.after {
		return false
	}
	switch was := &p.doc.Edition; {
	case was.Certainty == Unknown, was.Certainty == Certain && !e.moreExact(*was):
		if was.Certainty == Certain {
			p.notice(Remark, line.no, fmt.Sprintf("De pagina noemt nog een editie, ‘%s’; van welke zij is, is niet te zeggen.", line.text))
		}
		was.Certainty = Unknown
		return false
	}
	p.doc.Edition = e
	p.where(line, "/editie")
	return true
}

// guessYear takes the year of "Acties 2016" when nothing surer is known.
func (p *page) guessYear(year int) {
	if year > 0 && p.doc.Edition.Year == 0 {
		p.doc.Edition.Year, p.doc.Edition.Certainty = year, Likely
	}
}

// loose takes a line that stands under no heading or label.
func (p *page) loose(line *sourceLine, text string) {
	s := p.section
	if p.into == nil {
		p.otherText("")
		p.section = s
	}
	p.prose(line, text)
}

// prose adds a line to the text that is open.
func (p *page) prose(line *sourceLine, text string) {
	wentOn := p.into.add(line, text)
	p.where(line, p.field)
	if p.section == preamble {
		return // a menu names pages; it does not refer to them
	}
	_, plain := listMark(text)
	p.said.add(line.no, plain, wentOn, 0)
}

// newChild says that a number is a direct child not listed yet.
func (p *page) newChild(number string) bool {
	if !strings.HasPrefix(number, p.doc.Number+".") || dutch.Depth(number) != dutch.Depth(p.doc.Number)+1 {
		return false
	}
	for _, c := range p.doc.Children {
		if c.Number == number {
			return false
		}
	}
	return true
}

// child takes a line of the list of pages below this one.
func (p *page) child(line *sourceLine) {
	_, text := listMark(line.text)
	number, title, _, ok := titleLine(text, p.levels)
	if !ok || !p.newChild(number) {
		heading := p.rowLine.text
		p.otherText(strings.TrimRight(heading, ": "))
		p.prose(line, line.text)
		return
	}
	p.doc.Children = append(p.doc.Children, Place{number, title})
	p.where(line, "/kinderen/"+strconv.Itoa(len(p.doc.Children)-1)+"/titel")
}
