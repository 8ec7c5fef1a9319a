package richtext

import (
	"fmt"
	"unicode/utf8"

	"github.com/go-json-experiment/json" // unlike encoding/json it refuses doubled names and broken letters
)

// How large one text may be.
const (
	MostBytes      = 4 << 20 // as it is sent
	MostCharacters = 200_000 // addresses of links among them
	MostPieces     = 20_000  // blocks, entries of lists and cells of tables
)

// Invalid says in Dutch why a text cannot be kept; Code is for whoever looks the sentence up.
type Invalid struct{ Code, Text string }

func (v Invalid) Error() string { return v.Text }

var (
	errBytes      = Invalid{"text.too-large", "deze tekst is te groot om te bewaren; verdeel hem over meer velden"}
	errCharacters = Invalid{"text.too-long", "deze tekst is langer dan 200.000 tekens; verdeel hem over meer velden"}
	errPieces     = Invalid{"text.too-many-pieces", "deze tekst heeft meer dan 20.000 alinea's, onderdelen en cellen; verdeel hem over meer velden"}
	errUnreadable = Invalid{"text.unreadable", "deze tekst is onderweg beschadigd; probeer het opnieuw"}
)

// Decode reads what the editor posts. It comes from a browser, so it may be anything: what is not exactly a Doc is
// refused, and the rest is what Accept makes of it.
func Decode(data []byte) (Doc, error) {
	if len(data) > MostBytes {
		return nil, errBytes
	}
	var d Doc
	if err := json.Unmarshal(data, &d, json.RejectUnknownMembers(true)); err != nil {
		return nil, fmt.Errorf("%w (%w)", errUnreadable, err)
	}
	for _, b := range d {
		switch b.Kind {
		case Paragraph, List, Table, Quotation, Picture:
		default:
			return nil, errUnreadable
		}
	}
	return Accept(d)
}

// ParseAccept reads what somebody typed in a plain field, and accepts it.
func ParseAccept(plain string) (Doc, error) {
	if len(plain) > MostBytes {
		return nil, errBytes
	}
	return Accept(Parse(plain))
}

// Accept takes in a text that came from outside: clean, or an Invalid that says what it has too much of. Then too it
// gives the text, so that it can be shown again to whoever wrote it, as long as it is of a size that somebody wrote.
func Accept(d Doc) (Doc, error) {
	switch pieces := d.pieces(); {
	case pieces > 10*MostPieces:
		return nil, errPieces
	case pieces > MostPieces:
		return Clean(d), errPieces
	}
	n := 0
	d.eachSpan(func(sp *Span) { n += utf8.RuneCountInString(sp.Text) + utf8.RuneCountInString(sp.Link) })
	for _, b := range d {
		if b.Image != nil {
			n += utf8.RuneCountInString(b.Image.Alt)
		}
	}
	if n > MostCharacters {
		return Clean(d), errCharacters
	}
	return Clean(d), nil
}

// pieces counts what d is made of; a table counts as wide as it will be.
func (d Doc) pieces() int {
	n := len(d)
	for _, b := range d {
		n += countItems(b.Items)
		width := 0
		for _, row := range b.Rows {
			width = max(width, len(row))
		}
		n += len(b.Rows) * max(1, width)
	}
	return n
}

func countItems(items []Item) int {
	n := len(items)
	for _, it := range items {
		n += countItems(it.Items)
	}
	return n
}

// Length counts the characters somebody wrote: of all spans, not of marks or of what parts blocks.
func (d Doc) Length() int {
	n := 0
	d.eachSpan(func(sp *Span) { n += utf8.RuneCountInString(sp.Text) })
	return n
}
