package browser

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"doelenboom/internal/testkit"
)

// view is a way to look at a page that is loaded, and what must hold then.
type view[P fmt.Stringer] struct {
	name   string
	window testkit.View
	dark   bool
	of     func(P) bool // which places; nil is all
	after  []alteration // these are done to the page first
	looks  []look[P]
}

// look is one thing that must hold of a page.
type look[P fmt.Stringer] struct {
	name string
	see  func(t *testing.T, p P, page *testkit.Page)
}

// alteration is what a script does to a page, and how another one undoes it.
type alteration struct{ do, undo string }

// walk comes to each of many places once, some of them side by side, and looks at it in every view. Each look is a subtest:
// what fails names place, view and look, and with -run 'TestPages/boom/phone' there is only that.
//
// After all views comes what is left to see. A page is loaded on a desktop, and becomes narrow or dark while it stands: what it looks like is up to its style sheets.
func walk[P fmt.Stringer](t *testing.T, places []P, show func(t *testing.T, page *testkit.Page, p P), views []view[P], left func(t *testing.T, p P, page *testkit.Page)) {
	t.Helper()
	lent := &tabs{t: t, view: testkit.Desktop}
	for _, p := range places {
		t.Run(p.String(), func(t *testing.T) {
			t.Parallel()
			page := lent.lend(t)
			page.Resize(testkit.Desktop)
			page.Media("", "prefers-color-scheme", "light")
			page.Forget()
			show(t, page, p)
			for _, v := range views {
				if v.of != nil && !v.of(p) {
					continue
				}
				t.Run(v.name, func(t *testing.T) { v.over(t, p, page.In(t)) })
			}
			if left != nil {
				left(t, p, page)
			}
		})
	}
}

// over looks at a page in this view, and leaves it as it was.
func (v view[P]) over(t *testing.T, p P, page *testkit.Page) {
	page.Resize(v.window)
	if v.dark {
		page.Media("", "prefers-color-scheme", "dark")
		defer page.Media("", "prefers-color-scheme", "light")
	}
	for _, c := range v.after {
		testkit.Eval[bool](page, c.do)
		defer testkit.Eval[bool](page, c.undo)
	}
	for _, l := range v.looks {
		t.Run(l.name, func(t *testing.T) { l.see(t, p, page.In(t)) })
	}
}

// styled puts rules on top of those of a page.
func styled(rules string) alteration {
	return alteration{
		do: `(() => {
			const s = new CSSStyleSheet();
			s.replaceSync(` + strconv.Quote(rules) + `);
			document.adoptedStyleSheets = [...document.adoptedStyleSheets, s];
			return true;
		})()`,
		undo: `(() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); return true })()`,
	}
}

// tabs are lent to tests that run side by side, each tab to one at a time.
type tabs struct {
	t    *testing.T // they end with it
	view testkit.View

	mu   sync.Mutex
	free []*testkit.Page
}

// lend gives t a tab, until it ends.
func (s *tabs) lend(t *testing.T) *testkit.Page {
	t.Helper()
	page := s.take()
	if page == nil {
		page = testkit.Browser(t).Open(s.t, s.view, "about:blank")
	}
	t.Cleanup(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.free = append(s.free, page)
	})
	return page.In(t)
}

func (s *tabs) take() (page *testkit.Page) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if last := len(s.free) - 1; last >= 0 {
		page, s.free = s.free[last], s.free[:last]
	}
	return page
}

// mustKeepToItself looks at what a page asked for since it was loaded, of nobody but who is named, and what the browser
// said of it: no script that fails, nothing that the policy refuses. That a page is missing or a form is refused is what
// some examples are for.
func mustKeepToItself(t *testing.T, name string, page *testkit.Page, asked, statuses []string) {
	t.Helper()
	for _, address := range page.Requests() {
		if !slices.ContainsFunc(asked, func(root string) bool { return strings.HasPrefix(address, root) }) {
			t.Errorf("%s: somebody else was asked for %s", name, address)
		}
	}
	for _, problem := range page.Problems() {
		if !slices.ContainsFunc(statuses, func(s string) bool { return strings.Contains(problem, "responded with a status of "+s) }) {
			t.Errorf("%s: the browser complains: %s", name, problem)
		}
	}
}
