package site

import (
	"testing"

	"doelenboom/internal/publication"
)

func TestTheNameOfABody(t *testing.T) {
	o := publication.Organisation{Council: "provinciale staten", CouncilShort: "PS", Executive: "één bestuur", ExecutiveShort: "GS"}
	for body, want := range map[string]string{"": "", "PS": "Provinciale staten", "GS": "Één bestuur", "de commissie": "De commissie"} {
		if got := bodyName(o, body); got != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}
