package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

func TestTheScannerIsThatOfTheTypes(t *testing.T) {
	want, err := generate("../..", read...)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../" + written)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not up to date, run `make generate`", written)
	}
}

func TestWhatCannotBeScannedIsNamed(t *testing.T) {
	for root, want := range map[string]string{
		"Revision": "Revision.Moment", "[]*Node": "[]*Node", "[]LinkKind": "LinkKind", "map[string]Node": "map[string]Node", "Nothing": "Nothing",
	} {
		if text, err := generate("../..", root); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v\n%s", root, err, text)
		}
	}
}
