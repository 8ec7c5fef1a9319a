package score

import (
	"strings"
	"testing"

	"doelenboom/internal/cycle"
)

func TestALineSaysInOneBreathWhatGoesAsAgreed(t *testing.T) {
	green := func(label string) Score { return Score{Label: label, Value: cycle.Green, Word: "op schema"} }
	orange := Score{Label: "Tijd", Value: cycle.Orange, Word: "aandacht"}
	var said []string
	for _, g := range groups([]Score{green("Inhoud"), green("Geld"), orange, orange, green("Kwaliteit")}) {
		said = append(said, g.text)
	}
	want := []string{"Inhoud en Geld op schema", "Tijd aandacht", "Tijd aandacht", "Kwaliteit op schema"}
	if len(said) != len(want) {
		t.Fatal(said)
	}
	for i := range want {
		if said[i] != want[i] {
			t.Errorf("%q, not %q", said[i], want[i])
		}
	}
}

// A circle beside another score would be of nobody knows which aspect; where all are circles, one line above the list says
// what they are.
func TestAShapeStandsAloneOnlyWhereAllAreTheSame(t *testing.T) {
	green := Score{Label: "Geld", Value: cycle.Green, Word: "binnen budget"}
	orange := Score{Label: "Inhoud", Value: cycle.Orange, Word: "aandacht"}
	shown := func(scores ...Score) string {
		var b strings.Builder
		if err := Small(scores).Render(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	const hidden = "visually-hidden"
	if got := shown(green); !strings.Contains(got, hidden) {
		t.Errorf("a list of what goes as agreed is full of words: %s", got)
	}
	if got := shown(green, orange); strings.Contains(got, hidden) || !strings.Contains(got, "Geld binnen budget") {
		t.Errorf("beside another score the circle has no word: %s", got)
	}
	words := AddBare(AddBare(nil, []Score{green, green}), []Score{green, orange})
	if len(words) != 1 || words[0] != "binnen budget" {
		t.Errorf("to be said above the list: %q", words)
	}
}
