package browser

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// always are the headers that every answer has, of whatever kind, and their values. Over http there is no
// Strict-Transport-Security: browsers must ignore it there.
var always = map[string]string{
	"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
		"worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'none'; object-src 'none'",
	"X-Content-Type-Options": "nosniff",
	"X-Frame-Options":        "DENY",
	"Referrer-Policy":        "same-origin",
}

// besides are the only other headers an answer may have. Nothing tells what program or version answers, and there is
// no cookie.
var besides = []string{
	"Cache-Control", "Content-Encoding", "Content-Length", "Content-Type", "Date", "Etag", "Location", "Vary", "X-Robots-Tag",
}

func TestEveryAnswerHasTheHeaders(t *testing.T) {
	in := served(t)
	answers := map[string]found{}
	for path, f := range everything(t) {
		answers[path] = f
	}
	for _, path := range []string{"robots.txt", "merwerland", "merwerland/robots.txt", "merwerland/mijlpalen.ics", "..%2f..%2fetc/passwd"} {
		answers[path] = in.must(t, path)
	}
	kept := answers[deliverable].header.Get("Etag")
	answers["(304)"] = in.must(t, deliverable, "If-None-Match", kept)
	answers["(gzip)"] = in.must(t, deliverable, "Accept-Encoding", "gzip")
	for path, f := range answers {
		for name, want := range always {
			if got := f.header.Values(name); len(got) != 1 || got[0] != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		for name := range f.header {
			if _, must := always[name]; !must && !slices.Contains(besides, name) {
				t.Errorf("%s has a header %s", path, name)
			}
		}
	}
}

// The ten rules by which internet.nl judges a policy, as far as ours can break them.
func TestThePolicyIsStrict(t *testing.T) {
	value := served(t).must(t, "").header.Get("Content-Security-Policy")
	directives := map[string][]string{}
	for _, d := range strings.Split(value, ";") {
		words := strings.Fields(d)
		directives[words[0]] = words[1:]
	}
	for _, name := range []string{"default-src", "base-uri", "frame-src", "frame-ancestors", "form-action"} {
		if got := directives[name]; len(got) != 1 || got[0] != "'none'" && got[0] != "'self'" {
			t.Errorf("%s is %q", name, got)
		}
	}
	for _, never := range []string{"unsafe-", "data:", "http:", "https:", "*", "127.0.0.1", "localhost"} {
		if strings.Contains(value, never) {
			t.Errorf("the policy allows %s", never)
		}
	}
}

// Sample organisations stay out of search engines, in the page and in the answer; others are found.
func TestSamplesAreNotIndexed(t *testing.T) {
	in := served(t)
	pages := 0
	for path, f := range everything(t) {
		if f.status != http.StatusOK || path == "" {
			continue
		}
		slug, _, _ := strings.Cut(path, "/")
		hidden := slices.Contains(slugs, slug)
		old := strings.Contains(path, "/revisie/")
		if got := f.header.Get("X-Robots-Tag"); (got == "noindex") != (hidden || old) && slug != "m" && !strings.HasSuffix(path, "huisstijl.css") {
			t.Errorf("%s answers X-Robots-Tag %q", path, got)
		}
		if f.html() {
			pages++
			if f.says("robots", "noindex") != hidden {
				t.Errorf("%s says noindex: %v", path, !hidden)
			}
		}
	}
	if pages < 1500 {
		t.Errorf("only %d pages were looked at", pages)
	}
	want := "User-agent: *\nDisallow: /merwerland/\nDisallow: /overijssel/\nDisallow: /wilgenrade/\n"
	if got := string(in.must(t, "robots.txt").body); got != want {
		t.Errorf("robots.txt is\n%s", got)
	}
}

// says tells whether a page has a meta element of this name and content.
func (f found) says(name, content string) (is bool) {
	f.each(func(n *html.Node) {
		is = is || n.Data == "meta" && attr(n, "name") == name && attr(n, "content") == content
	})
	return is
}

// A page that did not change is not sent again, in either form; the form in gzip is the same page.
func TestAPageIsSentOnceAndSmall(t *testing.T) {
	in := served(t)
	for _, path := range []string{deliverable, summary, "merwerland/", "merwerland/mijlpalen.ics"} {
		plain, small := in.must(t, path, "Accept-Encoding", "identity"), in.must(t, path, "Accept-Encoding", "gzip")
		if small.header.Get("Content-Encoding") != "gzip" || plain.header.Get("Content-Encoding") != "" {
			t.Errorf("%s: encodings %q and %q", path, plain.header.Get("Content-Encoding"), small.header.Get("Content-Encoding"))
		}
		if !bytes.Equal(unpacked(t, small.body), plain.body) || len(small.body)*2 > len(plain.body) {
			t.Errorf("%s: %d bytes in gzip are not the %d plain ones", path, len(small.body), len(plain.body))
		}
		tags := []string{plain.header.Get("Etag"), small.header.Get("Etag")}
		if tags[0] == "" || tags[1] == "" || tags[0] == tags[1] {
			t.Errorf("%s: the two forms are called %q", path, tags)
		}
		for i, encoding := range []string{"identity", "gzip"} {
			again := in.must(t, path, "Accept-Encoding", encoding, "If-None-Match", tags[i])
			if again.status != http.StatusNotModified || len(again.body) > 0 || again.header.Get("Etag") != tags[i] {
				t.Errorf("%s in %s is sent again: %d, %d bytes", path, encoding, again.status, len(again.body))
			}
		}
		if vary := plain.header.Get("Vary"); vary != "Accept-Encoding" {
			t.Errorf("%s varies by %q", path, vary)
		}
		if cache := plain.header.Get("Cache-Control"); cache != "max-age=60, must-revalidate" {
			t.Errorf("%s may be kept: %q", path, cache)
		}
	}
}

// Only an address that holds a hash may be kept for ever.
func TestOnlyWhatHoldsAHashIsKeptForEver(t *testing.T) {
	found := map[string]bool{}
	for path, f := range everything(t) {
		if !strings.Contains(f.header.Get("Cache-Control"), "immutable") {
			continue
		}
		_, name, inside := strings.Cut(path, "/m/")
		stem, _, hashed := strings.Cut(name, "-")
		if !inside || !hashed {
			t.Errorf("%s: Cache-Control %q", path, f.header.Get("Cache-Control"))
		}
		found[stem] = true
	}
	if !found["site"] || !found["doelenboom"] {
		t.Errorf("style sheet and icon are kept for ever, but found was only %v", found)
	}
}

func unpacked(t *testing.T, b []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}
