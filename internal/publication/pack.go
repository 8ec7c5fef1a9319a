package publication

import (
	"archive/zip"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"slices"
	"strings"
)

// A pack is an ordinary ZIP that holds what a revision added: its manifest and the parts that no earlier pack has.
// Entries are named by their SHA-256, with fixed times, in the order of the manifest. They stand in it as they are: whoever
// opens it in an editor reads what was published, and a page is made without inflating anything first.

const (
	partSuffix     = ".json"
	manifestSuffix = ".sha256"
	maxPart        = 256 << 20 // no part is this large; a broken pack may say so
)

// zipDate is 1 January 1980, the first day a ZIP file knows.
const zipDate = 1<<5 | 1

// WritePack writes the manifest and the parts whose SHA-256 is not in have.
func WritePack(w io.Writer, manifest []byte, parts []PartFile, have map[string]bool) error {
	z := zip.NewWriter(w)
	if err := put(z, Hash(manifest)+manifestSuffix, manifest); err != nil {
		return err
	}
	written := make(map[string]bool, len(parts))
	for i := range parts {
		p := &parts[i]
		if have[p.Sum] || written[p.Sum] {
			continue
		}
		written[p.Sum] = true
		if err := p.put(z); err != nil {
			return err
		}
	}
	return z.Close()
}

func (p *PartFile) put(z *zip.Writer) error {
	if p.Read == nil {
		return put(z, p.Sum+partSuffix, p.Bytes)
	}
	data, err := p.Read()
	if err != nil {
		return err
	}
	if Hash(data) != p.Sum {
		return fmt.Errorf("%s: %w", p.Path, ErrChanged)
	}
	return put(z, p.Sum+path.Ext(p.Path), data)
}

func put(z *zip.Writer, name string, data []byte) error {
	header := &zip.FileHeader{
		Name: name, Method: zip.Store, ReaderVersion: 10, CRC32: crc32.ChecksumIEEE(data), // every program knows this since 1989
		CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data)),
	}
	header.ModifiedDate = zipDate //lint:ignore SA1019 CreateRaw writes this field and does not look at Modified
	to, err := z.CreateRaw(header)
	if err != nil {
		return err
	}
	_, err = to.Write(data)
	return err
}

// Pack is an open pack; it reads from its file as long as it is used, from several goroutines if need be.
type Pack struct {
	size  uint64
	files []*zip.File
	bySum map[string]*zip.File
}

// OpenPack opens a pack of size bytes.
func OpenPack(r io.ReaderAt, size int64) (*Pack, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("open pack: %w", err)
	}
	p := &Pack{size: uint64(size), files: z.File, bySum: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		p.bySum[sumOf(f.Name)] = f
	}
	return p, nil
}

func sumOf(name string) string {
	sum, _, _ := strings.Cut(name, ".")
	return sum
}

// isPart tells a part from a manifest.
func isPart(name string) bool { return !strings.HasSuffix(name, manifestSuffix) }

// Has tells whether the pack holds the bytes with this SHA-256.
func (p *Pack) Has(sum string) bool { return p.bySum[sum] != nil }

// Sums are the hashes of the parts in the pack, sorted; manifests are not among them.
func (p *Pack) Sums() []string {
	var sums []string
	for _, f := range p.files {
		if isPart(f.Name) {
			sums = append(sums, sumOf(f.Name))
		}
	}
	slices.Sort(sums)
	return sums
}

// Get gives the bytes kept under a SHA-256, a part or a manifest, without checking them; Reader does.
func (p *Pack) Get(sum string) ([]byte, error) {
	f := p.bySum[sum]
	if f == nil {
		return nil, ErrMissing
	}
	if f.UncompressedSize64 > maxPart {
		return nil, fmt.Errorf("%w: %s is te groot", ErrChanged, f.Name)
	}
	if f.Method != zip.Store {
		return inflated(f)
	}
	raw, err := f.OpenRaw()
	if err != nil || f.CompressedSize64 != f.UncompressedSize64 || f.CompressedSize64 > p.size {
		return nil, fmt.Errorf("%w: %s is niet te lezen", ErrChanged, f.Name)
	}
	data := make([]byte, f.CompressedSize64)
	if _, err := io.ReadFull(raw, data); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrChanged, err)
	}
	return data, nil
}

// inflated reads a part that was deflated, as it is when another program packed the parts.
func inflated(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrChanged, err)
	}
	data, err := io.ReadAll(r) // which gives no more than the size that was looked at
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrChanged, err)
	}
	return data, nil
}

// Packs are the packs of an edition, read as one.
type Packs []*Pack

// Get looks in the packs, the newest first.
func (p Packs) Get(sum string) ([]byte, error) {
	for i := len(p) - 1; i >= 0; i-- {
		if p[i].Has(sum) {
			return p[i].Get(sum)
		}
	}
	return nil, ErrMissing
}

// Have are the hashes of all parts in the packs: what the next pack need not hold.
func (p Packs) Have() map[string]bool {
	have := map[string]bool{}
	for _, pack := range p {
		for _, sum := range pack.Sums() {
			have[sum] = true
		}
	}
	return have
}

// ErasePack writes the pack again without the parts in gone, and says how many were left out. What stays is copied as
// it was packed.
func ErasePack(w io.Writer, p *Pack, gone map[string]bool) (erased int, err error) {
	z := zip.NewWriter(w)
	for _, f := range p.files {
		if gone[sumOf(f.Name)] && isPart(f.Name) {
			erased++
			continue
		}
		if err := z.Copy(f); err != nil {
			return erased, err
		}
	}
	return erased, z.Close()
}
