package upload

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"doelenboom/internal/cycle"
)

// Most is how large a file may be, in bytes.
const Most = 25 << 20

// Field is what a problem with a file is said of.
const Field = "bestand"

// ErrTooLarge refuses a file of more than Most.
var ErrTooLarge = wrong("het bestand is groter dan 25 MB; maak het kleiner of verdeel het")

// ErrNoPicture refuses another file where a picture is asked for.
var ErrNoPicture = wrong("dit is geen afbeelding; kies een png, jpg of webp")

func wrong(format string, args ...any) error {
	return cycle.Invalid{{Field: Field, Code: "upload.refused", Text: fmt.Sprintf(format, args...)}}
}

// File is a file that may be kept.
type File struct {
	Name          string // clean, with the ending of its kind
	Kind          cycle.FileKind
	Width, Height int    // of a picture
	Remade        []byte // a picture made anew, which is kept in place of what came; nil when it is kept as it came
}

// Read finds out what a file is, by what is in it. Its name says only what cannot be seen: whether text is a table.
func Read(name string, body io.ReaderAt, size int64) (File, error) {
	if err := fits(size); err != nil {
		return File{}, err
	}
	head := make([]byte, min(size, 1024))
	if _, err := body.ReadAt(head, 0); err != nil && err != io.EOF {
		return File{}, err
	}
	ending, err := known(name, head, body, size)
	if err != nil {
		return File{}, err
	}
	kind, _ := cycle.KindOf(ending)
	f := File{Name: Name(name, ending), Kind: kind}
	if kind.Picture() {
		return remade(f, name, body, size)
	}
	return f, nil
}

// fits refuses a file of no bytes, or of too many.
func fits(size int64) error {
	switch {
	case size == 0:
		return wrong("het bestand is leeg")
	case size > Most:
		return ErrTooLarge
	}
	return nil
}

// known is the ending of the kind that a file is of.
func known(name string, head []byte, body io.ReaderAt, size int64) (string, error) {
	switch {
	case isPicture(head):
		return "png", nil // or jpg, when it was made anew
	case bytes.HasPrefix(head, []byte("GIF8")):
		return "", wrong("een gif kan hier niet; bewaar de afbeelding als png of jpg en stuur die")
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return "pdf", nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return office(body, size)
	}
	return text(name, head, body, size)
}

// office looks into a ZIP file for what makes it a document; any other archive is refused.
func office(body io.ReaderAt, size int64) (string, error) {
	z, err := zip.NewReader(body, size)
	if err != nil {
		return "", wrong("het bestand is beschadigd")
	}
	has := func(name string) bool {
		return slices.ContainsFunc(z.File, func(f *zip.File) bool { return strings.EqualFold(f.Name, name) })
	}
	for _, f := range z.File {
		if strings.EqualFold(path.Base(f.Name), "vbaProject.bin") || strings.HasPrefix(f.Name, "Basic/") || strings.HasPrefix(f.Name, "Scripts/") {
			return "", wrong("in dit bestand zit een macro; sla het op zonder macro's, of als pdf")
		}
	}
	switch {
	case has("[Content_Types].xml") && has("word/document.xml"):
		return "docx", nil
	case has("[Content_Types].xml") && has("xl/workbook.xml"):
		return "xlsx", nil
	case len(z.File) > 0 && z.File[0].Name == "mimetype" && has("content.xml"):
		for _, ending := range []string{"odt", "ods"} {
			if kind, _ := cycle.KindOf(ending); says(z.File[0], kind.Type) {
				return ending, nil
			}
		}
	}
	return "", wrong("dit is geen document maar een verzameling bestanden (zip); stuur de bestanden zelf")
}

// says tells whether a file in a ZIP file holds just this text.
func says(f *zip.File, want string) bool {
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	got, err := io.ReadAll(io.LimitReader(r, int64(len(want))+1))
	return err == nil && string(got) == want
}

// What text begins with that is more than text.
var notText = []string{"<!doctype", "<html", "<svg", "<script", "<?xml", "<?php", "<body", "<head", "<iframe", "#!", "{\\rtf"}

// text takes a file that is nothing but letters, under a name that says so.
func text(name string, head []byte, body io.ReaderAt, size int64) (string, error) {
	ending := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	if ending != "txt" && ending != "csv" {
		return "", wrong("dit soort bestand nemen wij niet aan; wel: pdf, Word (docx), Excel (xlsx), odt, ods, csv, txt, png, jpg en webp")
	}
	low := strings.ToLower(string(head))
	for _, begins := range notText {
		if strings.Contains(low, begins) {
			return "", wrong("dit bestand heet %s, maar er staat iets anders in dan tekst", ending)
		}
	}
	b := make([]byte, 64<<10)
	for at := int64(0); at < size; {
		n, err := body.ReadAt(b, at)
		if err != nil && err != io.EOF {
			return "", err
		}
		if slices.ContainsFunc(b[:n], control) {
			return "", wrong("dit bestand heet %s, maar er staat iets anders in dan tekst", ending)
		}
		at += int64(n)
	}
	return ending, nil
}

// control tells of a sign that no text has.
func control(c byte) bool {
	return c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7f
}

// clip is the first n letters of a text.
func clip(s string, n int) string {
	for utf8.RuneCountInString(s) > n {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	return s
}
