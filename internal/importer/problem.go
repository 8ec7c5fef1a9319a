package importer

import "fmt"

// Problem is why a file cannot be read, for the one who offered it: which file,
// which line, and what is wrong, in Dutch.
type Problem struct {
	File string
	Line int
	Text string
}

func (p Problem) Error() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", p.File, p.Text)
	}
	return fmt.Sprintf("%s, regel %d: %s", p.File, p.Line, p.Text)
}

// document is the problem as a part of the proposal, so that a proposal of many
// files is still whole when one of them cannot be read.
func (p Problem) document() Document {
	return Document{
		File:    p.File,
		Edition: Edition{Certainty: Unknown},
		Lines:   []Line{},
		Notices: []Notice{{Kind: Failed, Line: p.Line, Text: p.Text}},
	}
}
