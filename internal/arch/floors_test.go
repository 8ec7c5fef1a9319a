package arch

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// floors from the ground up. A package imports only what stands in a row above its own:
// never up, never sideways.
var floors = []struct {
	name     string
	packages []string
}{
	{"the ground", []string{"richtext", "money", "dutch"}},
	{"floor 0", []string{"cycle"}},
	{"floor 0", []string{"area"}},
	{"floor 0", []string{"publication"}},
	{"floor 0", []string{"compare"}},
	{"floor 0", []string{"check"}},
	{"floor 1", []string{"store", "blob", "mail", "document", "ui", "config", "upload"}},
	{"floor 2", []string{"site", "paper", "dataset", "importer", "auth", "backup"}},
	{"floor 3", []string{"change"}},
	{"floor 4", []string{"web", "public", "api", "job", "demo"}},
	{"floor 5", []string{"server", "heap"}},
}

// testsOnly may be imported by tests and by each other.
var testsOnly = []string{"testkit", "arch", "browser"}

// owner is the package on a floor that a folder belongs to: ui/score belongs to ui.
func owner(pkg string) string {
	below, ok := strings.CutPrefix(pkg, "internal/")
	if !ok {
		return ""
	}
	first, _, _ := strings.Cut(below, "/")
	return first
}

// rank is the row of a package, -1 when it stands on no floor.
func rank(name string) int {
	for i, floor := range floors {
		if slices.Contains(floor.packages, name) {
			return i
		}
	}
	return -1
}

func TestImportsGoDown(t *testing.T) {
	for _, f := range sources(t) {
		mine := owner(f.pkg)
		if mine == "" || slices.Contains(testsOnly, mine) {
			continue
		}
		if rank(mine) < 0 {
			t.Errorf("%s: package %s stands on no floor; give it one in docs/house.md and in this test", f.path, f.pkg)
			continue
		}
		if f.test && rank(mine) > rank("area") {
			continue // tests above the subject may build what they need
		}
		for imported := range f.imports {
			if sentence := forbidden(f, strings.TrimPrefix(imported, module), imported); sentence != "" {
				t.Error(sentence)
			}
		}
	}
}

// forbidden is the sentence that tells why f may not import the package, or nothing.
func forbidden(f goFile, pkg, imported string) string {
	if !strings.HasPrefix(imported, module) {
		return ""
	}
	mine, theirs := owner(f.pkg), owner(pkg)
	switch {
	case theirs == mine:
		return withinDocument(f, pkg)
	case slices.Contains(testsOnly, theirs):
		return "" // told by TestTestkitIsForTests
	case theirs == "":
		return f.path + ": internal/" + mine + " imports " + pkg + ", which is assembled from it"
	case rank(theirs) == rank(mine):
		return f.path + ": " + mine + " imports " + theirs + ", beside it on " + floors[rank(mine)].name + "; imports never go sideways"
	case rank(theirs) > rank(mine):
		return f.path + ": " + mine + " (" + floors[rank(mine)].name + ") imports " + theirs + " (" + floors[rank(theirs)].name + "); imports never go up"
	}
	return ""
}

// withinDocument: document/pdf, /docx and /xlsx build on document, not on each other.
func withinDocument(f goFile, pkg string) string {
	if owner(pkg) == "document" && pkg != "internal/document" && pkg != f.pkg {
		return f.path + ": " + f.pkg + " imports " + pkg + "; the forms of a document know only document itself"
	}
	return ""
}

func TestTheForbiddenIsSeen(t *testing.T) {
	for _, c := range []struct {
		path, pkg, imported string
		allowed             bool
	}{
		{"internal/cycle/report.go", "internal/cycle", "doelenboom/internal/richtext", true},
		{"internal/check/wait.go", "internal/check", "doelenboom/internal/compare", true},
		{"internal/document/pdf/pdf.go", "internal/document/pdf", "doelenboom/internal/document", true},
		{"internal/ui/score/score.go", "internal/ui/score", "doelenboom/internal/ui/icon", true},
		{"internal/cycle/report.go", "internal/cycle", "doelenboom/internal/store", false},
		{"internal/cycle/report.go", "internal/cycle", "doelenboom/internal/area", false},
		{"internal/money/cents.go", "internal/money", "doelenboom/internal/dutch", false},
		{"internal/web/report_show.go", "internal/web", "doelenboom/internal/public", false},
		{"internal/public/page.go", "internal/public", "doelenboom/internal/api", false},
		{"internal/site/page.go", "internal/site", "doelenboom/internal/change", false},
		{"internal/document/pdf/pdf.go", "internal/document/pdf", "doelenboom/internal/document/docx", false},
		{"internal/server/server.go", "internal/server", "doelenboom/cmd/doelenboom", false},
	} {
		f := goFile{path: c.path, pkg: c.pkg}
		if said := forbidden(f, strings.TrimPrefix(c.imported, module), c.imported); (said == "") != c.allowed {
			t.Errorf("%s imports %s: %q", c.pkg, c.imported, said)
		}
	}
}

