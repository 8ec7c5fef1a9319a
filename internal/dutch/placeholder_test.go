package dutch

import (
	"strings"
	"testing"
)

func TestFindPlaceholder(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"pro memorie", "PM cijfers eerste kwartaal.", "PM"},
		{"with full stops", "Verzuim: p.m., volgt na overleg met HR.", "p.m."},
		{"X for a number", "Wij bouwden XX woningen.", "XX"},
		{"X in an amount", "Dat kost € X,X miljoen.", "X,X"},
		{"one X behind the euro", "Dat kost € X en meer.", "X"},
		{"one X behind a space that does not break", "Dat kost €\u00a0X en meer.", "X"},
		{"to be filled in", "Bedrag nader in te vullen.", "nader in te vullen"},
		{"the text will follow", "Tekst volgt.", "Tekst volgt"},
		{"the second of two signs", "Volgens de planning was het klaar. Overleg met de volgende gemeenten loopt nog, en de cijfers hierover volgen in mei.", "cijfers hierover volgen"},
		{"letters of two bytes before it", strings.Repeat("é", 40) + " tekst volgt", "tekst volgt"},
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
