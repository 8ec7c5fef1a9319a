package web_test

import (
	"fmt"
	"net/url"
	"slices"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
)

func TestOpeningARound(t *testing.T) {
	each(t, func(w *world) {
		w.get("dirk", "rondes/nieuw").ok(200).has("legend", "Wat voor ronde?")
		w.get("dirk", "rondes/nieuw?soort=&jaar=volgend").ok(422).has("a", "kies wat voor ronde het is").has("a", "vier cijfers")
		page := w.get("dirk", "rondes/nieuw?soort=monitor&jaar=2026&volgnummer=&vergadering=2026-11-18").ok(200)
		form := page.form("/rondes/nieuw")
		for name, want := range map[string]string{
			"naam": "Monitor 2026-II", "adres": "monitor-2026-2", "schrijven": "2026-09-23", "aanbieden": "2026-10-28", "vergadering": "2026-11-18",
			"beantwoordt": string(w.budget.ID), "vanaf": string(w.monitor.ID),
		} {
			if got := form.Get(name); got != want {
				t.Errorf("%s is proposed as %q", name, got)
			}
		}
		form.Set("controle", "2026-09-01")
		form.Set("adres", "monitor-2026-1")
		w.post("dirk", "rondes/nieuw", form).ok(422).has("a", "er is al een ronde met dit adres").has("a", "de controle ligt voor de laatste dag van schrijven") // together
		form.Set("adres", "monitor-2026-2")
		w.post("dirk", "rondes/nieuw", form).ok(422).has("a", "de controle ligt voor de laatste dag van schrijven")
		form.Set("controle", "2026-10-01")
		w.post("anna", "rondes/nieuw", form).ok(404)
		w.post("dirk", "rondes/nieuw", form).ok(303)
		w.get("dirk", "rondes/monitor-2026-2/?gedaan=geopend").ok(200).has("p", "De ronde is open").has("li", "5.1.1 Bedrijventerreinen Anna (verzonnen)")
		e, err := w.db.Read(w.org.ID).EditionBySlug(ctx, "monitor-2026-2")
		w.must(err)
		if e.Calendar.Check != "2026-10-01" || e.Answers != w.budget.ID || e.Sequence != 2 {
			t.Errorf("%+v", e)
		}
	})
}

// A new round has the levels, sections, scores and checks of the edition that it begins with; the page says so.
func TestARoundTakesItsSettingsFromWhereItBegins(t *testing.T) {
	each(t, func(w *world) {
		propose := "rondes/nieuw?soort=monitor&jaar=2026&volgnummer=&vergadering=2026-11-18"
		w.get("dirk", propose).ok(200).has("p", "Monitor 2026-I heeft dezelfde niveaus, rubrieken, scores en controles als de standaard van de organisatie.")
		w.must(w.do.ChangeEdition(ctx, w.org.ID, w.people["dirk"], w.monitor.ID, func(e cycle.Edition) (cycle.Edition, error) {
			e.Settings.Levels = slices.Clone(e.Settings.Levels)
			e.Settings.Levels[0].Label = "Hoofdopgave"
			e.Settings.Checks.MoneyShare = 10
			return e, nil
		}))
		page := w.get("dirk", propose).ok(200).has("p", "Let op: Monitor 2026-I heeft andere niveaus en controles dan de standaard van de organisatie. De nieuwe ronde krijgt die van Monitor 2026-I.")
		form := page.form("/rondes/nieuw")
		w.post("dirk", "rondes/nieuw", form).ok(303)
		form.Set("adres", "monitor-2026-3")
		form.Set("vanaf", "")
		w.post("dirk", "rondes/nieuw", form).ok(303)
		for slug, want := range map[string]string{"monitor-2026-2": "Hoofdopgave 10", "monitor-2026-3": w.org.Defaults.Levels[0].Label + " 0"} {
			e, err := w.db.Read(w.org.ID).EditionBySlug(ctx, slug)
			w.must(err)
			if got := fmt.Sprint(e.Settings.Levels[0].Label, " ", e.Settings.Checks.MoneyShare); got != want {
				t.Errorf("%s has %s, want %s", slug, got, want)
			}
		}
		form.Set("adres", "monitor-2026-4")
		form.Set("vanaf", "een editie van een ander")
		w.post("dirk", "rondes/nieuw", form).ok(404)
	})
}

