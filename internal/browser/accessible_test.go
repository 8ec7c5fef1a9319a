package browser

import (
	"testing"

	"doelenboom/internal/testkit"
)

// axe-core finds nothing on any kind of page, on a desktop and on a phone.
func TestPagesAreAccessibleOnADesktop(t *testing.T) {
	t.Parallel()
	onEvery(t, testkit.Desktop, func(t *testing.T, k kind, page *testkit.Page) { page.MustBeAccessible() })
}

func TestPagesAreAccessibleOnAPhone(t *testing.T) {
	t.Parallel()
	onEvery(t, testkit.Phone, func(t *testing.T, k kind, page *testkit.Page) { page.MustBeAccessible() })
}

// The dark colours come from the same tokens; the marked pages hold all of them.
func TestPagesAreAccessibleInTheDark(t *testing.T) {
	t.Parallel()
	in := served(t)
	page := testkit.Browser(t).Open(t, testkit.Phone, "about:blank")
	page.Media("screen", "prefers-color-scheme", "dark")
	for _, k := range kinds {
		if !k.dark {
			continue
		}
		page.Go(in.url + k.path)
		if paper := testkit.Eval[string](page, `getComputedStyle(document.body).backgroundColor`); paper == "rgb(255, 255, 255)" {
			t.Errorf("%s stays white in the dark", k.name)
		}
		page.MustBeAccessible()
	}
}
