package browser

import (
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/testkit"
)

// A visitor whose browser runs no scripts reads the same, word for word.
func TestPagesReadTheSameWithoutScript(t *testing.T) {
	t.Parallel()
	with := map[string]string{}
	read := func(page *testkit.Page) string { return testkit.Eval[string](page, `document.body.innerText`) }
	onEvery(t, testkit.Phone, func(t *testing.T, k kind, page *testkit.Page) { with[k.path] = read(page) })
	onEvery(t, testkit.Phone.WithoutScript(), func(t *testing.T, k kind, page *testkit.Page) {
		if got := read(page); got != with[k.path] || len(got) < 80 {
			t.Errorf("%s reads other without scripts: %d letters, with them %d", k.name, len(got), len(with[k.path]))
		}
	})
}

// A page asks nothing of anybody else, and the browser has nothing to complain about: no script that fails, nothing
// that the policy refuses. That a page is missing is what some examples are for.
func TestPagesKeepToThemselves(t *testing.T) {
	t.Parallel()
	in := served(t)
	page := testkit.Browser(t).Open(t, testkit.Desktop, "about:blank")
	for _, k := range kinds {
		page.Go(in.url + k.path)
		if k.status == 0 && testkit.Eval[int](page, `[...document.styleSheets].filter(s => [...s.cssRules].some(r => r.cssRules?.length > 10)).length`) == 0 {
			t.Errorf("%s has no style", k.name)
		}
	}
	for _, address := range page.Requests() {
		if !strings.HasPrefix(address, in.url) && address != "about:blank" {
			t.Errorf("somebody else was asked for %s", address)
		}
	}
	if asked := len(page.Requests()); asked < 2*len(kinds) {
		t.Errorf("only %d requests were seen", asked)
	}
	problems := slices.DeleteFunc(page.Problems(), func(p string) bool {
		return strings.Contains(p, "status of 404") || strings.Contains(p, "status of 410")
	})
	if len(problems) > 0 {
		t.Errorf("the browser complains:\n%s", strings.Join(problems, "\n"))
	}
}
