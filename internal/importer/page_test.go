package importer

import (
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

func TestLabelsOfTheBasicRows(t *testing.T) {
	tests := []struct {
		name, rows string
		want       Basics
	}{
		{"several holders on one line", "Verantwoordelijk portefeuillehouder:\n\nMonique van Haaf, Bert Boerman en Hester Maij.", Basics{Holders: []string{"Monique van Haaf", "Bert Boerman", "Hester Maij"}}},
		{"holders in the plural, one a line", "Portefeuillehouders:\nAnna Bos\nBram Dijk", Basics{Holders: []string{"Anna Bos", "Bram Dijk"}}},
		{"a value behind its label", "Portefeuillehouder(s): Anna Bos.", Basics{Holders: []string{"Anna Bos"}}},
		{"a municipality's part", "Rol gemeente:\n\nOpdrachtgever en (mede)financier.", Basics{Involvement: &Involvement{"Opdrachtgever en (mede)financier.", []string{"opdrachtgever", "financier"}}}},
		{"a part that another plays", "Rol gemeente:\n\nGeen uitvoerder. De gemeente is opdrachtgever, de provincie is financier.", Basics{Involvement: &Involvement{"Geen uitvoerder. De gemeente is opdrachtgever, de provincie is financier.", []string{"opdrachtgever"}}}},
		{"a water board's part", "Rol van het waterschap?\n\nBeïnvloeder.", Basics{Involvement: &Involvement{"Beïnvloeder.", []string{"beïnvloeder"}}}},
		{"a part without a known word", "Rol provincie:\n\nWij kijken toe.", Basics{Involvement: &Involvement{Sentence: "Wij kijken toe."}}},
		{"structural", "Looptijd prestatie:\n\nStructureel", Basics{Term: &Term{Kind: "structureel"}}},
		{"without an end", "Looptijd prestatie: doorlopend", Basics{Term: &Term{Kind: "structureel"}}},
		{"not structural", "Looptijd prestatie:\n\nNiet structureel.", Basics{Term: &Term{Kind: "tijdelijk"}}},
		{"an expected end on the same line", "Looptijd:\n\nNiet structureel. Eindigt naar verwachting in 2018.", Basics{Term: &Term{"tijdelijk", 2018}}},
		{"an expected end on the next line", "Looptijd:\n\nNiet structureel\n\nEindigt naar verwachting in 2018", Basics{Term: &Term{"tijdelijk", 2018}}},
		{"from year to year", "Looptijd prestatie: 2016-2019", Basics{Term: &Term{"tijdelijk", 2019}}},
		{"reserve, 2016", "Relatie met reserve Ecologische Hoofdstructuur/Kwaliteit van Overijssel?\n\nNee.", Basics{Reserve: &Reserve{Answer: "nee", Name: "Ecologische Hoofdstructuur/Kwaliteit van Overijssel"}}},
		{"reserve, 2017", "Relatie met reserve Ecologische Hoofdstructuur/Kwaliteit van Overijssel?:\n\nJa.", Basics{Reserve: &Reserve{Answer: "ja", Name: "Ecologische Hoofdstructuur/Kwaliteit van Overijssel"}}},
		{"reserve, 2018", "Relatie met reserve Natuurnetwerk Nederland / Kwaliteit van Overijssel:\n\nNee", Basics{Reserve: &Reserve{Answer: "nee", Name: "Natuurnetwerk Nederland / Kwaliteit van Overijssel"}}},
		{"reserve, 2019", "Relatie met uitvoeringsreserve Natuurnetwerk Nederland/Kwaliteit van Overijssel?:\n\nJa, met prestatie 7.1.2.", Basics{Reserve: &Reserve{Answer: "ja", Explanation: "met prestatie 7.1.2.", Name: "uitvoeringsreserve Natuurnetwerk Nederland/Kwaliteit van Overijssel"}}},
		{"reserve without its name", "Relatie met een reserve?\n\nNee.", Basics{Reserve: &Reserve{Answer: "nee"}}},
		{"a milestone with a month", "Mijlpalen:\n\nDe brug is klaar in mei 2016.", Basics{Milestones: []Milestone{{Text: "De brug is klaar in mei 2016.", Date: &Moment{"mei 2016", "2016-05-01", "2016-05-31"}}}}},
		{"two dates in one milestone decide nothing", "Mijlpalen:\n\nStart 2017, klaar 2019", Basics{Milestones: []Milestone{{Text: "Start 2017, klaar 2019"}}}},
		{"a date that is said twice is one", "Mijlpalen:\n\nBegin 2018 / Begin 2018 oplevering van de brug", Basics{Milestones: []Milestone{{Text: "Begin 2018 / Begin 2018 oplevering van de brug", Date: &Moment{"Begin 2018", "2018-01-01", "2018-04-30"}}}}},
		{"a date above a line that begins with it", "Mijlpalen:\nBegin 2018\nBegin 2018 oplevering van de brug\nEind 2018 brug open", Basics{Milestones: []Milestone{
			{Text: "Begin 2018 Begin 2018 oplevering van de brug", Date: &Moment{"Begin 2018", "2018-01-01", "2018-04-30"}}, {Text: "Eind 2018 brug open", Date: &Moment{"Eind 2018", "2018-09-01", "2018-12-31"}}}}},
		{"the date that it had before", "Mijlpalen:\n- Brug open: eind 2019 (was medio 2018)\n- Weg open verschoven van 2018 naar mei 2019\n- Tunnel open (oorspronkelijk: 2018)\n- Plan klaar in 2019, in plaats van 2018", Basics{Milestones: []Milestone{
			{Text: "Brug open: eind 2019 (was medio 2018)", Date: &Moment{"eind 2019", "2019-09-01", "2019-12-31"}},
			{Text: "Weg open verschoven van 2018 naar mei 2019", Date: &Moment{"mei 2019", "2019-05-01", "2019-05-31"}},
			{Text: "Tunnel open (oorspronkelijk: 2018)"}, {Text: "Plan klaar in 2019, in plaats van 2018", Date: &Moment{"2019", "2019-01-01", "2019-12-31"}}}}},
		{"milestones as a list", "Mijlpalen:\n- Fase 1: klaar\n- Fase 2: medio 2019", Basics{Milestones: []Milestone{{Text: "Fase 1: klaar"}, {Text: "Fase 2: medio 2019", Date: &Moment{"medio 2019", "2019-05-01", "2019-08-31"}}}}},
		{"a milestone over two lines", "Mijlpalen:\nHet voorstel aan PS\nover de haven", Basics{Milestones: []Milestone{{Text: "Het voorstel aan PS over de haven"}}}},
		{"a label that lost its colon", "Project website\n\nwww.voorbeeld.nl", Basics{Websites: []string{"www.voorbeeld.nl"}}},
		{"websites", "Project website:\n\nwww.voorbeeld.nl, https://voorbeeld.org/haven en haven.nl", Basics{Websites: []string{"www.voorbeeld.nl", "https://voorbeeld.org/haven", "haven.nl"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, "5.1.2 Titel\n\nBasisinformatie\n\n"+tt.rows+"\n")
			same(t, "basics", d.Basics, &tt.want)
			same(t, "other", d.Other, []Other(nil))
		})
	}
}

func TestWhatIsNotUnderstoodKeepsItsWords(t *testing.T) {
	tests := []struct {
		name, page string
		want       Other
		kind       NoticeKind
	}{
		{"a heading of its own", "Toelichting op voortgang\n\nHet gaat goed.\n\nRisico's en kansen\n\nHet kan nat worden.", Other{Heading: "Risico's en kansen", Text: "Het kan nat worden."}, UnknownHeading},
		{"a row of its own", "Basisinformatie\n\nDeelnemers:\n\nZwolle en Deventer", Other{Heading: "Deelnemers", Text: "Zwolle en Deventer"}, UnknownHeading},
		{"a term in words", "Basisinformatie\n\nLooptijd prestatie:\n\nZolang het water hoog staat.", Other{Heading: "Looptijd prestatie", Text: "Zolang het water hoog staat."}, Remark},
		{"a sign between holders", "Basisinformatie\n\nPortefeuillehouder:\n\nAnna Bos & Bram Dijk & ?!", Other{Heading: "Portefeuillehouder", Text: "Anna Bos & Bram Dijk & ?!"}, Remark},
		{"an amendment in words", "Begrotingswijziging: zie de bijlage", Other{Heading: "Begrotingswijziging", Text: "zie de bijlage"}, Remark},
		{"a holder with a whole sentence", "Basisinformatie\n\nPortefeuillehouder:\n\nDe gedeputeerde die over water gaat en die na de verkiezingen van het najaar opnieuw wordt benoemd", Other{Heading: "Portefeuillehouder", Text: "De gedeputeerde die over water gaat en die na de verkiezingen van het najaar opnieuw wordt benoemd"}, Remark},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, "5.1.2 Titel\n\n"+tt.page+"\n")
			same(t, "other", d.Other, []Other{tt.want})
			for _, n := range d.Notices {
				if n.Kind == tt.kind {
					return
				}
			}
			t.Errorf("no notice says so: %+v", d.Notices)
		})
	}
}

