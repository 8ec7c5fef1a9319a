package job

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
	"doelenboom/internal/testkit/databases"
)

// A file that nobody saved goes after a week; one that a report names stays, and so does what another organisation has.
func TestFilesThatNobodySavedGo(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		now := time.Now().UTC()
		c.Now = func() time.Time { return now }
		h := newHouse(t, databases.Open(t, c), t.TempDir())
		report, other := h.writing(h.org), h.writing(h.second())
		kept, loose, shared := h.sends(h.org, report, "kept"), h.sends(h.org, report, "loose"), h.sends(h.org, report, "shared")
		h.saves(report, kept)
		h.saves(other, h.sends(other.org, other, "shared"))

		h.must(h.jobs.RunPending(h.ctx, h.org.ID))
		h.has(t, map[string]bool{kept.Blob: true, loose.Blob: true, shared.Blob: true})

		now = now.Add(change.LooseFor + 2*time.Hour)
		h.must(h.jobs.RunPending(h.ctx, h.org.ID))
		h.has(t, map[string]bool{kept.Blob: true, loose.Blob: false, shared.Blob: true})
		if rows, err := h.db.Read(h.org.ID).UploadsOf(h.ctx, cycle.OwnerID(report.ID)); err != nil || len(rows) != 1 || rows[0].Use != cycle.UploadNamed {
			t.Errorf("%+v, %v", rows, err)
		}
		if found, err := h.db.VerifyHistory(h.ctx, h.org.ID); err != nil || len(found) > 0 {
			t.Error(found, err)
		}
	})
}

// Who tidies up and is stopped before that is kept has removed nothing: what a report may still name is there. The next one
// does it all.
func TestAFileStaysUntilItIsKeptThatItGoes(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		now := time.Now().UTC()
		c.Now = func() time.Time { return now }
		h := newHouse(t, databases.Open(t, c), t.TempDir())
		report := h.writing(h.org)
		named, loose := h.sends(h.org, report, "named"), h.sends(h.org, report, "loose")
		now = now.Add(change.LooseFor + 2*time.Hour)
		stopped, err := h.db.TakeJob(h.ctx, time.Minute, "", change.MailJob)
		h.must(err)
		now = now.Add(time.Hour)
		if next, err := h.db.TakeJob(h.ctx, time.Minute, "", change.MailJob); err != nil || next.ID != stopped.ID || stopped.Kind != change.FilesJob {
			t.Fatalf("%+v, %v", next, err)
		}
		if err := h.jobs.sweepFiles(h.ctx, stopped); !errors.Is(err, cycle.ErrConflict) {
			t.Fatalf("whose work another took over ends with %v", err)
		}
		h.has(t, map[string]bool{named.Blob: true, loose.Blob: true})
		h.saves(report, named)
		now = now.Add(time.Hour)
		h.must(h.jobs.RunPending(h.ctx, h.org.ID))
		h.has(t, map[string]bool{named.Blob: true, loose.Blob: false})
	})
}

// A file whose bytes another organisation removes at that very moment, before it can see that they are pointed at here, is
// there all the same. The clock is asked when the change begins: the file is kept by then, and nothing points at it.
func TestAFileThatIsRemovedElsewhereMeanwhileIsThere(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		gone := func() {}
		c.Now = func() time.Time { gone(); return time.Now() }
		h := newHouse(t, databases.Open(t, c), t.TempDir())
		report := h.writing(h.org)
		for what, sends := range map[string]func() cycle.Upload{
			"a document": func() cycle.Upload { return h.sends(h.org, report, "een verslag") },
			"a picture":  func() cycle.Upload { return h.sendsToIntro(report.Edition, 40, 30) },
		} {
			removed := 0
			gone = func() {
				blobs, err := h.blobs.List(h.ctx)
				h.must(err)
				for _, hash := range blobs {
					removed++
					h.must(h.blobs.Remove(hash))
				}
			}
			u := sends()
			gone = func() {}
			if err := h.blobs.Verify(h.ctx, u.Blob); err != nil || removed == 0 {
				t.Errorf("%s, of %d files that were removed meanwhile: %v", what, removed, err)
			}
		}
	})
}

