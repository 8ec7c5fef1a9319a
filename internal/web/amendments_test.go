package web_test

import (
	"net/url"
	"testing"

	"doelenboom/internal/cycle"
)

const amendments = round + "amendementen/"

func amendment(outcome cycle.Vote, node cycle.NodeID) url.Values {
	return url.Values{
		"nummer": {"A1"}, "titel": {"Meer kavels"}, "indiener": {"Lid Visser"}, "tekst": {"Voeg een kavel toe."}, "onderdeel": {string(node)},
		"uitkomst": {string(outcome)}, "bedrag": {"250.000"}, "voor": {""}, "tegen": {""}, "besluit": {""},
	}
}

func TestAmendmentsFromVoteToAdoption(t *testing.T) {
	each(t, func(w *world) {
		w.offered()
		w.get("greet", amendments).ok(200).has("p", "Er is nog geen amendement ingevoerd.")
		empty := w.get("greet", amendments+"nieuw/").ok(200).form("/amendementen/nieuw/")
		w.post("greet", amendments+"nieuw/", empty).ok(422).has("a", "vul het nummer in")
		w.post("greet", amendments+"nieuw/", amendment(cycle.VotePending, w.nodes["5.1.1"])).ok(303)
		key := w.stage().Amendments[0].Key
		w.get("greet", round+"vaststellen").has("a", "Amendement A1: nog niet ingevoerd wat ervan werd")

		form := w.get("greet", amendments+key+"/").form(key + "/")
		form.Set("uitkomst", string(cycle.VoteAdopted))
		form.Set("voor", "20")
		form.Set("tegen", "23")
		w.post("greet", amendments+key+"/", form).ok(422).has("a", "niet meer stemmen voor dan tegen")
		form.Set("voor", "23")
		form.Set("tegen", "20")
		w.post("greet", amendments+key+"/", form).ok(303)
		w.get("greet", amendments).has("strong", "aangenomen").has("span", "23 voor, 20 tegen").has("span", "€ 250.000 meer lasten")
		w.get("greet", round+"vaststellen").has("a", "Amendement A1: aangenomen, nog niet verwerkt")

		// The report it names is open for who works it in, and for nobody else.
		at := w.reading("5.1.1")
		w.get("anna", at+"schrijven").ok(409)
		w.get("dirk", w.reading("5.1.2")+"schrijven").ok(409)
		write := w.get("greet", at+"schrijven").ok(200).has("span", "voor een amendement van Provinciale Staten").lacks("button", "Indienen").form("/schrijven")
		write.Set("kernzin", "Er komt een kavel bij.")
		w.post("greet", at+"schrijven", write).ok(303)
		if r := w.report("5.1.1"); r.Headline != "Er komt een kavel bij." || r.Stage != cycle.Approved {
			t.Errorf("%q, %s", r.Headline, r.Stage)
		}
		w.post("greet", amendments+key+"/verwerkt", nil).ok(303)
		lines, err := w.db.Read(w.org.ID).MoneyLines(ctx, w.monitor.ID)
		w.must(err)
		if len(lines) != 1 || lines[0].Column != cycle.Amended || lines[0].Cents != 250_000_00 {
			t.Errorf("%+v", lines)
		}
		w.get("greet", at+"schrijven").ok(404)

		adopt := w.get("greet", round+"vaststellen").ok(200).form("/vaststellen")
		w.post("greet", round+"vaststellen", adopt).ok(422).has("a", "vul het nummer van het besluit in")
		adopt.Set("besluit", "PS/2026/300")
		day := adopt.Get("dag")
		adopt.Set("dag", "2025-05-04")
		adopt = w.post("greet", round+"vaststellen", adopt).ok(422).has("a", "ligt daarvoor").form("/vaststellen")
		adopt.Set("dag", day)
		w.post("greet", round+"vaststellen", adopt).ok(303)
		w.must(w.jobs.RunPending(ctx, w.org.ID))
		if e := w.stage(); e.Stage != cycle.Adopted {
			t.Errorf("%s", e.Stage)
		}
		w.get("greet", amendments).ok(200).lacks("button", "Is verwerkt").has("h2", "A1 Meer kavels")
		w.get("joost", round+"voorbeeld/monitor-2026-1/").ok(200).has("h2", "Wat Provinciale Staten veranderden")
	})
}

func TestWhoEntersAmendments(t *testing.T) {
	each(t, func(w *world) {
		w.post("greet", amendments+"nieuw/", amendment(cycle.VotePending, w.nodes["5.1.1"])).ok(409).has("p", "tussen aanbieden en vaststellen")
		w.offered()
		w.post("greet", amendments+"nieuw/", amendment(cycle.VotePending, "")).ok(422).has("a", "kies bij welk onderdeel het geld hoort")
		for _, who := range []string{"anna", "carla", "eva", "joost"} {
			w.post(who, amendments+"nieuw/", amendment(cycle.VotePending, w.nodes["5.1.1"])).ok(404)
			w.get(who, amendments).ok(200).lacks("a", "Amendement invoeren")
		}
		w.post("greet", amendments+"bestaat-niet/", amendment(cycle.VotePending, w.nodes["5.1.1"])).ok(404)
	})
}
