package job

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// house is an installation with one invented organisation.
type house struct {
	t     testing.TB
	ctx   context.Context
	db    *store.DB
	blobs *blob.Store
	do    *change.Service
	jobs  *Runner
	org   cycle.Organisation
}

func newHouse(t testing.TB, db *store.DB, dir string) *house {
	t.Helper()
	blobs, err := blob.Open(blob.Config{Dir: dir, Volatile: true})
	if err != nil {
		t.Fatal(err)
	}
	do := change.New(db, blobs)
	h := &house{t: t, ctx: context.Background(), db: db, blobs: blobs, do: do, jobs: New(db, blobs, do)}
	if h.org, err = db.OrganisationBySlug(h.ctx, "waterland"); errors.Is(err, cycle.ErrNotFound) {
		h.org, err = do.AddOrganisation(h.ctx, cycle.System, cycle.NewOrganisation("", cycle.Province, "waterland", "Provincie Waterland (verzonnen)"))
	}
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func eachHouse(t *testing.T, f func(h *house)) {
	databases.Each(t, func(t *testing.T, db *store.DB) { f(newHouse(t, db, t.TempDir())) })
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// deliverable is a page of an old portal.
func deliverable(number, title, summary string) importer.Document {
	programme, goal := number[:1], number[:3]
	return importer.Document{
		File: number + ".txt", Number: number, Level: "prestatie", Title: title, Summary: summary,
		Parents: []importer.Place{{Number: programme, Title: "Kerntaak " + programme}, {Number: goal, Title: "Doel " + goal}},
	}
}

func deliverables(n int) (docs []importer.Document) {
	for i := range n {
		number := fmt.Sprintf("%d.%d.%d", i/81+1, i/9%9+1, i%9+1)
		docs = append(docs, deliverable(number, "Grond kopen", "De provincie kocht grond voor bedrijven aan de rand van de stad. Stuk "+strings.ReplaceAll(number, ".", "")+" van de rand."))
	}
	return docs
}

// imported makes an edition taken over from elsewhere.
func (h *house) imported(year int, docs ...importer.Document) cycle.Edition {
	h.t.Helper()
	e, err := h.do.AddEdition(h.ctx, h.org.ID, cycle.System, cycle.Edition{
		Kind: cycle.Accounts, Name: fmt.Sprintf("Jaarverslag %d", year), Slug: fmt.Sprintf("jaarverslag-%d", year), Year: year, TakenOver: true,
	})
	h.must(err)
	_, err = h.do.ImportProposal(h.ctx, h.org.ID, cycle.System, e.ID, docs)
	h.must(err)
	return e
}

// freeze publishes without rendering.
func (h *house) freeze(e cycle.Edition) {
	h.t.Helper()
	_, err := h.do.PublishEdition(h.ctx, h.org.ID, cycle.System, e.ID, cycle.Release{State: cycle.StateUnknown})
	h.must(err)
}

func (h *house) correct(e cycle.Edition, docs ...importer.Document) {
	h.t.Helper()
	_, err := h.do.Correct(h.ctx, h.org.ID, cycle.System, e.ID, change.Correction{Documents: docs, Reason: "verschrijving"})
	h.must(err)
}

func (h *house) work() {
	h.t.Helper()
	h.must(h.jobs.RunPending(h.ctx, h.org.ID))
}

// shown is what everybody may see of the organisation.
func (h *house) shown() store.PublishedOrganisation {
	h.t.Helper()
	all, err := h.db.Published().Organisations(h.ctx)
	h.must(err)
	for _, o := range all {
		if o.ID == h.org.ID {
			return o
		}
	}
	h.t.Fatal("the organisation is gone")
	return store.PublishedOrganisation{}
}

// site is every page by its address.
func (h *house) site() map[string]string {
	h.t.Helper()
	pages := map[string]string{}
	add := func(at string, from store.PublishedArchive) {
		if from.Index == "" {
			return
		}
		a, shut, err := openArchive(h.blobs, from.Index, from.Files)
		h.must(err)
		defer shut()
		for path, e := range a.All() {
			b, err := a.AppendPlain(nil, e)
			h.must(err)
			pages[at+path] = string(b)
		}
	}
	o := h.shown()
	add("/", o.Archive)
	for _, e := range o.Editions {
		for i, r := range e.Revisions {
			at := "/" + e.Slug + "/"
			if i > 0 {
				at += fmt.Sprintf("revisie/%d/", r.Number)
			}
			add(at, r.Archive)
		}
	}
	return pages
}

// everyByte is all that is kept in blobs, unpacked.
func (h *house) everyByte() string {
	h.t.Helper()
	hashes, err := h.blobs.List(h.ctx)
	h.must(err)
	var all strings.Builder
	for _, hash := range hashes {
		b, err := h.blobs.Read(hash)
		h.must(err)
		all.Write(b)
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			continue // an index
		}
		for _, f := range z.File {
			in, err := f.Open()
			h.must(err)
			_, err = io.Copy(&all, in)
			h.must(err)
		}
	}
	return all.String()
}

func differing(t testing.TB, what string, got, want map[string]string) {
	t.Helper()
	for path := range want {
		if got[path] != want[path] {
			t.Errorf("%s: %s differs or is not there", what, path)
		}
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			t.Errorf("%s: %s should not be there", what, path)
		}
	}
}

