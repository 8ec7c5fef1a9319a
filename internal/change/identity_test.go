package change_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
)

func (w *world) report(e cycle.Edition, number string) cycle.Report {
	w.Helper()
	reader := w.db.Read(w.org.ID)
	p, err := reader.PlacementByNumber(ctx, e.ID, number)
	must(w, err)
	r, err := reader.ReportOf(ctx, e.ID, p.Node)
	must(w, err)
	return r
}

func oneEach(w *world, r cycle.Report) {
	w.Helper()
	blocks, actions, milestones := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, doc := range r.Docs() {
		for _, b := range *doc {
			if blocks[b.ID] {
				w.Errorf("block %s stands twice", b.ID)
			}
			blocks[b.ID] = true
		}
	}
	for _, a := range r.Actions {
		if actions[a.Key] {
			w.Errorf("action %s stands twice", a.Key)
		}
		actions[a.Key] = true
	}
	for _, m := range r.Milestones {
		if milestones[m.Key] {
			w.Errorf("milestone %s stands twice", m.Key)
		}
		milestones[m.Key] = true
	}
}

func TestAnActionPutBeforeTheOthersIsANewOne(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		before := w.report(w.e, "4.2.3")
		w.imports(w.e, page(w, "  1. In afwachting", "  1. In afwachting van het uitvoeringsvoorstel Molenhoek (zie prestatie 6.1.3).\n  2. In afwachting", "  2. Wij maken", "  3. Wij maken"))
		after := w.report(w.e, "4.2.3")
		if len(after.Actions) != 3 || after.Actions[1].Key != before.Actions[0].Key || after.Actions[2].Key != before.Actions[1].Key {
			w.Errorf("keys were %s and %s, are %+v", before.Actions[0].Key, before.Actions[1].Key, after.Actions)
		}
		oneEach(w, after)
	})
}

func TestAMilestoneKeepsItsKeyWhenOneBeforeItGoes(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		before := w.report(w.e, "4.2.3")
		w.imports(w.e, page(w, "Uitvoeringsvoorstel Blauwe Bocht, zie PS/2025/118\n", ""))
		after := w.report(w.e, "4.2.3")
		if len(after.Milestones) != 1 || after.Milestones[0].Key != before.Milestones[1].Key {
			w.Errorf("it was %+v and is %+v", before.Milestones[1], after.Milestones)
		}
		w.imports(w.e, page(w))
		oneEach(w, w.report(w.e, "4.2.3"))
	})
}

func TestTwoTextsUnderTheSameHeadingAreBothKept(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w, "Ooldorp en Veenhuizerdam", "Ooldorp en Veenhuizerdam doen mee.")+"\nKanttekening:\n\nDe eerste gedachte.\n\nDeelnemende gemeenten:\n\nRietdorp.\n")
		var all strings.Builder
		for _, s := range w.report(w.e, "4.2.3").Sections {
			all.WriteString(s.Text.Text() + "\n")
		}
		for _, text := range []string{"Ooldorp en Veenhuizerdam", "Rietdorp"} {
			if !strings.Contains(all.String(), text) {
				w.Errorf("%q is gone from %s", text, all.String())
			}
		}
	})
}

func TestAHeadingWithoutTextIsKept(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w)+"\nKanttekening:\n\nDe eerste gedachte.\n")
		for _, s := range w.report(w.e, "4.2.3").Sections {
			if s.Label == "Ooldorp en Veenhuizerdam" {
				return
			}
		}
		w.Errorf("Ooldorp en Veenhuizerdam is gone from %+v", w.report(w.e, "4.2.3").Sections)
	})
}

func TestTwoNumbersOfOneEditionAreNeverOneDeliverable(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, "4.2.3 Natuurlijke oevers\n\nEen.\n")
		next := w.edition("jaarverslag-2026", cycle.Accounts, 2026)
		reader := w.db.Read(w.org.ID)
		old, err := reader.PlacementByNumber(ctx, w.e.ID, "4.2.3")
		must(w, err)
		_, err = w.do.SetTree(ctx, w.org.ID, cycle.System, next.ID, []change.Placing{{Node: old.Node, Number: "4.2.9", Title: "Natuurlijke oevers"}})
		must(w, err)
		both := w.edition("jaarverslag-2027", cycle.Accounts, 2027)
		w.imports(both, "4.2.3 Natuurlijke oevers\n\nEen.\n", "4.2.9 Natuurlijke oevers\n\nTwee.\n")
		for number, text := range map[string]string{"4.2.3": "Een.", "4.2.9": "Twee."} {
			if s, _ := w.report(both, number).Section(cycle.Summary); s.Text.Text() != text {
				w.Errorf("%s says %q", number, s.Text.Text())
			}
		}
		w.imports(next, "4.2.3 Natuurlijke oevers\n\nDrie.\n")
		if p, err := reader.PlacementByNumber(ctx, next.ID, "4.2.9"); err != nil || p.Node != old.Node {
			w.Errorf("4.2.9 was moved: %+v, %v", p, err)
		}
	})
}

