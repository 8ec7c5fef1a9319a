package web_test

import (
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
)

// soon is within which an answer comes, on a computer that has other things to do: what takes longer grows too fast.
const soon = 20 * time.Second

// typedIn are the fields of the form of a report in which somebody types.
func typedIn(form url.Values) []string {
	all := []string{
		"kernzin", "rubriek.voortgang", "rubriek.financien", "score.inhoud.oorzaak", "score.inhoud.gevolg", "score.inhoud.maatregel",
		"mijlpaal.nieuw1.tekst", "mijlpaal.nieuw1.datum", "rol", "tot",
	}
	for name := range form {
		if strings.HasPrefix(name, "mijlpaal.") && (strings.HasSuffix(name, ".reden") || strings.HasSuffix(name, ".datum")) {
			all = append(all, name)
		}
	}
	return all
}

// milestone gives the report a milestone, and its key.
func (w *world) milestone() string {
	w.Helper()
	form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
	form.Set("mijlpaal.nieuw1.tekst", "Kade klaar")
	form.Set("mijlpaal.nieuw1.datum", "1 juli 2026")
	w.post("anna", w.writing("5.1.1"), form).ok(303)
	return w.report("5.1.1").Milestones[0].Key
}

// Five megabytes in a field are answered soon, with the form and what is wrong, and nothing is kept.
func TestMuchTooMuchText(t *testing.T) {
	much := strings.Repeat("Plak. ", 5<<20/6)
	each(t, func(w *world) {
		w.milestone()
		before := w.report("5.1.1")
		base := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		base.Set("looptijd", "tijdelijk")
		for _, field := range typedIn(base) {
			form := clone(base)
			form.Set(field, much)
			if field == "mijlpaal.nieuw1.datum" {
				form.Set("mijlpaal.nieuw1.tekst", "Kade klaar")
			}
			if strings.HasPrefix(field, "score.") {
				form.Set("score.inhoud", "oranje")
			}
			begin := time.Now()
			page := w.post("anna", w.writing("5.1.1"), form).ok(422).has("h2", "Er is nog")
			if took := time.Since(begin); took > soon {
				w.Errorf("%s: answered in %v", field, took)
			}
			if short := page.problems(); len(short) > 400 {
				w.Errorf("%s: the problem itself is %d bytes: %.100s", field, len(short), short)
			}
		}
		if after := w.report("5.1.1"); after.Version != before.Version {
			w.Errorf("kept: %+v", after)
		}
		all := url.Values{"versie": {"2"}}
		for i := range 4 {
			all.Set("rubriek."+strconv.Itoa(i), much)
		}
		w.post("anna", w.writing("5.1.1"), all).ok(409).has("p", "groter dan wij aannemen")
		w.post("anna", w.reading("5.1.1")+"opmerkingen", url.Values{"tekst": {much}, "alinea": {much}}).ok(422).has("a", "een opmerking heeft hoogstens 4000 tekens")
		w.post("anna", w.reading("5.1.1")+"bevindingen", url.Values{"bevinding": {"x." + much}, "reden.x." + much: {"Nee."}}).ok(404)
		w.post("anna", w.reading("5.1.1")+"bevindingen", url.Values{"bevinding": {"x.y"}, "reden.x.y": {much}}).ok(422)
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", true)
		now := strconv.Itoa(w.report("5.1.1").Version)
		w.post("carla", w.reading("5.1.1")+"oordeel", url.Values{"versie": {now}, "oordeel": {much}}).ok(422)
		w.post("carla", w.reading("5.1.1")+"terugsturen", url.Values{"versie": {now}, "reden": {much}}).ok(422)
		w.post("dirk", w.reading("5.1.1")+"heropenen", url.Values{"versie": {now}, "reden": {much}}).ok(422)
		if r := w.report("5.1.1"); strconv.Itoa(r.Version) != now || len(r.Dismissed) > 0 {
			w.Errorf("kept: %+v", r)
		}
	})
}

