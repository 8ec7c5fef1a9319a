package browser

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"doelenboom/internal/testkit"
)

// reached is everything that Tab stops at, in the order of the page, with a name that tells one from another.
const reached = `[...document.querySelectorAll("a[href], summary, button, input, select, textarea, [tabindex='0']")].filter(e => e.checkVisibility())`

const called = `(e => e.tagName + " " + (e.getAttribute("href") ?? "") + " " + (e.getAttribute("aria-label") ?? e.textContent.trim()).slice(0, 60))`

// stops is how often Tab is pressed on a page. Beyond that the order of the page is trusted: no element changes it.
const stops = 12

// tabbed presses Tab from the top of a page until it stopped at so many elements, and tells which, each as the script
// names calls it.
func tabbed(page *testkit.Page, count int, names string) (stopped []string) {
	testkit.Eval[bool](page, `(() => {
		document.activeElement.blur();
		document.body.tabIndex = -1;
		document.body.focus();
		document.body.removeAttribute("tabindex");
		scrollTo(0, 0);
		window.stopped = [];
		let at = null; // the parts of a date are stops of one field
		document.removeEventListener("keyup", window.noteStop, true);
		window.noteStop = () => { if (document.activeElement !== at) stopped.push(`+names+`(at = document.activeElement)) };
		document.addEventListener("keyup", window.noteStop, true);
		return true;
	})()`)
	for pressed := 0; len(stopped) < count && pressed < 3*count; {
		more := count - len(stopped)
		page.Press(strings.Repeat(kb.Tab, more))
		pressed += more
		stopped = testkit.Eval[[]string](page, `stopped`)
	}
	return stopped
}

// Tab goes through the page in the order in which it is read.
func mustTabInOrder(t *testing.T, k kind, page *testkit.Page) {
	t.Helper()
	want := testkit.Eval[[]string](page, reached+`.map(`+called+`)`)
	if k.status == 0 && len(want) < 3 {
		t.Errorf("%s: only %v can be reached", k, want)
	}
	if forced := testkit.Eval[int](page, `document.querySelectorAll("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").length`); forced > 0 {
		t.Errorf("%s forces an order on %d elements", k, forced)
	}
	want = want[:min(len(want), stops)]
	if got := tabbed(page, len(want), called); !slices.Equal(got, want) {
		t.Errorf("%s: Tab goes\n%s\nand not\n%s", k, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// mustShowFocus gives every element the focus, as a key would, and looks for its outline.
func mustShowFocus(t *testing.T, k kind, page *testkit.Page) {
	t.Helper()
	unseen := testkit.Eval[string](page, reached+`.filter(e => {
		e.focus({focusVisible: true});
		const s = getComputedStyle(e), b = e.getBoundingClientRect();
		const outlined = e.matches(":focus-visible") && s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 && s.outlineColor !== getComputedStyle(document.body).backgroundColor;
		return document.activeElement !== e || !outlined || s.opacity === "0" || b.bottom <= 0 || b.top >= innerHeight || b.right <= 0;
	}).map(`+called+`).slice(0, 5).join("; ")`)
	if unseen != "" {
		t.Errorf("%s: the focus is not seen on %s", k, unseen)
	}
}

// On a phone there is one column: what comes next stands lower, or beside it to the right.
func mustStandInOrder(t *testing.T, k kind, page *testkit.Page) {
	t.Helper()
	back := testkit.Eval[string](page, `(() => {
		const all = `+reached+`.filter(e => !e.matches(".skip-link, div.block > .anchor")), out = [];
		for (let i = 1; i < all.length; i++) {
			const a = all[i-1].getBoundingClientRect(), b = all[i].getBoundingClientRect();
			if (b.bottom < a.top - 1) out.push(all[i].textContent.trim().slice(0, 40));
		}
		return out.slice(0, 5).join("; ");
	})()`)
	if back != "" {
		t.Errorf("%s jumps back up to %s", k, back)
	}
}

// The first Tab offers to skip what is the same on every page, and Enter does so. Where nothing stands before the
// contents there is nothing to skip.
func mustSkip(t *testing.T, k kind, page *testkit.Page) {
	t.Helper()
	tabbed(page, 1, called)
	first := testkit.Eval[string](page, `document.activeElement.closest("main") ? "main" : document.activeElement.className`)
	if first == "main" {
		return
	}
	shown := testkit.Eval[bool](page, `(b => b.left >= 0 && b.top >= 0 && b.width > 24 && b.height > 24)(document.activeElement.getBoundingClientRect())`)
	if first != "skip-link" || !shown {
		t.Errorf("%s: the first Tab stands on %q, shown %v", k, first, shown)
		return
	}
	page.Press(kb.Enter)
	page.Press(kb.Tab)
	if inside := testkit.Eval[bool](page, `document.activeElement.closest("main, footer") !== null`); !inside {
		t.Errorf("%s: behind the skip link Tab goes to %s", k, testkit.Eval[string](page, called+`(document.activeElement)`))
	}
}

// Whatever can be pressed is 24 by 24 pixels or more (WCAG 2.5.8), unless it stands in a line of text, or no other
// target is near: a circle of 24 pixels round its middle touches none.
func mustHaveRoomToPress(t *testing.T, k kind, page *testkit.Page) {
	t.Helper()
	small := testkit.Eval[string](page, `(() => {
		const all = `+reached+`.filter(e => !e.matches(".skip-link")).map(e => ({e, b: e.getBoundingClientRect()})).filter(x => x.b.width > 0);
		const inText = e => getComputedStyle(e).display === "inline" && [...e.parentElement.childNodes].some(n => n !== e && !n.contains?.(e) && !(n.matches?.("a")) && /\S/.test(n.textContent));
		const near = x => all.some(y => {
			if (y === x) return false;
			const cx = (x.b.left + x.b.right) / 2, cy = (x.b.top + x.b.bottom) / 2;
			const dx = Math.max(y.b.left - cx, 0, cx - y.b.right), dy = Math.max(y.b.top - cy, 0, cy - y.b.bottom);
			return Math.hypot(dx, dy) < 12;
		});
		return all.filter(x => (x.b.height < 24 || x.b.width < 24) && !inText(x.e) && near(x))
			.map(x => x.e.textContent.trim().slice(0, 30) + " " + Math.round(x.b.width) + "x" + Math.round(x.b.height)).slice(0, 5).join("; ");
	})()`)
	if small != "" {
		t.Errorf("%s has small targets: %s", k, small)
	}
}
