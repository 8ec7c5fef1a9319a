package importer

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doelenboom/internal/testkit"
)

func TestPiecesMakeTheSameJSON(t *testing.T) {
	sample, err := os.ReadFile(filepath.Join(testkit.Root(t), "sample", "pagina.txt"))
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{
		string(sample),
		"5.1.2 Titel <b> & \"meer\"\n\n" + strings.Repeat("Een lange tekst met een ë en een “citaat” erin. ", 3000),
		"5.1.2 Titel\n\nActies\n\n" + manyActions(listPiece*2+1),
		"5.1.2 Titel\n\nToelichting op voortgang\n\n" + strings.Repeat("- een\n   - twee\n", listPiece+1),
		"Financiën\n\nLasten: € 5\n\nrij x € 1.000\t2016\nLasten\t5\n",
		"Basisinformatie\n\nRelatie met reserve Groen:\n\nJa\n\nMijlpalen:\n\nmedio 2019\n",
		"Basisinformatie\n",
	}
	for _, text := range texts {
		for _, d := range readAll(t, text) {
			want, err := marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			enc := NewEncoder(&got)
			if err := enc.Document(d); err != nil {
				t.Fatal(err)
			}
			if err := enc.Close(); err != nil {
				t.Fatal(err)
			}
			if all := "{\"versie\":1,\"documenten\":[\n" + string(want) + "],\n\"herkomst\":[]}\n"; got.String() != all {
				t.Errorf("in pieces it is\n%.300s\nat once it is\n%.300s", got.String(), all)
			}
		}
	}
}

func TestProposalIsReadBack(t *testing.T) {
	docs := readAll(t, "5.1 Doel\n\nEen zin.\n\n5.2 Doel\n\nNog een.\n")
	var out bytes.Buffer
	enc := NewEncoder(&out)
	for _, d := range docs {
		if err := enc.Document(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := enc.Close(); err != nil {
		t.Fatal(err)
	}
	p, err := Decode(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "documents", p.Documents, docs)
	var loose map[string]any
	if err := json.Unmarshal(out.Bytes(), &loose); err != nil || loose["versie"] != 1.0 || len(loose["herkomst"].([]any)) != 0 {
		t.Errorf("the proposal is %v, %v", loose, err)
	}
	if _, err := Decode(strings.NewReader(`{"versie":2}`)); err == nil {
		t.Error("a form of a later version is read as if it were known")
	}
}

func TestEmptyProposal(t *testing.T) {
	var out bytes.Buffer
	if err := NewEncoder(&out).Close(); err != nil || out.String() != "{\"versie\":1,\"documenten\":[],\n\"herkomst\":[]}\n" {
		t.Errorf("got %q, %v", out.String(), err)
	}
}