func TestARowThatSaysNone(t *testing.T) {
	const rows = "Verantwoordelijk portefeuillehouder:\n\n%s\n\nRol provincie: %s\n\nLooptijd:\n%s\n\nMijlpalen:\n\n%s\n\nProject website:\n%s\n\nThema's: %s\n\nIndicatoren:\n- %s\n"
	for _, none := range []string{"Geen.", "geen", "-", "–", "n.v.t.", "Nvt", "N.v.t", "niet van toepassing", "Niet van toepassing."} {
		t.Run(none, func(t *testing.T) {
			d := readOne(t, "5.1.2 Titel\n\nBasisinformatie\n\n"+strings.ReplaceAll(rows, "%s", none))
			if d.Basics != nil || d.Themes != nil || d.Indicators != nil {
				t.Errorf("something is there: %+v, %v, %v", d.Basics, d.Themes, d.Indicators)
			}
			if len(d.Other) != 7 || d.Other[3].Heading != "Mijlpalen" || !strings.Contains(d.Notices[3].Text, "staat dat er niets is") {
				t.Errorf("it is not kept or not told: %+v, %+v", d.Other, d.Notices)
			}
		})
	}
	for _, none := range []string{
		"Geen mijlpalen in 2017.", "- Geen mijlpalen voorzien", "Er zijn geen mijlpalen benoemd.", "Geen concrete mijlpalen.", "Niet van toepassing (n.v.t.)", "Nog niet bekend", "Nader te bepalen.",
	} {
		d := readOne(t, "5.1.2 Titel\n\nBasisinformatie\n\nMijlpalen:\n\n"+none+"\n")
		if d.Basics != nil || len(d.Other) != 1 || !strings.Contains(d.Notices[len(d.Notices)-1].Text, "staat dat er niets is") {
			t.Errorf("%q: %+v, %+v, %+v", none, d.Basics, d.Other, d.Notices)
		}
	}
	for _, some := range []string{"Geen mijlpalen in 2017, wel in 2018", "Geen mijlpaal zonder besluit", "Geen auto's in de stad", "Datum nader te bepalen"} {
		if d := readOne(t, "5.1.2 Titel\n\nBasisinformatie\n\nMijlpalen:\n\n"+some+"\n"); d.Basics == nil || len(d.Basics.Milestones) != 1 {
			t.Errorf("%q is no milestone: %+v", some, d.Basics)
		}
	}
	d := readOne(t, "5.1.2 Titel\n\nBasisinformatie\n\nMijlpalen:\n\nGeen mijlpalen.\n\nProjectwebsites: er zijn geen websites\n\nPortefeuillehouder: Geen Bos\n\nRelatie met reserve Natuur?\n\nGeen.\n")
	same(t, "a theme in running text", readOne(t, "5.1.2 Titel\n\nThema's: geen\nTekst.\n").Summary, "Tekst.")
	if len(d.Basics.Milestones)+len(d.Basics.Websites) > 0 || len(d.Basics.Holders) != 1 || d.Basics.Reserve.Explanation != "Geen." {
		t.Errorf("%+v", d.Basics)
	}
}

func TestActions(t *testing.T) {
	tests := []struct {
		name, text string
		want       []Action
	}{
		{"numbered, with parts", "1. Bouwen\n   - de weg\n   - de brug\n2. Openen", []Action{{Number: 1, Text: "Bouwen", Parts: []string{"de weg", "de brug"}}, {Number: 2, Text: "Openen"}}},
		{"parts without indent", "1. Bouwen\n- de weg\n- de brug\n2. Openen", []Action{{Number: 1, Text: "Bouwen", Parts: []string{"de weg", "de brug"}}, {Number: 2, Text: "Openen"}}},
		{"bullets have no number", "• Bouwen\n• Openen", []Action{{Text: "Bouwen"}, {Text: "Openen"}}},
		{"a long action goes on", "1. Bouwen van de brug\n   over de wetering", []Action{{Number: 1, Text: "Bouwen van de brug over de wetering"}}},
		{"sentences without marks", "Wij bouwen.\n\nWij openen.", []Action{{Text: "Wij bouwen."}, {Text: "Wij openen."}}},
		{"a gap in the numbers stays", "1. Bouwen\n\n3. Openen", []Action{{Number: 1, Text: "Bouwen"}, {Number: 3, Text: "Openen"}}},
		{"none", "Geen acties.", nil},
		{"none at all", "N.v.t.", nil},
		{"an action of no more", "Geen autoverkeer in de binnenstad.", []Action{{Text: "Geen autoverkeer in de binnenstad."}}},
		{"an empty section", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, "5.1.2 Titel\n\nActies 2016\n\n"+tt.text+"\n\nFinanciën\n")
			same(t, "actions", d.Actions, tt.want)
			same(t, "edition, by the year of its actions", d.Edition, Edition{Year: 2016, Certainty: Likely})
		})
	}
}

