package browser

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
)

// found is one address of the demo and what the server answered.
type found struct {
	path   string // below the host, without the slash in front
	from   string // a page that links to it
	status int
	header http.Header
	body   []byte
	doc    *html.Node // of a page
}

func (f found) html() bool { return f.doc != nil }

// each calls see for every element of the page.
func (f found) each(see func(n *html.Node)) {
	for n := range f.doc.Descendants() {
		if n.Type == html.ElementNode {
			see(n)
		}
	}
}

// ids are the names that a fragment can lead to.
func (f found) ids() map[string]*html.Node {
	ids := map[string]*html.Node{}
	f.each(func(n *html.Node) {
		if id := attr(n, "id"); id != "" {
			ids[id] = n
		}
	})
	return ids
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// text is what stands in n, with single spaces.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// get asks for an address below the host.
func (in *installation) get(path string, headers ...string) (found, error) {
	r, err := http.NewRequest(http.MethodGet, in.url+path, nil)
	if err != nil {
		return found{}, err
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultTransport.RoundTrip(r) // redirects are answers too
	if err != nil {
		return found{}, err
	}
	defer answer.Body.Close()
	f := found{path: path, status: answer.StatusCode, header: answer.Header}
	f.body, err = io.ReadAll(answer.Body)
	if err == nil && answer.Header.Get("Content-Encoding") == "" && strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
		f.doc, err = html.Parse(strings.NewReader(string(f.body)))
	}
	return f, err
}

func (in *installation) must(t *testing.T, path string, headers ...string) found {
	t.Helper()
	f, err := in.get(path, headers...)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// everything is the whole demo: all that can be reached by links from the list of organisations, and the examples.
func everything(t *testing.T) map[string]found {
	t.Helper()
	in := served(t)
	crawling.Do(func() { crawled, crawlError = in.crawl() })
	if crawlError != nil {
		t.Fatal(crawlError)
	}
	return crawled
}

var (
	crawling   sync.Once
	crawled    map[string]found
	crawlError error
)

func (in *installation) crawl() (map[string]found, error) {
	all := map[string]found{}
	var todo []found
	for _, k := range kinds {
		todo = append(todo, found{path: k.path, from: "the table of kinds"})
	}
	for len(todo) > 0 {
		next := todo[0]
		todo = todo[1:]
		if _, seen := all[next.path]; seen {
			continue
		}
		f, err := in.get(next.path)
		if err != nil {
			return nil, err
		}
		f.from = next.from
		all[f.path] = f
		links, err := f.links(in.url)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.path, err)
		}
		for _, u := range links {
			if path, ours := strings.CutPrefix(u.String(), in.url); ours {
				path, _, _ = strings.Cut(path, "#")
				todo = append(todo, found{path: path, from: f.path})
			}
		}
	}
	return all, nil
}

// links are the addresses that a page refers to, or that a redirect leads to.
func (f found) links(root string) ([]*url.URL, error) {
	base, err := url.Parse(root + f.path)
	if err != nil {
		return nil, err
	}
	var links []*url.URL
	if to := f.header.Get("Location"); to != "" {
		u, err := base.Parse(to)
		if err != nil {
			return nil, err
		}
		links = append(links, u)
	}
	if !f.html() {
		return links, nil
	}
	f.each(func(n *html.Node) {
		for _, key := range []string{"href", "src"} {
			to := attr(n, key)
			if to == "" {
				continue
			}
			u, broken := base.Parse(to)
			if broken != nil {
				err = broken
				return
			}
			links = append(links, u)
		}
	})
	return links, err
}
