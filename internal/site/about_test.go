package site

import (
	"strings"
	"testing"
	"time"

	"doelenboom/internal/cycle"
)

// Who opens an edition reads that it was corrected since, and can see what.
func TestTheFrontPageTellsOfTheLastCorrection(t *testing.T) {
	in := fixtureAccounts()
	front := func() string {
		return string(written(t, func(w PageWriter) error { return RenderEdition(in, w) })[""])
	}
	if strings.Contains(front(), "Gecorrigeerd op") {
		t.Error("an edition that was never corrected says that it was")
	}
	in.Revision.Number, in.Revision.Kind, in.Revision.Moment = 3, cycle.SlipOfThePen, time.Date(2026, 6, 3, 9, 0, 0, 0, time.UTC)
	in.Revisions = append(in.Revisions, Revision{Revision: in.Revision})
	if want := `Gecorrigeerd op 3 juni 2026 (revisie 3): <a href="over/">`; !strings.Contains(front(), want) {
		t.Errorf("the front page lacks %s", want)
	}
	in.Revisions[2].Whole = &Withdrawn{Date: "2026-07-01"}
	if strings.Contains(front(), "Gecorrigeerd op") {
		t.Error("a correction that was withdrawn is told of")
	}
}

// Of a revision that was withdrawn nobody is told that it can be read.
func TestThePageAboutAnEditionTellsWhatCanBeRead(t *testing.T) {
	const next = "Wordt de editie gecorrigeerd of bijgewerkt, of krijgt zij een nieuwe status, dan komt er een volgende revisie" // each of cycle's kinds
	const all, rest = next + "; de vorige blijft te lezen.", next + ". Wat van een vorige niet is ingetrokken, blijft te lezen."
	gone := Withdrawn{Date: "2026-07-01", Reason: "naam van een inwoner"}
	for name, test := range map[string]struct {
		withdraw func(*Revision)
		want     string
	}{
		"nothing was withdrawn":        {func(*Revision) {}, all},
		"a revision was":               {func(r *Revision) { r.Whole = &gone }, rest},
		"a part of an earlier one was": {func(r *Revision) { r.Withdrawn = []Withdrawn{gone} }, rest},
	} {
		in := fixtureAccounts()
		test.withdraw(&in.Revisions[0])
		page := string(written(t, func(w PageWriter) error { return RenderEdition(in, w) })["over/"])
		if !strings.Contains(page, test.want) {
			t.Errorf("%s: %q is not on the page", name, test.want)
		}
	}
}

// Paper has the address of its page: in full where the organisation has a host, below the site where it has none.
func TestAPageKnowsTheAddressThatIsPrinted(t *testing.T) {
	in := fixtureAccounts()
	over := func() string {
		return string(written(t, func(w PageWriter) error { return RenderEdition(in, w) })["over/"])
	}
	const said = "<p hidden>Adres van deze pagina: "
	if page := over(); !strings.Contains(page, said+"/vlierland/jaarverslag-2025/over/</p>") {
		t.Errorf("without a host the page is %s", page)
	}
	in.Shelf.Base = "https://vlierland.example"
	if page := over(); !strings.Contains(page, said+"https://vlierland.example/jaarverslag-2025/over/</p>") {
		t.Errorf("with a host the page is %s", page)
	}
}
