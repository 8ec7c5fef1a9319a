package web_test

import (
	"net/url"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
)

// plan opens the forms of a node and fills one of them in.
func (w *world) plan(who, number string, form url.Values) answered {
	w.Helper()
	page := w.get(who, "rondes/monitor-2026-1/boom/stap?knoop="+string(w.nodes[number])).ok(200)
	form.Set("versie", page.form("/boom/stap").Get("versie"))
	form.Set("knoop", string(w.nodes[number]))
	return w.post(who, "rondes/monitor-2026-1/boom/stap", form)
}

func TestChangingTheTreeByAPlan(t *testing.T) {
	each(t, func(w *world) {
		at := "rondes/monitor-2026-1/boom/"
		w.get("dirk", at).ok(200).has("li", "5.1.1 Bedrijventerreinen").has("p", "Kies een onderdeel")
		w.plan("dirk", "5", url.Values{"soort": {"nummeren"}, "nummeren.nummer": {"6"}}).ok(303)
		w.get("dirk", at).has("p", `Nummer 6 staat twee keer: bij "Bereikbaarheid" en bij "Economie"`)
		w.plan("dirk", "6", url.Values{"soort": {"nummeren"}, "nummeren.nummer": {"5"}}).ok(303)
		w.plan("dirk", "6.1", url.Values{"soort": {"toevoegen"}, "toevoegen.titel": {"Snelle fietsroutes"}, "toevoegen.schrijver": {"2"}}).ok(303)
		page := w.get("dirk", at).ok(200)
		page.has("li", "5 Economie krijgt nummer 6; wat eronder staat volgt").has("li", "6.1.1 Bedrijventerreinen Prestatie was 5.1.1").has("li", "5.1.2 Snelle fietsroutes Prestatie nieuw")
		table := w.get("dirk", at+"omzetten").ok(200).has("p", "Links staat Begroting 2026")
		table.has("tr", "5.1.1 Bedrijventerreinen 6.1.1 Bedrijventerreinen doorgezet").has("tr", "– 5.1.2 Snelle fietsroutes nieuw").has("li", "schrijver: Bram (verzonnen)")
		if got := w.report("5.1.1"); got.Node != w.nodes["5.1.1"] {
			t.Error("a plan changed a report")
		}
		w.post("dirk", at+"doorvoeren", table.form("/doorvoeren")).ok(303)
		w.post("dirk", at+"doorvoeren", table.form("/doorvoeren")).ok(409)
		w.get("dirk", "rondes/monitor-2026-1/").has("li", "5.1.2 Snelle fietsroutes Bram (verzonnen)")
		w.get("dirk", at).has("li", "6.1.1 Bedrijventerreinen").lacks("h2", "Wat er gaat veranderen")
	})
}

// Why a step is taken is asked with it, goes to the conversion table and the lineage, and is told afterwards.
func TestAStepTellsWhy(t *testing.T) {
	each(t, func(w *world) {
		at := "rondes/monitor-2026-1/boom/"
		w.plan("dirk", "5.1.1", url.Values{"soort": {"hernoemen"}, "hernoemen.titel": {""}, "hernoemen.waarom": {"Duidelijker."}}).ok(422).has("textarea", "Duidelijker.")
		w.plan("dirk", "5.1.1", url.Values{"soort": {"hernoemen"}, "hernoemen.titel": {"Werkterreinen"}, "hernoemen.waarom": {"Amendement 7: <b>ruimer</b>"}}).ok(303)
		w.plan("dirk", "6.1.1", url.Values{"soort": {"nummeren"}, "nummeren.nummer": {"6.1.2"}}).ok(303)
		w.get("dirk", at).has("li", "5.1.1 Bedrijventerreinen heet voortaan ‘Werkterreinen’ Waarom: Amendement 7: <b>ruimer</b>").lacks("h2", "Eerder veranderd")
		table := w.get("dirk", at+"omzetten").ok(200).has("th", "Waarom").has("tr", "5.1.1 Bedrijventerreinen 5.1.1 Werkterreinen gewijzigd Amendement 7: <b>ruimer</b>")
		w.post("dirk", at+"doorvoeren", table.form("/doorvoeren")).ok(303)
		page := w.get("dirk", at).has("h2", "Eerder veranderd").has("summary", "4 mei 2026, 11.00, Dirk (verzonnen): 2 stappen")
		page.has("li", "5.1.1 Bedrijventerreinen heet voortaan ‘Werkterreinen’ Waarom: Amendement 7").has("li", "6.1.1 Veilige fietsroutes krijgt nummer 6.1.2")
		w.get("dirk", at+"omzetten").has("tr", "5.1.1 Werkterreinen gewijzigd Amendement 7") // also when nothing is planned any more
		lineages, err := w.db.Read(w.org.ID).Lineages(ctx)
		w.must(err)
		notes := map[cycle.NodeID]string{}
		for _, l := range lineages {
			notes[l.To] = l.Note
		}
		if notes[w.nodes["5.1.1"]] != "Amendement 7: <b>ruimer</b>" || notes[w.nodes["6.1.1"]] != "" {
			t.Errorf("%v", notes)
		}
		w.plan("dirk", "5.1.1", url.Values{"soort": {"nummeren"}, "nummeren.nummer": {"5.1.9"}}).ok(303) // a plan goes on after it was applied
		findings, err := w.db.VerifyHistory(ctx, w.org.ID)
		if w.must(err); len(findings) > 0 {
			t.Error(findings)
		}
	})
}

