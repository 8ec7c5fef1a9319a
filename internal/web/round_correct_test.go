package web_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
)

// newest is the newest revision of the monitor, and what was frozen of its edition.
func (w *world) newest() (store.Revision, cycle.RevisionKind) {
	w.Helper()
	revisions, err := w.db.Read(w.org.ID).Revisions(ctx, w.monitor.ID)
	w.must(err)
	last := revisions[len(revisions)-1]
	f, err := change.OpenRevision(w.blobs, last)
	w.must(err)
	defer f.Close()
	e, err := f.Edition()
	w.must(err)
	if e.Correction == nil {
		return last, ""
	}
	return last, e.Correction.Kind
}

// An introduction that everybody can read is corrected as other texts are: in the next revision, with its kind and reason,
// and a mark where it stands.
func TestCorrectingTheIntroduction(t *testing.T) {
	each(t, func(w *world) {
		w.must(w.do.ChangeEdition(ctx, w.org.ID, w.people["dirk"], w.monitor.ID, func(e cycle.Edition) (cycle.Edition, error) {
			e.Intro = richtext.Parse("De kade is klaar in 2062.\n\nZie ook 5.1.2.")
			return e, nil
		}))
		const early = "Monitor 2026-I is nog in de maak; verander de inleiding bij Naam en kalender van deze ronde."
		w.get("dirk", round+"verbeteren").ok(409).has("p", early)
		w.post("dirk", round+"verbeteren", url.Values{}).ok(409).has("p", early)
		w.post("dirk", round+"verbeteren", url.Values{"inleiding": {"Beter."}, "soort": {"verschrijving"}, "reden": {"Een tikfout."}}).ok(409).has("p", early)
		w.established()
		w.post("dirk", round+"verbeteren", url.Values{}).ok(409).has("p", "Monitor 2026-I is al vastgesteld door het bestuur; kies eerst Vaststelling terugnemen in het Overzicht voor het bestuur")
		w.offers()
		before := w.intro()
		w.get("dirk", round).ok(200).has("a", "Inleiding verbeteren")
		w.get("dirk", round+"instellen").ok(200).has("a", "Inleiding verbeteren")
		w.get("ilse", round+"instellen").ok(200).lacks("a", "Inleiding verbeteren")
		w.get("ilse", round+"verbeteren").ok(404)
		form := w.get("dirk", round+"verbeteren").ok(200).form("/verbeteren")

		// All that is wrong is told at once, and nothing that was typed is lost.
		form.Set("inleiding", "De kade is klaar in 2026.\n\nZie ook 5.1.2.")
		wrong := w.post("dirk", round+"verbeteren", form).ok(422).has("a", "kies wat voor correctie dit is").has("a", "schrijf waarom dit verandert").has("textarea", "klaar in 2026")
		form = wrong.form("/verbeteren")
		form.Set("soort", "bij-besluit")
		form.Set("reden", "Het jaartal was verkeerd.")
		w.post("dirk", round+"verbeteren", form).ok(422).has("a", "vul het nummer van het besluit in")
		if r, _ := w.newest(); r.Number != 1 {
			t.Fatalf("revision %d", r.Number)
		}
		form.Set("soort", "verschrijving")
		w.post("dirk", round+"verbeteren", form).ok(303)
		w.get("dirk", round+"?gedaan=verbeterd").ok(200).has("p", "De verbetering is gemaakt.")
		r, mark := w.newest()
		if r.Number != 2 || r.Kind != cycle.SlipOfThePen || r.Reason != "Het jaartal was verkeerd." || r.State != cycle.StateOffered || mark != cycle.SlipOfThePen {
			t.Errorf("%+v, %q", r, mark)
		}
		after := w.intro()
		if after.Text() != "De kade is klaar in 2026.\n\nZie ook 5.1.2." || after[0].ID != before[0].ID || after[1].ID != before[1].ID {
			t.Errorf("%+v", after)
		}
		if refs := after.Refs(); len(refs) != 1 || refs[0].ID != string(w.nodes["5.1.2"]) {
			t.Errorf("refers to %+v", refs)
		}

		// Somebody who read the text before it was corrected is told so.
		form.Set("inleiding", "Iets anders.")
		w.post("dirk", round+"verbeteren", form).ok(409)

		// The council's decision asks for another one; the mark tells the last.
		form = w.get("dirk", round+"verbeteren").form("/verbeteren")
		form.Set("inleiding", "De kade is klaar.")
		form.Set("soort", "bij-besluit")
		form.Set("besluit", "PS2026/ 12")
		form.Set("reden", "Motie over de kade.")
		w.post("dirk", round+"verbeteren", form).ok(303)
		w.post("dirk", round+"verbeteren", form).ok(303) // sent twice
		form.Set("besluit", "PS/2026/13")
		w.post("dirk", round+"verbeteren", form).ok(409)
		if r, mark := w.newest(); r.Number != 3 || r.Kind != cycle.ByDecision || mark != cycle.ByDecision {
			t.Errorf("%+v, %q", r, mark)
		}
		if _, err := w.db.Read(w.org.ID).DecisionByReference(ctx, "PS/2026/12"); err != nil {
			t.Error(err)
		}
		form = w.get("dirk", round+"verbeteren").form("/verbeteren")
		form.Set("soort", "verschrijving")
		form.Set("reden", "Zomaar.")
		w.post("dirk", round+"verbeteren", form).ok(409).has("p", "De inleiding van Monitor 2026-I is al zo; er is niets te verbeteren.")
		w.historyStands("inleiding gecorrigeerd", 2)
	})
}

