package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func workbook(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		at, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow("Sheet1", at, &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestATableIsRead(t *testing.T) {
	for name, file := range map[string][]byte{
		"semicolons":       []byte("Adres;Naam\r\nanna@example.nl;Anna Müller\r\n\r\n;\r\nbram@example.nl;=Bram\r\n"),
		"commas":           []byte("adres,naam\nanna@example.nl,Anna Müller\n\n,\nbram@example.nl,'=Bram\n"),
		"tabs":             []byte("adres\tnaam\nanna@example.nl\tAnna Müller\n\n\t\nbram@example.nl\t=Bram"),
		"with a mark":      []byte("\xef\xbb\xbfadres;naam\nanna@example.nl;\"Anna Müller\"\n\n;\nbram@example.nl; =Bram "),
		"as Windows wrote": []byte("adres;naam\nanna@example.nl;Anna M\xfcller\n\n;\nbram@example.nl;=Bram\n"),
		"XLSX":             workbook(t, []any{"Adres", "Naam"}, []any{"anna@example.nl", "Anna Müller"}, nil, nil, []any{"bram@example.nl", "=Bram"}),
	} {
		got, err := Read(file)
		if err != nil || len(got.Rows) != 2 {
			t.Errorf("%s: %+v, %v", name, got, err)
			continue
		}
		if a, b := got.Rows[0], got.Rows[1]; a.Line != 2 || b.Line != 5 || a.Cells["naam"] != "Anna Müller" || b.Cells["naam"] != "=Bram" || b.Cells["adres"] != "bram@example.nl" {
			t.Errorf("%s: %+v", name, got.Rows)
		}
	}
}

func TestWhatIsNoTableIsTold(t *testing.T) {
	for name, file := range map[string][]byte{
		"nothing":              {},
		"a broken quote":       []byte("adres;naam\n\"anna;b\n"),
		"more cells than head": []byte("adres;naam\nanna;b;c\n"),
		"a picture":            []byte("\x89PNG\r\n\x1a\n\x00\x00"),
		"half a workbook":      workbook(t, []any{"adres"})[:200],
		"too many lines":       []byte("adres\n" + strings.Repeat("a\n", 5001)),
		"too large":            make([]byte, MaxBytes+1),
		"too wide":             []byte(strings.Repeat(";", 60) + "a\n"),
	} {
		if _, err := Read(file); !errors.As(err, &Wrong{}) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// at is a workbook with a head and texts in cells far from it.
func at(t testing.TB, cells map[string]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	for cell, text := range cells {
		if err := f.SetCellStr("Sheet1", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zipped is a workbook of which one file is another.
func zipped(t testing.TB, book []byte, name, text string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for _, file := range from.File {
		if file.Name == name {
			continue
		}
		if err := to.Copy(file); err != nil {
			t.Fatal(err)
		}
	}
	w, err := to.Create(name)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err := errors.Join(err, to.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A workbook is small on the disk and can be large in memory: many columns, or one long text in all cells.
func TestAWorkbookThatGrowsIsRefused(t *testing.T) {
	var wide strings.Builder
	for n := range 9000 {
		fmt.Fprintf(&wide, `<row r="%d"><c r="XFD%[1]d" t="str"><v>a</v></c></row>`, n+1)
	}
	long := `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>` + strings.Repeat("a", 1<<20) + `</t></r></si></sst>`
	some := `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>` + strings.Repeat("a", 30000) + `</t></si></sst>`
	all := func(row string) string {
		var b strings.Builder
		for n := range 4000 {
			fmt.Fprintf(&b, row, n+1)
		}
		return b.String()
	}
	book := func(rows string) []byte {
		return zipped(t, workbook(t, []any{"adres"}), "xl/worksheets/sheet1.xml", `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+rows+`</sheetData></worksheet>`)
	}
	shared := all(`<row r="%d"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>`)
	cells := strings.Repeat(`<c t="s"><v>0</v></c>`, 16384)
	few := strings.Repeat(`<row r="2">`+strings.Repeat(`<c t="s"><v> 0 </v></c>`, 40)+`</row>`, 400)
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"one line of long texts":            {zipped(t, book(`<row r="1"><c t="str"><v>adres</v></c></row><row r="2">`+cells+`</row>`), "xl/sharedStrings.xml", some), "regel 2 heeft meer dan 4 MB tekst"},
		"without saying which line it is":   {zipped(t, book(`<row><c t="str"><v>adres</v></c></row><row>`+cells+`</row>`), "xl/sharedStrings.xml", some), "regel 2 heeft meer dan 4 MB tekst"},
		"one line in many parts":            {zipped(t, book(few), "xl/sharedStrings.xml", some), "regel 2 heeft meer dan 4 MB tekst"},
		"texts that are named in pieces":    {zipped(t, book(`<row r="2">`+strings.Repeat(`<c t="s"><v>0<!-- -->1</v></c>`, 16384)+`</row>`), "xl/sharedStrings.xml", `<sst><si><t>a</t></si>`+strings.TrimPrefix(some, `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`)), "regel 2 heeft meer dan 4 MB tekst"},
		"more texts than a table has cells": {zipped(t, book(shared), "xl/sharedStrings.xml", `<sst>`+strings.Repeat(`<si><t>a</t></si>`, 1500000)+`</sst>`), "te groot"},
		"in letters of Windows":             {zipped(t, zipped(t, workbook(t, []any{"adres"}), "xl/worksheets/sheet1.xml", `<?xml version="1.0" encoding="windows-1252"?><worksheet><sheetData><row r="2">`+cells+`</row></sheetData></worksheet>`), "xl/sharedStrings.xml", some), "regel 2 heeft meer dan 4 MB tekst"},
		"a kind that is told twice":         {zipped(t, book(`<row r="2">`+strings.Repeat(`<c x:t="n" t="s"><v>0</v></c>`, 16384)+`</row>`), "xl/sharedStrings.xml", some), "regel 2 heeft meer dan 4 MB tekst"},
		"wide lines":                        {book(wide.String()), "meer dan 50 kolommen"},
		"a text that is long":               {zipped(t, book(shared), "xl/sharedStrings.xml", long), "meer tekst dan wij lezen"},
		"a text in every cell":              {zipped(t, book(shared), "xl/sharedStrings.xml", some), "meer dan 4 MB"},
		"more lines than it is":             {at(t, map[string]string{"A1": "adres", "A2": "a", "A12000": "b", "B12000": "c"}), "regel 12000 heeft meer cellen"},
	} {
		before := allocated()
		_, err := Read(c.file)
		if wrong := (Wrong{}); !errors.As(err, &wrong) || !strings.Contains(wrong.Text, c.says) {
			t.Errorf("%s: %v", name, err)
		}
		if grew := allocated() - before; grew > 100<<20 {
			t.Errorf("%s of %d kB took %d MB", name, len(c.file)>>10, grew>>20)
		}
	}
}

// Nor does it keep a server busy: a hundred parts that are each as large as one may be.
func TestAWorkbookOfManyLargePartsIsRefusedAtOnce(t *testing.T) {
	part := zipped(t, workbook(t, []any{"adres"}), "xl/sharedStrings.xml", `<sst><!--`+strings.Repeat("a", maxXML-100)+`--></sst>`)
	from, err := zip.NewReader(bytes.NewReader(part), int64(len(part)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for n := range 100 {
		for _, file := range from.File {
			if n == 0 || strings.HasSuffix(file.Name, "sharedStrings.xml") {
				again := *file
				again.Name = strings.Repeat("x/", n) + file.Name
				err = errors.Join(err, to.Copy(&again))
			}
		}
	}
	if err := errors.Join(err, to.Close()); err != nil || b.Len() > MaxBytes {
		t.Fatal(err, b.Len())
	}
	began := time.Now()
	if _, err := Read(b.Bytes()); err != errWorkbook {
		t.Error(err)
	}
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("it took %s", took)
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// Lines without anything do not count, however many come before one that says something.
func TestEmptyLinesDoNotCount(t *testing.T) {
	for name, file := range map[string][]byte{
		"CSV":  []byte("adres;naam\n" + strings.Repeat(";\n", 11998) + "b;c\n"),
		"XLSX": at(t, map[string]string{"A1": "adres", "B1": "naam", "A12000": "b", "B12000": "c"}),
	} {
		got, err := Read(file)
		if err != nil || len(got.Rows) != 1 || got.Rows[0].Line != 12000 || got.Rows[0].Cells["naam"] != "c" {
			t.Errorf("%s: %+v, %v", name, got.Rows, err)
		}
	}
}

func TestWhatIsWrittenComesBackAndIsNoFormula(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, []string{"naam"}, [][]string{{"=HYPERLINK(1)"}, {"-5"}, {"a;b \"c\""}}); err != nil {
		t.Fatal(err)
	}
	if text := b.String(); !strings.Contains(text, "'=HYPERLINK") || !strings.Contains(text, "'-5") {
		t.Error(text)
	}
	got, err := Read(b.Bytes())
	if err != nil || got.Rows[0].Cells["naam"] != "=HYPERLINK(1)" || got.Rows[1].Cells["naam"] != "-5" || got.Rows[2].Cells["naam"] != "a;b \"c\"" {
		t.Errorf("%+v, %v", got, err)
	}
}

// A workbook holds each text as it is: Excel sees no formula, no number and no day in it, nor in what is typed below it.
func TestAWorkbookComesBackAsItWasWritten(t *testing.T) {
	rows := [][]string{{"=HYPERLINK(1)", "5.10"}, {"+31 6", "-"}, {"@anna", "2027-03-31"}, {"a;b \"c\" <d> & é", ""}, {"-5", "'t Zand"}}
	var b bytes.Buffer
	if err := WriteXLSX(&b, []string{"naam", "nummer"}, rows); err != nil {
		t.Fatal(err)
	}
	got, err := Read(b.Bytes())
	if err != nil || len(got.Rows) != len(rows) {
		t.Fatalf("%+v, %v", got, err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if cells := got.Rows[i].Cells; cells["naam"] != row[0] || cells["nummer"] != row[1] {
			t.Errorf("%q became %q", row, cells)
		}
		at, _ := excelize.CoordinatesToCellName(1, i+2)
		kind, _ := f.GetCellType("Sheet1", at)
		if formula, err := f.GetCellFormula("Sheet1", at); err != nil || formula != "" || kind != excelize.CellTypeInlineString {
			t.Errorf("%s is of kind %v with the formula %q, %v", at, kind, formula, err)
		}
	}
	style, err := f.GetColStyle("Sheet1", "B")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := f.GetStyle(style); err != nil || s.NumFmt != 49 {
		t.Errorf("what is typed below is no text: %+v, %v", s, err)
	}
}

func TestDays(t *testing.T) {
	for text, want := range map[string]string{"2027-03-31": "2027-03-31", "31-3-2027": "2027-03-31", "31/03/2027": "2027-03-31", "46477": "2027-03-31", "31-2-2027": "", "morgen": "", "": ""} {
		if got := Day(text); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("adres;naam\nanna;b\n"))
	f.Add(workbook(f, []any{"adres"}, []any{"x"}))
	f.Fuzz(func(t *testing.T, file []byte) {
		if _, err := Read(file); err != nil && !errors.As(err, &Wrong{}) {
			t.Errorf("%v", err)
		}
	})
}