// written is a report that somebody is writing.
type written struct {
	cycle.Report
	org    cycle.Organisation
	author cycle.User
}

func (h *house) second() cycle.Organisation {
	h.t.Helper()
	o, err := h.do.AddOrganisation(h.ctx, cycle.System, cycle.NewOrganisation("", cycle.Municipality, "polder", "Gemeente Polder (verzonnen)"))
	h.must(err)
	return o
}

func (h *house) writing(org cycle.Organisation) written {
	h.t.Helper()
	author, err := h.do.AddUser(h.ctx, org.ID, cycle.System, cycle.User{ID: "anna@example.nl", Name: "Anna (verzonnen)", Grants: cycle.Granted(cycle.RoleAuthor)})
	h.must(err)
	e, err := h.do.AddEdition(h.ctx, org.ID, cycle.System, cycle.Edition{Kind: cycle.Monitor, Slug: "monitor-2026-1", Name: "Monitor 2026-I", Year: 2026, Sequence: 1})
	h.must(err)
	places, err := h.do.SetTree(h.ctx, org.ID, cycle.System, e.ID, []change.Placing{{Number: "5", Title: "Economie"}})
	h.must(err)
	opened, err := h.do.OpenReports(h.ctx, org.ID, cycle.System, e.ID, []change.Assignment{{Node: places[0].Node, Author: author.Number}})
	h.must(err)
	r, err := h.db.Read(org.ID).Report(h.ctx, opened[0].ID)
	h.must(err)
	return written{r, org, author}
}

func (h *house) sends(org cycle.Organisation, r written, words string) cycle.Upload {
	h.t.Helper()
	u, err := h.do.AddFile(h.ctx, org.ID, r.author, r.ID, words+".pdf", strings.NewReader("%PDF-1.7 "+words))
	h.must(err)
	return u
}

// saves writes the report with a file.
func (h *house) saves(r written, u cycle.Upload) {
	h.t.Helper()
	text := r.Report
	text.Attachments = []cycle.Attachment{{Key: "k", Blob: u.Blob, Title: "Akte"}}
	h.must(h.do.WriteReport(h.ctx, r.org.ID, r.author, r.ID, r.Version, text))
}

func (h *house) has(t testing.TB, want map[string]bool) {
	t.Helper()
	for hash, there := range want {
		if h.blobs.Has(hash) != there {
			t.Errorf("blob %s is there: %v", hash[:8], !there)
		}
	}
}

// publishes brings a report through the round and offers its edition.
func (h *house) publishes(r written) {
	h.t.Helper()
	people := map[cycle.Role]cycle.User{}
	for _, role := range []cycle.Role{cycle.RoleChecker, cycle.RoleHolder} {
		u, err := h.do.AddUser(h.ctx, h.org.ID, cycle.System, cycle.User{ID: string(role) + "@example.nl", Name: string(role) + " (verzonnen)", Grants: cycle.Granted(role)})
		h.must(err)
		people[role] = u
	}
	now, err := h.db.Read(h.org.ID).Report(h.ctx, r.ID)
	h.must(err)
	h.must(h.do.SubmitReport(h.ctx, h.org.ID, r.author, r.ID, now.Version))
	h.must(h.do.CheckReports(h.ctx, h.org.ID, people[cycle.RoleChecker], []cycle.ReportID{r.ID}))
	h.must(h.do.ApproveReports(h.ctx, h.org.ID, people[cycle.RoleHolder], []cycle.ReportID{r.ID}))
	h.must(h.do.EstablishEdition(h.ctx, h.org.ID, people[cycle.RoleHolder], r.Edition))
	_, err = h.do.PublishEdition(h.ctx, h.org.ID, cycle.System, r.Edition, cycle.Release{State: cycle.StateOffered, Date: "2026-06-01"})
	h.must(err)
	h.work()
}