// historyStands sees to it that the chain is whole and that so many lines tell of an action.
func (w *world) historyStands(action string, times int) {
	w.Helper()
	if found, err := w.db.VerifyHistory(ctx, w.org.ID); err != nil || len(found) > 0 {
		w.Error(found, err)
	}
	if got := strings.Count(w.get("hans", "geschiedenis.csv").ok(200).body, action); got != times {
		w.Errorf("%d lines say %q", got, action)
	}
}

// What the council was asked is corrected on the same page: the point keeps its address, and the introduction stays as it is.
func TestCorrectingWhatWasAsked(t *testing.T) {
	each(t, func(w *world) {
		w.must(w.do.ChangeEdition(ctx, w.org.ID, w.people["dirk"], w.monitor.ID, func(e cycle.Edition) (cycle.Edition, error) {
			e.Intro = richtext.Parse("De kade is klaar.")
			e.Decides = []cycle.DecisionPoint{{Number: 1, Text: "Kennis nemen van de monitor."}, {Number: 2, Text: "Geld voor de kade."}}
			return e, nil
		}))
		w.offered()
		was := w.asked()
		w.get("dirk", round).ok(200).has("a", "Inleiding en beslispunten verbeteren")
		form := w.get("dirk", round+"verbeteren").ok(200).has("legend", "Beslispunt 2").form("/verbeteren")
		form.Set("beslispunt1.tekst", "")
		form.Set("beslispunt2.bedrag", "veel")
		form.Set("soort", "verschrijving")
		form.Set("reden", "Het bedrag ontbrak.")
		form = w.post("dirk", round+"verbeteren", form).ok(422).has("a", "schrijf wat er besloten moest worden").has("a", "geen bedrag").form("/verbeteren")
		form.Set("beslispunt1.tekst", strings.Repeat("Kennisnemen. ", 50))
		form.Set("beslispunt2.bedrag", "€ 1,2 miljoen")
		long := w.post("dirk", round+"verbeteren", form).ok(422)
		if !strings.Contains(long.body, `href="#beslispunt1.tekst">beslispunt 1 heeft`) {
			t.Errorf("what is too long is not led to:\n%s", long.body)
		}
		form = long.form("/verbeteren")
		form.Set("beslispunt1.tekst", "Kennisnemen van de monitor.")
		w.post("dirk", round+"verbeteren", form).ok(303)
		w.post("dirk", round+"verbeteren", form).ok(303) // sent twice
		r, mark := w.newest()
		now := w.asked()
		if r.Number != 2 || mark != "" || now[0].Key != was[0].Key || now[1].Key != was[1].Key || now[0].Text != "Kennisnemen van de monitor." || now[1].Text != was[1].Text {
			t.Errorf("%+v, %q: %+v was %+v", r, mark, now, was)
		}
		if now[1].Amount == nil || *now[1].Amount != 1_200_000_00 {
			t.Errorf("the amount is %v", now[1].Amount)
		}
		w.historyStands("beslispunten gecorrigeerd", 1)
	})
}

func (w *world) asked() []cycle.DecisionPoint {
	w.Helper()
	e, err := w.db.Read(w.org.ID).Edition(ctx, w.monitor.ID)
	w.must(err)
	return e.Decides
}

// What was withdrawn as a whole comes back with the next revision: who makes that is told so.
func TestCorrectingAfterARevisionWasWithdrawn(t *testing.T) {
	each(t, func(w *world) {
		w.offered()
		const told = "Revisie 1 is ingetrokken. De reden was: Er stond een naam van een inwoner in."
		w.get("dirk", round+"verbeteren").ok(200).lacks("p", "is ingetrokken").has("p", "De revisies ervoor blijven te lezen. Bij wat u verbetert")
		_, err := w.do.Withdraw(ctx, w.org.ID, w.people["dirk"], w.monitor.ID, change.Withdrawing{Revision: 1, Reason: "Er stond een naam van een inwoner in"})
		w.must(err)
		w.must(w.jobs.RunPending(ctx, w.org.ID))
		form := w.get("dirk", round+"verbeteren").ok(200).has("p", told).has("p", "van de editie. Wat van de revisies ervoor niet is ingetrokken, blijft te lezen. Bij wat u verbetert").form("/verbeteren")
		w.post("dirk", round+"verbeteren", form).ok(422).has("p", told)
		form.Set("inleiding", "De kade is klaar.")
		form.Set("soort", "verschrijving")
		form.Set("reden", "Er stond nog geen inleiding.")
		w.post("dirk", round+"verbeteren", form).ok(303)
		w.get("dirk", round+"verbeteren").ok(200).lacks("p", "Revisie 1 is ingetrokken")
	})
}

