package main

import (
	"errors"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
)

const internal = "doelenboom/internal/"

// source gives the types of packages below internal from their text. What those types do not need is not looked at:
// bodies of functions, packages from elsewhere, and the file that is to be written.
type source struct {
	folder string // internal
	read   map[string]*types.Package
}

// Import makes source an importer for the packages that it reads.
func (s source) Import(path string) (*types.Package, error) {
	below, ours := strings.CutPrefix(path, internal)
	if !ours {
		return nil, errors.New("from elsewhere")
	}
	if p := s.read[path]; p != nil {
		return p, nil
	}
	folder := filepath.Join(s.folder, below)
	found, err := build.ImportDir(folder, 0)
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	fset := token.NewFileSet()
	for _, name := range found.GoFiles {
		if name == written {
			continue
		}
		file, err := parser.ParseFile(fset, filepath.Join(folder, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	config := types.Config{Importer: s, IgnoreFuncBodies: true, Error: func(error) {}} // a type that is missed is told when it is needed
	s.read[path], _ = config.Check(path, fset, files, nil)
	return s.read[path], nil
}
