package change_test

import (
	"errors"
	"slices"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
)

// What is asked of the council keeps its words; a decision that it names is known from then on, and links when it is published.
func TestWhatIsAskedOfTheCouncilLinksToWhatItNames(t *testing.T) {
	each(t, func(w *world) {
		w.placed(w.e, dikes...)
		const asked = "€ 2 miljoen uit PS 2025/ 336 inzetten voor prestatie 1.1.2."
		must(w, w.do.ChangeEdition(ctx, w.org.ID, cycle.System, w.e.ID, func(e cycle.Edition) (cycle.Edition, error) {
			e.Decides = []cycle.DecisionPoint{{Number: 1, Text: asked}}
			return e, nil
		}))
		if _, err := w.db.Read(w.org.ID).DecisionByReference(ctx, "PS/2025/336"); err != nil {
			w.Errorf("the decision is not known: %v", err)
		}
		w.reports("1.1.1", cycle.Report{Headline: "De dijk is klaar."})
		frozen, err := change.OpenRevision(w.blobs, w.publishes(w.e))
		must(w, err)
		defer frozen.Close()
		e, err := frozen.Edition()
		must(w, err)
		if d := e.Decides[0]; d.Text != asked || len(d.Runs) != 5 || len(e.Links) != 2 || e.Links[0].Kind != publication.LinkDecision || e.Links[1].Kind != publication.LinkNode {
			w.Errorf("published: %+v with the links %+v", d, e.Links)
		}
		if m := e.Mentions; len(m) != 1 || m[0].Block != e.Decides[0].Fragment() || m[0].Block == "beslispunt-1" {
			w.Errorf("the page of the decision is told %+v", m)
		}
		if by := w.frozen(w.e, "1.1.2").ReferredBy; len(by) != 1 || by[0].Link.Kind != publication.LinkFront {
			w.Errorf("1.1.2 is told %+v", by)
		}
	})
}

// The address of what is asked stays, whatever comes before it and however its words change, and a correction leaves it.
func TestWhatIsAskedKeepsItsAddress(t *testing.T) {
	each(t, func(w *world) {
		w.placed(w.e, dikes...)
		w.reports("1.1.1", cycle.Report{Headline: "De dijk is klaar."})
		asks := func(texts ...string) (keys []string) {
			must(w, w.do.ChangeEdition(ctx, w.org.ID, cycle.System, w.e.ID, func(e cycle.Edition) (cycle.Edition, error) {
				e.Decides = nil
				for i, text := range texts {
					e.Decides = append(e.Decides, cycle.DecisionPoint{Number: i + 1, Text: text})
				}
				return e, nil
			}))
			saved, err := w.db.Read(w.org.ID).Edition(ctx, w.e.ID)
			must(w, err)
			for _, d := range saved.Decides {
				keys = append(keys, d.Key)
			}
			return keys
		}
		first := asks("De jaarstukken vaststellen.", "€ 2 miljoen voor de dijk beschikbaar stellen.")
		then := asks("De jaarstukken vaststellen.", "Het voorstel van het college afwijzen.", "€ 3 miljoen voor de dijk beschikbaar stellen.")
		if first[0] == "" || first[0] != then[0] || first[1] != then[2] || then[1] == first[0] || then[1] == first[1] {
			w.Fatalf("asked as %v, and with one in between as %v", first, then)
		}
		published := func(row store.Revision) (fragments []string) {
			frozen, err := change.OpenRevision(w.blobs, row)
			must(w, err)
			defer frozen.Close()
			e, err := frozen.Edition()
			must(w, err)
			for i := range e.Decides {
				fragments = append(fragments, e.Decides[i].Fragment())
			}
			return fragments
		}
		want := []string{"beslispunt-" + then[0], "beslispunt-" + then[1], "beslispunt-" + then[2]}
		if got := published(w.publishes(w.e)); !slices.Equal(got, want) {
			w.Errorf("published as %v, want %v", got, want)
		}
		e, err := w.db.Read(w.org.ID).Edition(ctx, w.e.ID)
		must(w, err)
		intro := &change.Introduction{Text: richtext.Parse("Lees eerst dit."), Seen: e.Version}
		if got := published(w.corrects(change.Correction{Intro: intro, Reason: "de inleiding ontbrak"})); !slices.Equal(got, want) {
			w.Errorf("corrected they stand at %v, want %v", got, want)
		}
	})
}