// What was refused stands in the field to be made shorter, and what cannot be shown again leaves what was saved.
func TestWhatIsTooLongIsNotLost(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", false)
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("rubriek.voortgang", strings.Repeat("Zo lang. ", 25_000))
		again := w.post("anna", w.writing("5.1.1"), form).ok(422).has("a", "langer dan 200.000 tekens").form("/schrijven")
		if got := again.Get("rubriek.voortgang"); len(got) < 200_000 {
			w.Errorf("%d bytes come back", len(got))
		}
		form.Set("rubriek.voortgang", strings.Repeat("Zo lang. ", 500_000))
		again = w.post("anna", w.writing("5.1.1"), form).ok(422).has("a", "te groot om te bewaren").form("/schrijven")
		if got := strings.TrimSpace(again.Get("rubriek.voortgang")); got != "De eerste kavel is verkocht." {
			w.Errorf("instead of what was saved: %.80q", got)
		}
		long := strings.Repeat("Waarom? ", 600)
		w.post("anna", w.reading("5.1.1")+"opmerkingen", url.Values{"tekst": {long}}).ok(422).has("textarea", "Waarom? Waarom?")
	})
}

func TestALongListIsKeptAndALongerOneIsNot(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("rubriek.voortgang", strings.Repeat("- punt\n", 10_000))
		begin := time.Now()
		w.post("anna", w.writing("5.1.1"), form).ok(303)
		page := w.get("carla", w.reading("5.1.1")).ok(200)
		if n := strings.Count(page.body, "<li>punt"); n != 10_000 {
			w.Errorf("%d points are shown", n)
		}
		form = w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("rubriek.voortgang", strings.Repeat("- punt\n", 30_000))
		again := w.post("anna", w.writing("5.1.1"), form).ok(422).has("a", "meer dan 20.000 alinea").form("/schrijven")
		if n := strings.Count(again.Get("rubriek.voortgang"), "punt"); n != 30_000 {
			w.Errorf("%d points come back", n)
		}
		if took := time.Since(begin); took > soon {
			w.Errorf("it took %v", took)
		}
	})
}

// A line without an end, or with a word that cannot be broken, is a text like another.
func TestAVeryLongLine(t *testing.T) {
	each(t, func(w *world) {
		for _, line := range []string{strings.Repeat("a", 150_000), strings.Repeat("*", 150_000), strings.Repeat("[", 150_000), strings.Repeat("> ", 70_000), strings.Repeat("|", 150_000)} {
			form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
			form.Set("rubriek.voortgang", line)
			begin := time.Now()
			if got := w.post("anna", w.writing("5.1.1"), form); got.status != 303 && got.status != 422 {
				w.Errorf("%.3q: %d", line, got.status)
			}
			w.get("anna", w.reading("5.1.1")).ok(200)
			w.get("anna", w.writing("5.1.1")).ok(200)
			if took := time.Since(begin); took > soon {
				w.Errorf("%.3q took %v", line, took)
			}
		}
	})
}

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)> '};alert(4)// </textarea><style>*{}</style> [hier](javascript:alert(5))`

