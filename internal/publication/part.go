package publication

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
)

// Paths of the parts that are not nodes.
const (
	RevisionPath  = "revisie.json"
	EditionPath   = "editie.json"
	TreePath      = "boom.json"
	DecisionsPath = "registers/besluiten.json"
	ThemesPath    = "registers/themas.json"
	HoldersPath   = "registers/portefeuillehouders.json"
	PlacesPath    = "registers/plaatsen.json"
	MoneyPath     = "registers/geld.json"
	LineagePath   = "registers/afkomst.json"
)

// NodePath is the path of the part that holds a node.
func NodePath(address string) string { return "knopen/" + address + ".json" }

// PartFile is one part as it is kept: canonical bytes and their SHA-256.
type PartFile struct {
	Path  string
	Sum   string // SHA-256 in hexadecimal, the name of the part in a pack
	Bytes []byte
}

// Parts are the parts of a publication, in the order of their paths: the same publication always gives the same bytes.
func Parts(p Publication) ([]PartFile, error) {
	w := newPartWriter(len(p.Nodes) + 9)
	w.put(RevisionPath, Part[Revision]{Format, p.Revision})
	w.put(EditionPath, Part[Edition]{Format, p.Edition})
	w.put(TreePath, Part[Tree]{Format, Tree{orEmpty(p.Tree.Entries)}})
	w.put(DecisionsPath, Part[[]Decision]{Format, orEmpty(p.Registers.Decisions)})
	w.put(ThemesPath, Part[[]Theme]{Format, orEmpty(p.Registers.Themes)})
	w.put(HoldersPath, Part[[]Holder]{Format, orEmpty(p.Registers.Holders)})
	w.put(PlacesPath, Part[[]Place]{Format, orEmpty(p.Registers.Places)})
	w.put(MoneyPath, Part[[]MoneyLine]{Format, orEmpty(p.Registers.Money)})
	w.put(LineagePath, Part[[]Lineage]{Format, orEmpty(p.Registers.Lineage)})
	for i := range p.Nodes {
		w.put(NodePath(p.Nodes[i].Address), Part[*Node]{Format, &p.Nodes[i]})
	}
	slices.SortFunc(w.parts, func(a, b PartFile) int { return cmp.Compare(a.Path, b.Path) })
	return w.parts, w.err
}

// orEmpty makes an empty list of no list: a register is a list also when nothing is in it.
func orEmpty[T any](rows []T) []T {
	if rows == nil {
		return []T{}
	}
	return rows
}

// partWriter encodes parts one after another in one buffer.
type partWriter struct {
	buffer bytes.Buffer
	json   *json.Encoder
	parts  []PartFile
	err    error
}

func newPartWriter(n int) *partWriter {
	w := &partWriter{parts: make([]PartFile, 0, n)}
	w.json = json.NewEncoder(&w.buffer)
	w.json.SetEscapeHTML(false)
	return w
}

// put encodes one part. The fields of every type here stand in the order of their JSON names, so that what the encoder
// writes is canonical.
func (w *partWriter) put(path string, part any) {
	if w.err != nil {
		return
	}
	w.buffer.Reset()
	if err := w.json.Encode(part); err != nil {
		w.err = fmt.Errorf("part %s: %w", path, err)
		return
	}
	data := oneReplacement(w.buffer.Bytes()[:w.buffer.Len()-1]) // without the line end of the encoder
	w.parts = append(w.parts, PartFile{Path: path, Sum: Hash(data), Bytes: data})
}

// oneReplacement copies what the encoder wrote. For bytes that are no UTF-8 it writes the replacement character as
// \ufffd, for the character itself as itself; a part holds only the latter, or it would read back otherwise.
func oneReplacement(encoded []byte) []byte {
	escape := []byte(`\ufffd`)
	if !bytes.Contains(encoded, escape) {
		return bytes.Clone(encoded)
	}
	out := make([]byte, 0, len(encoded))
	for i := 0; i < len(encoded); i++ {
		switch {
		case bytes.HasPrefix(encoded[i:], escape):
			out = append(out, "\ufffd"...)
			i += len(escape) - 1
		case encoded[i] == '\\': // another escape, of which the next sign is a part
			out = append(out, encoded[i], encoded[i+1])
			i++
		default:
			out = append(out, encoded[i])
		}
	}
	return out
}

// Hash is the SHA-256 of bytes, in hexadecimal. The hash of a revision is that of its manifest.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
