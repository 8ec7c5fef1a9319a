package browser

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"doelenboom/internal/server"
	"doelenboom/internal/testkit"
	"doelenboom/internal/ui/gallery"
)

// Every example of every component is accessible: at both widths, on a light and on a dark screen.
func TestTheGalleryIsAccessible(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("without a browser: make test looks at the gallery")
	}
	s := httptest.NewServer(server.Site{Public: http.NotFoundHandler(), Mounts: []server.Mount{{Prefix: gallery.Prefix, Handler: gallery.Handler()}}}.Handler())
	t.Cleanup(s.Close)
	page := testkit.Browser(t).Open(t, testkit.Desktop, s.URL+gallery.Prefix)
	for _, view := range []testkit.View{testkit.Desktop, testkit.Phone} {
		page.Resize(view)
		for _, scheme := range []string{"light", "dark"} {
			page.Media("screen", "prefers-color-scheme", scheme)
			page.MustBeAccessible()
			if wide := testkit.Eval[bool](page, `document.documentElement.scrollWidth > document.documentElement.clientWidth`); wide {
				t.Errorf("at %d wide, %s, the page scrolls sideways", view.Width, scheme)
			}
		}
	}
	for _, problem := range page.Problems() {
		if !strings.HasPrefix(problem, "Failed to load resource") { // a browser asks for a favicon by itself
			t.Error(problem)
		}
	}
}

// It is for whoever works on the looks, and nothing of it is served otherwise.
func TestTheGalleryIsNotOnTheSite(t *testing.T) {
	if f := served(t).must(t, "ui/"); f.status != http.StatusNotFound {
		t.Errorf("/ui/ answers %d", f.status)
	}
}
