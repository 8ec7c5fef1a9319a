package web_test

import (
	"bytes"
	"encoding/json"
	"image/png"
	"mime/multipart"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/testkit"
)

// sent is a file that somebody chose in a field.
type sent struct {
	field, name string
	body        []byte
}

// send posts a form the way a browser does when it has files.
func (w *world) send(who, path string, form url.Values, files ...sent) answered {
	w.Helper()
	return w.sendAs(who, path, "text/html", form, files...)
}

func (w *world) sendAs(who, path, accept string, form url.Values, files ...sent) answered {
	w.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, values := range form {
		for _, v := range values {
			w.must(m.WriteField(name, v))
		}
	}
	for _, f := range files {
		part, err := m.CreateFormFile(f.field, f.name)
		w.must(err)
		part.Write(f.body)
	}
	w.must(m.Close())
	r := httptest.NewRequest("POST", w.address(path), &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Accept", accept)
	return w.ask(who, r)
}

func (w *world) files(number string) string {
	return "verantwoordingen/" + string(w.reports[number]) + "/bestanden"
}

// picture sends one in as the editor does.
func (w *world) picture(who, number, name string, body []byte) (answer struct{ Blob, Adres, Fout string }, status int) {
	w.Helper()
	a := w.sendAs(who, w.files(number), "application/json", nil, sent{"bestand", name, body})
	if a.status != 404 {
		w.must(json.Unmarshal([]byte(a.body), &answer))
	}
	return answer, a.status
}

func TestAPictureInAText(t *testing.T) {
	each(t, func(w *world) {
		p, status := w.picture("anna", "5.1.1", `C:\foto's\kaart.png`, testkit.Picture(3200, 1600))
		if status != 200 || len(p.Blob) != 64 || p.Adres != "/werk/waterland-oost/bestanden/"+p.Blob {
			t.Fatalf("%d, %+v", status, p)
		}
		seen := w.get("carla", p.Adres).ok(200)
		if got, err := png.DecodeConfig(strings.NewReader(seen.body)); err != nil || got.Width != 1600 {
			t.Errorf("%+v, %v", got, err)
		}
		for header, want := range map[string]string{
			"Content-Type": "image/png", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'", "Content-Disposition": "",
		} {
			if got := seen.header.Get(header); got != want {
				t.Errorf("%s: %q", header, got)
			}
		}
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("rubriek.voortgang", "Zo ligt het terrein.\n\n![Kaart van het terrein](afbeelding:"+p.Blob+")")
		w.post("anna", w.writing("5.1.1"), form).ok(303)
		if page := w.get("carla", "verantwoordingen/"+string(w.reports["5.1.1"])+"/").ok(200); !strings.Contains(page.body, `<img src="`+p.Adres+`" alt="Kaart van het terrein"`) {
			t.Errorf("the picture is not shown: %s", page.text())
		}
		form.Set("versie", "2")
		form.Set("rubriek.voortgang", "![Van een ander](afbeelding:"+strings.Repeat("ab", 32)+")")
		w.post("anna", w.writing("5.1.1"), form).ok(422).has("a", "een afbeelding in de tekst is er niet meer")
	})
}

func TestWhoMaySendAndSeeFiles(t *testing.T) {
	each(t, func(w *world) {
		p, _ := w.picture("anna", "5.1.1", "kaart.png", testkit.Picture(10, 10))
		for _, who := range []string{"bram", "carla", "joost", "hans"} {
			if _, status := w.picture(who, "5.1.1", "kaart.png", testkit.Picture(11, 11)); status != 404 {
				t.Errorf("%s sent a picture in: %d", who, status)
			}
		}
		if _, status := w.picture("fatma", "5.1.1", "kaart.png", testkit.Picture(12, 12)); status != 200 {
			t.Errorf("who writes of the money may not send a picture: %d", status)
		}
		// Somebody of another branch sees nothing of this one.
		outside, err := w.do.AddUser(ctx, w.org.ID, cycle.System, cycle.User{
			ID: "mo@example.nl", Name: "Mo (verzonnen)", Account: "account-mo",
			Grants: []cycle.Grant{{Role: cycle.RoleReader, Branch: w.nodes["6"]}},
		})
		w.must(err)
		w.people["mo"] = outside
		w.get("mo", "bestanden/"+p.Blob).ok(404)
		w.get("", "bestanden/"+p.Blob).ok(401)
		w.get("anna", "bestanden/"+strings.Repeat("0", 64)).ok(404)
		w.get("anna", "bestanden/..%2f..%2fdoelenboom.sqlite").ok(404)

		w.writes("anna", "5.1.1", "De eerste kavel is verkocht.", true)
		if _, status := w.picture("anna", "5.1.1", "kaart.png", testkit.Picture(13, 13)); status != 409 {
			t.Errorf("a report that was handed in takes files: %d", status)
		}
	})
}

func TestHostileFiles(t *testing.T) {
	each(t, func(w *world) {
		for name, test := range map[string]struct {
			file string
			body string
			says string
		}{
			"nothing":                       {"x.png", "", "leeg"},
			"a GIF that is a page":          {"x.gif", "GIF89a/*<script>alert(1)</script>*/", "gif"},
			"a drawing with a script":       {"x.svg", "<svg onload=alert(1)>", "soort bestand nemen wij niet aan"},
			"half a picture":                {"x.png", string(testkit.Picture(900, 900)[:60]), "beschadigd"},
			"a document where a picture is": {"x.pdf", "%PDF-1.7", "geen afbeelding"},
			"a page called text":            {"x.txt", "<html><script>", "iets anders"},
		} {
			p, status := w.picture("anna", "5.1.1", test.file, []byte(test.body))
			if status != 422 || !strings.Contains(p.Fout, test.says) || !strings.HasSuffix(p.Fout, ".") {
				t.Errorf("%s: %d, %+v", name, status, p)
			}
		}
		if p, status := w.picture("anna", "5.1.1", "x.pdf", append([]byte("%PDF-1.7"), make([]byte, 25<<20)...)); status != 422 || !strings.Contains(p.Fout, "25 MB") {
			t.Errorf("too large: %d, %+v", status, p)
		}
		w.sendAs("anna", w.files("5.1.1"), "application/json", nil).ok(422)
	})
}

// Everything that was filled in stays, and a file is sent once, whatever else is wrong with the form.
func TestAttachmentsWithoutScripts(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("anna", w.writing("5.1.1")).ok(200).form("/schrijven")
		form.Set("kernzin", "De eerste kavel is verkocht.")
		form.Set("bijlage.nieuw.titel", "Verkoopakte")
		pdf := sent{"bijlage.nieuw.bestand", `..\akte\u202e.pdf`, []byte("%PDF-1.7 akte")}
		if to := w.send("anna", w.files("5.1.1"), form, pdf).ok(303).header.Get("Location"); !strings.HasSuffix(to, "/schrijven?gedaan=toegevoegd#bijlage") {
			t.Errorf("to %s", to)
		}
		if len(w.report("5.1.1").Attachments) != 0 {
			t.Error("the report changed before it was saved")
		}
		page := w.get("anna", w.writing("5.1.1")).ok(200).has("textarea", "De eerste kavel is verkocht.").has("li", "pdf, 13 bytes")
		form = page.form("/schrijven")
		form.Set("mijlpaal.nieuw1.datum", "ooit")
		form.Set("mijlpaal.nieuw1.tekst", "Brug")
		again := w.send("anna", w.writing("5.1.1"), form, sent{"bijlage.nieuw.bestand", "lijst.csv", []byte("a;b\n")}).ok(422).has("li", "csv, 4 bytes").form("/schrijven")
		again.Set("mijlpaal.nieuw1.tekst", "Brug")
		again.Set("mijlpaal.nieuw1.datum", "eind 2026")
		w.send("anna", w.writing("5.1.1"), again).ok(303)
		kept := w.report("5.1.1").Attachments
		if len(kept) != 2 || kept[0].Title != "Verkoopakte" || kept[0].Size != 13 || kept[1].Title != "lijst" || kept[1].Name != "lijst.csv" {
			t.Fatalf("%+v", kept)
		}
		got := w.get("carla", "bestanden/"+kept[0].Blob).ok(200)
		if h := got.header; h.Get("Content-Security-Policy") != "sandbox; default-src 'none'" || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment; filename=") || got.body != "%PDF-1.7 akte" {
			t.Errorf("%v", h)
		}
		w.get("carla", "verantwoordingen/"+string(w.reports["5.1.1"])+"/").ok(200).has("a", "Verkoopakte")

		form = w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("bijlage."+kept[0].Key+".weg", "ja")
		w.send("anna", w.files("5.1.1"), form).ok(303) // kept as a draft: it stays away
		w.send("anna", w.writing("5.1.1"), w.get("anna", w.writing("5.1.1")).lacks("li", "Verkoopakte").form("/schrijven")).ok(303)
		if left := w.report("5.1.1").Attachments; len(left) != 1 || left[0].Title != "lijst" {
			t.Errorf("%+v", left)
		}
	})
}

