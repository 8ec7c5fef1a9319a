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

func TestFindDelay(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a word of delay", "Het werk heeft vertraging opgelopen.", "vertraging"},
		{"later than agreed", "Het ontwerp ligt er drie maanden later dan gepland.", "later dan gepland"},
		{"a year later", "De dijkversterking begint een jaar later.", "een jaar later"},
		{"a verb in two halves", "De verbouwing loopt acht maanden uit.", "loopt acht maanden uit"},
		{"homes that cannot be built", "In Lutterwijk liggen nog 210 woningen stil vanwege geluid.", "liggen nog 210 woningen stil vanwege"},
		{"work that stopped", "Hier ligt het werk stil.", "ligt het werk stil"},
		{"told too late", "De aankoop is pas in december aan Provinciale Staten voorgelegd.", "pas in december aan Provinciale Staten voorgelegd"},
		{"work at rest as was agreed", "In deze maanden ligt het werk stil, zoals afgesproken.", ""},
		{"work that does not rest", "Hier ligt het werk niet stil.", ""},
		{"silent asphalt", "Op de N883 ligt over 7 kilometer stil asfalt.", ""},
		{"behind the plan", "De bouw loopt achter.", "loopt achter"},
		{"not reached", "De afspraak is niet gehaald.", "niet gehaald"},
		{"put off", "De aanbesteding is uitgesteld.", "uitgesteld"},
		{"denied", "Er is geen vertraging.", ""},
		{"denied with a word between", "Er is geen noemenswaardige vertraging.", ""},
		{"without", "Dat lukte zonder verdere vertraging.", ""},
		{"something else is denied", "De vergunning is niet verleend, waardoor vertraging ontstaat.", "vertraging"},
		{"something else is denied in the same breath", "Het geld is er niet en vertraging dreigt.", "vertraging"},
		{"made good", "De vertraging uit het voorjaar is ingelopen.", ""},
		{"prevented", "Wij huren extra mensen om vertraging te voorkomen.", ""},
		{"a risk is none yet", "Er is een risico op vertraging bij de vergunning.", ""},
		{"quoted", "Inwoners noemden het plan “vertraagd en te duur”.", ""},
		{"a story in time", "Drie maanden later kwam de vergunning.", ""},
		{"a count in time", "Uit een belronde bleek dat 81 groepen er een jaar later nog zijn.", ""},
		{"the hour of day", "De bus rijdt te laat op de avond.", ""},
		{"water is no planning", "De piek kwam elf uur later dan in vergelijkbare winters.", ""},
		{"a request for it", "Twee eigenaren vragen uitstel.", ""},
		{"all well", "Alles ligt op schema.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := FindDelay(tt.text); got != tt.want {
				t.Errorf("%q gives %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestSaysNoDeviation(t *testing.T) {
	for text, want := range map[string]string{
		"Geen afwijking.":               "Geen afwijking",
		"De bouw loopt volgens plan.":   "volgens plan",
		"Het werk ligt niet op schema.": "",
		"De bouw is begonnen.":          "",
	} {
		if got := SaysNoDeviation(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

func TestFindPlaceholder(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"pro memorie", "PM cijfers eerste kwartaal.", "PM"},
		{"with full stops", "Verzuim: p.m., volgt na overleg met HR.", "p.m."},
		{"X for a number", "Wij bouwden XX woningen.", "XX"},
		{"X in an amount", "Dat kost € X,X miljoen.", "X,X"},
		{"one X behind the euro", "Dat kost € X en meer.", "X"},
		{"to be filled in", "Bedrag nader in te vullen.", "nader in te vullen"},
		{"the text will follow", "Tekst volgt.", "Tekst volgt"},
		{"brackets", "In [...] is het klaar.", "[...]"},
		{"a name to fill in", "Zie [naam] voor meer.", "[naam]"},
		{"to be determined", "Datum: n.t.b.", "n.t.b."},
		{"a note to oneself", "TODO: cijfers.", "TODO"},
		{"words of printers", "Lorem ipsum dolor.", "Lorem ipsum"},
		{"the first of two", "XX en PM.", "XX"},
		{"the afternoon", "De avond begint om 8 p.m. in het dorpshuis.", ""},
		{"the hour after it", "Om p.m. 15 uur.", ""},
		{"fine dust", "De norm voor PM10 en PM 2,5 is gehaald.", ""},
		{"a size", "De zaal is XXL.", ""},
		{"a decision that follows", "Het besluit volgt in mei.", ""},
		{"what follows on something", "Volgt na de goedkeuring.", ""},
		{"filling in forms", "Inwoners kunnen het formulier thuis invullen.", ""},
		{"left out of a quotation", "“Wij willen (…) een park.”", ""},
		{"a place to be chosen", "Het station komt op een nader te bepalen plek.", ""},
		{"capitals inside a word", "De RPMA is klaar.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := FindPlaceholder(tt.text); got != tt.want {
				t.Errorf("%q gives %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}
