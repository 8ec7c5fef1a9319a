package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"
)

var errWorkbook = Wrong{"het Excel-bestand is beschadigd, beveiligd of te groot; bewaar het als CSV"}

// A workbook keeps each text once, and whoever reads it gets a copy for every cell that has it, a whole line at a time: a
// file of a few kB would so fill the memory.

const (
	widestSheet = 16384 // columns of Excel
	maxTexts    = maxRows * maxColumns
)

// sharedTexts are the lengths of the texts that a workbook keeps. It refuses one that is longer than any cell needs, and
// more of them than a table has cells.
func sharedTexts(book *zip.Reader) ([]int, error) {
	var all []int
	for _, part := range book.File {
		if !isShared(part) {
			continue
		}
		texts, err := textsIn(part)
		if err != nil {
			return nil, err
		}
		if len(texts) > len(all) {
			all = texts
		}
	}
	return all, nil
}

func isShared(part *zip.File) bool {
	return strings.HasSuffix(strings.ToLower(part.Name), "sharedstrings.xml")
}

func textsIn(part *zip.File) (texts []int, err error) {
	size := 0 // of the text that is being read
	err = eachToken(part, func(token xml.Token) error {
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "si" {
				texts, size = append(texts, 0), 0
			}
			if len(texts) > maxTexts {
				return errWorkbook
			}
		case xml.CharData:
			if size += len(token); size > maxText {
				return Wrong{"een cel in het Excel-bestand heeft meer tekst dan wij lezen; maak die korter"}
			}
			if n := len(texts); n > 0 {
				texts[n-1] = size
			}
		}
		return nil
	})
	return texts, err
}

// linesFit refuses a workbook with a line that has more text than a whole table may have. Every part is looked at: which
// one is the first sheet is for who reads it to find out.
func linesFit(book *zip.Reader, texts []int) error {
	if len(texts) == 0 {
		return nil
	}
	longest := slices.Max(texts)
	if longest <= MaxBytes/widestSheet {
		return nil
	}
	for _, part := range book.File {
		if isShared(part) {
			continue
		}
		l := line{texts: texts, longest: longest}
		if err := eachToken(part, l.see); errors.As(err, &Wrong{}) && err != errWorkbook {
			return err
		} // a picture is no XML, and what is none holds no lines
	}
	return nil
}

// line is how much text a line of a sheet has, as far as it was read.
type line struct {
	texts   []int
	longest int // of them
	number  int
	size    int
	shared  bool // the cell names a text
	value   bool // by the number that is read now
	cell    int  // how long that text is; unread when it was not named yet
}

const unread = -1

func (l *line) see(token xml.Token) error {
	switch token := token.(type) {
	case xml.StartElement:
		l.begin(token)
	case xml.CharData:
		if l.value {
			l.name(string(token))
		}
	case xml.EndElement:
		l.value = false
		if token.Name.Local == "c" && l.shared {
			l.size += max(l.cell, 0)
			l.shared = false
		}
		if l.size > MaxBytes {
			return Wrong{fmt.Sprintf("regel %d heeft meer dan 4 MB tekst; maak de cellen korter", l.number)}
		}
	}
	return nil
}

func (l *line) begin(token xml.StartElement) {
	l.value = l.shared && token.Name.Local == "v"
	switch token.Name.Local {
	case "row":
		// Cells of a line that comes once more, or too late, are added to the one before.
		if n := attribute(token, "r"); n == "" || n == "0" {
			l.number, l.size = l.number+1, 0
		} else if n, _ := strconv.Atoi(n); n > l.number {
			l.number, l.size = n, 0
		}
	case "c":
		l.shared, l.cell = attribute(token, "t") == "s", unread
	}
}

// name takes the number of the text of a cell. One that comes in pieces can be of any text.
func (l *line) name(digits string) {
	n, err := strconv.Atoi(strings.TrimSpace(digits))
	switch {
	case l.cell != unread || err != nil:
		l.cell = l.longest
	case n >= 0 && n < len(l.texts):
		l.cell = l.texts[n]
	default:
		l.cell = 0
	}
}

// attribute is what excelize takes for it: of two with one name, the last.
func attribute(of xml.StartElement, name string) string {
	for _, a := range slices.Backward(of.Attr) {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
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

// eachToken reads a part of a workbook piece by piece, in any letters that excelize reads.
func eachToken(part *zip.File, see func(xml.Token) error) error {
	if part.UncompressedSize64 > maxXML {
		return errWorkbook
	}
	in, err := part.Open()
	if err != nil {
		return errWorkbook
	}
	defer in.Close()
	tokens := xml.NewDecoder(in)
	tokens.CharsetReader = charset.NewReaderLabel
	for {
		token, err := tokens.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return errWorkbook
		}
		if err := see(token); err != nil {
			return err
		}
	}
}
