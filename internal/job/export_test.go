package job

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/net/html"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/demo"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
	"doelenboom/sample"
)

// loaded is a house with the small invented municipality of the sample.
func loaded(t *testing.T) *house {
	h := newHouse(t, databases.Open(t, databases.SQLite(t)), t.TempDir())
	o, err := demo.LoadOne(h.ctx, sample.Files, "gemeente", h.do, func(ctx context.Context, org cycle.OrganisationID) error {
		return h.jobs.RunPending(ctx, org)
	})
	h.must(err)
	h.org = o
	return h
}

// links are the addresses that a page leads to.
func links(t *testing.T, page string) (out []string) {
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				t.Fatal(z.Err())
			}
			return out
		case html.StartTagToken, html.SelfClosingTagToken:
			for _, a := range z.Token().Attr {
				if a.Key == "href" || a.Key == "src" {
					out = append(out, a.Val)
				}
			}
		}
	}
}

// everyLinkLeadsToAFile follows all links of an exported folder, as any server of files would.
func everyLinkLeadsToAFile(t *testing.T, exported map[string]string) {
	t.Helper()
	followed := 0
	for name, text := range exported {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, to := range links(t, text) {
			u, err := url.Parse(to)
			if err != nil {
				t.Errorf("%s leads to %q: %v", name, to, err)
				continue
			}
			if u.Scheme != "" || u.Path == "" {
				continue
			}
			if path.IsAbs(u.Path) {
				t.Errorf("%s leads to %s, which is not relative", name, to)
			}
			target := path.Join(path.Dir(name), u.Path)
			if strings.HasSuffix(u.Path, "/") || u.Path == "." || u.Path == ".." {
				target = path.Join(target, "index.html")
			}
			followed++
			if _, ok := exported[target]; !ok {
				t.Errorf("%s leads to %s: there is no %s", name, to, target)
			}
		}
	}
	if followed < 100 {
		t.Errorf("only %d links were followed", followed)
	}
}

func TestExportedFoldersHaveNoDeadLinks(t *testing.T) {
	h := loaded(t)
	editions := h.shown().Editions
	for _, e := range append([]store.PublishedEdition{{}}, editions...) {
		t.Run("edition "+e.Slug, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "site")
			if err := h.jobs.ExportSite(h.ctx, Export{Organisation: h.org.Slug, Edition: e.Slug, Out: out}); err != nil {
				t.Fatal(err)
			}
			exported := files(t, out)
			everyLinkLeadsToAFile(t, exported)
			for _, other := range editions {
				summary := exported[h.org.Slug+"/"+other.Slug+"/index.html"]
				if left := strings.Contains(summary, "weggelaten"); left != (e.Slug != "" && e.Slug != other.Slug) || summary == "" {
					t.Errorf("the summary of %s: left out is %v", other.Slug, left)
				}
			}
		})
	}
}

func TestAnExportedZIPHoldsTheSame(t *testing.T) {
	h := loaded(t)
	dir := t.TempDir()
	ask := Export{Organisation: h.org.Slug, Edition: h.shown().Editions[0].Slug}
	ask.Out = filepath.Join(dir, "map")
	h.must(h.jobs.ExportSite(h.ctx, ask))
	ask.Out = filepath.Join(dir, "site.zip")
	h.must(h.jobs.ExportSite(h.ctx, ask))
	z, err := zip.OpenReader(ask.Out)
	h.must(err)
	defer z.Close()
	inside := map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		h.must(err)
		b, err := io.ReadAll(in)
		h.must(err)
		inside[f.Name] = string(b)
	}
	differing(t, "the ZIP", inside, files(t, filepath.Join(dir, "map")))
	first, err := os.ReadFile(ask.Out)
	h.must(err)
	ask.Out = filepath.Join(dir, "again.zip")
	h.must(h.jobs.ExportSite(h.ctx, ask))
	if again, err := os.ReadFile(ask.Out); err != nil || string(again) != string(first) {
		t.Error("the same export twice gives other bytes")
	}
}

