package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/cycle"
)

func (w *world) writing(number string) string {
	return "verantwoordingen/" + string(w.reports[number]) + "/schrijven"
}

func TestWriting(t *testing.T) {
	each(t, func(w *world) {
		page := w.get("anna", w.writing("5.1.1")).ok(200).has("h1", "5.1.1 Bedrijventerreinen").has("p", "schrijven tot en met 20 mei 2026")
		form := page.has("button", "Indienen bij Carla").form("/schrijven")
		form.Set("kernzin", "De eerste kavel is verkocht.")
		form.Set("rubriek.voortgang", "Op 3 april is de eerste kavel verkocht. Zie PS/2026/12 en prestatie 6.1.1.")
		form.Set("score.inhoud", "oranje")
		form.Set("score.inhoud.oorzaak", "Er is  geen stroom.")
		form.Set("mijlpaal.nieuw1.tekst", "Kade klaar")
		form.Set("mijlpaal.nieuw1.datum", "medio 2026")
		if to := w.post("anna", w.writing("5.1.1"), form).ok(303).header.Get("Location"); !strings.HasSuffix(to, "/schrijven?gedaan=bewaard") {
			t.Errorf("to %s", to)
		}
		r := w.report("5.1.1")
		progress, _ := r.Section(cycle.Progress)
		if r.Headline != "De eerste kavel is verkocht." || len(progress.Text.Refs()) != 2 {
			t.Errorf("kept: %q, references %v", r.Headline, progress.Text.Refs())
		}
		if s, _ := r.Score("inhoud"); s.Value != cycle.Orange || s.Cause != "Er is geen stroom." {
			t.Errorf("score %+v", s)
		}
		if len(r.Milestones) != 1 || r.Milestones[0].Date.From != "2026-06-01" && r.Milestones[0].Date.Text != "medio 2026" {
			t.Errorf("milestones %+v", r.Milestones)
		}
		again := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		if got := strings.TrimSpace(again.Get("rubriek.voortgang")); got != form.Get("rubriek.voortgang") {
			t.Errorf("shown again: %q", got)
		}
	})
}

// The form asks after a reserve in the words of the page; what is told of one without an answer is not lost.
func TestAReserveIsNamedInTheForm(t *testing.T) {
	each(t, func(w *world) {
		page := w.get("anna", w.writing("5.1.1")).ok(200).has("legend", "Betaald uit een reserve")
		form := page.form("/schrijven")
		form.Set("reserve.naam", "Groen en Water")
		form.Set("reserve.uitleg", "Nog niet bekend.")
		w.post("anna", w.writing("5.1.1"), form).ok(303)
		kept := func(answer, note string) {
			t.Helper()
			if r := w.report("5.1.1").Reserve; r == nil || r.Answer() != answer || r.Reserve != "Groen en Water" || r.Note != note {
				t.Errorf("kept %+v", r)
			}
		}
		kept("", "Nog niet bekend.")
		form = w.get("anna", w.writing("5.1.1")).ok(200).has("legend", "Relatie met reserve").form("/schrijven")
		form.Set("reserve", "ja")
		form.Set("reserve.uitleg", "Vier ton.")
		w.post("anna", w.writing("5.1.1"), form).ok(303)
		kept("ja", "Vier ton.")
	})
}

func TestAMovedMilestoneKeepsItsFirstDate(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("mijlpaal.nieuw1.tekst", "Kade klaar")
		form.Set("mijlpaal.nieuw1.datum", "1 juli 2026")
		w.post("anna", w.writing("5.1.1"), form).ok(303)
		form = w.get("anna", w.writing("5.1.1")).form("/schrijven")
		key := w.report("5.1.1").Milestones[0].Key
		form.Set("mijlpaal."+key+".datum", "eind 2026")
		form.Set("mijlpaal."+key+".stand", "verschoven")
		w.post("anna", w.writing("5.1.1"), form).ok(303)
		m := w.report("5.1.1").Milestones[0]
		if m.First.Text != "1 juli 2026" || m.Date.Text != "eind 2026" || m.State != cycle.MilestoneMoved {
			t.Errorf("%+v", m)
		}
	})
}

