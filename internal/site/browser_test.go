package site

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/testkit"
	"doelenboom/internal/ui"
)

// policy is that of the server: nothing from elsewhere, nothing inline.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// looked are the kinds of pages, each with its richest example.
var looked = []string{
	"vlierland/", "vlierland/lijn/", "vlierland/lijn/veilige-fietsroutes/", "vlierland/besluit/", "vlierland/besluit/ps-2024-320/",
	"vlierland/thema/verkeersveiligheid/", "vlierland/portefeuillehouder/bram-stolwijk/", "vlierland/mijlpalen/", "vlierland/mijlpalen/2025/",
	"vlierland/jaarverslag-2025/", "vlierland/jaarverslag-2025/boom/", "vlierland/jaarverslag-2025/wijzigingen/", "vlierland/jaarverslag-2025/over/",
	"vlierland/jaarverslag-2025/3-bereikbaarheid/", "vlierland/jaarverslag-2025/3.2-veilig-onderweg/",
	"vlierland/jaarverslag-2025/3.2.1-veilige-fietsroutes/", "vlierland/jaarverslag-2025/4.1.7/",
}

func served(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("without a browser: make test looks at these pages")
	}
	all := wholeSite(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, there := all[strings.TrimPrefix(r.URL.Path, "/")]
		w.Header().Set("Content-Security-Policy", policy)
		switch {
		case !there:
			http.NotFound(w, r)
		case strings.HasSuffix(r.URL.Path, ".css"):
			w.Header().Set("Content-Type", CSS)
			w.Write(b)
		case strings.HasSuffix(r.URL.Path, ".svg"):
			w.Header().Set("Content-Type", ui.IconType)
			w.Write(b)
		default:
			w.Header().Set("Content-Type", HTML)
			w.Write(b)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// dark are the pages that hold all colours.
var dark = []string{"vlierland/jaarverslag-2025/", "vlierland/jaarverslag-2025/3.2.1-veilige-fietsroutes/", "vlierland/besluit/ps-2024-320/"}

// Each page is loaded once, and looked at while it becomes narrow.
func TestPages(t *testing.T) {
	root := served(t)
	page := testkit.Browser(t).Open(t, testkit.Desktop, root)
	for _, path := range looked {
		page.Resize(testkit.Desktop)
		page.Go(root + path)
		t.Run(path, func(t *testing.T) {
			page := page.In(t)
			page.MustBeAccessible()
			if slices.Contains(dark, path) {
				page.Media("screen", "prefers-color-scheme", "dark")
				page.MustBeAccessible()
				page.Media("screen", "prefers-color-scheme", "light")
			}
			page.Resize(testkit.Phone)
			page.MustBeAccessible()
			mustHaveLargeTargets(t, path, page)
			page.Resize(testkit.Narrow)
			mustReflow(t, path, page)
		})
	}
}

// At 320 pixels, and with the spacing of text that WCAG 1.4.12 asks for, nothing scrolls sideways but a table in its
// own frame.
func mustReflow(t *testing.T, path string, page *testkit.Page) {
	t.Helper()
	if wide := testkit.Eval[int](page, `document.documentElement.scrollWidth`); wide > testkit.Narrow.Width {
		t.Errorf("%s is %d pixels wide", path, wide)
	}
	testkit.Eval[bool](page, `(() => { const s = new CSSStyleSheet(); s.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"); document.adoptedStyleSheets = [s]; return true })()`)
	if wide := testkit.Eval[int](page, `document.documentElement.scrollWidth`); wide > testkit.Narrow.Width {
		t.Errorf("%s is %d pixels wide with wider text", path, wide)
	}
}

// A target is at least 24 by 24 pixels, or stands in a line of text (WCAG 2.5.8).
func mustHaveLargeTargets(t *testing.T, path string, page *testkit.Page) {
	t.Helper()
	small := testkit.Eval[string](page, `[...document.querySelectorAll("main a:not(.anchor), nav a, header a, footer a, summary")].filter(a => {
			const b = a.getBoundingClientRect(), alone = !/\S/.test([...a.parentNode.childNodes].filter(n => n !== a && n.nodeType === 3).map(n => n.data).join(""));
			return b.width > 0 && b.height < 23.5 && alone && getComputedStyle(a).display !== "inline";
		}).map(a => a.textContent.trim() + " " + a.getBoundingClientRect().height).join("; ")`)
	if small != "" {
		t.Errorf("%s has small targets: %s", path, small)
	}
}

// On paper there is no navigation, and scores keep their words.
func TestPaper(t *testing.T) {
	root := served(t)
	page := testkit.Browser(t).Open(t, testkit.Desktop, root+"vlierland/jaarverslag-2025/3.2.1-veilige-fietsroutes/")
	page.Media("print")
	for _, selector := range []string{".editions", ".breadcrumb", ".node-beside", ".steps", ".page-footer a", ".anchor"} {
		if shown := testkit.Eval[bool](page, `document.querySelector("`+selector+`").offsetParent !== null`); shown {
			t.Errorf("%s is printed", selector)
		}
	}
	if text := page.Text(".scores"); !strings.Contains(text, "Geld aandacht") {
		t.Errorf("the printed scores say %q", text)
	}
}
