package public

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"doelenboom/internal/blob"
	"doelenboom/internal/site"
	"doelenboom/internal/store"
)

func newBlobs(t testing.TB) *blob.Store {
	t.Helper()
	blobs, err := blob.Open(blob.Config{Dir: t.TempDir(), Volatile: true})
	if err != nil {
		t.Fatal(err)
	}
	return blobs
}

func put(t testing.TB, blobs *blob.Store, b []byte) string {
	t.Helper()
	hash, err := blobs.PutBytes(context.Background(), b)
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

// archived writes pages (path to text) as an archive.
func archived(t testing.TB, blobs *blob.Store, pages map[string]string) store.PublishedArchive {
	t.Helper()
	var file bytes.Buffer
	w := site.NewArchiveWriter(&file, nil)
	for path, text := range pages {
		kind := "text/html; charset=utf-8"
		if strings.HasSuffix(path, ".css") {
			kind = "text/css; charset=utf-8"
		}
		err := w.Add(site.Page{Path: path, ContentType: kind, Render: func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		}})
		if err != nil {
			t.Fatal(err)
		}
	}
	made, err := w.Close()
	if err != nil {
		t.Fatal(err)
	}
	return store.PublishedArchive{Index: put(t, blobs, made.Index), Files: []string{put(t, blobs, file.Bytes())}}
}

// waterland is an invented organisation with an edition of two revisions; of the first, a page was withdrawn.
func waterland(t testing.TB, blobs *blob.Store) store.PublishedOrganisation {
	first := map[string]string{"": "<h1>Jaarverslag, eerste</h1>", "5.1-bedrijven/": "<h1>5.1 Bedrijven</h1>", "5.1.2-grond-kopen/": "<h1>5.1.2, eerste</h1>", "m/stijl-1a2b.css": "body{}"}
	second := map[string]string{"": "<h1>Jaarverslag</h1>", "5.1-bedrijven/": "<h1>5.1 Bedrijven</h1>", "5.1.2-grond-kopen/": "<h1>5.1.2 Grond kopen</h1>", "m/stijl-1a2b.css": "body{}"}
	third := time.Date(2026, 11, 3, 9, 0, 0, 0, time.UTC)
	return store.PublishedOrganisation{
		Slug: "waterland", Name: "Provincie Waterland (verzonnen)",
		Archive: archived(t, blobs, map[string]string{"": "<h1>Waterland</h1>", "lijn/grond/": "<h1>De lijn</h1>", "besluit/ps-2016-486/": "<h1>PS/2016/486</h1>"}),
		Editions: []store.PublishedEdition{
			{Slug: "jaarverslag-2016", Name: "Jaarverslag 2016", Revisions: []store.PublishedRevision{
				{Number: 2, Archive: archived(t, blobs, second)},
				{Number: 1, Archive: archived(t, blobs, first), Withdrawn: []store.PublishedWithdrawal{{Path: "knopen/5.1-bedrijven.json", Reason: "naam van een inwoner", Moment: third}}},
			}},
			{Slug: "monitor-2016-1", Name: "Monitor 2016-I", Revisions: []store.PublishedRevision{
				{Number: 1, WithdrawnWhole: &store.PublishedWithdrawal{Reason: "verkeerd bestand", Moment: third}},
			}},
		},
	}
}

// shelf is what a test publishes.
type shelf struct {
	version int64
	all     []store.PublishedOrganisation
	asked   []string // slugs of organisations whose editions were asked for
	broken  error    // what that answers
}

func (s *shelf) ShelfVersion(context.Context) (int64, error) { return s.version, nil }

func (s *shelf) Listed(context.Context) ([]store.PublishedOrganisation, error) {
	var all []store.PublishedOrganisation
	for _, o := range s.all {
		o.Archive, o.Editions = store.PublishedArchive{}, nil
		all = append(all, o)
	}
	return all, nil
}

