package site

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"

	dom "golang.org/x/net/html"
)

var update = flag.Bool("update", false, "rewrite the golden files; read the difference before committing it")

// written renders pages into memory, by path.
func written(t testing.TB, render func(PageWriter) error) map[string][]byte {
	t.Helper()
	pages := map[string][]byte{}
	err := render(func(p Page) error {
		var b bytes.Buffer
		if err := p.Render(&b); err != nil {
			return err
		}
		if _, double := pages[p.Path]; double {
			t.Errorf("%q is given twice", p.Path)
		}
		pages[p.Path] = b.Bytes()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// wholeSite is the fixture as it is served: by path below the host.
func wholeSite(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{"vlierland/huisstijl.css": nil}
	add := func(root string, pages map[string][]byte) {
		for p, b := range pages {
			all[root+p] = b
		}
	}
	add("vlierland/", written(t, func(w PageWriter) error { return RenderOrganisation(fixtureOrganisation(), w) }))
	add("vlierland/jaarverslag-2025/", written(t, func(w PageWriter) error { return RenderEdition(fixtureAccounts(), w) }))
	add("vlierland/monitor-2025-2/", written(t, func(w PageWriter) error { return RenderEdition(fixtureMonitor(), w) }))
	earlier := fixtureAccounts()
	earlier.Earlier, earlier.Revision = true, earlier.Revisions[0].Revision
	add("vlierland/jaarverslag-2025/revisie/1/", written(t, func(w PageWriter) error { return RenderEdition(earlier, w) }))
	return all
}

func TestGoldenPages(t *testing.T) {
	all := wholeSite(t)
	for golden, p := range map[string]string{
		"samenvatting.html": "vlierland/jaarverslag-2025/",
		"prestatie.html":    "vlierland/jaarverslag-2025/3.2.1-veilige-fietsroutes/",
		"doel.html":         "vlierland/jaarverslag-2025/3.2-veilig-onderweg/",
		"wijzigingen.html":  "vlierland/jaarverslag-2025/wijzigingen/",
		"over.html":         "vlierland/jaarverslag-2025/over/",
		"lijn.html":         "vlierland/lijn/veilige-fietsroutes/",
		"besluit.html":      "vlierland/besluit/ps-2024-320/",
		"organisatie.html":  "vlierland/",
		"mijlpalen.ics":     "vlierland/mijlpalen.ics",
	} {
		got := broken(all[p])
		file := filepath.Join("testdata", golden)
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not as in %s; go test -update rewrites it", p, file)
		}
	}
}

// The list begins at the year in which the newest edition is made: the fixture's are accounts of 2025, made in 2026. What
// lies before has a page for its year, and both lead to all years.
func TestMilestonesBeginAtTheYearOfTheNewestEdition(t *testing.T) {
	all := written(t, func(w PageWriter) error { return RenderOrganisation(fixtureOrganisation(), w) })
	list, before := string(all["mijlpalen/"]), string(all["mijlpalen/2025/"])
	for _, c := range []struct {
		page, has string
		want      bool
	}{
		{list, `<h2 id="jaar-2026">`, true}, {list, `<h2 id="jaar-2025">`, false}, {list, `href="../mijlpalen/2025/"`, true}, {list, `href="#jaar-2026"`, true},
		{before, `<h1>Mijlpalen in 2025</h1>`, true}, {before, `href="../../mijlpalen/#jaar-2026"`, true}, {before, `<strong aria-current="page">2025</strong>`, true},
		{before, `href="../../jaarverslag-2025/`, true},
	} {
		if strings.Contains(c.page, c.has) != c.want {
			t.Errorf("%s: %v, want %v in %s", c.has, !c.want, c.want, broken([]byte(c.page)))
		}
	}
	if strings.Count(list, "eerst: <s>")+strings.Count(before, "eerst: <s>") == 0 {
		t.Error("no milestone tells what was promised first")
	}
}

// An address that was given out stays: the year of which all was put off says so.
func TestAYearWithoutMilestonesKeepsItsPage(t *testing.T) {
	in := fixtureOrganisation()
	moved := 0
	newest := in.Editions[len(in.Editions)-1].Tree.Entries
	for i := range newest {
		for l := range newest[i].Milestones {
			if m := &newest[i].Milestones[l]; yearOf(m.Date) == "2025" {
				m.Date = dutch.ParseWritten("1 mei 2027")
				moved++
			}
		}
	}
	all := written(t, func(w PageWriter) error { return RenderOrganisation(in, w) })
	page := string(all["mijlpalen/2025/"])
	if moved == 0 || !strings.Contains(page, "In 2025 staat nu geen mijlpaal.") || strings.Contains(page, "<section") {
		t.Errorf("%d moved: %s", moved, broken([]byte(page)))
	}
	if list := string(all["mijlpalen/"]); strings.Contains(list, "mijlpalen/2025/") || !strings.Contains(list, "1 mei 2027") {
		t.Error("the list still leads to a year without milestones")
	}
}

// What was put off and then brought forward again was not "first" on the day it is on now.
func TestADateThatCameBackIsNotToldAsMoved(t *testing.T) {
	july, october := dutch.ParseWritten("1 juli 2026"), dutch.ParseWritten("1 oktober 2026")
	before := dateRow{EntryMilestone: &publication.EntryMilestone{Date: october}, Was: "1 juli 2026"}
	if was := firstDate(before, publication.EntryMilestone{Date: july}); was != "" {
		t.Errorf("first on %s, now on the same day", was)
	}
	if was := firstDate(before, publication.EntryMilestone{Date: october}); was != "1 juli 2026" {
		t.Errorf("first on %q", was)
	}
	autumn := dateRow{EntryMilestone: &publication.EntryMilestone{Date: dutch.ParseWritten("najaar 2026")}}
	if was := firstDate(autumn, publication.EntryMilestone{Date: october}); was != "" {
		t.Errorf("first on %s, now told more exactly", was)
	}
}

// What was planned before the newest edition, and nothing since: the list begins at the last year that has something.
func TestMilestonesOfLongAgo(t *testing.T) {
	o := openOrganisation(fixtureOrganisation())
	years := []dateYear{{Heading: "2016"}, {Heading: "2019"}, {Heading: undated}}
	for i, want := range []int{0, 0, 1, 1} {
		if got := o.firstYear(years[:i]); got != want {
			t.Errorf("%d years begin at %d, want %d", i, got, want)
		}
	}
	if got := o.firstYear([]dateYear{{Heading: "2029"}, {Heading: "2030"}}); got != 0 {
		t.Errorf("what is all to come begins at %d", got)
	}
}

// broken puts every element on a line of its own, so that a difference can be read; the names of the style sheet and
// the icon, which change with every touch of them, are left out.
func broken(page []byte) []byte {
	page = bytes.ReplaceAll(page, []byte(sheetName()), []byte("m/site.css"))
	page = bytes.ReplaceAll(page, []byte(iconName()), []byte("m/doelenboom.svg"))
	return regexp.MustCompile(`(</?(p|li|ul|ol|dl|dd|dt|div|section|nav|main|header|footer|aside|h1|h2|h3|table|tr|head|body|title|meta|link)\b)`).ReplaceAll(page, []byte("\n$1"))
}

func parse(t testing.TB, page []byte) *dom.Node {
	t.Helper()
	n, err := dom.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func attribute(n *dom.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Every link leads to something that is there, down to the paragraph; that also holds below revisie/1/, which stands two
// folders deeper.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	all := wholeSite(t)
	ids := map[string]map[string]bool{}
	for p, b := range all {
		ids[p] = map[string]bool{}
		for n := range parse(t, b).Descendants() {
			if id := attribute(n, "id"); id != "" {
				if ids[p][id] {
					t.Errorf("%s has two elements with id %q", p, id)
				}
				ids[p][id] = true
			}
		}
	}
	links := 0
	for p, b := range all {
		for n := range parse(t, b).Descendants() {
			href := attribute(n, "href")
			if href == "" || strings.HasPrefix(href, "https://www.example.nl/") || strings.HasPrefix(href, "mailto:") {
				continue
			}
			links++
			to, fragment, _ := strings.Cut(href, "#")
			target := p
			if to != "" {
				target = path.Join("/", path.Dir("/"+p+"x"), to)[1:]
				if to == "./" || strings.HasSuffix(to, "/") {
					target += "/"
				}
			}
			if _, there := all[target]; !there {
				t.Errorf("%s: %s leads to %s, which is not there", p, href, target)
			} else if fragment != "" && !ids[target][fragment] {
				t.Errorf("%s: %s leads to a fragment that is not there", p, href)
			}
		}
	}
	if links < 300 {
		t.Errorf("only %d links were looked at", links)
	}
}

// The policy of the server allows nothing inline, and the standards ask for one h1, headings in order, a language, a
// title of its own and a table head.
func TestEveryPageIsWellMade(t *testing.T) {
	titles := map[string]string{}
	for p, b := range wholeSite(t) {
		if !bytes.HasPrefix(b, []byte("<!doctype html>")) {
			continue
		}
		doc := parse(t, b)
		level, tops, icons := 0, 0, 0
		for n := range doc.Descendants() {
			if n.Type != dom.ElementNode {
				continue
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s %s> is inline", p, n.Data, a.Key)
				}
			}
			switch n.Data {
			case "link":
				if attribute(n, "rel") == "icon" {
					icons++
				}
			case "script", "style":
				t.Errorf("%s has a <%s>", p, n.Data)
			case "html":
				if attribute(n, "lang") != "nl" {
					t.Errorf("%s has no language", p)
				}
			case "title":
				title := n.FirstChild.Data
				if other, double := titles[title]; double && !strings.Contains(p+other, "/revisie/1/") {
					t.Errorf("%s and %s have the same title %q", p, other, title)
				}
				titles[title] = p
			case "h1", "h2", "h3", "h4":
				now := int(n.Data[1] - '0')
				if now > level+1 {
					t.Errorf("%s: %s follows h%d", p, n.Data, level)
				}
				if level = now; now == 1 {
					tops++
				}
			case "th":
				if attribute(n, "scope") == "" {
					t.Errorf("%s has a table head without scope", p)
				}
			}
		}
		if tops != 1 || icons != 1 {
			t.Errorf("%s has %d h1 and %d icons", p, tops, icons)
		}
	}
}

func TestEveryPageSaysWhatItIs(t *testing.T) {
	for p, b := range wholeSite(t) {
		if !strings.HasPrefix(p, "vlierland/jaarverslag-2025/") || !bytes.HasPrefix(b, []byte("<!doctype html>")) {
			continue
		}
		state := "vastgesteld op 20 mei 2026"
		if strings.Contains(p, "/revisie/1/") {
			state = "aangeboden op 22 april 2026, nog niet vastgesteld"
			if !bytes.Contains(b, []byte("U leest een eerdere revisie")) {
				t.Errorf("%s does not say that there is a newer revision", p)
			}
		}
		for _, must := range []string{state, "Verzonnen voorbeeld", `<meta name="robots" content="noindex">`, "Klopt er iets niet of kunt u dit niet lezen?"} {
			if !bytes.Contains(b, []byte(must)) {
				t.Errorf("%s does not say %q", p, must)
			}
		}
	}
}

func TestWithoutContactNobodyIsAsked(t *testing.T) {
	in := fixtureAccounts()
	in.Shelf.Organisation.Contact, in.Shelf.Organisation.NoIndex, in.Shelf.Organisation.Notice = "", false, ""
	for p, b := range written(t, func(w PageWriter) error { return RenderEdition(in, w) }) {
		for _, word := range []string{"Klopt er iets niet", "noindex", "notices"} {
			if bytes.Contains(b, []byte(word)) && !strings.HasSuffix(p, ".css") {
				t.Errorf("%s still says %q", p, word)
			}
		}
	}
}

// A state is claimed only when it was given.
func TestUnknownStateClaimsNothing(t *testing.T) {
	in := fixtureAccounts()
	in.Revision.State, in.Revision.StateDate, in.Edition.TakenOver = cycle.StateUnknown, "", true
	in.Revisions = in.Revisions[1:]
	in.Revisions[0].Revision = in.Revision
	summary := string(written(t, func(w PageWriter) error { return RenderEdition(in, w) })[""])
	if !strings.Contains(summary, "Overgenomen uit een eerdere publicatie") || strings.Contains(summary, "Vastgesteld door") {
		t.Error("the summary of an edition taken over claims a state")
	}
}

func TestDeliverableIsLight(t *testing.T) {
	all := wholeSite(t)
	page := len(all["vlierland/jaarverslag-2025/3.2.1-veilige-fietsroutes/"])
	if page > 20_000 {
		t.Errorf("a deliverable is %d bytes", page)
	}
	if len(sheet()) > 20_000 || page+len(sheet()) > 100_000 {
		t.Errorf("the style is %d bytes, with a deliverable %d", len(sheet()), page+len(sheet()))
	}
}

// renderedPages keeps the inputs and the bytes of each page.
func renderedPages(t *testing.T, in EditionInput) (map[string][16]byte, map[string][]byte) {
	t.Helper()
	sums := map[string][16]byte{}
	pages := written(t, func(w PageWriter) error {
		return RenderEdition(in, func(p Page) error {
			sums[p.Path] = p.Inputs
			return w(p)
		})
	})
	return sums, pages
}

// changed are the pages whose inputs differ. A page with the same inputs must have the same bytes: it is not rendered
// again.
func changed(t *testing.T, before, after EditionInput) []string {
	t.Helper()
	wasSums, was := renderedPages(t, before)
	isSums, is := renderedPages(t, after)
	var paths []string
	for p, sum := range isSums {
		if wasSums[p] != sum {
			paths = append(paths, p)
		} else if !bytes.Equal(was[p], is[p]) {
			t.Errorf("%q has the same inputs and other bytes", p)
		}
	}
	slices.Sort(paths)
	return paths
}

// corrected is the fixture with another text at one node, as the next revision.
func corrected(change func(*publication.Node)) EditionInput {
	in := fixtureAccounts()
	var nodes []publication.Node
	for _, n := range fixtureNodes(true) {
		if n.ID == "campus" {
			change(&n)
		}
		nodes = append(nodes, n)
	}
	in.Tree.Entries, in.Registers.Money = nil, nil
	in.fill(nodes)
	in.Revision.Number, in.Revision.Kind, in.Revision.Reason = 3, cycle.SlipOfThePen, "Een tikfout."
	in.Revisions = append(in.Revisions, Revision{Revision: in.Revision, Manifest: strings.Repeat("c", 64)})
	return in
}

func TestCorrectionChangesFewPages(t *testing.T) {
	tests := []struct {
		name   string
		change func(*publication.Node)
		want   []string
	}{
		{"a word in a text changes its own page and those of the whole", func(n *publication.Node) {
			n.Sections[0].Text = prosed("Met het investeringsbesluit kwam er geld.")
		}, []string{"", "4.1.1-campus-zilverpark/", "boom/", "over/", "wijzigingen/"}},
		{"another title shows in the tree around it too", func(n *publication.Node) { n.Title = "Campus Zilverwijk" },
			[]string{"", "4-regionale-economie/", "4.1-plekken-om-te-werken/", "4.1.1-campus-zilverpark/",
				"4.1.3-snel-internet-op-bedrijventerreinen-buiten-de-stad-ook-waar-de-markt-het-niet/", "4.1.7/", "boom/", "over/", "wijzigingen/"}},
		{"another score is counted above it", func(n *publication.Node) {
			n.Scores[0] = publication.Score{Aspect: "inhoud", Value: cycle.Red, Word: "bijsturen"}
		}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := changed(t, fixtureAccounts(), corrected(test.change))
			if test.want != nil && !slices.Equal(got, test.want) {
				t.Errorf("these pages change: %q", got)
			}
			if !slices.Contains(got, "4.1.1-campus-zilverpark/") || slices.Contains(got, "3.2.1-veilige-fietsroutes/") {
				t.Errorf("these pages change: %q", got)
			}
		})
	}
}

// What is asked of the council leads to a decision that is known by now: no page of a node is made again for it.
func TestALinkInWhatIsAskedChangesFewPages(t *testing.T) {
	before := corrected(func(*publication.Node) {})
	before.Edition.Decides = slices.Clone(before.Edition.Decides)
	before.Edition.Decides[1].Runs, before.Edition.Links, before.Edition.Mentions = nil, nil, nil
	if got := changed(t, before, corrected(func(*publication.Node) {})); !slices.Equal(got, []string{"", "boom/", "over/", "wijzigingen/"}) {
		t.Errorf("these pages change: %q", got)
	}
}

// Another introduction changes the pages of the whole, and says on the summary that it was corrected.
func TestACorrectedIntroductionChangesFewPages(t *testing.T) {
	in := corrected(func(*publication.Node) {})
	in.Edition.Intro = prosed("Het voordelig resultaat is € 4,3 miljoen.")
	in.Edition.Correction = &publication.Correction{Date: "2027-06-03", Reason: "Een cijfer klopte niet.", Revision: 3, Kind: cycle.SlipOfThePen}
	if got := changed(t, fixtureAccounts(), in); !slices.Equal(got, []string{"", "boom/", "over/", "wijzigingen/"}) {
		t.Errorf("these pages change: %q", got)
	}
	summary := func() string { _, pages := renderedPages(t, in); return string(pages[""]) }
	for _, want := range []string{"Gecorrigeerd op 3 juni 2027", ": Een cijfer klopte niet.", "Het voordelig resultaat"} {
		if page := summary(); !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
	in.Edition.Intro = nil
	if !strings.Contains(summary(), `id="inleiding"`) {
		t.Error("an introduction that was taken away leaves no trace")
	}
}

// What a page shows must be in its inputs: each of these changes what some pages say.
func TestInputsHoldWhatIsShown(t *testing.T) {
	for name, change := range map[string]func(*EditionInput){
		"the contact": func(in *EditionInput) { in.Shelf.Organisation.Contact = "anders@example.nl" },
		"the name of the next edition": func(in *EditionInput) {
			in.Shelf.Editions = append(in.Shelf.Editions, ShelfEdition{Slug: "begroting-2027", Name: "Begroting 2027"})
		},
		"the state":                 func(in *EditionInput) { in.Revision.State = cycle.StateOffered },
		"that there is a newer one": func(in *EditionInput) { in.Earlier = true },
		"a word of the legend": func(in *EditionInput) {
			in.Edition.Aspects = slices.Clone(in.Edition.Aspects)
			in.Edition.Aspects[0].Question = "Anders?"
		},
		"the introduction":              func(in *EditionInput) { in.Edition.Intro = prosed("Anders.") },
		"the program":                   func(in *EditionInput) { in.Program = "nieuw" },
		"the earlier edition's scores":  func(in *EditionInput) { m, _ := twoEditions(); in.Before = laterMonitor(m) },
		"an earlier edition's addition": func(in *EditionInput) { in.Before = nil },
	} {
		t.Run(name, func(t *testing.T) {
			in := fixtureAccounts()
			change(&in)
			if len(changed(t, fixtureAccounts(), in)) == 0 {
				t.Error("no page changes")
			}
		})
	}
}

// laterMonitor is the monitor with a worse score at one node.
func laterMonitor(m Frozen) *Frozen {
	nodes := fixtureNodes(false)
	for i := range nodes {
		if nodes[i].ID == "fiets" {
			nodes[i].Scores = []publication.Score{{Aspect: "inhoud", Value: cycle.Red, Word: "bijsturen"}}
		}
	}
	m.Tree.Entries, m.Registers.Money = nil, nil
	m.fill(nodes)
	return &m
}

// Of an edition with thousands of nodes nobody reads one page with all of them.
func TestLargeTreeIsCut(t *testing.T) {
	in := large(3000)
	for _, p := range []Page{openEdition(in).page("", summaryPage), openEdition(in).page("boom/", treePage)} {
		var b bytes.Buffer
		if err := p.Render(&b); err != nil {
			t.Fatal(err)
		}
		if b.Len() > 400_000 {
			t.Errorf("%q is %d bytes", p.Path, b.Len())
		}
		if !bytes.Contains(b.Bytes(), []byte("van hun doel")) && !bytes.Contains(b.Bytes(), []byte("van dat doel")) {
			t.Errorf("%q does not say where the rest is", p.Path)
		}
	}
}

// A page whose part cannot be read is an error and not half a page.
func TestMissingPartIsAnError(t *testing.T) {
	in := fixtureAccounts()
	in.Node = func(string) (publication.Node, error) { return publication.Node{}, cycle.ErrNotFound }
	err := RenderEdition(in, func(p Page) error { return p.Render(io.Discard) })
	if err == nil || !strings.Contains(err.Error(), "page of 3") {
		t.Errorf("rendering says %v", err)
	}
}
