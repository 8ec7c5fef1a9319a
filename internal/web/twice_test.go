package web_test

import (
	"net/url"
	"strconv"
	"testing"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// A form that is sent twice, by a double click or after the back button, ends as it did the first time, and nothing is
// written twice. What somebody else did meanwhile is a conflict still.
func TestAFormThatIsSentTwice(t *testing.T) {
	each(t, func(w *world) {
		twice := func(who, path string, form url.Values) {
			w.Helper()
			first := w.post(who, path, form).ok(303)
			before := w.line()
			if second := w.post(who, path, form).ok(303); second.header.Get("Location") != first.header.Get("Location") {
				w.Errorf("%s: first to %s, then to %s", path, first.header.Get("Location"), second.header.Get("Location"))
			}
			if now := w.line(); now != before {
				w.Errorf("%s: the second time wrote %d lines", path, now-before)
			}
		}
		seen := func(number string) url.Values {
			return url.Values{"versie": {strconv.Itoa(w.report(number).Version)}}
		}
		with := func(form url.Values, name, value string) url.Values { form.Set(name, value); return form }

		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", false)
		twice("anna", w.reading("5.1.1")+"indienen", seen("5.1.1"))
		back := with(seen("5.1.1"), "reden", "Welke kavel?")
		twice("carla", w.reading("5.1.1")+"terugsturen", back)
		w.post("carla", w.reading("5.1.1")+"terugsturen", with(back, "reden", "Te kort.")).ok(409)

		saving := with(w.get("anna", w.writing("5.1.1")).form("/schrijven"), "daarna", "indienen")
		saving.Set("rubriek.voortgang", "De kavel aan de haven is verkocht.")
		twice("anna", w.writing("5.1.1"), saving)
		w.post("anna", w.writing("5.1.1"), with(saving, "kernzin", "Iets heel anders.")).ok(409)

		check := seen("5.1.1")
		twice("carla", w.reading("5.1.1")+"controleren", check)
		w.post("dirk", w.reading("5.1.1")+"controleren", check).ok(404) // who may not is not told that it was done
		approve := seen("5.1.1")
		twice("eva", w.reading("5.1.1")+"akkoord", approve)
		w.post("dirk", w.reading("5.1.1")+"akkoord", approve).ok(409).has("p", "Het stuk veranderde terwijl u het las")

		w.writes("anna", "5.1.2", "De kade is klaar.", true)
		w.writes("bram", "6.1.1", "De route ligt er.", true)
		many := w.get("carla", "rondes/monitor-2026-1/").form("/wijzigen")
		many["stuk"] = []string{string(w.reports["5.1.2"]), string(w.reports["6.1.1"])}
		twice("carla", "rondes/monitor-2026-1/akkoord", many)
		w.post("carla", "rondes/monitor-2026-1/akkoord", url.Values{"stuk": many["stuk"]}).ok(409)
		executive := "rondes/monitor-2026-1/bestuur"
		all := w.get("eva", executive).with("stuk", string(w.reports["5.1.2"]))
		all.Add("stuk", string(w.reports["6.1.1"]))
		twice("eva", executive+"/akkoord", all)
		twice("eva", executive+"/vaststellen", nil)

		at := "rondes/monitor-2026-1/"
		offer := w.get("dirk", at+"aanbieden").ok(200).form("/aanbieden")
		later := w.get("dirk", at+"aanbieden").ok(200).form("/aanbieden")
		later.Set("wanneer", "later")
		later.Set("tijd", "23:30")
		twice("dirk", at+"aanbieden", later)
		w.post("dirk", at+"aanbieden/intrekken", nil).ok(303)
		twice("dirk", at+"aanbieden", offer)
		w.post("dirk", at+"aanbieden", with(offer, "vergadering", "2026-06-17")).ok(409).has("p", "Monitor 2026-I is al aangeboden; er is niets meer aan te bieden.")
		w.post("greet", executive+"/vaststellen", nil).ok(404)
		adopt := with(w.get("greet", at+"vaststellen").ok(200).form("/vaststellen"), "besluit", "PS/2026/300")
		twice("greet", at+"vaststellen", adopt)
		w.post("greet", at+"vaststellen", with(adopt, "besluit", "PS/2026/301")).ok(409)
		better := with(w.get("dirk", at+"verbeteren").ok(200).form("/verbeteren"), "inleiding", "De kade is klaar.")
		better.Set("soort", "verschrijving")
		twice("dirk", at+"verbeteren", with(better, "reden", "Er stond nog geen inleiding."))
		w.post("dirk", at+"verbeteren", with(better, "reden", "Een andere reden.")).ok(409)
		revisions, err := w.db.Read(w.org.ID).Revisions(ctx, w.monitor.ID)
		if w.must(err); len(revisions) != 3 {
			t.Errorf("%d revisions", len(revisions))
		}
	})
}

// A milestone that is new in a form does not come twice, however often the form is sent.
func TestANewMilestoneIsSavedOnce(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("kernzin", "De aanleg loopt.")
		form.Set("mijlpaal.nieuw1.tekst", "Kade klaar")
		form.Set("mijlpaal.nieuw1.datum", "2027-03-31")
		for _, then := range []string{"", "indienen", "indienen"} {
			if then != "" {
				form.Set("daarna", then)
			}
			w.post("anna", w.writing("5.1.1"), form).ok(303)
		}
		r := w.report("5.1.1")
		if len(r.Milestones) != 1 || r.Stage != cycle.Submitted {
			t.Errorf("%s, %+v", r.Stage, r.Milestones)
		}
	})
}

