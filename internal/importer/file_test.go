package importer

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
)

const deliverable = "5.1.2 Oevers\n\nTekst over coördinatie.\n\nContext\n\nNieuw.\n\nBasisinformatie\n\nMijlpalen:\n\nKlaar medio 2019\n"

// loose has milestones in its explanation, and no Basisinformatie.
const loose = "2.6.1 Kades\n\nWij bouwen kades.\n\nToelichting op voortgang\n\nHet loopt.\n\nMijlpalen:\n\nBrug open: 2019\n\n"

func TestManyPagesInOneFile(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"deliverables one after another", deliverable + "\n5.1.3 Dijken\n\nTekst.\n\nBasisinformatie\n\n5.2.1 Sluizen\n\nTekst.\n", []string{"5.1.2", "5.1.3", "5.2.1"}},
		{"a tree from the top", "Kerntaak 5: Water\n\nTekst.\n\n5.1 Oevers\n\nTekst.\n\n5.1.1 Riet\n\nTekst.\n\n6 Wegen\n\nTekst.\n", []string{"5", "5.1", "5.1.1", "6"}},
		{"a goal and its children, then their pages", "5.1 Oevers\n\nPrestaties\n\n5.1.1 Riet\n\n5.1.2 Gras\n\n5.1.1 Riet\n\nTekst.\n\n5.1.2 Gras\n\nTekst.\n", []string{"5.1", "5.1.1", "5.1.2"}},
		{"a numbered paragraph of a text is no page", "5.1.2 Oevers\n\nTekst.\n\n1.1 Aanleiding\n\nMeer tekst.\n", []string{"5.1.2"}},
		{"a milestone is no page", deliverable + "\n20 woningen opgeleverd\n", []string{"5.1.2"}},
		{"a date is no page", deliverable + "\n24.4.2018 Besluit\n", []string{"5.1.2"}},
		{"a numbered paragraph after milestones in an explanation", loose + "Financiën\n\nDe kosten zijn verdeeld over drie posten.\n\n1.1 Aanleg\n\nDit kostte € 20.000 en dat is minder dan begroot.\n", []string{"2.6.1"}},
		{"the same below those milestones", loose + "1.1 Aanleg\n\nDit kostte € 20.000 en dat is minder dan begroot.\n", []string{"2.6.1"}},
		{"the next page after such milestones", loose + "2.6.2 Sluizen\n\nTekst.\n", []string{"2.6.1", "2.6.2"}},
		{"milestones in an explanation, and rows below it", loose + "Portefeuillehouder: Anna Bos\n\n1.1.1 Sluizen\nTekst.\n", []string{"2.6.1", "1.1.1"}},
		{"the title twice, as under a menu", "Home\n5.1.2 Oevers\n\n5.1.2 Oevers\n\nTekst.\n", []string{"5.1.2"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs := readAll(t, tt.text)
			checkLines(t, tt.text, docs)
			var got []string
			for _, d := range docs {
				got = append(got, d.Number)
			}
			same(t, "pages", got, tt.want)
		})
	}
}

func TestGoalListsItsChildren(t *testing.T) {
	d := readOne(t, "5.1 Oevers\n\nWij maken oevers.\n\nPrestaties\n\n5.1.1 Riet\n- 5.1.2 Gras\n")
	same(t, "children", d.Children, []Place{{"5.1.1", "Riet"}, {"5.1.2", "Gras"}})
	same(t, "level", d.Level, "beleidsdoel")
}

func TestLevelsOfAMunicipality(t *testing.T) {
	opts := Options{Levels: []string{"Programma", "Doel", "Activiteit"}}
	for d, err := range Read(t.Context(), "x.txt", strings.NewReader("Activiteit 2.1.3: Riet\n\nZie doel 2.2.\n\nZie ook activiteiten 2.1.1 en 2.1.2.\n"), opts) {
		if err != nil {
			t.Fatal(err)
		}
		same(t, "level", d.Level, "activiteit")
		same(t, "title", d.Title, "Riet")
		same(t, "references", d.References.Nodes, []NodeRef{{"2.2", "zie", 3, 0}, {"2.1.1", "zie", 5, 0}, {"2.1.2", "zie", 5, 0}})
	}
}

