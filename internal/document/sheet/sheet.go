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

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
)

// What a table may be at most: enough for the largest organisation, and too little to keep a server busy with.
const (
	MaxBytes   = 4 << 20
	maxRows    = 5000
	maxColumns = 50
	maxXML     = 32 << 20 // of one file in an XLSX, unpacked
)

// Table is what was read.
type Table struct {
	Columns []string // lower case
	Rows    []Row
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
	var lines []line
	var err error
	if bytes.HasPrefix(file, []byte("PK\x03\x04")) {
		lines, err = readXLSX(file)
	} else {
		lines, err = readCSV(file)
	}
	if err != nil {
		return Table{}, err
	}
	return table(lines)
}

// line is the cells of a line, and its number in the file.
type line struct {
	number int
	cells  []string
}

func table(lines []line) (Table, error) {
	var t Table
	for _, l := range lines {
		if strings.Join(l.cells, "") == "" {
			continue
		}
		if len(l.cells) > maxColumns {
			return t, Wrong{fmt.Sprintf("regel %d heeft meer dan %d kolommen", l.number, maxColumns)}
		}
		if t.Columns == nil {
			for _, c := range l.cells {
				t.Columns = append(t.Columns, strings.ToLower(c))
			}
			continue
		}
		row := Row{Line: l.number, Cells: map[string]string{}}
		for i, c := range l.cells {
			if i < len(t.Columns) {
				row.Cells[t.Columns[i]] = c
			} else if c != "" {
				return t, Wrong{fmt.Sprintf("regel %d heeft meer cellen dan de kop", l.number)}
			}
		}
		t.Rows = append(t.Rows, row)
		if len(t.Rows) > maxRows {
			return t, Wrong{fmt.Sprintf("er staan meer dan %d regels in; deel het bestand op", maxRows)}
		}
	}
	if t.Columns == nil {
		return t, Wrong{"het bestand is leeg"}
	}
	return t, nil
}

// readCSV takes what separates cells from the first line, and letters that are no UTF-8 for those of Windows.
func readCSV(file []byte) ([]line, error) {
	file = bytes.TrimPrefix(file, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(file) {
		var err error
		if file, err = charmap.Windows1252.NewDecoder().Bytes(file); err != nil {
			return nil, Wrong{"het bestand heeft letters die wij niet kennen; bewaar het als CSV UTF-8"}
		}
	}
	if bytes.IndexByte(file, 0) >= 0 {
		return nil, Wrong{"dit is geen CSV- of Excel-bestand"}
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
	var lines []line
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if at := (*csv.ParseError)(nil); errors.As(err, &at) {
			return nil, Wrong{fmt.Sprintf("regel %d is niet te lezen; staat er een aanhalingsteken te veel of te weinig?", at.Line)}
		}
		number, _ := r.FieldPos(0)
		for i := range cells {
			cells[i] = clean(cells[i])
		}
		if lines = append(lines, line{number, cells}); len(lines) > 2*maxRows {
			return lines, nil // table says what is wrong
		}
	}
}

// readXLSX reads the first sheet. Days come as they are kept there, as numbers; see Day.
func readXLSX(file []byte) ([]line, error) {
	f, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{RawCellValue: true, UnzipSizeLimit: 2 * maxXML, UnzipXMLSizeLimit: maxXML})
	if err != nil {
		return nil, Wrong{"het Excel-bestand is beschadigd, beveiligd of te groot; bewaar het als CSV"}
	}
	defer f.Close()
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return nil, Wrong{"het Excel-bestand heeft geen werkblad"}
	}
	defer rows.Close()
	var lines []line
	for number := 1; rows.Next() && len(lines) <= 2*maxRows; number++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, Wrong{fmt.Sprintf("regel %d is niet te lezen", number)}
		}
		for i := range cells {
			cells[i] = clean(cells[i])
		}
		lines = append(lines, line{number, cells})
	}
	return lines, nil
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

// Write writes a table as Dutch Excel opens it: UTF-8 with a mark, semicolons, no formulas.
func Write(w io.Writer, columns []string, rows [][]string) error {
	if _, err := io.WriteString(w, "\xef\xbb\xbf"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma = ';'
	out.UseCRLF = true
	for _, row := range append([][]string{columns}, rows...) {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = Cell(c)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Day reads a day as people and spreadsheets write it, and gives it as 2027-03-31; "" when it is none.
func Day(text string) string {
	for _, layout := range []string{"2006-01-02", "2-1-2006", "2/1/2006", "2.1.2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format("2006-01-02")
		}
	}
	// XLSX counts days from the end of 1899.
	if n, err := strconv.Atoi(text); err == nil && n > 20000 && n < 80000 {
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n).Format("2006-01-02")
	}
	return ""
}
