package web_test

import (
	"net/url"
	"testing"
	"time"

	"doelenboom/internal/cycle"
)

const round = "rondes/monitor-2026-1/"

// established is the monitor as the executive established it.
func (w *world) established() {
	w.Helper()
	w.ready("5.1.1", "5.1.2", "6.1.1")
	w.must(w.do.ApproveReports(ctx, w.org.ID, w.people["eva"], []cycle.ReportID{w.reports["5.1.1"], w.reports["5.1.2"], w.reports["6.1.1"]}))
	w.must(w.do.EstablishEdition(ctx, w.org.ID, w.people["eva"], w.monitor.ID))
}

func (w *world) offered() {
	w.Helper()
	w.established()
	w.offers()
}

// offers publishes the monitor that was established.
func (w *world) offers() {
	w.Helper()
	_, err := w.do.PublishEdition(ctx, w.org.ID, w.people["dirk"], w.monitor.ID, cycle.Release{State: cycle.StateOffered, Date: "2026-05-04"})
	w.must(err)
	w.must(w.jobs.RunPending(ctx, w.org.ID))
}

func (w *world) stage() cycle.Edition {
	w.Helper()
	e, err := w.db.Read(w.org.ID).Edition(ctx, w.monitor.ID)
	w.must(err)
	return e
}

func TestOfferingTellsWhatIsMissing(t *testing.T) {
	each(t, func(w *world) {
		w.ready("5.1.1")
		page := w.get("dirk", round+"aanbieden").ok(200).has("h2", "Dit moet eerst gebeuren").lacks("button", "Aanbieden")
		page.has("a", "5.1.2 Havens en kades: nog niet begonnen").has("a", "Nog niet vastgesteld door Gedeputeerde Staten")
		w.post("dirk", round+"aanbieden", url.Values{"dag": {"2026-05-04"}, "wanneer": {"nu"}}).ok(409)
		w.get("eva", round+"aanbieden").ok(404)
		w.get("greet", round+"aanbieden").ok(404)
	})
}

func TestOfferingNow(t *testing.T) {
	each(t, func(w *world) {
		w.established()
		form := w.get("dirk", round+"aanbieden").ok(200).form("/aanbieden")
		form.Set("dag", "2026-05-09")
		w.post("dirk", round+"aanbieden", form).ok(422).has("p", "deze dag moet nog komen")
		form.Set("dag", "2026-05-04")
		form.Set("vergadering", "2026-05-27")
		w.post("dirk", round+"aanbieden", form).ok(303)
		if e := w.stage(); e.Stage != cycle.Offered {
			t.Errorf("%s", e.Stage)
		}
		w.get("dirk", round+"aanbieden").ok(409).has("p", "Monitor 2026-I is al aangeboden; er is niets meer aan te bieden.")
		w.get("dirk", round).has("p", "Monitor 2026-I is aangeboden.").lacks("p", "te laat")
		w.get("dirk", round+"?gedaan=aangeboden").has("p", "Aangeboden. Binnen een minuut").has("a", "Vaststellen")
	})
}

func TestOfferingAtAMoment(t *testing.T) {
	each(t, func(w *world) {
		w.established()
		form := w.get("dirk", round+"aanbieden").form("/aanbieden")
		form.Set("wanneer", "later")
		form.Set("tijd", "08:00") // it is eleven here
		w.post("dirk", round+"aanbieden", form).ok(422).has("p", "dit moment is al voorbij")
		form.Set("dag", "2026-05-06")
		form.Set("tijd", "09:30")
		w.post("dirk", round+"aanbieden", form).ok(303)
		w.get("dirk", round).has("strong", "Wordt aangeboden op 6 mei 2026, 09.30.").has("button", "Dit moment intrekken")
		w.get("joost", round).has("strong", "Wordt aangeboden op 6 mei 2026, 09.30.").lacks("button", "Dit moment intrekken")
		w.post("joost", round+"aanbieden/intrekken", nil).ok(404)
		w.post("dirk", round+"aanbieden/intrekken", nil).ok(303)
		w.get("dirk", round).lacks("strong", "Wordt aangeboden")
		w.post("dirk", round+"aanbieden", form).ok(303)
		w.now = time.Date(2026, 5, 6, 7, 30, 0, 0, time.UTC)
		w.must(w.jobs.RunPending(ctx, w.org.ID))
		if e := w.stage(); e.Stage != cycle.Offered || e.Planned != nil {
			t.Errorf("%s, %+v", e.Stage, e.Planned)
		}
	})
}

// The round is opened again before the moment comes: nothing becomes public, and the page says why.
func TestAMomentThatCameTooEarlyIsTold(t *testing.T) {
	each(t, func(w *world) {
		w.established()
		form := w.get("dirk", round+"aanbieden").form("/aanbieden")
		form.Set("wanneer", "later")
		form.Set("tijd", "15:00")
		w.post("dirk", round+"aanbieden", form).ok(303)
		w.post("dirk", round+"bestuur/heropenen", nil).ok(303)
		w.now = w.now.Add(6 * time.Hour)
		w.must(w.jobs.RunPending(ctx, w.org.ID))
		w.get("dirk", round).has("strong", "Niet aangeboden op 4 mei 2026, 15.00.").has("span", "het bestuur moet haar eerst vaststellen")
		w.post("dirk", round+"aanbieden/intrekken", nil).ok(303)
		w.get("dirk", round).lacks("strong", "Niet aangeboden")
	})
}

func TestThePreviewIsForPeopleAtWork(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", false)
		page := w.get("joost", round+"voorbeeld/monitor-2026-1/").ok(200).has("strong", "Voorbeeld, niet openbaar.").has("h1", "Monitor 2026-I")
		if page.header.Get("Cache-Control") != "no-store" || page.header.Get("X-Robots-Tag") != "noindex" {
			t.Errorf("%v", page.header)
		}
		w.get("joost", round+"voorbeeld/monitor-2026-1/5.1.1-bedrijventerreinen/").ok(200).has("p", "De eerste kavel is verkocht.")
		w.get("joost", round+"voorbeeld/").ok(200).has("a", "Monitor 2026-I")
		w.get("joost", round+"voorbeeld/monitor-2026-1").ok(303)
		w.get("joost", round+"voorbeeld/monitor-2026-1/5.1.9-niets/").ok(404)
		w.get("", round+"voorbeeld/monitor-2026-1/").ok(401)
	})
}
