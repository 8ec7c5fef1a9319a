package difference

import (
	"strings"
	"testing"
)

func TestDifferencesAreWholeWords(t *testing.T) {
	tests := []struct{ name, before, after, want string }{
		{"a word was replaced", "De brug is in mei open.", "De brug is in juli open.", "De brug is in [-mei -][+juli +]open."},
		{"nothing changed", "De brug is open.", "De brug is open.", "De brug is open."},
		{"a sentence came", "De brug is open.", "De brug is open. Er rijden bussen.", "De brug is [-open.-][+open. Er rijden bussen.+]"},
		{"all of it came", "", "Nieuw.", "[+Nieuw.+]"},
		{"all of it went", "Oud.", "", "[-Oud.-]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got strings.Builder
			for _, r := range Words(test.before, test.after) {
				got.WriteString([]string{r.Text, "[-" + r.Text + "-]", "[+" + r.Text + "+]"}[r.Kind])
			}
			if got.String() != test.want {
				t.Errorf("got  %s\nwant %s", got.String(), test.want)
			}
		})
	}
}

// More different words than there are runes before the surrogates.
func TestManyWords(t *testing.T) {
	var a, b strings.Builder
	for i := range 70_000 {
		word := strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i/3000) + string(rune(0x4e00+i%20000))
		a.WriteString(word + " ")
		b.WriteString(word + " ")
	}
	b.WriteString("einde")
	runs := Words(a.String(), b.String())
	if len(runs) != 2 || runs[0].Text != a.String() || runs[1].Text != "einde" {
		t.Errorf("%d runs", len(runs))
	}
}