// frozen is the newest revision of an edition with what verifying it finds.
func (h *house) frozen(e cycle.EditionID) (*change.Frozen, []publication.Fault) {
	h.t.Helper()
	rows, err := h.db.Read(h.org.ID).Revisions(h.ctx, e)
	h.must(err)
	row := rows[len(rows)-1]
	f, err := change.OpenRevision(h.blobs, row)
	h.must(err)
	h.t.Cleanup(func() { f.Close() })
	return f, publication.Verify(row.Manifest, f.Manifest, f.Packs().Get, nil)
}

// sendsPicture sends a picture of w by h points in.
func (h *house) sendsPicture(r written, width, height int) cycle.Upload {
	h.t.Helper()
	u, err := h.do.AddFile(h.ctx, r.org.ID, r.author, r.ID, "kaart.png", bytes.NewReader(testkit.Picture(width, height)))
	h.must(err)
	return u
}

// Pictures, attachments and released evidence are published under the hash of the edition; what stays inside leaves a hash.
// A correction takes an attachment away, and then it can be erased everywhere.
func TestFilesFreezeWithTheEdition(t *testing.T) {
	eachHouse(t, func(h *house) {
		report := h.writing(h.org)
		picture, akte := h.sendsPicture(report, 900, 300), h.sends(h.org, report, "akte van Jan")
		proof, inside := h.sends(h.org, report, "verslag"), h.sends(h.org, report, "salarissen")
		text := report.Report
		text.Headline = "De eerste kavel is verkocht."
		text.Sections = []cycle.SectionText{{Key: cycle.Progress, Text: richtext.Parse("Zo ligt het.\n\n![Kaart van het terrein](afbeelding:" + picture.Blob + ")")}}
		text.Attachments = []cycle.Attachment{{Key: "b", Blob: akte.Blob, Title: "Verkoopakte"}}
		text.Scores = []cycle.Score{{Aspect: "inhoud", Value: cycle.Green, Evidence: []cycle.Evidence{
			{Key: "e1", Blob: proof.Blob, Title: "Verslag van de schouw", Released: true}, {Key: "e2", Blob: inside.Blob, Title: "Salarissen"},
		}}}
		h.must(h.do.WriteReport(h.ctx, h.org.ID, report.author, report.ID, report.Version, text))
		at := "monitor-2026-1/" + publication.FilePath(akte.Blob, "pdf")
		if kind, body, err := NewPreviews(h.jobs).Page(h.ctx, h.org.ID, report.Edition, at); err != nil || kind != "application/pdf" || string(body) != "%PDF-1.7 akte van Jan" {
			h.t.Errorf("the preview gives %s %q, %v", kind, body, err)
		}
		h.publishes(report)

		f, faults := h.frozen(report.Edition)
		if len(faults) > 0 {
			h.t.Errorf("%+v", faults)
		}
		for _, path := range []string{publication.FilePath(picture.Blob, "png"), publication.FilePath(akte.Blob, "pdf"), publication.FilePath(proof.Blob, "pdf")} {
			if b, err := f.Part(path); err != nil || publication.Hash(b) != publication.FileSum(path) {
				h.t.Errorf("%s: %v", path, err)
			}
		}
		if hidden, err := f.Evidence(); err != nil || len(hidden) != 1 || strings.Contains(string(f.Manifest), inside.Blob) {
			h.t.Errorf("%+v, %v", hidden, err)
		}
		page := h.site()["/monitor-2026-1/5-economie/"]
		for _, want := range []string{
			`<img src="../bestanden/` + picture.Blob + `.png" width="900" height="300" alt="Kaart van het terrein" loading="lazy"`,
			`<a href="../bestanden/` + akte.Blob + `.pdf" download="akte van Jan.pdf">Verkoopakte</a> <span class="quiet">(pdf, 21 bytes)</span>`,
			"Verslag van de schouw",
		} {
			if !strings.Contains(page, want) {
				h.t.Errorf("the page lacks %s in\n%s", want, page)
			}
		}
		if got := h.site()["/monitor-2026-1/bestanden/"+akte.Blob+".pdf"]; got != "%PDF-1.7 akte van Jan" {
			h.t.Errorf("the attachment is %q", got)
		}
		if strings.Contains(page, "Salarissen") {
			h.t.Error("evidence that was not released is on the page")
		}
		h.withdrawsFile(report, akte, inside)
	})
}

