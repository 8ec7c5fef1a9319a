package importer

import (
	"context"
	"strings"
	"testing"
)

// readAll reads a text that has nothing wrong with it.
func readAll(t testing.TB, text string) []Document {
	t.Helper()
	var docs []Document
	for d, err := range Read(context.Background(), "tekst.txt", strings.NewReader(text), Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

// readOne reads a text that is one page, and checks that no line of it is lost.
func readOne(t *testing.T, text string) Document {
	t.Helper()
	docs := readAll(t, text)
	if len(docs) != 1 {
		t.Fatalf("it is read as %d pages", len(docs))
	}
	checkLines(t, text, docs)
	return docs[0]
}

func FuzzRead(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var docs []Document
		for d, err := range Read(context.Background(), "monitor-2016-1.txt", strings.NewReader(text), Options{}) {
			if err != nil {
				return // a Problem says which line; there is no proposal
			}
			docs = append(docs, d)
		}
		checkLines(t, text, docs)
	})
}

var seeds = []string{
	"5.1.2 Titel\n\nTekst.\n\nContext\n\nIets…\n\nActies\n\n  1. Een\n     - deel\n\nToelichting op voortgang\n\nActie 1: klaar. Actie 1: meer.\n",
	"5.1 Doel\n\nPrestaties\n\n5.1.1 Een\n\n5.1.2 Twee\n\n5.1.1 Een\n\nTekst\n",
	"Basisinformatie\n\nPortefeuillehouder: A en B.\nRol provincie?\nregisseur\nLooptijd: Structureel\nRelatie met reserve X?:\nJa, dit.\nMijlpalen:\n- medio 2019\n\nWebsite:\nwww.a.nl, b\n",
	"Begrotingswijziging: PS en geen\nInhoudelijk: G\nFinancieel:\n\noranje\nThema's: a, b;\nEditie: Monitor 2016-II\n",
	"Financiën\nLasten (x € 1.000): 12\na\tb x € 1.000\tc\nd\t1\t2\n\nBlz. 3\nTerug naar navigatie\n",
	"Jaarverslag 2016\n\nKerntaak 5: Regio\n\nOnbekende kop\n\nTekst\n\n\x93quote\x94\n",
	"\xff\xfe5\x00.\x001\x00 \x00T\x00",
	"1 A\n\n- \n-\n\u200b\nacties 2016\n\n2. x\na) y\n\n",
	"Portefeuillehouder: A. Jansen, 2014, B. Bos\n",
	"Portefeuillehouder: A & B & !\n",
	"Acties\n\n- Actie 1: a\nActie 2\n\nb\n\nc\no d\n\n1. Actie 3: e\n",
	"5.1.2 A\n\nToelichting op voortgang\n\nMijlpalen:\n\n- B. C\n\nD e. F\n\nMijlpalen:\n1. A in 2019. B\n\nInhoud: G\nInhoud: groen\n\n1.1 X\n\nTijd: R\n\nTijd: G\n",
	"Mijlpalen: a\n\nMijlpalen\n\nB c. D\n\n5.1.2 A\n\nActies\n\n1. a\nMijlpalen:\n- geen in 2017\n2. b\n\nWebsite\nMijlpalen: a b. C\n\nPrestaties\n\nMijlpalen:\n\nA b. C\n",
	"5.1.2 A\n\nIndicatoren:\n\nB c\nd\n\n- E\n\nWat nu?\n\nF\tg\n\nIndicator: h\n\nIndicatoren:\n\nI j k l m.\n\nIndicatoren:\n1. n\no\n\nP\n",
	"Prestaties (2)\n\n1.1.1 A\n\n- b\n\nStatus\n\nInhoudelijke kleurscore\n\nG\n\nBegrotingswijziging\n\nPS Begrotingswijziging Vooraankondiging\n\n- GS begrotingswijziging\n\nPortefeuillehouder\n\nC D\n\nOpgaven\n\n1.1.2 E\n1.1.3 F\n\n1.1.4 G\n\n1.1.2 H\n\ni.\n",
	"Basisinformatie\n\nRol provincie:\ngeen uitvoerder noch financier, met de gemeente als regisseur\n\nRelatie met reserve X?\n\nJa\n\nZie:\n\n5.1.3 A\n\n5.1.4 B\n\nContext\n\nc\n",
	"Rol\n:\n?\nMijlpalen?:\n.\nPortefeuillehouder:\n.\n",
}
