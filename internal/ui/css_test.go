package ui

import (
	"strings"
	"testing"
)

func TestCompactKeepsWhatItSays(t *testing.T) {
	got := Compact("/* a note */\n.a > .b:hover , .c {\n  margin: -0.5em 0 ;\n  inset: calc(1px + 0.5em);\n}\n@media (min-width: 45rem) { .d { color: red; } }\n")
	want := ".a>.b:hover,.c{margin:-.5em 0;inset:calc(1px + .5em)}@media (min-width:45rem){.d{color:red}}"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A house style replaces tokens; a colour or font anywhere else could not be replaced.
func TestColoursAreTokens(t *testing.T) {
	for _, name := range append(components(), "base.css") {
		css := Sheets(sheets, name)
		for i, line := range strings.Split(css, "\n") {
			if strings.Contains(line, "#") && !strings.Contains(line, "a[href") {
				t.Errorf("%s:%d has a colour of its own: %s", name, i+1, strings.TrimSpace(line))
			}
		}
	}
}

func TestLayersComeFirst(t *testing.T) {
	if !strings.HasPrefix(CSS(), "@layer tokens, base, component, page;") {
		t.Error("the order of the layers must be told before any of them is filled")
	}
	for _, name := range components() {
		if !strings.HasPrefix(Sheets(sheets, name), "@layer component {") {
			t.Errorf("%s is not in the layer of components", name)
		}
	}
}

// Blocks of one layer that follow each other are one; the order of the layers stays as it was.
func TestLayersAreWrittenOnce(t *testing.T) {
	got := Compact("@layer a, b;\n@layer a { p { margin: 0; } }\n@layer b { q { margin: 0; } }\n@layer b { @media print { i { margin: 0; } } }\n@layer a { u { margin: 0; } }")
	want := "@layer a,b;@layer a{p{margin:0}}@layer b{q{margin:0}@media print{i{margin:0}}}@layer a{u{margin:0}}"
	if got != want {
		t.Errorf("written as\n%s, not\n%s", got, want)
	}
}