// A package that only some may import, and why.
var reserved = []struct {
	imported string   // a path, or the beginning of one when it ends in a slash
	by       []string // owners
	why      string
}{
	{"modernc.org/sqlite", []string{"store"}, "only store knows which database there is"},
	{"github.com/jackc/pgx/", []string{"store"}, "only store knows which database there is"},
	{"github.com/pressly/goose/", []string{"store"}, "the schema is store's"},
	{"database/sql", []string{"store"}, "what contains SQL is store"},
	{"golang.org/x/image/", []string{"upload"}, "pictures are made anew in one place"},
	{"github.com/goccy/go-yaml", []string{"demo"}, "only the files of the sample are YAML"},
	{"github.com/chromedp/", nil, "a browser is for tests"},
	{"github.com/google/go-cmp/", nil, "it is for tests"},
	{"github.com/rogpeppe/go-internal/", nil, "it is for tests"},
}

func TestReservedImports(t *testing.T) {
	for _, f := range sources(t) {
		mine := owner(f.pkg)
		if f.test || mine == "testkit" {
			continue
		}
		for imported := range f.imports {
			for _, r := range reserved {
				hit := imported == r.imported || strings.HasSuffix(r.imported, "/") && strings.HasPrefix(imported, r.imported)
				if hit && !slices.Contains(r.by, mine) {
					t.Errorf("%s imports %s: %s", f.path, imported, r.why)
				}
			}
		}
	}
}

// pure packages give the same answer tomorrow and elsewhere: no clock, no database, no web, no files. A command in the
// folder of one, which writes code of it, is no part of it.
var pure = []string{"richtext", "money", "dutch", "cycle", "area", "publication", "compare", "check", "site", "paper", "dataset"}

func TestThePureKnowNoWorld(t *testing.T) {
	for _, f := range sources(t) {
		if f.test || f.syntax.Name.Name == "main" || !slices.Contains(pure, owner(f.pkg)) {
			continue
		}
		for _, world := range []string{"database/sql", "net", "net/http", "os", "os/exec", "math/rand", "math/rand/v2", "crypto/rand"} {
			if _, ok := f.imports[world]; ok {
				t.Errorf("%s imports %s: %s is handed what it needs, it does not look for it", f.path, world, owner(f.pkg))
			}
		}
		f.selectors("time", func(name string, at ast.Node) {
			switch name {
			case "Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer", "NewTicker":
				t.Errorf("%s: time.%s in %s; the moment is handed in", f.at(at), name, owner(f.pkg))
			}
		})
	}
}

// What everybody may see is read through store.Published, which has no method that shows a draft. An error shows nothing.
func TestThePublicSeesOnlyThePublished(t *testing.T) {
	for _, f := range sources(t) {
		if mine := owner(f.pkg); f.test || mine != "public" && mine != "api" {
			continue
		}
		f.selectors(module+"internal/store", func(name string, at ast.Node) {
			if !strings.HasPrefix(name, "Published") && !strings.HasPrefix(name, "Err") {
				t.Errorf("%s: store.%s in %s; what everybody may see is read through store.Published", f.at(at), name, f.pkg)
			}
		})
	}
}

func TestTestkitIsForTests(t *testing.T) {
	for _, f := range sources(t) {
		if f.test || slices.Contains(testsOnly, owner(f.pkg)) {
			continue
		}
		for imported := range f.imports {
			if slices.Contains(testsOnly, owner(strings.TrimPrefix(imported, module))) {
				t.Errorf("%s imports %s, which is for tests", f.path, imported)
			}
		}
	}
}

// A name that says nothing collects everything.
func TestNoPackageForEverything(t *testing.T) {
	for _, f := range sources(t) {
		last := f.pkg[strings.LastIndex(f.pkg, "/")+1:]
		switch last {
		case "util", "utils", "common", "helper", "helpers", "models", "misc":
			t.Errorf("%s: package %s; docs/house.md tells where a line belongs", f.path, last)
		}
	}
}