// A slip or a wrong amount in what is asked is put right; the point keeps its address, and tells that it was corrected, also
// after a later correction of something else. What stood there first is kept, in its revision and in the history.
func TestWhatIsAskedIsPutRight(t *testing.T) {
	each(t, func(w *world) {
		w.placed(w.e, dikes...)
		w.reports("1.1.1", cycle.Report{Headline: "De dijk is klaar."})
		must(w, w.do.ChangeEdition(ctx, w.org.ID, cycle.System, w.e.ID, func(e cycle.Edition) (cycle.Edition, error) {
			e.Decides = []cycle.DecisionPoint{{Number: 1, Text: "De jaarstukken vaststelen."}, {Number: 2, Text: "Geld voor de dijk.", Amount: new(money.Cents(2_000_000_00))}}
			return e, nil
		}))
		asked := func(row store.Revision) []publication.DecisionPoint {
			frozen, err := change.OpenRevision(w.blobs, row)
			must(w, err)
			defer frozen.Close()
			e, err := frozen.Edition()
			must(w, err)
			if e.Correction != nil {
				w.Errorf("revision %d says that the introduction was corrected", row.Number)
			}
			return e.Decides
		}
		first := w.publishes(w.e)
		before := asked(first)
		e, err := w.db.Read(w.org.ID).Edition(ctx, w.e.ID)
		must(w, err)
		slip := change.Correction{Reason: "het woord en het bedrag waren verschreven", Seen: e.Version, Points: []cycle.PointChange{
			{Number: 1, Text: "De jaarstukken vaststellen, als gevraagd in PS/2026/31."}, {Number: 2, Amount: new(money.Cents(2_500_000_00))},
		}}
		after := asked(w.corrects(slip))
		for i, d := range after {
			if d.Key != before[i].Key || d.Correction == nil || d.Correction.Revision != 2 || d.Correction.Reason != slip.Reason {
				w.Errorf("point %d was %+v and is %+v, corrected %+v", d.Number, before[i], d, d.Correction)
			}
		}
		if after[0].Runs == nil || after[0].Text != slip.Points[0].Text || after[1].Text != "Geld voor de dijk." || *after[1].Amount != 2_500_000_00 {
			w.Errorf("corrected they are %+v", after)
		}
		if still := asked(first); still[0].Text != "De jaarstukken vaststelen." || *still[1].Amount != 2_000_000_00 {
			w.Errorf("the first revision says %+v", still)
		}
		if _, err := w.do.Correct(ctx, w.org.ID, cycle.System, w.e.ID, slip); !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("with the same words once more it answers %v", err)
		}
		e, err = w.db.Read(w.org.ID).Edition(ctx, w.e.ID)
		must(w, err)
		later := asked(w.corrects(change.Correction{Reason: "nog een slip", Decision: "PS/2026/90", Seen: e.Version, Points: []cycle.PointChange{{Number: 2, NoAmount: true}}}))
		if c := later[0].Correction; c == nil || c.Revision != 2 {
			w.Errorf("the first point is marked %+v", c)
		}
		if c := later[1].Correction; c == nil || c.Revision != 3 || c.Decision != "PS/2026/90" || later[1].Amount != nil {
			w.Errorf("the second is marked %+v", c)
		}
		faults, err := w.db.VerifyHistory(ctx, w.org.ID)
		if err != nil || len(faults) > 0 {
			w.Errorf("the history says %v, %v", faults, err)
		}
	})
}
