package site

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"sync"

	"github.com/klauspost/compress/flate"
)

// An archive is the whole site of one edition (or of one organisation) as it is kept and served: an index, and one or
// more ordinary ZIP files that the index points into. A correction makes a new index and a file with only the pages
// that changed; what stayed the same is pointed at where it already was.
//
// Nothing is decoded when an archive is opened, so that costs the same for ten pages and for a million. It can be read
// by many at once.
type Archive struct {
	index *Index
	files []File
}

// File is one ZIP file that an index points into.
type File struct {
	Body io.ReaderAt
	Size int64
}

// ErrDamaged is what reading gives when index or file is not what was written.
var ErrDamaged = errors.New("the archive is damaged")

// OpenArchive joins an index with the files it points into, in the order of their numbers.
func OpenArchive(index *Index, files []File) (*Archive, error) {
	if index.Files() != len(files) {
		return nil, fmt.Errorf("the index points into %d files, there are %d: %w", index.Files(), len(files), ErrDamaged)
	}
	return &Archive{index, files}, nil
}

// Len is the number of pages.
func (a *Archive) Len() int { return a.index.count }

// Find looks a path up, as pages have it: without slash in front, "" is the page of the archive itself.
func (a *Archive) Find(path string) (Entry, bool) { return a.index.Find(path) }

// ContentType is that of the page.
func (a *Archive) ContentType(e Entry) string { return a.index.types[e.Type] }

// ContentTypes are all that occur, in the order of Entry.Type.
func (a *Archive) ContentTypes() []string { return a.index.types }

// All gives every path with its entry, in the order of the paths.
func (a *Archive) All() iter.Seq2[string, Entry] { return a.index.from(0) }

// Below gives the paths that begin with prefix, in order.
func (a *Archive) Below(prefix string) iter.Seq2[string, Entry] { return a.index.below(prefix) }

// The ten bytes a gzip stream begins with: no name, no time, unknown system, so that they are always the same.
const gzipHead = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"

// AppendGzip appends the page as a gzip stream: what stands in the ZIP file is deflate already, so it costs one read.
func (a *Archive) AppendGzip(to []byte, e Entry) ([]byte, error) {
	to, err := a.appendRaw(append(to, gzipHead...), e)
	if err != nil {
		return to, err
	}
	return appendGzipTail(to, e), nil
}

// WriteGzip writes what AppendGzip appends, with a little in memory at a time.
func (a *Archive) WriteGzip(w io.Writer, e Entry) error {
	raw, err := a.raw(e)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, gzipHead); err != nil {
		return err
	}
	if _, err := io.Copy(w, raw); err != nil {
		return err
	}
	_, err = w.Write(appendGzipTail(nil, e))
	return err
}

// WritePlain writes what AppendPlain appends, with a little in memory at a time; its checksum is not looked at.
func (a *Archive) WritePlain(w io.Writer, e Entry) error {
	raw, err := a.raw(e)
	if err != nil {
		return err
	}
	plain := flate.NewReader(raw)
	defer plain.Close()
	_, err = io.CopyN(w, plain, int64(e.Size))
	return err
}

// raw is the deflate stream as it stands in the file.
func (a *Archive) raw(e Entry) (*io.SectionReader, error) {
	f := a.files[e.File]
	if e.Offset < 0 || e.Offset > f.Size || int64(e.Deflated) > f.Size-e.Offset {
		return nil, fmt.Errorf("an entry lies outside its file: %w", ErrDamaged)
	}
	return io.NewSectionReader(f.Body, e.Offset, int64(e.Deflated)), nil
}

func appendGzipTail(to []byte, e Entry) []byte {
	return append(to,
		byte(e.CRC), byte(e.CRC>>8), byte(e.CRC>>16), byte(e.CRC>>24),
		byte(e.Size), byte(e.Size>>8), byte(e.Size>>16), byte(e.Size>>24))
}

// GzipSize is how many bytes AppendGzip appends.
func (e Entry) GzipSize() int { return len(gzipHead) + int(e.Deflated) + 8 }

// appendRaw appends the deflate stream as it stands in the file.
func (a *Archive) appendRaw(to []byte, e Entry) ([]byte, error) {
	f := a.files[e.File]
	if e.Offset < 0 || e.Offset > f.Size || int64(e.Deflated) > f.Size-e.Offset {
		return to, fmt.Errorf("an entry lies outside its file: %w", ErrDamaged)
	}
	at := len(to)
	to = grow(to, int(e.Deflated))
	if n, err := f.Body.ReadAt(to[at:], e.Offset); n < int(e.Deflated) {
		return to[:at], err
	}
	return to, nil
}

// grow makes room for n more bytes and counts them in.
func grow(b []byte, n int) []byte {
	if cap(b)-len(b) < n {
		b = append(make([]byte, 0, len(b)+n+n/4), b...)
	}
	return b[:len(b)+n]
}

// inflater undoes deflate; kept, because making one costs 40 kB.
type inflater struct {
	raw []byte
	in  bytes.Reader
	out io.ReadCloser
}

var inflaters = sync.Pool{New: func() any {
	f := new(inflater)
	f.out = flate.NewReader(&f.in)
	return f
}}

// The most that deflate makes of one byte; an entry that claims more is damaged, and gets no memory.
const mostInflated = 1032

// AppendPlain appends the page as it was before deflating, for whoever cannot read gzip.
func (a *Archive) AppendPlain(to []byte, e Entry) ([]byte, error) {
	f := inflaters.Get().(*inflater)
	defer inflaters.Put(f)
	var err error
	if f.raw, err = a.appendRaw(f.raw[:0], e); err != nil {
		return to, err
	}
	if int64(e.Size) > mostInflated*int64(e.Deflated) {
		return to, fmt.Errorf("an entry claims to be larger than it can be: %w", ErrDamaged)
	}
	f.in.Reset(f.raw)
	if err := f.out.(flate.Resetter).Reset(&f.in, nil); err != nil {
		return to, err
	}
	at := len(to)
	to = grow(to, int(e.Size))
	if _, err := io.ReadFull(f.out, to[at:]); err != nil {
		return to[:at], fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if crc32.ChecksumIEEE(to[at:]) != e.CRC {
		return to[:at], fmt.Errorf("an entry has another checksum: %w", ErrDamaged)
	}
	return to, nil
}
