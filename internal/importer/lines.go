package importer

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"

	"doelenboom/internal/dutch"
)

// sourceLine is one line with text, decoded and mended.
type sourceLine struct {
	no     int
	text   string // without white space around it, and with one space for any run of it inside
	row    string // the same with its tabs, as a row of a table has them; empty when there are none
	indent int
	after  bool // an empty line, or the beginning of the file, stands before it
	mends  []dutch.Mend
	hidden int     // control codes that were left out
	notice *Notice // about how the line was decoded
}

// lineReader reads the lines with text of one file and knows the next one, so
// that a rule can see what follows; the few rules that must can look further.
type lineReader struct {
	file     string
	in       *bufio.Reader
	buf      []byte
	no       int
	said1252 bool
	notice   *Notice // about the whole file, given to its first line
	next     *sourceLine
	further  []*sourceLine // after next, read ahead
	ended    bool          // nothing was left to read, or err says why not
	err      error
}

func newLineReader(file string, r io.Reader) *lineReader {
	l := &lineReader{file: file, in: bufio.NewReaderSize(r, 64<<10)}
	l.byMark()
	l.byReturns()
	l.next, l.err = l.read()
	if l.next == nil && l.err == nil {
		l.err = Problem{file, max(1, l.no), "het bestand is leeg"}
	}
	return l
}

// byMark takes the mark at the beginning of the file: UTF-8 with a mark is
// plain UTF-8, UTF-16 is converted.
func (l *lineReader) byMark() {
	mark, _ := l.in.Peek(3)
	switch {
	case strings.HasPrefix(string(mark), "\xef\xbb\xbf"):
		_, _ = l.in.Discard(3)
	case strings.HasPrefix(string(mark), "\xff\xfe"), strings.HasPrefix(string(mark), "\xfe\xff"):
		decoder := utf16.UTF16(utf16.LittleEndian, utf16.ExpectBOM).NewDecoder()
		l.in = bufio.NewReaderSize(decoder.Reader(l.in), 64<<10)
		l.notice = &Notice{Mended, 1, "Het bestand is geschreven in UTF-16; de tekst is omgezet naar UTF-8."}
	}
}

// byReturns makes lines of a file that ends them as the first Macs did, with a carriage return and nothing else.
func (l *lineReader) byReturns() {
	begin, _ := l.in.Peek(64 << 10)
	if bytes.IndexByte(begin, '\n') < 0 && bytes.IndexByte(begin, '\r') >= 0 {
		l.in = bufio.NewReaderSize(returns{l.in}, 64<<10)
	}
}

// returns reads carriage returns as the ends of lines.
type returns struct{ io.Reader }

