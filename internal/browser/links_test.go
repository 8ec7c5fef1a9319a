package browser

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"doelenboom/internal/demo"
	"doelenboom/internal/job"
)

// No link on the whole demo leads to nothing, and no fragment to no element. The addresses that are meant to be missing
// stand in the table of kinds.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	all := everything(t)
	meant := map[string]int{}
	for _, k := range kinds {
		meant[k.path] = k.status
	}
	pages, fragments := 0, 0
	for path, f := range all {
		if f.html() {
			pages++
		}
		switch want := meant[path]; {
		case want != 0 && f.status != want:
			t.Errorf("%s answers %d, not %d", path, f.status, want)
		case want == 0 && f.status != http.StatusOK:
			t.Errorf("%s answers %d; %s links to it", path, f.status, f.from)
		}
		fragments += f.mustResolve(t, served(t).url, all)
	}
	if pages < 1500 || fragments < 9000 {
		t.Errorf("only %d pages and %d fragments were found", pages, fragments)
	}
}

// mustResolve follows the fragments in the links of a page, and counts them.
func (f found) mustResolve(t *testing.T, root string, all map[string]found) (count int) {
	t.Helper()
	links, err := f.links(root)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]map[string]*html.Node{}
	for _, u := range links {
		fragment := u.Fragment
		u.Fragment = ""
		path, ours := strings.CutPrefix(u.String(), root)
		if !ours || fragment == "" {
			continue
		}
		count++
		if ids[path] == nil && all[path].html() {
			ids[path] = all[path].ids()
		}
		if ids[path][fragment] == nil {
			t.Errorf("%s links to #%s on %s, which is not there", f.path, fragment, path)
		}
	}
	return count
}

// Links are relative: the same pages serve under an own host and as a folder of files.
func TestEveryLinkIsRelative(t *testing.T) {
	root, err := url.Parse(served(t).url)
	if err != nil {
		t.Fatal(err)
	}
	for path, f := range everything(t) {
		if !f.html() {
			continue
		}
		f.each(func(n *html.Node) {
			if to := attr(n, "href"); strings.HasPrefix(to, "/") || strings.Contains(to, root.Host) {
				t.Errorf("%s links to %s", path, to)
			}
		})
	}
}

// What was exported works from a disk: each link leads to a file.
func TestExportedFilesLinkToEachOther(t *testing.T) {
	in := served(t)
	for _, org := range append([]string{"waterland-oost"}, slugs...) {
		out := filepath.Join(t.TempDir(), org)
		if err := in.jobs.ExportSite(t.Context(), job.Export{Organisation: org, Out: out}); err != nil {
			t.Fatal(err)
		}
		count := 0
		err := filepath.WalkDir(out, func(path string, entry os.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".html") {
				return err
			}
			count++
			return mustLinkToFiles(t, out, path)
		})
		if err != nil {
			t.Fatal(err)
		}
		if count < 5 {
			t.Errorf("the export of %s holds %d pages", org, count)
		}
	}
}

// slugs of the sample organisations, which are loaded from demo.Folders in that order.
var slugs = []string{"merwerland", "wilgenrade", "overijssel"}

func TestTheSampleIsWhatIsLookedAt(t *testing.T) {
	if len(slugs) != len(demo.Folders) {
		t.Errorf("there are %d sample organisations, and these tests look at %d", len(demo.Folders), len(slugs))
	}
}

func mustLinkToFiles(t *testing.T, root, path string) error {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	doc, err := html.Parse(strings.NewReader(string(content)))
	if err != nil {
		return err
	}
	found{doc: doc}.each(func(n *html.Node) {
		to := attr(n, "href")
		u, err := url.Parse(to)
		if err != nil || to == "" || u.Scheme != "" || u.Path == "" {
			return
		}
		file := filepath.Join(filepath.Dir(path), filepath.FromSlash(u.Path))
		if strings.HasSuffix(u.Path, "/") {
			file = filepath.Join(file, "index.html")
		}
		if _, err := os.Stat(file); err != nil || !strings.HasPrefix(file, root) {
			t.Errorf("%s links to %s, which is not exported", path, to)
		}
	})
	return nil
}
