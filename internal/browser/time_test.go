package browser

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The budget for 2026 was made in the autumn before the accounts of 2025. The header, which goes from edition to
// edition, and the line, which shows them all, say so with one voice.
func TestTimeIsTheSameInTheHeaderAndOnTheLine(t *testing.T) {
	in := served(t)
	page := in.must(t, deliverable)
	walked := []string{page.editionName()}
	for from := page; from.neighbour("next") != ""; walked = append(walked, from.editionName()) {
		from = in.must(t, from.neighbour("next"))
	}
	for from := page; from.neighbour("prev") != ""; walked = append([]string{from.editionName()}, walked...) {
		from = in.must(t, from.neighbour("prev"))
	}
	want := []string{"Begroting 2025", "Monitor 2025-I", "Monitor 2025-II", "Begroting 2026", "Jaarverslag 2025"}
	if !slices.Equal(walked, want) {
		t.Errorf("the header goes along %v", walked)
	}
	line := in.must(t, "merwerland/lijn/ombouw-n881-kalderburg-eekhaven/")
	var listed []string
	line.each(func(n *html.Node) {
		if attr(n, "class") == "row-link" && slices.Contains(want, text(n)) {
			listed = append([]string{text(n)}, listed...)
		}
	})
	if !slices.Equal(listed, want) {
		t.Errorf("the line has %v", listed)
	}
}

// editionName is what the header calls the edition of a page.
func (f found) editionName() (name string) {
	f.each(func(n *html.Node) {
		if attr(n, "class") == "page-organisation" {
			for next := n.NextSibling; next != nil && name == ""; next = next.NextSibling {
				name = text(next)
			}
		}
	})
	return name
}

// neighbour is the address of the edition before ("prev") or after ("next"), "" when there is none.
func (f found) neighbour(rel string) (path string) {
	f.each(func(n *html.Node) {
		if attr(n, "rel") == rel {
			path = joined(f.path, attr(n, "href"))
		}
	})
	return path
}

// joined is where a relative address leads to from a page.
func joined(path, href string) string {
	for strings.HasPrefix(href, "../") {
		path = strings.TrimSuffix(path, "/")
		path, href = path[:strings.LastIndexByte(path, '/')+1], href[3:]
	}
	return path + href
}