const twoActions = "5.1.2 Titel\n\nActies\n\n1. Bouwen\n2. Openen\n\nToelichting op voortgang\n\n"

func TestActionsExplainedOneByOne(t *testing.T) {
	d := readOne(t, twoActions+"Alles loopt.\n\nActie 1: De bouw is begonnen.\n\nActie 2:\n\nDat volgt uit prestatie 4.1.1.\n\nActie 7: bestaat niet.\n")
	same(t, "explanations", []string{d.Progress, d.Actions[0].Explanation, d.Actions[1].Explanation},
		[]string{"Alles loopt.", "De bouw is begonnen.", "Dat volgt uit prestatie 4.1.1.\n\nActie 7: bestaat niet."})
	same(t, "references", d.References.Nodes, []NodeRef{{"4.1.1", "volgt-uit", 16, 2}})
}

func TestActionsExplainedOnOneLine(t *testing.T) {
	d := readOne(t, twoActions+"Actie 1: De bouw is begonnen. Actie 2: Nog niet. Wel in 2019.\n")
	same(t, "explanations", []string{d.Progress, d.Actions[0].Explanation, d.Actions[1].Explanation}, []string{"", "De bouw is begonnen.", "Nog niet. Wel in 2019."})
	same(t, "row", d.Lines[len(d.Lines)-1], Line{10, "/acties"})
}

func TestAShortStateIsNoHeading(t *testing.T) {
	for _, state := range []string{"Geen afwijking", "Op schema", "Loopt volgens planning"} {
		d := readOne(t, "5.1.2 Titel\n\nToelichting op voortgang\n\n"+state+"\n\nDe eerste fase is klaar.\n")
		same(t, "progress", d.Progress, state+"\n\nDe eerste fase is klaar.")
	}
}

func TestASentenceAboutAnActionIsProse(t *testing.T) {
	d := readOne(t, twoActions+"Actie 1 is klaar en actie 2 begint.\n")
	same(t, "progress", d.Progress, "Actie 1 is klaar en actie 2 begint.")
}

func TestListsAndTablesAreBlocksToo(t *testing.T) {
	d := readOne(t, "5.1.2 Titel\n\nToelichting op voortgang\n\nWij deden:\n- de weg\n  - het asfalt\n- de brug\n\nMeer niet.\n")
	same(t, "progress", d.Progress, "Wij deden:\n\nde weg\nhet asfalt\nde brug\n\nMeer niet.")
	item := func(text string, below ...richtext.Item) richtext.Item {
		return richtext.Item{Spans: []richtext.Span{{Text: text}}, Items: below}
	}
	same(t, "blocks", d.ProgressBlock, richtext.Doc{
		{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: "Wij deden:"}}},
		{Kind: richtext.List, Items: []richtext.Item{item("de weg", item("het asfalt")), item("de brug")}},
		{Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: "Meer niet."}}},
	})
}

func TestMoney(t *testing.T) {
	tests := []struct {
		name, text string
		want       []Amount
	}{
		{"with a label", "Lasten: € 1.250.000", []Amount{{Row: "Lasten", Cents: 125_000_000, AsWritten: "€ 1.250.000"}}},
		{"in thousands, by its label", "Lasten (x € 1.000): 880", []Amount{{Row: "Lasten (x € 1.000)", Cents: 88_000_000, AsWritten: "880"}}},
		{"in a table", "x € 1.000\t2016\tRealisatie 2016\nLasten\t815\t895\nBaten\t-\t10", []Amount{
			{"Lasten", "2016", 81_500_000, 2016, "815"}, {"Lasten", "Realisatie 2016", 89_500_000, 2016, "895"}, {"Baten", "Realisatie 2016", 1_000_000, 2016, "10"},
		}},
		{"a table without its unit has no amounts", "Post\t2016\nLasten\t815", nil},
		{"running text stays text", "Er is € 78.000 over.", nil},
		{"a number without its unit is no amount", "Lasten: 880", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, "5.1.2 Titel\n\nFinanciën\n\n"+tt.text+"\n")
			if d.Finance == nil {
				t.Fatal("nothing is said about money")
			}
			same(t, "amounts", d.Finance.Amounts, tt.want)
		})
	}
}

// "Toelichting" below Financiën is about the money; below its words, or elsewhere, it may be about anything.
func TestTheHeadingAboveTheWordsAboutMoney(t *testing.T) {
	d := readOne(t, "5.1.2 Titel\n\nFinanciën\n\nToelichting\n\nGeen afwijking.\n\nToelichting\n\nDat is zo.\n")
	if d.Finance == nil {
		t.Fatal("nothing is said about money")
	}
	same(t, "about money", d.Finance.Explanation, "Geen afwijking.")
	same(t, "other", d.Other, []Other{{Heading: "Toelichting", Text: "Dat is zo."}})
}

func TestRowsWithCodes(t *testing.T) {
	d := readOne(t, "1.1.2 Titel\n\nInhoudelijk: G\n\nFinancieel:\n\noranje\n\nBegrotingswijziging: PS begrotingswijziging nr. 3 (PS/2020/12), Vooraankondiging\n\nThema's: wonen, werken\n\nDe samenvatting komt hier.\n")
	same(t, "scores", d.Scores, []Score{{"inhoud", "groen", "G"}, {"geld", "oranje", "oranje"}})
	same(t, "amendments", d.Amendments, []Amendment{{"ps", "3", "PS/2020/12"}, {Kind: "vooraankondiging-resultaatbestemming"}})
	same(t, "themes", d.Themes, []string{"wonen", "werken"})
	same(t, "summary", d.Summary, "De samenvatting komt hier.")
	none := readOne(t, "1.1.2 Titel\n\nBegrotingswijziging:\n\nGeen.\n")
	same(t, "an amendment stated as none", none.Amendments, []Amendment{{Kind: "geen"}})
	silent := readOne(t, "1.1.2 Titel\n\nTekst.\n")
	same(t, "an amendment not stated", silent.Amendments, []Amendment(nil))
}

// The same score once more is no second one, and nothing to tell; another one is.
func TestAScoreThatComesAgain(t *testing.T) {
	tests := []struct {
		name, text, says string
	}{
		{"the same", "Inhoudelijk: G\n\nInhoudelijk: G.\n", ""},
		{"the same in a word", "Inhoudelijk: G\n\nInhoudelijk:\n\nGroen\n", ""},
		{"another", "Inhoudelijk: G\n\nInhoud: O\n", "‘Inhoud’ staat er twee keer, met andere waarden; de eerste telt."},
		{"another in the rows", "Basisinformatie\n\nInhoudelijk: G\n\nInhoudelijk: rood\n", "‘Inhoudelijk’ staat er twee keer, met andere waarden; de eerste telt."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, "5.1.2 Titel\n\nTekst.\n\n"+tt.text)
			same(t, "scores", d.Scores, []Score{{"inhoud", "groen", "G"}})
			told := ""
			for _, n := range d.Notices {
				if strings.Contains(n.Text, "overig") {
					told += n.Text
				}
			}
			if tt.says == "" && told != "" || !strings.HasPrefix(told, tt.says) {
				t.Errorf("it says %q", told)
			}
		})
	}
}

