package publication

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// A pack is an ordinary ZIP that holds what a revision added: its manifest and the parts that no earlier pack has.
// Entries are named by their SHA-256, with fixed times, in the order of the manifest.

// A file of a node stands in it as it came: it is compressed already, and would only be read in vain.

const (
	partSuffix     = ".json"
	manifestSuffix = ".sha256"
	maxPart        = 256 << 20 // no part is this large; a broken pack may say so
)

// zipDate is 1 January 1980, the first day a ZIP file knows.
const zipDate = 1<<5 | 1

// WritePack writes the manifest and the parts whose SHA-256 is not in have.
func WritePack(w io.Writer, manifest []byte, parts []PartFile, have map[string]bool) error {
	entries := []entry{{name: Hash(manifest) + manifestSuffix, plain: manifest}}
	written := make(map[string]bool, len(parts))
	for _, p := range parts {
		if have[p.Sum] || written[p.Sum] {
			continue
		}
		written[p.Sum] = true
		if p.Read != nil {
			entries = append(entries, entry{name: p.Sum + path.Ext(p.Path), read: p.Read, sum: p.Sum})
			continue
		}
		entries = append(entries, entry{name: p.Sum + partSuffix, plain: p.Bytes})
	}
	if err := deflate(entries); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for _, e := range entries {
		if err := e.put(z); err != nil {
			return err
		}
	}
	return z.Close()
}

// entry is a file in a pack that is being written.
type entry struct {
	name            string
	plain, deflated []byte
	read            func() ([]byte, error) // of a file, which is not deflated
	sum             string                 // that the file must have
}

// deflater is kept, because making one takes longer than deflating a part.
type deflater struct {
	buffer bytes.Buffer
	flate  *flate.Writer
}

var deflaters = sync.Pool{New: func() any {
	f, _ := flate.NewWriter(io.Discard, 6) // fails on an unknown level only
	return &deflater{flate: f}
}}

// deflate deflates all entries, on all processors.
func deflate(entries []entry) error {
	errs := make([]error, len(entries))
	share(len(entries), func(mine iter.Seq[int]) {
		d := deflaters.Get().(*deflater)
		defer deflaters.Put(d)
		for i := range mine {
			if entries[i].read != nil {
				continue
			}
			d.buffer.Reset()
			d.flate.Reset(&d.buffer)
			_, err := d.flate.Write(entries[i].plain)
			errs[i] = errors.Join(err, d.flate.Close())
			entries[i].deflated = bytes.Clone(d.buffer.Bytes())
		}
	})
	return errors.Join(errs...)
}

func (e entry) put(z *zip.Writer) error {
	method := zip.Deflate
	if e.read != nil {
		var err error
		if e.plain, err = e.read(); err != nil {
			return err
		}
		if Hash(e.plain) != e.sum {
			return fmt.Errorf("%s: %w", e.name, ErrChanged)
		}
		method, e.deflated = zip.Store, e.plain
	}
	header := &zip.FileHeader{
		Name: e.name, Method: method, CRC32: crc32.ChecksumIEEE(e.plain), ReaderVersion: 20, // which knows deflate
		CompressedSize64: uint64(len(e.deflated)), UncompressedSize64: uint64(len(e.plain)),
	}
	header.ModifiedDate = zipDate //lint:ignore SA1019 CreateRaw writes this field and does not look at Modified
	to, err := z.CreateRaw(header)
	if err != nil {
		return err
	}
	_, err = to.Write(e.deflated)
	return err
}

// Pack is an open pack; it reads from its file as long as it is used, from several goroutines if need be.
type Pack struct {
	files []*zip.File
	bySum map[string]*zip.File
}

// OpenPack opens a pack of size bytes.
func OpenPack(r io.ReaderAt, size int64) (*Pack, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("open pack: %w", err)
	}
	p := &Pack{files: z.File, bySum: make(map[string]*zip.File, len(z.File))}
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
	raw, err := f.OpenRaw()
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrChanged, err)
	}
	if f.Method == zip.Store {
		return io.ReadAll(raw)
	}
	data, err := inflate(raw, f.CompressedSize64, int(f.UncompressedSize64))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrChanged, err)
	}
	return data, nil
}

// inflater undoes deflate; kept, because making one costs more memory than the part it reads.
type inflater struct {
	raw bytes.Buffer
	in  bytes.Reader // the fastest to inflate from
	out io.ReadCloser
}

var inflaters = sync.Pool{New: func() any {
	f := new(inflater)
	f.out = flate.NewReader(&f.in)
	return f
}}

// inflate reads size bytes, and errs when there are more or fewer.
func inflate(raw io.Reader, deflated uint64, size int) ([]byte, error) {
	f := inflaters.Get().(*inflater)
	defer inflaters.Put(f)
	f.raw.Reset()
	f.raw.Grow(int(min(deflated, 1<<20)) + bytes.MinRead)
	if _, err := f.raw.ReadFrom(raw); err != nil {
		return nil, err
	}
	f.in.Reset(f.raw.Bytes())
	if err := f.out.(flate.Resetter).Reset(&f.in, nil); err != nil {
		return nil, err
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(f.out, data); err != nil {
		return nil, err
	}
	var more [1]byte
	if n, _ := f.out.Read(more[:]); n > 0 {
		return nil, errors.New("it is longer than it says")
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