func TestOtherEncodingsAreConvertedAndSaid(t *testing.T) {
	old, err := charmap.Windows1252.NewEncoder().String(deliverable)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := utf16.UTF16(utf16.LittleEndian, utf16.UseBOM).NewEncoder().String(deliverable)
	if err != nil {
		t.Fatal(err)
	}
	wideBig, err := utf16.UTF16(utf16.BigEndian, utf16.UseBOM).NewEncoder().String(deliverable)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, text, notice string
	}{
		{"Windows-1252", old, "Windows-1252"},
		{"UTF-16, little end first", wide, "UTF-16"},
		{"UTF-16, big end first", wideBig, "UTF-16"},
		{"UTF-8 with a mark", "\ufeff" + deliverable, ""},
		{"Windows line ends", strings.ReplaceAll(deliverable, "\n", "\r\n"), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, tt.text)
			same(t, "summary", d.Summary, "Tekst over coördinatie.")
			said := ""
			for _, n := range d.Notices {
				if n.Kind == Mended {
					said += n.Text
				}
			}
			if tt.notice == "" && said != "" || !strings.Contains(said, tt.notice) {
				t.Errorf("it says %q", said)
			}
		})
	}
}

func TestWhatCannotBeReadSaysWhere(t *testing.T) {
	tests := []struct {
		name, text string
		line       int
		says       string
	}{
		{"an empty file", "", 1, "leeg"},
		{"a file of white space", "\n \n\t\n", 3, "leeg"},
		{"only the mark of UTF-8", "\ufeff", 1, "leeg"},
		{"a program", "5.1.2 Titel\n\x7fELF\x00\x01", 2, "NUL"},
		{"a picture", "\x89PNG\r\n\x1a\n\x8d", 3, "0x8D"},
		{"bytes that no encoding has", "5.1.2 Titel\n\nTe\x81kst", 3, "0x81"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			problem, last := failure(t, strings.NewReader(tt.text))
			if problem.File != "map/pagina.txt" || problem.Line != tt.line || !strings.Contains(problem.Text, tt.says) {
				t.Errorf("got %+v", problem)
			}
			same(t, "the notice in the proposal", last.Notices, []Notice{{Failed, tt.line, problem.Text}})
		})
	}
	problem, _ := failure(t, iotest.TimeoutReader(strings.NewReader(strings.Repeat("5.1.2 Titel\n", 9000))))
	if !strings.Contains(problem.Error(), "map/pagina.txt, regel ") || !strings.Contains(problem.Text, "kan niet worden gelezen") {
		t.Errorf("a file that goes away gives %q", problem)
	}
}

// failure reads what cannot be read and gives the problem and the document
// beside it.
func failure(t *testing.T, r interface{ Read([]byte) (int, error) }) (Problem, Document) {
	t.Helper()
	for d, err := range Read(t.Context(), "map/pagina.txt", r, Options{}) {
		var problem Problem
		if errors.As(err, &problem) {
			return problem, d
		}
	}
	t.Fatal("it is read as if nothing were wrong")
	return Problem{}, Document{}
}

func TestReadingCanBeStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	text := strings.Repeat("Tekst.\n", 5000)
	for _, err := range Read(ctx, "x.txt", strings.NewReader(text), Options{}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
}

func TestPageWithoutANumberHasNoPlace(t *testing.T) {
	d := readOne(t, "Zomaar een tekst.\n\nContext\n\nIets.\n")
	same(t, "notices", d.Notices, []Notice{{Failed, 1, "Er is geen regel met nummer en titel gevonden; zonder nummer kan deze pagina geen plaats krijgen. Zet boven de tekst een regel als ‘5.1.2 Titel’."}})
	same(t, "other", d.Other, []Other{{Text: "Zomaar een tekst."}})
}

func TestMenuAboveThePageRefersToNothing(t *testing.T) {
	d := readOne(t, "Home\nKerntaak 5\nBlz. 3\n\n5.1.2 Titel\n\nTekst.\n")
	same(t, "references", d.References, References{})
	same(t, "rows", d.Lines, []Line{{1, IsMenu}, {2, "/overig/0/tekst"}, {3, IsMenu}, {5, "/titel"}, {7, "/samenvatting"}})
}

