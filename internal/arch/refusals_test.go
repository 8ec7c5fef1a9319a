package arch

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

// englishWords are words that no Dutch sentence has.
var englishWords = []string{"the", "user", "users", "has", "not", "must", "may not", "cannot", "of the", "already", "with", "report", "edition", "right", "rights", "and", "this"}

// A no that somebody reads is one Dutch sentence: no English in it, and no word that the program keeps a state by ("is al
// schrijven").
func TestWhatIsRefusedIsRefusedInDutch(t *testing.T) {
	for _, f := range sources(t) {
		if f.test || ast.IsGenerated(f.syntax) {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if name := typeName(n.Type); name == "Refusal" || name == "Forbidden" || name == "Problem" {
					f.dutch(t, n)
				}
			case *ast.CallExpr:
				if typeName(n.Fun) == "Errorf" && wraps(n, "ErrForbidden") {
					t.Errorf("%s: say it in Dutch, with cycle.Denied or cycle.Forbidden", f.at(n))
				}
			}
			return true
		})
	}
}

// dutch looks at what a refusal says.
func (f goFile) dutch(t *testing.T, refusal ast.Node) {
	ast.Inspect(refusal, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && (key.Name == "Field" || key.Name == "Code") {
				return false
			}
		case *ast.SelectorExpr:
			if _, inner := n.X.(*ast.SelectorExpr); inner {
				return false // asked for its word: to.State.word()
			}
			if n.Sel.Name == "Stage" || n.Sel.Name == "State" {
				t.Errorf("%s: %s is how the program calls it, not how people do", f.at(n), n.Sel.Name)
			}
		case *ast.BasicLit:
			text, err := strconv.Unquote(n.Value)
			if n.Kind != token.STRING || err != nil {
				return true
			}
			words := " " + strings.NewReplacer(",", " ", ";", " ", ":", " ", ".", " ", "(", " ", ")", " ").Replace(strings.ToLower(text)) + " "
			for _, english := range englishWords {
				if strings.Contains(words, " "+english+" ") {
					t.Errorf("%s: %q holds %q", f.at(n), text, english)
				}
			}
		}
		return true
	})
}

// typeName is the last part of a name: Refusal of cycle.Refusal.
func typeName(n ast.Expr) string {
	switch n := n.(type) {
	case *ast.Ident:
		return n.Name
	case *ast.SelectorExpr:
		return n.Sel.Name
	}
	return ""
}

func wraps(call *ast.CallExpr, name string) bool {
	for _, arg := range call.Args {
		if typeName(arg) == name {
			return true
		}
	}
	return false
}
