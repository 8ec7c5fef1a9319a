package web_test

import (
	"net/url"
	"testing"
	"time"

	"doelenboom/internal/cycle"
)

func TestTheRoundAtAGlance(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", true)
		page := w.get("dirk", "rondes/monitor-2026-1/").ok(200).has("h1", "Monitor 2026-I").has("p", "0 van 3 verantwoordingen klaar voor het bestuur, 0 te laat.")
		page.has("tr", "Samen 2 0 0 1 0 0 3").has("h2", "Alle verantwoordingen (3)")
		w.get("dirk", "rondes/monitor-2026-1/?programma=5&stand=ingediend").ok(200).has("h2", "Verantwoordingen: programma 5, ingediend (1)").has("li", "5.1.1 Bedrijventerreinen")
		w.now = time.Date(2026, 5, 21, 9, 0, 0, 0, time.UTC)
		w.get("dirk", "rondes/monitor-2026-1/").has("h2", "Te laat (2)")
		w.get("dirk", "rondes/").ok(200).has("li", "Monitor 2026-I in de maak, schrijven tot en met 20 mei 2026")
		w.get("joost", "rondes/monitor-2026-1/").ok(200).lacks("button", "Wijzigen")
		w.get("dirk", "rondes/bestaat-niet/").ok(404)
	})
}

func TestGivingWorkToOthers(t *testing.T) {
	each(t, func(w *world) {
		at := "rondes/monitor-2026-1/wijzigen"
		form := url.Values{"stuk": {string(w.reports["5.1.1"]), string(w.reports["6.1.1"])}, "schrijver": {"2"}, "dag": {"2026-06-01"}}
		page := w.post("dirk", at, form).ok(200).has("p", "Bij 2 verantwoordingen: de schrijver wordt Bram (verzonnen) en de laatste dag van schrijven wordt 1 juni 2026.")
		if w.report("5.1.1").Author != w.people["anna"].Number {
			t.Error("looking at what would change changed it")
		}
		w.post("dirk", at, page.form("/wijzigen")).ok(303)
		if r := w.report("5.1.1"); r.Author != w.people["bram"].Number || r.Due != "2026-06-01" {
			t.Errorf("%+v", r)
		}
		if r := w.report("5.1.2"); r.Author != w.people["anna"].Number {
			t.Error("a report that was not ticked changed")
		}
		w.post("dirk", at, url.Values{"schrijver": {"2"}}).ok(409).has("p", "U hebt geen verantwoordingen aangevinkt.")
		w.post("dirk", at, url.Values{"stuk": {string(w.reports["5.1.1"])}, "dag": {"gisteren"}}).ok(422).has("a", "is geen dag")
		w.post("anna", at, form).ok(404)
	})
}

func TestApprovingInBulk(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", true)
		w.writes("bram", "6.1.1", "De route ligt er.", true)
		form := url.Values{"stuk": {string(w.reports["5.1.1"]), string(w.reports["6.1.1"]), string(w.reports["5.1.2"])}}
		w.post("carla", "rondes/monitor-2026-1/akkoord", form).ok(303)
		w.post("carla", "rondes/monitor-2026-1/akkoord", form).ok(404) // a controller does not give the last akkoord
		w.post("eva", "rondes/monitor-2026-1/akkoord", form).ok(303)
		for _, number := range []string{"5.1.1", "6.1.1"} {
			if stage := w.report(number).Stage; stage != cycle.Approved {
				t.Errorf("%s is %s", number, stage)
			}
		}
		w.post("eva", "rondes/monitor-2026-1/akkoord", form).ok(409)
	})
}

func TestReopening(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", true)
		at := w.reading("5.1.1") + "heropenen"
		w.post("dirk", at, url.Values{"versie": {"3"}, "reden": {""}}).ok(422)
		w.post("anna", at, url.Values{"versie": {"3"}, "reden": {"Toch nog iets."}}).ok(404)
		w.post("dirk", at, url.Values{"versie": {"3"}, "reden": {"Er is een nieuw cijfer."}}).ok(303)
		w.get("anna", w.reading("5.1.1")).has("p", "Teruggestuurd: Er is een nieuw cijfer.")
	})
}
