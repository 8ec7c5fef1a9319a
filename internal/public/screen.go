package public

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"doelenboom/internal/ui"
)

// page is a small answer that stands in no archive.
type page struct {
	body []byte
	kind []string
	tag  []string
}

func newPage(body string, kind []string) page {
	sum := sha256.Sum256([]byte(body))
	return page{[]byte(body), kind, []string{string(appendTag(nil, [16]byte(sum[:16]), false))}}
}

// send answers with a page. Only what was found is kept by browsers: what is missing can be published any second.
func send(w http.ResponseWriter, r *http.Request, status int, p page) {
	sendAs(w, r, status, p, always)
}

// sendAs says how long what was found may be kept.
func sendAs(w http.ResponseWriter, r *http.Request, status int, p page, keep []string) {
	h := w.Header()
	h["Cache-Control"] = notKept
	if status == http.StatusOK {
		h["Cache-Control"], h["Etag"] = keep, p.tag
		if matches(r.Header["If-None-Match"], p.tag[0]) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h["Content-Type"] = p.kind
	h["Content-Length"] = []string{strconv.Itoa(len(p.body))}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(p.body)
	}
}

// clearBody takes back what was said about a body that could not be read.
func clearBody(h http.Header) {
	for _, name := range []string{"Etag", "Vary", "Content-Encoding", "Content-Length"} {
		delete(h, name)
	}
}

// screen is one of our own pages: a title, a few sentences, and where to go from here.
type screen struct {
	title string
	root  string        // relative address of the root of the host
	house string        // that of the house style, when there is an organisation
	org   *organisation // whose page it is; nil when it is nobody's
	home  string        // relative address of its own pages
	text  []string
	list  string // heading of links
	links []link
}

// link leads somewhere; note says what else there is to know of it.
type link struct{ address, text, note string }

// name is what stands in the tab of the browser.
func (s screen) name() string {
	if s.org == nil {
		return s.title
	}
	return s.title + " · " + s.org.Name
}

func (s screen) page() page {
	var b strings.Builder
	if err := s.html().Render(context.Background(), &b); err != nil {
		panic(err) // nothing in it can fail
	}
	return newPage(b.String(), htmlType)
}

//go:embed screen.css
var screenCSS string

// looks are the style and the icon of our own pages, at addresses below the root of the host that change with them.
var (
	style = sync.OnceValue(func() look { return newStyle(ui.CSS() + screenCSS) })
	icon  = sync.OnceValue(func() look { return look{newPage(ui.Icon, kindOf(ui.IconType)), "m/" + ui.IconName()} })
)

type look struct {
	page
	address string
}

func newStyle(css string) look {
	p := newPage(css, styleType)
	return look{p, "m/scherm-" + p.tag[0][1:9] + ".css"}
}
