package web_test

import (
	"encoding/json"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/testkit"
)

const introFiles = round + "bestanden"

func (w *world) intro() richtext.Doc {
	w.Helper()
	e, err := w.db.Read(w.org.ID).EditionBySlug(ctx, "monitor-2026-1")
	w.must(err)
	return e.Intro
}

// The editor sends a picture by itself; the introduction names it when it is saved, and the preview shows it.
func TestAPictureInTheIntroduction(t *testing.T) {
	each(t, func(w *world) {
		page := w.get("dirk", round+"instellen").ok(200)
		if !strings.Contains(page.body, `data-upload="/werk/waterland-oost/`+introFiles+`"`) {
			t.Error("the editor has no button for pictures")
		}
		var p struct{ Blob, Adres, Fout string }
		got := w.sendAs("dirk", introFiles, "application/json", nil, sent{"bestand", "grafiek.png", testkit.Picture(3200, 1600)}).ok(200)
		w.must(json.Unmarshal([]byte(got.body), &p))
		w.get("dirk", p.Adres).ok(200)
		for name, test := range map[string]struct{ file, body, says string }{
			"a document":     {"x.pdf", "%PDF-1.7", "geen afbeelding"},
			"half a picture": {"x.png", string(testkit.Picture(900, 900)[:60]), "beschadigd"},
			"nothing":        {"x.png", "", "leeg"},
		} {
			no := w.sendAs("dirk", introFiles, "application/json", nil, sent{"bestand", test.file, []byte(test.body)}).ok(422)
			if !strings.Contains(no.body, test.says) {
				t.Errorf("%s: %s", name, no.body)
			}
		}
		for _, who := range []string{"anna", "carla", "joost"} {
			w.sendAs(who, introFiles, "application/json", nil, sent{"bestand", "x.png", testkit.Picture(9, 9)}).ok(404)
		}
		form := page.form("instellen")
		form.Set("inleiding", "Zo staat het.\n\n![Van een ander](afbeelding:"+strings.Repeat("ab", 32)+")")
		w.post("dirk", round+"instellen", form).ok(422).has("a", "een afbeelding in de inleiding is er niet meer")
		form.Set("inleiding", "Zo staat het.\n\n![Uitgaven per programma](afbeelding:"+p.Blob+")")
		w.post("dirk", round+"instellen", form).ok(303)
		seen := w.get("dirk", round+"voorbeeld/monitor-2026-1/").ok(200)
		if !strings.Contains(seen.body, `bestanden/`+p.Blob+`.png" width="1600" height="800" alt="Uitgaven per programma"`) {
			t.Errorf("the preview lacks it: %s", seen.text())
		}
		w.get("dirk", round+"voorbeeld/monitor-2026-1/bestanden/"+p.Blob+".png").ok(200)

		// Somebody of one branch sees no draft of the whole.
		outside, err := w.do.AddUser(ctx, w.org.ID, cycle.System, cycle.User{
			ID: "mo@example.nl", Name: "Mo (verzonnen)", Account: "account-mo",
			Grants: []cycle.Grant{{Role: cycle.RoleReader, Branch: w.nodes["6"]}},
		})
		w.must(err)
		w.people["mo"] = outside
		w.get("mo", p.Adres).ok(404)
	})
}

// Without the editor the picture goes with the whole form, and nothing that was typed is lost.
func TestAPictureInTheIntroductionWithoutScripts(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("dirk", round+"instellen").ok(200).form("instellen")
		form.Set("inleiding", "Zo staat het.")
		form.Set("naam", "Monitor 2026, de eerste")
		grafiek := sent{"afbeelding.nieuw.bestand", "grafiek.png", testkit.Picture(40, 30)}
		w.send("dirk", introFiles, form).ok(422).has("a", "er kwam geen bestand aan")
		form = w.send("dirk", introFiles, form, grafiek).ok(422).has("a", "beschrijf wat er te zien is").has("textarea", "Zo staat het.").form("instellen")
		form.Set("afbeelding.nieuw.tekst", "Uitgaven per programma")
		w.send("dirk", introFiles, form, sent{"afbeelding.nieuw.bestand", "x.pdf", []byte("%PDF-1.7")}).ok(422).has("a", "dit is geen afbeelding")
		page := w.send("dirk", introFiles, form, grafiek).ok(200).has("textarea", "![Uitgaven per programma](afbeelding:")
		if len(w.intro()) != 0 {
			t.Error("the introduction changed before it was saved")
		}
		unplaced := page.form("instellen") // the button to keep sends no files, but the name of one
		unplaced.Set("afbeelding.nieuw.bestand", "grafiek.png")
		w.post("dirk", round+"instellen", unplaced).ok(422).has("a", "de afbeelding staat nog niet in de inleiding").has("textarea", "![Uitgaven per programma](afbeelding:")
		for _, button := range []string{"terugrekenen", "beslispunt:erbij"} { // these bring no files either
			unplaced.Set("knop", button)
			w.post("dirk", round+"instellen", unplaced).ok(200).has("a", "de afbeelding staat nog niet in de inleiding")
		}
		w.post("dirk", round+"instellen", page.form("instellen")).ok(303)
		intro := w.intro()
		if len(intro) != 2 || intro[1].Kind != richtext.Picture || intro[1].Image.Alt != "Uitgaven per programma" {
			t.Errorf("%+v", intro)
		}
		e, err := w.db.Read(w.org.ID).EditionBySlug(ctx, "monitor-2026-1")
		w.must(err)
		if e.Name != "Monitor 2026, de eerste" {
			t.Errorf("the name is %q", e.Name)
		}

		form = page.form("instellen")
		form.Set("versie", w.get("dirk", round+"instellen").form("instellen").Get("versie"))
		form.Set("afbeelding.nieuw.sier", "ja")
		only := w.send("dirk", introFiles, form, grafiek).ok(200).form("instellen")
		if !strings.Contains(only.Get("inleiding"), "![](afbeelding:") {
			t.Errorf("%q", only.Get("inleiding"))
		}
	})
}
