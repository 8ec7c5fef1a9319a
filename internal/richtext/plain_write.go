package richtext

import (
	"strconv"
	"strings"
)

// Plain writes d, cleaned, in the notation that Parse reads: Parse gives the same text back, without ids (Carry finds
// them again) and without references (whoever saves finds those again).
func Plain(d Doc) string {
	var b strings.Builder
	for i, block := range Clean(d) {
		if i > 0 {
			b.WriteByte('\n')
		}
		writePlain(&b, block)
	}
	return b.String()
}

func writePlain(b *strings.Builder, block Block) {
	switch block.Kind {
	case List:
		writePlainItems(b, block.Ordered, block.Items, "")
	case Table:
		writePlainRows(b, block.Rows)
	case Picture:
		b.WriteString(imageOpens)
		writeEscaped(b, block.Image.Alt, "]")
		b.WriteString(imageMid + block.Image.Blob + imageEnds + "\n")
	case Quotation:
		b.WriteString("> " + inlinePlain(block.Spans, "") + "\n")
	default:
		b.WriteString(unlikeOther(inlinePlain(block.Spans, "")) + "\n")
	}
}

// unlikeOther escapes the beginning of a paragraph that would be read as a list, a quotation or a table.
func unlikeOther(line string) string {
	if !startsOther(line) {
		return line
	}
	at := 0
	for line[at] >= '0' && line[at] <= '9' {
		at++ // the point behind a number is what makes it a list
	}
	return line[:at] + `\` + line[at:]
}

// highestNumber is the last number that a list in the plain notation can count to; Parse does not look which it is.
const highestNumber = 999

func writePlainItems(b *strings.Builder, ordered bool, items []Item, margin string) {
	for i, it := range items {
		b.WriteString(margin)
		if ordered {
			b.WriteString(strconv.Itoa(min(i+1, highestNumber)) + ". ")
		} else {
			b.WriteString("- ")
		}
		b.WriteString(inlinePlain(it.Spans, "") + "\n")
		writePlainItems(b, it.Ordered, it.Items, margin+"  ")
	}
}

func writePlainRows(b *strings.Builder, rows [][]Cell) {
	for i, row := range rows {
		for _, c := range row {
			b.WriteString("| " + inlinePlain(c.Spans, "|") + " ")
		}
		b.WriteString("|\n")
		if i == 0 {
			b.WriteString(strings.Repeat("|---", len(row)) + "|\n")
		}
	}
}

// inlinePlain writes each span with marks of its own, so that it does not matter what stands beside it. Signs in also
// are escaped besides those that always are.
func inlinePlain(spans []Span, also string) string {
	var b strings.Builder
	for _, sp := range spans {
		stars := ""
		if sp.Italic {
			stars = "*"
		}
		if sp.Bold {
			stars += "**"
		}
		if sp.Link == "" {
			b.WriteString(stars)
			writeEscaped(&b, sp.Text, "*["+also)
			b.WriteString(stars)
			continue
		}
		b.WriteString("[" + stars)
		writeEscaped(&b, sp.Text, "*[]"+also)
		b.WriteString(stars + "](")
		writeEscaped(&b, sp.Link, ")"+also)
		b.WriteString(")")
	}
	return b.String()
}

// writeEscaped puts a backslash before the signs, and before a backslash that would be taken for one.
func writeEscaped(b *strings.Builder, text, signs string) {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if strings.IndexByte(signs, c) >= 0 || c == '\\' && (i+1 == len(text) || escaped(text[i:]) > 0) {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
}