func TestANumberStandsOnce(t *testing.T) {
	var set Set
	first, again, other := readOne(t, deliverable), readOne(t, deliverable), readOne(t, deliverable+"\nEn toegankelijk medio 2020\n")
	first.File, again.File, other.File = "a.txt", "b.txt", "c.txt"
	again.Edition = Edition{Kind: "jaarverslag", Year: 2016, Certainty: "waarschijnlijk"} // guessed at its name
	if double, err := set.Add(&first); double || err != nil {
		t.Errorf("the first is %v, %v", double, err)
	}
	if double, err := set.Add(&again); !double || err != nil {
		t.Errorf("the same again is %v, %v", double, err)
	}
	same(t, "notice", again.Notices[len(again.Notices)-1], Notice{Double, 1, "Nummer 5.1.2 stond al met dezelfde inhoud in a.txt, regel 1."})
	_, err := set.Add(&other)
	if err == nil || err.Error() != "c.txt, regel 1: nummer 5.1.2 staat ook in a.txt, regel 1, met andere inhoud" {
		t.Errorf("other content gives %v", err)
	}
	none := Document{}
	if double, err := set.Add(&none); double || err != nil {
		t.Errorf("a page without a number is %v, %v", double, err)
	}
}

// Text taken from paper has the name of the edition and the number of the sheet at the head of each.
func TestTheHeadOfASheetIsNoText(t *testing.T) {
	text := "Jaarverslag 2016\nProvincie Waterland\nBlz. 1\n\n5.1.2 Oevers\n\nTekst.\n\nJaarverslag 2016\nProvincie Waterland\nBlz. 2\n\n" +
		"Nog een alinea.\n\nContext\n\nJaarverslag 2016\n\nProvincie Waterland\n\nEr is een plan.\n\n" +
		"Jaarverslag 2016\nBlz. 3\n\n5.1.3 Dijken\n\nAnders.\n\nBlz. 4\nProvincie Waterland\n\nHet jaar verliep goed. Zie het\nJaarverslag 2016\nvoor meer.\n"
	docs := readAll(t, text)
	checkLines(t, text, docs)
	if len(docs) != 2 {
		t.Fatalf("%d pages", len(docs))
	}
	if d := docs[0]; d.Summary != "Tekst.\n\nNog een alinea." || d.Context == nil || len(d.Other) != 1 {
		t.Errorf("a head is text: %q, %+v, %+v", d.Summary, d.Context, d.Other)
	}
	if d := docs[1]; d.Summary != "Anders.\n\nHet jaar verliep goed. Zie het Jaarverslag 2016 voor meer." || d.Edition.Year != 2016 || d.Edition.Certainty != Certain {
		t.Errorf("the second page: %q, %+v", d.Summary, d.Edition)
	}
}

func TestWhiteSpaceInsideALineIsOneSpace(t *testing.T) {
	d := readOne(t, "5.1.2\tOevers  en\u00a0 riet\n\nEen  zin\u00a0met\u2009gaten.\n\nFinanciën\n\nPost\t2016\t2017\nLasten  nu\t815\t895\n\nDus.\n\nEen zin met\teen tab.\n\nBasisinformatie\n\nRol provincie:\tRegisseur.\nMijlpalen:\n-\tPlan\tklaar\n")
	same(t, "title", []string{d.Number, d.Title, d.Summary}, []string{"5.1.2", "Oevers en riet", "Een zin met gaten."})
	same(t, "rows", []string{d.Basics.Involvement.Sentence, d.Basics.Milestones[0].Text}, []string{"Regisseur.", "Plan klaar"})
	same(t, "a table", d.Finance.Explanation, "Post\t2016\t2017\nLasten nu\t815\t895\n\nDus.\n\nEen zin met een tab.")
	for _, before := range []string{"", deliverable + "\n"} {
		docs := readAll(t, before+"5.1.3\tBedrijven\ten kennis\n\nTekst.\n")
		same(t, "a title with two tabs", docs[len(docs)-1].Title, "Bedrijven en kennis")
	}
	same(t, "a table with a state is no page", readOne(t, deliverable+"\n5.1.3\tDijken\tgereed\n").Number, "5.1.2")
	same(t, "a table of pages is no page", readOne(t, deliverable+"\n5.1.3\tDijken\t12\n").Number, "5.1.2")
}

func TestLinesThatEndInACarriageReturn(t *testing.T) {
	d := readOne(t, strings.ReplaceAll(deliverable, "\n", "\r"))
	want := readOne(t, deliverable)
	if d.Summary != want.Summary || len(d.Actions) != len(want.Actions) || len(d.Lines) != len(want.Lines) {
		t.Errorf("%d lines, not %d: %+v", len(d.Lines), len(want.Lines), d)
	}
}

