package richtext

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

const someBlob = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func TestPlainIsWrittenForPeople(t *testing.T) {
	doc := Doc{
		{Kind: Paragraph, ID: "7k2m", Spans: []Span{{Text: "Zie "}, {Text: "PS/2016/486", Ref: &Ref{Kind: RefDecision, ID: "d1"}}, {Text: " en "}, {Text: "nu", Bold: true}, {Text: "."}}},
		{Kind: List, Items: []Item{{Spans: []Span{{Text: "een"}}, Ordered: true, Items: []Item{{Spans: []Span{{Text: "een a"}}}}}, {Spans: []Span{{Text: "twee"}}}}},
		{Kind: Table, Rows: [][]Cell{{{Spans: []Span{{Text: "Jaar"}}}, {}}, {{Spans: []Span{{Text: "2025"}}}, {Spans: []Span{{Text: "a|b"}}}}}},
		{Kind: Quotation, Spans: []Span{{Text: "Gezegd is gezegd."}}},
		{Kind: Picture, Image: &Image{Alt: "Kaart [N881]", Blob: someBlob}},
		{Kind: Paragraph, Spans: []Span{{Text: "de site", Link: "https://example.org/a_(b)"}}},
	}
	want := `Zie PS/2016/486 en **nu**.

- een
  1. een a
- twee

| Jaar |  |
|---|---|
| 2025 | a\|b |

> Gezegd is gezegd.

![Kaart [N881\]](afbeelding:` + someBlob + `)

[de site](https://example.org/a_(b\))
`
	if diff := cmp.Diff(want, Plain(doc)); diff != "" {
		t.Error(diff)
	}
}

