package dutch

import "testing"

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
