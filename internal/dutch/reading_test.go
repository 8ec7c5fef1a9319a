package dutch

import (
	"math"
	"testing"
)

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{
		"km": 1, "2025": 1, "weg": 1, "nieuw": 1, "oei": 1, "mooie": 2, "draaien": 2, "sneeuw": 1, "eeuwen": 2,
		"niveau": 2, "bureaus": 2, "cadeau": 2, "financiën": 4, "geïnd": 2, "coördinatie": 5, "industrieën": 4,
		"provinciale": 5, "beantwoorden": 4, "museum": 3, "petroleum": 4, "theater": 3, "januari": 4,
		"yoghurt": 2, "hypotheek": 3, "quota": 2, "bijeen": 2, "bĳna": 2, "beleid": 2, "uitvoering": 3, "kwaliteit": 3,
		"één": 1, "Europa": 3, "chaos": 2, "radio": 3, "omgevingsverordening": 7, "coalitie": 4, "beoordelen": 4,
		"financieel": 4, "vergunning": 3,
	} {
		if got := Syllables(word); got != want {
			t.Errorf("%s has %d syllables, counted %d", word, want, got)
		}
	}
}

func TestTheIndexOfDouma(t *testing.T) {
	// Two sentences of four words and one syllable each: 206.84 - 0.93×4 - 0.77×100.
	r := Read("Dat gaat heel goed. Wij gaan zo door.")
	if r.Sentences != 2 || r.Words != 8 || r.Syllables != 8 || r.Longest != 4 {
		t.Fatalf("counted %+v", r)
	}
	if got := r.Ease(); math.Abs(got-126.12) > 0.001 {
		t.Errorf("the index is %f", got)
	}
	if got := Read("").Ease(); got != 0 {
		t.Errorf("nothing has no index, got %f", got)
	}
}

func TestHardestSentences(t *testing.T) {
	text := "De dijk is klaar. De interprovinciale besluitvormingsprocedure vergt overeenstemming tussen vertegenwoordigers. Wij gaan door met het werk aan het pad."
	hardest := Hardest(text, 2)
	if len(hardest) != 2 || hardest[0].Words != 7 || len(hardest[0].Long) != 4 || hardest[0].Ease > hardest[1].Ease {
		t.Errorf("hardest: %+v", hardest)
	}
	if got := Hardest("Kort.", 3); len(got) != 1 {
		t.Errorf("a text of one sentence has one: %+v", got)
	}
}
