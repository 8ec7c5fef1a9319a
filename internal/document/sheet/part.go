package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var errWorkbook = Wrong{"het Excel-bestand is beschadigd, beveiligd of te groot; bewaar het als CSV"}

// part is one XML file of a workbook.
type part struct {
	io.ReadCloser
	xml  *xml.Decoder
	left int // bytes that may be read before something is done with them
}

// part finds a part; nil when it is not there. In its name large letters are as small ones (part 2), and some programs turn
// the slashes.
func (b book) part(name string) *zip.File {
	for _, file := range b.File {
		if strings.EqualFold(strings.TrimPrefix(strings.ReplaceAll(file.Name, `\`, "/"), "/"), name) {
			return file
		}
	}
	return nil
}

func open(file *zip.File) (*part, error) {
	if file == nil || file.UncompressedSize64 > maxXML {
		return nil, errWorkbook
	}
	in, err := file.Open()
	if err != nil {
		return nil, errWorkbook
	}
	p := &part{ReadCloser: in}
	p.xml = xml.NewDecoder(transform.NewReader(p, unicode.BOMOverride(transform.Nop)))
	p.xml.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		p.xml.CharsetReader = nil // a part says it once; each time costs memory, and the next ones are refused
		return lettersOf(label, in)
	}
	return p, nil
}

// Read is for the decoder, which would keep a tag or a text of any size.
func (p *part) Read(to []byte) (int, error) {
	n, err := p.ReadCloser.Read(to)
	if p.left -= n; p.left < 0 {
		return 0, errWorkbook
	}
	return n, err
}

// lettersOf reads a part that says it is no UTF-8. It may be UTF-16 (part 2), which its mark told before this; the letters
// of Windows and its forerunners are not allowed, and written. Bytes that are no UTF-8 after this are refused.
func lettersOf(label string, in io.Reader) (io.Reader, error) {
	for _, e := range charmap.All {
		if strings.EqualFold(label, strings.ReplaceAll(fmt.Sprint(e), " ", "-")) {
			return e.NewDecoder().Reader(in), nil
		}
	}
	return in, nil
}

// decode reads a small part as a whole.
func decode(file *zip.File, into any) error {
	p, err := open(file)
	if err != nil {
		return err
	}
	defer p.Close()
	p.left = maxPiece
	if p.xml.Decode(into) != nil {
		return errWorkbook
	}
	return nil
}

// eachToken reads a large part piece by piece.
func eachToken(file *zip.File, see func(xml.Token) error) error {
	p, err := open(file)
	if err != nil {
		return err
	}
	defer p.Close()
	for {
		p.left = maxPiece
		token, err := p.xml.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errWorkbook
		}
		if err := see(token); err != nil {
			return err
		}
	}
}

// attribute is the value of one without a prefix.
func attribute(of xml.StartElement, name string) string {
	for _, a := range of.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// text gathers what a cell says: a value (18.3.1.96 v), or text with runs that look differently (18.4.12 t), and not how it
// is pronounced (18.4.6 rPh).
type text struct {
	all     []byte
	from    int // of the piece that is read
	reading bool
	aloud   bool
}

func (t *text) see(token xml.Token) error {
	switch token := token.(type) {
	case xml.StartElement:
		switch token.Name.Local {
		case "rPh":
			t.aloud = true
		case "t", "v":
			t.from, t.reading = len(t.all), !t.aloud
		}
	case xml.CharData:
		if t.reading {
			t.all = append(t.all, token...)
		}
		if len(t.all) > maxText {
			return Wrong{"een cel in het Excel-bestand heeft meer tekst dan wij lezen; maak die korter"}
		}
	case xml.EndElement:
		if token.Name.Local == "rPh" {
			t.aloud = false
		} else if t.reading {
			t.all = append(t.all[:t.from], unescaped(t.all[t.from:])...)
			t.reading = false
		}
	}
	return nil
}

// take is what was gathered, without spaces around it.
func (t *text) take() string {
	all := string(bytes.TrimSpace(t.all))
	*t = text{all: t.all[:0]}
	return all
}

// unescaped puts letters where their numbers are: _x000D_ is one that XML does not hold (22.9.2.19 ST_Xstring). A zero and
// half a letter are none.
func unescaped(text []byte) []byte {
	done := text[:0]
	for {
		at := bytes.Index(text, []byte("_x"))
		if at < 0 {
			return append(done, text...)
		}
		done, text = append(done, text[:at]...), text[at:]
		if letter, is := numbered(string(text[:min(len(text), 6)])); is && len(text) > 6 && text[6] == '_' {
			done, text = utf8.AppendRune(done, letter), text[7:]
		} else {
			done, text = append(done, '_'), text[1:]
		}
	}
}

// numbered tells which letter a text that begins with _xHHHH means.
func numbered(text string) (rune, bool) {
	if len(text) < 6 || text[:2] != "_x" {
		return 0, false
	}
	n, err := strconv.ParseUint(text[2:6], 16, 16)
	if n == 0 {
		n = utf8.RuneError
	}
	return rune(n), err == nil
}