// Rows that stand below each other without an empty line are rows all the same, and what stands below them is no rest of
// what stood above.
func TestRowsBelowEachOther(t *testing.T) {
	tests := []struct {
		name, text      string
		summary, action string
		money           string
		scores          []Score
	}{
		{"below an action", "Acties\n\n1. Iets.\n\nInhoudelijk: G\nFinancieel: O\n", "", "Iets.", "", []Score{{"inhoud", "groen", "G"}, {"geld", "oranje", "O"}}},
		{"below the summary", "Samen doen wij dit.\n\nInhoudelijk: G\nFinancieel: O\nEn dat blijft zo.\n", "Samen doen wij dit.\n\nEn dat blijft zo.", "", "", []Score{{"inhoud", "groen", "G"}, {"geld", "oranje", "O"}}},
		{"against a sentence about money", "Financiën\n\nEr is minder besteed (-/- € 2.000).\nGeld: O\nDat is niet veel.\n", "", "", "Er is minder besteed (-/- € 2.000).\n\nDat is niet veel.", []Score{{"geld", "oranje", "O"}}},
		{"three of another organisation", "Tekst.\n\nKwaliteit: groen\nTijd: R\nGeld: G\nThema's: wonen\n", "Tekst.", "", "", []Score{{"kwaliteit", "groen", "groen"}, {"tijd", "rood", "R"}, {"geld", "groen", "G"}}},
		{"with their values below them", "Tekst.\n\nInhoudelijk:\nG\nFinancieel:\nO\n", "Tekst.", "", "", []Score{{"inhoud", "groen", "G"}, {"geld", "oranje", "O"}}},
		{"a sentence is no score", "Tekst over\nGeld: daar gaat het om.\n", "Tekst over Geld: daar gaat het om.", "", "", nil},
		{"amounts, with and without a unit", "Financiën\n\nDat is afgesproken (zie 6.4.2).\n\nLasten: € 1,2 mln\nBaten: € 0,4 mln\nLasten begrotingswijziging: 880\nResultaatbestemming: 1330\nDat is\nte verklaren.\n", "", "",
			"Dat is afgesproken (zie 6.4.2).\n\nLasten begrotingswijziging: 880\n\nResultaatbestemming: 1330\n\nDat is te verklaren.", nil},
		{"a figure with its name is no heading", "Financiën\n\nLasten begrotingswijziging: 880\nResultaatbestemming: 1330\n\nDat is zo.\n", "", "",
			"Lasten begrotingswijziging: 880\n\nResultaatbestemming: 1330\n\nDat is zo.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, "5.1.2 Titel\n\n"+tt.text)
			got := []string{d.Summary, "", ""}
			if len(d.Actions) > 0 {
				got[1] = d.Actions[0].Text
			}
			if d.Finance != nil {
				got[2] = d.Finance.Explanation
			}
			same(t, "texts", got, []string{tt.summary, tt.action, tt.money})
			same(t, "scores", d.Scores, tt.scores)
		})
	}
}

func TestEditionIsWhatTheTextSays(t *testing.T) {
	tests := []struct {
		name, text string
		want       Edition
	}{
		{"above the title", "Provincie Overijssel Monitor 2016-II\n\n5.1.2 Titel\n\nTekst.\n", Edition{"monitor", 2016, 2, Certain}},
		{"under the title", "5.1.2 Titel\n\nJaarverslag 2016\n\nTekst.\n", Edition{"jaarverslag", 2016, 0, Certain}},
		{"in a row", "5.1.2 Titel\n\nTekst.\n\nEditie: Begroting 2018\n", Edition{"begroting", 2018, 0, Certain}},
		{"a sentence about an edition is not it", "5.1.2 Titel\n\nIn het Jaarverslag 2015 stond dit ook.\n", Edition{Certainty: Unknown}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { same(t, "edition", readOne(t, tt.text).Edition, tt.want) })
	}
	files := map[string]Edition{
		"map/overijssel-jaarverslag-2016-5.1.2.txt": {"jaarverslag", 2016, 0, Likely},
		"monitor_2017-II.txt":                       {"monitor", 2017, 2, Likely},
		"monitor-2017-1.1.2.txt":                    {"monitor", 2017, 0, Likely},
		"pagina-2016.txt":                           {Certainty: Unknown},
	}
	for file, want := range files {
		same(t, file, editionOfFile(file), want)
	}
}

func TestTheTitleMayHaveAHardSpace(t *testing.T) {
	for _, line := range []string{"5.1.2\u00a0Gebiedsgerichte ontwikkeling", "5.1.2 \u202fGebiedsgerichte ontwikkeling", "Prestatie\u00a05.1.2:\u00a0Gebiedsgerichte ontwikkeling"} {
		text := line + "\n\nTekst.\n"
		docs := readAll(t, text)
		checkLines(t, text, docs)
		same(t, line, []string{docs[0].Number, docs[0].Title}, []string{"5.1.2", "Gebiedsgerichte ontwikkeling"})
	}
}

func TestHowATextIsCutOff(t *testing.T) {
	for text, want := range map[string]bool{
		"Dit gaat verder en de…": true, "Dit gaat verder...": true, "Dit gaat verder […]": true, "Dit gaat verder [...]": true, "Dit gaat verder (…)": true,
		"Dit gaat verder (lees meer…)": true, "Dit gaat verder. Lees meer": true, "Dit gaat verder (lees verder >)": true, "Dit gaat verder lees meer... ": true,
		"Dit is alles.": false, "Wie meer wil weten, kan dat lezen (lees: moet).": false, "Kinderen lees meer.": false, "Zie [1].": false,
	} {
		d := readOne(t, "5.1.2 Titel\n\n"+text+"\n\nContext\n\n"+text+"\n\nToelichting op voortgang\n\n"+text+"\n\nFinanciën\n\nToelichting op voortgang\n\n"+text+"\n")
		for i, got := range []bool{d.SummaryCut, d.Context.CutOff, d.ProgressCut, d.Finance.CutOff} {
			if got != want {
				t.Errorf("%q as text %d of the page: cut off is %v", text, i+1, got)
			}
		}
	}
}

// The proposal has no place for the days of a holder: the names are taken, and the line is kept.
func TestHoldersOfAPartOfTheYear(t *testing.T) {
	const written = "Eddy van Hijum (tot 1 juni), Bert Boerman (vanaf 1 juni 2018)."
	text := "5.1.2 Titel\n\nBasisinformatie\n\nPortefeuillehouder:\n\n" + written + "\n"
	docs := readAll(t, text)
	checkLines(t, text, docs)
	d := docs[0]
	same(t, "holders", d.Basics.Holders, []string{"Eddy van Hijum", "Bert Boerman"})
	same(t, "other", d.Other, []Other{{Heading: "Portefeuillehouder", Text: written}})
	same(t, "notice", d.Notices[0], Notice{Remark, 7, "De namen zijn overgenomen; ‘tot 1 juni’ en ‘vanaf 1 juni 2018’ staat bij ‘overig’."})
	same(t, "a party is a part of the name", readOne(t, "5.1.2 Titel\n\nPortefeuillehouder: Jan Maat (CDA)\n").Basics.Holders, []string{"Jan Maat (CDA)"})
}

