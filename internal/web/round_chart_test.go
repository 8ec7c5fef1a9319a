package web_test

import (
	"testing"
	"time"
)

func TestHowARoundFillsUp(t *testing.T) {
	each(t, func(w *world) {
		w.get("dirk", "rondes/begroting-2026/verloop").ok(200).has("p", "Er is nog geen verantwoording geopend.")
		w.now = monday.Add(24 * time.Hour)
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", true)
		w.now = monday.Add(48 * time.Hour)
		r := w.report("5.1.1")
		w.must(w.do.SendBackReport(ctx, w.org.ID, w.people["carla"], r.ID, r.Version, "te kort"))
		page := w.get("dirk", "rondes/monitor-2026-1/verloop").ok(200)
		page.has("tr", "3 mei 2026 0 % 0 % 0 %").has("tr", "5 mei 2026 33 % 0 % 0 %").has("tr", "6 mei 2026 0 % 0 % 0 %")
	})
}
