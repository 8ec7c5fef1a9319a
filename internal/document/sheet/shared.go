package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

var errWorkbook = Wrong{"het Excel-bestand is beschadigd, beveiligd of te groot; bewaar het als CSV"}

// shortTexts refuses a workbook with a text that is longer than any cell needs. A workbook keeps each text once, and
// whoever reads it gets a copy for every cell that has it: one long text would so fill the memory from a file of a few kB.
func shortTexts(file []byte) error {
	book, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return errWorkbook
	}
	for _, part := range book.File {
		if !strings.HasSuffix(strings.ToLower(part.Name), "sharedstrings.xml") {
			continue
		}
		if err := shortTextsIn(part); err != nil {
			return err
		}
	}
	return nil
}

func shortTextsIn(part *zip.File) error {
	if part.UncompressedSize64 > maxXML {
		return errWorkbook
	}
	in, err := part.Open()
	if err != nil {
		return errWorkbook
	}
	defer in.Close()
	tokens := xml.NewDecoder(in)
	size := 0 // of the text that is being read
	for {
		token, err := tokens.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return errWorkbook
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "si" {
				size = 0
			}
		case xml.CharData:
			if size += len(token); size > maxText {
				return Wrong{"een cel in het Excel-bestand heeft meer tekst dan wij lezen; maak die korter"}
			}
		}
	}
}
