package web_test

import (
	"testing"
	"time"
)

func TestMyWork(t *testing.T) {
	each(t, func(w *world) {
		anna := w.get("anna", "").ok(200).has("h1", "Mijn werk").has("h2", "Schrijven (2)")
		anna.has("li", "5.1.2 Havens en kades Monitor 2026-I nog niet begonnen uiterlijk 20 mei 2026").lacks("li", "6.1.1")
		w.get("carla", "").ok(200).has("p", "Er ligt nu niets voor u klaar")
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", true)
		w.get("carla", "").ok(200).has("h2", "Controleren (1)").has("li", "5.1.1 Bedrijventerreinen")
		w.get("anna", "").ok(200).has("h2", "Schrijven (1)")
		w.get("fatma", "").ok(200).has("h2", "Meeschrijven (2)")
	})
}

func TestWhatIsLateComesFirst(t *testing.T) {
	each(t, func(w *world) {
		w.now = time.Date(2026, 5, 18, 9, 0, 0, 0, time.UTC)
		w.get("anna", "").has("li", "uiterlijk 20 mei 2026")
		w.now = time.Date(2026, 5, 21, 9, 0, 0, 0, time.UTC)
		w.get("anna", "").has("li", "te laat: uiterlijk 20 mei 2026")
	})
}

func TestNobodyAndStrangers(t *testing.T) {
	each(t, func(w *world) {
		w.get("", "").ok(401).has("h1", "Meld u aan")
		w.get("anna", "/werk/een-ander/").ok(404).has("h1", "Deze pagina is er niet")
		w.get("zomaar-iemand", "").ok(404)
		w.get("zomaar-iemand", "/werk/").ok(200).has("p", "hoort nog bij geen organisatie")
		if to := w.get("anna", "/werk/").ok(303).header.Get("Location"); to != "/werk/waterland-oost/" {
			t.Errorf("to %s", to)
		}
	})
}