// An akkoord is for what was read, also when a long change of somebody else comes first: on the page of a report, on the
// list of the round and on that of the executive.
func TestAnAkkoordIsForWhatWasRead(t *testing.T) {
	each(t, func(w *world) {
		for _, number := range []string{"5.1.1", "5.1.2"} {
			w.writes("anna", number, "De kade is klaar.", true)
		}
		w.writes("bram", "6.1.1", "De route ligt er.", true)
		w.must(w.do.CheckReports(ctx, w.org.ID, w.people["carla"], []cycle.ReportID{w.reports["6.1.1"]}))
		form := func(number, name string) url.Values {
			return url.Values{name: {strconv.Itoa(w.report(number).Version)}}
		}
		ticked := func(number string) url.Values {
			all := form(number, "versie."+string(w.reports[number]))
			all.Set("stuk", string(w.reports[number]))
			return all
		}
		for _, c := range []struct {
			who, number, path string
			form              url.Values
		}{
			{"carla", "5.1.1", w.reading("5.1.1") + "controleren", form("5.1.1", "versie")},
			{"carla", "5.1.2", "rondes/monitor-2026-1/akkoord", ticked("5.1.2")},
			{"eva", "6.1.1", "rondes/monitor-2026-1/bestuur/akkoord", ticked("6.1.1")},
		} {
			w.get(c.who, "").ok(200) // who was seen today is noted once
			began, asked, done := make(chan struct{}), make(chan struct{}), make(chan error)
			go func() {
				done <- w.db.Write(ctx, w.org.ID, func(tx *store.Tx) error {
					close(began)
					<-asked
					r, err := tx.Report(ctx, w.reports[c.number])
					if err != nil {
						return err
					}
					r.Headline = "Er ligt niets."
					return tx.SaveReport(ctx, r)
				})
			}()
			<-began
			time.AfterFunc(300*time.Millisecond, func() { close(asked) }) // by then the akkoord waits
			w.post(c.who, c.path, c.form).ok(409).has("p", "lees het opnieuw voor u akkoord geeft")
			w.must(<-done)
			if r := w.report(c.number); r.PassedBy(w.people[c.who]) {
				t.Errorf("%s passed with what nobody read: %+v", c.path, r)
			}
		}
	})
}

// A double click sends a form twice at the same moment: both end well, and one akkoord was given.
func TestAnAkkoordThatIsSentTwiceAtOnce(t *testing.T) {
	each(t, func(w *world) {
		for _, number := range []string{"5.1.1", "5.1.2"} {
			w.writes("anna", number, "De kade is klaar.", true)
		}
		w.writes("bram", "6.1.1", "De route ligt er.", true)
		w.must(w.do.CheckReports(ctx, w.org.ID, w.people["carla"], []cycle.ReportID{w.reports["6.1.1"]}))
		for _, c := range []struct{ who, number, path, version string }{
			{"carla", "5.1.1", w.reading("5.1.1") + "controleren", "versie"},
			{"carla", "5.1.2", "rondes/monitor-2026-1/akkoord", "versie." + string(w.reports["5.1.2"])},
			{"eva", "6.1.1", "rondes/monitor-2026-1/bestuur/akkoord", "versie." + string(w.reports["6.1.1"])},
		} {
			w.get(c.who, "").ok(200)
			form := url.Values{"stuk": {string(w.reports[c.number])}, c.version: {strconv.Itoa(w.report(c.number).Version)}}
			before := w.line()
			began, asked, done, answers := make(chan struct{}), make(chan struct{}), make(chan error), make(chan answered)
			go func() {
				done <- w.db.Write(ctx, w.org.ID, func(*store.Tx) error { close(began); <-asked; return nil })
			}()
			<-began
			for range 2 {
				go func() { answers <- w.post(c.who, c.path, form) }()
			}
			time.AfterFunc(300*time.Millisecond, func() { close(asked) }) // by then both wait
			for range 2 {
				(<-answers).ok(303)
			}
			w.must(<-done)
			if r := w.report(c.number); !r.PassedBy(w.people[c.who]) || w.line() != before+1 {
				t.Errorf("%s: %d lines, %+v", c.path, w.line()-before, r.Approvals)
			}
		}
	})
}

// line is how long the history is.
func (w *world) line() int64 {
	w.Helper()
	h, err := w.db.Read(w.org.ID).Head(ctx)
	w.must(err)
	return h.Line
}