func TestWhatLooksLikeAMarkIsReadBackAsItStood(t *testing.T) {
	for _, text := range []string{
		"- geen lijst", "1. geen lijst", "• geen lijst", "> geen citaat", "| geen tabel", "* ster", "5 * 3 * 2", "**niet vet**",
		"[geen link](https://example.org/)", "![geen beeld](afbeelding:" + someBlob + ")", `\\server\map\*.txt`, `C:\map\`, `een \* schuine streep`, "2025. is geen lijst", "-", ">", "1.",
	} {
		doc := Paragraphs(text)
		if got := Parse(Plain(doc)); !cmp.Equal(got, doc) {
			t.Errorf("%q is written as %q and read as %+v", text, Plain(doc), got)
		}
	}
}

func TestMarksInEachOther(t *testing.T) {
	tests := []struct {
		plain string
		want  []Span
	}{
		{"***beide***", []Span{{Text: "beide", Bold: true, Italic: true}}},
		{"**vet *schuin* vet**", []Span{{Text: "vet ", Bold: true}, {Text: "schuin", Bold: true, Italic: true}, {Text: " vet", Bold: true}}},
		{"**zie [bron](https://a.nl/)**", []Span{{Text: "zie ", Bold: true}, {Text: "bron", Bold: true, Link: "https://a.nl/"}}},
		{"[**bron**](https://a.nl/)", []Span{{Text: "bron", Bold: true, Link: "https://a.nl/"}}},
		{"[1] en [bron](https://a.nl/)", []Span{{Text: "[1] en "}, {Text: "bron", Link: "https://a.nl/"}}},
		{"**niet dicht", []Span{{Text: "**niet dicht"}}},
		{"10 * 2 en 3 * 4", []Span{{Text: "10 * 2 en 3 * 4"}}},
		{`\**geen`, []Span{{Text: "**geen"}}},
	}
	for _, test := range tests {
		if got := Parse(test.plain)[0].Spans; !cmp.Equal(got, test.want) {
			t.Errorf("%s: %+v", test.plain, got)
		}
	}
}

func TestARowOfDashesIsARow(t *testing.T) {
	doc := Doc{{Kind: Table, Rows: [][]Cell{{{Spans: []Span{{Text: "a"}}}}, {{Spans: []Span{{Text: "-"}}}}, {{}}}}}
	if got := Parse(Plain(doc)); !cmp.Equal(got, doc) {
		t.Errorf("%+v", got)
	}
}

// Every text that can be written comes back as it was: two thousand invented ones, full of signs that are marks.
func TestPlainComesBackAsItWas(t *testing.T) {
	for seed := range uint64(2000) {
		doc := Clean(invented(rand.New(rand.NewPCG(seed, 7))))
		if got, want := Parse(Plain(doc)), bare(doc); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d:\n%s\n%s", seed, Plain(doc), cmp.Diff(want, got))
		}
	}
}

// bare is a clean doc without what the plain notation does not hold.
func bare(d Doc) Doc {
	out := append(Doc(nil), d...)
	for i := range out {
		out[i].ID = ""
	}
	return out
}

func invented(r *rand.Rand) Doc {
	var d Doc
	for range 1 + r.IntN(4) {
		b := Block{ID: []string{"", "7k2m", "fout!", "abcd1234"}[r.IntN(4)]}
		switch r.IntN(5) {
		case 0:
			b.Kind, b.Spans = Paragraph, inventedSpans(r)
		case 1:
			b.Kind, b.Spans = Quotation, inventedSpans(r)
		case 2:
			b.Kind, b.Ordered, b.Items = List, r.IntN(2) == 0, inventedItems(r, 0)
		case 3:
			b.Kind = Table
			for range r.IntN(4) {
				row := make([]Cell, r.IntN(4))
				for i := range row {
					row[i].Spans = inventedSpans(r)
				}
				b.Rows = append(b.Rows, row)
			}
		case 4:
			b.Kind, b.Image = Picture, &Image{Alt: inventedText(r), Blob: someBlob, Decorative: r.IntN(3) == 0}
		}
		d = append(d, b)
	}
	return d
}

func inventedItems(r *rand.Rand, depth int) []Item {
	var items []Item
	for range r.IntN(3) {
		it := Item{Spans: inventedSpans(r), Ordered: r.IntN(2) == 0}
		if depth < 7 {
			it.Items = inventedItems(r, depth+1)
		}
		items = append(items, it)
	}
	return items
}

func inventedSpans(r *rand.Rand) []Span {
	spans := make([]Span, r.IntN(5))
	links := []string{"", "", "", "https://example.org/", "https://example.org/a)b|c*\\)", "javascript:alert(1)", "mailto:a@b.nl"}
	for i := range spans {
		spans[i] = Span{Text: inventedText(r), Bold: r.IntN(3) == 0, Italic: r.IntN(3) == 0, Link: links[r.IntN(len(links))]}
	}
	return spans
}

func inventedText(r *rand.Rand) string {
	parts := []string{"woord", "é", "e\u0301", " ", "  ", "\n", "\t", "*", "**", "[", "](", ")", "|", "\\", "- ", "1. ", "> ", "• ", "![", "\u00a0",
		"\u200b", "\u202e", "\u00ad", "\u0301", "👩\u200d💻", "\u200d", ".", "(afbeelding:", "\uf0b7", "\xff", "\u2028", "\u2126"}
	var s strings.Builder
	for range r.IntN(6) {
		s.WriteString(parts[r.IntN(len(parts))])
	}
	return s.String()
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

// said is all of d in reading order, addresses too.
func said(d Doc) string {
	var s strings.Builder
	for _, b := range d {
		Doc{b}.eachSpan(func(sp *Span) { s.WriteString(sp.Text + sp.Link) })
		if b.Image != nil {
			s.WriteString(b.Image.Alt + "afbeelding" + b.Image.Blob)
		}
	}
	return s.String()
}

// A typed text of any kind loses no letter, and what was read can be written and read again.
func FuzzPlain(f *testing.F) {
	f.Add("a\n\n- b\n  - c\n\n| d | e |\n|---|---|\n")
	f.Add("**a*b**[c](https://d.nl/e)*\\*")
	f.Add("![f](afbeelding:" + someBlob + ")")
	f.Fuzz(func(t *testing.T, s string) {
		doc := Parse(s)
		if got, want := letters(said(doc)), letters(strings.ToValidUTF8(s, "")); got != want {
			t.Errorf("letters %q became %q", want, got)
		}
		clean := Clean(doc)
		if again := Parse(Plain(clean)); !reflect.DeepEqual(again, clean) {
			t.Errorf("%q is written as %q\n%s", s, Plain(clean), cmp.Diff(clean, again))
		}
	})
}