// A letter that was lost before we came is not guessed, and not passed over in silence.
func TestALostLetterIsTold(t *testing.T) {
	d := readOne(t, "5.1.2 Co\uFFFDrdinatie\n\nTekst.\n")
	for _, n := range d.Notices {
		if n.Kind == Remark && n.Line == 1 && strings.Contains(n.Text, "verloren gegaan") {
			return
		}
	}
	t.Errorf("nothing is said: %+v", d.Notices)
}

func TestAnotherBulletIsAPart(t *testing.T) {
	d := readOne(t, "5.1.2 Oevers\n\nActies\n\n• Wij leggen oevers aan:\n - bij Ooldorp;\n – bij Veenhuizerdam.\n• Wij maaien het riet.\n")
	if len(d.Actions) != 2 || len(d.Actions[0].Parts) != 2 || d.Actions[1].Text != "Wij maaien het riet." {
		t.Errorf("%+v", d.Actions)
	}
}

func TestAnUnknownRowMayHaveItsValueBesideIt(t *testing.T) {
	const rows = "5.1.2 Oevers\n\nBasisinformatie\n\nPortefeuillehouder: Roos Tamminga\n"
	d := readOne(t, rows+"Contactpersoon: Jan Maat\nAfdeling: Water: beheer\nMijlpalen: Plan klaar\nFase 1: start bouw\n")
	if len(d.Other) != 2 || d.Other[0].Heading != "Contactpersoon" || d.Other[0].Text != "Jan Maat" || d.Other[1].Text != "Water: beheer" {
		t.Errorf("other %+v", d.Other)
	}
	if len(d.Basics.Milestones) != 2 || d.Basics.Milestones[1].Text != "Fase 1: start bouw" {
		t.Errorf("milestones %+v", d.Basics.Milestones)
	}
}

// A code that a terminal obeys is no part of a title; leaving it out is told.
func TestControlCodesAreLeftOutAndTold(t *testing.T) {
	d := readOne(t, "5.1.2 Oe\x1b[31mvers\x07\n\n\x08\nTekst.\n")
	if d.Title != "Oe[31mvers" || d.Notices[0].Kind != Mended || d.Notices[0].Line != 1 {
		t.Errorf("%q, %+v", d.Title, d.Notices)
	}
}

