package browser

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What each page of the demo has, whatever it is about: a language, one main heading, headings without jumps, one main
// landmark, and a title that no other page has.
func TestEveryPageIsBuiltForListening(t *testing.T) {
	titles := map[string]string{}
	for path, f := range everything(t) {
		if !f.html() || f.status != http.StatusOK {
			continue
		}
		outline, title, landmarks := f.outline()
		for _, fault := range outline {
			t.Errorf("%s: %s", path, fault)
		}
		if other, double := titles[title]; double && title != "" {
			t.Errorf("%s and %s are both called %q", other, path, title)
		}
		titles[title] = path
		if title == "" {
			t.Errorf("%s has no title", path)
		}
		if landmarks["main"] != 1 {
			t.Errorf("%s has %d main landmarks", path, landmarks["main"])
		}
		if path != "" && (landmarks["header"] != 1 || landmarks["footer"] != 1) {
			t.Errorf("%s has %d headers and %d footers", path, landmarks["header"], landmarks["footer"])
		}
	}
}

// outline tells what is wrong with the headings and the language of a page, its title, and its landmarks.
func (f found) outline() (faults []string, title string, landmarks map[string]int) {
	landmarks = map[string]int{}
	level := 0
	f.each(func(n *html.Node) {
		switch n.Data {
		case "html":
			if lang := attr(n, "lang"); lang != "nl" {
				faults = append(faults, "its language is "+strconv.Quote(lang))
			}
		case "title":
			if n.Parent.Data == "head" {
				title = text(n)
			}
		case "main", "header", "footer":
			landmarks[n.Data]++
		case "h1", "h2", "h3", "h4", "h5", "h6":
			this := int(n.Data[1] - '0')
			if this == 1 {
				landmarks["h1"]++
			}
			if text(n) == "" {
				faults = append(faults, "an empty "+n.Data)
			}
			if this > level+1 {
				faults = append(faults, "heading "+strconv.Quote(text(n))+" jumps from "+strconv.Itoa(level)+" to "+strconv.Itoa(this))
			}
			level = this
		}
	})
	if landmarks["h1"] != 1 {
		faults = append(faults, strconv.Itoa(landmarks["h1"])+" main headings")
	}
	return faults, title, landmarks
}

// An id stands once on a page: a fragment leads to one place.
func TestAnIDStandsOnce(t *testing.T) {
	for path, f := range everything(t) {
		if !f.html() {
			continue
		}
		seen := map[string]bool{}
		f.each(func(n *html.Node) {
			if id := attr(n, "id"); id != "" {
				if seen[id] {
					t.Errorf("%s: id %q stands twice", path, id)
				}
				seen[id] = true
			}
		})
	}
}

// The policy of the server refuses all of these; a page that has one would look other than it was meant.
func TestNoScriptOrStyleStandsInAPage(t *testing.T) {
	for path, f := range everything(t) {
		if !f.html() {
			continue
		}
		f.each(func(n *html.Node) {
			if n.Data == "script" || n.Data == "style" || n.Data == "iframe" || n.Data == "object" || n.Data == "base" {
				t.Errorf("%s has an element <%s>", path, n.Data)
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.TrimSpace(a.Val), "javascript:") {
					t.Errorf("%s has %s=%q", path, a.Key, a.Val)
				}
			}
		})
	}
}

// Each paragraph of prose can be pointed at, and its address is the same after a correction.
func TestParagraphsKeepTheirAddress(t *testing.T) {
	all := everything(t)
	before, after := all[earlier].paragraphs(), all[corrected].paragraphs()
	if len(before) < 8 {
		t.Fatalf("only %d paragraphs have an address", len(before))
	}
	var changed []string
	for id, was := range before {
		is, there := after[id]
		if !there {
			t.Errorf("#%s (%.40s…) is gone after the correction", id, was)
		} else if is != was {
			changed = append(changed, id)
		}
	}
	if len(changed) != 1 || !strings.Contains(before[changed[0]], mistaken) || !strings.Contains(after[changed[0]], mended) {
		t.Errorf("other than the corrected one changed: %q", changed)
	}
}

// paragraphs are the blocks of text that have a link to themselves.
func (f found) paragraphs() map[string]string {
	ids, paragraphs := f.ids(), map[string]string{}
	f.each(func(n *html.Node) {
		if fragment, own := strings.CutPrefix(attr(n, "href"), "#"); own && strings.Contains(attr(n, "class"), "anchor") && ids[fragment] != nil {
			paragraphs[fragment] = text(ids[fragment])
		}
	})
	return paragraphs
}