func TestExportsThatAreRefusedLeaveNothing(t *testing.T) {
	h := loaded(t)
	dir := t.TempDir()
	full := filepath.Join(dir, "vol")
	h.must(os.MkdirAll(full, 0o755))
	h.must(os.WriteFile(filepath.Join(full, "brief.zip"), []byte("van mij"), 0o600))
	links := t.TempDir()
	h.must(errors.Join(os.Symlink("nergens", filepath.Join(links, "los")), os.Symlink("lus", filepath.Join(links, "lus"))))
	slug := h.shown().Editions[0].Slug
	stopped, stop := context.WithCancel(h.ctx)
	stop()
	for _, c := range []struct {
		name string
		ctx  context.Context
		ask  Export
		says string
	}{
		{"a folder with something in it", h.ctx, Export{Organisation: h.org.Slug, Out: full}, "niet leeg"},
		{"a ZIP that is there", h.ctx, Export{Organisation: h.org.Slug, Out: filepath.Join(full, "brief.zip")}, "bestaat al"},
		{"a link to nothing", h.ctx, Export{Organisation: h.org.Slug, Out: filepath.Join(links, "los")}, "/los is een koppeling naar iets dat er niet is"},
		{"a link to itself", h.ctx, Export{Organisation: h.org.Slug, Out: filepath.Join(links, "lus")}, "/lus: too many levels"},
		{"a folder where the system keeps its own", h.ctx, Export{Organisation: h.org.Slug, Out: "/proc/site"}, "/proc/site kan daar niet gemaakt worden"},
		{"a ZIP there", h.ctx, Export{Organisation: h.org.Slug, Out: "/proc/site.zip"}, "/proc/site.zip kan daar niet gemaakt worden"},
		{"an organisation there is not", h.ctx, Export{Organisation: "nergens", Out: filepath.Join(dir, "x")}, "geen organisatie"},
		{"an edition there is not", h.ctx, Export{Organisation: h.org.Slug, Edition: "begroting-1900", Out: filepath.Join(dir, "x")}, "begroting-1900"},
		{"a revision there is not", h.ctx, Export{Organisation: h.org.Slug, Edition: slug, Revision: 99, Out: filepath.Join(dir, "x")}, "revisie 99"},
		{"interrupted, a folder", stopped, Export{Organisation: h.org.Slug, Out: filepath.Join(dir, "x")}, "canceled"},
		{"interrupted, a ZIP", stopped, Export{Organisation: h.org.Slug, Out: filepath.Join(dir, "x.zip")}, "canceled"},
	} {
		if err := h.jobs.ExportSite(c.ctx, c.ask); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	left := files(t, dir)
	if len(left) != 1 || left["vol/brief.zip"] != "van mij" {
		t.Errorf("left behind: %d files", len(left))
	}
}

func TestAPlaceThatNobodyMayWriteInIsNamedAsItWasGiven(t *testing.T) {
	err := refusedPlace("site", &os.PathError{Op: "mkdir", Path: "./.export-site-123", Err: syscall.EACCES})
	if !errors.Is(err, os.ErrPermission) || err.Error() != "create site: permission denied" {
		t.Errorf("it says %v", err)
	}
}

func TestNothingPublishedIsNothingToExport(t *testing.T) {
	h := newHouse(t, databases.Open(t, databases.SQLite(t)), t.TempDir())
	out := filepath.Join(t.TempDir(), "x")
	if err := h.jobs.ExportSite(h.ctx, Export{Organisation: h.org.Slug, Out: out}); err == nil || !strings.Contains(err.Error(), "heeft nog niets gepubliceerd") {
		t.Errorf("it answered %v", err)
	}
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Error("a folder was left")
	}
}

