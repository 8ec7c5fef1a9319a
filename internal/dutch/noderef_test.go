package dutch

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestFindNodes(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"the source page's action", "In afwachting van het investeringsvoorstel TecBase Twente (zie prestatie 8.1.5).", []string{"wacht-op 8.1.5"}},
		{"square brackets", "Voor de weg [zie prestatie 4.1.1] geldt dat niet.", []string{"zie 4.1.1"}},
		{"without the level", "Dit is klaar, zie ook 7.2.2.", []string{"zie 7.2.2"}},
		{"behind a colon", "Dit is klaar (zie ook: 4.4.4; zie: prestatie 4.4.5).", []string{"zie 4.4.4", "zie 4.4.5"}},
		{"a colon behind a level is none", "Prestatie: 5.1 en programma: 5.", nil},
		{"two in a row", "De prestaties 1.5.1 en 1.5.3 lopen.", []string{"zie 1.5.1", "zie 1.5.3"}},
		{"three in a row", "Zie prestaties 1.5.1, 1.5.2 en 1.5.10.", []string{"zie 1.5.1", "zie 1.5.2", "zie 1.5.10"}},
		{"a range", "Zie prestaties 5.1.4 t/m 5.1.6.", []string{"zie 5.1.4", "zie 5.1.5", "zie 5.1.6"}},
		{"a range in words, in a row", "De prestaties 5.1.3 tot en met 5.1.6 en 5.2.1.", []string{"zie 5.1.3", "zie 5.1.4", "zie 5.1.5", "zie 5.1.6", "zie 5.2.1"}},
		{"a range with a dash", "Zie 5.1.2-5.1.4, prestaties 4.1.1 – 4.1.3 en prestatie 5.1 - 5.1.4.", []string{"zie 5.1.2", "zie 5.1.3", "zie 5.1.4", "zie 4.1.1", "zie 4.1.2", "zie 4.1.3", "zie 5.1"}},
		{"a range of programmes", "kerntaken 1 t/m 3", []string{"zie 1", "zie 2", "zie 3"}},
		{"a range of other parents, backwards, or too long", "Zie prestaties 5.1.8 t/m 5.2.2, 5.1.6 t/m 5.1.4 en 5.1.1 t/m 5.1.90.", []string{"zie 5.1.8", "zie 5.2.2", "zie 5.1.6", "zie 5.1.4", "zie 5.1.1", "zie 5.1.90"}},
		{"the level again in a row", "zie prestatie 4.1.2 en prestatie 4.1.3", []string{"zie 4.1.2", "zie 4.1.3"}},
		{"an action of another deliverable", "Zie actie 2 van prestatie 8.1.5.", []string{"zie 8.1.5 actie 2"}},
		{"a goal and a programme", "zie beleidsdoel 5.1 en kerntaak 5", []string{"zie 5.1", "zie 5"}},
		{"a programme with two digits", "Programma 20 dekt dit.", []string{"zie 20"}},
		{"what it follows from", "Deze prestatie vloeit voort uit prestatie 9.0.2.", []string{"volgt-uit 9.0.2"}},
		{"what it follows from, shorter", "Dit volgt uit prestatie 9.0.9.", []string{"volgt-uit 9.0.9"}},
		{"merged into another", "Deze prestatie is opgegaan in prestatie 5.3.3.", []string{"opgegaan-in 5.3.3"}},
		{"merged with another", "Sinds 2020 samengevoegd met prestatie 5.3.2.", []string{"opgegaan-in 5.3.2"}},
		{"waiting ends with its sentence", "Wij wachten op het Rijk. Zie prestatie 8.1.5.", []string{"zie 8.1.5"}},
		{"an abbreviation ends no sentence", "Wij wachten op o.a. Den Haag (zie prestatie nr. 8.1.5).", []string{"wacht-op 8.1.5"}},
		{"a date is none", "Zie 24.4.2018 en prestatie van 24.4.2018.", nil},
		{"an amount is none", "Voor deze prestatie is € 1.330 begroot, zie 1.330.", nil},
		{"a decimal is none", "zie 5.1 % en prestatie 5.1 miljoen", nil},
		{"a road is none", "Zie N340 en N348.", nil},
		{"a paragraph of a plan is none", "zie paragraaf 5.1.2, hoofdstuk 3.2, pagina 12 en bijlage 4.1", nil},
		{"a bare number is none", "Versie 2.1.3 van 8.1.5.", nil},
		{"a deliverable's count is none", "Van de prestaties 125 zijn er 12 klaar; prestatie 3 loopt.", nil},
		{"in capitals", "ZIE PRESTATIE 8.1.5", []string{"zie 8.1.5"}},
		{"with stress marks, in a sentence of its own", "De bijdrage is € 1.330. Dit volgt uit belèidsdoel 5.1.", []string{"volgt-uit 5.1"}},
		{"a level of its own is not known by itself", "zie maatregel 2.1", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			same(t, described(FindNodes(tt.text)), tt.want)
		})
	}
}