func (s *shelf) Shown(_ context.Context, o *store.PublishedOrganisation) error {
	s.asked = append(s.asked, o.Slug)
	i := slices.IndexFunc(s.all, func(p store.PublishedOrganisation) bool { return p.Slug == o.Slug })
	*o = s.all[i]
	return s.broken
}

func served(t testing.TB, blobs *blob.Store, all ...store.PublishedOrganisation) (*Site, *shelf) {
	t.Helper()
	shown := &shelf{version: 1, all: all}
	s, err := newSite(context.Background(), blobs, shown)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s, shown
}

func get(s http.Handler, address string, headers ...string) *http.Response {
	r := httptest.NewRequest("GET", address, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func body(t testing.TB, r *http.Response) string {
	t.Helper()
	var in io.Reader = r.Body
	if r.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		in = z
	}
	b, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAddresses(t *testing.T) {
	blobs := newBlobs(t)
	org, hidden := waterland(t, blobs), waterland(t, blobs)
	hidden.Slug, hidden.Name, hidden.NoIndex, hidden.Base = "voorbeeld", "Voorbeeld", true, "https://voorbeeld.test"
	hidden.Style.Accent = "#00677d"
	s, _ := served(t, blobs, org, hidden)
	for _, c := range []struct {
		name, address string
		status        int
		says          string // in the body, or where it leads to
	}{
		{"the list of organisations", "/", 200, "Provincie Waterland (verzonnen)"},
		{"the list, whatever the host is called", "http://127.0.0.1:8080/", 200, `href="waterland/"`},
		{"an organisation", "/waterland/", 200, "<h1>Waterland</h1>"},
		{"an organisation without slash", "/waterland", 308, "waterland/"},
		{"a page of the organisation", "/waterland/lijn/grond/", 200, "De lijn"},
		{"the style of our own pages", "/" + style().address, 200, ".screen"},
		{"their icon", "/" + icon().address, 200, "<svg"},
		{"the icon of a page that is not there", "/waterland/jaarverslag-2016/9.9/", 404, `href="../../../` + icon().address},
		{"the house style", "/waterland/huisstijl.css", 200, "huisstijl"},
		{"the house style of another", "/voorbeeld/huisstijl.css", 200, "--doelenboom-accent: #00677d;"},
		{"an edition", "/waterland/jaarverslag-2016/", 200, "<h1>Jaarverslag</h1>"},
		{"an edition without slash", "/waterland/jaarverslag-2016", 308, "jaarverslag-2016/"},
		{"a node", "/waterland/jaarverslag-2016/5.1.2-grond-kopen/", 200, "Grond kopen"},
		{"a node without slash, with a question", "/waterland/jaarverslag-2016/5.1.2-grond-kopen?v=1", 308, "5.1.2-grond-kopen/?v=1"},
		{"a file of the edition", "/waterland/jaarverslag-2016/m/stijl-1a2b.css", 200, "body{}"},
		{"an earlier revision", "/waterland/jaarverslag-2016/revisie/1/5.1.2-grond-kopen/", 200, "eerste"},
		{"the newest revision by number", "/waterland/jaarverslag-2016/revisie/2/5.1.2-grond-kopen/", 307, "../../../../jaarverslag-2016/5.1.2-grond-kopen/"},
		{"a revision without slash", "/waterland/jaarverslag-2016/revisie/1", 308, "1/"},
		{"a revision there never was", "/waterland/jaarverslag-2016/revisie/9/", 404, "Begin van Jaarverslag 2016"},
		{"from an earlier revision to a line", "/waterland/jaarverslag-2016/revisie/lijn/grond/", 307, "../../../../lijn/grond/"},
		{"the same with a space", "/waterland/jaarverslag-2016/revisie/lijn/a%20b/", 307, "../../../../lijn/a%20b/"},
		{"a page that was withdrawn", "/waterland/jaarverslag-2016/revisie/1/5.1-bedrijven/", 410, "naam van een inwoner"},
		{"a page that was withdrawn, without slash", "/waterland/jaarverslag-2016/revisie/1/5.1-bedrijven", 410, "3\u00a0november\u00a02026"},
		{"what the newest revision has in its place", "/waterland/jaarverslag-2016/revisie/1/5.1-bedrijven/", 410, `<a href="../../../../jaarverslag-2016/5.1-bedrijven/">Deze pagina in de nieuwste revisie`},
		{"the same page where it was not withdrawn", "/waterland/jaarverslag-2016/5.1-bedrijven/", 200, "Bedrijven"},
		{"a revision that was withdrawn", "/waterland/monitor-2016-1/", 410, "verkeerd bestand"},
		{"any page of it", "/waterland/monitor-2016-1/5.1.2-grond-kopen/", 410, "deze pagina van Monitor 2016-I op"},
		{"where to go from there", "/waterland/monitor-2016-1/", 410, `<a href="../">Alle edities`},
		{"a number with another title", "/waterland/jaarverslag-2016/5.1.2-oude-titel/", 404, `href="../../jaarverslag-2016/5.1.2-grond-kopen/"`},
		{"a number only", "/waterland/jaarverslag-2016/5.1.2", 404, "5.1.2 Grond kopen"},
		{"a number as older sites wrote it", "/waterland/jaarverslag-2016/5-1-2/", 404, "5.1.2 Grond kopen"},
		{"a number below one that is there", "/waterland/jaarverslag-2016/5.1.7/", 404, "5.1 Bedrijven"},
		{"no such organisation", "/nergens/", 404, "Alle organisaties"},
		{"no such edition", "/waterland/begroting-1999/", 404, "Alle edities van Provincie Waterland"},
		{"an address that leaves", "/waterland/../../etc/passwd", 404, "bestaat niet"},
		{"two slashes", "//waterland/", 404, "bestaat niet"},
		{"an own host", "https://voorbeeld.test/", 200, "<h1>Waterland</h1>"},
		{"an own host in capitals with its port", "https://VOORBEELD.test:443/jaarverslag-2016/5.1.2-grond-kopen/", 200, "Grond kopen"},
		{"an edition on an own host without slash", "https://voorbeeld.test/jaarverslag-2016", 308, "jaarverslag-2016/"},
		{"robots of all", "/robots.txt", 200, "Disallow: /voorbeeld/\n"},
		{"robots of an own host", "https://voorbeeld.test/robots.txt", 200, "Disallow: /\n"},
	} {
		r := get(s, c.address)
		said := r.Header.Get("Location")
		led := r.StatusCode == 308 || r.StatusCode == 307
		if !led {
			said = body(t, r)
		}
		if r.StatusCode != c.status || (led && said != c.says) || !strings.Contains(said, c.says) {
			t.Errorf("%s: %d, %q", c.name, r.StatusCode, said)
		}
	}
	if strings.Contains(body(t, get(s, "/robots.txt")), "waterland") {
		t.Error("robots.txt names an organisation that may be found")
	}
}

// After something was withdrawn, pages that said it are made again: what is public is not told to be gone.
func TestPagesThatAreMadeAgain(t *testing.T) {
	blobs := newBlobs(t)
	org := waterland(t, blobs)
	org.Archive = store.PublishedArchive{}
	org.Editions[0].Revisions[1].Archive = store.PublishedArchive{}
	s, _ := served(t, blobs, org)
	for address, want := range map[string]int{
		"/waterland/": 503, "/waterland/lijn/grond/": 503, "/waterland/jaarverslag-2016/revisie/1/": 503,
		"/waterland/jaarverslag-2016/revisie/1/5.1-bedrijven/": 410, "/waterland/jaarverslag-2016/revisie/9/": 404,
		"/waterland/jaarverslag-2016/": 200, "/waterland/jaarverslag-2016": 308, "/waterland/monitor-2016-1/": 410,
	} {
		r := get(s, address)
		if r.StatusCode != want || (want == 503) != (r.Header.Get("Retry-After") != "") {
			t.Errorf("%s: %d with %v", address, r.StatusCode, r.Header)
		}
		if want != 503 {
			continue
		}
		page := body(t, r)
		if !strings.Contains(page, "wordt opnieuw gemaakt") {
			t.Errorf("%s does not say why", address)
		}
		if strings.Contains(page, "Alle edities van") || !strings.Contains(page, ">Deze pagina opnieuw proberen</a>") {
			t.Errorf("%s leads to what is being made again as well:\n%s", address, page)
		}
	}
}

// Without its tree a revision has no pages, and that was a choice: none of them is only missing. What is no page stays.
func TestPagesOfARevisionWithoutItsTree(t *testing.T) {
	blobs := newBlobs(t)
	org := waterland(t, blobs)
	r := &org.Editions[0].Revisions[1]
	r.Withdrawn = append(r.Withdrawn, store.PublishedWithdrawal{Path: "boom.json", Reason: "namen in titels", Moment: r.Withdrawn[0].Moment})
	s, _ := served(t, blobs, org)
	for address, want := range map[string]string{
		"/waterland/jaarverslag-2016/revisie/1/":                   "namen in titels",
		"/waterland/jaarverslag-2016/revisie/1/boom/":              "namen in titels",
		"/waterland/jaarverslag-2016/revisie/1/5.1.2-grond-kopen/": "namen in titels",
		"/waterland/jaarverslag-2016/revisie/1/5.1-bedrijven/":     "naam van een inwoner",
		"/waterland/jaarverslag-2016/5.1-bedrijven/":               "",
		"/waterland/jaarverslag-2016/revisie/1/manifest.sha256":    "",
	} {
		answer := get(s, address)
		if (want == "") != (answer.StatusCode != http.StatusGone) || !strings.Contains(body(t, answer), want) {
			t.Errorf("%s: %d, want one that says %q", address, answer.StatusCode, want)
		}
	}
}

func TestWhoMayIndex(t *testing.T) {
	blobs := newBlobs(t)
	org, hidden := waterland(t, blobs), waterland(t, blobs)
	hidden.Slug, hidden.NoIndex = "voorbeeld", true
	s, _ := served(t, blobs, org, hidden)
	for address, want := range map[string]string{
		"/waterland/": "", "/waterland/jaarverslag-2016/": "", "/waterland/jaarverslag-2016/revisie/1/": "noindex",
		"/voorbeeld/": "noindex", "/voorbeeld/jaarverslag-2016/5.1.2-grond-kopen/": "noindex", "/voorbeeld/niets/": "noindex",
	} {
		if got := get(s, address).Header.Get("X-Robots-Tag"); got != want {
			t.Errorf("%s: X-Robots-Tag %q, not %q", address, got, want)
		}
	}
}

func TestAnswersAreKeptByBrowsers(t *testing.T) {
	blobs := newBlobs(t)
	s, _ := served(t, blobs, waterland(t, blobs))
	const node = "/waterland/jaarverslag-2016/5.1.2-grond-kopen/"
	plain, zipped := get(s, node), get(s, node, "Accept-Encoding", "br, gzip;q=0.8")
	if plain.Header.Get("Content-Encoding") != "" || zipped.Header.Get("Content-Encoding") != "gzip" {
		t.Error("gzip goes to who asks for it, and to nobody else")
	}
	if body(t, plain) != body(t, zipped) {
		t.Error("the two forms differ")
	}
	tag, other := plain.Header.Get("Etag"), zipped.Header.Get("Etag")
	if tag == other || tag == "" {
		t.Errorf("the ETags of two forms: %s and %s", tag, other)
	}
	if plain.Header.Get("Cache-Control") != "max-age=60, must-revalidate" || plain.Header.Get("Vary") != "Accept-Encoding" {
		t.Errorf("headers %v", plain.Header)
	}
	if fixed := get(s, "/waterland/jaarverslag-2016/m/stijl-1a2b.css"); !strings.Contains(fixed.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("an address with a hash has %v", fixed.Header)
	}
	for _, c := range []struct {
		asks, accepts string
		status        int
	}{
		{tag, "", 304}, {other, "gzip", 304}, {"W/" + other, "gzip", 304}, {`"x", ` + tag, "", 304}, {"*", "", 304},
		{tag, "gzip", 200}, {`"x"`, "", 200}, {tag, "gzip;q=0", 304}, {tag, "deflate", 304},
	} {
		r := get(s, node, "If-None-Match", c.asks, "Accept-Encoding", c.accepts)
		if r.StatusCode != c.status {
			t.Errorf("If-None-Match %s with Accept-Encoding %q: %d", c.asks, c.accepts, r.StatusCode)
		}
		if r.StatusCode == 304 && (body(t, &http.Response{Body: r.Body, Header: http.Header{}}) != "" || r.Header.Get("Etag") == "") {
			t.Error("a 304 has a body or no ETag")
		}
	}
}

func TestOnlyReading(t *testing.T) {
	blobs := newBlobs(t)
	s, _ := served(t, blobs, waterland(t, blobs))
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("POST", "/waterland/", nil))
	if w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d", w.Code)
	}
	w = httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("HEAD", "/waterland/jaarverslag-2016/", nil))
	if w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("Content-Length") != "20" {
		t.Errorf("HEAD: %d with %v", w.Code, w.Header())
	}
}

