package site

import (
	"maps"
	"slices"
	"testing"

	"doelenboom/internal/publication"
)

// The pages over all editions are the same, made of the same, when the editions themselves are gone from memory.
func TestPagesOverAllEditionsNeedLittleOfEach(t *testing.T) {
	full := fixtureOrganisation()
	full.Editions[0].Registers.Decisions = append(full.Editions[0].Registers.Decisions, publication.Decision{
		Slug: "rv-2024-7", Reference: "RV/2024/7", Title: "Alleen de monitor noemt dit", Aliases: []string{"het besluit van maart"},
		Source: &publication.Source{Address: "https://example.nl/rv-2024-7"},
	})
	c := NewCondenser()
	for i, f := range full.Editions {
		noted := map[string]Said{}
		for j, en := range f.Tree.Entries {
			n, err := f.Node(en.Address)
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 || j%2 == 0 { // the rest is asked later
				noted[en.Address] = SaidOf(&n)
			}
		}
		f.Said = func(address string) (Said, error) {
			n, err := f.Node(address)
			return SaidOf(&n), err
		}
		c.Add(f, noted)
	}
	small := full
	small.Editions = c.Editions()
	pages := func(in OrganisationInput) map[string]string {
		all := map[string]string{}
		err := RenderOrganisation(in, func(p Page) error {
			all[p.Path] = string(p.Inputs[:])
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for path, body := range written(t, func(w PageWriter) error { return RenderOrganisation(in, w) }) {
			all[path] += string(body)
		}
		return all
	}
	want, got := pages(full), pages(small)
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if got[path] != want[path] {
			t.Errorf("%s is another page, or made of other things", path)
		}
	}
	if len(got) != len(want) || len(want) < 10 || want["besluit/rv-2024-7/"] == "" {
		t.Errorf("%d pages, and %d of the small ones", len(want), len(got))
	}
	for _, f := range small.Editions[:len(small.Editions)-1] {
		if len(f.Registers.Decisions) > 0 {
			t.Error("an earlier edition still holds its registers")
		}
	}
	first, second := small.Editions[0].Tree.Entries, small.Editions[1].Tree.Entries
	for i := range first {
		if len(first[i].Themes) > 0 && first[i].ID == second[i].ID && &first[i].Themes[0] != &second[i].Themes[0] {
			t.Errorf("the themes of %s are kept twice", first[i].Number)
		}
	}
}
