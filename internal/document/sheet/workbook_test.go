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
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// packed makes a workbook of parts as other programs write them.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := to.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(w, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Kinds of relationships begin with these: of Excel by default, and of "Strict Open XML".
const (
	main         = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	transitional = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	strict       = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
)

// related is a part with relationships, each an id, a kind and a target.
func related(kinds string, each ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i < len(each); i += 3 {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s%s" Target="%s"/>`, each[i], kinds, each[i+1], each[i+2])
	}
	return b.String() + `</Relationships>`
}

// ofSheet is a workbook with this in its sheet and in its texts.
func ofSheet(t testing.TB, rows, texts string) []byte {
	return packed(t,
		"_rels/.rels", related(transitional, "rId1", "officeDocument", "xl/workbook.xml"),
		"xl/workbook.xml", `<workbook xmlns="`+main+`" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", related(transitional, "rId1", "worksheet", "worksheets/sheet1.xml", "rId2", "sharedStrings", "sharedStrings.xml"),
		"xl/worksheets/sheet1.xml", `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="`+main+`"><sheetData>`+rows+`</sheetData></worksheet>`,
		"xl/sharedStrings.xml", `<sst xmlns="`+main+`">`+texts+`</sst>`)
}

func inUTF16(text string) string {
	encoded, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(`<?xml version="1.0" encoding="UTF-16"?>` + text)
	if err != nil {
		panic(err)
	}
	return encoded
}

func inLatin9(text string) string {
	encoded, err := charmap.ISO8859_15.NewEncoder().String(`<?xml version="1.0" encoding="ISO-8859-15"?>` + text)
	if err != nil {
		panic(err)
	}
	return encoded
}

// The parts of a workbook may stand anywhere under any name; what leads to them is the relationships.
func TestASheetIsFoundWhereverItStands(t *testing.T) {
	sheets := `<workbook xmlns:r="` + transitional + `"><sheets><sheet name="Mensen" sheetId="7" r:id="b"/><sheet name="Blad1" sheetId="1" r:id="a"/></sheets></workbook>`
	right := `<worksheet><sheetPr/><sheetData><row r="1"><c r="A1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>0</v></c></row></sheetData><controls><row><c t="n"><v>5</v></c></row></controls></worksheet>`
	wrong := `<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`
	texts := `<sst><si><t>Zoë</t></si><si><t>Naam</t></si></sst>`
	start := related(transitional, "x", "extended-properties", "docProps/app.xml", "y", "officeDocument", "xl/workbook.xml")
	for name, file := range map[string][]byte{
		"from the folder of the workbook": packed(t, "_rels/.rels", start, "xl/workbook.xml", sheets,
			"xl/_rels/workbook.xml.rels", related(transitional, "a", "worksheet", "worksheets/sheet1.xml", "b", "worksheet", "worksheets/sheet2.xml", "c", "sharedStrings", "sharedStrings.xml"),
			"xl/worksheets/sheet1.xml", wrong, "xl/worksheets/sheet2.xml", right, "xl/sharedStrings.xml", texts),
		"from the beginning": packed(t, "_rels/.rels", related(transitional, "y", "officeDocument", "/boek.xml"), "boek.xml", sheets,
			"_rels/boek.xml.rels", related(transitional, "a", "worksheet", "/blad/1.xml", "b", "worksheet", "/blad/2.xml", "c", "sharedStrings", "/teksten.xml"),
			"blad/1.xml", wrong, "blad/2.xml", right, "teksten.xml", texts),
		"from below": packed(t, "_rels/.rels", start, "xl/workbook.xml", sheets,
			"xl/_rels/workbook.xml.rels", related(transitional, "a", "worksheet", "../1.xml", "b", "worksheet", "../2.xml", "c", "sharedStrings", "./teksten.xml"),
			"1.xml", wrong, "2.xml", right, "xl/teksten.xml", texts),
		"in capitals, with turned slashes": packed(t, `_rels\.rels`, related(transitional, "y", "officeDocument", `xl\workbook.xml`), `xl\Workbook.xml`, sheets,
			`xl\_rels\workbook.xml.rels`, related(transitional, "a", "worksheet", `worksheets\sheet1.xml`, "b", "worksheet", `worksheets\sheet2.xml`),
			`xl\worksheets\Sheet1.xml`, wrong, `xl\worksheets\Sheet2.xml`, right, `xl\SharedStrings.xml`, texts),
		"in the strict form": packed(t, "_rels/.rels", related(strict, "y", "officeDocument", "xl/workbook.xml"),
			"xl/workbook.xml", `<w:workbook xmlns:w="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:d="http://purl.oclc.org/ooxml/officeDocument/relationships"><w:sheets><w:sheet name="Blad1" sheetId="1" d:id="b"/></w:sheets></w:workbook>`,
			"xl/_rels/workbook.xml.rels", related(strict, "b", "worksheet", "worksheets/sheet1.xml", "c", "sharedStrings", "sharedStrings.xml"),
			"xl/worksheets/sheet1.xml", `<w:worksheet xmlns:w="http://purl.oclc.org/ooxml/spreadsheetml/main"><w:sheetData><w:row r="1"><w:c r="A1" t="s"><w:v>1</w:v></w:c></w:row><w:row r="2"><w:c r="A2" t="s"><w:v>0</w:v></w:c></w:row></w:sheetData></w:worksheet>`,
			"xl/sharedStrings.xml", texts),
		"in UTF-16": packed(t, "_rels/.rels", inUTF16(start), "xl/workbook.xml", inUTF16(sheets),
			"xl/_rels/workbook.xml.rels", inUTF16(related(transitional, "b", "worksheet", "1.xml", "c", "sharedStrings", "2.xml")), "xl/1.xml", inUTF16(right), "xl/2.xml", inUTF16(texts)),
		"in other letters": packed(t, "_rels/.rels", start, "xl/workbook.xml", sheets,
			"xl/_rels/workbook.xml.rels", related(transitional, "b", "worksheet", "1.xml", "c", "sharedStrings", "2.xml"), "xl/1.xml", "\xef\xbb\xbf"+right, "xl/2.xml", inLatin9(texts)),
	} {
		got, err := Read(file)
		if err != nil || len(got.Rows) != 1 || got.Rows[0].Cells["naam"] != "Zoë" {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

// What a cell says depends on its kind.
func TestEachKindOfCellIsRead(t *testing.T) {
	texts := `<si><t>gewoon</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">vet </t></r><r><t>en niet</t></r><rPh sb="0" eb="1"><t>kana</t></rPh><phoneticPr fontId="1"/></si><si/><si><t>_x005F_x0041_ _x0042_</t></si>`
	for cell, want := range map[string]string{
		`<c t="s"><v>0</v></c>`:                  "gewoon",
		`<c t="s"><v> 1 </v></c>`:                "vet en niet",
		`<c t="s"><v>2</v></c>`:                  "",
		`<c t="s"/>`:                             "",
		`<c t="s"><v>3</v></c>`:                  "_x0041_ B",
		`<c t="inlineStr"><is><t>a</t></is></c>`: "a",
		`<c t="inlineStr"><is><r><t>a&amp;</t></r><r><t><![CDATA[<b>]]></t></r><rPh><t>x</t></rPh></is></c>`: "a&<b>",
		`<c t="inlineStr"><is><t xml:space="preserve">  a _x000a_b </t></is></c>`:                            "a \nb",
		`<c t="inlineStr"><is><r><t>_x00</t></r><r><t>41_</t></r></is></c>`:                                  "_x0041_",
		`<c t="str"><f>A1&amp;"b"</f><v>ab_x000D_c</v></c>`:                                                  "ab\rc",
		`<c t="str"><v>_x0000__xD83D_</v></c>`:                                                               "\ufffd\ufffd",
		`<c t="str"><v>_x00e9 _xZZZZ_ __x0041_</v></c>`:                                                      "_x00e9 _xZZZZ_ _A",
		`<c t="b"><v>1</v></c>`:                                  "1",
		`<c t="e"><v>#N/A</v></c>`:                               "#N/A",
		`<c t="d"><v>2027-03-31</v></c>`:                         "2027-03-31",
		`<c t="d"><v>2027-03-31T00:00:00.000Z</v></c>`:           "2027-03-31",
		`<c t="d"><v>2027-03-31T10:30:00</v></c>`:                "2027-03-31T10:30:00",
		`<c t="n"><v>46477</v></c>`:                              "46477",
		`<c s="4"><f>1+1</f><v>2</v><extLst/></c>`:               "2",
		`<c><f t="shared" si="0"/><v>5.0999999999999996</v></c>`: "5.1",
		`<c/>`: "",
	} {
		got, err := Read(ofSheet(t, `<row><c t="str"><v>x</v></c><c t="str"><v>y</v></c></row><row>`+cell+`<c><v>7</v></c></row>`, texts))
		if err != nil || len(got.Rows) != 1 || got.Rows[0].Cells["x"] != want || got.Rows[0].Cells["y"] != "7" {
			t.Errorf("%s: %+v, %v", cell, got.Rows, err)
		}
	}
}

// A workbook may count its days from 1904. What is only a number in it stays what it is.
func TestADayIsTheSameWhereverAWorkbookCountsFrom(t *testing.T) {
	for properties, number := range map[string]string{
		``:                              "46477",
		`<workbookPr/>`:                 "46477",
		`<workbookPr date1904="0"/>`:    "46477",
		`<workbookPr date1904="1"/>`:    "45015",
		`<workbookPr date1904="true"/>`: "45015",
	} {
		file := ofSheet(t, `<row><c t="str"><v>dag</v></c><c t="str"><v>getal</v></c></row><row><c s="3"><v>`+number+`</v></c><c><v>45015</v></c></row>`, "")
		file = zipped(t, file, "xl/workbook.xml", `<workbook xmlns:r="r">`+properties+`<sheets><sheet r:id="rId1"/></sheets></workbook>`)
		got, err := Read(file)
		if err != nil || len(got.Rows) != 1 || Day(got.Rows[0].Cells["dag"]) != "2027-03-31" || got.Rows[0].Cells["getal"] != "45015" {
			t.Errorf("%s: %+v, %v", properties, got.Rows, err)
		}
	}
	f := excelize.NewFile()
	from1904 := true
	err := errors.Join(f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}), f.SetSheetRow("Sheet1", "A1", &[]any{"dag"}),
		f.SetCellValue("Sheet1", "A2", time.Date(2027, 3, 31, 0, 0, 0, 0, time.UTC)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	if got, err := Read(b.Bytes()); err != nil || len(got.Rows) != 1 || Day(got.Rows[0].Cells["dag"]) != "2027-03-31" {
		t.Errorf("of excelize: %+v, %v", got.Rows, err)
	}
}

// Cells and lines say where they stand, or follow on the one before.
func TestCellsStandWhereTheySay(t *testing.T) {
	a := func(at, text string) string { return `<c` + at + ` t="str"><v>` + text + `</v></c>` }
	got, err := Read(ofSheet(t, `<row r="3">`+a(` r="B3"`, "x")+a("", "y")+a(` r="AA3"`, "z")+`</row><row r="4"/><row/><row>`+
		a(` r="c6"`, "1")+`</row><row r="9">`+a(` r="C9"`, "2")+a(` r="B9"`, "3")+`</row><row r="9">`+a(` r="AA9"`, "4")+`</row><row r="0">`+a("", "")+a("", "5")+`</row>`, ""))
	want := []Row{{6, map[string]string{"": "", "x": "", "y": "1"}}, {9, map[string]string{"": "", "x": "3", "y": "2", "z": "4"}}, {10, map[string]string{"": "", "x": "5"}}}
	if err != nil || fmt.Sprint(got.Rows) != fmt.Sprint(want) {
		t.Errorf("%v, %v", got.Rows, err)
	}
}

func TestADamagedWorkbookIsNotReadByHalf(t *testing.T) {
	good := ofSheet(t, `<row><c t="str"><v>adres</v></c></row><row><c t="str"><v>anna</v></c></row>`, "")
	if _, err := Read(good); err != nil {
		t.Fatal(err)
	}
	head := `<row r="1"><c t="str"><v>adres</v></c></row>`
	whole := func(sheet string) []byte { return zipped(t, good, "xl/worksheets/sheet1.xml", sheet) }
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"a sheet that ends too early":  {whole(`<worksheet><sheetData>` + head), "beschadigd"},
		"a sheet that ends in a tag":   {whole(`<worksheet><sheetData>` + head + `<row r="2"><c`), "beschadigd"},
		"something else for a sheet":   {whole("gewoon een tekst"), "beschadigd"},
		"an entity":                    {whole(`<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet><sheetData>` + head + `<row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>`), "beschadigd"},
		"letters that nobody knows":    {whole(`<?xml version="1.0" encoding="x-oud"?><worksheet><sheetData>` + head + "<row><c t=\"str\"><v>Zo\xeb</v></c></row>" + `</sheetData></worksheet>`), "beschadigd"},
		"bytes that changed":           {bytes.Replace(stored(t, good), []byte("anna"), []byte("anne"), 1), "beschadigd"},
		"a text that is not there":     {ofSheet(t, head+`<row r="2"><c t="s"><v>1</v></c></row>`, `<si><t>a</t></si>`), "regel 2 is niet te lezen"},
		"a text without a number":      {ofSheet(t, head+`<row r="2"><c t="s"><v>a</v></c></row>`, `<si><t>a</t></si>`), "regel 2 is niet te lezen"},
		"a line that comes too late":   {ofSheet(t, head+`<row r="5"/><row r="4"><c t="s"><v>0</v></c></row>`, ""), "regel 6 is niet te lezen"},
		"a line that is none":          {ofSheet(t, head+`<row r="twee"/>`, ""), "regel 2 is niet te lezen"},
		"a line below the last":        {ofSheet(t, head+`<row r="1048577"/>`, ""), "regel 2 is niet te lezen"},
		"a cell without a column":      {ofSheet(t, head+`<row><c r="2"><v>1</v></c></row>`, ""), "regel 2 is niet te lezen"},
		"a cell right of the last":     {ofSheet(t, head+`<row><c r="XFE2"><v>1</v></c></row>`, ""), "regel 2 is niet te lezen"},
		"one behind the last column":   {ofSheet(t, head+`<row><c r="XFD2"/><c><v>1</v></c></row>`, ""), "regel 2 is niet te lezen"},
		"no sheet":                     {packed(t, "_rels/.rels", related(transitional, "a", "officeDocument", "word/document.xml"), "word/document.xml", "<document><body/></document>"), "geen werkblad"},
		"a sheet that is not there":    {packed(t, "_rels/.rels", related(transitional, "a", "officeDocument", "b.xml"), "b.xml", `<workbook xmlns:r="r"><sheets><sheet r:id="a"/></sheets></workbook>`, "_rels/b.xml.rels", related(transitional, "a", "worksheet", "c.xml")), "geen werkblad"},
		"an archive of something else": {packed(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<a/>"), "bewaar het als CSV"},
		"a workbook behind a password": {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 512)...), "dit is geen CSV- of Excel-bestand"},
		"nothing in the sheet":         {ofSheet(t, "", ""), "leeg"},
		"a text that is unfinished":    {ofSheet(t, head, `<si><t>a</si><si><rPh><t>b</si>`), ""},
		"values that are unfinished":   {ofSheet(t, head+`<row><c t="str"><v>a</v><v>b</c><c><v>c</c></row>`, ""), ""},
	} {
		if _, err := Read(c.file); c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// stored is a workbook whose parts are not made smaller.
func stored(t testing.TB, book []byte) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for _, file := range from.File {
		in, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		w, err := to.CreateHeader(&zip.FileHeader{Name: file.Name, Method: zip.Store})
		if err == nil {
			_, err = io.Copy(w, in)
		}
		if err := errors.Join(err, in.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What is written in a way to fill the memory or to keep the server busy is refused before it does.
func TestNoTagOrDepthFillsTheMemory(t *testing.T) {
	head := `<row><c t="str"><v>adres</v></c></row>`
	most := func(each string) string { return strings.Repeat(each, maxXML/4/len(each)) }
	for name, file := range map[string][]byte{
		"attributes":           ofSheet(t, head+`<row`+most(` a=""`)+`/>`, ""),
		"a comment":            ofSheet(t, head+`<!--`+most("-  ")+`-->`, ""),
		"a name":               ofSheet(t, head+`<`+most("a")+`/>`, ""),
		"elements in elements": ofSheet(t, head+`<row>`+most("<a>")+`</row>`, ""),
		"lines of spaces":      ofSheet(t, head+most(`<row><c r="XFD1" t="s"><v>0</v></c></row>`), `<si><t>`+strings.Repeat(" ", maxText)+`</t></si>`),
		"runs in a text":       ofSheet(t, head, `<si>`+most(`<r><t>a</t></r>`)+`</si>`),
		"relationships":        zipped(t, ofSheet(t, head, ""), "xl/_rels/workbook.xml.rels", `<a>`+most(`<Relationship/>`)+`</a>`),
		"sheets":               zipped(t, ofSheet(t, head, ""), "xl/workbook.xml", `<a><sheets>`+most(`<sheet/>`)+`</sheets></a>`),
		"letters in letters":   zipped(t, ofSheet(t, head, ""), "xl/worksheets/sheet1.xml", strings.Repeat(`<?xml encoding="windows-1252"?>`, 20_000)),
		"deep relationships":   zipped(t, ofSheet(t, head, ""), "_rels/.rels", most(`<a>`)),
	} {
		var err error
		began := time.Now()
		most := mostInUse(func() { _, err = Read(file) })
		if err != nil && !errors.As(err, &Wrong{}) {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(began); most > 100<<20 || took > 10*time.Second {
			t.Errorf("%s of %d kB took %d MB and %s", name, len(file)>>10, most>>20, took)
		}
	}
}

// mostInUse is how much the memory holds at most, a moment longer than what is done, above what it held before.
func mostInUse(do func()) uint64 {
	inUse := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	runtime.GC()
	before, done, most := inUse(), make(chan struct{}), make(chan uint64)
	go func() {
		for at := uint64(0); ; at = max(at, inUse()) {
			select {
			case <-done:
				most <- at
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	do()
	close(done)
	return max(before, <-most) - before
}

// Excel keeps 17 figures and shows 15: who typed 5.1 reads 5.1, as excelize shows it. A whole number is as it is kept.
func TestNumbersAreAsExcelShowsThem(t *testing.T) {
	numbers := []string{"5.1", "5.0999999999999996", "0.30000000000000004", "-2.2999999999999998", "46477", "46477.5", "1234567.8900000001", "5.0999999999999997E-2", "123456789012345", "100", "0"}
	rows := `<row><c t="str"><v>getal</v></c></row>`
	for _, n := range numbers {
		rows += `<row><c><v>` + n + `</v></c></row>`
	}
	file := ofSheet(t, rows, "")
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	shown, err := f.GetRows("Blad1")
	if err != nil {
		t.Fatal(err)
	}
	got, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range numbers {
		if text := got.Rows[i].Cells["getal"]; text != shown[i+1][0] {
			t.Errorf("%s became %s", n, text)
		}
	}
}

// A table that is read has no more than a table may have, whatever the parts of the workbook say.
func FuzzReadXLSX(f *testing.F) {
	names := `<Relationship Id="a" Type="x/worksheet" Target="sheet.xml"/><Relationship Type="x/sharedStrings" Target="texts.xml"/>`
	f.Add(names, `<sheets><sheet r:id="a"/></sheets>`, `<row r="1"><c t="s"><v>0</v></c><c r="B1"><v>1.5</v></c></row><row><c t="inlineStr"><is><r><t>_x000D_</t></r></is></c></row>`, `<si><t>a</t><rPh><t>b</t></rPh></si>`)
	f.Add(names, `<sheets><sheet r:id="a"/></sheets>`, `<row r="2"><c r="XFD2" t="d"><v>2027-03-31T00:00:00</v></c></row><row r="2"/>`, ``)
	f.Fuzz(func(t *testing.T, names, sheets, rows, texts string) {
		file := packed(t, "_rels/.rels", `<a><Relationship Type="x/officeDocument" Target="b.xml"/></a>`, "b.xml", `<a xmlns:r="r">`+sheets+`</a>`, "_rels/b.xml.rels", `<a>`+names+`</a>`,
			"sheet.xml", `<a><sheetData>`+rows+`</sheetData></a>`, "texts.xml", `<a>`+texts+`</a>`)
		before := allocated()
		got, err := Read(file)
		if err != nil && !errors.As(err, &Wrong{}) {
			t.Error(err)
		}
		if grew := allocated() - before; grew > 100<<20 {
			t.Errorf("it took %d MB", grew>>20)
		}
		size := 0
		for _, row := range got.Rows {
			for _, text := range row.Cells {
				size += len(text)
			}
		}
		if len(got.Rows) > maxRows || len(got.Columns) > maxColumns || size > MaxBytes {
			t.Errorf("%d rows of %d columns with %d bytes", len(got.Rows), len(got.Columns), size)
		}
	})
}