func TestANewShelfIsShownInOneStep(t *testing.T) {
	blobs := newBlobs(t)
	s, shown := served(t, blobs)
	if r := get(s, "/waterland/"); r.StatusCode != 404 || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("before publishing: %d", r.StatusCode)
	}
	*shown = shelf{version: 2, all: []store.PublishedOrganisation{waterland(t, blobs)}}
	if err := s.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	if r := get(s, "/waterland/"); r.StatusCode != 200 {
		t.Errorf("after publishing: %d", r.StatusCode)
	}
}

// A start waits for the list of organisations only, and a publication makes nobody else's shelf be read again.
func TestOnlyWhatIsAskedForOrChangedIsRead(t *testing.T) {
	blobs := newBlobs(t)
	org, other := waterland(t, blobs), waterland(t, blobs)
	other.Slug = "polderland"
	s, shown := served(t, blobs, org, other)
	mustAsk := func(when string, want ...string) {
		t.Helper()
		if !slices.Equal(shown.asked, want) {
			t.Errorf("%s: asked for %v", when, shown.asked)
		}
		shown.asked = nil
	}
	get(s, "/")
	mustAsk("at the start")
	get(s, "/waterland/")
	get(s, "/waterland/jaarverslag-2016/")
	mustAsk("the first page", "waterland")
	if err := s.readAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	mustAsk("after a second", "polderland")
	shown.version++
	shown.all[0].Shelf++
	if err := s.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	mustAsk("after a publication", "waterland")
	get(s, "/waterland/")
	get(s, "/polderland/")
	mustAsk("later pages")
}

