package public

import (
	"crypto/sha256"
	"fmt"
	"html"
	"net/http"
	"strconv"
	"strings"
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
	h := w.Header()
	h["Cache-Control"] = notKept
	if status == http.StatusOK {
		h["Cache-Control"], h["Etag"] = always, p.tag
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
	style string // address of the stylesheet
	text  []string
	list  string // heading of links
	links []link
}

type link struct{ address, text string }

func (s screen) page() page {
	var b strings.Builder
	title := html.EscapeString(s.title)
	b.WriteString("<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + title + "</title>\n")
	if s.style != "" {
		fmt.Fprintf(&b, "<link rel=\"stylesheet\" href=\"%s\">\n", html.EscapeString(s.style))
	}
	b.WriteString("</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n")
	for _, t := range s.text {
		b.WriteString("<p>" + html.EscapeString(t) + "</p>\n")
	}
	if len(s.links) > 0 {
		if s.list != "" {
			b.WriteString("<h2>" + html.EscapeString(s.list) + "</h2>\n")
		}
		b.WriteString("<ul>\n")
		for _, l := range s.links {
			fmt.Fprintf(&b, "<li><a href=\"%s\">%s</a></li>\n", html.EscapeString(l.address), html.EscapeString(l.text))
		}
		b.WriteString("</ul>\n")
	}
	b.WriteString("</main>\n</body>\n</html>\n")
	return newPage(b.String(), htmlType)
}
