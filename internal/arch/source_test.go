package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "doelenboom/"

// goFile is one file of the program, read as far as these tests need it.
type goFile struct {
	path    string // internal/store/report.go
	pkg     string // internal/store
	test    bool
	imports map[string]string // import path -> the name it goes by in this file
	syntax  *ast.File
	fset    *token.FileSet
}

func (f goFile) at(n ast.Node) string {
	return f.path + ":" + strconv.Itoa(f.fset.Position(n.Pos()).Line)
}

// sources reads every Go file below the folder of go.mod.
func sources(t *testing.T) []goFile {
	t.Helper()
	var files []goFile
	root := "../.."
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && path != root && (name == "node_modules" || name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "doelenboom-")) {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		file, err := read(path)
		files = append(files, file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func read(path string) (goFile, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return goFile{}, err
	}
	shown := strings.TrimPrefix(filepath.ToSlash(path), "../../")
	f := goFile{
		path: shown, pkg: filepath.ToSlash(filepath.Dir(shown)), test: strings.HasSuffix(shown, "_test.go"),
		imports: map[string]string{}, fset: token.NewFileSet(),
	}
	f.syntax, err = parser.ParseFile(f.fset, shown, text, parser.SkipObjectResolution|parser.ParseComments)
	if err != nil {
		return f, err
	}
	for _, spec := range f.syntax.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return f, err
		}
		f.imports[imported] = filepath.Base(imported)
		if spec.Name != nil {
			f.imports[imported] = spec.Name.Name
		}
	}
	return f, nil
}

// selectors calls see for every name.Selector in f where name is how f calls the imported package.
func (f goFile) selectors(imported string, see func(selector string, at ast.Node)) {
	name, ok := f.imports[imported]
	if !ok {
		return
	}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == name {
				see(s.Sel.Name, s)
			}
		}
		return true
	})
}