// A heading of the page's own below a row ends it, with an empty line below it or with its text.
func TestAHeadingBelowAnyRow(t *testing.T) {
	const text = "De accountant ziet geen bijzonderheden.\n"
	for _, row := range []string{
		"Projectwebsites:\n\nwww.a.nl\nwww.b.nl", "Portefeuillehouder:\n\nAnna Bos", "Looptijd: Structureel", "Relatie met reserve Natuur?\n\nJa, zie 7.1.1.",
		"Rol provincie: Wij zijn regisseur.", "Mijlpalen:\n\nPlan klaar",
	} {
		for _, gap := range []string{"\n", "\n\n"} {
			d := readOne(t, "5.1.2 Titel\n\nBasisinformatie\n\n"+row+"\n\nOpmerkingen van de accountant"+gap+text)
			same(t, row, d.Other, []Other{{Heading: "Opmerkingen van de accountant", Text: "De accountant ziet geen bijzonderheden."}})
			if !slices.ContainsFunc(d.Notices, func(n Notice) bool { return strings.Contains(n.Text, "‘Opmerkingen van de accountant’") }) {
				t.Errorf("%q: it is not told: %+v", row, d.Notices)
			}
		}
	}
	d := readOne(t, "5.1.2 Titel\n\nBasisinformatie\n\nProjectwebsites:\n\nwww.a.nl\n\nSite van de gemeente\nwww.b.nl\n\nPortefeuillehouder:\n\nAnna Bos\n\nBram Dijk\n\nRol provincie: regisseur\n\nInvesteerder van de brug\n\nLooptijd: Structureel\n\nThema's:\n\nWonen\n\nCommunicatie\n\nWater\n\nRelatie met reserve?\n\nJa.\n\nToelichting\n\nMet 7.1.1.\n")
	if len(d.Themes) != 3 || d.Basics.Reserve.Explanation != "Toelichting\n\nMet 7.1.1." || len(d.Basics.Websites) != 2 || len(d.Basics.Holders) != 2 || d.Basics.Involvement.Sentence != "regisseur\n\nInvesteerder van de brug" {
		t.Errorf("a value is a heading: %+v", d.Basics)
	}
}

func TestMilestonesAndTheirDates(t *testing.T) {
	date := func(text, from, to string) *Moment { return &Moment{text, dutch.Date(from), dutch.Date(to)} }
	tests := []struct {
		name, text string
		want       []Milestone
	}{
		{"a line that begins with a date", "medio 2019 oplevering\nuiterlijk 1 november 2016 besluit", []Milestone{
			{Text: "medio 2019 oplevering", Date: date("medio 2019", "2019-05-01", "2019-08-31")}, {Text: "uiterlijk 1 november 2016 besluit", Date: date("uiterlijk 1 november 2016", "", "2016-11-01")}}},
		{"a date above its line", "Medio 2019\nOplevering van de brug\nEind 2020\nOpening", []Milestone{
			{Text: "Medio 2019 Oplevering van de brug", Date: date("Medio 2019", "2019-05-01", "2019-08-31")}, {Text: "Eind 2020 Opening", Date: date("Eind 2020", "2020-09-01", "2020-12-31")}}},
		{"a year that it is before", "Eerste woning bewoond\nVoor de zomer van 2020: 200 woningen\nvoor 2021: alle woningen\nInspraak over het plan\nvoor 2021 gehouden", []Milestone{
			{Text: "Eerste woning bewoond"}, {Text: "Voor de zomer van 2020: 200 woningen", Date: date("Voor de zomer van 2020", "", "2020-05-31")},
			{Text: "voor 2021: alle woningen", Date: date("voor 2021", "", "2020-12-31")},
			{Text: "Inspraak over het plan voor 2021 gehouden", Date: date("2021", "2021-01-01", "2021-12-31")}}},
		{"a sign that they are cut off", "Plan klaar\nBrug open\n\nLees meer…", []Milestone{{Text: "Plan klaar"}, {Text: "Brug open Lees meer…"}}},
		{"dates without a year", "Voorjaar: inspraak\ndecember: besluit\nover de brug", []Milestone{{Text: "Voorjaar: inspraak"}, {Text: "december: besluit over de brug"}}},
		{"a date above an empty line", "Q2 2022\n\nStalling open\n\nOp zijn vroegst in 2024\n\nStart bouw\n\n2025\n\n2026 oplevering\n\nNazorg", []Milestone{
			{Text: "Q2 2022 Stalling open", Date: date("Q2 2022", "2022-04-01", "2022-06-30")}, {Text: "Op zijn vroegst in 2024 Start bouw", Date: date("Op zijn vroegst in 2024", "2024-01-01", "")},
			{Text: "2025", Date: date("2025", "2025-01-01", "2025-12-31")}, {Text: "2026 oplevering", Date: date("2026", "2026-01-01", "2026-12-31")}, {Text: "Nazorg"}}},
		{"all words of a date", "Op zijn vroegst in 2038: brug open", []Milestone{
			{Text: "Op zijn vroegst in 2038: brug open", Date: date("Op zijn vroegst in 2038", "2038-01-01", "")}}},
		{"with full stops", "medio 2019 oplevering.\neind 2020 opening.", []Milestone{
			{Text: "medio 2019 oplevering.", Date: date("medio 2019", "2019-05-01", "2019-08-31")}, {Text: "eind 2020 opening.", Date: date("eind 2020", "2020-09-01", "2020-12-31")}}},
		{"a date on the next line", "Oplevering van de brug\nmedio 2019\nBesluit uiterlijk in\nmei 2016", []Milestone{
			{Text: "Oplevering van de brug medio 2019", Date: date("medio 2019", "2019-05-01", "2019-08-31")}, {Text: "Besluit uiterlijk in mei 2016", Date: date("uiterlijk in mei 2016", "", "2016-05-31")}}},
		{"a date on the next line, with more", "Oplevering van het hele dijkvak tussen Zwolle en Kampen staat gepland\nmedio 2020, na de inspraak.\nPlan klaar\nmedio 2019 oplevering", []Milestone{
			{Text: "Oplevering van het hele dijkvak tussen Zwolle en Kampen staat gepland medio 2020, na de inspraak.", Date: date("medio 2020", "2020-05-01", "2020-08-31")},
			{Text: "Plan klaar"}, {Text: "medio 2019 oplevering", Date: date("medio 2019", "2019-05-01", "2019-08-31")}}},
		{"the date of a decision", "Besluit van 25 mei 2016 uitvoeren\nStatenbesluit van PS d.d. 25 mei 2016 uitvoeren: medio 2019\nBesluit: 25 mei 2016\nBesluit nemen in de vergadering van 25 mei 2016", []Milestone{
			{Text: "Besluit van 25 mei 2016 uitvoeren"}, {Text: "Statenbesluit van PS d.d. 25 mei 2016 uitvoeren: medio 2019", Date: date("medio 2019", "2019-05-01", "2019-08-31")},
			{Text: "Besluit: 25 mei 2016", Date: date("25 mei 2016", "2016-05-25", "2016-05-25")}, {Text: "Besluit nemen in de vergadering van 25 mei 2016", Date: date("25 mei 2016", "2016-05-25", "2016-05-25")}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			same(t, "milestones", readOne(t, "5.1.2 Titel\n\nBasisinformatie\n\nMijlpalen:\n"+tt.text+"\n").Basics.Milestones, tt.want)
		})
	}
}