func TestWithdrawnPagesAreListed(t *testing.T) {
	h := newHouse(t, databases.Open(t, databases.SQLite(t)), t.TempDir())
	e := h.imported(2016, deliverables(4)...)
	h.freeze(e)
	h.correct(e, deliverable("1.1.2", "Grond kopen", "Zonder naam."))
	h.work()
	_, err := h.do.Withdraw(h.ctx, h.org.ID, cycle.System, e.ID, change.Withdrawing{Revision: 1, Reason: "naam van een inwoner", Paths: []string{"knopen/1.1.2-grond-kopen.json"}})
	h.must(err)
	h.work()
	out := filepath.Join(t.TempDir(), "site")
	h.must(h.jobs.ExportSite(h.ctx, Export{Organisation: h.org.Slug, Edition: e.Slug, Revision: 1, Out: out}))
	exported := files(t, out)
	if list := exported["ingetrokken.txt"]; !strings.HasPrefix(list, "waterland/jaarverslag-2016/revisie/1/1.1.2-grond-kopen/\t") || !strings.Contains(list, "naam van een inwoner") {
		t.Errorf("ingetrokken.txt: %q", list)
	}
	for name := range exported {
		if strings.HasPrefix(name, "waterland/jaarverslag-2016/revisie/1/1.1.2") {
			t.Errorf("%s is there", name)
		}
	}
	if !strings.Contains(exported["waterland/jaarverslag-2016/revisie/1/1.1.1-grond-kopen/index.html"], "van de rand") {
		t.Error("the rest of the revision is missing")
	}
	if !strings.Contains(exported["waterland/jaarverslag-2016/index.html"], "Revisie 2 van jaarverslag 2016 is bij het wegschrijven") {
		t.Error("the newest revision was not asked for")
	}
	for path, leads := range map[string]string{
		"1.1.1-grond-kopen/": `<a href="../../jaarverslag-2016/revisie/1/1.1.1-grond-kopen/">Deze pagina in revisie 1</a>`,
		"1.1.2-grond-kopen/": `<a href="../../jaarverslag-2016/revisie/1/">Begin van revisie 1</a>`, // withdrawn there
	} {
		if text := exported["waterland/jaarverslag-2016/"+path+"index.html"]; !strings.Contains(text, leads) {
			t.Errorf("%s does not lead to what is there:\n%s", path, text)
		}
	}
}

// Who was killed leaves what was half written: the next export to the same place takes it away, also out of the folder that
// was chosen, which is empty for whoever looks at it.
func TestTheNextExportTakesAwayWhatAKilledOneLeft(t *testing.T) {
	h := newHouse(t, databases.Open(t, databases.SQLite(t)), t.TempDir())
	h.freeze(h.imported(2016, deliverables(2)...))
	h.work()
	dir := t.TempDir()
	there := filepath.Join(dir, "er-al")
	h.must(os.Mkdir(there, 0o755))
	for _, out := range []string{filepath.Join(dir, "site"), filepath.Join(dir, "site.zip"), there} {
		if strings.HasSuffix(out, ".zip") {
			h.must(os.WriteFile(filepath.Join(dir, ".export-site.zip-17"), []byte("PK"), 0o600))
		} else {
			left, err := NewFolder(out)
			h.must(err)
			h.must(left.Write("proefland/index.html", []byte("half")))
			h.must(left.open.Close()) // as the system does when a process ends
		}
		h.must(h.jobs.ExportSite(h.ctx, Export{Organisation: h.org.Slug, Out: out}))
	}
	for name := range files(t, dir) {
		if strings.Contains(name, ".export-") {
			t.Errorf("%s was left", name)
		}
	}
	if _, err := os.Stat(filepath.Join(there, h.org.Slug, "index.html")); err != nil {
		t.Error(err)
	}
}

