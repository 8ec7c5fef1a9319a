package importer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"doelenboom/internal/richtext"
)

// prose gathers the lines of one field into paragraphs, lists and tables.
// As long as there are only paragraphs it keeps no more than their text.
type prose struct {
	plain  strings.Builder // paragraphs, while there is nothing else
	blocks richtext.Doc    // everything, from the first list or table on
	open   openBlock
	parts  []string // the lines of the open item, or paragraph between lists
	item   *richtext.Span
	last   *sourceLine
	items  []openItem // the open list, from its outermost item inwards
}

type openBlock byte

const (
	nothing openBlock = iota
	paragraph
	list
	table
)

// openItem is a level of the open list.
type openItem struct {
	indent int
	items  *[]richtext.Item
}

// add takes the next line of the field and says whether it went on with the
// paragraph or item before it.
func (p *prose) add(line *sourceLine, text string) (wentOn bool) {
	m, rest := listMark(text)
	if m.number > 999 {
		m, rest = mark{}, text // "2016. ..." begins with a year
	}
	switch {
	case line.row != "" && m.kind == noMark && text == line.text:
		p.addRow(line.row)
	case m.kind != noMark:
		p.addItem(line, m, rest)
	case p.goesOn(line, text):
		p.line(" ", text)
		wentOn = true
	default:
		p.close()
		p.open = paragraph
		p.line("\n\n", text)
	}
	p.last = line
	return wentOn
}

// line adds to the open paragraph or item; gap is what parts it from the line
// before.
func (p *prose) line(gap, text string) {
	if p.blocks != nil {
		p.parts = append(p.parts, text)
		return
	}
	if p.plain.Len() > 0 {
		p.plain.WriteString(gap)
	}
	p.plain.WriteString(text)
}

// goesOn says that a line belongs to the paragraph or item before it. Files
// with long lines have one paragraph on each, without empty lines between.
func (p *prose) goesOn(line *sourceLine, text string) bool {
	if p.open == nothing || p.open == table || line.after {
		return false
	}
	if len(p.last.text) <= 120 {
		return true
	}
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(first)
}

func (p *prose) addItem(line *sourceLine, m mark, text string) {
	p.closeItem()
	if p.open != list {
		p.close()
		p.toBlocks()
		p.blocks = append(p.blocks, richtext.Block{Kind: richtext.List, Ordered: m.kind == numbered})
		p.items = append(p.items[:0], openItem{line.indent, &p.blocks[len(p.blocks)-1].Items})
		p.open = list
	}
	for len(p.items) > 1 && line.indent < p.items[len(p.items)-1].indent {
		p.items = p.items[:len(p.items)-1]
	}
	in := p.items[len(p.items)-1]
	if line.indent > in.indent && len(*in.items) > 0 && len(p.items) < maxDepth {
		above := &(*in.items)[len(*in.items)-1]
		above.Ordered = m.kind == numbered
		in = openItem{line.indent, &above.Items}
		p.items = append(p.items, in)
	}
	spans := []richtext.Span{{Text: text}}
	*in.items = append(*in.items, richtext.Item{Spans: spans})
	p.item = &spans[0]
	p.parts = append(p.parts, text)
}

// closeItem puts the lines of the open item together.
func (p *prose) closeItem() {
	if p.item != nil && len(p.parts) > 1 {
		p.item.Text = strings.Join(p.parts, " ")
	}
	if p.open == list {
		p.parts = p.parts[:0]
	}
	p.item = nil
}

// maxDepth is how deep lists nest; deeper items join the deepest level.
const maxDepth = 6

func (p *prose) addRow(text string) {
	if p.open != table {
		p.close()
		p.toBlocks()
		p.blocks = append(p.blocks, richtext.Block{Kind: richtext.Table})
		p.open = table
	}
	var row []richtext.Cell
	for cell := range strings.SplitSeq(text, "\t") {
		c := richtext.Cell{}
		if cell != "" {
			c.Spans = []richtext.Span{{Text: cell}}
		}
		row = append(row, c)
	}
	b := &p.blocks[len(p.blocks)-1]
	b.Rows = append(b.Rows, row)
}

// close ends the open paragraph, list or table.
func (p *prose) close() {
	p.closeItem()
	if p.open == paragraph && p.blocks != nil {
		p.blocks = append(p.blocks, textBlock(strings.Join(p.parts, " ")))
	}
	if p.open == table {
		p.closeTable()
	}
	p.open, p.parts, p.items = nothing, p.parts[:0], p.items[:0]
}

// closeTable makes a paragraph again of a single row: a tab in a sentence is no
// table.
func (p *prose) closeTable() {
	b := &p.blocks[len(p.blocks)-1]
	if len(b.Rows) == 1 {
		*b = textBlock(oneSpace(b.Text()))
	}
}

// toBlocks turns the paragraphs so far into blocks.
func (p *prose) toBlocks() {
	if p.blocks != nil {
		return
	}
	p.blocks = richtext.Doc{}
	if p.plain.Len() > 0 {
		for text := range strings.SplitSeq(p.plain.String(), "\n\n") {
			p.blocks = append(p.blocks, textBlock(text))
		}
	}
	p.plain = strings.Builder{}
}

func textBlock(text string) richtext.Block {
	return richtext.Block{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: text}}}
}

// empty says that no line came.
func (p *prose) empty() bool {
	return p.open == nothing && p.plain.Len() == 0 && len(p.blocks) == 0
}

// done gives the text, paragraphs parted by an empty line, and the blocks when
// there is more than paragraphs.
func (p *prose) done() (string, richtext.Doc) {
	p.close()
	if len(p.blocks) == 0 {
		return p.plain.String(), nil
	}
	more := slices.ContainsFunc(p.blocks, func(b richtext.Block) bool { return b.Kind != richtext.Paragraph })
	if !more {
		return p.blocks.Text(), nil
	}
	return p.blocks.Text(), p.blocks
}