// Whatever is typed is shown as letters, in every field and on every page that shows it.
func TestHostileTextIsShownAsLetters(t *testing.T) {
	each(t, func(w *world) {
		key := w.milestone()
		w.must(w.do.ChangeOrganisation(ctx, w.org.ID, cycle.System, func(o cycle.Organisation) (cycle.Organisation, error) { o.Name = hostile; return o, nil }))
		w.must(w.do.ChangeEdition(ctx, w.org.ID, cycle.System, w.monitor.ID, func(e cycle.Edition) (cycle.Edition, error) { e.Name = hostile; return e, nil }))
		_, err := w.do.AddRegisters(ctx, w.org.ID, cycle.System, change.Registers{Holders: []cycle.PortfolioHolder{{Name: hostile}}})
		w.must(err)
		_, err = w.do.AddUser(ctx, w.org.ID, cycle.System, cycle.User{ID: "naam@example.nl", Name: hostile, Account: "account-naam", Grants: cycle.Granted(cycle.RoleCoordinator)})
		w.must(err)
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		for _, field := range typedIn(form) {
			if !strings.HasSuffix(field, ".datum") && field != "tot" {
				form.Set(field, hostile)
			}
		}
		form.Set("score.inhoud", "oranje")
		form.Set("looptijd", "structureel")
		form.Set("reserve", "ja")
		form.Set("reserve.naam", hostile)
		form.Set("reserve.uitleg", hostile)
		form.Set("mijlpaal."+key+".datum", hostile)
		w.post("anna", w.writing("5.1.1"), form).ok(422).harmless().has("a", "is geen datum")
		form.Set("mijlpaal."+key+".datum", "eind 2026")
		w.post("anna", w.reading("5.1.1")+"concept", form).ok(200)
		w.get("anna", w.writing("5.1.1")).ok(200).harmless()
		w.post("anna", w.writing("5.1.1"), form).ok(303)
		w.post("anna", w.reading("5.1.1")+"opmerkingen", url.Values{"tekst": {hostile}}).ok(303)
		w.post("anna", w.reading("5.1.1")+"bevindingen", url.Values{"bevinding": {"lengte.voortgang"}, "reden.lengte.voortgang": {"<b>" + hostile}}).ok(303)
		form.Set("kernzin", "<i>Anders</i>")
		w.post("naam", w.writing("5.1.1"), form).ok(409).harmless().has("span", "<script>alert(1)</script>")
		stale := w.get("anna", w.writing("5.1.1")).harmless().form("/schrijven")
		stale.Set("daarna", "indienen")
		w.post("anna", w.writing("5.1.1"), stale).ok(303)
		now := strconv.Itoa(w.report("5.1.1").Version)
		w.post("carla", w.reading("5.1.1")+"oordeel", url.Values{"versie": {now}, "oordeel": {hostile}}).ok(303)
		w.get("naam", w.reading("5.1.1")).ok(200).harmless().has("p", "<script>alert(1)</script>")
		w.get("naam", w.reading("5.1.1")+"?toon=tekst&gedaan="+url.QueryEscape(hostile)).ok(200).harmless()
		now = strconv.Itoa(w.report("5.1.1").Version)
		w.post("carla", w.reading("5.1.1")+"terugsturen", url.Values{"versie": {now}, "reden": {hostile}}).ok(303)
		for _, path := range []string{"", "rondes/", "rondes/monitor-2026-1/", "rondes/monitor-2026-1/?programma=" + url.QueryEscape(hostile) + "&stand=" + url.QueryEscape(hostile), w.reading("5.1.1"), w.writing("5.1.1")} {
			w.get("naam", path).ok(200).harmless()
		}
		w.post("naam", "rondes/monitor-2026-1/wijzigen", url.Values{"stuk": {string(w.reports["5.1.1"])}, "dag": {hostile}, "schrijver": {hostile}}).ok(422).harmless()
	})
}

// harmless fails the test when a page has an element or attribute that none of our pages has.
func (a answered) harmless() answered {
	a.t.Helper()
	for n := range a.doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch src := attribute(n, "src"); {
		case n.Data == "script" && !strings.HasPrefix(src, "/werk/m/"), n.Data == "img", n.Data == "style":
			a.t.Errorf("a <%s src=%q> stands in the page", n.Data, src)
		}
		for _, x := range n.Attr {
			if strings.HasPrefix(x.Key, "on") || x.Key == "style" || strings.HasPrefix(strings.ToLower(strings.TrimSpace(x.Val)), "javascript:") {
				a.t.Errorf("<%s %s=%q>", n.Data, x.Key, x.Val)
			}
		}
	}
	return a
}

