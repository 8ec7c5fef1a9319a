package site

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"doelenboom/internal/cycle"
)

// The budget of next year is made before the accounts of this year. An action that is new in it is not missing from the
// accounts, which answer another budget; an action of the last monitor that the accounts pass over is.
func TestAnActionIsMissedOnlyWhereItWasGoneOnFrom(t *testing.T) {
	said := func(keys ...string) (s Said) {
		for _, key := range keys {
			s.actions = append(s.actions, saidOf{key: key, text: key, stands: string(cycle.ActionRunning)})
		}
		return s
	}
	editions := []string{"Monitor 2025-II", "Begroting 2026", "Jaarverslag 2025", "Monitor 2026-I"}
	got := map[string]string{}
	for _, f := range actionFates([]Said{said("oud"), said("nieuw"), said(), said("nieuw")}, editions, []int{-1, 0, 0, 1}) {
		for _, s := range f.Steps {
			got[f.What] += s.in() + ": " + s.Says + "; "
		}
		got[f.What] += f.Note
	}
	want := map[string]string{
		"oud":   "Monitor 2025-II: loopt; Begroting 2026 tot en met Monitor 2026-I: niet meer genoemd; Niet meer genoemd sinds Begroting 2026, zonder dat staat dat het gereed is.",
		"nieuw": "Begroting 2026 tot en met Monitor 2026-I: loopt; ",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
