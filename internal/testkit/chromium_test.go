package testkit

import (
	"bytes"
	"fmt"
	"image/png"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// A page with one fault of each kind that the tests below must see.
const faulty = `<!doctype html><html lang="nl"><head><title>Werklocaties</title><link rel="stylesheet" href="/stijl.css"></head>
<body><main><h1>5.1.2 Werklocaties</h1>
<p class="flauw">Deze tekst is te licht om te lezen.</p><img src="/kaart.png">
<noscript><p>Zonder script</p></noscript><script src="/teller.js"></script></main></body></html>`

const sound = `<!doctype html><html lang="nl"><head><title>Werklocaties</title></head>
<body><main><h1>5.1.2 Werklocaties</h1><div><p>De <a href="/besluit/">voortgang</a> ligt op schema.</p></div>
<details><summary>Lees verder</summary><p>Later meer.</p></details></main></body></html>`

// policy is stricter than any that Doelenboom sends: axe-core must work under it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'"

func site(t *testing.T) string {
	pages := map[string][2]string{
		"/":          {"text/html; charset=utf-8", sound},
		"/fout/":     {"text/html; charset=utf-8", faulty},
		"/inline/":   {"text/html; charset=utf-8", strings.Replace(sound, "<h1>", `<h1 style="color:red">`, 1)},
		"/besluit/":  {"text/html; charset=utf-8", strings.Replace(sound, "5.1.2 Werklocaties", "PS/2016/486", 1)},
		"/stijl.css": {"text/css", ".flauw { color: #ccc }"},
		"/teller.js": {"text/javascript", "document.querySelector('h1').dataset.script = 'ja'"},
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Content-Type", page[0])
		fmt.Fprint(w, page[1])
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestAxeSeesWhatIsWrongUnderAStrictPolicy(t *testing.T) {
	skipWithoutBrowser(t)
	page := Browser(t).Open(t, Phone, site(t)+"/fout/")
	var ids []string
	for _, v := range page.Violations() {
		ids = append(ids, v.ID)
	}
	for _, want := range []string{"color-contrast", "image-alt"} {
		if !slices.Contains(ids, want) {
			t.Errorf("axe-core found %v, not %s", ids, want)
		}
	}
	page.Go(site(t))
	page.MustBeAccessible()
}

func TestPageTellsWhatItAskedForAndWhatWasRefused(t *testing.T) {
	skipWithoutBrowser(t)
	address := site(t)
	page := Browser(t).Open(t, Desktop, address+"/fout/")
	if !slices.Contains(page.Requests(), address+"/stijl.css") {
		t.Errorf("requests: %v", page.Requests())
	}
	page = Browser(t).Open(t, Desktop, address+"/inline/")
	if problems := strings.Join(page.Problems(), "\n"); !strings.Contains(problems, "Content Security Policy") {
		t.Errorf("a refused inline style is not among the problems: %q", problems)
	}
}

func TestWithAndWithoutScript(t *testing.T) {
	skipWithoutBrowser(t)
	address := site(t) + "/fout/"
	with := Browser(t).Open(t, Desktop, address)
	without := Browser(t).Open(t, Desktop.WithoutScript(), address)
	ran := `document.querySelector("h1").dataset.script ?? "nee"`
	if got := Eval[string](with, ran); got != "ja" {
		t.Errorf("with scripts the script ran: %s", got)
	}
	if got := Eval[string](without, ran); got != "nee" {
		t.Errorf("without scripts the script ran: %s", got)
	}
	if got := without.Text("main"); !strings.Contains(got, "Zonder script") {
		t.Errorf("without scripts a visitor reads %q", got)
	}
	if got := with.Text("main"); strings.Contains(got, "Zonder script") {
		t.Errorf("with scripts a visitor reads %q", got)
	}
}

func TestAccessibilityTree(t *testing.T) {
	skipWithoutBrowser(t)
	page := Browser(t).Open(t, Desktop, site(t))
	want := `RootWebArea "Werklocaties"
  main
    heading "5.1.2 Werklocaties" level=1
    paragraph
      StaticText "De"
      link "voortgang"
      StaticText "ligt op schema."
    group
      DisclosureTriangle "Lees verder" expanded=false
`
	if got := page.AccessibilityTree(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestKeysLinksAndPictures(t *testing.T) {
	skipWithoutBrowser(t)
	page := Browser(t).Open(t, Phone, site(t))
	page.Press(kb.Tab)
	if got := Eval[string](page, `document.activeElement.innerText`); got != "voortgang" {
		t.Errorf("the first Tab stands on %q", got)
	}
	picture, err := png.DecodeConfig(bytes.NewReader(page.Screenshot()))
	if err != nil || picture.Width != Phone.Width || picture.Height != Phone.Height {
		t.Errorf("the screenshot is %d x %d (%v)", picture.Width, picture.Height, err)
	}
	page.Follow("main a")
	if got := page.Text("h1"); got != "PS/2016/486" {
		t.Errorf("behind the link stands %q", got)
	}
	if got := page.PDF(); !bytes.HasPrefix(got, []byte("%PDF-")) {
		t.Errorf("the print begins with %.10q", got)
	}
}

func skipWithoutBrowser(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("make check runs without a browser")
	}
}