func (r returns) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	for i := range p[:n] {
		if p[i] == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

// take gives the line that was next and reads the one after it; nil at the end.
func (l *lineReader) take() (*sourceLine, error) {
	line := l.next
	if line == nil {
		return nil, l.err
	}
	if len(l.further) > 0 {
		l.next, l.further = l.further[0], l.further[1:]
		return line, nil
	}
	l.next = nil
	l.more(func(next *sourceLine) { l.next = next })
	return line, nil
}

// more reads one line further, unless the file ended.
func (l *lineReader) more(take func(*sourceLine)) {
	if l.ended {
		return
	}
	line, err := l.read()
	if line == nil {
		l.ended, l.err = true, err
		return
	}
	take(line)
}

// look gives the line that stands n lines after the one taken last: 1 is next.
// It is nil at the end of the file.
func (l *lineReader) look(n int) *sourceLine {
	if n == 1 {
		return l.next
	}
	for len(l.further) < n-1 && !l.ended {
		l.more(func(line *sourceLine) { l.further = append(l.further, line) })
	}
	if n-2 < len(l.further) {
		return l.further[n-2]
	}
	return nil
}

// read gives the next line with text; nil at the end.
func (l *lineReader) read() (*sourceLine, error) {
	after := l.no == 0
	for {
		raw, err := l.rawLine()
		if err != nil {
			return nil, err
		}
		if raw == nil {
			return nil, nil
		}
		line, err := l.decoded(raw)
		if err != nil {
			return nil, err
		}
		if line != nil {
			line.after = after
			return line, nil
		}
		after = true
	}
}

const noText = "dit is geen tekst: er staat een NUL-teken in"

// rawLine gives the bytes of one line; nil at the end of the file. The bytes
// are good until the next call.
func (l *lineReader) rawLine() ([]byte, error) {
	if cap(l.buf) > 1<<20 {
		l.buf = nil // one endless line must not cost memory ever after
	}
	if l.no >= mostLines {
		return nil, Problem{l.file, l.no, tooManyLines}
	}
	l.buf = l.buf[:0]
	for {
		part, err := l.in.ReadSlice('\n')
		if err == nil && len(l.buf) == 0 {
			l.no++
			return part, nil
		}
		if bytes.IndexByte(part, 0) >= 0 { // a program or a picture may have no line end at all
			return nil, Problem{l.file, l.no + 1, noText}
		}
		l.buf = append(l.buf, part...)
		switch {
		case err == nil || errors.Is(err, io.EOF) && len(l.buf) > 0:
			l.no++
			return l.buf, nil
		case errors.Is(err, io.EOF):
			return nil, nil
		case errors.Is(err, errTooLarge):
			return nil, Problem{l.file, l.no + 1, tooLarge}
		case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
			return nil, err
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, Problem{l.file, l.no + 1, fmt.Sprintf("het bestand kan niet worden gelezen (%v)", err)}
		}
	}
}

// decoded makes text of the bytes of a line; nil when there is nothing on it.
func (l *lineReader) decoded(raw []byte) (*sourceLine, error) {
	line := &sourceLine{no: l.no}
	text := string(raw)
	if strings.IndexByte(text, 0) >= 0 {
		return nil, Problem{l.file, l.no, noText}
	}
	if !utf8.ValidString(text) {
		var err error
		if text, err = l.windows1252(text); err != nil {
			return nil, err
		}
		if !l.said1252 {
			l.said1252 = true
			line.notice = &Notice{Mended, l.no, "De tekst is geschreven in Windows-1252 en is omgezet naar UTF-8."}
		}
	}
	text, line.hidden = dutch.Shown(text)
	line.indent = indentOf(text)
	text = strings.TrimFunc(text, unicode.IsSpace)
	if text == "" {
		return nil, nil
	}
	if l.notice != nil {
		line.notice, l.notice = l.notice, nil
	}
	text, line.mends = dutch.MendLetters(text)
	line.text, line.row = spaced(text)
	return line, nil
}

// spaced makes one space of every run of white space inside a line. Tabs are the columns of a table as well, so with them
// the line is given as a row too.
func spaced(text string) (plain, row string) {
	tabs, odd := false, false
	for i := range len(text) - 1 {
		switch c := text[i]; {
		case c == '\t':
			tabs = true
		case c == ' ' && text[i+1] == ' ', c < ' ', c > '~' && spaceAt(text, i):
			odd = true
		}
	}
	if !tabs && !odd {
		return text, ""
	}
	if tabs {
		cells := strings.Split(text, "\t")
		for i, cell := range cells {
			cells[i] = oneSpace(cell)
		}
		row = strings.Join(cells, "\t")
	}
	return oneSpace(text), row
}

// spaceAt says that a space beyond ASCII stands here; most that lies there is letters, dashes and quotes.
func spaceAt(text string, i int) bool {
	switch text[i] {
	case 0xC2, 0xE2, 0xE3:
		r, _ := utf8.DecodeRuneInString(text[i:])
		return unicode.IsSpace(r)
	}
	return false
}

// columns counts the cells with text of a line with tabs.
func (l *sourceLine) columns() int {
	n := 0
	for cell := range strings.SplitSeq(l.row, "\t") {
		if cell != "" {
			n++
		}
	}
	return n
}

// oneSpace is a text with its words one space apart.
func oneSpace(text string) string { return strings.Join(strings.Fields(text), " ") }

// windows1252 decodes a line that is not UTF-8. Bytes that Windows-1252 leaves
// undefined tell that the file is no text at all.
func (l *lineReader) windows1252(text string) (string, error) {
	for i := range len(text) {
		switch text[i] {
		case 0x81, 0x8D, 0x8F, 0x90, 0x9D:
			return "", Problem{l.file, l.no, fmt.Sprintf("dit is geen tekst: byte 0x%X bestaat niet in UTF-8 of Windows-1252", text[i])}
		}
	}
	decoded, err := charmap.Windows1252.NewDecoder().String(text)
	if err != nil {
		return "", Problem{l.file, l.no, "dit is geen tekst"}
	}
	return decoded, nil
}

// indentOf counts the columns before the text; a tab is four.
func indentOf(text string) int {
	n := 0
	for _, r := range text {
		switch r {
		case ' ', '\u00a0':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}
