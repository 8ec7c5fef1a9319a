package change_test

import (
	"errors"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
)

func TestADecisionThatATextNamedIsFilledInAndKeepsItsAddress(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		named, err := w.db.Read(w.org.ID).DecisionByReference(ctx, "PS/2025/118")
		must(w, err)
		add := change.Registers{Decisions: []cycle.Decision{{Reference: "PS/2025/118", Title: "Uitvoeringsbesluit Blauwe Bocht", State: cycle.DecisionTaken}}}
		_, err = w.do.AddRegisters(ctx, w.org.ID, cycle.System, add)
		must(w, err)
		entered, err := w.db.Read(w.org.ID).DecisionByReference(ctx, "PS/2025/118")
		must(w, err)
		if entered.ID != named.ID || entered.Slug != named.Slug || entered.Title == "" {
			w.Errorf("named as %+v, entered as %+v", named, entered)
		}
		if _, err := w.do.AddRegisters(ctx, w.org.ID, cycle.System, add); !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("the same decision was entered twice: %v", err)
		}
	})
}
