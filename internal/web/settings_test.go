package web_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"doelenboom/internal/check"
	"doelenboom/internal/cycle"
)

func TestTheSettingsOfARound(t *testing.T) {
	each(t, func(w *world) {
		at := "rondes/monitor-2026-1/instellingen"
		w.get("anna", at).ok(404)
		w.get("ilse", at).ok(200)
		page := w.get("dirk", at).ok(200).has("option", "prestatie: wat u doet")
		form := page.form("/instellingen")
		// What is not changed is kept as it was, to the last threshold.
		w.post("dirk", at, form).ok(303)
		was, now := w.monitor.Settings, w.settings()
		if len(was.Sections) != len(now.Sections) || now.Sections[2].Guide != was.Sections[2].Guide || now.Sections[0].Source(cycle.Budget) != cycle.CarriedForward || now.Checks.MoneyShare != 0 || len(now.Checks.Off) > 0 {
			t.Errorf("%+v", now)
		}
		w.post("dirk", at, form).ok(409)
		form = w.get("dirk", at).form("/instellingen")
		form.Set("niveau1.naam", "Programma")
		form.Set("score1.vraag.monitor", "Gaat het goed?")
		form.Set("score1.waarde1.woord", "loopt")
		form.Set("geldbedrag", "€ 50.000")
		form.Del("regel")
		form.Set("regel", string(check.TooLong))
		form.Set("knop", "rubriek:erbij")
		form = w.post("dirk", at, form).ok(200).has("legend", "Rubriek 5").form("/instellingen")
		form.Set("rubriek5.lengte", "lang")
		form.Set("leesindex", "-")
		// What the form cannot read and what the rules say of the rest come together, each field once.
		told := w.post("dirk", at, form).ok(422).has("a", `"lang" is geen heel getal`).has("a", `"-" is geen heel getal`).has("a", "rubriek 5 heeft een naam nodig")
		if n := len(slices.DeleteFunc(told.all("a"), func(text string) bool {
			return !strings.Contains(text, "geen heel getal") && !strings.Contains(text, "heeft een naam nodig")
		})); n != 3 {
			t.Errorf("%d problems: %s", n, told.text())
		}
		form.Set("rubriek5.lengte", "1.200")
		form.Set("leesindex", "")
		form.Set("rubriek5.naam", "Risico's")
		w.post("dirk", at, form).ok(303)
		now = w.settings()
		if s := now.Sections[4]; s.Label != "Risico's" || s.Key == "" || s.MaxLength != 1200 {
			t.Errorf("%+v", s)
		}
		if now.Level(0).Label != "Programma" || now.Aspects[0].Question(cycle.Monitor) != "Gaat het goed?" || now.Aspects[0].Question(cycle.Accounts) == "" || now.Aspects[0].Values[0].Word != "loopt" || now.Checks.MoneyFloor != 50_000_00 {
			t.Errorf("%+v", now)
		}
		if now.Checks.On(string(check.HardLanguage)) || !now.Checks.On(string(check.TooLong)) {
			t.Errorf("%+v", now.Checks)
		}
	})
}

// What reports use cannot go: it is told which, and the form comes back.
func TestASectionWithTextStays(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", false)
		at := "rondes/monitor-2026-1/instellingen"
		form := w.get("dirk", at).form("/instellingen")
		form.Set("knop", "rubriek:weg:3")
		form = w.post("dirk", at, form).ok(200).lacks("legend", "Toelichting op voortgang").form("/instellingen")
		form.Set("zinslengte", "lang")
		w.post("dirk", at, form).ok(422).has("a", `"lang" is geen heel getal`).has("a", "de rubriek Toelichting op voortgang kan niet weg: zij heeft tekst in 1 verantwoording")
	})
}

func (w *world) settings() cycle.Settings {
	w.Helper()
	e, err := w.db.Read(w.org.ID).Edition(ctx, w.monitor.ID)
	w.must(err)
	return e.Settings
}

func TestWhatNewRoundsBeginWith(t *testing.T) {
	each(t, func(w *world) {
		at := "inrichten/standaard"
		w.get("anna", at).ok(404)
		form := w.get("dirk", at).ok(200).form("/standaard")
		if form.Get("rubriek1.bron.monitor") != string(cycle.Ordered) || form.Get("score1.vraag.jaarverslag") != "Is dit gehaald?" {
			t.Errorf("%v", form)
		}
		form.Set("knop", "score:erbij")
		form = w.post("dirk", at, form).ok(200).has("legend", "Onderwerp 3").form("/standaard")
		form.Set("score3.naam", "Tijd")
		form.Set("geldbedrag", "veel")
		w.post("dirk", at, form).ok(422).has("a", `"veel" is geen bedrag`).has("a", "waarde 1 van onderwerp 3 heeft een woord nodig")
		form.Set("geldbedrag", "")
		for n, word := range []string{"op tijd", "later", "te laat"} {
			form.Set("score3.waarde"+strconv.Itoa(n+1)+".woord", word)
		}
		w.post("dirk", at, form).ok(303)
		o, err := w.db.Read(w.org.ID).Organisation(ctx)
		w.must(err)
		a, ok := o.Defaults.Aspect("tijd")
		if !ok || !a.Judged || len(a.Values) != 3 || a.Values[2].Key != cycle.Red || a.Values[2].Word != "te laat" {
			t.Errorf("%+v", o.Defaults.Aspects)
		}
		if len(w.settings().Aspects) != 2 {
			t.Error("a round that was open already changed")
		}
	})
}

func TestTheOrganisation(t *testing.T) {
	each(t, func(w *world) {
		w.get("anna", "inrichten/").ok(404)
		w.get("anna", "").lacks("a", "Inrichten")
		form := w.get("dirk", "inrichten/").ok(200).has("a", "Inrichten").form("/inrichten/")
		form.Set("naam", "")
		form.Set("raad.kort", "")
		w.post("dirk", "inrichten/", form).ok(422).has("a", "een organisatie heeft een naam").has("a", "zeg wie vaststelt")
		form.Set("naam", "Provincie Waterland (verzonnen)")
		form.Set("raad.kort", "Staten")
		form.Set("contact", "pc@example.nl")
		w.post("dirk", "inrichten/", form).ok(303)
		w.post("dirk", "inrichten/", form).ok(409)
		o, err := w.db.Read(w.org.ID).Organisation(ctx)
		w.must(err)
		if o.Name != "Provincie Waterland (verzonnen)" || o.Bodies.CouncilShort != "Staten" || o.Contact != "pc@example.nl" || len(o.Defaults.Levels) != 3 {
			t.Errorf("%+v", o)
		}
	})
}
