package browser

import (
	"slices"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/testkit"
)

// On a desktop: axe-core finds nothing in any state of the workplace, Tab goes along in the order of reading, text can be
// twice as large, nobody else is asked for anything, and the browser has nothing to complain about.
func TestTheWorkplaceOnADesktop(t *testing.T) {
	t.Parallel()
	tabs := onEveryScene(t, testkit.Desktop, func(t *testing.T, s scene, page *testkit.Page) {
		mustBeAccessible(t, s, page)
		mustBeWhole(t, s, page)
		mustHaveLargeTargets(t, s, page)
		mustTabThrough(t, s, page)
		mustFitWithLargeText(t, s, page)
	})
	for _, page := range tabs {
		mustKeepToItself(t, page)
	}
}

func TestTheWorkplaceOnAPhone(t *testing.T) {
	t.Parallel()
	onEveryScene(t, testkit.Phone, func(t *testing.T, s scene, page *testkit.Page) {
		mustBeAccessible(t, s, page)
		mustHaveLargeTargets(t, s, page)
		mustFitWithLargeText(t, s, page)
	})
}

func TestTheWorkplaceInTheDark(t *testing.T) {
	t.Parallel()
	w := working(t)
	page := testkit.Browser(t).Open(t, testkit.Desktop, "about:blank")
	page.Media("screen", "prefers-color-scheme", "dark")
	for _, s := range w.scenes() {
		w.show(t, page, s)
		if paper := testkit.Eval[string](page, `getComputedStyle(document.body).backgroundColor`); paper == "rgb(255, 255, 255)" {
			t.Errorf("%s stays white in the dark", s.name)
		}
		mustBeAccessible(t, s, page)
	}
}

func mustBeAccessible(t *testing.T, s scene, page *testkit.Page) {
	t.Helper()
	for _, v := range page.Violations() {
		t.Errorf("%s: %s", s.name, v)
	}
}

// A word of a template that came through as an attribute says nothing to a browser, and what stood behind it is lost.
func mustBeWhole(t *testing.T, s scene, page *testkit.Page) {
	t.Helper()
	if torn := testkit.Eval[string](page, `document.querySelector("[if], [else], [for]:not(label):not(output)")?.outerHTML.slice(0, 200) ?? ""`); torn != "" {
		t.Errorf("%s has %s", s.name, torn)
	}
}

// unstuck lets what stands still at an edge of the window go along with the page: it stands on other text by design.
const unstuck = `(() => {
	for (const e of document.querySelectorAll("*")) if (getComputedStyle(e).position === "sticky") e.classList.add("unstuck");
	const s = new CSSStyleSheet();
	s.replaceSync(".unstuck { position: static !important }");
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, s];
	return true;
})()`

// At 320 pixels nothing scrolls sideways but a table in its own frame.
func TestTheWorkplaceReflows(t *testing.T) {
	t.Parallel()
	onEveryScene(t, testkit.Narrow, func(t *testing.T, s scene, page *testkit.Page) {
		testkit.Eval[bool](page, unstuck)
		mustFit(t, kind{name: s.name}, page, "320 pixels wide")
		testkit.Eval[bool](page, spaced)
		mustFit(t, kind{name: s.name}, page, "320 pixels wide and spaced")
	})
}

func mustFitWithLargeText(t *testing.T, s scene, page *testkit.Page) {
	t.Helper()
	testkit.Eval[bool](page, unstuck)
	testkit.Eval[bool](page, twiceAsLarge)
	mustFit(t, kind{name: s.name}, page, "with large text")
}

// stopsAt is everything that Tab stops at, in the order of the page: of a group of radio buttons only the one that is
// chosen, or the first.
const stopsAt = `[...document.querySelectorAll("a[href], summary, button, input, select, textarea, [tabindex='0'], [contenteditable='true']")].filter(e =>
	e.checkVisibility() && (e.tabIndex >= 0 || e.isContentEditable) && !e.disabled && e.type !== "hidden" &&
	(e.type !== "radio" || e.checked || !e.form.querySelector("[name='" + e.name + "']:checked") && e === e.form.querySelector("input[name='" + e.name + "']")))`

const stop = `(e => e.tagName + " " + (e.getAttribute("href") ?? e.name ?? "") + " " + (e.getAttribute("aria-label") ?? e.textContent.trim()).slice(0, 40))`

