package importer

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
)

// Version is that of the proposal's form. Fields are only added within it.
const Version = 1

// Encoder writes a proposal as a stream, document by document:
//
//	{"versie":1,"documenten":[...],"herkomst":[...]}
type Encoder struct {
	out   *bufio.Writer
	begun bool
}

// NewEncoder begins nothing yet: without Close there is no proposal.
func NewEncoder(w io.Writer) *Encoder {
	return &Encoder{out: bufio.NewWriterSize(w, 64<<10)}
}

// Document writes one more document.
func (e *Encoder) Document(d Document) error {
	e.begin()
	if e.begun {
		e.write(",")
	}
	e.begun = true
	e.write("\n")
	return writeDocument(e.out, d)
}

func (e *Encoder) begin() {
	if !e.begun {
		e.write(`{"versie":1,"documenten":[`)
	}
}

// write leaves errors to Close: a bufio.Writer remembers them.
func (e *Encoder) write(text string) { _, _ = e.out.WriteString(text) }

// Close ends the proposal. Pages have no conversion rows, so herkomst is empty.
func (e *Encoder) Close() error {
	e.begin()
	e.write("],\n\"herkomst\":[]}\n")
	return e.out.Flush()
}

// ErrWrongVersion says that a proposal was written by a newer program.
var ErrWrongVersion = errors.New("this proposal has a form that this program does not know")

// Proposal is a whole proposal, for those who read one back.
type Proposal struct {
	Version   int               `json:"versie"`
	Documents []Document        `json:"documenten"`
	Lineage   []json.RawMessage `json:"herkomst"`
}

// Decode reads a proposal back.
func Decode(r io.Reader) (Proposal, error) {
	var p Proposal
	if err := json.NewDecoder(r).Decode(&p); err != nil {
		return p, err
	}
	if p.Version != Version {
		return p, ErrWrongVersion
	}
	return p, nil
}