func TestAPictureWithoutScripts(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("rubriek.voortgang", "Zo ligt het terrein.")
		form.Set("afbeelding.nieuw.rubriek", cycle.Progress)
		kaart := sent{"afbeelding.nieuw.bestand", "kaart.png", testkit.Picture(40, 30)}
		page := w.send("anna", w.files("5.1.1"), form, kaart).ok(422).has("a", "beschrijf wat er te zien is").has("textarea", "Zo ligt het terrein.")
		form = page.form("/schrijven")
		form.Set("afbeelding.nieuw.rubriek", cycle.Progress)
		form.Set("afbeelding.nieuw.tekst", "Kaart van het terrein")
		w.send("anna", w.files("5.1.1"), form, kaart).ok(303)
		w.send("anna", w.writing("5.1.1"), w.get("anna", w.writing("5.1.1")).form("/schrijven")).ok(303)
		r := w.report("5.1.1")
		progress, _ := r.Section(cycle.Progress)
		if n := len(progress.Text); n != 2 || progress.Text[1].Kind != richtext.Picture || progress.Text[1].Image.Alt != "Kaart van het terrein" {
			t.Errorf("%+v", progress.Text)
		}
	})
}

func TestEvidence(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("anna", w.writing("5.1.1")).ok(200).has("summary", "Bewijs bij de score op").form("/schrijven")
		form.Set("rubriek.voortgang", "Op 3 april is de eerste kavel verkocht.")
		form.Set("score.geld", "groen")
		form.Set("score.geld.bewijs.nieuw.adres", "javascript:alert(1)")
		page := w.send("anna", w.writing("5.1.1"), form).ok(422).has("a", "is geen adres")
		form = page.form("/schrijven")
		form.Set("score.geld.bewijs.nieuw.adres", "https://example.nl/akte")
		form.Set("score.geld.bewijs.nieuw.notitie", "Gebeld met de notaris.")
		w.send("anna", w.writing("5.1.1"), form, sent{"score.geld.bewijs.nieuw.bestand", "rekening.pdf", []byte("%PDF-1.7 rekening")}).ok(303)
		s, _ := w.report("5.1.1").Score("geld")
		if len(s.Evidence) != 3 || s.Evidence[0].Title != "rekening.pdf" || s.Evidence[0].Size != 17 || s.Evidence[0].By != w.people["anna"].Number || s.Evidence[2].Released {
			t.Fatalf("%+v", s.Evidence)
		}
		shown := w.get("hans", "verantwoordingen/"+string(w.reports["5.1.1"])+"/").ok(200)
		shown.has("a", "rekening.pdf").has("a", "https://example.nl/akte").has("p", "Gebeld met de notaris.").has("p", "alleen intern, van Anna (verzonnen)")
		w.get("hans", "bestanden/"+s.Evidence[0].Blob).ok(200)

		// Who writes of the money changes the score, not the evidence.
		money := w.get("fatma", w.writing("5.1.1")).ok(200).lacks("summary", "Bewijs").form("/schrijven")
		money.Set("score.geld", "oranje")
		money.Set("score.geld.bewijs.nieuw.notitie", "Van een ander.") // made up by hand
		w.send("fatma", w.writing("5.1.1"), money).ok(303)
		if s, _ := w.report("5.1.1").Score("geld"); s.Value != cycle.Orange || len(s.Evidence) != 3 {
			t.Errorf("%+v", s)
		}

		form = w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("bewijs."+s.Evidence[1].Key+".openbaar", "ja")
		form.Set("bewijs."+s.Evidence[2].Key+".weg", "ja")
		w.send("anna", w.writing("5.1.1"), form).ok(303)
		if s, _ = w.report("5.1.1").Score("geld"); len(s.Evidence) != 2 || s.Evidence[0].Released || !s.Evidence[1].Released {
			t.Errorf("%+v", s.Evidence)
		}
		form = w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("score.geld", "")
		w.send("anna", w.writing("5.1.1"), form).ok(422).has("a", "haal het bewijs weg")
	})
}