func TestWhatIsFrozenIsShownByTheJob(t *testing.T) {
	eachHouse(t, func(h *house) {
		e := h.imported(2016, deliverables(12)...)
		h.freeze(e)
		if got := h.shown(); len(got.Editions) != 0 {
			h.t.Error("it is shown before it was rendered")
		}
		h.work()
		pages := h.site()
		if !strings.Contains(pages["/jaarverslag-2016/1.1.1-grond-kopen/"], "Stuk 111 van de rand.") {
			h.t.Errorf("the page of 1.1.1 is not among %d pages", len(pages))
		}
		if pages["/"] == "" || pages["/jaarverslag-2016/"] == "" {
			h.t.Error("home or summary is missing")
		}
		jobs, err := h.db.Read(h.org.ID).Jobs(h.ctx)
		h.must(err)
		for _, j := range jobs {
			if j.Kind != change.SweepJob {
				h.t.Errorf("still in the queue: %s %s", j.Kind, j.Error)
			}
		}
	})
}

func TestRebuildGivesTheSameSite(t *testing.T) {
	eachHouse(t, func(h *house) {
		first, second := h.imported(2015, deliverables(9)...), h.imported(2016, deliverables(12)...)
		h.freeze(first)
		h.work()
		h.freeze(second)
		h.work()
		h.correct(first, deliverable("1.1.2", "Grond kopen", "De provincie kocht geen grond."))
		h.work()
		h.correct(second, deliverable("1.1.3", "Grond kopen", "De provincie kocht veel grond."))
		h.work()
		before := h.site()
		if !strings.Contains(before["/jaarverslag-2015/revisie/1/1.1.2-grond-kopen/"], "eerdere revisie") {
			h.t.Error("an earlier revision does not say so")
		}
		h.must(h.jobs.Rebuild(h.ctx, h.org.ID, ""))
		differing(h.t, "after rebuild", h.site(), before)
		once := h.shown()
		h.must(h.jobs.Rebuild(h.ctx, h.org.ID, ""))
		if twice := h.shown(); fmt.Sprint(twice.Archive, twice.Editions) != fmt.Sprint(once.Archive, once.Editions) {
			h.t.Error("rebuilding twice gives other files")
		}
		differing(h.t, "after two rebuilds", h.site(), before)
	})
}

func TestACorrectionAddsOnlyWhatChanged(t *testing.T) {
	eachHouse(t, func(h *house) {
		e := h.imported(2016, deliverables(60)...)
		h.freeze(e)
		h.work()
		before := h.shown().Editions[0].Revisions[0].Archive
		h.correct(e, deliverable("1.2.3", "Grond kopen", "De provincie kocht geen grond."))
		h.work()
		after := h.shown().Editions[0].Revisions[0].Archive
		if len(after.Files) != 2 || after.Files[0] != before.Files[0] {
			h.t.Fatalf("files %v, before %v", after.Files, before.Files)
		}
		b, err := h.blobs.Read(after.Files[1])
		h.must(err)
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		h.must(err)
		var names []string
		for _, f := range z.File {
			names = append(names, f.Name)
		}
		// Its own page, the lists it stands in, and the pages beside it that name it.
		if len(names) > 20 {
			h.t.Errorf("one corrected page of 60 made %d pages: %q", len(names), names)
		}
	})
}