// Milestones are milestones also on a page without the heading above its rows; a sentence of the explanation goes on with it.
func TestMilestonesWithoutBasisinformatie(t *testing.T) {
	for _, label := range []string{"Mijlpalen:\n", "Mijlpalen:\n\n", "Mijlpalen\n\n", "Mijlpalen: "} {
		d := readOne(t, "5.1.2 Titel\n\nToelichting op voortgang\n\nHet gaat goed.\n\n"+label+"Plan klaar\n\nBrug open medio 2019\n\nDe aannemer wacht nog op een nieuwe vergunning.\n\nFinanciën\n")
		if d.Basics == nil || len(d.Basics.Milestones) != 2 || d.Progress != "Het gaat goed.\n\nDe aannemer wacht nog op een nieuwe vergunning." || len(d.Other) > 0 {
			t.Errorf("%q: %+v, %q, %+v", label, d.Basics, d.Progress, d.Other)
		}
	}
	none := readOne(t, "5.1.2 Titel\n\nToelichting op voortgang\n\nHet gaat goed.\n\nMijlpalen: geen\n\nDe aannemer wacht nog op een vergunning.\n")
	same(t, "none", none.Progress, "Het gaat goed.\n\nDe aannemer wacht nog op een vergunning.")
	const sentence = "Mijlpalen: wij bouwden de brug en openden de weg."
	same(t, "a sentence", readOne(t, "5.1.2 Titel\n\nToelichting op voortgang\n\n"+sentence+"\n").Progress, sentence)
	d := readOne(t, "5.1.2 Titel\n\nTekst.\n\nMijlpalen:\n\nDe overeenkomst met alle gemeenten is getekend.\n\nDe brug is open voor al het verkeer.\n\nPortefeuillehouder: Anna Bos\n")
	same(t, "milestones in sentences", []int{len(d.Basics.Milestones), len(d.Basics.Holders)}, []int{2, 1})
}

// What stands below the rows under a heading of its own is no milestone.
func TestAHeadingEndsTheRows(t *testing.T) {
	const rows = "5.1.2 Titel\n\nBasisinformatie\n\nMijlpalen:\n\nPlan klaar\n\n"
	tests := []struct {
		name, text string
		other      []Other
		milestones int
		kind       NoticeKind
	}{
		{"a heading as many have it", "Bijlagen\n\nZie de bijlage over de oevers.\n", []Other{{Heading: "Bijlagen", Text: "Zie de bijlage over de oevers."}}, 1, UnknownHeading},
		{"a word alone, with a sentence below", "Natuurwinst\n\nDe oevers zijn nu een verblijf voor vogels.\n", []Other{{Heading: "Natuurwinst", Text: "De oevers zijn nu een verblijf voor vogels."}}, 1, Guessed},
		{"milestones one by one", "Oplevering\n\nOpening in mei 2019.\n\nNazorg\n", nil, 4, ""},
		{"two words that name a text", "Financiële toelichting\n\nDe lasten zijn hoger dan begroot.\n", []Other{{Heading: "Financiële toelichting", Text: "De lasten zijn hoger dan begroot."}}, 1, Guessed},
		{"and more", "Stand van zaken rond de brug\n\nDe aannemer wacht op een nieuwe vergunning.\n", []Other{{Heading: "Stand van zaken rond de brug", Text: "De aannemer wacht op een nieuwe vergunning."}}, 1, Guessed},
		{"two words that could be done", "Start bouw\n\nDe brug is open voor het verkeer.\n", nil, 3, Guessed},
		{"words above a sentence with a date", "Bijzonderheden over de dijk\n\nEr is in 2017 veel gebeurd met de dijk en het waterschap.\n", nil, 3, Guessed},
		{"such words among milestones", "Toelichting aan raad\n\nOpening in mei 2019.\n\nNazorg oevers\n", nil, 4, ""},
		{"nothing below it", "Bijlagen\n", nil, 2, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs := readAll(t, rows+tt.text)
			checkLines(t, rows+tt.text, docs)
			d := docs[0]
			same(t, "other", d.Other, tt.other)
			same(t, "milestones", len(d.Basics.Milestones), tt.milestones)
			for _, n := range d.Notices {
				if n.Kind == Guessed || n.Kind == UnknownHeading {
					same(t, "notice", n.Kind, tt.kind)
					tt.kind = ""
				}
			}
			same(t, "told", tt.kind, NoticeKind(""))
		})
	}
	d := readOne(t, "5.1.2 Titel\n\nBasisinformatie\n\nPortefeuillehouder:\n\nAnna Bos\n\nBijlagen\n\nKaart van de oevers\n\nMijlpalen:\n\nPlan klaar\n")
	same(t, "holders", d.Basics.Holders, []string{"Anna Bos"})
	same(t, "milestones below it", len(d.Basics.Milestones), 1)
}

func TestATableOfIndicatorsKeepsItsColumns(t *testing.T) {
	d := readOne(t, "5.1.2 Titel\n\nBasisinformatie\n\nIndicatoren:\n\n- Meters oever\n\nIndicator\t2015\t2016\nOever\t10\t12\n")
	same(t, "indicators", d.Indicators, []Indicator{{"Meters oever"}})
	d = readOne(t, "5.1.2 Titel\n\nBasisinformatie\n\nIndicator: meters oever\nIndicator: vissen\n")
	same(t, "indicators", d.Indicators, []Indicator{{"meters oever"}, {"vissen"}})
	d = readOne(t, "5.1.2 Titel\n\nBasisinformatie\n\nIndicatoren:\n\n- Meters oever\n\nIndicator\t2015\t2016\nOever\t10\t12\n")
	if len(d.Other) != 1 || d.Other[0].Heading != "Indicatoren" || len(d.Other[0].Blocks) != 1 || len(d.Other[0].Blocks[0].Rows) != 2 {
		t.Errorf("the table is kept as %+v", d.Other)
	}
}

