package web_test

import (
	"net/url"
	"strconv"
	"testing"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
)

func TestTheRoundAtAGlance(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", true)
		page := w.get("dirk", "rondes/monitor-2026-1/").ok(200).has("h1", "Monitor 2026-I").has("p", "0 van 3 verantwoordingen klaar voor het bestuur, 0 te laat.")
		page.has("tr", "Samen 2 nog niet begonnen, Samen nog niet begonnen 0 0 1 ingediend, Samen ingediend 0 0 3").has("h2", "Alle verantwoordingen (3)")
		w.get("dirk", "rondes/monitor-2026-1/?programma=5&stand=ingediend").ok(200).has("h2", "Verantwoordingen: programma 5, ingediend (1)").has("li", "5.1.1 Bedrijventerreinen")
		w.now = time.Date(2026, 5, 21, 9, 0, 0, 0, time.UTC)
		late := w.get("dirk", "rondes/monitor-2026-1/").has("h2", "Te laat (2)").has("li", "te laat: 20 mei 2026")
		w.post("dirk", "rondes/monitor-2026-1/herinneren", late.has("button", "Herinneren wie te laat is").form("/herinneren")).ok(200).has("p", "2 mensen krijgen elk één brief.")
		w.get("joost", "rondes/monitor-2026-1/").lacks("button", "Herinneren")
		w.get("dirk", "rondes/monitor-2026-1/?van=Bram+%28verzonnen%29").has("h2", "(1)").has("li", "6.1.1").has("option", "Anna (verzonnen)").has("a", "Toon alle")
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

// When a new executive divides the portfolios anew: holder, checker and theme of many reports, shown before it is done.
func TestDividingPortfoliosAnew(t *testing.T) {
	each(t, func(w *world) {
		rows, err := w.do.AddRegisters(ctx, w.org.ID, w.people["dirk"], change.Registers{
			Holders: []cycle.PortfolioHolder{{Name: "Noor de Wit (verzonnen)"}}, Themes: []cycle.Theme{{Name: "Brede welvaart"}, {Name: "Groei"}},
		})
		w.must(err)
		w.must(w.do.LinkNodes(ctx, w.org.ID, w.people["dirk"], []cycle.ThemeLink{{Theme: rows.Themes[1].ID, Node: w.nodes["5.1.1"], From: "2023-05-01"}}, nil))
		w.get("dirk", "rondes/monitor-2026-1/").has("option", "Noor de Wit").has("option", "Carla (verzonnen)")
		at := "rondes/monitor-2026-1/wijzigen"
		form := url.Values{
			"stuk": {string(w.reports["5.1.1"]), string(w.reports["6.1.1"])}, "houder": {string(rows.Holders[0].ID)}, "controleur": {number(w.people["carla"])},
			"thema": {string(rows.Themes[0].ID)}, "thema.eindigt": {string(rows.Themes[1].ID)}, "thema.laatste": {"2026-05-31"},
		}
		w.post("dirk", at, form).ok(422).has("a", "vanaf welke dag")
		form.Set("thema.vanaf", "2026-06-01")
		page := w.post("dirk", at, form).ok(200)
		page.has("p", "controleren doet Carla (verzonnen), de portefeuillehouder wordt Noor de Wit (verzonnen)")
		page.has("p", "het thema Groei hoort erbij tot en met 31 mei 2026 en het thema Brede welvaart hoort erbij vanaf 1 juni 2026")
		if len(w.report("5.1.1").Holders) > 0 {
			t.Error("looking at what would change changed it")
		}
		w.post("dirk", at, page.form("/wijzigen")).ok(303)
		if r := w.report("6.1.1"); r.Checker != w.people["carla"].Number || len(r.Holders) != 1 || r.Holders[0] != rows.Holders[0].ID {
			t.Errorf("%+v", r)
		}
		links, err := w.db.Read(w.org.ID).ThemeLinks(ctx)
		w.must(err)
		if len(links) != 3 {
			t.Errorf("%+v", links)
		}
		for _, l := range links {
			if l.Theme == rows.Themes[1].ID && l.Until != "2026-05-31" || l.Theme == rows.Themes[0].ID && l.From != "2026-06-01" {
				t.Errorf("%+v", l)
			}
		}
		form.Set("houder", "iemand-anders")
		w.post("dirk", at, form).ok(422).has("a", "kies iets uit de lijst")
		findings, err := w.db.VerifyHistory(ctx, w.org.ID)
		w.must(err)
		for _, f := range findings {
			t.Error(f)
		}
	})
}

func number(u cycle.User) string { return strconv.Itoa(int(u.Number)) }

func TestApprovingInBulk(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", true)
		w.writes("bram", "6.1.1", "De route ligt er.", true)
		form := url.Values{"stuk": {string(w.reports["5.1.1"]), string(w.reports["6.1.1"]), string(w.reports["5.1.2"])}}
		w.post("carla", "rondes/monitor-2026-1/akkoord", form).ok(303)
		w.post("carla", "rondes/monitor-2026-1/akkoord", form).ok(409).has("p", "U hebt niets aangevinkt dat op uw akkoord wacht.") // the last one is not a controller's
		w.post("joost", "rondes/monitor-2026-1/akkoord", form).ok(404)
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
