package sheet

import (
	"archive/zip"
	"bufio"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"
	"unicode/utf8"
)

// empty is a workbook without its only sheet.
//
//go:embed all:empty
var empty embed.FS

// What a sheet looks like.
const (
	asText    = 1 // the looks of cells in empty/xl/styles.xml; both have the number format "@" (18.8.30 numFmt)
	asHead    = 2
	narrowest = 12 // a column, in letters
	widest    = 60
	longest   = 32767 // a cell of Excel, in units of UTF-16
)

// WriteXLSX writes a table as a workbook with one sheet. Every cell is text, and so is what somebody types below it: Excel
// does not make a day of the number 5.1, nor a formula of a name that begins with "=". The same table gives the same bytes.
func WriteXLSX(w io.Writer, columns []string, rows [][]string) error {
	to := zip.NewWriter(w)
	err := fs.WalkDir(empty, "empty", func(name string, file fs.DirEntry, err error) error {
		if err != nil || file.IsDir() {
			return err
		}
		text, err := empty.ReadFile(name)
		if err != nil {
			return err
		}
		return writePart(to, strings.TrimPrefix(name, "empty/"), func(out output) { out.Write(text) })
	})
	if err == nil {
		err = writePart(to, "xl/worksheets/sheet1.xml", func(out output) { out.table(columns, rows) })
	}
	if err == nil {
		err = to.Close()
	}
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// output is a part that is written. It keeps the first error to the end.
type output struct{ *bufio.Writer }

func writePart(to *zip.Writer, name string, write func(output)) error {
	part, err := to.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return err
	}
	out := output{bufio.NewWriter(part)}
	write(out)
	return out.Flush()
}

// table writes the sheet with a head that stays in sight (18.3.1.99 worksheet, 18.3.1.66 pane).
func (out output) table(columns []string, rows [][]string) {
	out.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView tabSelected="1" workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>`)
	out.columns(columns, rows)
	out.WriteString("<sheetData>\n")
	out.row(1, asHead, columns)
	for i, row := range rows {
		out.row(i+2, asText, row)
	}
	out.WriteString("</sheetData></worksheet>\n")
}

// columns are of text also below the last line (18.3.1.13 col), and as wide as what is in them.
func (out output) columns(columns []string, rows [][]string) {
	if len(columns) == 0 {
		return
	}
	out.WriteString("<cols>")
	for i, c := range columns {
		wide := max(narrowest, utf8.RuneCountInString(c)+2)
		for _, row := range rows {
			if i < len(row) {
				wide = max(wide, utf8.RuneCountInString(row[i])+2)
			}
		}
		fmt.Fprintf(out, `<col min="%d" max="%[1]d" width="%d" style="%d" customWidth="1"/>`, i+1, min(wide, widest), asText)
	}
	out.WriteString("</cols>")
}

func (out output) row(line, style int, texts []string) {
	fmt.Fprintf(out, `<row r="%d">`, line)
	for i, t := range texts {
		fmt.Fprintf(out, `<c r="%s%d" s="%d"`, columnName(i+1), line, style)
		if t == "" {
			out.WriteString("/>")
			continue
		}
		out.WriteString(` t="inlineStr"><is><t`)
		if strings.TrimSpace(t) != t {
			out.WriteString(` xml:space="preserve"`)
		}
		out.WriteByte('>')
		out.text(t)
		out.WriteString("</t></is></c>")
	}
	out.WriteString("</row>\n")
}

// columnName is what Excel calls a column: A to Z, AA and so on.
func columnName(n int) (name string) {
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// text writes letters that XML does not hold by their number, and an underscore that would begin such a number by its own
// (22.9.2.19 ST_Xstring).
func (out output) text(t string) {
	units := 0
	for i, r := range t {
		if units++; r > 0xffff {
			units++
		}
		_, means := numbered(t[i:])
		switch {
		case units > longest:
			return
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case means, r < ' ' && r != '\t' && r != '\n', r == 0xfffe, r == 0xffff:
			fmt.Fprintf(out, "_x%04X_", r)
		default:
			out.WriteRune(r)
		}
	}
}