func TestADatabaseThatDoesNotAnswerYet(t *testing.T) {
	blobs := newBlobs(t)
	s, shown := served(t, blobs, waterland(t, blobs))
	shown.broken = errors.New("away")
	if r := get(s, "/waterland/"); r.StatusCode != 500 || !strings.Contains(body(t, r), "Probeer het later") {
		t.Errorf("while it is away: %d", r.StatusCode)
	}
	shown.broken = nil
	if r := get(s, "/waterland/"); r.StatusCode != 200 {
		t.Errorf("when it is back: %d", r.StatusCode)
	}
	shown.broken = errors.New("away")
	if r := get(s, "/waterland/"); r.StatusCode != 200 {
		t.Errorf("when it is away again: %d", r.StatusCode)
	}
}

// Another process withdrew a page and erased the old files, and this server has not asked yet.
func TestFilesThatAreGoneMakeItAskAgain(t *testing.T) {
	blobs := newBlobs(t)
	before, after := waterland(t, blobs), waterland(t, blobs)
	s, shown := served(t, blobs, before)
	if err := s.readAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.refreshed = time.Now().Add(-time.Minute)
	mended := archived(t, blobs, map[string]string{"": "<h1>Zonder de naam</h1>"})
	after.Editions[0].Revisions[0].Archive = mended
	after.Shelf++
	*shown = shelf{version: 2, all: []store.PublishedOrganisation{after}}
	if err := blobs.Remove(before.Editions[0].Revisions[0].Archive.Index); err != nil {
		t.Fatal(err)
	}
	if got := body(t, get(s, "/waterland/jaarverslag-2016/")); got != "<h1>Zonder de naam</h1>" {
		t.Errorf("it answers %q", got)
	}
	if err := blobs.Remove(mended.Index); err != nil {
		t.Fatal(err)
	}
	s.archives.close()
	if r := get(s, "/waterland/jaarverslag-2016/"); r.StatusCode != 500 || !strings.Contains(body(t, r), "Probeer het later") {
		t.Errorf("a file that is really gone: %d", r.StatusCode)
	}
}

