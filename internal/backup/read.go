package backup

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/flate"

	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// File is a back-up that is open for reading. What it says was compared with its manifest, except the files in it:
// those are compared while they are put back.
type File struct {
	About
	Manifest string // SHA-256 of the manifest

	name    string
	file    *os.File
	entries map[string]*zip.File
	sums    map[string]string // by path, as the manifest says
}

// Open opens a back-up, and refuses what is none, what is damaged, and what a newer program made.
func Open(ctx context.Context, name string) (*File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	b := &File{name: name, file: f, entries: map[string]*zip.File{}, sums: map[string]string{}}
	if err := b.read(ctx); err != nil {
		return nil, errors.Join(b.told(err), f.Close())
	}
	return b, nil
}

// Close closes the file.
func (f *File) Close() error { return f.file.Close() }

// errDamaged says that a file is not what Write wrote.
var errDamaged = errors.New("the back-up is damaged")

func damaged(format string, args ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), errDamaged)
}

// told makes a refusal of everything that means that the file is not whole.
func (f *File) told(err error) error {
	var line store.Malformed
	var corrupt flate.CorruptInputError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, zip.ErrFormat):
		return refused("%s is geen back-up van doelenboom, of het einde ontbreekt", f.name)
	case errors.Is(err, errDamaged), errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrAlgorithm), errors.Is(err, io.ErrUnexpectedEOF),
		errors.As(err, &line), errors.As(err, &corrupt):
		return refused("%s is beschadigd (%v); er is niets teruggezet. Gebruik een andere back-up", f.name, err)
	}
	return err
}

func (f *File) read(ctx context.Context) error {
	info, err := f.file.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return refused("%s is geen bestand", f.name)
	}
	z, err := zip.NewReader(f.file, info.Size())
	if err != nil {
		return err
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	if err := f.list(z, info.Size()); err != nil {
		return err
	}
	if err := f.manifest(); err != nil {
		return err
	}
	if err := f.about(ctx); err != nil {
		return err
	}
	return f.rows(ctx)
}

// list notes the entries. Entries that lie over each other, or say that they are larger than the whole, would unpack
// to more than anybody has.
func (f *File) list(z *zip.Reader, size int64) error {
	var packed uint64
	for _, e := range z.File {
		if f.entries[e.Name] != nil {
			return damaged("%s staat er twee keer in", e.Name)
		}
		f.entries[e.Name] = e
		if e.CompressedSize64 > uint64(size) {
			return damaged("%s is groter dan het bestand", e.Name)
		}
		packed += e.CompressedSize64
	}
	if packed > uint64(size) {
		return damaged("er zit meer in dan het bestand groot is")
	}
	if f.entries[aboutPath] == nil || f.entries[publication.ManifestPath] == nil {
		return zip.ErrFormat
	}
	return nil
}

// mostSmall is more than the entries that are read into memory ever need.
const mostSmall = 256 << 20

// small reads an entry into memory.
func (f *File) small(path string) ([]byte, error) {
	r, err := f.entries[path].Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, mostSmall+1))
	if err == nil && len(text) > mostSmall {
		err = damaged("%s is te groot", path)
	}
	return text, err
}

// manifest holds the entries against the manifest: the same names, no more and no less, and none that leads elsewhere.
func (f *File) manifest() error {
	text, err := f.small(publication.ManifestPath)
	if err != nil {
		return err
	}
	lines, err := publication.ParseManifest(text)
	if err != nil {
		return damaged("manifest: %v", err)
	}
	sum := sha256.Sum256(text)
	f.Manifest = hex.EncodeToString(sum[:])
	for _, l := range lines {
		e := f.entries[l.Path]
		hash, isBlob := strings.CutPrefix(l.Path, blobsDir)
		switch {
		case e == nil:
			return damaged("%s ontbreekt", l.Path)
		case isBlob && (e.Method != zip.Store || hash != l.Sum):
			return damaged("%s is niet wat het heet", l.Path)
		case !isBlob && l.Path != aboutPath && !isRows(l.Path):
			return damaged("%s hoort er niet in", l.Path)
		}
		f.sums[l.Path] = l.Sum
	}
	if len(f.sums)+1 != len(f.entries) {
		return damaged("er zit meer in dan het manifest noemt")
	}
	return nil
}

func isRows(path string) bool {
	name, below := strings.CutPrefix(path, rowsDir)
	name, ends := strings.CutSuffix(name, rowsEnd)
	return below && ends && name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") == ""
}

// about reads what the back-up says of itself, and whether this program can read the rest.
func (f *File) about(ctx context.Context) error {
	text, err := f.small(aboutPath)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != f.sums[aboutPath] {
		return damaged("%s is veranderd", aboutPath)
	}
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&f.About); err != nil || f.Format < 1 || f.Schema < 1 {
		return damaged("%s is niet te lezen", aboutPath)
	}
	if f.Format > format || f.Schema > store.Schema() {
		return refused("%s is gemaakt met een nieuwere versie van doelenboom (%s, schema %d; dit programma kent schema %d); gebruik die",
			f.name, f.Program, f.Schema, store.Schema())
	}
	return ctx.Err()
}

// rows recomputes the hashes of all rows: what is not whole is refused before anything is written.
func (f *File) rows(ctx context.Context) error {
	for path := range f.sums {
		if !isRows(path) {
			continue
		}
		if err := f.with(path, func(r io.Reader) error { return copyTo(ctx, io.Discard, r) }); err != nil {
			return err
		}
	}
	return nil
}

// with lets see read an entry and then compares it with the manifest.
func (f *File) with(path string, see func(io.Reader) error) error {
	r, err := f.entries[path].Open()
	if err != nil {
		return err
	}
	defer r.Close()
	sum := sha256.New()
	if err := see(io.TeeReader(r, sum)); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != f.sums[path] {
		return damaged("%s is veranderd", path)
	}
	return nil
}
