package arch

import (
	"go/ast"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestNounsStandInTheWords: a word of the field goes into docs/words.md before it goes into the code.
func TestNounsStandInTheWords(t *testing.T) {
	text, err := os.ReadFile("../../docs/words.md")
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	for _, quoted := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(string(text), -1) {
		for _, word := range regexp.MustCompile(`[A-Za-z]+`).FindAllString(quoted[1], -1) {
			words[word] = true
		}
	}
	nouns := 0
	for _, f := range sources(t) {
		if f.test || f.pkg != "internal/cycle" && f.pkg != "internal/area" {
			continue
		}
		for _, noun := range exportedTypes(f.syntax) {
			nouns++
			if !words[noun] {
				t.Errorf("%s: %s is not in docs/words.md; say there which Dutch word it is", f.path, noun)
			}
		}
	}
	if nouns == 0 {
		t.Error("no noun was found in cycle")
	}
}

// exportedTypes are the nouns of a file. An id is called after what it names.
func exportedTypes(file *ast.File) []string {
	var names []string
	for _, declaration := range file.Decls {
		group, ok := declaration.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range group.Specs {
			if declared, ok := spec.(*ast.TypeSpec); ok && declared.Name.IsExported() {
				names = append(names, strings.TrimSuffix(declared.Name.Name, "ID"))
			}
		}
	}
	return names
}
