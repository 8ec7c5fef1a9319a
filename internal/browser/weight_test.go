package browser

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// heaviest is what a deliverable may weigh with its style sheets, in bytes, before compression.
const heaviest = 100_000

func TestDeliverablesAreLight(t *testing.T) {
	all, root := everything(t), served(t).url
	count, most, at := 0, 0, ""
	for path, f := range all {
		if !f.html() || !f.of("Prestatie") && !f.of("Activiteit") {
			continue
		}
		count++
		weight := len(f.body)
		links, err := f.links(root)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range links {
			if strings.HasSuffix(u.Path, ".css") {
				weight += len(all[strings.TrimPrefix(u.Path, "/")].body)
			}
		}
		if weight > most {
			most, at = weight, path
		}
		if weight >= heaviest {
			t.Errorf("%s weighs %d bytes", path, weight)
		}
	}
	t.Logf("%d deliverables; the heaviest is %s with %d bytes", count, at, most)
	if count < 800 || most < 20_000 {
		t.Errorf("%d deliverables were weighed, the heaviest %d bytes: that cannot be all", count, most)
	}
}

// of tells whether the page is about a node of this level, as it says above its heading.
func (f found) of(level string) (is bool) {
	f.each(func(n *html.Node) {
		is = is || n.Data == "p" && attr(n.Parent, "class") == "node-head" && text(n) == level
	})
	return is
}
