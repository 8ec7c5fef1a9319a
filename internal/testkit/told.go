package testkit

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// RanOn notes that the present package really ran on engine ("SQLite", "PostgreSQL 15.14",
// "Chromium 142"): `make test` tells it in its last lines. Without TEST_RAN it does nothing.
func RanOn(engine string) {
	note("TEST_RAN", engine+"\t"+packageName())
}

// leftOut skips t because what it reads is not in every clone. Only files beside the checkout
// may be left out, never an engine, a browser or a tool; `make test` tells it in its last lines.
func leftOut(t testing.TB, what string) {
	t.Helper()
	note("TEST_LEFTOUT", packageName()+" "+t.Name()+"\t"+what)
	t.Skipf("left out: %s", what)
}

// Shared gives the path of a file or folder in ../shared, beside the checkout. A clone without it leaves t out.
func Shared(t testing.TB, elems ...string) string {
	t.Helper()
	below := filepath.Join(elems...)
	path := filepath.Join(Root(t), "..", "shared", below)
	if _, err := os.Stat(path); err != nil {
		leftOut(t, "../shared/"+filepath.ToSlash(below)+" is not there")
	}
	return path
}

// Root is the folder of go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("there is no go.mod above this test")
		}
		dir = parent
	}
}

// note appends one line in one write, so that packages tested side by side do not mix.
func note(variable, line string) {
	path := os.Getenv(variable)
	if path == "" {
		return
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", variable, err)) // silence would look like "nothing left out"
	}
	defer f.Close()
	if _, err := f.WriteString(line + "\n"); err != nil {
		panic(fmt.Sprintf("%s: %v", variable, err))
	}
}

// packageName is the name `go test` gave the test program: store.test tests store.
func packageName() string {
	return strings.TrimSuffix(filepath.Base(os.Args[0]), ".test")
}
