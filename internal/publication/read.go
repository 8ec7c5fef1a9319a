package publication

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json" // decodes in half the time of encoding/json, of which it is the second version
)

// ErrMissing says that a part is not there: never kept, lost, or erased when it was withdrawn.
var ErrMissing = errors.New("onderdeel ontbreekt")

// ErrChanged says that the bytes of a part are not those that were published.
var ErrChanged = errors.New("onderdeel is gewijzigd")

// Reader reads a revision part by part. It may be used from several goroutines at once when its source may.
type Reader struct {
	Manifest []byte
	sums     Sums
	get      func(sum string) ([]byte, error)
}

// NewReader reads the revision with this manifest; get gives the bytes with a SHA-256, ErrMissing when it has none.
func NewReader(manifest []byte, get func(sum string) ([]byte, error)) (*Reader, error) {
	sums, err := readSums(manifest)
	if err != nil {
		return nil, err
	}
	return &Reader{Manifest: manifest, sums: sums, get: get}, nil
}

// Lines are the parts by path and hash, in the order of the paths.
func (r *Reader) Lines() []ManifestLine { return r.sums.lines() }

// Sums are the hashes of the parts.
func (r *Reader) Sums() Sums { return r.sums }

// Sum is the SHA-256 of a part, "" when the revision has no such part.
func (r *Reader) Sum(path string) string { return r.sums.Of(path) }

// Part gives the bytes of a part as they were published, or says that they are not those.
func (r *Reader) Part(path string) ([]byte, error) {
	sum := r.Sum(path)
	if sum == "" {
		return nil, fmt.Errorf("%s: %w", path, ErrMissing)
	}
	data, err := r.get(sum)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if Hash(data) != sum {
		return nil, fmt.Errorf("%s: %w", path, ErrChanged)
	}
	return data, nil
}

// Revision reads what the revision says of itself.
func (r *Reader) Revision() (Revision, error) { return readPart[Revision](r, RevisionPath) }

// Edition reads the organisation and the edition as they were.
func (r *Reader) Edition() (Edition, error) { return readPart[Edition](r, EditionPath) }

// Tree reads the whole edition as one list.
func (r *Reader) Tree() (Tree, error) { return readPart[Tree](r, TreePath) }

// Node reads one node by its address.
func (r *Reader) Node(address string) (Node, error) { return readPart[Node](r, NodePath(address)) }

// Registers reads all registers.
func (r *Reader) Registers() (Registers, error) {
	var all Registers
	var errs [7]error
	all.Decisions, errs[0] = readPart[[]Decision](r, DecisionsPath)
	all.Themes, errs[1] = readPart[[]Theme](r, ThemesPath)
	all.Holders, errs[2] = readPart[[]Holder](r, HoldersPath)
	all.Places, errs[3] = readPart[[]Place](r, PlacesPath)
	all.Money, errs[4] = readPart[[]MoneyLine](r, MoneyPath)
	all.Lineage, errs[5] = readPart[[]Lineage](r, LineagePath)
	if r.Sum(AmendmentsPath) != "" {
		all.Amendments, errs[6] = readPart[[]CouncilAmendment](r, AmendmentsPath)
	}
	return all, errors.Join(errs[:]...)
}

// Evidence reads the hashes of evidence that is not released; none when the revision has no such part.
func (r *Reader) Evidence() ([]HiddenEvidence, error) {
	if r.Sum(EvidencePath) == "" {
		return nil, nil
	}
	return readPart[[]HiddenEvidence](r, EvidencePath)
}

// Publication reads everything but the files.
func (r *Reader) Publication() (Publication, error) {
	var p Publication
	var errs [4]error
	p.Revision, errs[0] = r.Revision()
	p.Edition, errs[1] = r.Edition()
	p.Tree, errs[2] = r.Tree()
	p.Registers, errs[3] = r.Registers()
	if err := errors.Join(errs[:]...); err != nil {
		return p, err
	}
	var err error
	if p.Evidence, err = r.Evidence(); err != nil {
		return p, err
	}
	p.Nodes = make([]Node, len(p.Tree.Entries))
	for i, e := range p.Tree.Entries {
		n, err := r.Node(e.Address)
		if err != nil {
			return p, err
		}
		p.Nodes[i] = n
	}
	return p, nil
}

func readPart[T any](r *Reader, path string) (T, error) {
	data, err := r.Part(path)
	if err != nil {
		var none T
		return none, err
	}
	value, err := decode[T](data)
	if err != nil {
		return value, fmt.Errorf("%s: %w", path, err)
	}
	return value, nil
}

// ErrFormat says that a part is written in a way this program does not know.
var ErrFormat = errors.New("onbekend formaat")

// decode reads a part in whatever format it was written. What was published in a format is read for ever: when the
// types of this package change in a way that old parts do not fit, the old types go to a file of their own and are
// turned into the new ones here.
func decode[T any](data []byte) (T, error) {
	var value T
	format, content, err := envelope(data)
	if err != nil {
		return value, err
	}
	switch format {
	case "1":
		if scanned(content, &value) {
			return value, nil
		}
		return value, json.Unmarshal(content, &value)
	}
	return value, fmt.Errorf("%w %s; dit programma leest formaat 1, een nieuwere versie leest meer", ErrFormat, format)
}

// envelope takes {"formaat":1,"inhoud":...} apart.
func envelope(data []byte) (format string, content []byte, err error) {
	rest, ok := bytes.CutPrefix(data, []byte(`{"formaat":`))
	digits, content, found := bytes.Cut(rest, []byte(`,"inhoud":`))
	if !ok || !found || len(digits) == 0 || len(digits) > 6 || len(bytes.Trim(digits, "0123456789")) > 0 {
		return "", nil, fmt.Errorf("%w: het onderdeel begint niet met zijn formaat", ErrFormat)
	}
	content, ok = bytes.CutSuffix(content, []byte("}"))
	if !ok {
		return "", nil, fmt.Errorf("%w: het onderdeel houdt te vroeg op", ErrFormat)
	}
	return string(digits), content, nil
}

// ReadNode reads the bytes of one node's part, which must stay as they are.
func ReadNode(data []byte) (Node, error) { return decode[Node](data) }

// NamedPaths are the registers of what has a page of its own, which pages of every revision link to.
func NamedPaths() []string { return []string{DecisionsPath, ThemesPath, HoldersPath} }

// ReadNamed adds the rows of one of those registers to all.
func ReadNamed(all *Registers, path string, data []byte) error {
	switch path {
	case DecisionsPath:
		return readRows(&all.Decisions, data)
	case ThemesPath:
		return readRows(&all.Themes, data)
	case HoldersPath:
		return readRows(&all.Holders, data)
	}
	return fmt.Errorf("%s: %w", path, ErrFormat)
}

func readRows[T any](all *[]T, data []byte) error {
	rows, err := decode[[]T](data)
	*all = append(*all, rows...)
	return err
}

// ReadRevision reads the bytes of revisie.json.
func ReadRevision(data []byte) (Revision, error) { return decode[Revision](data) }
