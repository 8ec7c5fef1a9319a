package dutch

import "testing"

func TestEndsCut(t *testing.T) {
	for text, want := range map[string]bool{
		"Wij leggen paden aan in…": true, "Wij leggen paden aan in ...": true, "Wij planten (…) \n": true, "Dit gaat verder. Lees meer >": true,
		"Wij leggen paden aan.": false, "Wij leggen … paden aan": false, "Kinderen lezen meer": false, "": false, "…": true,
		"Aanleg rotonde lees verder": true, "Wij planten [...]": true, "Lees meer&gt;": true, "Dit loopt LEES VERDER »": true, "Lees verder ›": true, "Nu (lees meer…)": true,
		"Oplevering van de brug": false, "Een jaar later": false, "Zie bijlage (pagina 3)": false,
	} {
		if got := EndsCut(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