func TestACorrectionLeavesTheTreeAsItIs(t *testing.T) {
	each(t, func(w *world) {
		_, err := w.do.SetTree(ctx, w.org.ID, cycle.System, w.e.ID, []change.Placing{
			{Number: "9", Title: "Water"}, {Number: "2.1", ParentNumber: "9", Title: "Oevers"}, {Number: "1.1", ParentNumber: "9", Title: "Sloten"},
		})
		must(w, err)
		reader := w.db.Read(w.org.ID)
		before, err := reader.Placements(ctx, w.e.ID)
		must(w, err)
		must(w, openAll(w, before))
		w.publishes(w.e)
		w.corrects(change.Correction{Reason: "verschreven", Documents: documents(w, "2.1 Oevers\n\nZacht.\n")})
		after, err := reader.Placements(ctx, w.e.ID)
		must(w, err)
		for i := range before {
			before[i].Version = 0
		}
		for i := range after {
			after[i].Version = 0
		}
		if !slices.Equal(before, after) {
			w.Errorf("the tree was\n%+v, is\n%+v", before, after)
		}
	})
}

func openAll(w *world, placed []cycle.Placement) error {
	var authors []change.Assignment
	for _, p := range placed {
		authors = append(authors, change.Assignment{Node: p.Node, Author: 1})
	}
	_, err := w.do.OpenReports(ctx, w.org.ID, cycle.System, w.e.ID, authors)
	return err
}

func TestATextThatWasNotSavedIsStillTheAuthors(t *testing.T) {
	each(t, func(w *world) {
		placed, err := w.do.SetTree(ctx, w.org.ID, cycle.System, w.e.ID, []change.Placing{{Number: "1", Title: "Water"}})
		must(w, err)
		reports, err := w.do.OpenReports(ctx, w.org.ID, cycle.System, w.e.ID, []change.Assignment{{Node: placed[0].Node, Author: 1}})
		must(w, err)
		text := cycle.Report{Sections: []cycle.SectionText{{Key: cycle.Summary, Text: richtext.Parse("Zie PS/2026/77.")}}}
		if err := w.do.WriteReport(ctx, w.org.ID, cycle.System, reports[0].ID, 99, text); err == nil {
			w.Fatal("a version that nobody saw was taken")
		}
		must(w, w.do.WriteReport(ctx, w.org.ID, cycle.System, reports[0].ID, 1, text))
		d, err := w.db.Read(w.org.ID).DecisionByReference(ctx, "PS/2026/77")
		must(w, err)
		for _, ref := range w.report(w.e, "1").Sections[0].Text.Refs() {
			if ref.ID != string(d.ID) {
				w.Errorf("the text refers to decision %s, which is not kept; PS/2026/77 is %s", ref.ID, d.ID)
			}
		}
	})
}

func TestAnActionThatStaysKeepsWhatItWaitsFor(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		before := w.report(w.e, "4.2.3")
		w.imports(w.e, "4.2.3 Natuurlijke oevers langs de Middelwetering\n\nKorter gezegd.\n")
		after := w.report(w.e, "4.2.3")
		if len(after.Actions) != len(before.Actions) || !slices.Equal(after.References, before.References) {
			w.Errorf("references were %+v, are %+v", before.References, after.References)
		}
	})
}

func TestNoReportIsOpenedInAPublishedEdition(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		w.publishes(w.e)
		p, err := w.db.Read(w.org.ID).PlacementByNumber(ctx, w.e.ID, "4.2")
		must(w, err)
		if err := openAll(w, []cycle.Placement{p}); !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("it answered %v", err)
		}
	})
}

func TestAReferenceGoesWithTheTextThatMadeIt(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		w.imports(w.e, page(w, " (zie ook 4.2.1)", ""))
		for _, ref := range w.report(w.e, "4.2.3").References {
			if ref.Number == "4.2.1" {
				w.Errorf("no text names 4.2.1 any more: %+v", ref)
			}
		}
	})
}