// Indicators may stand in running text too. All of them are read, or none: a row must not be left behind in the text.
func TestIndicatorsInRunningText(t *testing.T) {
	rows := func(texts ...string) (all []Indicator) {
		for _, text := range texts {
			all = append(all, Indicator{text})
		}
		return all
	}
	for _, tt := range []struct {
		name, below string
		want        []Indicator
		progress    string
	}{
		{"each on its own line", "Indicatoren:\n\nMeters oever\n\nAantal vissen in 2016\n\nDe vissen zijn terug in de beek.", rows("Meters oever", "Aantal vissen in 2016"), "Wij werken.\n\nDe vissen zijn terug in de beek."},
		{"below each other", "Indicatoren:\nMeters oever\nAantal vissen per\nvierkante meter\n\nEr is veel gedaan aan de beken.", rows("Meters oever", "Aantal vissen per vierkante meter"), "Wij werken.\n\nEr is veel gedaan aan de beken."},
		{"as a list", "Indicatoren:\n\n- Meters oever\n- Aantal vissen: 12.000\n  per jaar\n\nOok de otter", rows("Meters oever", "Aantal vissen: 12.000 per jaar"), "Wij werken.\n\nOok de otter"},
		{"as a table", "Indicatoren:\n\nIndicator\t2015\t2016\nOever\t10\t12\n\nMeer oever", nil, "Wij werken.\n\nIndicatoren:\n\nIndicator\t2015\t2016\nOever\t10\t12\n\nMeer oever"},
		{"as sentences", "Indicatoren:\n\nHet aantal meters oever is groter.\n\nHet aantal vissen per beek stijgt.", nil, "Wij werken.\n\nIndicatoren:\n\nHet aantal meters oever is groter.\n\nHet aantal vissen per beek stijgt."},
		{"running text", "Indicatoren:\n\nWij meten de oevers. Dat doen wij elk jaar.\n\nDaarna volgt een rapport.", nil, "Wij werken.\n\nIndicatoren:\n\nWij meten de oevers. Dat doen wij elk jaar.\n\nDaarna volgt een rapport."},
		{"beside the label", "Indicator: meters oever\nIndicator: vissen\n\nMeer is er niet over te zeggen.", rows("meters oever", "vissen"), "Wij werken.\n\nMeer is er niet over te zeggen."},
		{"with another row below", "Indicatoren:\nMeters oever\nAantal vissen\n\nThema's: water, natuur", rows("Meters oever", "Aantal vissen"), "Wij werken."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, "5.1.2 Titel\n\nToelichting op voortgang\n\nWij werken.\n\n"+tt.below+"\n")
			same(t, "indicators", d.Indicators, tt.want)
			same(t, "progress", d.Progress, tt.progress)
			same(t, "other", d.Other, []Other(nil))
		})
	}
}

// Among the rows also a label of a list needs no colon.
func TestIndicatorsAmongTheRowsNeedNoColon(t *testing.T) {
	for _, above := range []string{"Relatie met reserve Natuur?\n\nJa, deels.", "Mijlpalen:\n\nPlan klaar"} {
		d := readOne(t, "5.1.2 Titel\n\nBasisinformatie\n\n"+above+"\n\nIndicatoren\n\nAantal ongevallen: 34\nReistijd: 26 minuten\n\nThema's\n\nVerkeer\n")
		same(t, "indicators", d.Indicators, []Indicator{{"Aantal ongevallen: 34"}, {"Reistijd: 26 minuten"}})
		same(t, "themes", d.Themes, []string{"Verkeer"})
	}
}

// "Zie ook" above the names of other pages is no milestone, and they are no text of the heading before.
func TestZieOokBelowMilestonesIsAHeading(t *testing.T) {
	d := readAll(t, "5.1.2 Titel\n\nBasisinformatie\n\nMijlpalen:\n\nPlan klaar\n\nZie ook\n\n5.1.3 Natuur\n5.1.4 Water\n")[0]
	same(t, "other", d.Other, []Other{{Heading: "Zie ook", Text: "5.1.3 Natuur 5.1.4 Water"}})
	same(t, "milestones", d.Basics.Milestones, []Milestone{{Text: "Plan klaar"}})
	for _, n := range d.Notices {
		if strings.Contains(n.Text, "direct onder andere tekst") {
			t.Errorf("a list of pages is no page that was overlooked: %+v", n)
		}
	}
}

// Newer portals put labels above their values without a colon, and have no heading above them.
func TestALabelWithoutItsColonIsKnownByItsValue(t *testing.T) {
	d := readOne(t, `4.1.1 Beleidsontwikkeling wegen

Acties 2021

 1. Wij bouwen wegen.
 2. Wij maken plannen.

Inhoudelijke kleurscore

G

Financiële kleurscore

O

Begrotingswijziging

PS Begrotingswijziging Vooraankondiging resultaatbestemming

Verantwoordelijk portefeuillehouder

Anna Bos, Bram van Dijk

Looptijd prestatie

Niet structureel. Eindigt naar verwachting in 2022.

Opgaven
`)
	same(t, "scores", d.Scores, []Score{{"inhoud", "groen", "G"}, {"geld", "oranje", "O"}})
	same(t, "amendments", d.Amendments, []Amendment{{Kind: "ps"}, {Kind: "vooraankondiging-resultaatbestemming"}})
	same(t, "basics", d.Basics, &Basics{Holders: []string{"Anna Bos", "Bram van Dijk"}, Term: &Term{"tijdelijk", 2022}})
	if len(d.Actions) != 2 {
		t.Errorf("actions: %+v", d.Actions)
	}
	d = readOne(t, "4.1.2 Wegen\n\n- Wij bouwen wegen.\n\nGeld (indicator)\n\nG\n\n • GS Begrotingswijziging\n\nPortefeuillehouders\n\nAnna Bos\n\nOpgaven\n\n")
	same(t, "amendment without a label", d.Amendments, []Amendment{{Kind: "gs"}})
	same(t, "holders", d.Basics.Holders, []string{"Anna Bos"})
	same(t, "other", d.Other, []Other{{Heading: "Opgaven"}})

	d = readOne(t, "4.1.2 Wegen\n\nTekst.\n\nPortefeuillehouder\n\nAnna Bos\n\nBegrotingswijziging\n\nGeen\n\nMijlpalen\n\nPlan klaar\n\nn.t.b.\n\nOpgaven\n\nSchoon water.\n\nInhoudelijk\n\nG\n")
	same(t, "among the rows", d.Basics, &Basics{Holders: []string{"Anna Bos"}, Milestones: []Milestone{{Text: "Plan klaar"}}})
	same(t, "score among the rows", d.Scores, []Score{{"inhoud", "groen", "G"}})
	same(t, "amendment among the rows", d.Amendments, []Amendment{{Kind: "geen"}})
	same(t, "below the rows", d.Other, []Other{{Heading: "Mijlpalen", Text: "n.t.b."}, {Heading: "Opgaven", Text: "Schoon water."}})

	d = readOne(t, "4.1.2 Wegen\n\nWij bouwen.\n\nRol gemeente\n\nDe gemeente is regisseur.\n")
	same(t, "role", d.Basics, &Basics{Involvement: &Involvement{"De gemeente is regisseur.", []string{"regisseur"}}})
	d = readOne(t, "4.1.2 Wegen\n\nWij bouwen.\n\nOnze rol\n\nDie is klein.\n")
	same(t, "no role", d.Other, []Other{{Heading: "Onze rol", Text: "Die is klein."}})

	d = readOne(t, "4.1.3 Wegen\n\nTekst.\n\nInhoud\n\nWij leggen uit wat er gebeurt.\n\nPortefeuillehouder\n\nDe portefeuillehouder is ook voorzitter van de stuurgroep.\n")
	if d.Scores != nil || d.Basics != nil || len(d.Other) != 2 {
		t.Errorf("a heading with a text below it is a heading: %+v, %+v, %+v", d.Scores, d.Basics, d.Other)
	}
}

