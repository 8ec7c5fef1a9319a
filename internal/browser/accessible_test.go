package browser

import (
	"fmt"
	"testing"

	"doelenboom/internal/testkit"
)

// axe-core finds nothing.
func mustBeAccessible[P fmt.Stringer](t *testing.T, p P, page *testkit.Page) {
	t.Helper()
	for _, v := range page.Violations() {
		t.Errorf("%s: %s", p, v)
	}
}

// The dark colours come from the same tokens; the pages that are marked for it hold all of them.
func mustBeDark[P fmt.Stringer](t *testing.T, p P, page *testkit.Page) {
	t.Helper()
	if paper := testkit.Eval[string](page, `getComputedStyle(document.body).backgroundColor`); paper == "rgb(255, 255, 255)" {
		t.Errorf("%s stays white in the dark", p)
	}
}
