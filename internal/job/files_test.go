package job

import (
	"os"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
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
		for _, u := range []cycle.Upload{kept, loose, shared} { // the disk has the real clock
			old := time.Now().Add(-time.Hour)
			h.must(os.Chtimes(h.blobs.Path(u.Blob), old, old))
		}
		h.must(h.jobs.RunPending(h.ctx, h.org.ID))
		h.has(t, map[string]bool{kept.Blob: true, loose.Blob: false, shared.Blob: true})
		if rows, err := h.db.Read(h.org.ID).UploadsOf(h.ctx, report.ID); err != nil || len(rows) != 1 || rows[0].Use != cycle.UploadNamed {
			t.Errorf("%+v, %v", rows, err)
		}
		if found, err := h.db.VerifyHistory(h.ctx, h.org.ID); err != nil || len(found) > 0 {
			t.Error(found, err)
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

func (h *house) has(t *testing.T, want map[string]bool) {
	t.Helper()
	for hash, there := range want {
		if h.blobs.Has(hash) != there {
			t.Errorf("blob %s is there: %v", hash[:8], !there)
		}
	}
}