// What earlier revisions cost does not grow with their number: once its pages say that there is a newer one, an earlier
// revision stays as it is.
func TestEarlierRevisionsStayAsTheyAre(t *testing.T) {
	eachHouse(t, func(h *house) {
		before, e := h.imported(2015, deliverables(4)...), h.imported(2016, deliverables(9)...)
		h.freeze(before)
		h.freeze(e)
		h.work()
		correct := func(n int) {
			h.correct(e, deliverable("1.1.1", "Grond kopen", fmt.Sprintf("De provincie kocht %d stukken grond.", n)))
			h.work()
		}
		correct(1)
		correct(2)
		was, site := h.shown(), h.site()
		correct(3)
		now := h.shown()
		if got, want := now.Editions[0], was.Editions[0]; fmt.Sprint(got) != fmt.Sprint(want) {
			h.t.Errorf("the edition before was %+v and is %+v", want, got)
		}
		for _, r := range now.Editions[1].Revisions[2:] {
			old := was.Editions[1].Revisions[3-r.Number]
			if fmt.Sprint(r.Archive) != fmt.Sprint(old.Archive) {
				h.t.Errorf("revision %d was in %+v and is in %+v", r.Number, old.Archive, r.Archive)
			}
		}
		pages := h.site()
		const about = "/jaarverslag-2016/revisie/1/over/"
		if pages[about] != site[about] || !strings.Contains(pages[about], `href="../../../../jaarverslag-2016/over/"`) {
			h.t.Error("an earlier revision does not lead to what was published since")
		}
		if !strings.Contains(pages["/jaarverslag-2016/over/"], `revisie/3/`) {
			h.t.Error("the newest revision does not tell of all earlier ones")
		}
		h.must(h.jobs.Rebuild(h.ctx, h.org.ID, ""))
		differing(h.t, "after rebuild", h.site(), pages)
	})
}

// An address is given for ever: what a correction took out of the text is linked to from the revision before.
func TestWhatAnEarlierRevisionNamesKeepsItsPage(t *testing.T) {
	eachHouse(t, func(h *house) {
		doc := deliverable("5.1.2", "Grond kopen", "De Staten besloten met PS/2016/486.")
		doc.Basics = &importer.Basics{Holders: []string{"Roos Tamminga"}}
		e := h.imported(2016, doc)
		_, err := h.do.PublishEdition(h.ctx, h.org.ID, cycle.System, e.ID, cycle.Release{State: cycle.StateAdopted, Date: "2017-05-01", Reference: "PS/2017/1"})
		h.must(err)
		h.work()
		corrected := deliverable("5.1.2", "Grond kopen", "De Staten besloten met PS/2016/985.")
		corrected.Basics = &importer.Basics{Holders: []string{"Rika Tonsbeek"}}
		h.correct(e, corrected)
		h.work()
		there := func(pages map[string]string, paths ...string) {
			h.t.Helper()
			for _, path := range paths {
				if pages[path] == "" {
					h.t.Errorf("%s is gone", path)
				}
			}
		}
		pages := h.site()
		there(pages, "/besluit/ps-2016-486/", "/besluit/ps-2016-985/", "/besluit/ps-2017-1/", "/portefeuillehouder/roos-tamminga/", "/portefeuillehouder/rika-tonsbeek/")
		if strings.Contains(pages["/besluit/"], "486") || strings.Contains(pages["/portefeuillehouder/"], "Roos") {
			h.t.Error("a list tells of what no edition names any more")
		}
		if page := pages["/besluit/ps-2016-486/"]; !says(page, "In een eerdere revisie staat het wel: Jaarverslag 2016, revisie 1") || !strings.Contains(page, `href="../../jaarverslag-2016/revisie/1/"`) {
			h.t.Errorf("the page of a decision that only an earlier revision names:\n%s", page)
		}
		if !strings.Contains(pages["/jaarverslag-2016/"], "PS/2017/1") || !strings.Contains(pages["/besluit/ps-2017-1/"], "Jaarverslag 2016") {
			h.t.Error("after a correction the edition does not say any more by what it was adopted")
		}
		h.must(h.jobs.Rebuild(h.ctx, h.org.ID, ""))
		differing(h.t, "after rebuild", h.site(), pages)

		_, err = h.do.Withdraw(h.ctx, h.org.ID, cycle.System, e.ID, change.Withdrawing{Revision: 1, Reason: "naam", Paths: []string{publication.HoldersPath}})
		h.must(err)
		h.work()
		pages = h.site()
		there(pages, "/besluit/ps-2016-486/", "/portefeuillehouder/rika-tonsbeek/")
		if pages["/portefeuillehouder/roos-tamminga/"] != "" {
			h.t.Error("a name that was withdrawn has a page")
		}
	})
}

