package importer

import (
	"strings"
	"testing"
)

// The number and title of a page stand at the head of each sheet of it, and above a second page about the same. What
// follows tells which of the two it is.
func TestASheetIsToldFromAPage(t *testing.T) {
	const head = "5.1.2 Oevers\n\n"
	const first = head + "De oevers zijn steil.\n\nContext\n\nEr is een plan.\n\nActies 2016\n\n1. Riet planten.\n\n"
	tests := []struct {
		name, text string
		pages      int
	}{
		{"a sheet in the middle of the actions", first + head + "2. Gras zaaien.\n\nToelichting op voortgang\n\nHet gaat goed.\n", 1},
		{"a sheet that begins with the next heading", first + head + "Financiën\n\nGeen afwijking.\n", 1},
		{"a sheet that prints the open heading once more", first + head + "Acties 2016\n\n2. Gras zaaien.\n", 1},
		{"a last sheet with only text", first + head + "Het riet komt in mei.\n", 1},
		{"a sheet between the money and what is said of it", first + "Toelichting op voortgang\n\nGoed.\n\nFinanciën\n\nVoldoende.\n\n" + head + "Toelichting op voortgang\n\nHet geld is er.\n", 1},
		{"a sheet between the rows", first + "Basisinformatie\n\nPortefeuillehouder:\n\nRoos Tamminga\n\n" + head + "Mijlpalen:\n\nKlaar medio 2019\n", 1},
		{"a page, whose headings come again", first + head + "De oevers zijn nu vlak.\n\nContext\n\nHet plan is klaar.\n", 2},
		{"a page, of which only a later heading comes again", first + head + "De oevers zijn nu vlak.\n\nActies 2016\n\n1. Gras zaaien.\n", 2},
		{"a page after a page that was complete", first + "Basisinformatie\n\nPortefeuillehouder:\n\nRoos Tamminga\n\n" + head + "De oevers zijn nu vlak.\n\nActies 2017\n\n1. Gras zaaien.\n", 2},
		{"a sheet, and then the next page", first + head + "2. Gras zaaien.\n\n5.1.3 Dijken\n\nTekst.\n\nContext\n\nAnders.\n", 2},
		{"two sheets and a page", first + head + "2. Gras zaaien.\n\n" + head + "Financiën\n\nNiets.\n\n" + head + "Weer van voren af aan.\n\nContext\n\nNieuw.\n", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs := readAll(t, tt.text)
			checkLines(t, tt.text, docs)
			if len(docs) != tt.pages {
				t.Fatalf("%d pages, not %d", len(docs), tt.pages)
			}
			if text := docs[0].Summary; text != "De oevers zijn steil." {
				t.Errorf("the summary is %q", text)
			}
		})
	}
}

func TestWhatGoesOnOverASheetIsWhole(t *testing.T) {
	d := readOne(t, "5.1.2 Oevers\n\nTekst.\n\nActies\n\n1. Riet planten.\n\n5.1.2 Oevers\n\n2. Gras zaaien.\n\nBasisinformatie\n\nMijlpalen:\n\nRiet in mei 2019\n\n5.1.2 Oevers\n\nThema:\n\nWater\n")
	if len(d.Actions) != 2 || d.Actions[1].Text != "Gras zaaien." {
		t.Errorf("actions %+v", d.Actions)
	}
	if d.Basics == nil || len(d.Basics.Milestones) != 1 || len(d.Themes) != 1 {
		t.Fatalf("basics %+v, themes %v", d.Basics, d.Themes)
	}
	said := 0
	for _, n := range d.Notices {
		if n.Kind == Remark && strings.Contains(n.Text, "volgend blad") {
			said++
		}
	}
	if said == 0 {
		t.Errorf("it does not say what it took for the head of a sheet: %+v", d.Notices)
	}
}

// A second page about the same is not lost in the first: the one who imports must choose.
func TestASecondPageOfOneNumberIsRefused(t *testing.T) {
	docs := readAll(t, deliverable[:strings.Index(deliverable, "Basis")]+"\n5.1.2 Oevers\n\nAnders.\n\nContext\n\nOok anders.\n")
	if err := Distinct(docs); err == nil {
		t.Errorf("%d pages of one number are taken", len(docs))
	}
}

const fibre = "5.1.1 Breedband\n\nGlasvezel voor iedereen.\n\nContext\n\nEr is een plan.\n\nActies\n\n1. Graven.\n\nBasisinformatie\n\nLooptijd: Structureel\n\n"