// A picture comes into it as before publication: from the editor, or with the form. It freezes with the revision.
func TestAPictureAddedToACorrectedIntroduction(t *testing.T) {
	each(t, func(w *world) {
		const pictures = round + "verbeteren/bestanden"
		grafiek := sent{"afbeelding.nieuw.bestand", "grafiek.png", testkit.Picture(40, 30)}
		w.send("dirk", pictures, url.Values{}, grafiek).ok(409)
		w.offered()
		w.send("dirk", introFiles, url.Values{}, grafiek).ok(409)
		w.send("ilse", pictures, url.Values{}, grafiek).ok(404)
		w.sendAs("ilse", pictures, "application/json", nil, sent{"bestand", "x.png", testkit.Picture(9, 9)}).ok(404)
		page := w.get("dirk", round+"verbeteren").ok(200)
		if !strings.Contains(page.body, `data-upload="/werk/waterland-oost/`+pictures+`"`) {
			t.Error("the editor has no button for pictures")
		}
		form := page.form("/verbeteren")
		form.Set("inleiding", "Zo staat het.")
		form.Set("soort", "bij-besluit")
		form.Set("besluit", "PS/2026/12")
		form = w.send("dirk", pictures, form).ok(422).has("a", "er kwam geen bestand aan").form("/verbeteren")
		form.Set("afbeelding.nieuw.tekst", "Uitgaven per programma")
		page = w.send("dirk", pictures, form, grafiek).ok(200).has("textarea", "![Uitgaven per programma](afbeelding:")
		form = page.form("/verbeteren")
		if form.Get("soort") != "bij-besluit" || form.Get("besluit") != "PS/2026/12" || len(w.intro()) != 0 {
			t.Errorf("filled in: %v; the introduction: %+v", form, w.intro())
		}
		form.Set("reden", "Een afbeelding ontbrak.")
		form.Set("afbeelding.nieuw.tekst", "Nog een kaart")
		w.post("dirk", round+"verbeteren", form).ok(422).has("a", "de afbeelding staat nog niet in de inleiding")
		form.Del("afbeelding.nieuw.tekst")
		w.post("dirk", round+"verbeteren", form).ok(303)

		// A text that cannot be read is not gone without a word.
		lost := url.Values{"inleiding.blokken": {"{"}, "afbeelding.nieuw.tekst": {"Kaart"}}
		w.send("dirk", pictures, lost, grafiek).ok(422).has("a", "de inleiding: ")

		var p struct{ Blob, Adres string }
		got := w.sendAs("dirk", pictures, "application/json", nil, sent{"bestand", "kaart.png", testkit.Picture(60, 30)}).ok(200)
		w.must(json.Unmarshal([]byte(got.body), &p))
		w.get("dirk", p.Adres).ok(200)
		form = w.get("dirk", round+"verbeteren").form("/verbeteren")
		form.Set("inleiding", form.Get("inleiding")+"\n\n![Kaart](afbeelding:"+p.Blob+")")
		form.Set("soort", "verschrijving")
		form.Set("reden", "De kaart ontbrak ook.")
		w.post("dirk", round+"verbeteren", form).ok(303)
		last, _ := w.newest()
		f, err := change.OpenRevision(w.blobs, last)
		w.must(err)
		defer f.Close()
		e, err := f.Edition()
		w.must(err)
		if last.Number != 3 || len(e.Files) != 2 || len(e.Intro) != 3 {
			t.Errorf("revision %d has the files %+v", last.Number, e.Files)
		}
		for _, file := range e.Files {
			if _, err := f.Part(file.Address); err != nil {
				t.Error(err)
			}
		}
	})
}

// Only pictures that were sent in before can stand in it, and one can be taken away.
func TestAPictureInACorrectedIntroduction(t *testing.T) {
	each(t, func(w *world) {
		w.offered()
		form := w.get("dirk", round+"verbeteren").ok(200).form("/verbeteren")
		form.Set("inleiding", "![Van een ander](afbeelding:"+strings.Repeat("ab", 32)+")")
		form.Set("soort", "verschrijving")
		form.Set("reden", "Een afbeelding ontbrak.")
		w.post("dirk", round+"verbeteren", form).ok(422).has("a", "een afbeelding in de inleiding is er niet meer")
		w.post("greet", round+"verbeteren", url.Values{}).ok(404)
	})
}
