package job

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// nothingLeft tells of files that no row of any organisation names.
func (h *house) nothingLeft(when string) {
	h.t.Helper()
	hashes, err := h.blobs.List(h.ctx)
	h.must(err)
	h.must(h.db.Write(h.ctx, h.org.ID, func(tx *store.Tx) error {
		used, err := tx.Pointing(hashes).Now(h.ctx)
		for _, hash := range hashes {
			if !used[hash] {
				h.t.Errorf("%s: nothing points at %s", when, hash[:8])
			}
		}
		return err
	}))
}

// ages makes every file look as if it was put a while ago.
func (h *house) ages() {
	h.t.Helper()
	hashes, err := h.blobs.List(h.ctx)
	h.must(err)
	before := time.Now().Add(-time.Hour)
	for _, hash := range hashes {
		h.must(os.Chtimes(h.blobs.Path(hash), before, before))
	}
}

// Pages that were made while something else was shown are not kept, and their files neither.
func TestPagesThatWereMadeInVainGo(t *testing.T) {
	eachHouse(t, func(h *house) {
		h.freeze(h.imported(2016, deliverables(3)...))
		h.work()
		h.must(h.jobs.Rebuild(h.ctx, h.org.ID, ""))
		broken, tries := errors.New("the disk is broken"), 0
		err := h.jobs.attempt(h.ctx, h.org.ID, nil, func(s *shelf) error {
			h.nothingLeft("before")
			b := s.newBatch()
			b.fresh, s.org.Name = true, "Onder een andere naam" // other pages than those that are shown
			h.must(b.organisation(h.ctx))
			if len(s.written.all()) != 2 {
				h.t.Errorf("%d files were put, so this test tells nothing", len(s.written.all()))
			}
			if tries++; tries == 2 {
				return broken
			}
			h.must(h.db.Write(h.ctx, h.org.ID, func(tx *store.Tx) error { return tx.BumpShelf(h.ctx) }))
			return b.replace(h.ctx, store.Job{}, atOnce)
		})
		if !errors.Is(err, broken) || tries != 2 {
			h.t.Errorf("%v after %d attempts", err, tries)
		}
		h.nothingLeft("after it failed")
	})
}

// Pages of which a file was removed before they are shown are made again.
func TestPagesAreShownWithAllTheirFiles(t *testing.T) {
	eachHouse(t, func(h *house) {
		h.freeze(h.imported(2016, deliverables(3)...))
		h.work()
		tries := 0
		h.must(h.jobs.attempt(h.ctx, h.org.ID, nil, func(s *shelf) error {
			b := s.newBatch()
			b.fresh, s.org.Name = true, "Onder een andere naam"
			h.must(b.organisation(h.ctx))
			if tries++; tries == 1 {
				h.must(h.blobs.Remove(b.made[0].Files[0]))
			}
			return b.replace(h.ctx, store.Job{}, atOnce)
		}))
		if tries != 2 || len(h.site()) == 0 {
			h.t.Errorf("%d attempts", tries)
		}
	})
}

// What a change that failed, or a process that was killed, left behind goes when something is withdrawn. What was put a moment ago stays: a change that names it may be under way. What any
// organisation names stays too, also when it is not shown yet.
func TestWhatIsLeftBehindGoes(t *testing.T) {
	for name, removes := range map[string]func(h *house, e cycle.Edition) error{
		"a withdrawal": func(h *house, e cycle.Edition) error {
			h.withdraws(e, 1, everyNamed...)
			return h.jobs.RunPending(h.ctx, h.org.ID)
		},
		"work that was left for later": func(h *house, _ cycle.Edition) error {
			return h.jobs.sweep(h.ctx, h.queued(change.SweepPayload{Left: true}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			eachHouse(t, func(h *house) {
				e := h.named()
				report := h.writing(h.org)
				sent := h.sends(h.org, report, "verslag")
				pack := h.frozenElsewhere()
				left, err := h.blobs.PutBytes(h.ctx, []byte("a pack of a publication that failed: "+marker))
				h.must(err)
				h.ages()
				fresh, err := h.blobs.PutBytes(h.ctx, []byte("of a change that is under way"))
				h.must(err)
				half := filepath.Join(filepath.Dir(filepath.Dir(h.blobs.Path(left))), "new", "blob-1")
				h.must(os.WriteFile(half, []byte(marker), 0o600))
				before := time.Now().Add(-time.Minute)
				h.must(os.Chtimes(half, before, before))
				h.must(removes(h, e))
				h.has(h.t, map[string]bool{left: false, fresh: true, sent.Blob: true, pack: true})
				if _, err := os.Stat(half); err == nil && name != "work that was left for later" {
					h.t.Error("what was half written is still there")
				}
				h.must(h.blobs.Remove(fresh))
				if len(h.site()) == 0 {
					h.t.Error("there are no pages")
				}
			})
		})
	}
}

// queued is work of removing files that waits for long.
func (h *house) queued(what change.SweepPayload) (found store.Job) {
	h.t.Helper()
	payload, err := json.Marshal(what)
	h.must(err)
	h.must(h.db.Write(h.ctx, h.org.ID, func(tx *store.Tx) error {
		return tx.Enqueue(h.ctx, change.SweepJob, string(payload), time.Time{})
	}))
	found, err = h.db.TakeJob(h.ctx, time.Minute, "", change.MailJob)
	h.must(err)
	return found
}

// frozenElsewhere freezes an edition of another organisation, which is not shown yet, and gives its pack.
func (h *house) frozenElsewhere() string {
	h.t.Helper()
	other := *h
	other.org = h.second()
	e := other.imported(2016, deliverables(2)...)
	other.freeze(e)
	h.must(h.db.Write(h.ctx, other.org.ID, func(tx *store.Tx) error { // nobody shows it
		jobs, err := tx.Jobs(h.ctx)
		for _, j := range jobs {
			err = errors.Join(err, tx.FinishJob(h.ctx, j))
		}
		return err
	}))
	rows, err := h.db.Read(other.org.ID).Revisions(h.ctx, e.ID)
	h.must(err)
	return rows[0].Packs[0]
}
