package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// odd makes texts of what has a meaning in XML, in a workbook or to us.
func odd(r *rand.Rand) string {
	pieces := []string{"_x", "x0041_", "_x0041", "_", "_x005F_", "_x000D_", "\r\n", "\r", "\n", "\t", " ", "\x01", "\x1f", "<", "&", "]]>", "\"", "'", "=", "+", "é", "€", "😀", "\u0085", "\ufffe", "\uffff", "\xff", "0041_", "a", "B"}
	var b strings.Builder
	for range r.IntN(8) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

func oddTable(r *rand.Rand) [][]string {
	var rows [][]string
	for n := range 400 {
		rows = append(rows, []string{fmt.Sprint("r", n), odd(r), odd(r)})
	}
	return rows
}

// sees is what is read of a text, by whatever program it was written.
func sees(text string) string {
	return clean(strings.ReplaceAll(string([]rune(text)), "\x00", "\ufffd"))
}

func same(t *testing.T, file []byte, rows [][]string) {
	t.Helper()
	got, err := Read(file)
	if err != nil || len(got.Rows) != len(rows) {
		t.Fatalf("%d of %d rows, %v", len(got.Rows), len(rows), err)
	}
	for i, row := range rows {
		for j, column := range []string{"regel", "een", "twee"} {
			if text := got.Rows[i].Cells[column]; text != sees(row[j]) {
				t.Errorf("%q became %q", row[j], text)
			}
		}
	}
}

// excelize reads what we write, letter by letter, and we read what it makes of it.
func TestExcelizeReadsWhatWeWrite(t *testing.T) {
	rows := oddTable(rand.New(rand.NewPCG(1, 2)))
	var b bytes.Buffer
	if err := WriteXLSX(&b, []string{"regel", "een", "twee"}, rows); err != nil {
		t.Fatal(err)
	}
	same(t, b.Bytes(), rows)
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		for j, text := range row {
			at, _ := excelize.CoordinatesToCellName(j+1, i+2)
			if got, err := f.GetCellValue("Sheet1", at); err != nil || got != string([]rune(text)) {
				t.Errorf("%q became %q, %v", text, got, err)
			}
		}
	}
	if err := f.SetCellStr("Sheet1", "C3", "ingevuld"); err != nil {
		t.Fatal(err)
	}
	rows[1][2] = "ingevuld"
	b.Reset()
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	same(t, b.Bytes(), rows)
}

// We read what excelize writes as it does itself.
func TestWeReadWhatExcelizeWrites(t *testing.T) {
	rows := [][]any{{"regel", "een", "twee"}}
	for _, row := range oddTable(rand.New(rand.NewPCG(3, 4))) {
		rows = append(rows, []any{row[0], row[1], row[2]})
	}
	file := workbook(t, rows...)
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	read, err := f.GetRows("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	for i := range read {
		read[i] = append(read[i], "", "")[:3]
	}
	same(t, file, read[1:])
}

// The same table gives the same bytes, and each part of it is XML that the list of parts knows.
func TestAWorkbookIsWrittenTheSameTwice(t *testing.T) {
	var a, b bytes.Buffer
	for _, to := range []*bytes.Buffer{&a, &b} {
		if err := WriteXLSX(to, []string{"regel", "een", "twee"}, oddTable(rand.New(rand.NewPCG(5, 6)))); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the bytes differ")
	}
	in, err := zip.NewReader(bytes.NewReader(a.Bytes()), int64(a.Len()))
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := empty.ReadFile("empty/[Content_Types].xml")
	if err != nil || in.File[0].Name != "[Content_Types].xml" {
		t.Fatal(in.File[0].Name, err)
	}
	for _, file := range in.File {
		if known := bytes.Contains(kinds, []byte(`"/`+file.Name+`"`)); !known && !strings.HasSuffix(file.Name, ".rels") && file != in.File[0] {
			t.Errorf("%s has no kind", file.Name)
		}
		part, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		for xml := xml.NewDecoder(part); err == nil; {
			_, err = xml.Token()
		}
		if !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", file.Name, err)
		}
	}
}

// What a workbook looks like to who opens it: a head in sight, columns as wide as their texts, Dutch.
func TestAWorkbookLooksAsItShould(t *testing.T) {
	var b bytes.Buffer
	rows := [][]string{{"a", strings.Repeat("é", 30)}, {"", strings.Repeat("b", 40000)}, {"c"}, {}}
	if err := WriteXLSX(&b, []string{"naam", "omschrijving"}, rows); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	panes, err := f.GetPanes("Sheet1")
	if err != nil || !panes.Freeze || panes.YSplit != 1 || panes.TopLeftCell != "A2" {
		t.Errorf("%+v, %v", panes, err)
	}
	properties, err := f.GetDocProps()
	if err != nil || properties.Language != "nl-NL" || properties.Creator != "Doelenboom" || properties.LastModifiedBy != "Doelenboom" {
		t.Errorf("%+v, %v", properties, err)
	}
	for column, want := range map[string]float64{"A": 12, "B": 60} {
		if width, err := f.GetColWidth("Sheet1", column); err != nil || width != want {
			t.Errorf("%s is %v wide, %v", column, width, err)
		}
	}
	style, _ := f.GetCellStyle("Sheet1", "B1")
	if s, err := f.GetStyle(style); err != nil || !s.Font.Bold || s.NumFmt != 49 {
		t.Errorf("%+v, %v", s, err)
	}
	if text, err := f.GetCellValue("Sheet1", "B3"); err != nil || len(text) != 32767 {
		t.Errorf("a cell that Excel does not open: %d letters, %v", len(text), err)
	}
	if err := WriteXLSX(&b, nil, nil); err != nil {
		t.Error(err)
	}
	if err := WriteXLSX(full{}, []string{"a"}, rows); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("what was not written: %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
