package richtext

import (
	"encoding/json"
	"reflect"
	"sort"
	"strings"
	"testing"
)

func TestParseReadsThePlainNotation(t *testing.T) {
	doc := Parse("Eerste alinea\nloopt door.\n\n- een\n- twee\n  1. twee a\n  2. twee b\n\n> Gezegd is gezegd.\n\n| Jaar | Aantal |\n|---|---|\n| 2025 | 12 |\n\nMet **nadruk** en [bron](https://example.org/).")
	kinds := []Kind{Paragraph, List, Quotation, Table, Paragraph}
	if len(doc) != len(kinds) {
		t.Fatalf("blocks: %d, want %d: %+v", len(doc), len(kinds), doc)
	}
	for i, k := range kinds {
		if doc[i].Kind != k {
			t.Errorf("block %d is %s, want %s", i, doc[i].Kind, k)
		}
	}
	if doc[0].Text() != "Eerste alinea loopt door." {
		t.Errorf("paragraph: %q", doc[0].Text())
	}
	if n := len(doc[1].Items[1].Items); n != 2 || !doc[1].Items[1].Ordered {
		t.Errorf("nested list has %d items", n)
	}
	if len(doc[3].Rows) != 2 || doc[3].Rows[1][1].Spans[0].Text != "12" {
		t.Errorf("table: %+v", doc[3].Rows)
	}
	last := doc[4].Spans
	if !last[1].Bold || last[3].Link != "https://example.org/" {
		t.Errorf("spans: %+v", last)
	}
}

func TestALinkThatABrowserCouldRunStaysText(t *testing.T) {
	for _, address := range []string{"javascript:alert(1)", "data:text/html,x", "//evil", "http://", "vbscript:x"} {
		if SafeLink(address) {
			t.Errorf("%q passes as a link", address)
		}
		if got := Parse("[klik](" + address + ")")[0].Spans; got[0].Link != "" {
			t.Errorf("%q became a link", address)
		}
	}
}

func TestCarryKeepsIDs(t *testing.T) {
	taken := Taken{}
	old := Carry(nil, Paragraphs("De brug is open.\n\nDe weg wordt in mei verbreed door de aannemer.\n\nGeen afwijking."), taken)
	tests := []struct {
		name, text string
		want       []string // ids of old by index, "" is a new one
	}{
		{"the same text keeps its ids", old.Text(), []string{old[0].ID, old[1].ID, old[2].ID}},
		{"a moved paragraph keeps its id", "Geen afwijking.\n\nDe brug is open.", []string{old[2].ID, old[0].ID}},
		{"an edited paragraph keeps its id", "De brug is open.\n\nDe weg wordt in juni verbreed door de aannemer.", []string{old[0].ID, old[1].ID}},
		{"another paragraph gets another id", "De brug is open.\n\nNieuw is het fietspad langs het kanaal.", []string{old[0].ID, ""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			taken := Taken{}
			for _, b := range old {
				taken[b.ID] = true
			}
			got := Carry(old, Paragraphs(test.text), taken)
			for i, want := range test.want {
				if want != "" && got[i].ID != want {
					t.Errorf("block %d has id %q, want %q", i, got[i].ID, want)
				}
				if want == "" && (got[i].ID == old[0].ID || got[i].ID == old[1].ID || got[i].ID == old[2].ID) {
					t.Errorf("block %d took over the id of another paragraph", i)
				}
			}
		})
	}
}

func TestSameWordsTwiceOnAPageHaveTwoIDs(t *testing.T) {
	taken := Taken{}
	a := Carry(nil, Paragraphs("Geen afwijking."), taken)
	b := Carry(nil, Paragraphs("Geen afwijking."), taken)
	if a[0].ID == b[0].ID {
		t.Error("two paragraphs of one page share the fragment " + a[0].ID)
	}
}