// Without its tree a revision has no pages: an export of it, or of the rest, says so where it began.
func TestAnExportSaysOfARevisionWithoutItsTreeThatItWasWithdrawn(t *testing.T) {
	h := newHouse(t, databases.Open(t, databases.SQLite(t)), t.TempDir())
	e := h.named()
	h.withdraws(e, 1, everyNamed...)
	h.work()
	const first = "waterland/jaarverslag-2016/revisie/1/"
	for _, revision := range []int{0, 1} {
		out := filepath.Join(t.TempDir(), "site")
		h.must(h.jobs.ExportSite(h.ctx, Export{Organisation: h.org.Slug, Edition: e.Slug, Revision: revision, Out: out}))
		exported := files(t, out)
		for name, text := range exported {
			switch {
			case name == first+"index.html":
				if !strings.Contains(text, "Deze pagina is ingetrokken") || !strings.Contains(text, "naam van een inwoner") {
					t.Errorf("revision %d asked: the first page says\n%s", revision, text)
				}
			case strings.HasPrefix(name, first) && strings.HasSuffix(name, ".html"):
				t.Errorf("revision %d asked: %s is there", revision, name)
			}
		}
		if exported[first+"index.html"] == "" || (revision == 1) != (exported[first+"manifest.sha256"] != "") {
			t.Errorf("revision %d asked: it lacks what is left", revision)
		}
		if list := exported["ingetrokken.txt"]; !strings.Contains(list, first+"\t") {
			t.Errorf("ingetrokken.txt: %q", list)
		}
		everyLinkLeadsToAFile(t, exported)
	}
}

// An edition of which all was withdrawn keeps nobody from exporting the rest.
func TestAnEditionThatIsGoneIsLeftOutOfAnExport(t *testing.T) {
	eachHouse(t, func(h *house) {
		gone := h.imported(2015, deliverables(2)...)
		h.freeze(gone)
		h.freeze(h.imported(2016, deliverables(2)...))
		h.work()
		h.withdraws(gone, 1)
		h.work()
		out := filepath.Join(t.TempDir(), "site")
		var left []string
		h.must(h.jobs.ExportSite(h.ctx, Export{Organisation: h.org.Slug, Out: out, LeftOut: func(slug string) { left = append(left, slug) }}))
		exported := files(t, out)
		if list := exported["ingetrokken.txt"]; !strings.HasPrefix(list, "waterland/jaarverslag-2015/\t") || !strings.HasSuffix(list, "\tnaam van een inwoner\n") {
			h.t.Errorf("ingetrokken.txt: %q", list)
		}
		if len(left) != 1 || left[0] != gone.Slug {
			h.t.Errorf("left out: %v", left)
		}
		if exported["waterland/index.html"] == "" || exported["waterland/jaarverslag-2016/1.1.1-grond-kopen/index.html"] == "" {
			h.t.Error("the rest is not there")
		}
		for name := range exported {
			if strings.HasPrefix(name, "waterland/jaarverslag-2015/") {
				h.t.Errorf("%s is there", name)
			}
		}
		err := h.jobs.ExportSite(h.ctx, Export{Organisation: h.org.Slug, Edition: gone.Slug, Out: filepath.Join(t.TempDir(), "x")})
		if err == nil || !strings.Contains(err.Error(), "is ingetrokken") {
			h.t.Errorf("what is gone was asked for: %v", err)
		}
	})
}

// Who is killed leaves no folder that looks whole: it gets its name when everything is in it.
func TestAnExportedFolderIsThereWhenItIsWhole(t *testing.T) {
	h := newHouse(t, databases.Open(t, databases.SQLite(t)), t.TempDir())
	h.freeze(h.imported(2016, deliverables(60)...))
	h.work()
	out := filepath.Join(t.TempDir(), "site")
	done := make(chan error, 1)
	go func() { done <- h.jobs.ExportSite(h.ctx, Export{Organisation: h.org.Slug, Out: out}) }()
	for {
		if _, err := os.Stat(out); err == nil {
			break
		}
	}
	first := len(files(t, out))
	h.must(<-done)
	if all := len(files(t, out)); first != all {
		t.Errorf("the folder was there with %d of %d files", first, all)
	}
}
