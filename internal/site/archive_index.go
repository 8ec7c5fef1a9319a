package site

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"iter"
	"slices"
	"strings"

	"golang.org/x/exp/mmap"
)

// The index of an archive, little endian:
//
//	 0  "DOELIDX1"
//	 8  number of records, 4 bytes
//	12  number of files, 4
//	16  length of the content types, 4
//	20  length of the names, 4
//	24  the content types, each one byte of length and its text
//	    the records, 64 bytes each, in the order of their paths
//	    the names, one behind the other
//
// A record:
//
//	 0  where its name begins, 4      4  length of the name, 2       6  number of the file, 2
//	 8  where its deflate begins, 8  16  its length, 4              20  the length of the page, 4
//	24  CRC-32 of the page, 4        28  number of the content type, 1, and 3 bytes 0
//	32  hash of the inputs, 16       48  hash of the page, 16
const (
	indexMark   = "DOELIDX1"
	indexHead   = 24
	recordSize  = 64
	longestPath = 1<<16 - 1
	mostFiles   = 1<<16 - 1
	mostTypes   = 1<<8 - 1
	largestPage = 1<<31 - 1
)

// Entry is where a page stands and what is known of it without reading it.
type Entry struct {
	Offset   int64  // of the deflate stream in the file
	Deflated uint32 // its length
	Size     uint32 // of the page itself
	CRC      uint32 // CRC-32 of the page, as ZIP and gzip want it
	File     uint16
	Type     uint8    // number of the content type
	Inputs   [16]byte // hash of everything the page was made of
	Content  [16]byte // hash of the page: its ETag
}

// Index finds pages by binary search in the bytes as they were written.
type Index struct {
	mapped  *mmap.ReaderAt
	bytes   []byte // when it is not mapped
	count   int
	files   int
	types   []string
	records int // where they begin
	names   int
	end     int
}

// ReadIndex reads an index that is in memory.
func ReadIndex(b []byte) (*Index, error) {
	x := &Index{bytes: b}
	return x, x.open(len(b))
}

// MapIndex reads an index that is mapped from a file; only the pages of it that are looked at take memory. Whoever
// mapped it closes it, after the last Find.
func MapIndex(m *mmap.ReaderAt) (*Index, error) {
	x := &Index{mapped: m}
	return x, x.open(m.Len())
}

// open checks that head and lengths agree, so that every later look stays inside.
func (x *Index) open(length int) error {
	var head [indexHead]byte
	if length < indexHead || !x.read(head[:], 0) || string(head[:8]) != indexMark {
		return fmt.Errorf("this is no index: %w", ErrDamaged)
	}
	count, files := binary.LittleEndian.Uint32(head[8:]), binary.LittleEndian.Uint32(head[12:])
	types, names := binary.LittleEndian.Uint32(head[16:]), binary.LittleEndian.Uint32(head[20:])
	if want := indexHead + int64(types) + int64(count)*recordSize + int64(names); want != int64(length) || types > 1<<16 || files > mostFiles {
		return fmt.Errorf("the index is %d bytes, its head says %d: %w", length, want, ErrDamaged)
	}
	x.count, x.files = int(count), int(files)
	x.records = indexHead + int(types)
	x.names = x.records + x.count*recordSize
	x.end = length
	return x.readTypes()
}

func (x *Index) readTypes() error {
	b := make([]byte, x.records-indexHead)
	x.read(b, indexHead)
	for len(b) > 0 {
		n := int(b[0]) + 1
		if n > len(b) {
			return fmt.Errorf("the content types run over: %w", ErrDamaged)
		}
		x.types = append(x.types, string(b[1:n]))
		b = b[n:]
	}
	return nil
}

// Files is the number of files it points into.
func (x *Index) Files() int { return x.files }

func (x *Index) read(p []byte, at int) bool {
	if x.mapped != nil {
		n, _ := x.mapped.ReadAt(p, int64(at))
		return n == len(p)
	}
	return at <= len(x.bytes) && copy(p, x.bytes[at:]) == len(p)
}

func (x *Index) at(i int) byte {
	if x.mapped != nil {
		return x.mapped.At(i)
	}
	return x.bytes[i]
}

// name is where the name of record i lies; a damaged record has an empty one.
func (x *Index) name(i int) (at, length int) {
	var b [6]byte
	x.read(b[:], x.records+i*recordSize)
	at = x.names + int(binary.LittleEndian.Uint32(b[:]))
	length = int(binary.LittleEndian.Uint16(b[4:]))
	if at+length > x.end {
		return x.names, 0
	}
	return at, length
}

