package arch

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What a newcomer is told must be there.
func TestMakeHelpListsWhatCanBeAsked(t *testing.T) {
	out, err := exec.Command("make", "-C", "../..", "--no-print-directory", "help").CombinedOutput()
	if err != nil {
		t.Fatalf("make help: %v\n%s", err, out)
	}
	for _, target := range []string{"help", "run", "demo", "check", "test", "bench", "fuzz", "generate", "tools"} {
		if !regexp.MustCompile(`(?m)^  make ` + target + ` +\S`).Match(out) {
			t.Errorf("make help does not tell about %s", target)
		}
	}
}

func TestContinuousIntegrationRunsMakeTestAndNothingElse(t *testing.T) {
	if got := content(t, ".ci/run"); got != "#!/bin/sh\nexec make test\n" {
		t.Errorf(".ci/run is %q", got)
	}
}

// A lock file that names a host cannot be used behind another registry.
func TestTheLockFileNamesNoHost(t *testing.T) {
	if text := content(t, "package-lock.json"); strings.Contains(text, "://") {
		t.Error("package-lock.json holds an address; make it again with the .npmrc of this folder")
	}
}

// Links between our documents lead somewhere.
func TestDocumentsLinkToWhatIsThere(t *testing.T) {
	link := regexp.MustCompile(`(!?)\[[^\]]*\]\(([^)#]+)(#[^)]*)?\)`)
	for _, document := range documents(t) {
		for _, found := range link.FindAllStringSubmatch(content(t, document), -1) {
			target := found[2]
			if found[1] == "!" || strings.Contains(target, "://") { // pictures are made by the tests
				continue
			}
			if _, err := os.Stat(filepath.Join("../..", filepath.Dir(document), target)); err != nil {
				t.Errorf("%s links to %s, which is not there", document, target)
			}
		}
	}
}

func TestEveryDecisionIsInTheList(t *testing.T) {
	list := content(t, "docs/decisions/README.md")
	for _, document := range documents(t) {
		name := filepath.Base(document)
		if strings.HasPrefix(document, "docs/decisions/0") && !strings.Contains(list, "("+name+")") {
			t.Errorf("docs/decisions/README.md does not list %s", name)
		}
	}
}

// documents are the texts at the root and below docs.
func documents(t *testing.T) []string {
	t.Helper()
	root := os.DirFS("../..")
	top, err := fs.Glob(root, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	below, err := fs.Glob(root, "docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	decisions, err := fs.Glob(root, "docs/decisions/*.md")
	if err != nil {
		t.Fatal(err)
	}
	return slices.Concat(top, below, decisions)
}

func content(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../..", path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
