package browser

import (
	"os"
	"path/filepath"
	"testing"

	"doelenboom/internal/testkit"
)

// What a screen reader has of a deliverable and of the tree. Whoever changes these files reads them from top to bottom
// as a listener: is every score a word, does every link say where it goes without its surroundings, is nothing said
// twice, does what matters come first?
func TestListening(t *testing.T) {
	t.Parallel()
	in := served(t)
	page := testkit.Browser(t).Open(t, testkit.Desktop, "about:blank")
	for file, path := range map[string]string{"prestatie.txt": deliverable, "boom.txt": tree} {
		page.Go(in.url + path)
		mustBeAsIn(t, filepath.Join("testdata", file), page.AccessibilityTree())
	}
}

// mustBeAsIn compares with a file, or writes it with -update.
func mustBeAsIn(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is other than what is heard now; look at `go test ./internal/browser -args -update` and git diff", file)
	}
}

// What a screen reader has of the pages on which people work: the form of a report, and the round at a glance.
func TestListeningAtWork(t *testing.T) {
	t.Parallel()
	w := working(t)
	page := testkit.Browser(t).Open(t, testkit.Desktop, "about:blank")
	for _, s := range w.scenes() {
		switch s.name {
		case "schrijven, teruggestuurd":
			w.show(t, page, s)
			mustBeAsIn(t, filepath.Join("testdata", "schrijven.txt"), page.AccessibilityTree())
		case "ronde, een deel":
			w.show(t, page, s)
			mustBeAsIn(t, filepath.Join("testdata", "ronde.txt"), page.AccessibilityTree())
		}
	}
}