// compare orders record i against path, byte by byte and without copying.
func (x *Index) compare(i int, path string) int {
	at, length := x.name(i)
	for j := range min(length, len(path)) {
		if c := cmp.Compare(x.at(at+j), path[j]); c != 0 {
			return c
		}
	}
	return cmp.Compare(length, len(path))
}

// search is the first record that is not before path.
func (x *Index) search(path string) int {
	low, high := 0, x.count
	for low < high {
		middle := int(uint(low+high) >> 1)
		if x.compare(middle, path) < 0 {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// Find looks a path up.
func (x *Index) Find(path string) (Entry, bool) {
	i := x.search(path)
	if i == x.count || x.compare(i, path) != 0 {
		return Entry{}, false
	}
	return x.entry(i)
}

// entry reads record i; false when it points at a file or content type that is not there.
func (x *Index) entry(i int) (Entry, bool) {
	var b [recordSize]byte
	x.read(b[:], x.records+i*recordSize)
	e := Entry{
		File:     binary.LittleEndian.Uint16(b[6:]),
		Offset:   int64(binary.LittleEndian.Uint64(b[8:])),
		Deflated: binary.LittleEndian.Uint32(b[16:]),
		Size:     binary.LittleEndian.Uint32(b[20:]),
		CRC:      binary.LittleEndian.Uint32(b[24:]),
		Type:     b[28],
		Inputs:   [16]byte(b[32:48]),
		Content:  [16]byte(b[48:64]),
	}
	return e, int(e.File) < x.files && int(e.Type) < len(x.types) && e.Size <= largestPage && e.Deflated <= largestPage
}

func (x *Index) path(i int) string {
	at, length := x.name(i)
	b := make([]byte, length)
	x.read(b, at)
	return string(b)
}

// from gives the records from number i on; a damaged one is passed over.
func (x *Index) from(i int) iter.Seq2[string, Entry] {
	return func(yield func(string, Entry) bool) {
		for ; i < x.count; i++ {
			if e, ok := x.entry(i); ok && !yield(x.path(i), e) {
				return
			}
		}
	}
}

func (x *Index) below(prefix string) iter.Seq2[string, Entry] {
	return func(yield func(string, Entry) bool) {
		for path, e := range x.from(x.search(prefix)) {
			if !strings.HasPrefix(path, prefix) || !yield(path, e) {
				return
			}
		}
	}
}

// record is an entry with its path, before the index is written.
type record struct {
	path string
	Entry
}

// appendIndex writes the index of records, which it sorts.
func appendIndex(records []record, files int, types []string) []byte {
	slices.SortFunc(records, func(a, b record) int { return strings.Compare(a.path, b.path) })
	typesLen, namesLen := 0, 0
	for _, t := range types {
		typesLen += 1 + len(t)
	}
	for _, r := range records {
		namesLen += len(r.path)
	}
	b := make([]byte, 0, indexHead+typesLen+len(records)*recordSize+namesLen)
	b = append(b, indexMark...)
	for _, n := range []int{len(records), files, typesLen, namesLen} {
		b = binary.LittleEndian.AppendUint32(b, uint32(n))
	}
	for _, t := range types {
		b = append(append(b, byte(len(t))), t...)
	}
	name := 0
	for _, r := range records {
		b = appendRecord(b, r, name)
		name += len(r.path)
	}
	for _, r := range records {
		b = append(b, r.path...)
	}
	return b
}

func appendRecord(b []byte, r record, name int) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(name))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(r.path)))
	b = binary.LittleEndian.AppendUint16(b, r.File)
	b = binary.LittleEndian.AppendUint64(b, uint64(r.Offset))
	b = binary.LittleEndian.AppendUint32(b, r.Deflated)
	b = binary.LittleEndian.AppendUint32(b, r.Size)
	b = binary.LittleEndian.AppendUint32(b, r.CRC)
	b = append(b, r.Type, 0, 0, 0)
	b = append(b, r.Inputs[:]...)
	return append(b, r.Content[:]...)
}

// renumber keeps only the files that records point into, in their order, and says which those are.
func renumber(records []record, files int) (kept []int) {
	used := make([]bool, files)
	for _, r := range records {
		used[r.File] = true
	}
	number := make([]uint16, files)
	for i, is := range used {
		if is {
			number[i] = uint16(len(kept))
			kept = append(kept, i)
		}
	}
	for i := range records {
		records[i].File = number[records[i].File]
	}
	return slices.Clip(kept)
}
