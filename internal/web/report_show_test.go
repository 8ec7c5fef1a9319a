package web_test

import (
	"net/url"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/testkit"
)

func (w *world) reading(number string) string {
	return "verantwoordingen/" + string(w.reports[number]) + "/"
}

func TestARoundOfOneReport(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "Op 3 april is de eerste kavel verkocht.", true)
		at := w.reading("5.1.1")

		page := w.get("carla", at).ok(200).has("strong", "ingediend").has("span", "geschreven door Anna (verzonnen)")
		w.post("carla", at+"terugsturen", url.Values{"versie": {"3"}, "reden": {" "}}).ok(422).has("a", "schrijf waarom het stuk teruggaat")
		form := page.form("/controleren")
		w.post("carla", at+"controleren", form).ok(303)
		w.get("carla", at).lacks("button", "Akkoord")
		w.get("dirk", "").has("h2", "Akkoord geven (1)")

		w.post("eva", at+"akkoord", w.get("eva", at).form("/akkoord")).ok(303)
		if r := w.report("5.1.1"); r.Stage != cycle.Approved || len(r.Approvals) != 2 {
			t.Errorf("%s, %v", r.Stage, r.Approvals)
		}
		back := w.get("carla", at).form("/terugsturen")
		back.Set("reden", "Noem ook de prijs.")
		w.post("carla", at+"terugsturen", back).ok(303)
		w.get("anna", at).ok(200).has("p", "Teruggestuurd: Noem ook de prijs.").has("a", "Schrijven")
	})
}

func TestNobodyApprovesWhatChangedMeanwhile(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", true)
		form := w.get("carla", w.reading("5.1.1")).form("/controleren")
		r := w.report("5.1.1")
		w.must(w.do.SendBackReport(ctx, w.org.ID, w.people["dirk"], r.ID, r.Version, "te kort"))
		w.writes("anna", "5.1.1", "Iets heel anders.", true)
		w.post("carla", w.reading("5.1.1")+"controleren", form).ok(409).has("p", "Het stuk veranderde terwijl u het las")
	})
}

func TestRemarks(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "Op 3 april is de eerste kavel verkocht.", false)
		at := w.reading("5.1.1")
		form := w.get("carla", at).ok(200).form("opmerkingen")
		form.Set("tekst", "Voor hoeveel?")
		w.post("carla", at+"opmerkingen", form).ok(303)
		w.get("anna", at).has("div", "Carla (verzonnen) 4 mei 2026, 11.00 Voor hoeveel?")

		comments, err := w.db.Read(w.org.ID).Comments(ctx, w.reports["5.1.1"])
		w.must(err)
		w.post("anna", at+"opmerkingen", url.Values{"antwoord-op": {string(comments[0].ID)}, "tekst": {"Voor € 400.000."}}).ok(303)
		w.post("anna", at+"opmerkingen", url.Values{"tekst": {"  "}}).ok(422).has("a", "schrijf wat u wilt opmerken")
		w.post("carla", at+"opmerkingen/"+string(comments[0].ID)+"/afgehandeld", url.Values{}).ok(303)
		w.get("anna", at).has("p", "Afgehandeld door Carla (verzonnen).").has("p", "Voor € 400.000.")
		w.get("anna", at).lacks("button", "Afgehandeld")
		w.post("joost", at+"opmerkingen", url.Values{"tekst": {"Ik lees alleen."}}).ok(404)
		w.post("carla", w.reading("6.1.1")+"opmerkingen/"+string(comments[0].ID)+"/afgehandeld", url.Values{}).ok(404)

		// The paragraph goes, the remark stays with what it was about.
		w.writes("anna", "5.1.1", "Heel iets anders staat hier nu, zonder een woord dat er eerst stond.", false)
		w.get("carla", at).has("p", "Bij een alinea die er niet meer staat: “Op 3 april is de eerste kavel verkocht.”")
	})
}

// Who reads only what changed still sees the pictures, and sections stand in the order of the form, not of who wrote first.
func TestWhatChangedIsReadWithItsPictures(t *testing.T) {
	each(t, func(w *world) {
		_, err := w.do.OpenReports(ctx, w.org.ID, w.people["dirk"], w.budget.ID, assigned(w, "5.1.1", "anna"))
		w.must(err)
		before, err := w.db.Read(w.org.ID).ReportOf(ctx, w.budget.ID, w.nodes["5.1.1"])
		w.must(err)
		text := before
		text.Sections = sections(cycle.Progress, "Het terrein wordt aangelegd.")
		w.must(w.do.WriteReport(ctx, w.org.ID, w.people["anna"], before.ID, before.Version, text))

		p, _ := w.picture("anna", "5.1.1", "kaart.png", testkit.Picture(40, 20))
		r := w.report("5.1.1")
		text = r
		now := richtext.Parse("Het terrein ligt er.\n\n![Kaart van het terrein](afbeelding:" + p.Blob + ")")
		text.Sections = []cycle.SectionText{{Key: cycle.FinanceNote, Text: richtext.Paragraphs("Geen afwijking.")}, {Key: cycle.Progress, Text: now}}
		w.must(w.do.WriteReport(ctx, w.org.ID, w.people["anna"], r.ID, r.Version, text))

		page := w.get("carla", w.reading("5.1.1")).ok(200).has("p", "U ziet wat er veranderde sinds Begroting 2026.").has("ins", "ligt er.")
		if !strings.Contains(page.body, `<img src="`+p.Adres+`"`) {
			t.Error("the picture is not seen")
		}
		if all := page.text(); strings.Index(all, "Toelichting op voortgang") > strings.Index(all, "Toelichting op financiën") {
			t.Errorf("sections are out of order: %s", all)
		}
	})
}

func TestTheControllersOwnJudgement(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "Alles loopt.", true)
		at := w.reading("5.1.1")
		form := w.get("carla", at).form("/oordeel")
		form.Set("oordeel.geld", "oranje")
		form.Set("oordeel", "De rekening van maart ontbreekt.")
		w.post("carla", at+"oordeel", form).ok(303)
		w.get("eva", at).has("h2", "Oordeel van Carla (verzonnen) (controle)").has("p", "De rekening van maart ontbreekt.")
		w.get("eva", at).lacks("button", "Oordeel bewaren")
		w.post("anna", at+"oordeel", form).ok(404)
		back := w.report("5.1.1")
		w.must(w.do.SendBackReport(ctx, w.org.ID, w.people["carla"], back.ID, back.Version, "zie oordeel"))
		w.writes("anna", "5.1.1", "Alles loopt echt.", true)
		if j := w.report("5.1.1").Judgement; j == nil || j.Note != "De rekening van maart ontbreekt." {
			t.Errorf("a judgement went when the author wrote again: %+v", j)
		}
	})
}
