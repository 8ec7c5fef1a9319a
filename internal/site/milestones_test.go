package site

import (
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// In the list and in somebody's agenda a date of an edition that was not adopted yet is not more than that.
func TestAMilestoneTellsTheStateOfItsEdition(t *testing.T) {
	for _, test := range []struct {
		state cycle.PublicState
		want  string
	}{
		{cycle.StateOffered, "volgens Jaarverslag 2025 (aangeboden op 22 april 2026, nog niet vastgesteld)"},
		{cycle.StateUnknown, "volgens Jaarverslag 2025 (status onbekend)"},
		{cycle.StateAdopted, "volgens Jaarverslag 2025"},
	} {
		in := fixtureOrganisation()
		in.Editions[1].Revision.State, in.Editions[1].Revision.StateDate = test.state, "2026-04-22"
		pages := written(t, func(w PageWriter) error { return RenderOrganisation(in, w) })
		if !strings.Contains(string(pages["mijlpalen/"]), test.want+"</p>") {
			t.Errorf("the list does not say %q", test.want)
		}
		calendar := strings.ReplaceAll(string(pages["mijlpalen.ics"]), "\r\n ", "")
		if want := strings.ReplaceAll(strings.Replace(test.want, "v", "V", 1), ",", `\,`) + "\r\n"; !strings.Contains(calendar, want) {
			t.Errorf("the agenda does not say %q", want)
		}
	}
}

// A milestone that was read in may begin with its date, which stands above it.
func TestTheListDoesNotRepeatADate(t *testing.T) {
	in := fixtureOrganisation()
	for i := range in.Editions[1].Tree.Entries {
		for j := range in.Editions[1].Tree.Entries[i].Milestones {
			m := &in.Editions[1].Tree.Entries[i].Milestones[j]
			m.Text, m.Date = "Medio 2029: brug open", dutch.ParseWritten("medio 2029")
		}
	}
	list := string(written(t, func(w PageWriter) error { return RenderOrganisation(in, w) })["mijlpalen/"])
	if !strings.Contains(list, "<strong>medio 2029</strong>") || !strings.Contains(list, "<p>Brug open</p>") || strings.Contains(list, "Medio 2029:") {
		t.Error("the list repeats the date")
	}
}
