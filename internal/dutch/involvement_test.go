package dutch

import (
	"slices"
	"strings"
	"testing"
)

func TestThePartOfAnOrganisation(t *testing.T) {
	for _, tt := range []struct{ sentence, want string }{
		{"Wij vervullen de rol van regisseur en investeerder.", "regisseur investeerder"},
		{"In de rol van verbinder.", "verbinder"},
		{"Regisseur/financier", "regisseur financier"},
		{"regisseur en financier", "regisseur financier"},
		{"Opdrachtgever en (mede)financier.", "opdrachtgever financier"},
		{"Mede-opdrachtgever en mede-financier", "opdrachtgever medefinancier"},
		{"Wij zijn co-financier en mede-investeerder.", "cofinancier mede-investeerder"},
		{"Beleidsbepalers en toezichthouders", "beleidsbepaler toezichthouder"},
		{"Wij zijn faciliterend en verbindend.", "faciliteerder verbinder"},
		{"De provincie heeft een faciliterende en stimulerende rol.", "faciliteerder"},
		{"Verbindende schakels zijn de dorpen.", ""},

		{"Wij zijn regisseur; opdrachtgever is de woningcorporatie SWZ.", "regisseur"},
		{"Opdrachtgever is de provincie.", "opdrachtgever"},
		{"Regisseur is de rol die wij kiezen.", "regisseur"},

		{"Geen uitvoerder.", ""},
		{"Wij zijn geen uitvoerder of financier, wij zijn regisseur.", "regisseur"},
		{"Wij zijn niet de uitvoerder maar de opdrachtgever.", "opdrachtgever"},
		{"Uitvoerder noch financier.", ""},
		{"Wij zijn regisseur en geen uitvoerder", "regisseur"},
		{"Wij zijn regisseur, niet uitvoerder.", "regisseur"},
		{"Wij zijn noch regisseur, noch financier.", ""},
		{"Wij zijn nooit uitvoerder, wel verbinder.", "verbinder"},
		{"Uitvoerder zijn wij niet.", ""},
		{"Wij zijn niet alleen regisseur, maar ook financier.", "regisseur financier"},
		{"Niet langer wegbeheerder; wel kennisdeler.", "kennisdeler"},
		{"Wij hebben geen eigen geld en zijn verbinder.", "verbinder"},

		{"Regisseur. Opdrachtgever is de gemeente.", "regisseur"},
		{"Wij zijn financier; de gemeente Zwolle is opdrachtgever en uitvoerder.", "financier"},
		{"Regisseur, met het waterschap als uitvoerder.", "regisseur"},
		{"Regisseur, waarbij de gemeenten uitvoerder zijn.", "regisseur"},
		{"Uitvoerder: gemeente Zwolle. Financier: provincie.", "financier"},
		{"Wij zijn verbinder tussen opdrachtgever en uitvoerder.", "verbinder"},
		{"Wij zijn financier naast andere financiers en opdrachtgevers.", "financier"},
		{"De rol van de provincie is regisseur. De rol van de gemeenten is uitvoerder.", "regisseur"},
		{"Samen met de gemeente zijn wij opdrachtgever.", "opdrachtgever"},
		{"Wij zijn samen met de gemeente opdrachtgever.", "opdrachtgever"},
		{"Wij werken met de gemeenten en zijn regisseur.", "regisseur"},
		{"Wij treden voor de gemeente op als regisseur.", "regisseur"},
		{"De provincie is opdrachtgever.", "opdrachtgever"},
		{"Naast de gemeente is de provincie financier.", "financier"},
		{"Opdrachtgever is de provincie.", "opdrachtgever"},
	} {
		if got := InvolvementWords(tt.sentence, "provincie"); !slices.Equal(got, strings.Fields(tt.want)) {
			t.Errorf("%q gives %q, not %q", tt.sentence, got, tt.want)
		}
	}
	if got := InvolvementWords("De gemeente is opdrachtgever.", ""); !slices.Equal(got, []string{"opdrachtgever"}) {
		t.Errorf("as long as it is not known who writes, the municipality may be itself: %q", got)
	}
	if got := InvolvementWords("De gemeente is opdrachtgever, de provincie is financier.", "gemeente"); !slices.Equal(got, []string{"opdrachtgever"}) {
		t.Errorf("of a municipality: %q", got)
	}
}
