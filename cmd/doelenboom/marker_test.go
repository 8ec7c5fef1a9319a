package main

import (
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// marker is a word that stands only in what is not public.
const marker = "Zwartemaan"

// unpublished holds the marker wherever a page can hold a word; the same deliverable stands in the published edition.
const unpublished = `1.1.2 Prestatie nummer 1

Samenvatting met Zwartemaan, zoals besloten in PS/2018/7777.

Context

Context met Zwartemaan (zie prestatie 1.1.9).

Acties

  1. Actie met Zwartemaan.

Basisinformatie

Verantwoordelijk portefeuillehouder:

Zwartemaan Jansen

Mijlpalen:

Zwartemaan klaar, zie PS/2018/7777: eind 2019

1.1.9 Zwartemaan als titel

Ook hier Zwartemaan.
`

func TestAWordInTheNextEditionIsInNoPublicAnswer(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.takenOver(t)
		p.must(t, "import", pages(t, 12), "--organisation", "proefland", "--edition", "jaarverslag-2016")
		p.must(t, "publish", "--organisation", "proefland", "--edition", "jaarverslag-2016")
		p.must(t, "edition", "add", "--organisation", "proefland", "--slug", "begroting-2018", "--kind", "begroting", "--year", "2018", "--name", "Begroting "+marker, "--taken-over")
		next := filepath.Join(t.TempDir(), "volgende.txt")
		if err := os.WriteFile(next, []byte(unpublished), 0o644); err != nil {
			t.Fatal(err)
		}
		p.must(t, "import", next, "--organisation", "proefland", "--edition", "begroting-2018")
		p.must(t, "rebuild")

		_, site := p.serve(t)
		seen := walk(t, site+"/")
		if len(seen) < 20 {
			t.Errorf("only %d addresses were found", len(seen))
		}
		for address, body := range seen {
			if secret(body) {
				t.Errorf("%s tells what is not public", address)
			}
		}
		for _, path := range []string{"/proefland/begroting-2018/", "/proefland/begroting-2018/1.1.9-zwartemaan-als-titel/", "/proefland/lijn/zwartemaan-als-titel/",
			"/proefland/besluit/ps-2018-7777/", "/proefland/portefeuillehouder/zwartemaan-jansen/", "/proefland/begroting-2018/revisie/1/"} {
			if code, body := get(t, site+path); code != http.StatusNotFound || strings.Contains(body, marker) {
				t.Errorf("%s answers %d", path, code)
			}
		}
		for _, form := range []string{"site", "json"} {
			out := filepath.Join(t.TempDir(), form)
			p.must(t, "export", form, "--organisation", "proefland", "--out", out)
			nowhereBelow(t, out)
		}

		// It is not the walk that is blind: once it is published, the word is there.
		p.must(t, "publish", "--organisation", "proefland", "--edition", "begroting-2018")
		appears(t, site+"/proefland/begroting-2018/", marker, 2*time.Second)
		found := 0
		for _, body := range walk(t, site+"/") {
			if secret(body) {
				found++
			}
		}
		if found < 5 {
			t.Errorf("after publishing only %d addresses have the word", found)
		}
	})
}

func secret(body string) bool {
	return strings.Contains(body, marker) || strings.Contains(body, strings.ToLower(marker)) || strings.Contains(body, "2018/7777") || strings.Contains(body, "2018-7777") || strings.Contains(body, "begroting-2018")
}

func nowhereBelow(t testing.TB, dir string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		text, err := os.ReadFile(path)
		if secret(path) || secret(string(text)) {
			t.Errorf("%s tells what is not public", path)
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("%d files in %s: %v", files, dir, err)
	}
}

// walk follows every link from an address, as far as it stays on this server, and gives what each address answers.
func walk(t testing.TB, start string) map[string]string {
	t.Helper()
	seen := map[string]string{}
	todo := []string{start}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		if _, done := seen[at]; done {
			continue
		}
		code, body := get(t, at)
		if code != http.StatusOK {
			t.Errorf("%s answers %d", at, code)
		}
		seen[at] = body
		todo = append(todo, links(t, at, body)...)
	}
	return seen
}

// links are the addresses on this server that a page refers to.
func links(t testing.TB, at, body string) []string {
	t.Helper()
	base, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for z := html.NewTokenizer(strings.NewReader(body)); z.Next() != html.ErrorToken; {
		for _, a := range z.Token().Attr {
			if a.Key != "href" && a.Key != "src" && a.Key != "action" {
				continue
			}
			to, err := base.Parse(a.Val)
			if err != nil {
				t.Errorf("%s refers to %q: %v", at, a.Val, err)
				continue
			}
			to.Fragment = ""
			if to.Host == base.Host && to.Scheme == base.Scheme {
				found = append(found, to.String())
			}
		}
	}
	return found
}
