package sheet

import (
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// What a workbook looks like.
const (
	asText     = 49 // the number format "@"
	narrowest  = 12
	widest     = 60
	ofWorkbook = "Doelenboom"
)

// WriteXLSX writes a table as a workbook with one sheet. Every cell is text, and so is what somebody types below it: Excel
// does not make a day of the number 5.1, nor a formula of a name that begins with "=".
func WriteXLSX(w io.Writer, columns []string, rows [][]string) error {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetDocProps(&excelize.DocProperties{Creator: ofWorkbook, LastModifiedBy: ofWorkbook, Language: "nl-NL"}); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if err := fill(f, columns, rows); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// fill puts the table in the only sheet, with a head that stays in sight.
func fill(f *excelize.File, columns []string, rows [][]string) error {
	text, err := f.NewStyle(&excelize.Style{NumFmt: asText})
	if err != nil {
		return err
	}
	head, err := f.NewStyle(&excelize.Style{NumFmt: asText, Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	out, err := f.NewStreamWriter(f.GetSheetName(0))
	if err != nil {
		return err
	}
	if err := setColumns(out, text, columns, rows); err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := setRow(out, 1, head, columns); err != nil {
		return err
	}
	for i, row := range rows {
		if err := setRow(out, i+2, text, row); err != nil {
			return err
		}
	}
	return out.Flush()
}

// setColumns makes columns of text, as wide as what is in them.
func setColumns(out *excelize.StreamWriter, style int, columns []string, rows [][]string) error {
	if len(columns) == 0 {
		return nil
	}
	if err := out.SetColStyle(1, len(columns), style); err != nil {
		return err
	}
	for i, c := range columns {
		wide := max(narrowest, utf8.RuneCountInString(c)+2)
		for _, row := range rows {
			if i < len(row) {
				wide = max(wide, utf8.RuneCountInString(row[i])+2)
			}
		}
		if err := out.SetColWidth(i+1, i+1, float64(min(wide, widest))); err != nil {
			return err
		}
	}
	return nil
}

func setRow(out *excelize.StreamWriter, line, style int, texts []string) error {
	cells := make([]any, len(texts))
	for i, t := range texts {
		cells[i] = excelize.Cell{StyleID: style, Value: t}
	}
	at, err := excelize.CoordinatesToCellName(1, line)
	if err != nil {
		return err
	}
	return out.SetRow(at, cells)
}