func TestWithdrawnBytesAreInNoFile(t *testing.T) {
	eachHouse(t, func(h *house) {
		neighbour := h.imported(2015, deliverables(5)...)
		h.freeze(neighbour)
		docs := deliverables(9)
		docs[1].Summary = "Grond gekocht van mevrouw " + marker + "."
		e := h.imported(2016, docs...)
		h.freeze(e)
		h.work()
		if !strings.Contains(h.everyByte(), marker) {
			h.t.Fatal("the marker is nowhere, so this test tells nothing")
		}
		h.correct(e, deliverable(docs[1].Number, "Grond kopen", "Grond gekocht van een inwoner."))
		h.work()
		_, err := h.do.Withdraw(h.ctx, h.org.ID, cycle.System, e.ID, change.Withdrawing{
			Revision: 1, Reason: "naam van een inwoner", Paths: []string{"knopen/1.1.2-grond-kopen.json", "boom.json", "knopen/1.1-doel-1-1.json"},
		})
		h.must(err)
		h.work()
		if all := h.everyByte(); strings.Contains(all, marker) {
			i := strings.Index(all, marker)
			h.t.Errorf("still there: …%q…", all[max(0, i-300):i+50])
		}
		if pages := h.site(); !strings.Contains(pages["/jaarverslag-2016/1.1.2-grond-kopen/"], "van een inwoner") {
			h.t.Error("the newest revision lost its page")
		}
	})
}

// What was withdrawn as a whole is still told of where the revisions stand: that it was there, and why it is gone.
func TestAWithdrawnRevisionIsStillListed(t *testing.T) {
	eachHouse(t, func(h *house) {
		e := h.imported(2016, deliverables(3)...)
		h.freeze(e)
		for _, text := range []string{"Een eerste verbetering.", "Een tweede verbetering."} {
			h.work()
			h.correct(e, deliverable("1.1.2", "Grond kopen", text))
		}
		h.work()
		withdraw := func(revision int, reason string) map[string]string {
			_, err := h.do.Withdraw(h.ctx, h.org.ID, cycle.System, e.ID, change.Withdrawing{Revision: revision, Reason: reason})
			h.must(err)
			h.work()
			return h.site()
		}
		pages := withdraw(2, "Nooit bedoeld.")
		newest := pages["/jaarverslag-2016/over/"]
		if !strings.Contains(newest, "Nooit bedoeld.") || strings.Contains(newest, `href="../revisie/2/`) {
			h.t.Errorf("the newest revision tells of the one before it:\n%s", newest)
		}
		if first := pages["/jaarverslag-2016/revisie/1/over/"]; strings.Contains(first, "Nooit bedoeld.") {
			h.t.Error("the first revision tells of what came later")
		}
		pages = withdraw(3, "Te vroeg.")
		left := pages["/jaarverslag-2016/over/"] // the address of the edition shows what is left
		if !strings.Contains(left, "Te vroeg.") || !strings.Contains(left, "Nooit bedoeld.") || strings.Contains(left, `href="../revisie/`) {
			h.t.Errorf("the revision that is left tells of those that are gone:\n%s", left)
		}
		before := h.site()
		h.must(h.jobs.Rebuild(h.ctx, h.org.ID, ""))
		differing(h.t, "after rebuild", h.site(), before)
	})
}

func TestServersAndCommandsWorkSideBySide(t *testing.T) {
	eachHouse(t, func(h *house) {
		for year := 2012; year < 2018; year++ {
			h.freeze(h.imported(year, deliverables(10)...))
		}
		var all sync.WaitGroup
		for range 3 {
			runner := New(h.db, h.blobs, h.do)
			all.Go(func() {
				if err := runner.RunPending(h.ctx, h.org.ID); err != nil {
					h.t.Error(err)
				}
			})
		}
		all.Wait()
		before := h.site()
		if n := len(h.shown().Editions); n != 6 {
			h.t.Errorf("%d editions are shown", n)
		}
		h.must(h.jobs.Rebuild(h.ctx, h.org.ID, ""))
		differing(h.t, "after rebuild", h.site(), before)
	})
}

