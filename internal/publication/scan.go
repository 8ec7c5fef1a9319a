package publication

import (
	"encoding/binary"
	"math"
	"strings"
	"sync"
	"unicode/utf8"
	"unsafe"

	"github.com/go-json-experiment/json"
)

// scanner reads a part in the one form in which this program writes it: keys in order, no spaces, whole numbers, no
// null. Anything else makes it fail, and the part is read by the general decoder, which takes four times as long. What
// it gives shares the memory of the part.
type scanner struct {
	text   string
	at     int
	depth  int // of objects in objects
	failed bool
	lists  lists
}

// deepest is how deep objects can stand in each other: deeper only lists in lists go that nobody writes.
const deepest = 100

var scanners = sync.Pool{New: func() any { return new(scanner) }}

//go:generate go run ./scangen

// scanned reads a value with the scanner, if it is of a kind that is read often, and tells whether it could.
func scanned[T any](content []byte, value *T) bool {
	switch v := any(value).(type) {
	case *Node:
		return scan(content, v, (*scanner).node)
	case *Tree:
		return scan(content, v, (*scanner).tree)
	case *[]Decision:
		return scan(content, v, (*scanner).decisionList)
	}
	return false
}

// scan refuses at once what could not stand in JSON: then nothing further on needs to look.
func scan[T any](content []byte, to *T, value func(*scanner) T) bool {
	if control(content) || !utf8.Valid(content) {
		return false
	}
	s := scanners.Get().(*scanner)
	s.text, s.at = unsafe.String(unsafe.SliceData(content), len(content)), 0 // nobody changes a part
	v := value(s)
	if s.failed || s.at < len(s.text) {
		return false // with whatever it has gathered; the next one is new
	}
	s.text = ""
	scanners.Put(s)
	*to = v
	return true
}

// control tells whether there are control characters, which JSON escapes; it looks at eight bytes at once.
func control(b []byte) bool {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; len(b) >= 8; b = b[8:] {
		if v := binary.LittleEndian.Uint64(b); (v-ones*0x20)&^v&tops != 0 {
			return true
		}
	}
	for _, c := range b {
		if c < 0x20 {
			return true
		}
	}
	return false
}

func (s *scanner) fail() { s.failed = true }

// next is the byte that is to be read, 0 when there is none.
func (s *scanner) next() byte {
	if s.failed || s.at >= len(s.text) {
		return 0
	}
	return s.text[s.at]
}

// take reads the byte c if it is next.
func (s *scanner) take(c byte) bool {
	if s.next() != c {
		return false
	}
	s.at++
	return true
}

// object reads the begin of an object and gives its first key, "" when it has none.
func (s *scanner) object() string {
	if s.depth == deepest || !s.take('{') {
		s.fail()
		return ""
	}
	if s.take('}') {
		return ""
	}
	s.depth++
	return s.key("")
}

// member gives the key after another one, "" at the end of the object.
func (s *scanner) member(before string) string {
	if s.take(',') {
		return s.key(before)
	}
	if !s.take('}') {
		s.fail()
	}
	s.depth--
	return ""
}

func (s *scanner) key(before string) string {
	key := s.string()
	if key <= before || !s.take(':') {
		s.fail()
		return ""
	}
	return key
}

func (s *scanner) string() string {
	if !s.take('"') {
		s.fail()
		return ""
	}
	rest := s.text[s.at:]
	end := strings.IndexByte(rest, '"')
	if end < 0 {
		s.fail()
		return ""
	}
	if strings.IndexByte(rest[:end], '\\') >= 0 {
		return s.escaped(rest)
	}
	s.at += end + 1
	return rest[:end]
}

// escaped reads a string in which something stands behind a backslash; rest begins behind its quote.
func (s *scanner) escaped(rest string) (text string) {
	end := 0
	for end < len(rest) && rest[end] != '"' {
		if rest[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(rest) || json.Unmarshal([]byte(s.text[s.at-1:s.at+end+1]), &text) != nil {
		s.fail()
		return ""
	}
	s.at += end + 1
	return text
}

func (s *scanner) bool() bool {
	if rest, ok := strings.CutPrefix(s.text[s.at:], "true"); ok {
		s.at = len(s.text) - len(rest)
		return true
	}
	s.fail() // false is left out
	return false
}

// number reads a whole number of at most 18 digits.
func (s *scanner) number() (n int64) {
	negative := s.take('-')
	from := s.at
	for c := s.next(); c >= '0' && c <= '9'; c = s.next() {
		if n > math.MaxInt64/10-1 {
			s.fail()
			return 0
		}
		n = n*10 + int64(c-'0')
		s.at++
	}
	if digits := s.at - from; digits == 0 || s.text[from] == '0' && (digits > 1 || negative) {
		s.fail()
	}
	if negative {
		return -n
	}
	return n
}

// list reads an array. Its values are gathered behind those of the list that it stands in, and then copied to a list of
// their number.
func list[T any](s *scanner, gathered *[]T, value func(*scanner) T) []T {
	if !s.take('[') {
		s.fail()
		return nil
	}
	from := len(*gathered)
	for more := !s.take(']'); more; {
		v := value(s) // which gathers there as well
		*gathered = append(*gathered, v)
		if more = s.take(','); !more && !s.take(']') {
			s.fail()
			return nil
		}
	}
	out := make([]T, len(*gathered)-from)
	copy(out, (*gathered)[from:])
	*gathered = (*gathered)[:from]
	return out
}
