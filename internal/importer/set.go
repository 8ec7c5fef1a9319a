package importer

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"strings"
)

// Set watches over the documents of one import: a number may stand twice only
// with the same content. It keeps a hash and a place per number, not the texts.
type Set struct {
	seen map[string]placed
}

type placed struct {
	content [sha256.Size]byte
	file    string
	line    int
}

// Add takes the next document. double says that this number stood in the import
// before, with the same content: nothing has to be done with it, and the
// document says so in a notice. Other content is a Problem that names both
// places.
func (s *Set) Add(d *Document) (double bool, err error) {
	if d.Number == "" {
		return false, nil
	}
	here := placed{content(*d), d.Where(), d.titleLine()}
	first, ok := s.seen[d.Number]
	switch {
	case !ok:
		if s.seen == nil {
			s.seen = map[string]placed{}
		}
		s.seen[d.Number] = here
		return false, nil
	case first.content == here.content:
		d.Notices = append(d.Notices, Notice{Double, here.line, fmt.Sprintf("Nummer %s stond al met dezelfde inhoud in %s, regel %d.", d.Number, first.file, first.line)})
		return true, nil
	}
	problem := twice(d.Number, first, here)
	d.Notices = append(d.Notices, Notice{Failed, here.line, strings.ToUpper(problem.Text[:1]) + problem.Text[1:] + "."})
	return false, problem
}

// Distinct refuses documents of which two have one number and other content: nobody could say which of them counts. It is
// the rule of Set for whoever has all documents at hand.
func Distinct(docs []Document) error {
	seen := make(map[string]int, len(docs))
	for i, d := range docs {
		at, known := seen[d.Number]
		if d.Number == "" || !known {
			seen[d.Number] = i
			continue
		}
		first := docs[at]
		if content(first) != content(d) {
			return twice(d.Number, placed{file: first.Where(), line: first.titleLine()}, placed{file: d.Where(), line: d.titleLine()})
		}
	}
	return nil
}

func twice(number string, first, here placed) Problem {
	return Problem{here.file, here.line, fmt.Sprintf("nummer %s staat ook in %s, regel %d, met andere inhoud", number, first.file, first.line)}
}

// TitleLine is where a document begins to say what it is about, for messages.
func (d Document) TitleLine() int { return max(1, d.titleLine()) }

// titleLine is the line with the number.
func (d Document) titleLine() int {
	for _, l := range d.Lines {
		if l.Field == "/titel" {
			return l.Line
		}
	}
	return 0
}

// content is a hash over what a document says, not over where it says it; of which edition it is, is a guess at its name
// too, and all of one import go to one.
func content(d Document) [sha256.Size]byte {
	d.Edition = Edition{}
	d.File, d.Path, d.Source, d.Lines, d.Notices = "", "", nil, nil, nil
	d.References.Nodes = append([]NodeRef(nil), d.References.Nodes...)
	for i := range d.References.Nodes {
		d.References.Nodes[i].Line = 0
	}
	h := sha256.New()
	out := bufio.NewWriter(h)
	if err := writeDocument(out, d); err != nil {
		panic("a document is plain values: " + err.Error())
	}
	_ = out.Flush() // a hash takes everything
	return [sha256.Size]byte(h.Sum(nil))
}
