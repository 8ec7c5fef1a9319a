package dutch

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFirstSentence(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"it ends at the full stop", "De brug is klaar. De weg nog niet.", "De brug is klaar."},
		{"an amount goes on", "Dit kost € 1.250.000 in 2016. Daarna niets.", "Dit kost € 1.250.000 in 2016."},
		{"a sentence may end in an amount", "Dit kost € 1.250. Daarna niets.", "Dit kost € 1.250."},
		{"about", "Het gaat om ca. 12 hectare. Meer niet.", "Het gaat om ca. 12 hectare."},
		{"among others", "Onder o.a. Zwolle valt dit. Ja.", "Onder o.a. Zwolle valt dit."},
		{"number", "Zie nr. 5 van de lijst. Ja.", "Zie nr. 5 van de lijst."},
		{"with others", "Motie De Bree c.s. Nieuw beleid vraagt om geld. Ja.", "Motie De Bree c.s. Nieuw beleid vraagt om geld."},
		{"an initial", "Gedeputeerde E. van Hijum sprak. Ja.", "Gedeputeerde E. van Hijum sprak."},
		{"a place in the tree", "Zie prestatie 8.1.5. Verder niets.", "Zie prestatie 8.1.5."},
		{"a question", "Halen wij dit? Ja.", "Halen wij dit?"},
		{"a quotation mark belongs to it", "Zij zei: ‘Het is af.’ Toen ging zij.", "Zij zei: ‘Het is af.’"},
		{"a paragraph without a full stop", "Geen afwijking\n\nMeer tekst.", "Geen afwijking"},
		{"nothing", "  ", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := FirstSentence(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCut(t *testing.T) {
	tests := []struct {
		name, text string
		max        int
		want       string
		cut        bool
	}{
		{"a short text stays", "Kort.", 10, "Kort.", false},
		{"no half words", "een twee drie", 10, "een twee", true},
		{"a word that just fits stays", "een twee drie", 8, "een twee", true},
		{"no loose comma", "een, twee", 5, "een", true},
		{"one long word is cut inside", "onafgebroken", 4, "onaf", true},
		{"letters count, not bytes", "ëëë ëëë", 3, "ëëë", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, cut := Cut(tt.text, tt.max)
			if got != tt.want || cut != tt.cut {
				t.Errorf("got %q, %v; want %q, %v", got, cut, tt.want, tt.cut)
			}
		})
	}
}

func TestSlug(t *testing.T) {
	tests := []struct{ title, want string }{
		{"5.1.2 Gebiedsgerichte ontwikkeling van topwerklocaties", "5-1-2-gebiedsgerichte-ontwikkeling-van-topwerklocaties"},
		{"Financiën & coördinatie", "financien-en-coordinatie"},
		{"Thema’s voor Curaçao", "themas-voor-curacao"},
		{"  -- ", ""},
		{"Ĳsselmeer", "ijsselmeer"},
		{strings.Repeat("woord ", 20), "woord-woord-woord-woord-woord-woord-woord-woord-woord-woord-woord-woord-woord"},
		{strings.Repeat("a", 100), strings.Repeat("a", 80)},
	}
	for _, tt := range tests {
		if got := Slug(tt.title); got != tt.want {
			t.Errorf("%q gives %q, want %q", tt.title, got, tt.want)
		}
	}
}

func TestNumbersOrderAsPeopleCount(t *testing.T) {
	want := []string{"1", "5", "5.1", "5.1.1", "5.1.2", "5.1.10", "5.2", "10", "20"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, CompareNumbers)
	same(t, got, want)
	same(t, Parents("5.1.2"), []string{"5", "5.1"})
	if Depth("5.1.2") != 3 || Depth("20") != 1 || Depth("") != 0 {
		t.Error("levels are miscounted")
	}
	for _, bad := range []string{"", "5.", ".5", "5..1", "05", "5.1a", "2016.1", "1.2.3.4.5.6.7"} {
		if ValidNumber(bad) {
			t.Errorf("%q passes for a number of the tree", bad)
		}
	}
}

func TestMendLetters(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"moved letters of the old portals", "Financi\u01abn en co\u01b6rdinatie", "Financiën en coördinatie"},
		{"UTF-8 read as Windows-1252", "FinanciÃ«n: â‚¬ 5, â€˜zoâ€™", "Financiën: € 5, ‘zo’"},
		{"a hard space", "â‚¬Â\u00a05", "€\u00a05"},
		{"an i with two dots inside a word", "na\u01aff", "naïf"},
		{"a Vietnamese name stays", "Tr\u01b0\u01a1ng \u01afng", "Tr\u01b0\u01a1ng \u01afng"},
		{"good letters stay", "Â â Ã São Tomé, coördinatie, Curaçao, €", "Â â Ã São Tomé, coördinatie, Curaçao, €"},
		{"a lost letter cannot be mended", "Financi\ufffdn", "Financi\ufffdn"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, mends := MendLetters(tt.text)
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if (len(mends) > 0) != (got != tt.text) {
				t.Errorf("it reports %v", mends)
			}
		})
	}
	_, mends := MendLetters("\u01ab \u01b6 \u01ab")
	if len(mends) != 2 || mends[0] != (Mend{"\u01ab", "ë", 2}) || mends[1] != (Mend{"\u01b6", "ö", 1}) {
		t.Errorf("it reports %v", mends)
	}
}

func TestNames(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"one, with a full stop", "Eddy van Hijum.", []string{"Eddy van Hijum"}},
		{"three", "Monique van Haaf, Bert Boerman en Hester Maij", []string{"Monique van Haaf", "Bert Boerman", "Hester Maij"}},
		{"a comma before the last", "Anna Bos, en Bram Dijk.", []string{"Anna Bos", "Bram Dijk"}},
		{"an initial keeps its full stop", "E. van Hijum / B. Boerman", []string{"E. van Hijum", "B. Boerman"}},
		{"nobody", " . , .. en -", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { same(t, Names(tt.text), tt.want) })
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"De brug is klaar. Ja.", "o.a. ", "1. x", "Ã«", "â‚", "\u01ab", "\xff.\xff", "J. … Ĳ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		joined := ""
		for at, s := range sentences(text) {
			if at != len(joined) {
				t.Fatalf("a sentence of %q begins at %d, want %d", text, at, len(joined))
			}
			joined += s
		}
		if joined != text {
			t.Fatalf("the sentences of %q are %q", text, joined)
		}
		if mended, mends := MendLetters(text); len(mends) == 0 && mended != text {
			t.Fatalf("%q changed without a word", text)
		}
		if slug := Slug(text); len(slug) > slugLength || strings.Trim(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.Contains(slug, "--") || strings.HasPrefix(slug, "-") || strings.HasSuffix(slug, "-") {
			t.Fatalf("the address of %q is %q", text, slug)
		}
		if cut, _ := Cut(text, 20); utf8.RuneCountInString(cut) > 20 || !strings.HasPrefix(strings.TrimSpace(text), cut) {
			t.Fatalf("%q is cut to %q", text, cut)
		}
		FirstSentence(text)
		Names(text)
		FindMotions(text)
	})
}
