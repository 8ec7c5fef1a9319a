package browser

import (
	"fmt"
	"strings"
	"testing"

	"doelenboom/internal/testkit"
)

// tooWide names what sticks out of the page at the right, other than in the frame of a table, and the page itself when
// it scrolls sideways.
const tooWide = `(() => {
	const width = document.documentElement.clientWidth, out = [];
	if (document.documentElement.scrollWidth > width) out.push("the page is " + document.documentElement.scrollWidth + " wide");
	for (const e of document.body.querySelectorAll("*")) {
		const b = e.getBoundingClientRect();
		if (b.right > width + 1 && b.width > 0 && !e.closest(".table-frame")) out.push(e.tagName + "." + e.className + " reaches to " + Math.round(b.right) + ": " + e.textContent.trim().slice(0, 40));
	}
	return out.slice(0, 5).join("; ");
})()`

// unhinted names the tables of amounts that scroll sideways without saying so, and those that say so and do not.
const unhinted = `[...document.querySelectorAll(".money-frame")].filter(f => {
	const before = f.previousElementSibling, hint = before && before.matches(".no-print") && before.checkVisibility();
	return !!hint !== f.scrollWidth > f.clientWidth;
}).map(f => f.clientWidth + " of " + f.scrollWidth + ": " + f.textContent.trim().slice(0, 40)).join("; ")`

// cutOff names elements whose text does not fit in them and is not shown. What is only for listening is meant to be,
// and an input of one line moves along with what is typed.
const cutOff = `[...document.body.querySelectorAll("*")].filter(e => {
	const s = getComputedStyle(e);
	if (e.closest(".visually-hidden") || e.matches("input") || s.overflowX === "visible" && s.overflowY === "visible" || s.display === "inline") return false;
	const scrolls = v => v === "auto" || v === "scroll";
	return e.scrollWidth > e.clientWidth + 1 && !scrolls(s.overflowX) || e.scrollHeight > e.clientHeight + 1 && !scrolls(s.overflowY);
}).map(e => e.tagName + "." + e.className).slice(0, 5).join("; ")`

// overlapping names pieces of text that stand on each other.
const overlapping = `(() => {
	const rows = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
	for (let n; n = walker.nextNode();) {
		if (!/\S/.test(n.data) || n.parentElement.closest(".visually-hidden, .skip-link") || !n.parentElement.checkVisibility()) continue;
		range.selectNodeContents(n);
		for (const r of range.getClientRects()) rows.push({r, n});
	}
	rows.sort((a, b) => a.r.top - b.r.top);
	const out = [];
	for (let i = 0; i < rows.length; i++) {
		const a = rows[i].r;
		for (let j = i + 1; j < rows.length && rows[j].r.top < a.bottom - 6; j++) {
			const b = rows[j].r;
			if (rows[i].n !== rows[j].n && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6)
				out.push(rows[i].n.data.trim().slice(0, 30) + " / " + rows[j].n.data.trim().slice(0, 30));
		}
	}
	return out.slice(0, 5).join("; ");
})()`

// spaced gives text the spacing that WCAG 1.4.12 names.
var spaced = styled("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }")

var twiceAsLarge = alteration{
	do:   `(() => { document.documentElement.style.fontSize = "200%"; return true })()`,
	undo: `(() => { document.documentElement.style.fontSize = ""; return true })()`,
}

// At 320 pixels (a desktop at 400 %), also with wider text, nothing scrolls sideways but a table in its own frame. Text of
// twice the size stays whole, on a desktop and on a phone.
func mustFit[P fmt.Stringer](t *testing.T, p P, page *testkit.Page) {
	t.Helper()
	for what, ask := range map[string]string{"too wide": tooWide, "cut off": cutOff, "overlapping": overlapping} {
		if found := testkit.Eval[string](page, ask); found != "" {
			t.Errorf("%s is %s: %s", p, what, found)
		}
	}
}

// mustHint sees that a table which can be moved sideways says so.
func mustHint(t *testing.T, k kind, page *testkit.Page) {
	t.Helper()
	if found := testkit.Eval[string](page, unhinted); found != "" {
		t.Errorf("%s has tables without a hint, or with one for nothing: %s", k, found)
	}
}

// mustGrow sees that the text of a page which is twice as large was smaller before.
func mustGrow[P fmt.Stringer](t *testing.T, p P, page *testkit.Page) {
	t.Helper()
	size := func() float64 {
		return testkit.Eval[float64](page, `parseFloat(getComputedStyle(document.querySelector("main")).fontSize)`)
	}
	large := size()
	testkit.Eval[bool](page, twiceAsLarge.undo)
	small := size()
	testkit.Eval[bool](page, twiceAsLarge.do)
	if large < 1.9*small {
		t.Errorf("%s: text of %v pixels becomes %v", p, small, large)
	}
}

// The looks above see what they are to see.
func TestFaultsOfLayoutAreSeen(t *testing.T) {
	t.Parallel()
	in := served(t)
	page := testkit.Browser(t).Open(t, testkit.Narrow, in.url+deliverable)
	testkit.Eval[bool](page, styled("h1 { inline-size: 500px } .action-text { block-size: 10px; overflow: hidden } .facts dd { margin-block-start: -20px }").do)
	for what, ask := range map[string]string{"H1": tooWide, "action-text": cutOff, "Portefeuillehouder / ": overlapping} {
		if found := testkit.Eval[string](page, ask); !strings.Contains(found, what) {
			t.Errorf("of %s is said: %q", what, found)
		}
	}
}
