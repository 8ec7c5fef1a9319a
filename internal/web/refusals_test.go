package web_test

import (
	"net/url"
	"strconv"
	"testing"
	"time"

	"doelenboom/internal/cycle"
)

// What rules refuse is read on a page of its own: a Dutch sentence that says what is the matter and what can be done. All
// sentences of the rules stand in the table of package cycle; here are those that somebody meets on the way.
func TestWhatSomebodyReadsWhenARuleSaysNo(t *testing.T) {
	each(t, func(w *world) {
		at := func(number string) url.Values {
			return url.Values{"versie": {strconv.Itoa(w.report(number).Version)}, "reden": {"Welke kavel?"}}
		}
		no := func(who, path string, form url.Values, text string) {
			w.Helper()
			w.post(who, path, form).ok(409).has("h1", "Dit kan nu niet").has("p", text)
		}
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", true)
		w.writes("anna", "5.1.2", "De kade is klaar.", false)
		w.get("anna", w.reading("5.1.1")+"schrijven").ok(409).has("p", "De verantwoording is ingediend en wacht op controle; er kan nu niet in geschreven worden.")
		no("carla", w.reading("5.1.2")+"terugsturen", at("5.1.2"), "De verantwoording is nog een concept; er is niets terug te sturen.")
		no("dirk", w.reading("5.1.2")+"heropenen", at("5.1.2"), "De verantwoording is nog een concept; de schrijver kan er al in werken.")
		no("eva", w.reading("5.1.1")+"akkoord", at("5.1.1"), "De verantwoording is ingediend en wacht op controle; het laatste akkoord kan pas als zij is gecontroleerd.")
		no("carla", w.reading("5.1.2")+"controleren", at("5.1.2"), "De verantwoording is nog een concept; controleren kan pas als de schrijver haar heeft ingediend.")
		no("eva", "rondes/monitor-2026-1/bestuur/vaststellen", nil, "Monitor 2026-I kan nog niet vastgesteld worden door het bestuur: 3 verantwoordingen hebben nog geen akkoord (5.1.1, 5.1.2, 6.1.1).")
		no("dirk", "rondes/monitor-2026-1/bestuur/heropenen", nil, "Monitor 2026-I is al open; er is niets te heropenen.")
		no("dirk", "rondes/monitor-2026-1/aanbieden/intrekken", nil, "Voor Monitor 2026-I staat geen moment klaar; er is niets in te trekken.")
		w.get("greet", "rondes/monitor-2026-1/vaststellen").ok(409).has("p", "Monitor 2026-I is nog in de maak; vaststellen kan alleen wat is aangeboden.")
		w.now = time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
		no("anna", w.reading("5.1.2")+"indienen", at("5.1.2"), "Monitor 2026-I is sinds 20 mei 2026 gesloten voor schrijvers; vraag de coördinator om uitstel.")
		w.now = monday
		w.approved()
		w.must(w.do.EstablishEdition(ctx, w.org.ID, w.people["eva"], w.monitor.ID))
		no("carla", w.reading("5.1.1")+"terugsturen", at("5.1.1"), "Monitor 2026-I is al vastgesteld door het bestuur, dus er gaat niets meer terug naar de schrijver; vraag de coördinator om de ronde te heropenen.")
		_, err := w.do.PublishEdition(ctx, w.org.ID, w.people["dirk"], w.monitor.ID, cycle.Release{State: cycle.StateOffered, Date: "2026-05-04"})
		w.must(err)
		no("dirk", "rondes/monitor-2026-1/bestuur/heropenen", nil, "Monitor 2026-I is al aangeboden, dus zij gaat niet meer open; wat openbaar is, verandert alleen nog met een correctie.")
		w.get("dirk", "rondes/monitor-2026-1/aanbieden").ok(409).has("p", "Monitor 2026-I is al aangeboden; er is niets meer aan te bieden.")
	})
}

// approved brings every report of the monitor as far as the executive's own decision.
func (w *world) approved() {
	w.Helper()
	var ids []cycle.ReportID
	for number, author := range map[string]string{"5.1.1": "anna", "5.1.2": "anna", "6.1.1": "bram"} {
		if r := w.report(number); r.Stage.Open() {
			w.writes(author, number, "De aanleg loopt.", true)
		}
		ids = append(ids, w.reports[number])
	}
	w.must(w.do.CheckReports(ctx, w.org.ID, w.people["carla"], ids))
	w.must(w.do.ApproveReports(ctx, w.org.ID, w.people["eva"], ids))
}
