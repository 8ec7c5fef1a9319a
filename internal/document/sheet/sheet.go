// Package sheet reads and writes the tables that people keep in a spreadsheet program: CSV as Dutch Excel writes it, and
// XLSX. A table is lines of named cells; what is in them is for others to judge.
package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// What a table may be at most: enough for the largest organisation, and too little to keep a server busy with.
const (
	MaxBytes    = 4 << 20
	maxRows     = 5000
	maxColumns  = 50
	maxXML      = 32 << 20   // of one file in an XLSX, unpacked
	maxUnpacked = 2 * maxXML // of all that is read in it
	maxText     = 32 << 10   // of one cell in an XLSX
)

// Table is what was read.
type Table struct {
	Columns []string // lower case
	Rows    []Row
	size    int // of all text
}

// Row is one line under the head.
type Row struct {
	Line  int // in the file, from 1
	Cells map[string]string
}

// Wrong is a file that cannot be read, in Dutch.
type Wrong struct{ Text string }

func (w Wrong) Error() string { return w.Text }

// Read reads a table. Lines without anything are left out.
func Read(file []byte) (Table, error) {
	if len(file) > MaxBytes {
		return Table{}, Wrong{"het bestand is groter dan 4 MB; deel het op"}
	}
	var t Table
	var err error
	if bytes.HasPrefix(file, []byte("PK\x03\x04")) {
		err = readXLSX(file, &t)
	} else {
		err = readCSV(file, &t)
	}
	if err == nil && t.Columns == nil {
		err = Wrong{"het bestand is leeg"}
	}
	return t, err
}

// add takes the cells of the next line of a file. It refuses what is too much as soon as it comes: a small workbook can be
// very large unpacked.
func (t *Table) add(number int, cells []string) error {
	size := 0
	for i := range cells {
		cells[i] = clean(cells[i])
		size += len(cells[i])
	}
	switch t.size += size; {
	case size == 0:
		return nil
	case t.size > MaxBytes:
		return Wrong{"er staat meer dan 4 MB tekst in; deel het bestand op"}
	case len(cells) > maxColumns:
		return Wrong{fmt.Sprintf("regel %d heeft meer dan %d kolommen", number, maxColumns)}
	case t.Columns == nil:
		for _, c := range cells {
			t.Columns = append(t.Columns, strings.ToLower(c))
		}
		return nil
	case len(t.Rows) == maxRows:
		return Wrong{fmt.Sprintf("er staan meer dan %d regels in; deel het bestand op", maxRows)}
	}
	row := Row{Line: number, Cells: map[string]string{}}
	for i, c := range cells {
		if i < len(t.Columns) {
			row.Cells[t.Columns[i]] = c
		} else if c != "" {
			return Wrong{fmt.Sprintf("regel %d heeft meer cellen dan de kop", number)}
		}
	}
	t.Rows = append(t.Rows, row)
	return nil
}

// readCSV takes what separates cells from the first line, and letters that are no UTF-8 for those of Windows.
func readCSV(file []byte, t *Table) error {
	file = bytes.TrimPrefix(file, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(file) {
		var err error
		if file, err = charmap.Windows1252.NewDecoder().Bytes(file); err != nil {
			return Wrong{"het bestand heeft letters die wij niet kennen; bewaar het als CSV UTF-8"}
		}
	}
	if bytes.IndexByte(file, 0) >= 0 {
		return Wrong{"dit is geen CSV- of Excel-bestand"}
	}
	head, _, _ := bytes.Cut(file, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(file))
	r.FieldsPerRecord = -1
	for _, mark := range []rune{';', '\t'} {
		if bytes.ContainsRune(head, mark) {
			r.Comma = mark
			break
		}
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if at := (*csv.ParseError)(nil); errors.As(err, &at) {
			return Wrong{fmt.Sprintf("regel %d is niet te lezen; staat er een aanhalingsteken te veel of te weinig?", at.Line)}
		}
		number, _ := r.FieldPos(0)
		if err := t.add(number, cells); err != nil {
			return err
		}
	}
}

// clean is a cell without spaces around it and without the mark that kept it from being a formula.
func clean(cell string) string {
	cell = strings.TrimSpace(cell)
	if len(cell) > 1 && cell[0] == '\'' && strings.IndexByte(formula, cell[1]) >= 0 {
		return cell[1:]
	}
	return cell
}

const formula = "=+-@\t\r"

// Cell is a text that a spreadsheet program does not take for a formula.
func Cell(text string) string {
	if text != "" && strings.IndexByte(formula, text[0]) >= 0 {
		return "'" + text
	}
	return text
}

// Writer writes a table line by line, as Dutch Excel opens it: UTF-8 with a mark, semicolons, no formulas.
type Writer struct{ out *csv.Writer }

// NewWriter begins a table with its head.
func NewWriter(w io.Writer, columns []string) (Writer, error) {
	if _, err := io.WriteString(w, "\xef\xbb\xbf"); err != nil {
		return Writer{}, err
	}
	t := Writer{csv.NewWriter(w)}
	t.out.Comma = ';'
	t.out.UseCRLF = true
	return t, t.Row(columns)
}

// Row writes the next line.
func (w Writer) Row(cells []string) error {
	safe := make([]string, len(cells))
	for i, c := range cells {
		safe[i] = Cell(c)
	}
	return w.out.Write(safe)
}

// Close writes what is left of the table.
func (w Writer) Close() error {
	w.out.Flush()
	return w.out.Error()
}

// Write writes a whole table.
func Write(w io.Writer, columns []string, rows [][]string) error {
	t, err := NewWriter(w, columns)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := t.Row(row); err != nil {
			return err
		}
	}
	return t.Close()
}

// Day reads a day as people and spreadsheets write it, and gives it as 2027-03-31; "" when it is none.
func Day(text string) string {
	for _, layout := range []string{"2006-01-02", "2-1-2006", "2/1/2006", "2.1.2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format("2006-01-02")
		}
	}
	// XLSX counts days from the end of 1899.
	if n, err := strconv.Atoi(text); err == nil && isDay(n) {
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n).Format("2006-01-02")
	}
	return ""
}

// isDay tells a day of our time from other numbers.
func isDay(n int) bool { return n > 20000 && n < 80000 }
