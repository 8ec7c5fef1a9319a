package site

import (
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
)

func TestWhoChangedTheBudget(t *testing.T) {
	town := publication.Organisation{Council: "de gemeenteraad", CouncilShort: "raad", Executive: "het college van burgemeester en wethouders", ExecutiveShort: "college"}
	province := publication.Organisation{Council: "Provinciale Staten", CouncilShort: "PS"}
	for _, test := range []struct {
		of   publication.Amendment
		by   publication.Organisation
		want string
	}{
		{publication.Amendment{Kind: cycle.AmendmentCouncil, Number: "tweede raadswijziging 2025"}, town, "Door de raad: tweede raadswijziging 2025"},
		{publication.Amendment{Kind: cycle.AmendmentExecutive}, town, "Door het college"},
		{publication.Amendment{Kind: cycle.AmendmentCouncil, Number: "7"}, province, "Door PS: 7"},
		{publication.Amendment{Kind: cycle.AmendmentNone}, town, "Geen"},
	} {
		if got := amendment(test.of, test.by); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

func TestTheNameOfABody(t *testing.T) {
	o := publication.Organisation{Council: "provinciale staten", CouncilShort: "PS", Executive: "één bestuur", ExecutiveShort: "GS"}
	for body, want := range map[string]string{"": "", "PS": "Provinciale staten", "GS": "Één bestuur", "de commissie": "De commissie"} {
		if got := bodyName(o, body); got != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}

// "Nee" to "Relatie met reserve Natuur?" does not say that no other reserve pays.
func TestAReserveIsAskedAfterByItsName(t *testing.T) {
	for name, want := range map[string]string{
		"": "Betaald uit een reserve: Nee", "Groen en Water": "Relatie met reserve: Groen en Water: nee",
		"uitvoeringsreserve Natuur": "Relatie met reserve: uitvoeringsreserve Natuur: nee",
	} {
		r := &publication.Reserve{Answer: "nee", Name: name}
		if got := cycle.ReserveAsked(name) + ": " + reserve(r); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	for want, r := range map[string]publication.Reserve{
		"Ja. Vier ton.": {Answer: "ja", Note: "Vier ton."}, "Onbekend": {}, "Wordt nog bekeken.": {Note: "Wordt nog bekeken."},
		"Natuur: onbekend": {Name: "Natuur"}, "Natuur: Nog niet bekend.": {Name: "Natuur", Note: "Nog niet bekend."},
	} {
		if got := reserve(&r); got != want {
			t.Errorf("%+v: %q, want %q", r, got, want)
		}
	}
}

func TestAWebsiteIsFoundOnTheWeb(t *testing.T) {
	for written, want := range map[string]string{
		"www.n340.nl": "https://www.n340.nl", "haven.nl/plan": "https://haven.nl/plan",
		"http://oud.example": "http://oud.example", "https://www.example.nl/fiets": "https://www.example.nl/fiets",
	} {
		if got := webAddress(written); got != want {
			t.Errorf("%q leads to %q, want %q", written, got, want)
		}
	}
}

// An edition of which nothing was taken over does not count to nought.
func TestHowMuchWasTakenOver(t *testing.T) {
	for count, want := range map[string]string{"0 prestaties": "Er zijn geen prestaties overgenomen.", "1 prestatie": "1 prestatie overgenomen, zonder scores."} {
		if got := (summaryShown{Count: count}).takenOver(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