func TestAFixedNumberOfArchivesIsOpen(t *testing.T) {
	blobs := newBlobs(t)
	years := []string{"2014", "2015", "2016", "2017", "2018", "2019"}
	org := store.PublishedOrganisation{Slug: "o", Name: "O"}
	for _, year := range years {
		org.Editions = append(org.Editions, store.PublishedEdition{Slug: year, Revisions: []store.PublishedRevision{
			{Number: 1, Archive: archived(t, blobs, map[string]string{"": year})}}})
	}
	s, _ := served(t, blobs, org)
	s.archives.most = 3
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for i := range 300 {
				year := years[i*7%len(years)]
				if got := body(t, get(s, "/o/"+year+"/", "Accept-Encoding", "gzip")); got != year {
					t.Errorf("%s answers %q", year, got)
				}
			}
		})
	}
	all.Wait()
	if len(s.archives.open) != 3 || s.archives.used.Len() != 3 || len(s.archives.files) != 3 {
		t.Errorf("%d archives and %d files are open", len(s.archives.open), len(s.archives.files))
	}
	s.Close()
	if len(s.archives.open) != 0 || len(s.archives.files) != 0 {
		t.Error("something stays open")
	}
}

func TestNumbersInAddresses(t *testing.T) {
	for path, want := range map[string]string{
		"5.1.2": "5.1.2", "5-1-2-grond/": "5.1.2", "5.1.2-titel/": "5.1.2", "5-titel": "5", "boom/": "", "": "", "2016-486": "2016.486",
	} {
		if got := numberIn(path); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
	var up []string
	for n := "5.1.2"; n != ""; n = above(n) {
		up = append(up, n)
	}
	if !slices.Equal(up, []string{"5.1.2", "5.1", "5"}) {
		t.Errorf("above 5.1.2: %q", up)
	}
}

func FuzzAddresses(f *testing.F) {
	blobs := newBlobs(f)
	s, _ := served(f, blobs, waterland(f, blobs))
	for _, path := range []string{"/", "/waterland/jaarverslag-2016/revisie/1/", "/waterland/jaarverslag-2016/revisie//", "/waterland//", "/waterland/jaarverslag-2016/5.1.2-x:y"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.URL.Path = path
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if to := w.Header().Get("Location"); strings.HasPrefix(to, "//") || strings.Contains(strings.SplitN(to, "/", 2)[0], ":") {
			t.Errorf("%q leads away, to %q", path, to)
		}
	})
}

