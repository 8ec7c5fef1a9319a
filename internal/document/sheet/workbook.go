package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A workbook is a ZIP file of parts in XML that name each other in relationships (ECMA-376 = ISO/IEC 29500, packages are in
// part 2; the numbers here are of part 1). A small file can be very large unpacked, and keeps each text once for any number
// of cells: so its parts are read piece by piece, and only until one has more than a table may have. What elements and kinds
// are called ends alike in the transitional and the strict form; only the end is looked at.

const (
	maxPiece   = 2 << 20 // of one tag or text, as it stands in the file
	maxTexts   = maxRows * maxColumns
	lastLine   = 1 << 20 // of Excel
	lastColumn = 1 << 14
)

type book struct{ *zip.Reader }

// readXLSX reads the first sheet. Days come as they are kept there, as numbers; see Day.
func readXLSX(file []byte, t *Table) error {
	in, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil || !fits(in) {
		return errWorkbook
	}
	found, err := book{in}.find()
	if err != nil {
		return err
	}
	texts, err := readTexts(found.texts)
	if err != nil {
		return err
	}
	l := line{texts: texts, add: t.add, from1904: found.from1904}
	if err := eachToken(found.sheet, l.see); err != nil {
		return err
	}
	if !l.ended {
		return errWorkbook
	}
	return nil
}

// fits tells whether a workbook is no larger unpacked than what is read of it: a small one can have many large parts.
func fits(book *zip.Reader) bool {
	var size uint64
	for _, part := range book.File {
		if size += part.UncompressedSize64; part.UncompressedSize64 > maxUnpacked || size > maxUnpacked {
			return false
		}
	}
	return true
}

// relation is how a part names another one.
type relation struct {
	ID     string `xml:"Id,attr"`
	Kind   string `xml:"Type,attr"`
	Target string `xml:",attr"`
}

// found is what is read of a workbook.
type found struct {
	sheet, texts *zip.File
	from1904     bool
}

// find finds the first sheet on the list of the workbook (18.2.20 sheets), the texts that its cells have in common, and from
// when it counts days (18.2.28 workbookPr).
func (b book) find() (found, error) {
	workbook := b.related("", func(r relation) bool { return strings.HasSuffix(r.Kind, "/officeDocument") })
	var list struct {
		Properties struct {
			From1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			ID string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := decode(b.part(workbook), &list); err != nil {
		return found{}, err
	}
	var first *zip.File
	if len(list.Sheets) > 0 {
		first = b.part(b.related(workbook, func(r relation) bool { return r.ID == list.Sheets[0].ID }))
	}
	if first == nil {
		return found{}, Wrong{"het Excel-bestand heeft geen werkblad"}
	}
	shared := b.related(workbook, func(r relation) bool { return strings.HasSuffix(r.Kind, "/sharedStrings") })
	from1904 := list.Properties.From1904 == "1" || list.Properties.From1904 == "true"
	return found{first, b.part(cmp.Or(shared, "xl/sharedStrings.xml")), from1904}, nil
}

// related is the name of the part that another one names, from its own folder or from the beginning; "" when there is none.
func (b book) related(from string, is func(relation) bool) string {
	folder, name := path.Split(from)
	var list struct {
		All []relation `xml:"Relationship"`
	}
	if decode(b.part(folder+"_rels/"+name+".rels"), &list) != nil {
		return ""
	}
	i := slices.IndexFunc(list.All, is)
	if i < 0 {
		return ""
	}
	to := strings.ReplaceAll(list.All[i].Target, `\`, "/")
	if !strings.HasPrefix(to, "/") {
		to = folder + to
	}
	return path.Clean("/" + to)[1:]
}

// readTexts reads what a workbook keeps once (18.4.9 sst).
func readTexts(file *zip.File) (all []string, err error) {
	if file == nil {
		return nil, nil
	}
	var item text
	err = eachToken(file, func(token xml.Token) error {
		if err := item.see(token); err != nil {
			return err
		}
		if end, is := token.(xml.EndElement); is && end.Name.Local == "si" {
			all = append(all, item.take())
		}
		if len(all) > maxTexts {
			return errWorkbook
		}
		return nil
	})
	return all, err
}

// line is what was read of a line of a sheet.
type line struct {
	texts    []string
	from1904 bool
	add      func(number int, cells []string) error
	number   int
	column   int    // of the last cell
	kind     string // of it
	looks    string // of it, a number of a style
	text     text   // in it
	size     int    // of all of them
	cells    []string
	ended    bool // with the table; forms that stand on the sheet have rows too
}

// see reads a sheet (18.3.1.80 sheetData).
func (l *line) see(token xml.Token) error {
	if l.ended {
		return nil
	}
	if err := l.text.see(token); err != nil {
		return err
	}
	switch token := token.(type) {
	case xml.StartElement:
		switch token.Name.Local {
		case "row":
			return l.begin(attribute(token, "r"))
		case "c":
			l.kind, l.looks = attribute(token, "t"), attribute(token, "s")
			return l.place(attribute(token, "r"))
		}
	case xml.EndElement:
		switch token.Name.Local {
		case "c":
			return l.cell()
		case "sheetData":
			l.ended = true
			return l.end()
		}
	}
	return nil
}

// begin begins a line, or goes on with one that comes once more (18.3.1.73 row). Who writes no numbers counts on.
func (l *line) begin(r string) error {
	number, err := l.number+1, error(nil)
	if r != "" && r != "0" {
		number, err = strconv.Atoi(r)
	}
	if err != nil || number < l.number || number > lastLine {
		return unreadable(l.number + 1)
	}
	if number > l.number {
		err = l.end()
		l.number, l.column = number, 0
	}
	return err
}

func (l *line) end() error {
	err := l.add(l.number, l.cells)
	l.size, l.cells = 0, l.cells[:0]
	return err
}

func unreadable(number int) error {
	return Wrong{fmt.Sprintf("regel %d is niet te lezen", number)}
}

// place finds the column of a cell such as B7. One that does not say where it stands follows on the one before.
func (l *line) place(r string) error {
	l.column++
	if r != "" {
		l.column = 0
	}
	for i := range len(r) {
		letter := r[i] &^ 0x20
		if letter < 'A' || letter > 'Z' || l.column > lastColumn {
			break
		}
		l.column = l.column*26 + int(letter-'A') + 1
	}
	if l.column < 1 || l.column > lastColumn {
		return unreadable(l.number)
	}
	return nil
}

// cell puts what was read of a cell in its place. A line may have all columns of Excel: how many a table may have is judged
// when it is complete.
func (l *line) cell() error {
	text, err := l.value()
	if err != nil || text == "" {
		return err
	}
	if l.size += len(text); l.size > MaxBytes {
		return Wrong{fmt.Sprintf("regel %d heeft meer dan 4 MB tekst; maak de cellen korter", l.number)}
	}
	for len(l.cells) < l.column {
		l.cells = append(l.cells, "")
	}
	l.cells[l.column-1] = text
	return nil
}

// value is what a cell says, by its kind (18.18.11 ST_CellType).
func (l *line) value() (string, error) {
	text := l.text.take()
	switch l.kind {
	case "s":
		n, err := strconv.Atoi(text)
		if text == "" {
			return "", nil
		}
		if err != nil || n < 0 || n >= len(l.texts) {
			return "", unreadable(l.number)
		}
		return l.texts[n], nil
	case "d":
		text, _, _ = strings.Cut(text, "T00:00:00")
	case "n", "":
		// For 5.1 the file has 5.0999999999999996: two figures more than are true, and than Excel shows.
		if n, err := strconv.ParseFloat(text, 64); err == nil && len(text) > 15 && strings.Contains(text, ".") {
			text = strconv.FormatFloat(n, 'g', 15, 64)
		}
		// Excel for the Mac counted from 1904 for long. A day always has looks of its own; what is typed as a number has none.
		if n, err := strconv.Atoi(text); err == nil && l.from1904 && l.looks != "" && l.looks != "0" && isDay(n+since1900) {
			text = strconv.Itoa(n + since1900)
		}
	}
	return text, nil
}

const since1900 = 1462 // days, to the first one of 1904
