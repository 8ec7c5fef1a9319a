package web_test

import (
	"bytes"
	"net/url"
	"os"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/testkit"
)

// A picture is kept as a new copy; the file that it was made of is known again, and the copy as well.
func TestThePictureThatEvidenceWasMadeOf(t *testing.T) {
	each(t, func(w *world) {
		at := w.reading("5.1.1") + "bewijs"
		original := testkit.Picture(60, 40)
		u, err := w.do.AddFile(ctx, w.org.ID, w.people["anna"], w.reports["5.1.1"], "kade.png", bytes.NewReader(original))
		w.must(err)
		kept, err := w.blobs.Read(u.Blob)
		if w.must(err); bytes.Equal(kept, original) {
			t.Fatal("it was kept as it came: this test says nothing")
		}
		r := w.report("5.1.1")
		text := r
		text.Scores = []cycle.Score{{Aspect: "geld", Value: cycle.Green, Evidence: []cycle.Evidence{{Key: "k1", Blob: u.Blob, Title: "Foto van de kade"}}}}
		w.must(w.do.WriteReport(ctx, w.org.ID, w.people["anna"], r.ID, r.Version, text))
		w.send("hans", at, nil, sent{"bestand", "kade.png", original}).ok(200).has("strong", "kade.png is ingestuurd als: Foto van de kade.").lacks("strong", "niet hetzelfde")
		w.send("hans", at, nil, sent{"bestand", "kopie.png", kept}).ok(200).has("strong", "kopie.png is hetzelfde als: Foto van de kade.").lacks("strong", "ingestuurd als")
		w.send("hans", at, nil, sent{"bestand", "ander.png", testkit.Picture(61, 40)}).ok(200).has("strong", "ander.png is niet hetzelfde als bewijs bij dit stuk.")
	})
}

// Who recomputes sees of each piece of evidence in which revision it was frozen, under which hash, and whether the kept file
// is what it was; a file of their own can be held against it.
func TestRecomputingEvidence(t *testing.T) {
	each(t, func(w *world) {
		at := w.reading("5.1.1") + "bewijs"
		w.get("hans", at).ok(200).has("p", "Bij dit stuk staat geen bewijs.")
		w.get("hans", w.reading("5.1.1")).ok(200).lacks("a", "Bewijs narekenen")
		u, err := w.do.AddFile(ctx, w.org.ID, w.people["anna"], w.reports["5.1.1"], "verslag.pdf", strings.NewReader("%PDF-1.7 verslag van de schouw"))
		w.must(err)
		r := w.report("5.1.1")
		text := r
		note := cycle.Evidence{Key: "k2", Note: "Gebeld met de aannemer.", By: w.people["anna"].Number}
		text.Scores = []cycle.Score{{Aspect: "geld", Value: cycle.Green, Evidence: []cycle.Evidence{
			{Key: "k1", Blob: u.Blob, Title: "Verslag van de schouw", Size: u.Size}, note, {Key: "k3", Link: "https://www.example.nl/raming", Title: "Raming", Released: true},
		}}}
		text.Headline = "De aanleg loopt."
		w.must(w.do.WriteReport(ctx, w.org.ID, w.people["anna"], r.ID, r.Version, text))
		w.get("hans", at).ok(200).has("h2", "Verslag van de schouw").has("p", "Score geld, blijft binnen de organisatie").has("dd", "nog geen revisie").has("code", publication.EvidenceSum(note))

		w.approved()
		w.must(w.do.EstablishEdition(ctx, w.org.ID, w.people["eva"], w.monitor.ID))
		_, err = w.do.PublishEdition(ctx, w.org.ID, w.people["dirk"], w.monitor.ID, cycle.Release{State: cycle.StateOffered, Date: "2026-05-04"})
		w.must(err)
		w.get("hans", w.reading("5.1.1")).ok(200).has("a", "Bewijs narekenen")
		w.get("hans", w.reading("5.1.1")+"geschiedenis").ok(200).has("a", "Bewijs narekenen")
		page := w.get("dirk", at).ok(200).has("dd", "Monitor 2026-I, revisie 1, 4 mei 2026, 11.00").has("code", u.Blob).has("span", "Het bewaarde bestand klopt").has("p", "openbaar").has("a", "Ophalen")
		if n := strings.Count(page.text(), "revisie 1,"); n != 3 {
			t.Errorf("%d of 3 pieces of evidence were frozen", n)
		}
		for _, who := range []string{"anna", "carla", "eva", "joost"} {
			w.get(who, at).ok(404)
			w.get(who, w.reading("5.1.1")).ok(200).lacks("a", "Bewijs narekenen")
		}

		before, err := w.db.Read(w.org.ID).EditionUploads(ctx, w.monitor.ID)
		w.must(err)
		w.send("hans", at, nil, sent{"bestand", "van-de-griffie.pdf", []byte("%PDF-1.7 verslag van de schouw")}).ok(200).has("p", "van-de-griffie.pdf is hetzelfde als: Verslag van de schouw.").has("code", u.Blob)
		w.send("hans", at, nil, sent{"bestand", "ander.pdf", []byte("%PDF-1.7 iets anders")}).ok(200).has("p", "ander.pdf is niet hetzelfde als bewijs bij dit stuk.")
		w.send("hans", at, nil, sent{"bestand", "", nil}).ok(422).has("p", "kies een bestand")
		w.post("hans", at, url.Values{}).ok(422).has("p", "kies een bestand")
		if after, err := w.db.Read(w.org.ID).EditionUploads(ctx, w.monitor.ID); err != nil || len(after) != len(before) {
			t.Errorf("a file that was only compared is kept: %d, then %d", len(before), len(after))
		}

		w.must(os.Chmod(w.blobs.Path(u.Blob), 0o600))
		w.must(os.WriteFile(w.blobs.Path(u.Blob), []byte("%PDF-1.7 verslag van de schouW"), 0o600))
		w.get("hans", at).ok(200).has("span", "Het bewaarde bestand is veranderd").lacks("a", "Ophalen")
		w.must(w.blobs.Remove(u.Blob))
		w.get("hans", at).ok(200).has("span", "Het bewaarde bestand is er niet meer")

		w.must(w.do.SetKeeping(ctx, w.org.ID, w.people["ilse"], cycle.Keeping{Inside: 12}))
		w.now = w.now.AddDate(1, 1, 0)
		w.must(w.do.ForgetInside(ctx, w.org.ID, w.people["ilse"], w.monitor.ID))
		w.get("hans", at).ok(200).has("h2", "Vergeten bewijs").has("code", publication.EvidenceSum(note)).has("h2", "Raming").lacks("p", "Gebeld met")
	})
}