// A file from outside is handed on so that it can run nothing: a picture to be shown, the rest to be saved. It is not kept
// for ever, because it may be withdrawn.
func TestFilesOfAnEdition(t *testing.T) {
	blobs := newBlobs(t)
	org := waterland(t, blobs)
	large := strings.Repeat("%PDF groot ", 200_000)
	var file bytes.Buffer
	w := site.NewArchiveWriter(&file, nil)
	for path, of := range map[string][2]string{"bestanden/ab.png": {"image/png", "PNG"}, "bestanden/cd.pdf": {"application/pdf", large}, "": {site.HTML, "<h1>x</h1>"}} {
		err := w.Add(site.Page{Path: path, ContentType: of[0], Stored: path != "", Render: func(w io.Writer) error {
			_, err := io.WriteString(w, of[1])
			return err
		}})
		if err != nil {
			t.Fatal(err)
		}
	}
	made, err := w.Close()
	if err != nil {
		t.Fatal(err)
	}
	org.Editions[0].Revisions[0].Archive = store.PublishedArchive{Index: put(t, blobs, made.Index), Files: []string{put(t, blobs, file.Bytes())}}
	org.Editions[0].Revisions[0].Withdrawn = []store.PublishedWithdrawal{{Path: "bestanden/ef.pdf", Reason: "naam van een inwoner"}}
	s, _ := served(t, blobs, org)
	for _, c := range []struct{ path, disposition, text string }{
		{"ab.png", "", "PNG"}, {"cd.pdf", "attachment", large},
	} {
		for _, encoding := range []string{"gzip", ""} {
			r := get(s, "/waterland/jaarverslag-2016/bestanden/"+c.path, "Accept-Encoding", encoding)
			h := r.Header
			if r.StatusCode != 200 || h.Get("Content-Security-Policy") != "sandbox; default-src 'none'" || h.Get("Content-Disposition") != c.disposition || strings.Contains(h.Get("Cache-Control"), "immutable") {
				t.Errorf("%s: %d, %v", c.path, r.StatusCode, h)
			}
			if got := body(t, r); got != c.text {
				t.Errorf("%s as %q: %d bytes", c.path, encoding, len(got))
			}
		}
	}
	if r := get(s, "/waterland/jaarverslag-2016/bestanden/ef.pdf"); r.StatusCode != http.StatusGone || !strings.Contains(body(t, r), "naam van een inwoner") {
		t.Errorf("a withdrawn file: %d", r.StatusCode)
	}
	if r := get(s, "/waterland/jaarverslag-2016/"); r.Header.Get("Content-Security-Policy") != "" {
		t.Error("a page is under the policy of files")
	}
}

