package richtext

import (
	"slices"
	"strings"
)

// Doc is one prose field: blocks in reading order.
type Doc []Block

// Kind says what a block is.
type Kind string

// The kinds of blocks.
const (
	Paragraph Kind = "alinea"
	List      Kind = "lijst"
	Table     Kind = "tabel"
	Quotation Kind = "citaat"
	Picture   Kind = "afbeelding"
)

// Block is one addressable piece of prose. Which fields are filled follows from Kind.
type Block struct {
	Image   *Image   `json:"afbeelding,omitempty"`
	Ordered bool     `json:"genummerd,omitempty"` // a numbered list
	ID      string   `json:"id,omitempty"`
	Items   []Item   `json:"onderdelen,omitempty"`
	Rows    [][]Cell `json:"rijen,omitempty"` // the first row is the head
	Kind    Kind     `json:"soort"`
	Spans   []Span   `json:"tekst,omitempty"`
}

// Item is an entry of a list; a list in a list stands in Items.
type Item struct {
	Ordered bool   `json:"genummerd,omitempty"` // how Items are marked
	Items   []Item `json:"onderdelen,omitempty"`
	Spans   []Span `json:"tekst,omitempty"`
}

// Cell is one field of a table.
type Cell struct {
	Spans []Span `json:"tekst,omitempty"`
}

// Image is a picture kept elsewhere by its hash; Alt is empty only when it is Decorative.
type Image struct {
	Alt        string `json:"alternatief,omitempty"`
	Blob       string `json:"blob"`
	Decorative bool   `json:"sier,omitempty"`
}

// Span is a run of text of one look.
type Span struct {
	Italic bool   `json:"cursief,omitempty"`
	Link   string `json:"link,omitempty"` // http, https or mailto
	Text   string `json:"tekst"`
	Ref    *Ref   `json:"verwijzing,omitempty"`
	Bold   bool   `json:"vet,omitempty"`
}

// RefKind says what a reference points at.
type RefKind string

// The kinds of references. A RefNumber is a tree number in the edition the text stands in ("prestatie 8.1.5"); it
// becomes a node when the edition is frozen, and stays readable when that edition has no such number.
const (
	RefDecision RefKind = "besluit"
	RefNode     RefKind = "knoop"
	RefNumber   RefKind = "nummer"
	RefPlace    RefKind = "locatie"
	RefParty    RefKind = "partij"
)

// RefPicture asks where a picture is, by its blob; it stands in no text.
const RefPicture RefKind = "afbeelding"

// Ref points at something by its id. As is the wording when it differs from the text of the span.
type Ref struct {
	As   string  `json:"als,omitempty"`
	ID   string  `json:"id"`
	Kind RefKind `json:"soort"`
}

// Empty tells whether d holds no word.
func (d Doc) Empty() bool {
	for i := range d {
		if d[i].Kind == Picture || !d[i].blank() {
			return false
		}
	}
	return true
}

// blank tells whether Text has nothing but white space, without making it.
func (b *Block) blank() bool {
	if !blankSpans(b.Spans) || !blankItems(b.Items) || b.Image != nil && !blankText(b.Image.Alt) {
		return false
	}
	for _, row := range b.Rows {
		for _, c := range row {
			if !blankSpans(c.Spans) {
				return false
			}
		}
	}
	return true
}

func blankItems(items []Item) bool {
	for _, it := range items {
		if !blankSpans(it.Spans) || !blankItems(it.Items) {
			return false
		}
	}
	return true
}

func blankSpans(spans []Span) bool {
	for i := range spans {
		if !blankText(spans[i].Text) {
			return false
		}
	}
	return true
}

func blankText(s string) bool { return strings.TrimSpace(s) == "" }

// Text is the block without its looks: list items and cells on lines of their own.
func (b Block) Text() string {
	if b.single() { // most blocks are: nothing is copied
		return strings.TrimRight(b.Spans[0].Text, "\n")
	}
	var s strings.Builder
	s.Grow(sizeOf(b.Spans))
	writeSpans(&s, b.Spans)
	writeItems(&s, b.Items)
	for _, row := range b.Rows {
		for i, c := range row {
			if i > 0 {
				s.WriteByte('\t')
			}
			writeSpans(&s, c.Spans)
		}
		s.WriteByte('\n')
	}
	if b.Image != nil {
		s.WriteString(b.Image.Alt)
	}
	return strings.TrimRight(s.String(), "\n")
}

