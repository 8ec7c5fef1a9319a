package job

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
	"doelenboom/internal/publication"
)

const marker = "Jansen-van-de-Kade"

func (h *house) withdraws(e cycle.Edition, revision int, paths ...string) change.Withdrawn {
	h.t.Helper()
	done, err := h.do.Withdraw(h.ctx, h.org.ID, cycle.System, e.ID, change.Withdrawing{Revision: revision, Reason: "naam van een inwoner", Paths: paths})
	h.must(err)
	return done
}

// served are the revisions of the first edition of which there are pages, and 0 when there are those of the organisation.
func (h *house) served() string {
	o := h.shown()
	var there []int
	if o.Archive.Index != "" {
		there = append(there, 0)
	}
	for _, r := range o.Editions[0].Revisions {
		if r.Archive.Index != "" {
			there = append(there, r.Number)
		}
	}
	return fmt.Sprint(there)
}

func (h *house) servesOnly(when, want string) {
	h.t.Helper()
	if got := h.served(); got != want {
		h.t.Errorf("%s: there are pages of %s, want %s", when, got, want)
	}
}

// named publishes an edition with a name in it, and corrects it twice.
func (h *house) named() cycle.Edition {
	docs := deliverables(9)
	docs[1].Summary = "Grond gekocht van mevrouw " + marker + "."
	docs[1].Basics = &importer.Basics{Holders: []string{marker}}
	e := h.imported(2016, docs...)
	h.freeze(e)
	h.work()
	corrected := deliverable(docs[1].Number, "Grond kopen", "Grond gekocht van een inwoner.")
	corrected.Basics = &importer.Basics{Holders: []string{"Rika Tonsbeek"}}
	h.correct(e, corrected)
	h.work()
	h.correct(e, deliverable("1.1.3", "Grond kopen", "De provincie kocht meer grond."))
	h.work()
	return e
}

const namedPath = "knopen/1.1.2-grond-kopen.json"

// everyNamed are the parts of the first revision that say the name.
var everyNamed = []string{namedPath, "boom.json", "knopen/1.1-doel-1-1.json", publication.HoldersPath}

// What holds nothing of it stays on the site while the rest is made again.
func TestOnlyPagesThatHeldItGoWhenItIsWithdrawn(t *testing.T) {
	eachHouse(t, func(h *house) {
		e := h.named()
		h.servesOnly("before", "[0 3 2 1]")
		before := h.shown()
		h.withdraws(e, 1, namedPath)
		h.servesOnly("withdrawn", "[0 3 2]")
		if now := h.shown(); fmt.Sprint(now.Archive, now.Editions[0].Revisions[0].Archive) != fmt.Sprint(before.Archive, before.Editions[0].Revisions[0].Archive) {
			h.t.Error("what everybody reads has other pages")
		}
		h.work()
		h.servesOnly("made again", "[0 3 2 1]")

		h.withdraws(e, 1, publication.HoldersPath)
		h.servesOnly("a register, from which pages of the organisation were made", "[3 2]")
		h.work()
		h.withdraws(e, 2)
		h.servesOnly("an earlier revision as a whole", "[0 3 1]")
		h.work()
		h.withdraws(e, 3)
		h.servesOnly("what everybody reads as a whole", "[]")
		h.work()
		h.servesOnly("after all", "[0 1]")
	})
}

// What compares with what is withdrawn as a whole shows it too; what stands beside it does not.
func TestPagesThatCompareWithWhatIsWithdrawnGo(t *testing.T) {
	eachHouse(t, func(h *house) {
		for year := 2014; year < 2018; year++ {
			h.freeze(h.imported(year, deliverables(3)...))
		}
		h.work()
		h.withdraws(h.editionOf(2015), 1)
		var there []string
		for _, e := range h.shown().Editions {
			if e.Revisions[0].Archive.Index != "" {
				there = append(there, e.Slug)
			}
		}
		if got := fmt.Sprint(there); got != "[jaarverslag-2014 jaarverslag-2017]" || h.shown().Archive.Index != "" {
			h.t.Errorf("there are pages of %s", got)
		}
		h.work()
	})
}

// The council changed a sentence: the page that tells so says what it was.
func TestPagesThatTellWhatTheCouncilChangedGo(t *testing.T) {
	eachHouse(t, func(h *house) {
		docs := deliverables(3)
		docs[1].Summary = "Grond gekocht van mevrouw " + marker + "."
		e := h.imported(2016, docs...)
		release := func(r cycle.Release) {
			_, err := h.do.PublishEdition(h.ctx, h.org.ID, cycle.System, e.ID, r)
			h.must(err)
			h.work()
		}
		release(cycle.Release{State: cycle.StateOffered, Date: "2017-04-01"})
		release(cycle.Release{State: cycle.StateAdopted, Date: "2017-05-01", Reference: "PS/2017/1"})
		h.correct(e, deliverable("1.1.2", "Grond kopen", "Grond gekocht van een inwoner."))
		h.work()
		h.correct(e, deliverable("1.1.1", "Grond kopen", "Grond gekocht."))
		h.work()
		h.withdraws(e, 1, namedPath)
		h.servesOnly("the council changed nothing of it", "[0 4 3]")
		h.work()
		h.servesOnly("after all", "[0 4 3 2 1]")
	})
}

