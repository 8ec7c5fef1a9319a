package site

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
)

// Of an edition that was taken over nobody knows whether all of it was: what is on one side only is not told as new or as
// gone. What is on both sides is compared as ever, and what the conversion table says stands.
func TestNothingIsNewOrGoneWhereAnEditionWasTakenOver(t *testing.T) {
	for name, test := range map[string]struct {
		take func(in *EditionInput)
		want string
	}{
		"this one":       {func(in *EditionInput) { in.Edition.TakenOver = true }, "Deze editie is overgenomen, misschien niet helemaal."},
		"the one before": {func(in *EditionInput) { in.Before.Edition.TakenOver = true }, "De vorige editie is overgenomen, misschien niet helemaal."},
		"neither":        {func(*EditionInput) {}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			in := fixtureAccounts()
			in.Registers.Lineage = []publication.Lineage{{Kind: cycle.Changed, From: &publication.LineageEnd{ID: "beurs", Number: "4.1.2", Title: "Vakbeurs techniek"}, To: &publication.LineageEnd{ID: "glasvezel", Number: "4.1.3", Title: "Snel internet"}, Proposal: true}}
			test.take(&in)
			e := openEdition(in)
			var keys []string
			for _, l := range e.changes("../", "../../") {
				keys = append(keys, l.Key)
				if l.Key != "nummer-titel" {
					continue
				}
				told := ""
				for _, r := range l.Rows {
					told += r.Number + ": " + strings.Join(r.Texts, ", ") + "; "
				}
				if tied := strings.Contains(told, "4.1.2: gewijzigd tot 4.1.3 Snel internet (voorstel, nog niet bevestigd)") && strings.Contains(told, "4.1.3: gewijzigd uit 4.1.2"); tied != (test.want != "") {
					t.Errorf("numbers and titles: %s", told)
				}
			}
			want := []string{"scores", "mijlpalen", "nieuw", "niet-meer", "nummer-titel", "teksten"}
			if test.want != "" {
				want = []string{"scores", "mijlpalen", "nummer-titel", "teksten"}
			}
			if d := cmp.Diff(want, keys); d != "" {
				t.Error(d)
			}
			pages := written(t, func(w PageWriter) error { return RenderEdition(in, w) })
			for _, path := range []string{"", "wijzigingen/"} {
				page := string(pages[path])
				if said := strings.Contains(page, "Wat nieuw is of vervallen, is daarom niet te zeggen."); said != (test.want != "") || !strings.Contains(page, test.want) {
					t.Errorf("%q says so: %v", path, said)
				}
				if test.want != "" && strings.Contains(page, "nieuw in deze editie") {
					t.Errorf("%q calls something new", path)
				}
			}
		})
	}
}

// A key that is used again each year is no slip of a year: what was settled in the edition before and is open now is new.
// And a date that is only told more exactly has not moved.
func TestWhatComesEachYearAndWhatIsToldMoreExactlyHasNotMoved(t *testing.T) {
	for name, test := range map[string]struct {
		was, is, dateWas, dateIs string
		want                     bool
	}{
		"open again":    {"gehaald", "open", "juni 2025", "juni 2026", false},
		"more exactly":  {"open", "open", "voorjaar 2026", "18 maart 2026", false},
		"a later month": {"open", "open", "juni 2026", "juli 2026", true},
	} {
		t.Run(name, func(t *testing.T) {
			in := fixtureAccounts()
			day := func(f *Frozen, state, date string) {
				for i := range f.Tree.Entries {
					f.Tree.Entries[i].Milestones = nil
				}
				f.Tree.Entries[2].Milestones = []publication.EntryMilestone{{Key: "dag", Text: "Dorpendag", State: cycle.MilestoneState(state), Date: dutch.ParseWritten(date)}}
			}
			day(in.Before, test.was, test.dateWas)
			day(&in.Frozen, test.is, test.dateIs)
			e := openEdition(in)
			if moved := len(e.milestoneGroups()) > 0; moved != test.want {
				t.Errorf("on the summary: %v", moved)
			}
			for _, l := range e.changes("../", "../../") {
				if moved := l.Key == "mijlpalen" && len(l.Rows) > 0; moved && !test.want || l.Key == "mijlpalen" && !moved && test.want {
					t.Errorf("on the changes page: %v", l.Rows)
				}
			}
			o := openOrganisation(OrganisationInput{Shelf: in.Shelf, Editions: []Frozen{*in.Before, in.Frozen}, GoesOn: []int{-1, 0}})
			if was := o.milestones[0].Was; (was != "") != test.want {
				t.Errorf("in the list: was %q", was)
			}
		})
	}
}
