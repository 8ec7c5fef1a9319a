package dutch

import "testing"

func TestEndsCut(t *testing.T) {
	for text, want := range map[string]bool{
		"Wij leggen paden aan in…": true, "Wij leggen paden aan in ...": true, "Wij planten (…) \n": true, "Dit gaat verder. Lees meer >": true,
		"Wij leggen paden aan.": false, "Wij leggen … paden aan": false, "Kinderen lezen meer": false, "": false, "…": true,
	} {
		if got := EndsCut(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
