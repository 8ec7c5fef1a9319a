package job

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
)

// sendsToIntro sends a picture in with the introduction of an edition.
func (h *house) sendsToIntro(e cycle.EditionID, width, height int) cycle.Upload {
	h.t.Helper()
	u, err := h.do.AddPicture(h.ctx, h.org.ID, cycle.System, e, "grafiek.png", bytes.NewReader(testkit.Picture(width, height)))
	h.must(err)
	return u
}

func (h *house) writesIntro(e cycle.EditionID, text string) error {
	h.t.Helper()
	return h.do.ChangeEdition(h.ctx, h.org.ID, cycle.System, e, func(e cycle.Edition) (cycle.Edition, error) {
		e.Intro = richtext.Parse(text)
		return e, nil
	})
}

// A picture in the introduction freezes with the edition and stands on the summary. A correction takes it away, and then it can be
// erased everywhere.
func TestAPictureInTheIntroduction(t *testing.T) {
	eachHouse(t, func(h *house) {
		report := h.writing(h.org)
		u := h.sendsToIntro(report.Edition, 900, 300)
		if err := h.writesIntro(report.Edition, "Zo staat het.\n\n![Van een ander](afbeelding:"+strings.Repeat("ab", 32)+")"); !errors.As(err, &cycle.Invalid{}) {
			h.t.Errorf("a picture that nobody sent in: %v", err)
		}
		h.must(h.writesIntro(report.Edition, "Zo staat het.\n\n![Uitgaven per programma](afbeelding:"+u.Blob+")"))
		path := publication.FilePath(u.Blob, "png")
		if kind, body, err := NewPreviews(h.jobs).Page(h.ctx, h.org.ID, report.Edition, "monitor-2026-1/"+path); err != nil || kind != "image/png" || publication.Hash(body) != u.Blob {
			h.t.Errorf("the preview gives %s, %d bytes, %v", kind, len(body), err)
		}
		text := report.Report
		text.Headline = "De eerste kavel is verkocht."
		text.Sections = []cycle.SectionText{{Key: cycle.Progress, Text: richtext.Parse("Op 3 april is de eerste kavel verkocht.")}}
		text.Scores = []cycle.Score{{Aspect: "inhoud", Value: cycle.Green}}
		h.must(h.do.WriteReport(h.ctx, h.org.ID, report.author, report.ID, report.Version, text))
		h.publishes(report)

		f, faults := h.frozen(report.Edition)
		if b, err := f.Part(path); err != nil || publication.Hash(b) != u.Blob || len(faults) > 0 {
			h.t.Errorf("%v, %+v", err, faults)
		}
		want := `<img src="./` + path + `" width="900" height="300" alt="Uitgaven per programma"`
		if page := h.site()["/monitor-2026-1/"]; !strings.Contains(strings.ReplaceAll(page, `src="bestanden`, `src="./bestanden`), want) {
			h.t.Errorf("the summary lacks %s in\n%s", want, page)
		}
		if rows, err := h.db.Read(h.org.ID).UploadsOf(h.ctx, cycle.OwnerID(report.Edition)); err != nil || len(rows) != 1 || rows[0].Use != cycle.UploadFrozen {
			h.t.Errorf("%+v, %v", rows, err)
		}
		h.withdrawsFromIntro(report.Edition, u, path)
	})
}

func (h *house) withdrawsFromIntro(e cycle.EditionID, u cycle.Upload, path string) {
	h.t.Helper()
	ask := change.Withdrawing{Revision: 1, Reason: "gezicht van een inwoner", Paths: []string{path}}
	if _, err := h.do.Withdraw(h.ctx, h.org.ID, cycle.System, e, ask); err == nil || !strings.Contains(err.Error(), "verbeter die eerst") {
		h.t.Errorf("what everybody still reads is withdrawn: %v", err)
	}
	_, err := h.do.Correct(h.ctx, h.org.ID, cycle.System, e, change.Correction{Reason: "verkeerde afbeelding", Without: []string{path}})
	h.must(err)
	h.work()
	if pages := h.site(); strings.Contains(pages["/monitor-2026-1/"], "Uitgaven per programma") || !strings.Contains(pages["/monitor-2026-1/"], "Zo staat het.") || !strings.Contains(pages["/monitor-2026-1/revisie/1/"], u.Blob) {
		h.t.Error("the newest summary has the picture, or the earlier one lost it")
	}
	_, err = h.do.Withdraw(h.ctx, h.org.ID, cycle.System, e, ask)
	h.must(err)
	h.work()
	h.has(h.t, map[string]bool{u.Blob: false})
	if earlier := h.site()["/monitor-2026-1/revisie/1/"]; strings.Contains(earlier, "<img") || !strings.Contains(earlier, "ingetrokken") || !strings.Contains(earlier, "Uitgaven per programma") {
		h.t.Errorf("the earlier summary does not say that it was withdrawn:\n%s", earlier)
	}
	if _, faults := h.frozen(e); len(faults) > 0 {
		h.t.Errorf("%+v", faults)
	}
	if found, err := h.db.VerifyHistory(h.ctx, h.org.ID); err != nil || len(found) > 0 {
		h.t.Error(found, err)
	}
}

// An edition is not frozen when a picture of its introduction is lost.
func TestALostPictureOfTheIntroductionStopsPublishing(t *testing.T) {
	eachHouse(t, func(h *house) {
		report := h.writing(h.org)
		u := h.sendsToIntro(report.Edition, 40, 30)
		h.must(h.writesIntro(report.Edition, "![Grafiek](afbeelding:"+u.Blob+")"))
		h.must(h.blobs.Remove(u.Blob))
		_, err := h.do.Preview(h.ctx, h.org.ID, report.Edition)
		h.must(err) // a preview does without
		e, err := h.db.Read(h.org.ID).Edition(h.ctx, report.Edition)
		h.must(err)
		e.TakenOver = true // asks for no round
		h.must(h.db.Write(h.ctx, h.org.ID, func(tx *store.Tx) error { return tx.SaveEdition(h.ctx, e) }))
		_, err = h.do.PublishEdition(h.ctx, h.org.ID, cycle.System, e.ID, cycle.Release{State: cycle.StateUnknown})
		if err == nil || !strings.Contains(err.Error(), "grafiek.png bij de inleiding is er niet meer") {
			h.t.Errorf("%v", err)
		}
	})
}