// single tells whether the block is one run of text.
func (b *Block) single() bool {
	return len(b.Spans) == 1 && len(b.Items) == 0 && len(b.Rows) == 0 && b.Image == nil
}

// SameWords tells whether two blocks are of one kind and have the same text, whatever ids, looks and references.
func SameWords(a, b *Block) bool { return a.Kind == b.Kind && SameText(a, b) }

// SameText tells whether two blocks have the same text but for white space around it. Mostly their runs are equal or
// their first words differ, and then the texts are not made.
func SameText(a, b *Block) bool {
	if sameRuns(a, b) {
		return true
	}
	first, other := firstRun(a.Spans), firstRun(b.Spans)
	n := min(len(first), len(other))
	return first[:n] == other[:n] && strings.TrimSpace(a.Text()) == strings.TrimSpace(b.Text())
}

// firstRun is what a text begins with, "" when that is not known.
func firstRun(spans []Span) string {
	for i := range spans {
		if text := strings.TrimSpace(spans[i].Text); text != "" {
			return text
		}
	}
	return ""
}

// sameRuns tells whether two blocks consist of the same runs: then their texts need not be made to see that they are
// equal.
func sameRuns(a, b *Block) bool {
	return slices.EqualFunc(a.Spans, b.Spans, sameRun) && slices.EqualFunc(a.Items, b.Items, sameItem) &&
		slices.EqualFunc(a.Rows, b.Rows, sameRow) && a.Image == nil && b.Image == nil
}

func sameRun(a, b Span) bool { return a.Text == b.Text }

func sameItem(a, b Item) bool {
	return slices.EqualFunc(a.Spans, b.Spans, sameRun) && slices.EqualFunc(a.Items, b.Items, sameItem)
}

func sameRow(a, b []Cell) bool { return slices.EqualFunc(a, b, sameCell) }

func sameCell(a, b Cell) bool { return slices.EqualFunc(a.Spans, b.Spans, sameRun) }

// Text is the whole prose, blocks parted by an empty line.
func (d Doc) Text() string {
	if len(d) == 1 {
		return d[0].Text()
	}
	parts := make([]string, len(d))
	for i, b := range d {
		parts[i] = b.Text()
	}
	return strings.Join(parts, "\n\n")
}

// Words counts the words of d.
func (d Doc) Words() int { return len(strings.Fields(d.Text())) }

// LineText is a line of runs without its looks.
func LineText(spans []Span) string { return Block{Spans: spans}.Text() }

func writeSpans(s *strings.Builder, spans []Span) {
	for i := range spans {
		s.WriteString(spans[i].Text)
	}
}

func sizeOf(spans []Span) (n int) {
	for i := range spans {
		n += len(spans[i].Text)
	}
	return n
}

func writeItems(s *strings.Builder, items []Item) {
	for _, it := range items {
		writeSpans(s, it.Spans)
		s.WriteByte('\n')
		writeItems(s, it.Items)
	}
}

// Refs lists every reference in d, in reading order.
func (d Doc) Refs() []Ref {
	var refs []Ref
	d.eachSpan(func(sp *Span) {
		if sp.Ref != nil {
			refs = append(refs, *sp.Ref)
		}
	})
	return refs
}

// Runs visits the plain runs of d in reading order, those in which Mark looks for references.
func (d Doc) Runs(see func(text string)) {
	d.eachSpan(func(sp *Span) {
		if sp.plain() {
			see(sp.Text)
		}
	})
}

// EachRef visits every reference in d, in reading order; f may change it in place.
func (d Doc) EachRef(f func(*Ref)) {
	d.eachSpan(func(sp *Span) {
		if sp.Ref != nil {
			f(sp.Ref)
		}
	})
}

// eachSpan visits all spans in reading order; f may change the span in place.
func (d Doc) eachSpan(f func(*Span)) {
	for i := range d {
		eachSpanIn(d[i].Spans, f)
		eachItemSpan(d[i].Items, f)
		for _, row := range d[i].Rows {
			for c := range row {
				eachSpanIn(row[c].Spans, f)
			}
		}
	}
}

func eachSpanIn(spans []Span, f func(*Span)) {
	for i := range spans {
		f(&spans[i])
	}
}

func eachItemSpan(items []Item, f func(*Span)) {
	for i := range items {
		eachSpanIn(items[i].Spans, f)
		eachItemSpan(items[i].Items, f)
	}
}