// Who saves second chooses texts; the files of both stay.
func TestFilesOfBothWritersStay(t *testing.T) {
	each(t, func(w *world) {
		anna, dirk := w.get("anna", w.writing("5.1.1")).form("/schrijven"), w.get("dirk", w.writing("5.1.1")).form("/schrijven")
		dirk.Set("rubriek.voortgang", "Van Dirk.")
		w.send("dirk", w.writing("5.1.1"), dirk, sent{"bijlage.nieuw.bestand", "dirk.pdf", []byte("%PDF-1.7 d")}).ok(303)
		anna.Set("rubriek.voortgang", "Van Anna.")
		page := w.send("anna", w.writing("5.1.1"), anna, sent{"bijlage.nieuw.bestand", "anna.pdf", []byte("%PDF-1.7 a")}).ok(409)
		w.send("anna", "verantwoordingen/"+string(w.reports["5.1.1"])+"/kiezen", page.form("/kiezen")).ok(303)
		if got := w.report("5.1.1").Attachments; len(got) != 2 || got[0].Title != "dirk" || got[1].Title != "anna" {
			t.Errorf("%+v", got)
		}
	})
}

// A form with files that came too late keeps what was typed, like any other.
func TestAFormWithFilesOutlivesTheSession(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("rubriek.voortgang", "Dit wil ik niet kwijt.")
		page := w.send("", w.writing("5.1.1"), form, sent{"bijlage.nieuw.bestand", "akte.pdf", []byte("%PDF-1.7")}).ok(401)
		if !strings.Contains(page.body, "Dit+wil+ik+niet+kwijt.") || strings.Contains(page.body, "PDF-1.7") {
			t.Errorf("what was typed is gone, or the file is kept: %s", page.text())
		}
	})
}

// In a preview too a file from outside runs nothing.
func TestFilesInThePreview(t *testing.T) {
	each(t, func(w *world) {
		form := w.get("anna", w.writing("5.1.1")).form("/schrijven")
		form.Set("rubriek.voortgang", "Verkocht.")
		w.send("anna", w.writing("5.1.1"), form, sent{"bijlage.nieuw.bestand", "akte.pdf", []byte("%PDF-1.7 akte")}).ok(303)
		got := w.get("joost", round+"voorbeeld/monitor-2026-1/bestanden/"+w.report("5.1.1").Attachments[0].Blob+".pdf").ok(200)
		if h := got.header; got.body != "%PDF-1.7 akte" || h.Get("Content-Security-Policy") != "sandbox; default-src 'none'" || h.Get("Content-Disposition") != "attachment" {
			t.Errorf("%q, %v", got.body, h)
		}
	})
}
