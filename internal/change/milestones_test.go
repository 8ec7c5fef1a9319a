package change_test

import (
	"fmt"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/compare"
	"doelenboom/internal/cycle"

	"github.com/google/go-cmp/cmp"
)

func stoned(milestones string) string {
	return "4.2.3 Oevers\n\nBasisinformatie\n\nMijlpalen:\n" + milestones + "\n"
}

// Whichever of two editions is taken over first, what moved between them has moved.
func TestTheOrderOfTakingOverDoesNotMatterForMilestones(t *testing.T) {
	each(t, func(w *world) {
		tell := func(yearBefore, yearAfter int, newestFirst bool) []string {
			before := w.edition(fmt.Sprintf("jaarverslag-%d", yearBefore), cycle.Accounts, yearBefore)
			after := w.edition(fmt.Sprintf("jaarverslag-%d", yearAfter), cycle.Accounts, yearAfter)
			pages := map[cycle.EditionID]string{
				before.ID: stoned("- Medio 2021: oplevering brug\n- Eind 2021: besluit van PS"),
				after.ID:  stoned("- Eind 2021: besluit van PS\n- Begin 2023: oplevering brug"),
			}
			order := []cycle.Edition{before, after}
			if newestFirst {
				order = []cycle.Edition{after, before}
			}
			for _, e := range order {
				w.imports(e, pages[e.ID])
				w.publishes(e)
			}
			var told []string
			for _, m := range compare.Nodes(w.frozen(before, "4.2.3"), w.frozen(after, "4.2.3")).Milestones {
				told = append(told, fmt.Sprintf("%s %s: %s, was %s", m.Text, m.Kind, m.Is.Text, m.Was.Text))
			}
			return told
		}
		want := []string{"Begin 2023: oplevering brug verschoven: Begin 2023, was Medio 2021"}
		for _, newestFirst := range []bool{false, true} {
			year := 2010
			if newestFirst {
				year = 2015
			}
			if d := cmp.Diff(want, tell(year, year+1, newestFirst)); d != "" {
				w.Errorf("the newest first is %v: %s", newestFirst, d)
			}
		}
	})
}

// In the accounts of 2025 "4e kwartaal" is that of 2025. The words stay as they are.
func TestADateWithoutAYearIsOfTheEdition(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, stoned("- 4e kwartaal: oplevering brug\n- Besluit in Q2 2027\n- Start bouw in het voorjaar.\n- De zomer is een feest"))
		w.publishes(w.e)
		var got []string
		for _, m := range w.frozen(w.e, "4.2.3").Milestones {
			got = append(got, fmt.Sprintf("%s: %s, %s through %s", m.Text.Text(), m.Date.Text, m.Date.From, m.Date.To))
		}
		want := []string{
			"4e kwartaal: oplevering brug: 4e kwartaal, 2025-10-01 through 2025-12-31",
			"Besluit in Q2 2027: Q2 2027, 2027-04-01 through 2027-06-30",
			"Start bouw in het voorjaar.: het voorjaar, 2025-03-01 through 2025-05-31",
			"De zomer is een feest: ,  through ",
		}
		if d := cmp.Diff(want, got); d != "" {
			w.Error(d)
		}
	})
}

// On a page that was taken over another milestone or action in the place of one is another one, also after a correction.
func TestWhatStandsInThePlaceOfAMilestoneIsAnotherOne(t *testing.T) {
	each(t, func(w *world) {
		const actions = "\nActies\n\n  1. %s\n"
		was := stoned("- Eind 2021: besluit van PS") + fmt.Sprintf(actions, "Wij kopen grond voor natuur.")
		for year, text := range map[int]string{2011: was, 2012: was} {
			e := w.edition(fmt.Sprintf("jaarverslag-%d", year), cycle.Accounts, year)
			w.imports(e, text)
			w.publishes(e)
		}
		before, after := w.slug("jaarverslag-2011"), w.slug("jaarverslag-2012")
		_, err := w.do.Correct(ctx, w.org.ID, cycle.System, after.ID, change.Correction{
			Reason: "Verkeerd overgenomen", Documents: documents(w, stoned("- Medio 2023: park open")+fmt.Sprintf(actions, "Scholen krijgen les over water.")),
		})
		must(w, err)
		changes := compare.Nodes(w.frozen(before, "4.2.3"), w.frozen(after, "4.2.3"))
		var told []string
		for _, m := range changes.Milestones {
			told = append(told, fmt.Sprintf("%s %s", m.Text, m.Kind))
		}
		for _, a := range changes.Actions {
			told = append(told, fmt.Sprintf("%s %s", a.Text, a.Kind))
		}
		want := []string{
			"Medio 2023: park open nieuw", "Eind 2021: besluit van PS niet meer genoemd",
			"Scholen krijgen les over water. nieuw", "Wij kopen grond voor natuur. niet meer genoemd",
		}
		if d := cmp.Diff(want, told); d != "" {
			w.Error(d)
		}
	})
}

// What was read into an edition by mistake, before or after it was published, leaves nothing behind: which milestone goes on
// as which is told by the words that stand there now.
func TestAMistakeLeavesNoMilestoneBehind(t *testing.T) {
	each(t, func(w *world) {
		const actions = "\nActies\n\n  1. %s\n"
		right := stoned("- 2020: hal 1 en hal 2 gereed\n- Zomer 2020 start bouw hal 1") + fmt.Sprintf(actions, "Wij kopen grond voor hal 1 en hal 2.")
		next := stoned("- 2020: hal 1 gereed\n- Najaar 2020: start bouw hallen") + fmt.Sprintf(actions, "Wij kopen grond voor hal 3 en hal 4.")
		tell := func(year int, mend func(e cycle.Edition)) []string {
			before := w.edition(fmt.Sprintf("jaarverslag-%d", year), cycle.Accounts, year)
			after := w.edition(fmt.Sprintf("jaarverslag-%d", year+1), cycle.Accounts, year+1)
			mend(before)
			w.imports(after, next)
			w.publishes(after)
			var told []string
			changes := compare.Nodes(w.frozen(before, "4.2.3"), w.frozen(after, "4.2.3"))
			for _, m := range changes.Milestones {
				told = append(told, fmt.Sprintf("%s %s", m.Text, m.Kind))
			}
			for _, a := range changes.Actions {
				told = append(told, fmt.Sprintf("%s %s", a.Text, a.Kind))
			}
			return told
		}
		want := tell(2010, func(e cycle.Edition) {
			w.imports(e, right)
			w.publishes(e)
		})
		if len(want) != 6 {
			w.Fatalf("these are other milestones: %q", want)
		}
		for year, mend := range map[int]func(e cycle.Edition){
			2012: func(e cycle.Edition) {
				w.imports(e, next)
				w.imports(e, right)
				w.publishes(e)
			},
			2014: func(e cycle.Edition) {
				w.imports(e, next)
				w.publishes(e)
				_, err := w.do.Correct(ctx, w.org.ID, cycle.System, e.ID, change.Correction{Reason: "Verkeerd overgenomen", Documents: documents(w, right)})
				must(w, err)
			},
		} {
			if d := cmp.Diff(want, tell(year, mend)); d != "" {
				w.Errorf("%d: %s", year, d)
			}
		}
	})
}

func (w *world) slug(slug string) cycle.Edition {
	w.Helper()
	e, err := w.db.Read(w.org.ID).EditionBySlug(ctx, slug)
	must(w, err)
	return e
}
