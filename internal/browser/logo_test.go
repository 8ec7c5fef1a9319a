package browser

import (
	"bytes"
	"context"
	"image/color"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/demo"
	"doelenboom/internal/job"
	"doelenboom/internal/public"
	"doelenboom/internal/server"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
	"doelenboom/internal/web"
	"doelenboom/sample"
)

// withLogo serves the small municipality of the sample, site and workplace, under a white logo, which on white paper nobody would see; whoever asks sets it up.
func withLogo(t *testing.T) (url string, o cycle.Organisation) {
	t.Helper()
	if testing.Short() {
		t.Skip("without a browser: make test looks at the logo")
	}
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	db, err := store.Open(ctx, store.Config{Dir: t.TempDir(), Volatile: true})
	must(err)
	t.Cleanup(func() { db.Close() })
	blobs, err := blob.Open(blob.Config{Dir: t.TempDir(), Volatile: true})
	must(err)
	do := change.New(db, blobs)
	o, err = demo.LoadOne(ctx, sample.Files, "gemeente", do, job.New(db, blobs, do).RunPending)
	must(err)
	_, err = do.AddUser(ctx, o.ID, cycle.System, cycle.User{ID: "beheer@example.nl", Name: "Be Heer", Account: manager, Grants: cycle.Granted(cycle.RoleAdmin)})
	must(err)
	_, err = do.SetLogo(ctx, o.ID, cycle.System, bytes.NewReader(testkit.Logo(960, 240, color.White)), true, nil)
	must(err)
	site, err := public.New(ctx, db.Published(), blobs)
	must(err)
	t.Cleanup(site.Close)
	work := web.New(web.Config{Read: db.Readers(), Do: do, SignedIn: func(*http.Request) (store.Session, error) { return store.Session{Account: manager}, nil }})
	s := httptest.NewServer(server.Site{Public: site, Mounts: []server.Mount{{Prefix: "/werk/", Handler: work}}}.Handler())
	t.Cleanup(s.Close)
	return s.URL + "/", o
}

// On the site the logo lies on a plate where it must, is no larger than the header has room for, and the name is heard.
func TestTheLogoOnTheSite(t *testing.T) {
	t.Parallel()
	root, o := withLogo(t)
	root += o.Slug + "/"
	for _, view := range []testkit.View{testkit.Desktop, testkit.Phone} {
		page := testkit.Browser(t).Open(t, view, root)
		first := testkit.Eval[string](page, `[...document.querySelectorAll(".home-edition a")].find(a => a.textContent.startsWith("Jaar")).href`)
		page.Go(first)
		deliverable := testkit.Eval[string](page, `[...document.querySelectorAll("main a")].map(a => a.href).find(h => /\/\d+\.\d+-[^#]*\/$/.test(h))`)
		for _, address := range []string{root, deliverable, root + "bestaat-niet/"} {
			page.Go(address)
			if name := page.Text(".page-organisation"); name != o.Name {
				t.Errorf("%s: the name is %q", address, name)
			}
			seen := testkit.Eval[string](page, `(s => [s.backgroundImage.includes("logo-"), s.backgroundColor].join())(getComputedStyle(document.querySelector(".page-organisation"), "::before"))`)
			if seen != "true,rgb(0, 103, 125)" {
				t.Errorf("%s: the logo and its plate are %s", address, seen)
			}
			sizes := testkit.Eval[[]float64](page, `(r => [r.width, r.height, document.documentElement.scrollWidth - innerWidth])(document.querySelector(".page-organisation").getBoundingClientRect())`)
			if sizes[0] < 100 || sizes[0] > 260 || sizes[1] < 40 || sizes[1] > 90 || sizes[2] > 0 {
				t.Errorf("%s at %d: %v", address, view.Width, sizes)
			}
			if !strings.Contains(address, "bestaat-niet") {
				page.MustBeAccessible()
			}
		}
		if !slices.ContainsFunc(page.Requests(), func(r string) bool { return strings.Contains(r, "/logo-") }) {
			t.Error("nobody asked for the logo")
		}
		page.Media("screen", "prefers-color-scheme", "dark")
		if plate := testkit.Eval[string](page, `getComputedStyle(document.querySelector(".page-organisation"), "::before").backgroundColor`); plate != "rgba(0, 0, 0, 0)" {
			t.Errorf("in the dark a white logo lies on %s", plate)
		}
		for _, problem := range page.Problems() {
			if !strings.Contains(problem, "404") { // the page that is not there
				t.Errorf("the browser complains: %s", problem)
			}
		}
	}
}

// In the workplace it is a picture that is called what the organisation is called.
func TestTheLogoInTheWorkplace(t *testing.T) {
	t.Parallel()
	root, o := withLogo(t)
	for _, view := range []testkit.View{testkit.Desktop, testkit.Phone} {
		page := testkit.Browser(t).Open(t, view, root+"werk/"+o.Slug+"/inrichten/huisstijl")
		got := testkit.Eval[[]any](page, `(i => [i.alt, i.complete && i.naturalWidth > 0, i.getBoundingClientRect().height <= 44, document.documentElement.scrollWidth - innerWidth])(document.querySelector(".work-logo"))`)
		if got[0] != o.Name || got[1] != true || got[2] != true || got[3].(float64) > 0 {
			t.Errorf("at %d: %v", view.Width, got)
		}
		page.MustBeAccessible()
		for _, problem := range page.Problems() {
			if !strings.Contains(problem, "404") { // a browser asks for an icon of its own accord
				t.Errorf("the browser complains: %s", problem)
			}
		}
	}
}