// Signs that nobody sees, and that turn the direction of a text, are kept nowhere.
func TestUnseenSignsAreNotKept(t *testing.T) {
	const typed, kept = "De\u200b ka\u00advel\u202e aan\u2066 de haven\ufeff\x00", "De kavel aan de haven"
	each(t, func(w *world) {
		key := w.milestone()
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		for _, field := range typedIn(form) {
			if !strings.HasSuffix(field, ".datum") && field != "tot" {
				form.Set(field, typed)
			}
		}
		form.Set("score.inhoud", "oranje")
		w.post("anna", w.writing("5.1.1"), form).ok(303)
		w.post("anna", w.reading("5.1.1")+"opmerkingen", url.Values{"tekst": {typed}}).ok(303)
		w.post("anna", w.reading("5.1.1")+"bevindingen", url.Values{"bevinding": {"x.y"}, "reden.x.y": {typed}}).ok(303)
		r := w.report("5.1.1")
		s, _ := r.Score("inhoud")
		progress, _ := r.Section(cycle.Progress)
		comments, err := w.db.Read(w.org.ID).Comments(ctx, r.ID)
		w.must(err)
		for what, got := range map[string]string{
			"kernzin": r.Headline, "oorzaak": s.Cause, "gevolg": s.Effect, "maatregel": s.Measure, "voortgang": progress.Text.Text(),
			"rol": r.Involvement.Sentence, "reden bij " + key: r.Milestones[0].Reason, "mijlpaal": r.Milestones[1].Text.Text(),
			"opmerking": comments[0].Text, "bevinding": r.Dismissed[0].Reason,
		} {
			if got != kept {
				w.Errorf("%s: %q", what, got)
			}
		}
		now := strconv.Itoa(r.Version)
		w.post("anna", w.reading("5.1.1")+"indienen", url.Values{"versie": {now}}).ok(303)
		now = strconv.Itoa(w.report("5.1.1").Version)
		w.post("carla", w.reading("5.1.1")+"oordeel", url.Values{"versie": {now}, "oordeel": {typed}}).ok(303)
		now = strconv.Itoa(w.report("5.1.1").Version)
		w.post("carla", w.reading("5.1.1")+"terugsturen", url.Values{"versie": {now}, "reden": {typed + "\n\n\n" + typed}}).ok(303)
		if r := w.report("5.1.1"); r.Returned != kept+"\n\n"+kept || r.Judgement.Note != kept {
			w.Errorf("%q, %q", r.Returned, r.Judgement.Note)
		}
	})
}

// Bytes that are no letters become the sign for a letter that got lost; a form that cannot be read is refused.
func TestBytesThatAreNoLetters(t *testing.T) {
	each(t, func(w *world) {
		now := strconv.Itoa(w.report("5.1.1").Version)
		send := func(path, body string) answered {
			r := httptest.NewRequest("POST", w.address(path), strings.NewReader(body))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			return w.ask("anna", r)
		}
		send(w.writing("5.1.1"), "versie="+now+"&kernzin=De+%ff%fe+kavel&rubriek.voortgang=Op+%c3%28+3+april%00&score.inhoud.oorzaak=%f0%28%8c%28").ok(303)
		r := w.report("5.1.1")
		if progress, _ := r.Section(cycle.Progress); r.Headline != "De \ufffd kavel" && r.Headline != "De \ufffd\ufffd kavel" || !strings.HasPrefix(progress.Text.Text(), "Op \ufffd( 3 april") {
			w.Errorf("%q, %q", r.Headline, progress.Text.Text())
		}
		send(w.reading("5.1.1")+"opmerkingen", "tekst=%80abc&alinea=%00&antwoord-op=").ok(303)
		send(w.reading("5.1.1")+"opmerkingen", "tekst=abc&antwoord-op=%ff%00").ok(404)
		send(w.writing("5.1.1"), "versie="+now+"&kernzin=%zz").ok(409).has("p", "onderweg beschadigd")
		send("rondes/monitor-2026-1/wijzigen", "stuk=%00%ff&zeker=ja").ok(404)
		w.get("anna", "rondes/monitor-2026-1/?programma=%00%ff").ok(200)
	})
}

// What no page of ours offers is refused at its field, or is not there.
func TestAnswersThatWereNotOffered(t *testing.T) {
	each(t, func(w *world) {
		key := w.milestone()
		base := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		for field, value := range map[string]string{"score.inhoud": "paars", "mijlpaal." + key + ".stand": "bijna", "tot": "gisteren"} {
			form := clone(base)
			form.Set("looptijd", "tijdelijk")
			form.Set(field, value)
			w.post("anna", w.writing("5.1.1"), form).ok(422)
		}
		form := clone(base)
		form.Set("houder", "van-een-ander")
		w.post("anna", w.writing("5.1.1"), form).ok(404)
		if v := w.report("5.1.1").Version; v != 2 {
			w.Errorf("it was written: version %d", v)
		}
		assign := url.Values{"stuk": {string(w.reports["5.1.1"])}, "zeker": {"ja"}, "schrijver": {"9999"}}
		w.post("dirk", "rondes/monitor-2026-1/wijzigen", assign).ok(422)
		assign.Set("schrijver", strconv.Itoa(int(w.people["joost"].Number))) // a reader
		w.post("dirk", "rondes/monitor-2026-1/wijzigen", assign).ok(422)
	})
}