// A line with a number and a title inside a page may name another place in the tree. It begins a page only when a page follows.
func TestANumberAndTitleInsideAPageBeginsOneOnlyWhenAPageFollows(t *testing.T) {
	const page = "5.1.2 Oevers\n\nTekst over oevers.\n\nContext\n\nNieuw.\n\nBasisinformatie\n\nPortefeuillehouder: Anna Bos\n\n"
	const reserve = page + "Relatie met reserve Natuur?\n\nJa.\n\nBijbehorend investeringsvoorstel:\n\n"
	for _, tt := range []struct{ name, text, want string }{
		{"at the end of a page", page + "Mijlpalen:\n\n5.1.3 Verkeersveiligheid\n", "5.1.2"},
		{"with rows of this page below it", reserve + "5.1.3 Verkeersveiligheid\n\nMijlpalen:\n\nKlaar medio 2019\n", "5.1.2"},
		{"several of them, and then a page", reserve + "5.1.3 Verkeersveiligheid\n\n5.1.4 Natuur\n\n8.1.5 Haven\n\n5.1.3 Verkeersveiligheid\n\nWij maken wegen veilig.\n", "5.1.2 5.1.3"},
		{"below a line that announces it", "5.1.2 Oevers\n\nTekst.\n\nContext\n\nDit hoort bij elkaar. Zie ook:\n\n5.1.3 Verkeersveiligheid\n\nDaar staat hoe wij de wegen veilig maken.\n\nActies\n\n1. Bouwen.\n", "5.1.2"},
		{"below a heading that says so", page + "Mijlpalen:\n\nKlaar medio 2019\n\nZie ook\n\n5.1.3 Verkeersveiligheid\n\n5.1.4 Natuur\n", "5.1.2"},
		{"in a section, before the next heading", "5.1.2 Oevers\n\nTekst.\n\nContext\n\nWij werken samen.\n\n5.1.3 Verkeersveiligheid\n\nActies\n\n1. Bouwen.\n", "5.1.2"},
		{"in the middle of a sentence", "5.1.2 Oevers\n\nTekst.\n\nContext\n\nWij werken samen met\n\n5.1.3 Verkeersveiligheid\n\nis daarvan een deel.\n\nActies\n\n1. Bouwen.\n", "5.1.2"},
		{"a page without its first rows", reserve + "5.1.3 Verkeersveiligheid\n\nPortefeuillehouder: Bram Dijk\n", "5.1.2 5.1.3"},
		{"a page below a label whose value was lost", reserve + "5.1.3 Verkeersveiligheid\n\nWij maken wegen veilig.\n\nContext\n\nNieuw.\n", "5.1.2 5.1.3"},
		{"a page whose summary is a list", page + "Mijlpalen:\n\nKlaar medio 2019\n\n5.1.3 Verkeersveiligheid\n\n- Wegen\n- Fietspaden\n\nContext\n\nNieuw.\n", "5.1.2 5.1.3"},
		{"pages that are only a list", "5.1.2 Oevers\n\n 1. Wij zaaien.\n\nInhoudelijk\n\nG\n\n5.1.3 Dijken\n\n 1. Wij bouwen.\n", "5.1.2 5.1.3"},
		{"a page with only its scores", page + "5.1.3 Verkeersveiligheid\n\nInhoudelijk\n\nG\n\n5.1.4 Natuur\n\nGeld: groen\n", "5.1.2 5.1.3 5.1.4"},
		{"a goal without a text above its deliverable", page + "5.2 Wegen\n\n5.2.1 Verkeersveiligheid\n\nWij maken wegen veilig.\n", "5.1.2 5.2 5.2.1"},
		{"a deliverable without a text before the next", page + "5.1.3 Natuur\n\n5.1.4 Verkeersveiligheid\n\nWij maken wegen veilig.\n", "5.1.2 5.1.3 5.1.4"},
		{"a page with a heading right below its title", "5.1 Oevers\n\nTekst.\n\n5.1.1 Riet\n\nContext\n\nNieuw.\n", "5.1 5.1.1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			docs := readAll(t, tt.text)
			checkLines(t, tt.text, docs)
			var got []string
			told := false
			for _, d := range docs {
				got = append(got, d.Number)
				for _, n := range d.Notices {
					told = told || n.Kind == Guessed && strings.Contains(n.Text, "er geen pagina op volgt")
				}
			}
			same(t, "pages", strings.Join(got, " "), tt.want)
			if inside := tt.want == "5.1.2"; inside && !told {
				t.Errorf("nothing tells that a title was read as text: %+v", docs[0].Notices)
			}
		})
	}
}

// Where a page begins and the heading below it is the next one of the page before, that may be a mistake.
func TestAPageThatMayBeAPartOfTheOneBeforeIsTold(t *testing.T) {
	const first = "5.1.2 Oevers\n\nTekst.\n\nContext\n\nNieuw.\n\n"
	for text, want := range map[string]bool{
		first + "5.1.3 Wegen\n\nDit hoort erbij.\n\nActies\n\n1. Bouwen.\n": true,
		first + "5.1.3 Wegen\n\nTekst.\n\nContext\n\nNieuw.\n":              false,
		first + "Acties\n\n1. Zaaien.\n\n5.1.3 Wegen\n\nTekst.\n":           false,
	} {
		docs := readAll(t, text)
		told := slices.ContainsFunc(docs[0].Notices, func(n Notice) bool { return n.Kind == Guessed })
		if len(docs) != 2 || told != want {
			t.Errorf("%q: %d pages, told %v", text, len(docs), told)
		}
	}
}

// A site has a line above its list of pages. It is no text of the first of them.
func TestALineAboveAListOfPagesIsOfTheSite(t *testing.T) {
	for _, above := range []string{"Prestaties (125)", "Prestaties", "Home\n\nBeleidsdoelen (12)"} {
		text := above + "\n\n5.1.2 Oevers\n\nTekst over oevers.\n\n5.1.3 Riet\n\nTekst over riet.\n"
		docs := readAll(t, text)
		checkLines(t, text, docs)
		if len(docs) != 2 || docs[0].Other != nil || docs[0].Summary != "Tekst over oevers." {
			t.Errorf("below %q: %d pages, %+v", above, len(docs), docs[0])
		}
	}
}
