package importer

import (
	"strings"
	"testing"
)

// Whatever text of a page is cut off, the proposal tells of it at the line where the text stops.
func TestEachTextThatIsCutOffIsTold(t *testing.T) {
	text := `4.2.4 Oevers

Acties 2016
1. Wij leggen paden aan
in de gemeenten…
2. Wij planten bomen:
   - langs de weg
   - langs het water en…
3. Wij zaaien.

Toelichting op voortgang

Actie 3: het zaaien ging door tot…

Basisinformatie

Rol provincie: Partner van de…

Relatie met reserve Natuur?

Ja, een deel komt
uit de reserve van…

Mijlpalen:
- Brug klaar op 1 juni 2016
- Weg klaar zodra de…

Indicatoren:
- Kilometers oever
- Het aantal soorten in de…

Stand van zaken per gemeente
Deventer doet mee en ook…
`
	d := readOne(t, text)
	got := map[int]string{}
	for _, n := range d.Notices {
		if n.Kind == CutOff {
			got[n.Line] += n.Text
		}
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if cut := strings.HasSuffix(line, "…"); cut != (got[i+1] != "") {
			t.Errorf("line %d, %q: told is %q", i+1, line, got[i+1])
		}
	}
	if want := "Een onderdeel van actie 2 is in de bron afgekapt."; got[8] != want {
		t.Errorf("of the part is told %q", got[8])
	}
}
