package site

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// ArchiveWriter renders pages and deflates them, several at once, and writes them in the order in which they were
// added, so that the same pages give the same bytes. It holds a few pages in memory, never all.
//
// A page that the earlier archive has under the same path, made of the same inputs, is not rendered again: the index
// points at where it stands.
type ArchiveWriter struct {
	earlier *Archive
	own     int // number of the file that is being written, before renumbering

	// Only whoever adds.
	paths map[string]struct{}
	types []string
	kept  []record

	// Only the goroutine that writes, until it ends.
	zip  *zip.Writer
	end  int64 // where the next entry begins in the file
	made []record

	lock sync.Mutex // of err
	err  error

	free    chan *slot
	render  chan *slot
	order   chan *slot
	workers sync.WaitGroup
	written chan struct{}
}

// slot is a page on its way through the writer.
type slot struct {
	page     Page
	entry    Entry
	deflated bytes.Buffer
	ready    chan error
}

// Written is what an ArchiveWriter made besides the file.
type Written struct {
	Index []byte
	Kept  []int // numbers of the earlier archive's files that are still pointed into; they come first, in this order
	New   bool  // something stands in the new file, which comes after the kept ones
}

// level of deflate, as measured on pages of reports: 5 takes less than half the time of zlib at 6, for 1% more bytes.
const level = 5

// An archive that points into this many files gets a file of its own next time, with everything in it: each file is
// one more to keep open.
const manyFiles = 8

// NewArchiveWriter begins an archive, whose ZIP file goes to w. Earlier may be nil. Close must be called, also after an
// error.
func NewArchiveWriter(w io.Writer, earlier *Archive) *ArchiveWriter {
	n := runtime.GOMAXPROCS(0)
	a := &ArchiveWriter{
		zip: zip.NewWriter(w), earlier: earlier, paths: map[string]struct{}{},
		free: make(chan *slot, 4*n), render: make(chan *slot, 4*n), order: make(chan *slot, 4*n),
		written: make(chan struct{}),
	}
	if earlier != nil {
		a.own = len(earlier.files)
		a.types = slices.Clone(earlier.index.types)
	}
	for range cap(a.free) {
		a.free <- &slot{ready: make(chan error, 1)}
	}
	for range n {
		a.workers.Go(a.work)
	}
	go a.write()
	return a
}

// Add takes the page over or renders it. An error may be that of a page that was added before.
func (a *ArchiveWriter) Add(p Page) error {
	if err := a.begin(p.Path); err != nil {
		return err
	}
	if a.earlier != nil {
		e, ok := a.earlier.Find(p.Path)
		if ok && e.Inputs == p.Inputs && a.earlier.ContentType(e) == p.ContentType {
			return a.keep(p.Path, a.earlier, e)
		}
	}
	number, err := a.typeNumber(p.ContentType)
	if err != nil {
		return err
	}
	s := <-a.free
	s.page, s.entry = p, Entry{File: uint16(a.own), Type: number, Inputs: p.Inputs}
	if p.Stored {
		s.ready <- nil // it is rendered when its turn comes to be written: one is in memory at a time
		a.order <- s
		return nil
	}
	a.order <- s
	a.render <- s
	return nil
}

// Keep takes a page over from an archive: points at it when that is the earlier one, else copies its bytes.
func (a *ArchiveWriter) Keep(path string, from *Archive, e Entry) error {
	if err := a.begin(path); err != nil {
		return err
	}
	return a.keep(path, from, e)
}

func (a *ArchiveWriter) keep(path string, from *Archive, e Entry) error {
	if from == a.earlier && len(from.files) < manyFiles {
		a.kept = append(a.kept, record{path, e})
		return nil
	}
	number, err := a.typeNumber(from.ContentType(e))
	if err != nil {
		return err
	}
	s := <-a.free
	s.page, s.entry = Page{Path: path}, e
	s.entry.File, s.entry.Type = uint16(a.own), number
	s.deflated.Reset()
	s.deflated.Grow(int(e.Deflated))
	raw, err := from.appendRaw(s.deflated.AvailableBuffer(), e)
	s.deflated.Write(raw)
	s.ready <- err
	a.order <- s
	return nil
}

func (a *ArchiveWriter) begin(path string) error {
	if err := a.failed(); err != nil {
		return err
	}
	if err := checkPath(path); err != nil {
		return err
	}
	if _, twice := a.paths[path]; twice {
		return fmt.Errorf("the path %q is given twice", path)
	}
	a.paths[path] = struct{}{}
	return nil
}

// checkPath refuses what would leave the folder that an archive is unpacked in.
func checkPath(path string) error {
	if len(path) > longestPath-len("index.html") || strings.ContainsAny(path, "\\\x00:") {
		return fmt.Errorf("the path %.80q cannot stand in an archive", path)
	}
	if path == "" {
		return nil
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(path, "/"), "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("the path %q cannot stand in an archive", path)
		}
	}
	return nil
}

func (a *ArchiveWriter) typeNumber(contentType string) (uint8, error) {
	i := slices.Index(a.types, contentType)
	if i < 0 {
		if len(a.types) == mostTypes || len(contentType) > 255 {
			return 0, fmt.Errorf("content type %.80q is one too many or too long", contentType)
		}
		i = len(a.types)
		a.types = append(a.types, contentType)
	}
	return uint8(i), nil
}