func described(refs []NodeRef) []string {
	var all []string
	for _, r := range refs {
		for _, number := range r.Skipped {
			all = append(all, string(r.Kind)+" "+number)
		}
		s := string(r.Kind) + " " + r.Number
		if r.Action > 0 {
			s += fmt.Sprint(" actie ", r.Action)
		}
		all = append(all, s)
	}
	return all
}

func TestLevelsOfAnotherOrganisation(t *testing.T) {
	text := "Zie maatregel 2.1, de maatregelen 2.2 en 2.3, resultaten 1.4 en doelen 3.1."
	got := described(FindNodes(text, "Maatregel", "Resultaat", "Doel"))
	same(t, got, []string{"zie 2.1", "zie 2.2", "zie 2.3", "zie 1.4", "zie 3.1"})
	for _, one := range []string{"De THEMA'S lopen; resultaten 1.4.", "RESULTATEN 1.4", "Resultaat 1.4", "coordinatie 1.4", "Coördinatie 1.4"} {
		same(t, described(FindNodes(one, "Thema", "Resultaat", "Coördinatie")), []string{"zie 1.4"})
	}
}

// The quick no says no to nothing that reading word by word finds.
func TestTheQuickNoIsNeverWrong(t *testing.T) {
	words := []string{"zie", "Zie", "ook", "verder", "onder", "de", "van", "prestatie", "Prestaties", "kerntaak", "programma", "'s", "’s", "'", "’",
		"opgaven", "actie", "2", "8.1.5", "1.330", "24.4.2018", "5.1", "5", "20", "nr", "nr.", "nummer", "NRS", ".", ",", "en", "of", "(", "[", "€",
		"t/m", "tot en met", "-", "8.1.7", "doelen", "resultaten", "belèidsdoel", "coördinatie", "Coordinatie", "\u00a0", "–", "\n", "klaar", "N340", "8.01.5", "0.1", ":"}
	random := rand.New(rand.NewPCG(1, 2))
	levels := []string{"Resultaat", "Doel", "Coördinatie"}
	found := 0
	for range 200_000 {
		var b strings.Builder
		for range 2 + random.IntN(8) {
			b.WriteString(words[random.IntN(len(words))])
			if random.IntN(6) > 0 {
				b.WriteByte(' ')
			}
		}
		text := b.String()
		if n := len(nodesIn(text, levels)); n > 0 {
			found++
			if !refInside(text, levels) {
				t.Fatalf("%d references are missed in %q", n, text)
			}
		}
	}
	if found < 1000 {
		t.Errorf("only %d texts hold a reference", found)
	}
}

func FuzzFindNodes(f *testing.F) {
	for _, s := range []string{"zie prestatie 8.1.5", "zie", "prestaties 1.5.1 en", "actie 2 van", "kerntaak's 5", "zie \xff 1.1", "programma’s 1 en 2", "prestaties 5.1.4 t/m 5.1.6", "zie 5.1.2-5.1.4"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, r := range FindNodes(text) {
			if r.From < end || r.To > len(text) || text[r.From:r.To] != r.Number || !ValidNumber(r.Number) {
				t.Fatalf("%+v does not stand in %q", r, text)
			}
			end = r.To
		}
		if len(nodesIn(text, nil)) > 0 && !refInside(text, nil) {
			t.Fatalf("the reference in %q is missed", text)
		}
	})
}