func TestCountingFromANumberOfOnesOwn(t *testing.T) {
	each(t, func(w *world) {
		at := "rondes/monitor-2026-1/boom/"
		w.plan("dirk", "5.1", url.Values{"soort": {"doornummeren"}, "doornummeren.nummer": {"6.1.4"}}).ok(422).has("li", `begin met een nummer als 5.1.3; "6.1.4" kan hier niet`)
		w.plan("dirk", "5.1", url.Values{"soort": {"doornummeren"}, "doornummeren.nummer": {"5.1.4"}}).ok(303)
		page := w.get("dirk", at).has("li", "alles onder 5.1 Werklocaties doornummeren, vanaf 5.1.4")
		page.has("li", "5.1.4 Bedrijventerreinen Prestatie was 5.1.1").has("li", "5.1.5 Havens en kades Prestatie was 5.1.2").has("li", "6.1.1 Veilige fietsroutes")
		w.plan("dirk", "", url.Values{"soort": {"doornummeren"}, "doornummeren.nummer": {"2"}}).ok(303)
		table := w.get("dirk", at+"omzetten").ok(200).has("tr", "5.1.1 Bedrijventerreinen 2.1.1 Bedrijventerreinen").has("tr", "6.1.1 Veilige fietsroutes 3.1.1 Veilige fietsroutes")
		w.post("dirk", at+"doorvoeren", table.form("/doorvoeren")).ok(303)
		w.get("dirk", at).has("li", "2.1.2 Havens en kades").has("li", "de hele doelenboom doornummeren, vanaf 2")
	})
}

func TestSplittingAndMerging(t *testing.T) {
	each(t, func(w *world) {
		at := "rondes/monitor-2026-1/boom/"
		form := url.Values{"soort": {"splitsen"}, "splitsen.zelfde": {"ja"}, "splitsen.deel1.titel": {"Havens"}, "splitsen.deel1.nummer": {"5.1.2"}, "splitsen.deel2.titel": {""}, "meer": {"ja"}}
		more := w.plan("dirk", "5.1.2", form).ok(200)
		if n := strings.Count(more.text(), "Deel "); n != 3 {
			t.Errorf("%d parts can be filled in", n)
		}
		form.Del("meer")
		w.plan("dirk", "5.1.2", form).ok(422).has("li", "splits 5.1.2 in ten minste twee delen")
		form.Set("splitsen.deel2.titel", "Kades")
		w.plan("dirk", "5.1.2", form).ok(303)
		w.get("dirk", at+"omzetten").has("tr", "5.1.2 Havens en kades 5.1.2 Havens gesplitst").has("tr", "5.1.2 Havens en kades 5.1.3 Kades gesplitst")
		w.get("dirk", at+"samenvoegen?knoop="+string(w.nodes["5.1.1"])).ok(409)
		page := w.get("dirk", at+"samenvoegen?knoop="+string(w.nodes["5.1.1"])+"&knoop="+string(w.nodes["6.1.1"])).ok(200)
		form = page.form("/boom/stap")
		form.Set("samenvoegen.titel", "")
		w.post("dirk", at+"stap", form).ok(422).has("li", "een titel")
		w.post("dirk", at+"stap", url.Values{"versie": form["versie"], "soort": {"samenvoegen"}}).ok(409)
		form.Set("samenvoegen.titel", "Terreinen en routes")
		w.post("dirk", at+"stap", form).ok(303)
		w.get("dirk", at).has("li", "5.1.1 Bedrijventerreinen en 6.1.1 Veilige fietsroutes samenvoegen tot ‘Terreinen en routes’")
		w.writes("bram", "6.1.1", "De route ligt er.", false)
		refused := w.get("dirk", at+"omzetten").ok(200).has("li", "6.1.1 Veilige fietsroutes kan niet verdwijnen: in de verantwoording is al geschreven").lacks("button", "Doorvoeren")
		w.post("dirk", at+"doorvoeren", refused.form("/doorvoeren")).ok(422)
		w.post("dirk", at+"weg", url.Values{"versie": {refused.form("/doorvoeren").Get("versie")}, "stap": {"1"}}).ok(303)
		w.get("dirk", at+"omzetten").has("button", "Doorvoeren")
		w.get("anna", at).ok(404)
		w.post("anna", at+"weg", url.Values{"stap": {"0"}}).ok(404)
	})
}

// Once the executive established it, the tree of an edition can be looked at only.
func TestATreeThatIsFixed(t *testing.T) {
	each(t, func(w *world) {
		for number, author := range map[string]string{"5.1.1": "anna", "5.1.2": "anna", "6.1.1": "bram"} {
			w.writes(author, number, "Het loopt.", true)
			w.must(w.do.CheckReports(ctx, w.org.ID, w.people["carla"], []cycle.ReportID{w.reports[number]}))
			w.must(w.do.ApproveReports(ctx, w.org.ID, w.people["eva"], []cycle.ReportID{w.reports[number]}))
		}
		w.must(w.do.EstablishEdition(ctx, w.org.ID, w.people["eva"], w.monitor.ID))
		w.get("dirk", "rondes/monitor-2026-1/boom/").ok(200).has("p", "haar doelenboom staat vast").lacks("button", "Samenvoegen")
		w.get("dirk", "rondes/monitor-2026-1/boom/stap?knoop="+string(w.nodes["5"])).ok(404)
		w.get("dirk", "rondes/monitor-2026-1/boom/omzetten").ok(404)
	})
}
