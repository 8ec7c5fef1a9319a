package score

import (
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
