package browser

import (
	"slices"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/testkit"
)

// TestTheWorkplace looks at the workplace in every state. What each look is for stands where it is.
func TestTheWorkplace(t *testing.T) {
	t.Parallel()
	w := working(t)
	refused := func(s scene) bool { return s.refused }
	walk(t, w.scenes(), w.show, []view[scene]{
		{name: "desktop, refused", window: testkit.Desktop, of: refused, looks: []look[scene]{{"begin", mustBeginAtWhatIsWrong}, {"links", mustLeadToWhatIsWrong}}},
		{name: "desktop", window: testkit.Desktop, looks: []look[scene]{
			{"axe", mustBeAccessible[scene]}, {"whole", mustBeWhole}, {"targets", mustHaveLargeTargets},
		}},
		{name: "desktop, large text", window: testkit.Desktop, after: []alteration{unstuck, twiceAsLarge}, looks: []look[scene]{{"fits", mustFit[scene]}}},
		{name: "desktop, dark", window: testkit.Desktop, dark: true, looks: []look[scene]{{"axe", mustBeAccessible[scene]}, {"dark", mustBeDark[scene]}}},
		{name: "phone", window: testkit.Phone, looks: []look[scene]{{"axe", mustBeAccessible[scene]}, {"targets", mustHaveLargeTargets}}},
		{name: "phone, large text", window: testkit.Phone, after: []alteration{unstuck, twiceAsLarge}, looks: []look[scene]{{"fits", mustFit[scene]}}},
		{name: "320 pixels", window: testkit.Narrow, after: []alteration{unstuck}, looks: []look[scene]{{"fits", mustFit[scene]}}},
		{name: "320 pixels, spaced", window: testkit.Narrow, after: []alteration{unstuck, spaced}, looks: []look[scene]{{"fits", mustFit[scene]}}},
		{name: "desktop, keyboard", window: testkit.Desktop, looks: []look[scene]{{"tab", mustTabThrough}, {"focus", mustShowWhereItIs}}},
	}, func(t *testing.T, s scene, page *testkit.Page) {
		mustKeepToItself(t, s.name, page, []string{w.url, "data:"}, []string{"4"})
	})
}

// Without scripts a form that was refused begins at what is wrong too.
func TestTheWorkplaceWithoutScript(t *testing.T) {
	t.Parallel()
	w := working(t)
	plain := &tabs{t: t, view: testkit.Phone.WithoutScript()}
	for _, s := range w.scenes() {
		if s.refused {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
				page := plain.lend(t)
				w.show(t, page, s)
				mustBeginAtWhatIsWrong(t, s, page)
				mustLeadToWhatIsWrong(t, s, page)
			})
		}
	}
}

// A word of a template that came through as an attribute says nothing to a browser, and what stood behind it is lost.
func mustBeWhole(t *testing.T, s scene, page *testkit.Page) {
	t.Helper()
	if torn := testkit.Eval[string](page, `document.querySelector("[if], [else], [for]:not(label):not(output)")?.outerHTML.slice(0, 200) ?? ""`); torn != "" {
		t.Errorf("%s has %s", s, torn)
	}
}

// unstuck lets what stands still at an edge of the window go along with the page: it stands on other text by design.
var unstuck = func() alteration {
	c := styled(".unstuck { position: static !important }")
	return alteration{
		do:   `[...document.querySelectorAll("*")].filter(e => getComputedStyle(e).position === "sticky").forEach(e => e.classList.add("unstuck")), ` + c.do,
		undo: `document.querySelectorAll(".unstuck").forEach(e => e.classList.remove("unstuck")), ` + c.undo,
	}
}()

// stopsAt is everything that Tab stops at, in the order of the page: of a group of radio buttons only the one that is
// chosen, or the first.
const stopsAt = `[...document.querySelectorAll("a[href], summary, button, input, select, textarea, [tabindex='0'], [contenteditable='true']")].filter(e =>
	e.checkVisibility() && (e.tabIndex >= 0 || e.isContentEditable) && !e.disabled && e.type !== "hidden" &&
	(e.type !== "radio" || e.checked || !e.form.querySelector("[name='" + e.name + "']:checked") && e === e.form.querySelector("input[name='" + e.name + "']")))`

const stop = `(e => e.tagName + " " + (e.getAttribute("href") ?? e.name ?? "") + " " + (e.getAttribute("aria-label") ?? e.textContent.trim()).slice(0, 40))`

// mustTabThrough goes with Tab from the top through the page, in the order in which it is read.
func mustTabThrough(t *testing.T, s scene, page *testkit.Page) {
	t.Helper()
	if forced := testkit.Eval[int](page, `[...document.querySelectorAll("[tabindex]")].filter(e => e.tabIndex > 0).length`); forced > 0 {
		t.Errorf("%s forces an order on %d elements", s, forced)
	}
	want := testkit.Eval[[]string](page, stopsAt+`.map(`+stop+`)`)
	want = want[:min(len(want), 25)]
	if got := tabbed(page, len(want), stop); !slices.Equal(got, want) {
		t.Errorf("%s: Tab goes\n%s\nand not\n%s", s, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Whatever has the focus shows it, and is not behind something else.
func mustShowWhereItIs(t *testing.T, s scene, page *testkit.Page) {
	t.Helper()
	unseen := testkit.Eval[string](page, stopsAt+`.filter(e => {
			e.focus({focusVisible: true});
			const s = getComputedStyle(e), b = e.getBoundingClientRect();
			const outlined = [e, e.closest(".richfield-frame")].some(x => x && getComputedStyle(x).outlineStyle !== "none" && parseFloat(getComputedStyle(x).outlineWidth) >= 2);
			const x = Math.min(Math.max(b.left + b.width / 2, 0), innerWidth - 1), y = Math.min(Math.max(b.top + Math.min(b.height, 40) / 2, 0), innerHeight - 1);
			const there = document.elementFromPoint(x, y), hidden = there && !e.contains(there) && !there.contains(e) && !there.closest("label, .skip-link");
			return document.activeElement !== e || !outlined || hidden || s.opacity === "0" || b.bottom <= 0 || b.top >= innerHeight || b.right <= 0;
		}).map(`+stop+`).slice(0, 5).join("; ")`)
	if unseen != "" {
		t.Errorf("%s: the focus is not seen on %s", s, unseen)
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
		t.Errorf("%s has small targets: %s", s, small)
	}
}

// begunAt is what has the focus once the page is drawn: only then a browser gives it.
func begunAt(page *testkit.Page) (at string) {
	for begin := time.Now(); at == "" && time.Since(begin) < 5*time.Second; time.Sleep(20 * time.Millisecond) {
		at = testkit.Eval[string](page, `document.activeElement.id`)
	}
	return at
}

// A form that was refused begins at what is wrong.
func mustBeginAtWhatIsWrong(t *testing.T, s scene, page *testkit.Page) {
	t.Helper()
	if at := begunAt(page); at != "fouten" {
		t.Errorf("%s begins at %q", s, at)
	}
}

func mustLeadToWhatIsWrong(t *testing.T, s scene, page *testkit.Page) {
	t.Helper()
	dead := testkit.Eval[string](page, `[...document.querySelectorAll("#fouten a")].filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(a => a.hash).join(" ")`)
	if dead != "" {
		t.Errorf("%s: nothing is at %s", s, dead)
	}
}
