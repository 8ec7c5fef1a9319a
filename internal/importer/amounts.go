package importer

import (
	"strconv"
	"strings"

	"doelenboom/internal/money"
	"doelenboom/internal/richtext"
)

// money takes a line of the section about money: "Lasten: € 1.250.000" is an amount. A number without its unit is none; it
// stays text, in a paragraph of its own.
func (p *page) money(line *sourceLine) {
	name, value, ok := cutLabel(line.text)
	if !ok || line.columns() > 2 || len(value) > 40 {
		p.prose(line, line.text)
		return
	}
	unit := unitOf(name)
	cents, err := money.Parse(strings.TrimRight(value, "."), max(1, unit))
	switch {
	case err != nil, !inEuros(value) && unit == 0 && strings.ToUpper(name[:1]) != name[:1]:
		p.prose(line, line.text)
		return
	case !inEuros(value) && unit == 0:
		line.after = true
		p.prose(line, line.text)
	default:
		p.headed = true
		p.said.add(line.no, value, false, 0)
		p.amounts = append(p.amounts, Amount{Row: name, Cents: cents, AsWritten: value})
		p.where(line, "/financien/bedragen/"+strconv.Itoa(len(p.amounts)-1))
	}
	p.taken = true
}

func inEuros(value string) bool { return strings.Contains(value, "€") }

// unitOf reads "x € 1.000" and "x 1.000": the euros that a bare number stands
// for, 0 when nothing says so.
func unitOf(text string) int64 {
	low := strings.NewReplacer("\u00a0", " ", "×", "x", "€ ", "", "€", "").Replace(strings.ToLower(text))
	switch {
	case strings.Contains(low, "x 1.000.000"), strings.Contains(low, "x 1 miljoen"):
		return 1_000_000
	case strings.Contains(low, "x 1.000"), strings.Contains(low, "x 1000"), strings.Contains(low, "x1000"), strings.Contains(low, "x1.000"):
		return 1000
	}
	return 0
}

// tableAmounts reads the tables in the section about money: first row the
// columns, first column the rows. The unit stands in the head of the table or in
// the text before it.
func tableAmounts(blocks richtext.Doc) []Amount {
	var all []Amount
	var unit int64
	for _, b := range blocks {
		if b.Kind != richtext.Table {
			if u := unitOf(b.Text()); u > 0 {
				unit = u
			}
			continue
		}
		if len(b.Rows) > 1 {
			all = append(all, rowsAmounts(b.Rows, unit)...)
		}
	}
	return all
}

func rowsAmounts(rows [][]richtext.Cell, unit int64) []Amount {
	head := rows[0]
	for _, c := range head {
		unit = max(unit, unitOf(cellText(c)))
	}
	var all []Amount
	for _, row := range rows[1:] {
		for i := 1; i < len(row) && i < len(head); i++ {
			written, column := strings.TrimSpace(cellText(row[i])), strings.TrimSpace(cellText(head[i]))
			if written == "" || unit == 0 && !inEuros(written) {
				continue
			}
			cents, err := money.Parse(written, max(1, unit))
			if err != nil {
				continue
			}
			all = append(all, Amount{strings.TrimSpace(cellText(row[0])), column, cents, yearIn(column), written})
		}
	}
	return all
}

// yearIn is the year in the head of a column: "2016", "Begroting 2016".
func yearIn(column string) int {
	for _, w := range strings.Fields(column) {
		if y := fourDigits(w); y >= 1990 && y < 2200 {
			return y
		}
	}
	return 0
}

func cellText(c richtext.Cell) string {
	if len(c.Spans) == 0 {
		return ""
	}
	return c.Spans[0].Text
}
