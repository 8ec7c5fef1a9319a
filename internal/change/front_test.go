package change_test

import (
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
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
		if m := e.Mentions; len(m) != 1 || m[0].Block != "beslispunt-1" {
			w.Errorf("the page of the decision is told %+v", m)
		}
		if by := w.frozen(w.e, "1.1.2").ReferredBy; len(by) != 1 || by[0].Link.Kind != publication.LinkFront {
			w.Errorf("1.1.2 is told %+v", by)
		}
	})
}
