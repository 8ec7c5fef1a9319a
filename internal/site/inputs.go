package site

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"hash"

	"doelenboom/internal/richtext"
)

// inputs collects what a page is made of. Every value carries its length, so that "a", "bc" is not "ab", "c".
type inputs struct {
	h       hash.Hash
	scratch *[]byte
}

func newInputs() inputs { return inputs{sha256.New(), new([]byte)} }

func (i inputs) text(values ...string) inputs {
	for _, v := range values {
		text := binary.LittleEndian.AppendUint64((*i.scratch)[:0], uint64(len(v)))
		text = append(text, v...)
		i.h.Write(text)
		*i.scratch = text
	}
	return i
}

// runs takes in a line; what its references lead to is taken in by itself.
func (i inputs) runs(line []richtext.Span) inputs {
	for _, run := range line {
		i.text(run.Text)
		if run.Ref != nil {
			i.text(string(run.Ref.Kind), run.Ref.ID)
		}
	}
	return i.text("")
}

func (i inputs) bytes(b []byte) inputs {
	i.h.Write(binary.LittleEndian.AppendUint64((*i.scratch)[:0], uint64(len(b))))
	i.h.Write(b)
	return i
}

func (i inputs) sum(s [16]byte) inputs {
	i.h.Write(s[:])
	return i
}

// value takes in any small value, as JSON. It is for what is hashed once an edition, not for every page.
func (i inputs) value(v any) inputs {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // our own plain values
	}
	return i.bytes(b)
}

func (i inputs) done() (sum [16]byte) {
	var all [sha256.Size]byte
	copy(sum[:], i.h.Sum(all[:0]))
	return sum
}

func hashOf(values ...string) [16]byte { return newInputs().text(values...).done() }