func (h *house) withdrawsFile(report written, akte, inside cycle.Upload) {
	h.t.Helper()
	path := publication.FilePath(akte.Blob, "pdf")
	ask := change.Withdrawing{Revision: 1, Reason: "naam van een inwoner", Paths: []string{path}}
	if _, err := h.do.Withdraw(h.ctx, h.org.ID, cycle.System, report.Edition, ask); err == nil || !strings.Contains(err.Error(), "verbeter die eerst") {
		h.t.Errorf("what everybody still reads is withdrawn: %v", err)
	}
	wrong := change.Correction{Reason: "verkeerd bestand", Without: []string{"bestanden/" + strings.Repeat("0", 64) + ".pdf"}}
	if _, err := h.do.Correct(h.ctx, h.org.ID, cycle.System, report.Edition, wrong); err == nil || !strings.Contains(err.Error(), "is geen bijlage") {
		h.t.Errorf("a file that nobody has is taken away: %v", err)
	}
	_, err := h.do.Correct(h.ctx, h.org.ID, cycle.System, report.Edition, change.Correction{Reason: "verkeerd bestand", Without: []string{path}})
	h.must(err)
	h.work()
	if pages := h.site(); strings.Contains(pages["/monitor-2026-1/5-economie/"], "Verkoopakte") || !strings.Contains(pages["/monitor-2026-1/revisie/1/5-economie/"], "Verkoopakte") {
		h.t.Error("the newest page has the attachment, or the earlier one lost it")
	}
	_, err = h.do.Withdraw(h.ctx, h.org.ID, cycle.System, report.Edition, ask)
	h.must(err)
	h.work()
	if all := h.everyByte(); strings.Contains(all, "akte van Jan\x00") || strings.Contains(all, "%PDF-1.7 akte van Jan") {
		h.t.Error("the bytes of the attachment are still there")
	}
	earlier := h.site()["/monitor-2026-1/revisie/1/5-economie/"]
	if !strings.Contains(earlier, `Verkoopakte <span class="quiet">(ingetrokken)</span>`) || strings.Contains(earlier, path) {
		h.t.Errorf("the earlier page does not say that it was withdrawn:\n%s", earlier)
	}
	h.has(h.t, map[string]bool{inside.Blob: true, akte.Blob: false})
	if _, faults := h.frozen(report.Edition); len(faults) > 0 {
		h.t.Errorf("%+v", faults)
	}
}

// An edition is not frozen when a file of it is lost: afterwards nobody could tell what it was.
func TestALostFileStopsPublishing(t *testing.T) {
	eachHouse(t, func(h *house) {
		report := h.writing(h.org)
		akte := h.sends(h.org, report, "akte")
		text := report.Report
		text.Headline, text.Attachments = "Verkocht.", []cycle.Attachment{{Key: "b", Blob: akte.Blob, Title: "Verkoopakte"}}
		h.must(h.do.WriteReport(h.ctx, h.org.ID, report.author, report.ID, report.Version, text))
		h.must(h.blobs.Remove(akte.Blob))
		e, err := h.db.Read(h.org.ID).Edition(h.ctx, report.Edition)
		h.must(err)
		e.TakenOver = true // asks for no round
		h.must(h.db.Write(h.ctx, h.org.ID, func(tx *store.Tx) error { return tx.SaveEdition(h.ctx, e) }))
		_, err = h.do.PublishEdition(h.ctx, h.org.ID, cycle.System, e.ID, cycle.Release{State: cycle.StateUnknown})
		if err == nil || !strings.Contains(err.Error(), "akte.pdf bij 5 is er niet meer") {
			h.t.Errorf("%v", err)
		}
	})
}
