package browser

import (
	"testing"

	"doelenboom/internal/testkit"
)

// A visitor whose browser runs no scripts reads the same, word for word.
func mustReadTheSame(t *testing.T, k kind, page, plain *testkit.Page) {
	t.Helper()
	read := func(page *testkit.Page) string { return testkit.Eval[string](page, `document.body.innerText`) }
	served(t).show(t, plain, k)
	if got, with := read(plain), read(page); got != with || len(got) < 80 {
		t.Errorf("%s reads other without scripts: %d letters, with them %d", k, len(got), len(with))
	}
}

func mustHaveStyle(t *testing.T, k kind, page *testkit.Page) {
	t.Helper()
	if k.status == 0 && testkit.Eval[int](page, `[...document.styleSheets].filter(s => [...s.cssRules].some(r => r.cssRules?.length > 10)).length`) == 0 {
		t.Errorf("%s has no style", k)
	}
}

// A page asks nothing of anybody else, and the browser has nothing to complain about.
func mustAskNobodyElse(t *testing.T, k kind, page *testkit.Page) {
	t.Helper()
	mustKeepToItself(t, k.name, page, []string{served(t).url}, []string{"404", "410"})
	if asked := page.Requests(); len(asked) < 2 {
		t.Errorf("of %s only %v was seen to be asked for", k, asked)
	}
}