// A button that is pressed twice does its work once.
func TestTheSameFormTwice(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("kernzin", "De eerste kavel is verkocht.")
		form.Set("rubriek.voortgang", "Op 3 april is de eerste kavel verkocht.")
		form.Set("mijlpaal.nieuw1.tekst", "Kade klaar")
		form.Set("mijlpaal.nieuw1.datum", "1 juli 2026")
		w.twice("anna", w.writing("5.1.1"), form, 303)
		if n := len(w.report("5.1.1").Milestones); n != 1 {
			w.Errorf("%d milestones", n)
		}
		w.twice("carla", w.reading("5.1.1")+"opmerkingen", url.Values{"tekst": {"Welke kavel?"}}, 303)
		form = w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("daarna", "indienen")
		w.twice("anna", w.writing("5.1.1"), form, 303)
		at := w.version("5.1.1")
		w.twice("carla", w.reading("5.1.1")+"oordeel", join(at, "oordeel", "Te rooskleurig."), 409)
		at = w.version("5.1.1")
		w.twice("carla", w.reading("5.1.1")+"controleren", at, 303)
		at = w.version("5.1.1")
		w.twice("eva", w.reading("5.1.1")+"terugsturen", join(at, "reden", "Welke kavel?"), 303)
		at = w.version("5.1.1")
		w.twice("anna", w.reading("5.1.1")+"indienen", at, 303)
		w.twice("carla", "rondes/monitor-2026-1/akkoord", url.Values{"stuk": {string(w.reports["5.1.1"])}}, 409)
		w.twice("eva", "rondes/monitor-2026-1/akkoord", url.Values{"stuk": {string(w.reports["5.1.1"])}}, 409)
		at = w.version("5.1.1")
		w.twice("dirk", w.reading("5.1.1")+"heropenen", join(at, "reden", "Nieuw cijfer."), 303)
	})
}

// twice sends a form, and then again: the second time is answered so and changes nothing.
func (w *world) twice(who, path string, form url.Values, second int) {
	w.Helper()
	w.post(who, path, form).ok(303)
	before, err := w.db.Read(w.org.ID).Head(ctx)
	w.must(err)
	w.post(who, path, form).ok(second)
	after, err := w.db.Read(w.org.ID).Head(ctx)
	w.must(err)
	if before.Hash != after.Hash {
		w.Errorf("%s by %s: sent twice, done twice", path, who)
	}
}

// The back button brings an old form, and so does a second window: who sends it sees what was saved meanwhile.
func TestAnOldFormOverwritesNothing(t *testing.T) {
	each(t, func(w *world) {
		key := w.milestone()
		old := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		first := clone(old)
		first.Set("kernzin", "De eerste kavel is verkocht.")
		first.Set("mijlpaal."+key+".stand", "gehaald")
		first.Set("rol", "Regisseur")
		w.post("anna", w.writing("5.1.1"), first).ok(303)
		old.Set("kernzin", "Er is nog niets verkocht.")
		page := w.post("anna", w.writing("5.1.1"), old).ok(409).has("legend", "Kernzin").has("legend", "Mijlpaal “Kade klaar”, stand").has("legend", "Rol van de organisatie")
		choice := page.form("/kiezen")
		for name := range choice {
			if strings.HasPrefix(name, "keuze.") && name != "keuze.kernzin" {
				choice.Set(name, "hun")
			}
		}
		w.post("anna", w.reading("5.1.1")+"kiezen", choice).ok(303)
		r := w.report("5.1.1")
		if r.Headline != "Er is nog niets verkocht." || r.Milestones[0].State != cycle.MilestoneReached || r.Involvement == nil || r.Involvement.Sentence != "Regisseur" {
			w.Errorf("%q, %+v, %+v", r.Headline, r.Milestones, r.Involvement)
		}
		old.Set("versie", "geen getal")
		w.post("anna", w.writing("5.1.1"), old).ok(409)
	})
}