func TestMarkMakesReferencesAndLosesNoText(t *testing.T) {
	doc := Paragraphs("Zie PS/2016/486 en verder.")
	marked := doc.Mark(func(text string) []Found {
		i := strings.Index(text, "PS/2016/486")
		return []Found{{From: i, To: i + 11, Ref: Ref{Kind: RefDecision, ID: "d1"}}}
	})
	if marked.Text() != doc.Text() {
		t.Errorf("text became %q", marked.Text())
	}
	if refs := marked.Refs(); len(refs) != 1 || refs[0].ID != "d1" {
		t.Errorf("refs: %+v", refs)
	}
	if doc[0].Spans[0].Ref != nil {
		t.Error("the original was changed")
	}
}

// The encoding is hashed, so it must not depend on where a field happens to stand.
func TestFieldsStandInTheOrderOfTheirJSONNames(t *testing.T) {
	for _, v := range []any{Block{}, Item{}, Cell{}, Image{}, Span{}, Ref{}} {
		typ := reflect.TypeOf(v)
		var names []string
		for i := range typ.NumField() {
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			names = append(names, name)
		}
		if !sort.StringsAreSorted(names) {
			t.Errorf("%s: %v", typ, names)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("a\n\n- b\n  - c\n\n| d | e |\n")
	f.Add("**a*b**[c](d)*")
	f.Fuzz(func(t *testing.T, s string) {
		doc := Carry(nil, Parse(s), Taken{})
		for _, b := range doc {
			if b.ID == "" {
				t.Fatal("a block without id")
			}
		}
		if _, err := json.Marshal(doc); err != nil {
			t.Fatal(err)
		}
	})
}

// Blocks that read the same, and that do not, however their text is cut into runs.
func TestSameWordsAreSeenWithoutTheirLooks(t *testing.T) {
	plain := func(texts ...string) Block {
		b := Block{Kind: Paragraph, ID: texts[0]}
		for _, text := range texts {
			b.Spans = append(b.Spans, Span{Text: text, Bold: len(text)%2 == 0})
		}
		return b
	}
	list := Block{Kind: List, Items: []Item{{Spans: []Span{{Text: "a"}}, Items: []Item{{Spans: []Span{{Text: "b"}}}}}}}
	flat := Block{Kind: List, Items: []Item{{Spans: []Span{{Text: "a"}}}, {Spans: []Span{{Text: "b"}}}}}
	table := Block{Kind: Table, Rows: [][]Cell{{{Spans: []Span{{Text: "a"}}}, {Spans: []Span{{Text: "b"}}}}}}
	for _, c := range []struct {
		name string
		a, b Block
		same bool
	}{
		{"one run", plain("ab"), plain("ab"), true},
		{"cut otherwise", plain("ab", "c"), plain("a", "bc"), true},
		{"white space around it", plain(" ab\n"), plain("ab"), true},
		{"white space of two kinds", plain("ab "), plain("\u00a0", "ab\n"), true},
		{"the begin of it", plain("ab"), plain("ab", "c"), false},
		{"other words", plain("ab"), plain("ac"), false},
		{"another kind", plain("a\nb"), list, false},
		{"a list in a list", list, flat, true},
		{"a table", table, table, true},
		{"a picture", Block{Kind: Picture, Image: &Image{Alt: "a"}}, Block{Kind: Picture, Image: &Image{Alt: "b"}}, false},
	} {
		if got := SameWords(&c.a, &c.b); got != c.same {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestEmptyIsWithoutWords(t *testing.T) {
	blank := []Span{{Text: " \n"}, {Text: "\u00a0"}}
	word := []Span{{Text: "woord"}}
	for _, c := range []struct {
		name  string
		block Block
		empty bool
	}{
		{"white space", Block{Kind: Paragraph, Spans: blank}, true},
		{"a word behind it", Block{Kind: Paragraph, Spans: append(blank, word...)}, false},
		{"a list in a list", Block{Kind: List, Items: []Item{{Items: []Item{{Spans: word}}}}}, false},
		{"an empty table", Block{Kind: Table, Rows: [][]Cell{{{blank}, {nil}}}}, true},
		{"a cell", Block{Kind: Table, Rows: [][]Cell{{{blank}, {word}}}}, false},
		{"a picture without words", Block{Kind: Picture, Image: &Image{Decorative: true}}, false},
	} {
		if got := (Doc{c.block}).Empty(); got != c.empty {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
