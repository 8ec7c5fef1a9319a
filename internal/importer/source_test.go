package importer

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"doelenboom/internal/dutch"
	"doelenboom/internal/testkit"
)

func TestSourcePageFieldByField(t *testing.T) {
	path := testkit.Shared(t, "source", "overijssel-jaarverslag-2016-5.1.2.txt")
	text := textOf(t, path)
	d := readOne(t, text)

	same(t, "number, title, level", []string{d.Number, d.Title, d.Level}, []string{"5.1.2", "Gebiedsgerichte ontwikkeling van topwerklocaties", "prestatie"})
	same(t, "parents", d.Parents, []Place{{Number: "5"}, {Number: "5.1"}})
	same(t, "edition, which this text does not name", d.Edition, Edition{Certainty: Unknown})
	if n := len([]rune(d.Summary)); n != 948 || !strings.HasPrefix(d.Summary, "Naast aandacht voor de ‘basis op orde’") || !strings.HasSuffix(d.Summary, "XL Businesspark (Almelo).") {
		t.Errorf("the summary of %d characters is %q", n, d.Summary)
	}
	if n := len([]rune(d.Context.Text)); n != 243 || !d.Context.CutOff || !strings.HasSuffix(d.Context.Text, "terreinen, de…") {
		t.Errorf("the context of %d characters (cut off: %v) is %q", n, d.Context.CutOff, d.Context.Text)
	}
	same(t, "actions", d.Actions, []Action{{Number: 1, Text: "In afwachting van het investeringsvoorstel TecBase Twente (zie prestatie 8.1.5)."}})
	paragraphs := strings.Split(d.Progress, "\n\n")
	if len(paragraphs) != 2 || !strings.HasPrefix(paragraphs[0], "Met het investeringsbesluit") || !strings.HasSuffix(paragraphs[1], "(zie ook PS/2016/586).") {
		t.Errorf("the progress is %q", d.Progress)
	}
	same(t, "finance", d.Finance, &Finance{Explanation: "Geen afwijking."})
	same(t, "basics", d.Basics, &Basics{
		Holders:     []string{"Eddy van Hijum"},
		Involvement: &Involvement{"Wij vervullen de rol van regisseur en investeerder.", []string{"regisseur", "investeerder"}},
		Term:        &Term{Kind: "structureel"},
		Reserve:     &Reserve{Answer: "nee", Name: "Ecologische Hoofdstructuur/Kwaliteit van Overijssel"},
		Milestones:  []Milestone{{Text: "Investeringsvoorstel TecBase Twente, zie PS/2016/486", Decisions: []string{"PS/2016/486"}}},
	})
	same(t, "references", d.References, References{
		Decisions: []string{"PS/2016/486", "PS/2016/985", "PS/2016/586"},
		Nodes:     []NodeRef{{"8.1.5", dutch.WaitsFor, 11, 1}},
	})
	same(t, "notices", d.Notices, []Notice{
		{Remark, 1, "De pagina noemt geen datum, geen bedrag en geen score."},
		{CutOff, 7, "De context is in de bron afgekapt."},
		{Remark, 11, "Actie 1 wacht op het investeringsvoorstel TecBase Twente, maar daarover is al besloten: PS/2016/486."},
	})
	if d.Other != nil || d.Scores != nil || d.Amendments != nil || d.Themes != nil || d.Children != nil || d.SummaryBlocks != nil || d.ProgressBlock != nil {
		t.Errorf("it has what the page does not say: %+v", d)
	}
}

func TestSourcePageByItsFileName(t *testing.T) {
	path := testkit.Shared(t, "source", "overijssel-jaarverslag-2016-5.1.2.txt")
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for d, err := range Read(t.Context(), filepath.Base(path), f, Options{ReadAt: "2026-11-23"}) {
		if err != nil {
			t.Fatal(err)
		}
		same(t, "edition", d.Edition, Edition{Kind: "jaarverslag", Year: 2016, Certainty: Likely})
		same(t, "source", d.Source, &Source{ReadAt: "2026-11-23"})
	}
}

func TestSamplePage(t *testing.T) {
	d := readOne(t, textOf(t, filepath.Join(testkit.Root(t), "sample", "pagina.txt")))
	same(t, "number and title", []string{d.Number, d.Title}, []string{"4.2.3", "Natuurlijke oevers langs de Middelwetering"})
	same(t, "parents", d.Parents, []Place{{Number: "4"}, {Number: "4.2"}})
	same(t, "actions", d.Actions, []Action{
		{Number: 1, Text: "In afwachting van het uitvoeringsvoorstel Blauwe Bocht (zie prestatie 6.1.2)."},
		{
			Number: 2, Text: "Wij maken afspraken met eigenaren over:",
			Parts:       []string{"het onderhoud van het riet;", "de toegang voor wandelaars."},
			Explanation: "Met de meeste eigenaren zijn wij het eens over het riet; over de toegang praten wij verder (zie ook 4.2.1).",
		},
	})
	same(t, "finance", d.Finance, &Finance{Explanation: "Geen afwijking."})
	same(t, "basics", d.Basics, &Basics{
		Holders:     []string{"Roos Tamminga", "Sjoerd van der Leek"},
		Involvement: &Involvement{"Wij zijn verbinder en medefinancier.", []string{"verbinder", "medefinancier"}},
		Term:        &Term{"tijdelijk", 2028},
		Reserve:     &Reserve{Answer: "nee", Name: "Groen en Water"},
		Milestones: []Milestone{
			{Text: "Uitvoeringsvoorstel Blauwe Bocht, zie PS/2025/118", Decisions: []string{"PS/2025/118"}},
			{Text: "Alle drie de stukken aangelegd: uiterlijk eind 2028", Date: &Moment{"uiterlijk eind 2028", "", "2028-12-31"}},
		},
	})
	same(t, "references", d.References, References{
		Decisions: []string{"PS/2025/118", "PS/2025/204"},
		Nodes:     []NodeRef{{"6.1.2", dutch.WaitsFor, 11, 1}, {"4.2.1", dutch.See, 20, 2}},
	})
	same(t, "a row of the page's own", d.Other, []Other{{Heading: "Deelnemende gemeenten", Text: "Ooldorp en Veenhuizerdam"}})
	for _, want := range []Notice{
		{CutOff, 7, "De context is in de bron afgekapt."},
		{Remark, 11, "Actie 1 wacht op het uitvoeringsvoorstel Blauwe Bocht, maar daarover is al besloten: PS/2025/118."},
		{Mended, 22, "Beschadigde letter: ‘ƫ’ is hersteld tot ‘ë’."},
		{UnknownHeading, 51, "De kop ‘Deelnemende gemeenten’ is niet bekend; de tekst staat bij ‘overig’."},
	} {
		if !slices.Contains(d.Notices, want) {
			t.Errorf("the notices lack %+v: %+v", want, d.Notices)
		}
	}
}

func textOf(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: -want +got\n%s", what, diff)
	}
}