// Who makes everything again is done some day, however often another server shows something else meanwhile.
func TestRebuildingIsDoneThoughOthersGoOnPublishing(t *testing.T) {
	eachHouse(t, func(h *house) {
		large, small := h.imported(2015, deliverables(60)...), h.imported(2016, deliverables(2)...)
		h.freeze(large)
		h.freeze(small)
		h.work()
		other := New(h.db, h.blobs, h.do)
		done := make(chan struct{})
		var all sync.WaitGroup
		all.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-done:
					return
				default:
				}
				h.correct(small, deliverable("1.1.1", "Grond kopen", fmt.Sprintf("Correctie %d.", n)))
				if err := other.RunPending(h.ctx, h.org.ID); err != nil {
					h.t.Error(err)
					return
				}
			}
		})
		err := h.jobs.Rebuild(h.ctx, h.org.ID, "")
		close(done)
		all.Wait()
		h.must(err)
	})
}

func TestWorkThatFailsStaysAndIsTold(t *testing.T) {
	eachHouse(t, func(h *house) {
		e := h.imported(2016, deliverables(3)...)
		h.freeze(e)
		revisions, err := h.db.Read(h.org.ID).Revisions(h.ctx, e.ID)
		h.must(err)
		pack := h.blobs.Path(revisions[0].Packs[0])
		h.must(os.Rename(pack, pack+".away"))
		if err := h.jobs.RunPending(h.ctx, h.org.ID); err == nil {
			h.t.Fatal("a lost pack is not told")
		}
		if err := h.jobs.RunPending(h.ctx, h.org.ID); err == nil {
			h.t.Error("the next command does not tell that it still fails")
		}
		h.must(os.Rename(pack+".away", pack))
		time.Sleep(pause(1) + 100*time.Millisecond)
		h.work()
		if len(h.shown().Editions) != 1 {
			h.t.Error("it is not shown after the pack came back")
		}
	})
}

func TestAPauseGrowsAndEnds(t *testing.T) {
	if pause(1) != 2*time.Second || pause(3) != 8*time.Second || pause(1000) != longest {
		t.Errorf("pauses %v %v %v", pause(1), pause(3), pause(1000))
	}
}

// Superseded archives do not pile up.
func TestOldFilesAreSwept(t *testing.T) {
	eachHouse(t, func(h *house) {
		e := h.imported(2016, deliverables(6)...)
		h.freeze(e)
		h.work()
		for i := range 3 {
			h.correct(e, deliverable("1.1.1", "Grond kopen", fmt.Sprintf("Correctie %d.", i)))
			h.work()
		}
		h.must(h.jobs.Rebuild(h.ctx, h.org.ID, ""))
		used := map[string]bool{}
		o := h.shown()
		note := func(a store.PublishedArchive) {
			used[a.Index] = true
			for _, f := range a.Files {
				used[f] = true
			}
		}
		note(o.Archive)
		for _, e := range o.Editions {
			for _, r := range e.Revisions {
				note(r.Archive)
				for _, p := range r.Packs {
					used[p] = true
				}
			}
		}
		// What was replaced a moment ago may still be served by others; that work is in the queue.
		jobs, err := h.db.Read(h.org.ID).Jobs(h.ctx)
		h.must(err)
		for _, j := range jobs {
			h.must(h.jobs.sweep(h.ctx, j))
		}
		hashes, err := h.blobs.List(h.ctx)
		h.must(err)
		for _, hash := range hashes {
			if !used[hash] {
				h.t.Errorf("nothing points at %s", hash)
			}
		}
		if len(maps.Clone(used)) == 0 || !h.blobs.Has(o.Archive.Index) {
			h.t.Error("what is used was swept too")
		}
	})
}

func files(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		out[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Who asks now does not wait for the pause after an attempt that failed: what was in its way may be gone.
func TestWorkThatFailedBeforeIsTriedAtOnceByWhoAsks(t *testing.T) {
	eachHouse(t, func(h *house) {
		e := h.imported(2023, deliverable("1.1.1", "Grond kopen", "De grond is gekocht."))
		h.freeze(e)
		j, err := h.db.TakeJob(h.ctx, time.Minute, "", "")
		h.must(err)
		h.must(h.db.FailJob(h.ctx, j, "the disk is full", h.db.Now().Add(time.Hour)))
		h.work()
		r, err := h.db.Read(h.org.ID).Revision(h.ctx, e.ID, 1)
		if err != nil || !r.Shown {
			t.Errorf("shown: %v, %v", r.Shown, err)
		}
	})
}
