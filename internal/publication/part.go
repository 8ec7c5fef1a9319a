package publication

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
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

	AmendmentsPath = "registers/amendementen.json" // absent when there were none
)

// NodePath is the path of the part that holds a node.
func NodePath(address string) string { return "knopen/" + address + ".json" }

// PageOf is the path of the page that is made of a part: that of a node has the name of its part. Without the tree there are
// no pages at all; of that it is the first.
func PageOf(part string) string {
	if part == TreePath {
		return ""
	}
	if name, ok := strings.CutPrefix(part, "knopen/"); ok {
		return strings.TrimSuffix(name, ".json") + "/"
	}
	return part
}

// PartFile is one part as it is kept: canonical bytes and their SHA-256.
type PartFile struct {
	Path  string
	Sum   string // SHA-256 in hexadecimal, the name of the part in a pack
	Bytes []byte
	Read  func() ([]byte, error) // gives the bytes of a file, which are not kept in memory; nil for other parts
}

// Parts are the parts of a publication, in the order of their paths: the same publication always gives the same bytes. Of
// files only path and hash are given.
func Parts(p Publication) ([]PartFile, error) {
	all := append(make([]content, 0, len(p.Nodes)+10),
		content{TreePath, Part[Tree]{Format, Tree{orEmpty(p.Tree.Entries)}}},
		content{RevisionPath, Part[Revision]{Format, p.Revision}},
		content{EditionPath, Part[Edition]{Format, p.Edition}},
		content{DecisionsPath, Part[[]Decision]{Format, orEmpty(p.Registers.Decisions)}},
		content{ThemesPath, Part[[]Theme]{Format, orEmpty(p.Registers.Themes)}},
		content{HoldersPath, Part[[]Holder]{Format, orEmpty(p.Registers.Holders)}},
		content{PlacesPath, Part[[]Place]{Format, orEmpty(p.Registers.Places)}},
		content{MoneyPath, Part[[]MoneyLine]{Format, orEmpty(p.Registers.Money)}},
		content{LineagePath, Part[[]Lineage]{Format, orEmpty(p.Registers.Lineage)}},
	)
	if len(p.Registers.Amendments) > 0 {
		all = append(all, content{AmendmentsPath, Part[[]CouncilAmendment]{Format, p.Registers.Amendments}})
	}
	if len(p.Evidence) > 0 {
		all = append(all, content{EvidencePath, Part[[]HiddenEvidence]{Format, p.Evidence}})
	}
	for i := range p.Nodes {
		all = append(all, content{NodePath(p.Nodes[i].Address), Part[*Node]{Format, &p.Nodes[i]}})
	}
	parts, errs := make([]PartFile, len(all)), make([]error, len(all))
	share(len(all), func(mine iter.Seq[int]) {
		w := newPartWriter()
		for i := range mine {
			parts[i], errs[i] = w.part(all[i])
		}
	})
	parts = append(parts, fileParts(p)...)
	slices.SortFunc(parts, func(a, b PartFile) int { return cmp.Compare(a.Path, b.Path) })
	return parts, errors.Join(errs...)
}

// Retell puts another word of the revision itself among its parts.
func Retell(parts []PartFile, r Revision) (err error) {
	parts[partAt(parts, RevisionPath)], err = newPartWriter().part(content{RevisionPath, Part[Revision]{Format, r}})
	return err
}

// content is a part that is to be encoded.
type content struct {
	path  string
	value any
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
}

func newPartWriter() *partWriter {
	w := &partWriter{}
	w.json = json.NewEncoder(&w.buffer)
	w.json.SetEscapeHTML(false)
	return w
}

// part encodes one part. The fields of every type here stand in the order of their JSON names, so that what the encoder
// writes is canonical.
func (w *partWriter) part(c content) (PartFile, error) {
	w.buffer.Reset()
	if err := w.json.Encode(c.value); err != nil {
		return PartFile{}, fmt.Errorf("part %s: %w", c.path, err)
	}
	data := oneReplacement(w.buffer.Bytes()[:w.buffer.Len()-1]) // without the line end of the encoder
	return PartFile{Path: c.path, Sum: Hash(data), Bytes: data}, nil
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
