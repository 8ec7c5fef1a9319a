package richtext

import (
	"strings"
	"unicode"
)

// Parse reads the plain notation: paragraphs parted by an empty line; lines beginning with "- " or "* " or "• " a
// list, "1. " a numbered one, nested by indent; "> " a quotation; "| a | b |" a table whose first row is the head;
// **bold**, *italic* and [text](address) inside. Blocks have no ids yet: Carry gives them.
func Parse(plain string) Doc {
	p := parser{lines: strings.Split(strings.ReplaceAll(plain, "\r\n", "\n"), "\n")}
	var doc Doc
	for p.at < len(p.lines) {
		if strings.TrimSpace(p.lines[p.at]) == "" {
			p.at++
			continue
		}
		doc = append(doc, p.block())
	}
	return doc
}

// Paragraphs makes a Doc of plain text without any notation: an empty line parts the paragraphs, and nothing in them
// is read as a mark. Importers use it, since a star in an old page is a star.
func Paragraphs(text string) Doc {
	var doc Doc
	for _, part := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			doc = append(doc, Block{Kind: Paragraph, Spans: []Span{{Text: part}}})
		}
	}
	return doc
}

type parser struct {
	lines []string
	at    int
}

func (p *parser) block() Block {
	line := strings.TrimSpace(p.lines[p.at])
	switch _, ordered, isItem := listMark(line); {
	case isItem:
		return Block{Kind: List, Ordered: ordered, Items: p.items(indent(p.lines[p.at]))}
	case strings.HasPrefix(line, "> "):
		return Block{Kind: Quotation, Spans: parseSpans(p.prefixed("> "))}
	case strings.HasPrefix(line, "|"):
		return Block{Kind: Table, Rows: p.rows()}
	}
	return Block{Kind: Paragraph, Spans: parseSpans(p.paragraph())}
}

func (p *parser) paragraph() string {
	var words []string
	for p.at < len(p.lines) {
		line := strings.TrimSpace(p.lines[p.at])
		if line == "" || len(words) > 0 && startsOther(line) {
			break
		}
		words = append(words, line)
		p.at++
	}
	return strings.Join(words, " ")
}

func startsOther(line string) bool {
	_, _, item := listMark(line)
	return item || strings.HasPrefix(line, "> ") || strings.HasPrefix(line, "|")
}

func (p *parser) prefixed(mark string) string {
	var words []string
	for p.at < len(p.lines) {
		line := strings.TrimSpace(p.lines[p.at])
		if !strings.HasPrefix(line, mark) {
			break
		}
		words = append(words, strings.TrimSpace(line[len(mark):]))
		p.at++
	}
	return strings.Join(words, " ")
}

func (p *parser) rows() [][]Cell {
	var rows [][]Cell
	for p.at < len(p.lines) {
		line := strings.TrimSpace(p.lines[p.at])
		if !strings.HasPrefix(line, "|") {
			break
		}
		p.at++
		cells := strings.Split(strings.Trim(line, "|"), "|")
		if strings.Trim(line, "|-: ") == "" {
			continue // the line under the head
		}
		row := make([]Cell, len(cells))
		for i, c := range cells {
			row[i] = Cell{Spans: parseSpans(strings.TrimSpace(c))}
		}
		rows = append(rows, row)
	}
	return rows
}

func (p *parser) items(depth int) []Item {
	var items []Item
	for p.at < len(p.lines) {
		raw := p.lines[p.at]
		text, ordered, ok := listMark(strings.TrimSpace(raw))
		in := indent(raw)
		switch {
		case !ok && len(items) > 0 && strings.TrimSpace(raw) != "" && in > depth:
			last := &items[len(items)-1] // a long item goes on, indented, on the next line
			last.Spans = append(last.Spans, parseSpans(" "+strings.TrimSpace(raw))...)
			p.at++
		case !ok || in < depth:
			return items
		case in > depth && len(items) > 0:
			last := &items[len(items)-1]
			last.Ordered = ordered
			last.Items = append(last.Items, p.items(in)...)
		default:
			items = append(items, Item{Spans: parseSpans(text)})
			p.at++
		}
	}
	return items
}

func indent(line string) int {
	n := 0
	for _, r := range line {
		switch r {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// listMark splits a line into its list mark and the rest.
func listMark(line string) (text string, ordered, ok bool) {
	for _, mark := range []string{"- ", "* ", "• "} {
		if strings.HasPrefix(line, mark) {
			return strings.TrimSpace(line[len(mark):]), false, true
		}
	}
	n := 0
	for n < len(line) && n < 3 && unicode.IsDigit(rune(line[n])) {
		n++
	}
	if n > 0 && strings.HasPrefix(line[n:], ". ") {
		return strings.TrimSpace(line[n+2:]), true, true
	}
	return "", false, false
}
