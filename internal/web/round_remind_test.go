package web_test

import (
	"encoding/json"
	"net/url"
	"testing"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
)

func TestRemindingInBulk(t *testing.T) {
	each(t, func(w *world) {
		w.writes("bram", "6.1.1", "De route ligt er.", true)
		at := "rondes/monitor-2026-1/herinneren"
		form := url.Values{"stuk": {string(w.reports["5.1.1"]), string(w.reports["5.1.2"]), string(w.reports["6.1.1"])}}
		page := w.post("dirk", at, form).ok(200).has("p", "2 mensen krijgen elk één brief").has("li", "Anna (verzonnen) 2 verantwoordingen: schrijven").has("pre", "- 5.1.2 Havens en kades: schrijven, uiterlijk 20 mei 2026")
		page.has("li", "Carla (verzonnen) 1 verantwoording: controleren, als controleur; er is niemand aangewezen").has("pre", "/werk/waterland-oost/verantwoordingen/"+string(w.reports["5.1.1"]))
		if letters := w.letters(change.LetterReminder); letters != 0 {
			t.Error("looking sent a letter")
		}
		w.post("dirk", at, page.form("/herinneren")).ok(303)
		if letters := w.letters(change.LetterReminder); letters != 2 {
			t.Errorf("%d letters wait", letters)
		}
		w.get("dirk", "rondes/monitor-2026-1/herinneringen").ok(200).has("li", "Anna (verzonnen) 4 mei 2026, 11.00, 2 verantwoordingen")
		w.get("dirk", "brieven/").ok(200).has("li", "Anna (verzonnen): herinnering")
		w.post("dirk", at, form).ok(200).has("p", "2 mensen kregen vandaag al een herinnering").lacks("button", "Versturen")
		w.post("dirk", at, url.Values{"stuk": form["stuk"], "zeker": {"ja"}}).ok(409)
		w.post("dirk", at, url.Values{}).ok(409).has("p", "U hebt geen verantwoordingen aangevinkt.")
		for _, who := range []string{"anna", "carla", "ilse"} {
			w.post(who, at, form).ok(404)
		}
		w.get("anna", "brieven/").ok(404)
		w.get("anna", "rondes/monitor-2026-1/herinneringen").ok(404)
	})
}

// Who must check or give the last akkoord is reminded too, and the page says why it is them.
func TestRemindingWhoMustPassAReport(t *testing.T) {
	each(t, func(w *world) {
		at := "rondes/monitor-2026-1/herinneren"
		form := url.Values{"stuk": {string(w.reports["5.1.1"]), string(w.reports["6.1.1"])}}
		w.writes("anna", "5.1.1", "De kavel is verkocht.", true)
		w.writes("bram", "6.1.1", "De route ligt er.", true)
		carla := w.people["carla"].Number
		w.must(w.do.AssignReports(ctx, w.org.ID, w.people["dirk"], []cycle.ReportID{w.reports["5.1.1"]}, cycle.Assignment{Checker: &carla}, cycle.ThemeTurn{}))
		page := w.post("dirk", at, form).ok(200).has("p", "1 persoon krijgt een brief")
		page.has("li", "Carla (verzonnen) 1 verantwoording: controleren, als aangewezen controleur 1 verantwoording: controleren, als controleur; er is niemand aangewezen")
		page.has("pre", "- 5.1.1 Bedrijventerreinen: controleren (als aangewezen controleur)")
		w.must(w.do.CheckReports(ctx, w.org.ID, w.people["carla"], []cycle.ReportID{w.reports["5.1.1"], w.reports["6.1.1"]}))
		page = w.post("dirk", at, form).ok(200).has("p", "1 persoon krijgt een brief").has("pre", "- 5.1.1 Bedrijventerreinen: akkoord geven (als portefeuillehouder; bij het stuk staat niemand die akkoord kan geven)")
		page.has("li", "Eva (verzonnen) 2 verantwoordingen: akkoord geven, als portefeuillehouder; bij het stuk staat niemand die akkoord kan geven")
		w.post("dirk", at, page.form("/herinneren")).ok(303)
		for _, l := range w.waiting() {
			if l.Kind == change.LetterReminder && l.Account != "account-eva" {
				t.Errorf("%+v", l)
			}
		}
		w.must(w.do.ApproveReports(ctx, w.org.ID, w.people["eva"], []cycle.ReportID{w.reports["5.1.1"]}))
		w.post("dirk", at, form).ok(200).has("li", "5.1.1 Bedrijventerreinen is al klaar").lacks("button", "Versturen")
	})
}

// letters counts those of a kind that wait.
func (w *world) letters(kind change.LetterKind) (n int) {
	w.Helper()
	for _, l := range w.waiting() {
		if l.Kind == kind {
			n++
		}
	}
	return n
}

func TestSettingReminders(t *testing.T) {
	each(t, func(w *world) {
		at := "rondes/monitor-2026-1/herinneringen"
		w.post("dirk", at, url.Values{"voor": {"7, 1"}, "na": {"1"}}).ok(303)
		e, err := w.db.Read(w.org.ID).Edition(ctx, w.monitor.ID)
		if w.must(err); len(e.Remind) != 3 || e.Remind[0] != -7 || e.Remind[2] != 1 {
			t.Errorf("%v", e.Remind)
		}
		if form := w.get("dirk", at).ok(200).form("/herinneringen"); form.Get("voor") != "7, 1" || form.Get("na") != "1" {
			t.Errorf("%v", form)
		}
		w.post("dirk", at, url.Values{"voor": {"een week"}}).ok(422).has("a", "is geen aantal dagen")
		w.post("dirk", at, url.Values{"voor": {"365"}}).ok(422).has("a", "90 dagen")
		w.post("anna", at, url.Values{}).ok(404)
	})
}

func TestTheLastWeekTellsWhatWasNotBegun(t *testing.T) {
	each(t, func(w *world) {
		at := "rondes/monitor-2026-1/"
		w.get("dirk", at).ok(200).lacks("p", "nog niet begonnen;")
		w.now = time.Date(2026, 5, 13, 9, 0, 0, 0, time.UTC)
		w.get("dirk", at).has("p", "0 te laat. Aan 3 is nog niet begonnen; de laatste dag is 20 mei 2026.")
		w.now = time.Date(2026, 5, 21, 9, 0, 0, 0, time.UTC)
		w.get("dirk", at).lacks("p", "nog niet begonnen;")
	})
}

// waiting are the letters in the queue.
func (w *world) waiting() (all []change.Letter) {
	w.Helper()
	jobs, err := w.db.Read(w.org.ID).Jobs(ctx)
	w.must(err)
	for _, j := range jobs {
		var l change.Letter
		if j.Kind == change.MailJob {
			w.must(json.Unmarshal([]byte(j.Payload), &l))
			all = append(all, l)
		}
	}
	return all
}
