package testkit

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Violation is one rule of axe-core that a page breaks, and where.
type Violation struct {
	ID, Impact, Help string
	Nodes            []struct {
		HTML           string
		FailureSummary string
	}
}

func (v Violation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s): %s", v.ID, v.Impact, v.Help)
	for _, n := range v.Nodes {
		fmt.Fprintf(&b, "\n  %s\n    %s", n.HTML, strings.ReplaceAll(n.FailureSummary, "\n", "\n    "))
	}
	return b.String()
}

// axeTags: WCAG 2.2 AA holds all earlier levels; the best practices come on top.
const axeTags = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`

// Violations runs axe-core in the page as it stands. The page must have been opened with scripts.
func (p *Page) Violations() []Violation {
	p.t.Helper()
	var found struct {
		Passes     int
		Violations []Violation
	}
	if !Eval[bool](p, `"axe" in window`) { // it stays until the page goes
		Eval[any](p, axeSource(p.t)+"; true")
	}
	answer := Eval[string](p, `axe.run(document, {
			runOnly: {type: "tag", values: `+axeTags+`}, resultTypes: ["violations"],
		}).then(r => JSON.stringify({passes: r.passes.length, violations: r.violations}))`)
	if err := json.Unmarshal([]byte(answer), &found); err != nil {
		p.t.Fatalf("axe-core answered %.80q: %v", answer, err)
	}
	if found.Passes == 0 { // silence is not a pass
		p.t.Fatal("axe-core looked at nothing")
	}
	return found.Violations
}

// MustBeAccessible fails the test for each violation.
func (p *Page) MustBeAccessible() {
	p.t.Helper()
	for _, v := range p.Violations() {
		p.t.Errorf("%s, %d wide: %s", p.Address(), p.view.Width, v)
	}
}

func axeSource(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(Root(t), "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is not there, run `make tools`: %v", err)
	}
	return string(text)
}