// Who hands in what nobody else changed hands it in, also when the coordinator gave more time meanwhile.
func TestHandingInAfterTheDayMoved(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", false)
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("daarna", "indienen")
		w.post("dirk", "rondes/monitor-2026-1/wijzigen", url.Values{"stuk": {string(w.reports["5.1.1"])}, "dag": {"2026-06-01"}, "zeker": {"ja"}}).ok(303)
		w.post("anna", w.writing("5.1.1"), form).ok(303)
		if stage := w.report("5.1.1").Stage; stage != cycle.Submitted {
			w.Errorf("it is %s", stage)
		}
	})
}

func (w *world) version(number string) url.Values {
	w.Helper()
	return url.Values{"versie": {strconv.Itoa(w.report(number).Version)}}
}

func join(form url.Values, name, value string) url.Values {
	out := clone(form)
	out.Set(name, value)
	return out
}

func clone(form url.Values) url.Values {
	out := url.Values{}
	for name, values := range form {
		out[name] = append([]string{}, values...)
	}
	return out
}

// problems is what stands in the summary of what is wrong.
func (a answered) problems() string {
	for n := range a.doc.Descendants() {
		if n.Type == html.ElementNode && attribute(n, "id") == "fouten" {
			return words(n)
		}
	}
	return ""
}

// A milestone that was typed and not saved, because something else was wrong or the window was closed, is not lost.
func TestANewMilestoneIsNotLostOnTheWay(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("mijlpaal.nieuw2.tekst", "Kade klaar")
		form.Set("mijlpaal.nieuw2.datum", "ooit een keer")
		again := w.post("anna", w.writing("5.1.1"), form).ok(422).has("a", "is geen datum").form("/schrijven")
		if again.Get("mijlpaal.nieuw1.tekst") != "Kade klaar" || again.Get("mijlpaal.nieuw1.datum") != "ooit een keer" {
			w.Errorf("comes back as %v", again)
		}
		again.Set("mijlpaal.nieuw1.datum", "1 juli 2026")
		w.post("anna", w.reading("5.1.1")+"concept", again).ok(200)
		drafted := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		drafted.Set("mijlpaal.nieuw2.datum", "eind 2026")
		lacking := w.post("anna", w.writing("5.1.1"), drafted).ok(422).has("a", "schrijf wat er op eind 2026 klaar is").form("/schrijven")
		lacking.Set("mijlpaal.nieuw2.tekst", "Kraan klaar")
		w.post("anna", w.writing("5.1.1"), lacking).ok(303)
		m := w.report("5.1.1").Milestones
		if len(m) != 2 || m[0].Text.Text() != "Kade klaar" || m[0].Date.Text != "1 juli 2026" || m[1].Text.Text() != "Kraan klaar" {
			w.Errorf("%+v", m)
		}
	})
}

// A wrong day at a new milestone: the page comes back with all that was typed, at the field stands what is wrong with it, and
// nothing was saved; whether somebody saves or hands in.
func TestAWrongDayAtANewMilestoneComesBackFilledIn(t *testing.T) {
	each(t, func(w *world) {
		for _, then := range []string{"", "indienen"} {
			form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
			typed := map[string]string{
				"kernzin": "De aanleg loopt.", "mijlpaal.nieuw1.tekst": "Kade klaar", "mijlpaal.nieuw1.datum": "31-02-2027",
				"mijlpaal.nieuw2.tekst": "Kraan klaar", "mijlpaal.nieuw2.datum": "eind 2026",
			}
			for name, value := range typed {
				form.Set(name, value)
			}
			form.Set("daarna", then)
			page := w.post("anna", w.writing("5.1.1"), form).ok(422)
			again := page.form("/schrijven")
			for name, value := range typed {
				if again.Get(name) != value {
					w.Errorf("%s comes back as %q, not %q", name, again.Get(name), value)
				}
			}
			found := false
			for n := range page.doc.Descendants() {
				if n.Type == html.ElementNode && attribute(n, "name") == "mijlpaal.nieuw1.datum" {
					found = attribute(n, "aria-invalid") == "true"
				}
			}
			if !found || w.report("5.1.1").Version != 1 {
				w.Errorf("the field says that it is wrong: %v; the report is at version %d", found, w.report("5.1.1").Version)
			}
		}
	})
}
