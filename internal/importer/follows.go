package importer

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"doelenboom/internal/dutch"
)

// pageFollows says that what follows a line with number and title has the shape of a page, so that the line is its title
// and not one of a list of other places in the tree.
//
//  1. Running text follows, a list, or a known heading, unless that is the next one of this page.
//  2. A row of Basisinformatie that this page had already; a row that it had not is its own. A score or another small row
//     stands right below the title.
//  3. Titles may follow each other, as those of a goal without a text and its first deliverable do, but they count on.
//     A number that comes back, or one that goes down, shows that the ones before it only name places.
//  4. Below a line that announces something, and below "Zie ook", text alone is not enough.
func (p *page) pageFollows(title *sourceLine, number string) bool {
	if p.shapeFollows(number) {
		if p.goesOnBelow() {
			p.notice(Guessed, title.no, fmt.Sprintf("‘%s’ is gelezen als het begin van een volgende pagina, maar de kop eronder ontbrak nog bij %s. Begint hier geen pagina, haal dan de lege regel erboven weg.", title.text, p.doc.Number))
		}
		return true
	}
	p.notice(Guessed, title.no, fmt.Sprintf("‘%s’ is gelezen als tekst van deze pagina, omdat er geen pagina op volgt. Begint hier een pagina, deel het bestand dan op.", title.text))
	return false
}

func (p *page) shapeFollows(number string) bool {
	announced := p.colon || p.namesPlaces()
	titles := 0
	for n := 1; n <= furthest && titles < mostTitles; n++ {
		line := p.look(n)
		if line == nil {
			return false
		}
		if next, title, _, ok := titleLine(line.text, p.levels); ok && standsApart(line) && titleLike(title) && !inTable(line, p.look(n+1)) {
			switch {
			case n > 1 && !p.look(n-1).isTitle(p.levels), dutch.CompareNumbers(next, number) <= 0:
				return false
			case !announced && strings.HasPrefix(next, number+"."):
				return true
			}
			number = next
			titles++
			continue
		}
		if is, sure := p.shape(line, n, announced); sure {
			return is
		}
	}
	return true
}

// goesOnBelow says that the first heading below a title is one that this page still lacks, and that comes behind what it has.
func (p *page) goesOnBelow() bool {
	if p.complete() || !p.headed {
		return false
	}
	for n := 1; n <= furthest; n++ {
		line := p.look(n)
		if line == nil || line.isTitle(p.levels) {
			return false
		}
		if s, _ := knownHeading(line.text, p.levels); s != noSection {
			return s > p.section && !p.seen[s] && s != children
		}
	}
	return false
}

// mostTitles are more than a list inside a page has: so many that count on are a tree.
const mostTitles = 20

func (l *sourceLine) isTitle(levels []string) bool {
	_, title, _, ok := titleLine(l.text, levels)
	return ok && standsApart(l) && titleLike(title)
}

// shape says whether one line, n lines further, shows that a page has begun; sure is false when the next one has to tell.
func (p *page) shape(line *sourceLine, n int, announced bool) (is, sure bool) {
	s, _ := knownHeading(line.text, p.levels)
	if with, _ := headingAndText(line.text); s == noSection && line.after {
		s = with
	}
	r, row := labelled(line.text)
	if !row && n == 1 {
		r, row = labelByValue(line.text, p.look(2))
	}
	switch {
	case s != noSection:
		next := p.headed && s > p.section // as the next heading of this page
		return p.complete() || p.seen[s] || n == 1 && !announced && !next, true
	case row && r.label >= holderLabel && r.label <= websiteLabel:
		return p.hadRow[r.label], true
	case row && n == 1 && r.label > websiteLabel:
		return true, true
	}
	m, _ := listMark(line.text)
	return true, !announced && (n == 1 && m.kind != noMark || (n == 1 || line.after) && p.runs(n))
}

// runs says that the paragraph that begins n lines further is running text. A page does not begin with the rest of a sentence.
func (p *page) runs(n int) bool {
	if line := p.look(n); line != nil {
		if first, _ := utf8.DecodeRuneInString(line.text); unicode.IsLower(first) {
			return false
		}
	}
	for i := n; i < n+furthest; i++ {
		line := p.look(i)
		if line == nil || i > n && line.after {
			return false
		}
		m, _ := listMark(line.text)
		if m.kind != noMark || line.row != "" {
			return false
		}
		if len(line.text) > longMilestone || strings.ContainsAny(line.text[len(line.text)-1:], ".!?:") || moreSentences(line.text) || dutch.EndsCut(line.text) {
			return true
		}
	}
	return true
}

// namesPlaces says that the heading above names other places in the tree: "Zie ook", "Samenhang met andere prestaties".
func (p *page) namesPlaces() bool {
	if p.section != other || len(p.others) == 0 {
		return false
	}
	heading := strings.ToLower(p.others[len(p.others)-1].heading)
	for _, word := range []string{"samenhang", "gerelateerd", "verwijzing", "relatie"} {
		if strings.Contains(heading, word) {
			return true
		}
	}
	return strings.HasPrefix(heading, "zie ")
}