// Also a page that is not there says whose it would be, that it is an example, and whom to tell.
func TestAPageThatIsNotThereSaysWhoseItWouldBe(t *testing.T) {
	blobs := newBlobs(t)
	org := waterland(t, blobs)
	org.Notice, org.Contact = "Verzonnen voorbeeld", "begroting@example.nl"
	s, _ := served(t, blobs, org)
	for _, address := range []string{"/waterland/jaarverslag-2016/9.9/", "/waterland/monitor-2016-1/"} {
		page := body(t, get(s, address))
		for _, word := range []string{org.Name, "Verzonnen voorbeeld", "mailto:begroting@example.nl", "Klopt er iets niet"} {
			if !strings.Contains(page, word) {
				t.Errorf("%s does not say %q", address, word)
			}
		}
	}
	if list := body(t, get(s, "/")); !strings.Contains(list, "Verzonnen voorbeeld") {
		t.Error("the list of organisations does not say that one is an example")
	}
}

// What was never asked for and cannot be asked for now comes back: no reader, and no search engine, is told that it is broken.
func TestADatabaseThatDoesNotAnswerIsAwayForAMoment(t *testing.T) {
	blobs := newBlobs(t)
	s, shown := served(t, blobs, waterland(t, blobs))
	shown.broken = fmt.Errorf("read revisions: %w", store.ErrUnavailable)
	r := get(s, "/waterland/jaarverslag-2016/")
	text := body(t, r)
	if r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" || !strings.Contains(text, `<a href="">Deze pagina opnieuw proberen</a>`) {
		t.Errorf("it answers %d, %v:\n%s", r.StatusCode, r.Header, text)
	}
	shown.broken = nil
	if r := get(s, "/waterland/jaarverslag-2016/"); r.StatusCode != http.StatusOK {
		t.Errorf("a moment later it answers %d", r.StatusCode)
	}
}
