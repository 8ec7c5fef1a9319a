package browser

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"doelenboom/internal/testkit"
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

// What a council member opens first, of the largest accounts there are here, without style sheets.
func TestASummaryIsLight(t *testing.T) {
	page := served(t).must(t, summary)
	if n := len(page.body); n >= heaviest || n < 20_000 {
		t.Errorf("the summary weighs %d bytes", n)
	}
}

// A long page begins with where its parts are, also where there is no room for that beside it.
func TestALongPageTellsWhereItsPartsAre(t *testing.T) {
	for _, view := range []testkit.View{testkit.Desktop, testkit.Phone} {
		page := testkit.Browser(t).Open(t, view, served(t).url+summary)
		bottom := testkit.Eval[float64](page, `document.querySelector(".on-page").getBoundingClientRect().bottom`)
		if bottom <= 0 || bottom > float64(view.Height) {
			t.Errorf("at %d wide it ends at %v, out of sight", view.Width, bottom)
		}
		page.Click(`.on-page a[href="#inhoudsopgave"]`)
		top := testkit.Eval[float64](page, `document.querySelector("#inhoudsopgave").getBoundingClientRect().top`)
		if top < 0 || top > float64(view.Height) {
			t.Errorf("at %d wide the link leads to %v", view.Width, top)
		}
	}
}

// The page of a deliverable tells it too where the facts come before the text: folded, and opened by keyboard or finger.
func TestADeliverableTellsWhereItsPartsAreOnAPhone(t *testing.T) {
	page := testkit.Browser(t).Open(t, testkit.Phone, served(t).url+deliverable)
	page.Click(".node-parts summary")
	page.Click(`.node-parts a[href="#acties"]`)
	top := testkit.Eval[float64](page, `document.querySelector("#acties").getBoundingClientRect().top`)
	if top < 0 || top > float64(testkit.Phone.Height) {
		t.Errorf("the link leads to %v", top)
	}
	wide := testkit.Browser(t).Open(t, testkit.Desktop, served(t).url+deliverable)
	if shown := testkit.Eval[bool](wide, `document.querySelector(".node-parts").offsetParent !== null`); shown {
		t.Error("it is shown where there is room for the whole page")
	}
}

// of tells whether the page is about a node of this level, as it says above its heading.
func (f found) of(level string) (is bool) {
	f.each(func(n *html.Node) {
		is = is || n.Data == "p" && attr(n.Parent, "class") == "node-head" && text(n) == level
	})
	return is
}
