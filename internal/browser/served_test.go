package browser

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/demo"
	"doelenboom/internal/dutch"
	"doelenboom/internal/importer"
	"doelenboom/internal/job"
	"doelenboom/internal/public"
	"doelenboom/internal/server"
	"doelenboom/internal/store"
	"doelenboom/sample"
)

var update = flag.Bool("update", false, "write the files in testdata and docs/beeld again")

// ended are called when all tests are done, the last one first.
var ended []func()

func TestMain(m *testing.M) {
	code := m.Run()
	for i := len(ended) - 1; i >= 0; i-- {
		ended[i]()
	}
	os.Exit(code)
}

// installation is the demo with one organisation more, served.
type installation struct {
	url  string // ends in a slash
	dir  string
	do   *change.Service
	jobs *job.Runner

	firstCalendar []byte // of the imported organisation, before its correction
}

// served is the one installation of this process. `make check` goes without it.
func served(t *testing.T) *installation {
	t.Helper()
	if testing.Short() {
		t.Skip("without a browser: make test looks at the served demo")
	}
	in, err := once()
	if err != nil {
		t.Fatal(err)
	}
	return in
}

var once = sync.OnceValues(func() (*installation, error) {
	dir, err := os.MkdirTemp("", "doelenboom-browser-")
	if err != nil {
		return nil, err
	}
	ended = append(ended, func() { os.RemoveAll(dir) })
	ctx := context.Background()
	db, err := store.Open(ctx, store.Config{Dir: dir, Volatile: true})
	if err != nil {
		return nil, err
	}
	ended = append(ended, func() { db.Close() })
	blobs, err := blob.Open(blob.Config{Dir: filepath.Join(dir, "blob"), Volatile: true})
	if err != nil {
		return nil, err
	}
	in := &installation{do: change.New(db, blobs), dir: dir}
	in.jobs = job.New(db, blobs, in.do)
	if err := in.load(ctx); err != nil {
		return nil, err
	}
	site, err := public.New(ctx, db.Published(), blobs)
	if err != nil {
		return nil, err
	}
	s := httptest.NewServer(server.Site{Public: site}.Handler())
	ended = append(ended, site.Close, s.Close)
	in.url = s.URL + "/"
	return in, nil
})

func (in *installation) load(ctx context.Context) error {
	for _, folder := range demo.Folders {
		if _, err := demo.LoadOne(ctx, sample.Files, folder, in.do, in.jobs.RunPending); err != nil {
			return err
		}
	}
	return in.loadImported(ctx)
}

// What the imported organisation shows that the sample does not: a paragraph is corrected, one page of its first
// revision is withdrawn, its programme and goal are known by number only, and search engines may find it.
const (
	mistaken = "Het waterschap doet mee in de bochten bij Veenhuizerdam."
	mended   = "Het waterschap doet mee in alle bochten, behalve bij de Molenhoek."
	named    = "4.2.4 Schuren langs de wetering\n\nWij praten met mevrouw Wiersma over haar schuur.\n"
	unnamed  = "4.2.4 Schuren langs de wetering\n\nWij praten met een eigenaar over haar schuur.\n"
	reason   = "Er stond een naam in die er niet in hoort (besluit 2026-14)."
)

func (in *installation) loadImported(ctx context.Context) error {
	org, err := in.do.AddOrganisation(ctx, cycle.System, imported())
	if err != nil {
		return err
	}
	e, err := in.do.AddEdition(ctx, org.ID, cycle.System, cycle.Edition{
		Slug: "jaarverslag-2025", Kind: cycle.Accounts, Name: "Jaarverslag 2025", Year: 2025, TakenOver: true,
	})
	if err != nil {
		return err
	}
	page, err := os.ReadFile(filepath.Join("..", "..", "sample", "pagina.txt"))
	if err != nil {
		return err
	}
	first, second := string(page), strings.Replace(string(page), mistaken, mended, 1)
	if first == second {
		return fmt.Errorf("sample/pagina.txt does not say %q", mistaken)
	}
	return in.history(ctx, org.ID, e.ID, first, second)
}

func imported() cycle.Organisation {
	o := cycle.NewOrganisation("", cycle.Province, "waterland-oost", "Provincie Waterland-Oost (verzonnen)")
	o.Contact = "planning@waterland-oost.example"
	return o
}

// history publishes the first text, corrects it, and withdraws the page that named somebody.
func (in *installation) history(ctx context.Context, org cycle.OrganisationID, edition cycle.EditionID, first, second string) error {
	docs, err := documents(ctx, first, named)
	if err != nil {
		return err
	}
	if _, err := in.do.ImportProposal(ctx, org, cycle.System, edition, docs); err != nil {
		return err
	}
	if _, err := in.do.PublishEdition(ctx, org, cycle.System, edition, cycle.Release{State: cycle.StateUnknown}); err != nil {
		return err
	}
	if err := in.jobs.RunPending(ctx, org); err != nil {
		return err
	}
	if err := in.keepCalendar(ctx); err != nil {
		return err
	}
	if docs, err = documents(ctx, second, unnamed); err != nil {
		return err
	}
	if _, err := in.do.Correct(ctx, org, cycle.System, edition, change.Correction{Documents: docs, Reason: "De rol van het waterschap stond er te ruim."}); err != nil {
		return err
	}
	if err := in.jobs.RunPending(ctx, org); err != nil {
		return err
	}
	w := change.Withdrawing{Revision: 1, Paths: []string{"knopen/4.2.4-schuren-langs-de-wetering.json"}, Reason: reason}
	if _, err := in.do.Withdraw(ctx, org, cycle.System, edition, w); err != nil {
		return err
	}
	return in.jobs.RunPending(ctx, org)
}

// keepCalendar reads the calendar as it is before the correction.
func (in *installation) keepCalendar(ctx context.Context) (err error) {
	out := filepath.Join(in.dir, "before")
	if err := in.jobs.ExportSite(ctx, job.Export{Organisation: imported().Slug, Out: out}); err != nil {
		return err
	}
	in.firstCalendar, err = os.ReadFile(filepath.Join(out, imported().Slug, "mijlpalen.ics"))
	return err
}

// documents are texts as the importer understands them.
func documents(ctx context.Context, texts ...string) ([]importer.Document, error) {
	var docs []importer.Document
	for _, text := range texts {
		number, _, _ := strings.Cut(text, " ")
		opts := importer.Options{ReadAt: dutch.Date("2026-11-02")}
		for d, err := range importer.Read(ctx, number+".txt", bytes.NewReader([]byte(text)), opts) {
			if err != nil {
				return nil, err
			}
			docs = append(docs, d)
		}
	}
	return docs, nil
}