// What can be erased is erased, also when the pages cannot be made again: the disk may be full.
func TestBytesGoThoughPagesCannotBeMade(t *testing.T) {
	eachHouse(t, func(h *house) {
		other := h.imported(2015, deliverables(2)...)
		h.freeze(other)
		h.work()
		e := h.named()
		revisions, err := h.db.Read(h.org.ID).Revisions(h.ctx, e.ID)
		h.must(err)
		pack := revisions[0].Packs[0]
		of, err := h.db.Read(h.org.ID).Revisions(h.ctx, other.ID)
		h.must(err)
		lost := h.blobs.Path(of[0].Packs[0])
		h.must(os.Rename(lost, lost+".away"))
		h.withdraws(e, 1, everyNamed...)
		if err := h.jobs.RunPending(h.ctx, h.org.ID); err == nil {
			h.t.Fatal("the pages were made, so this test tells nothing")
		}
		if h.blobs.Has(pack) {
			h.t.Error("the parts are still there")
		}
		if o := h.shown(); o.Editions[1].Revisions[0].Archive.Index == "" {
			h.t.Error("what everybody reads is off the site")
		}
		h.must(os.Rename(lost+".away", lost))
		h.work()
		h.nowhere()
	})
}

func (h *house) nowhere() {
	h.t.Helper()
	if all := h.everyByte(); strings.Contains(all, marker) {
		i := strings.Index(all, marker)
		h.t.Errorf("still there: …%q…", all[max(0, i-300):i+50])
	}
}

// Pages that a correction replaced a moment ago may still be served by another server; what was withdrawn does not wait
// for that.
func TestReplacedPagesGoWithWhatIsWithdrawn(t *testing.T) {
	eachHouse(t, func(h *house) {
		e := h.named()
		h.withdraws(e, 1, everyNamed...)
		h.work()
		h.nowhere()
	})
}

func (h *house) editionOf(year int) cycle.Edition {
	e, err := h.db.Read(h.org.ID).EditionBySlug(h.ctx, fmt.Sprintf("jaarverslag-%d", year))
	h.must(err)
	return e
}

// When the newest revision is withdrawn as a whole everybody reads the one before it.
func TestWhatIsReadAgainIsCorrectedBeforeItIsWithdrawn(t *testing.T) {
	eachHouse(t, func(h *house) {
		e := h.named()
		h.withdraws(e, 3)
		h.withdraws(e, 2)
		h.work()
		for _, path := range []string{namedPath, "boom.json"} {
			_, err := h.do.Withdraw(h.ctx, h.org.ID, cycle.System, e.ID, change.Withdrawing{Revision: 1, Reason: "naam", Paths: []string{path}})
			if err == nil || !strings.Contains(err.Error(), "revisie 1, die nu op de site staat; verbeter die eerst") {
				h.t.Errorf("%s: %v", path, err)
			}
		}
		h.correct(e, deliverable("1.1.2", "Grond kopen", "Grond gekocht van iemand."))
		h.work()
		h.withdraws(e, 1, namedPath)
		h.work()
		if pages := h.site(); !strings.Contains(pages["/jaarverslag-2016/1.1.2-grond-kopen/"], "van iemand") {
			h.t.Error("the newest revision has no page")
		}
	})
}

// The revision that everybody reads again may lack what was withdrawn from it before, and the next edition compares with it.
func TestWhatIsReadAgainMayLackWhatWasWithdrawn(t *testing.T) {
	eachHouse(t, func(h *house) {
		e := h.named()
		h.freeze(h.imported(2017, deliverables(9)...))
		h.work()
		h.withdraws(e, 1, everyNamed...)
		h.withdraws(e, 3)
		h.withdraws(e, 2)
		h.work()
		h.nowhere()
		_, err := h.do.Withdraw(h.ctx, h.org.ID, cycle.System, e.ID, change.Withdrawing{Revision: 1, Reason: "naam", Paths: everyNamed})
		if already := (change.AlreadyWithdrawn{}); !errors.As(err, &already) {
			h.t.Errorf("what is gone is withdrawn again: %v", err)
		}
		before := h.site()
		if before["/jaarverslag-2016/"] == "" || before["/jaarverslag-2016/1.1.2-grond-kopen/"] != "" {
			h.t.Error("what is left has other pages")
		}
		h.must(h.jobs.Rebuild(h.ctx, h.org.ID, ""))
		differing(h.t, "after rebuild", h.site(), before)
	})
}