func TestWhatIsWrongComesBackFilledIn(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("kernzin", strings.Repeat("lang ", 50))
		form.Set("rubriek.voortgang", "Dit wil ik niet kwijt.")
		page := w.post("anna", w.writing("5.1.1"), form).ok(422).has("a", "de kernzin heeft 249 tekens").has("textarea", "Dit wil ik niet kwijt.")
		if page.form("/schrijven").Get("versie") != "1" {
			t.Error("the form does not go on from what it was made of")
		}
		page.has("p", "49 tekens te veel")
		form.Set("mijlpaal.nieuw1.tekst", "Brug")
		form.Set("mijlpaal.nieuw1.datum", "ooit")
		page = w.post("anna", w.writing("5.1.1"), form).ok(422).has("a", "is geen datum")
		if all := page.problems(); strings.Index(all, "de kernzin heeft") > strings.Index(all, "is geen datum") {
			t.Errorf("what is wrong does not stand in the order of the form: %s", all)
		}
		form.Set("kernzin", "")
		form.Set("mijlpaal.nieuw1.tekst", "")
		form.Set("mijlpaal.nieuw1.datum", "")
		form.Set("rubriek.voortgang", "")
		form.Set("daarna", "indienen")
		w.post("anna", w.writing("5.1.1"), form).ok(422).has("a", "de verantwoording heeft nog geen tekst")
	})
}

// The day stands in the same words everywhere: it is the last on which one can write, and late is said.
func TestLateIsSaid(t *testing.T) {
	each(t, func(w *world) {
		w.get("anna", w.writing("5.1.1")).has("span", "schrijven tot en met 20 mei 2026").lacks("span", "te laat")
		w.now = time.Date(2026, 5, 20, 9, 0, 0, 0, time.UTC)
		w.get("anna", w.writing("5.1.1")).lacks("span", "te laat")
		w.now = time.Date(2026, 5, 21, 9, 0, 0, 0, time.UTC)
		w.get("anna", w.writing("5.1.1")).has("span", "te laat: schrijven tot en met 20 mei 2026")
	})
}

func TestHandingIn(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("rubriek.voortgang", "Op 3 april is de eerste kavel verkocht.")
		form.Set("daarna", "indienen")
		if to := w.post("anna", w.writing("5.1.1"), form).ok(303).header.Get("Location"); !strings.HasSuffix(to, "/werk/waterland-oost/?gedaan=ingediend") {
			t.Errorf("to %s", to)
		}
		if stage := w.report("5.1.1").Stage; stage != cycle.Submitted {
			t.Errorf("it is %s", stage)
		}
		w.get("anna", w.writing("5.1.1")).ok(409).has("p", "er kan nu niet in geschreven worden")
	})
}

func TestWhoWrites(t *testing.T) {
	each(t, func(w *world) {
		want := map[string]int{"anna": 200, "dirk": 200, "fatma": 200, "loes": 200}
		for name := range w.people {
			status := want[name]
			if status == 0 {
				status = 404
			}
			if got := w.get(name, w.writing("5.1.1")); got.status != status {
				t.Errorf("%s: %d, want %d", name, got.status, status)
			}
		}
		money := w.get("fatma", w.writing("5.1.1")).lacks("label", "Kernzin").lacks("button", "Indienen").has("label", "Toelichting op financiën")
		form := money.form("/schrijven")
		form.Set("rubriek.financien", "€ 40.000 minder door de aanbesteding.")
		form.Set("kernzin", "Van een ander.") // made up by hand
		w.post("fatma", w.writing("5.1.1"), form).ok(303)
		r := w.report("5.1.1")
		if note, _ := r.Section(cycle.FinanceNote); note.Text.Empty() || r.Headline != "" {
			t.Errorf("%+v", r)
		}
	})
}

func TestTypingIsKept(t *testing.T) {
	each(t, func(w *world) {
		concept := "verantwoordingen/" + string(w.reports["5.1.1"]) + "/concept"
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("rubriek.voortgang", "Half geschre")
		w.post("anna", concept, form).ok(200).has("body", "Bewaard om 11.00")
		if w.report("5.1.1").Version != 1 {
			t.Error("typing changed the report")
		}
		w.post("anna", concept, form).ok(409).has("body", "ook open in een ander venster")
		page := w.get("anna", w.writing("5.1.1")).ok(200).has("textarea", "Half geschre").has("span", "nog niet opgeslagen in de verantwoording")
		again := page.form("/schrijven")
		again.Set("rubriek.voortgang", "Half geschreven.")
		w.post("anna", concept, again).ok(200)
		w.get("dirk", w.writing("5.1.1")).has("p", "Anna (verzonnen) (11.00) schrijft ook in dit stuk")
		w.post("anna", concept+"/weg", url.Values{}).ok(303)
		w.get("anna", w.writing("5.1.1")).ok(200).lacks("textarea", "Half geschre")
		w.post("bram", concept, form).ok(404)
		w.post("joost", concept, form).ok(404)
	})
}

