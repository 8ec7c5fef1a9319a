package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// One call of reflect's MethodByName, in whatever library, makes the linker keep every exported method in the whole
// program. See docs/decisions/0020-what-the-linker-may-drop.md.
func TestTheLinkerDropsWhatNobodyCalls(t *testing.T) {
	exe := filepath.Join(t.TempDir(), "doelenboom")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-ldflags=-s -w", "-o", exe, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	program, err := os.ReadFile(exe)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(program, []byte("reflect.Value.String")) {
		t.Fatal("the names of functions are not where this test looks for them")
	}
	if bytes.Contains(program, []byte("reflect.Value.MethodByName")) {
		t.Error("nothing is dropped; who is to blame: go build -ldflags=-dumpdep ./cmd/doelenboom 2>&1 | grep '<ReflectMethod>'")
	}
}