func TestSettingUpARound(t *testing.T) {
	each(t, func(w *world) {
		at := "rondes/monitor-2026-1/instellen"
		w.get("anna", at).ok(404)
		form := w.get("dirk", at).ok(200).form("/instellen")
		form.Set("naam", "Voorjaarsmonitor 2026")
		form.Set("inleiding", "Dit is de stand op 1 april.")
		form.Set("knop", "beslispunt:erbij")
		page := w.post("dirk", at, form).ok(200).has("legend", "Beslispunt 1").has("h1", "Monitor 2026-I instellen")
		form = page.form("/instellen")
		form.Set("beslispunt1.bedrag", "veel")
		name := form.Get("naam")
		form.Set("naam", "")
		w.post("dirk", at, form).ok(422).has("a", "is geen bedrag").has("a", "schrijf wat er besloten moet worden").has("a", "een editie heeft een naam")
		form.Set("naam", name)
		form.Set("beslispunt1.tekst", "Stel het krediet beschikbaar.")
		form.Set("beslispunt1.bedrag", "€ 250.000")
		form.Set("beslispunt1.knoop", string(w.nodes["5.1.1"]))
		form.Set("vergadering", "2026-05-10")
		w.post("dirk", at, form).ok(422).has("a", "de vergadering ligt voor de laatste dag van schrijven")
		form.Set("vergadering", "2026-07-01")
		w.post("dirk", at, form).ok(303)
		w.post("dirk", at, form).ok(409) // somebody saved in between
		e, err := w.db.Read(w.org.ID).Edition(ctx, w.monitor.ID)
		w.must(err)
		if e.Name != "Voorjaarsmonitor 2026" || e.Intro.Text() != "Dit is de stand op 1 april." || len(e.Decides) != 1 || *e.Decides[0].Amount != money.Cents(250_000_00) || e.Decides[0].Number != 1 {
			t.Errorf("%+v", e)
		}
		again := w.get("dirk", at).form("/instellen")
		if again.Get("beslispunt1.bedrag") != "€ 250.000" || again.Get("beslispunt1.knoop") != string(w.nodes["5.1.1"]) {
			t.Errorf("the form shows %v", again)
		}
		again.Set("beslispunt1.tekst", "Alles anders.")
		w.post("dirk", at, again).ok(303)
		if e, err = w.db.Read(w.org.ID).Edition(ctx, w.monitor.ID); err != nil || e.Decides[0].Key == "" || e.Decides[0].Key != again.Get("beslispunt1.sleutel") {
			t.Errorf("with other words it has another address: %+v, %v", e.Decides, err)
		}
	})
}

// Rows of a form change places by buttons that post; nothing is kept until the form is saved.
func TestRowsChangePlacesWithoutScripts(t *testing.T) {
	each(t, func(w *world) {
		at := "rondes/monitor-2026-1/instellen"
		form := w.get("dirk", at).form("/instellen")
		for name, value := range map[string]string{"beslispunt1.tekst": "Een", "beslispunt2.tekst": "Twee", "beslispunt3.tekst": "Drie"} {
			form.Set(name, value)
		}
		texts := func(button string) string {
			form.Set("knop", button)
			got := w.post("dirk", at, form).ok(200).form("/instellen")
			return got.Get("beslispunt1.tekst") + got.Get("beslispunt2.tekst") + got.Get("beslispunt3.tekst")
		}
		for button, want := range map[string]string{
			"beslispunt:omhoog:3": "EenDrieTwee", "beslispunt:omlaag:1": "TweeEenDrie", "beslispunt:weg:2": "EenDrie", "beslispunt:weg:9": "EenTweeDrie",
			"beslispunt:omhoog:1": "EenTweeDrie", "beslispunt:omlaag:3": "EenTweeDrie", "iets:weg:1": "EenTweeDrie",
		} {
			if got := texts(button); got != want {
				t.Errorf("%s gives %s", button, got)
			}
		}
		e, err := w.db.Read(w.org.ID).Edition(ctx, w.monitor.ID)
		w.must(err)
		if len(e.Decides) > 0 || e.Kind != cycle.Monitor {
			t.Error("a button beside a row kept something")
		}
		form.Del("knop")
		w.post("dirk", at, url.Values(form)).ok(303)
	})
}
