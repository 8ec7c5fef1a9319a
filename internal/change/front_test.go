package change_test

import (
	"slices"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
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