// The menu of a site names more editions than the one of the page.
func TestAPageThatNamesTwoEditionsIsOfNeitherForSure(t *testing.T) {
	for _, above := range []string{"Begroting 2017\nJaarverslag 2016\nMonitor 2017-I\n\n", "Begroting 2017\n\nJaarverslag 2016\n\n"} {
		text := above + "5.1.2 Oevers\n\nTekst over oevers.\n"
		docs := readAll(t, text)
		checkLines(t, text, docs)
		told := 0
		for _, n := range docs[0].Notices {
			if strings.Contains(n.Text, "nog een editie") {
				told++
			}
		}
		if docs[0].Edition.Certainty != Unknown || told != 1 {
			t.Errorf("%q: %+v, told %d times", above, docs[0].Edition, told)
		}
	}
	for _, above := range []string{"Monitor 2017-I\n\nMonitor 2017-I\n\n", "Monitor 2017\n\nMonitor 2017-I\n\n"} {
		if e := readOne(t, above+"5.1.2 Oevers\n\nTekst.\n").Edition; e != (Edition{"monitor", 2017, 1, Certain}) {
			t.Errorf("%q: %+v", above, e)
		}
	}
}

// Text that was copied without its empty lines cannot be taken apart well, and that is told.
func TestAPageWithoutEmptyLinesIsTold(t *testing.T) {
	lines := "2.1.3 Fietsen\nPortefeuillehouder\nErwin Hoogland\nContext\nWij fietsen.\nActies 2022\n" + strings.Repeat("Wij leggen fietspaden aan.\n", 10)
	told := func(text string) bool {
		return slices.ContainsFunc(readOne(t, text).Notices, func(n Notice) bool { return strings.Contains(n.Text, "geen lege regels") })
	}
	if !told(lines) || told(strings.ReplaceAll(lines, "\n", "\n\n")) {
		t.Error("only of a page without empty lines this is told")
	}
}

// The questions that the rules for a budget ask of a programme are headings, also right above the next page.
func TestTheQuestionsOfABudgetAreHeadings(t *testing.T) {
	text := "1 Veiligheid\n\nMissie van de gemeente.\n\nWat willen we bereiken?\n\n1.1 Minder inbraken\n\nIndicatoren:\n\nAantal inbraken\n\nGevoel van veiligheid\n\nWat gaan we daarvoor doen?\n\nWij lopen rond.\n\nPrestaties\n\n1.1.1 Wijkagent\n\nWat mag het kosten?\n\nNiets.\n\nPortefeuillehouder: Anna Bos\n\nWat mag het kosten?\n\nWeinig.\n"
	docs := readAll(t, text)
	checkLines(t, text, docs)
	same(t, "of the programme", docs[0].Other, []Other{{Heading: "Wat willen we bereiken?"}})
	same(t, "indicators", docs[1].Indicators, []Indicator{{"Aantal inbraken"}, {"Gevoel van veiligheid"}})
	same(t, "of the goal", docs[1].Other, []Other{{Heading: "Wat gaan we daarvoor doen?", Text: "Wij lopen rond."}, {Heading: "Wat mag het kosten?", Text: "Niets."}, {Heading: "Wat mag het kosten?", Text: "Weinig."}})
}

func TestATitleRightBelowOtherTextIsTold(t *testing.T) {
	d := readOne(t, "1.1.1 Water\n- Wij maken plannen.\nAnna Bos\n1.1.2 Dijken\n- Wij bouwen dijken.\nAnna Bos\n1.1.3 Oevers\n- Wij zaaien.\n")
	told := 0
	for _, n := range d.Notices {
		if strings.Contains(n.Text, "‘1.1.2 Dijken’ staat direct onder andere tekst") && n.Line == 4 {
			told++
		}
	}
	if told != 1 {
		t.Errorf("it says %+v", d.Notices)
	}
}

func TestActionsThatAreNamedByTheirNumber(t *testing.T) {
	for _, list := range []string{
		"- Actie 1: Wij bouwen.\n- Actie 3: Wij slopen.",
		"Actie 1: Wij bouwen.\n\nActie 3: Wij slopen.",
		"Actie 1\nWij bouwen.\nActie 3\nWij slopen.",
		"Actie 1\n\nWij bouwen.\n\nActie 3\n\nWij slopen.",
	} {
		d := readOne(t, "5.1.2 Titel\n\nActies\n\n"+list+"\n\nToelichting op voortgang\n\nActie 1\nGereed.\n\nActie 3\nVertraagd.\n")
		same(t, list, d.Actions, []Action{{Number: 1, Text: "Wij bouwen.", Explanation: "Gereed."}, {Number: 3, Text: "Wij slopen.", Explanation: "Vertraagd."}})
	}
	d := readOne(t, "5.1.2 Titel\n\nActies\n\nActie 1\n\nWij bouwen.\n\nDat duurt lang.\n\n- eerst hier\n- dan daar\n\nActie 2: slopen\n")
	if len(d.Actions) != 2 || d.Actions[0].Text != "Wij bouwen.\n\nDat duurt lang." || d.Actions[1].Text != "slopen" {
		t.Errorf("a second paragraph: %+v", d.Actions)
	}
	d = readOne(t, "5.1.2 Titel\n\nActies\n\n1. Actie 2 van de vorige keer: afmaken.\n2. Actie 4: starten.\n")
	same(t, "a number of the list goes first", d.Actions, []Action{{Number: 1, Text: "Actie 2 van de vorige keer: afmaken."}, {Number: 2, Text: "Actie 4: starten."}})
}

func TestTheCircleOfAWordProcessorIsABullet(t *testing.T) {
	d := readOne(t, "5.1.2 Titel\n\nActies\n\n• Wij bouwen\n\n• Wij slopen:\n\n   o huis\n   o schuur\n\n\uf0b7\tWij ruimen op\n")
	if len(d.Actions) != 2 || !slices.Equal(d.Actions[1].Parts, []string{"huis", "schuur", "Wij ruimen op"}) {
		t.Errorf("actions: %+v", d.Actions)
	}
}

// An amount with its label above an empty line is no heading.
func TestALabelledAmountIsNoHeading(t *testing.T) {
	d := readOne(t, "5.1.2 Titel\n\nFinanciën\n\nLasten: € 1.200.000\n\nBaten: € 0,5 miljoen\n\nDe lasten zijn hoger.\n")
	same(t, "amounts", d.Finance.Amounts, []Amount{{Row: "Lasten", Cents: 120000000, AsWritten: "€ 1.200.000"}, {Row: "Baten", Cents: 50000000, AsWritten: "€ 0,5 miljoen"}})
	same(t, "explanation", d.Finance.Explanation, "De lasten zijn hoger.")
	same(t, "other", d.Other, []Other(nil))
}