func (a *ArchiveWriter) failed() error {
	a.lock.Lock()
	defer a.lock.Unlock()
	return a.err
}

func (a *ArchiveWriter) fail(err error) {
	a.lock.Lock()
	defer a.lock.Unlock()
	if a.err == nil {
		a.err = err
	}
}

// press is what a page is rendered into and deflated with; kept, because making one takes longer than most pages.
type press struct {
	plain   bytes.Buffer
	deflate *flate.Writer
}

var presses = sync.Pool{New: func() any {
	deflate, _ := flate.NewWriter(io.Discard, level) // fails on an unknown level only
	return &press{deflate: deflate}
}}

// work renders and deflates what is queued.
func (a *ArchiveWriter) work() {
	p := presses.Get().(*press)
	defer presses.Put(p)
	for s := range a.render {
		if a.failed() != nil {
			s.ready <- nil
			continue
		}
		p.plain.Reset()
		if err := render(s.page, &p.plain); err != nil {
			s.ready <- fmt.Errorf("render %q: %w", s.page.Path, err)
			continue
		}
		s.ready <- s.fill(p.plain.Bytes(), p.deflate)
	}
}

// render turns the panic of one page into an error: one bad page must not end the server that renders it.
func render(p Page, to *bytes.Buffer) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return p.Render(to)
}

// fill deflates the page into the slot and notes what the index and the file want to know.
func (s *slot) fill(plain []byte, deflate *flate.Writer) error {
	if len(plain) > largestPage {
		return errors.New("the page is larger than 2 GB")
	}
	s.deflated.Reset()
	deflate.Reset(&s.deflated)
	if _, err := deflate.Write(plain); err != nil {
		return err
	}
	if err := deflate.Close(); err != nil {
		return err
	}
	sum := sha256.Sum256(plain)
	s.entry.Content = [16]byte(sum[:16])
	s.entry.CRC = crc32.ChecksumIEEE(plain)
	s.entry.Size = uint32(len(plain))
	s.entry.Deflated = uint32(s.deflated.Len())
	return nil
}

// store renders a page that is kept as it is: a deflate stream of stored blocks, because that is what an entry holds.
func (s *slot) store() error {
	var plain bytes.Buffer
	if err := render(s.page, &plain); err != nil {
		return fmt.Errorf("render %q: %w", s.page.Path, err)
	}
	stored, err := flate.NewWriter(io.Discard, flate.NoCompression)
	if err != nil {
		return err
	}
	return s.fill(plain.Bytes(), stored)
}

// write puts the slots in the file, in order.
func (a *ArchiveWriter) write() {
	defer close(a.written)
	for s := range a.order {
		err := <-s.ready
		stored := s.page.Stored
		if err == nil && a.failed() == nil && stored {
			err = s.store()
		}
		if err == nil && a.failed() == nil {
			err = a.writeEntry(s)
		}
		if stored {
			s.deflated = bytes.Buffer{} // it was large
		}
		if err != nil {
			a.fail(err)
		}
		s.page = Page{}
		a.free <- s
	}
}

// 1 January 1980, the first moment a ZIP file knows: the time of writing would make other bytes of the same pages.
const zipDate = 1<<5 | 1

const utf8Names = 1 << 11

func (a *ArchiveWriter) writeEntry(s *slot) error {
	header := &zip.FileHeader{
		Name: FileName(s.page.Path), Method: zip.Deflate, Flags: utf8Names,
		CRC32: s.entry.CRC, CompressedSize64: uint64(s.entry.Deflated), UncompressedSize64: uint64(s.entry.Size),
	}
	header.ModifiedDate = zipDate //lint:ignore SA1019 CreateRaw writes this field and does not look at Modified
	w, err := a.zip.CreateRaw(header)
	if err != nil {
		return err
	}
	if _, err := w.Write(s.deflated.Bytes()); err != nil {
		return err
	}
	const localHeader = 30
	s.entry.Offset = a.end + localHeader + int64(len(header.Name))
	a.end = s.entry.Offset + int64(s.entry.Deflated)
	a.made = append(a.made, record{s.page.Path, s.entry})
	return nil
}

// FileName is the name of a page in the ZIP file and in a folder it is unpacked to.
func FileName(path string) string {
	if path == "" || strings.HasSuffix(path, "/") {
		return path + "index.html"
	}
	return path
}

// Close writes the end of the file and gives the index.
func (a *ArchiveWriter) Close() (Written, error) {
	close(a.render)
	close(a.order)
	a.workers.Wait()
	<-a.written
	if err := a.failed(); err != nil {
		return Written{}, err
	}
	if err := a.zip.Close(); err != nil {
		return Written{}, err
	}
	records := append(a.kept, a.made...)
	files := renumber(records, a.own+1)
	index := appendIndex(records, len(files), a.types)
	isNew := len(a.made) > 0
	if isNew {
		files = files[:len(files)-1]
	}
	return Written{index, files, isNew}, nil
}