func TestWhoSavesSecondChooses(t *testing.T) {
	each(t, func(w *world) {
		first := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		first.Set("rubriek.voortgang", "De eerste kavel is verkocht.\n\nDe tweede volgt in mei.")
		w.post("anna", w.writing("5.1.1"), first).ok(303)

		anna, dirk := w.get("anna", w.writing("5.1.1")).form("/schrijven"), w.get("dirk", w.writing("5.1.1")).form("/schrijven")
		dirk.Set("rubriek.voortgang", "De eerste kavel is verkocht aan een bakker.\n\nDe tweede volgt in mei.")
		w.post("dirk", w.writing("5.1.1"), dirk).ok(303)
		anna.Set("rubriek.voortgang", "De eerste kavel is verkocht.\n\nDe tweede volgt in juni, na de keuring.")
		anna.Set("kernzin", "Eén kavel verkocht.")
		page := w.post("anna", w.writing("5.1.1"), anna).ok(409).has("h1", "Intussen sloeg Dirk (verzonnen) dit stuk op").has("legend", "1. Kernzin").has("ins", "juni, na de keuring.")

		choice := page.form("/kiezen")
		choice.Set("keuze.rubriek.voortgang.1", "hun")
		choice.Set("keuze.rubriek.voortgang.2", "mijn")
		w.post("anna", "verantwoordingen/"+string(w.reports["5.1.1"])+"/kiezen", choice).ok(303)
		r := w.report("5.1.1")
		progress, _ := r.Section(cycle.Progress)
		if got := progress.Text.Text(); got != "De eerste kavel is verkocht aan een bakker.\n\nDe tweede volgt in juni, na de keuring." || r.Headline != "Eén kavel verkocht." {
			t.Errorf("%q, %q", r.Headline, got)
		}
		w.post("anna", "verantwoordingen/"+string(w.reports["5.1.1"])+"/kiezen", choice).ok(409) // the back button
	})
}

func TestCarryingForward(t *testing.T) {
	each(t, func(w *world) {
		// The budget tells of the node too; the monitor goes on from it.
		_, err := w.do.OpenReports(ctx, w.org.ID, w.people["dirk"], w.budget.ID, assigned(w, "5.1.1", "anna"))
		w.must(err)
		before, err := w.db.Read(w.org.ID).ReportOf(ctx, w.budget.ID, w.nodes["5.1.1"])
		w.must(err)
		text := before
		text.Sections = sections(cycle.FinanceNote, "Geen afwijking.")
		w.must(w.do.WriteReport(ctx, w.org.ID, w.people["anna"], before.ID, before.Version, text))

		page := w.get("anna", w.writing("5.1.1")).ok(200).has("details", "Geen afwijking.").has("button", "Deze tekst overnemen")
		form := page.form("/schrijven")
		form.Set("overnemen", cycle.FinanceNote)
		w.post("anna", "verantwoordingen/"+string(w.reports["5.1.1"])+"/overnemen", form).ok(303)
		page = w.get("anna", w.writing("5.1.1")).has("p", "is overgenomen uit Begroting 2026 en nog niet gewijzigd.")
		w.post("anna", w.writing("5.1.1"), page.form("/schrijven")).ok(303)
		if s, _ := w.report("5.1.1").Section(cycle.FinanceNote); !s.Carried || s.Text.Text() != "Geen afwijking." {
			t.Errorf("%+v", s)
		}
		form = w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("rubriek.financien", "Geen afwijking in het eerste kwartaal.")
		w.post("anna", w.writing("5.1.1"), form).ok(303)
		if s, _ := w.report("5.1.1").Section(cycle.FinanceNote); s.Carried {
			t.Error("a text that was changed is still marked as carried")
		}
	})
}
