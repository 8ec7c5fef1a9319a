package richtext

import (
	"strings"
	"unicode"
)

// Parse reads the plain notation: paragraphs parted by an empty line; lines beginning with "- " or "* " or "• " a
// list, "1. " a numbered one, nested by indent; "> " a quotation; "| a | b |" a table whose first row is the head;
// **bold**, *italic* and [text](address) inside; ![what it shows](afbeelding:hash) on a line of its own a picture. A
// backslash before a sign makes it an ordinary sign. Blocks have no ids yet: Carry gives them.
func Parse(plain string) Doc {
	plain = strings.ToValidUTF8(plain, "\ufffd") // before halves of letters come to stand beside each other
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
	parts := []string{text}
	if strings.Contains(text, "\n") { // seldom, and it is short to see
		parts = strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n")
	}
	var doc Doc
	for _, part := range parts {
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
	if image := imageIn(line); image != nil {
		p.at++
		return Block{Kind: Picture, Image: image}
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
	return item || strings.HasPrefix(line, "> ") || strings.HasPrefix(line, "|") || imageIn(line) != nil
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
	underHead := false
	for p.at < len(p.lines) {
		line := strings.TrimSpace(p.lines[p.at])
		if !strings.HasPrefix(line, "|") {
			break
		}
		p.at++
		if len(rows) == 1 && !underHead && strings.Trim(line, "|-: ") == "" && strings.Contains(line, "-") {
			underHead = true // the line under the head
			continue
		}
		rows = append(rows, cellsIn(line))
	}
	return rows
}

// cellsIn parts a line such as "| a | b |". A stroke behind a backslash belongs to its cell.
func cellsIn(line string) []Cell {
	var row []Cell
	from := 1
	for i := 1; i < len(line); i++ {
		if n := escaped(line[i:]); n > 0 {
			i += n - 1
		} else if line[i] == '|' {
			row = append(row, Cell{Spans: parseSpans(strings.TrimSpace(line[from:i]))})
			from = i + 1
		}
	}
	if from < len(line) || len(row) == 0 {
		row = append(row, Cell{Spans: parseSpans(strings.TrimSpace(line[from:]))})
	}
	return row
}

// What stands around a picture: ![what it shows](afbeelding:hash). Without words it is decorative.
const (
	imageOpens = "!["
	imageMid   = "](afbeelding:"
	imageEnds  = ")"
)

// imageIn is the picture that a line stands for, nil when it is another line.
func imageIn(line string) *Image {
	const tail = len(imageMid) + blobLength + len(imageEnds)
	mid := len(line) - tail
	if mid < len(imageOpens) || !strings.HasPrefix(line, imageOpens) || !strings.HasPrefix(line[mid:], imageMid) {
		return nil
	}
	blob := line[mid+len(imageMid) : len(line)-len(imageEnds)]
	if !blobName(blob) || !strings.HasSuffix(line, imageEnds) {
		return nil
	}
	alt := strings.TrimSpace(unescape(line[len(imageOpens):mid]))
	return &Image{Alt: alt, Blob: blob, Decorative: alt == ""}
}

const blobLength = 64

// blobName tells whether s is the name of a kept file: its SHA-256 in small hexadecimal digits.
func blobName(s string) bool {
	return len(s) == blobLength && strings.Trim(s, "0123456789abcdef") == ""
}

func (p *parser) items(depth int) []Item {
	var items []Item
	for p.at < len(p.lines) {
		raw := p.lines[p.at]
		text, ordered, ok := listMark(strings.TrimSpace(raw))
		in := indent(raw)
		switch {
		case !ok && len(items) > 0 && strings.TrimSpace(raw) != "" && in > depth:
			last := lastItem(items) // a long item goes on, indented, on the next line
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

// lastItem is the entry that was written last, in whichever list.
func lastItem(items []Item) *Item {
	last := &items[len(items)-1]
	for len(last.Items) > 0 {
		last = &last.Items[len(last.Items)-1]
	}
	return last
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