// mustTabThrough goes with Tab from the top through the page, in the order in which it is read; whatever has the focus
// shows it, and is not behind something else.
func mustTabThrough(t *testing.T, s scene, page *testkit.Page) {
	t.Helper()
	if forced := testkit.Eval[int](page, `[...document.querySelectorAll("[tabindex]")].filter(e => e.tabIndex > 0).length`); forced > 0 {
		t.Errorf("%s forces an order on %d elements", s.name, forced)
	}
	testkit.Eval[bool](page, `(document.activeElement.blur(), document.body.tabIndex = -1, document.body.focus(), document.body.removeAttribute("tabindex"), true)`)
	want := testkit.Eval[[]string](page, stopsAt+`.map(`+stop+`)`)
	want = want[:min(len(want), 25)]
	var got []string
	for range 3 * len(want) {
		page.Press("\t")
		next := testkit.Eval[string](page, `document.activeElement === window.wasAt ? "" : `+stop+`(window.wasAt = document.activeElement)`)
		if next == "" { // the parts of a date are stops of one field
			continue
		}
		if got = append(got, next); len(got) == len(want) {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: Tab goes\n%s\nand not\n%s", s.name, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	unseen := testkit.Eval[string](page, stopsAt+`.filter(e => {
			e.focus({focusVisible: true});
			const s = getComputedStyle(e), b = e.getBoundingClientRect();
			const outlined = [e, e.closest(".richfield-frame")].some(x => x && getComputedStyle(x).outlineStyle !== "none" && parseFloat(getComputedStyle(x).outlineWidth) >= 2);
			const x = Math.min(Math.max(b.left + b.width / 2, 0), innerWidth - 1), y = Math.min(Math.max(b.top + Math.min(b.height, 40) / 2, 0), innerHeight - 1);
			const there = document.elementFromPoint(x, y), hidden = there && !e.contains(there) && !there.contains(e) && !there.closest("label, .skip-link");
			return document.activeElement !== e || !outlined || hidden || s.opacity === "0" || b.bottom <= 0 || b.top >= innerHeight || b.right <= 0;
		}).map(`+stop+`).slice(0, 5).join("; ")`)
	if unseen != "" {
		t.Errorf("%s: the focus is not seen on %s", s.name, unseen)
	}
}

// What can be pressed is 24 pixels high and wide at least, outside a line of text; buttons and the links in lists, which
// people press all day, are 44 high, and so is on a phone what opens and closes.
func mustHaveLargeTargets(t *testing.T, s scene, page *testkit.Page) {
	t.Helper()
	small := testkit.Eval[string](page, `(() => {
				const inText = e => getComputedStyle(e).display === "inline" && [...e.parentElement.childNodes].some(n => n !== e && !n.matches?.("a") && /\S/.test(n.textContent));
				const box = e => (e.type === "radio" || e.type === "checkbox" ? e.closest("label") ?? e : e).getBoundingClientRect();
				return `+stopsAt+`.filter(e => !e.matches(".skip-link") && !inText(e)).filter(e => {
					const b = box(e), large = e.matches("button, .button, .rows a, .work-menu a") || e.matches("summary") && innerWidth < 1024;
					return b.height < (large ? 43.5 : 24) || b.width < 24;
				}).map(e => `+stop+`(e) + " " + Math.round(box(e).width) + "x" + Math.round(box(e).height)).slice(0, 8).join("; ");
			})()`)
	if small != "" {
		t.Errorf("%s has small targets: %s", s.name, small)
	}
}

// mustKeepToItself looks at what a tab asked for, and what the browser said of it.
func mustKeepToItself(t *testing.T, page *testkit.Page) {
	t.Helper()
	w := working(t)
	for _, address := range page.Requests() {
		if !strings.HasPrefix(address, w.url) && address != "about:blank" && !strings.HasPrefix(address, "data:") {
			t.Errorf("somebody else was asked for %s", address)
		}
	}
	problems := slices.DeleteFunc(page.Problems(), func(p string) bool { return strings.Contains(p, "responded with a status of 4") })
	if len(problems) > 0 {
		t.Errorf("the browser complains:\n%s", strings.Join(problems, "\n"))
	}
}

// begunAt is what has the focus once the page is drawn: only then a browser gives it.
func begunAt(page *testkit.Page) (at string) {
	for begin := time.Now(); at == "" && time.Since(begin) < 5*time.Second; time.Sleep(20 * time.Millisecond) {
		at = testkit.Eval[string](page, `document.activeElement.id`)
	}
	return at
}

// A form that was refused begins at what is wrong, with scripts or without.
func TestARefusedFormBeginsAtWhatIsWrong(t *testing.T) {
	t.Parallel()
	w := working(t)
	for _, view := range []testkit.View{testkit.Desktop, testkit.Phone.WithoutScript()} {
		page := testkit.Browser(t).Open(t, view, "about:blank")
		for _, s := range w.scenes() {
			if !s.refused {
				continue
			}
			w.show(t, page, s)
			if at := begunAt(page); at != "fouten" {
				t.Errorf("%s begins at %q", s.name, at)
			}
			dead := testkit.Eval[string](page, `[...document.querySelectorAll("#fouten a")].filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(a => a.hash).join(" ")`)
			if dead != "" {
				t.Errorf("%s: nothing is at %s", s.name, dead)
			}
		}
	}
}