// A number that stands twice in one file: told as two pages where that is clear, and as a guess where it may be text.
func TestANumberThatComesAgainIsSeen(t *testing.T) {
	tests := []struct {
		name, text string
		numbers    string
		kind       NoticeKind
		line       int
	}{
		{"the same title, which may be a sheet", "5.1.2 Een\n\nTekst a.\n\n5.1.2 Een\n\nTekst b.\n", "5.1.2", Remark, 5},
		{"a sheet that goes on", "5.1.2 Een lange titel\n\nTekst a.\n\n5.1.2 EEN LANGE TITEL (vervolg)\n\nTekst b.\n", "5.1.2", Remark, 5},
		{"a shortened head", "5.1.2 Een lange titel\n\nTekst a.\n\n5.1.2 Een lange…\n\nTekst b.\n", "5.1.2", Remark, 5},
		{"another title", "5.1.2 Een\n\nTekst a.\n\n5.1.2 Twee\n\nTekst b.\n", "5.1.2 5.1.2", "", 0},
		{"another title below a heading", "5.1.2 Een\n\nTekst a.\n\nContext\n\nX.\n\n5.1.2 Twee\n\nTekst b.\n\nContext\n\nY.\n", "5.1.2 5.1.2", "", 0},
		{"after another page", "5.1.2 Een\n\nTekst a.\n\n5.1.3 Drie\n\nZ.\n\n5.1.2 Een\n\nHier staat een heel andere tekst.\n", "5.1.2 5.1.3 5.1.2", "", 0},
		{"after another page, with headings", "5.1.2 Een\n\nTekst a.\n\n5.1.3 Drie\n\nContext\n\nZ.\n\n5.1.2 Een\n\nB.\n\nContext\n\nY.\n", "5.1.2 5.1.3 5.1.2", "", 0},
		{"after another page, with a few words", "5.1.2 Een\n\nTekst a.\n\n5.1.3 Drie\n\nZ.\n\n5.1.2 Een\n\nTekst b.\n", "5.1.2 5.1.3", Guessed, 9},
		{"pages in another order", "5.1.3 Drie\n\nContext\n\nZ.\n\n5.1.2 Een\n\nB.\n\nContext\n\nY.\n", "5.1.3 5.1.2", "", 0},
		{"a list of pages that this one belongs with", "5.1.2 Een\n\nTekst a.\n\n5.1.3 Drie\n\nDit hoort bij:\n\n5.1.2 Een\n\nSamen maken zij een nieuwe oever.\n", "5.1.2 5.1.3", Guessed, 9},
		{"the title of an earlier page in a context", fibre + "5.1.2 Werk\n\nTekst.\n\nContext\n\nDeze prestatie hangt samen met een andere prestatie.\n\n5.1.1 Breedband\n\nZonder glasvezel kiest geen bedrijf voor een werklocatie op het platteland.\n\nActies\n\n1. Bouwen.\n\nBasisinformatie\n\nLooptijd: Structureel\n", "5.1.1 5.1.2", Guessed, 25},
		{"the same as the last words of the page", fibre + "5.1.2 Werk\n\nContext\n\nDit hangt samen.\n\n5.1.1 Breedband\n\nZonder glasvezel kiest geen bedrijf voor een werklocatie.\n", "5.1.1 5.1.2", Guessed, 23},
		{"a sentence that begins with the number and title", "5.1.2 Werk\n\nTekst.\n\nContext\n\nEr is nieuws.\n\n5.1.2 Werk is in 2017 uitgebreid met Zwolle\n\nDat is goed nieuws voor de stad.\n\nActies\n\n1. Bouwen.\n", "5.1.2", Guessed, 9},
		{"such a sentence as the last of a section", "5.1.2 Werk\n\nTekst.\n\nContext\n\n5.1.2 Werk is in 2017 uitgebreid met Zwolle\n\nActies\n\n1. Bouwen.\n", "5.1.2", Guessed, 7},
		{"such a sentence in the summary", "5.1.2 Werk\n\nTekst.\n\n5.1.2 Werk is in 2017 uitgebreid met Zwolle\n\nContext\n\nX.\n", "5.1.2", Guessed, 5},
		{"another title with a heading right below it", "5.1.2 Werk\n\nTekst.\n\nContext\n\nX.\n\n5.1.2 Wonen\n\nActies\n\n1. Bouwen.\n", "5.1.2 5.1.2", "", 0},
		{"a numbered paragraph of a goal", "1.1 Oevers\n\nTekst.\n\n1.1 Aanleiding\n\nMeer tekst.\n", "1.1", Guessed, 5},
		{"files that were joined", "5.1.2 Een\n\nTekst a.5.1.3 Drie\n\nTekst b.\n", "5.1.2", Remark, 3},
		{"files that were joined after a word", "5.1.2 Een\n\nTekst a5.1.2 Een\n\nTekst b.\n", "5.1.2", Remark, 3},
		{"a number in a text", "5.1.2 Een\n\nDit staat in versie 5.1.3 Drie\n\nZie (5.1.3 Drie) of PS/2016/5 Besluit\n\nEinde.\n", "5.1.2", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs := readAll(t, tt.text)
			checkLines(t, tt.text, docs)
			var numbers []string
			var told []Notice
			for _, d := range docs {
				numbers = append(numbers, d.Number)
				for _, n := range d.Notices {
					if n.Kind != UnknownHeading && !strings.HasPrefix(n.Text, "De pagina noemt geen") {
						told = append(told, n)
					}
				}
			}
			same(t, "pages", strings.Join(numbers, " "), tt.numbers)
			if tt.kind == "" {
				same(t, "notices", len(told), 0)
			} else if len(told) != 1 || told[0].Kind != tt.kind || told[0].Line != tt.line {
				t.Errorf("it says %+v", told)
			}
			if strings.Count(tt.numbers, "5.1.2") == 2 && Distinct(docs) == nil {
				t.Error("5.1.2 is taken twice")
			}
		})
	}
}
