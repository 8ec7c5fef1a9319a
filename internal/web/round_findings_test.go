package web_test

import "testing"

func TestFindingsOfTheWholeRound(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "PM cijfers.", false)
		w.get("dirk", "rondes/monitor-2026-1/bevindingen").ok(200).has("h2", "Opengelaten plek (1)").has("li", "5.1.1 Bedrijventerreinen")
	})
}
