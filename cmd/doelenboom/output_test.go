package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestANameStaysOnItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"Één naam, ‘gewoon’ 🌳":        "Één naam, ‘gewoon’ 🌳",
		"Proefland\nnergens  Nergens": `Proefland\u000anergens  Nergens`,
		"rood\x1b[31m\r\t":            `rood\u001b[31m\u000d\u0009`,
		"c1\u009b31m":                 `c1\u009b31m`,
		"geen tekens \x9b\xff":        `geen tekens \x9b\xff`,
		"om\u202egekeerd\u2028regel":  `om\u202egekeerd\u2028regel`,
	} {
		if got := oneLine(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

// The program refuses such names; these came into the database behind its back, or before it did.
func TestANameForgesNoLineOfAList(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.takenOver(t)
		as := "" // a body is text in SQLite
		if p.Database != "" {
			as = "::json"
		}
		for table, name := range map[string]string{"organisation": "Proefland", "edition": "Jaarverslag 2016"} {
			forged := `update ` + table + ` set body = replace(cast(body as text), '"` + name + `"', '"` + name + `\nnergens  \u001b[31mNergens"')` + as
			if err := execute(t.Context(), p.Config, forged); err != nil {
				t.Fatal(err)
			}
		}
		for _, args := range [][]string{{"organisation", "list"}, {"edition", "list", "--organisation", "proefland"}} {
			said := p.must(t, args...)
			if strings.Count(said, "\n") != 1 || strings.Contains(said, "\x1b") || !strings.Contains(said, `\u000a`) {
				t.Errorf("%v says %q", args, said)
			}
		}
		if said := p.must(t, "organisation", "list", "--json"); !strings.Contains(said, `Proefland\nnergens`) {
			t.Errorf("as data it is not what it is: %s", said)
		}
		p.fails(t, exitNotDone, `\u001b[31m`, "import", "we\x1b[31mg.txt", "--dry-run")
	})
}

func TestWhatCannotBeToldIsAProblem(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.takenOver(t)
		page := filepath.Join(t.TempDir(), "een.txt")
		if err := os.WriteFile(page, []byte("1.1.1 Grond kopen\n\nWij kochten grond.\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{
			{"verify"}, {"verify", "--json"}, {"organisation", "list"}, {"organisation", "list", "--json"}, {"version"}, {"--help"},
			{"import", page, "--dry-run"}, {"import", page, "--dry-run", "--json"},
			{"import", page, "--organisation", "proefland", "--edition", "jaarverslag-2016"},
		} {
			code, stderr := p.toAFullDisk(t, args...)
			if code != exitNotDone || stderr != "doelenboom: niet alles kon gemeld worden: op standaarduitvoer kan niet geschreven worden (de schijf is vol)\n" {
				t.Errorf("%v: exit %d: %s", args, code, stderr)
			}
		}
		if code, stderr := p.toAFullDisk(t, "nergens"); code != exitWrongUsage || strings.Count(stderr, "\n") != 1 {
			t.Errorf("exit %d: %s", code, stderr)
		}
	})
}

// toAFullDisk runs a command of which nothing that it says can be kept.
func (p program) toAFullDisk(t testing.TB, args ...string) (code int, stderr string) {
	t.Helper()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	cmd := p.command(args...)
	var told bytes.Buffer
	cmd.Stdout, cmd.Stderr = full, &told
	_ = cmd.Run() // the exit code says how it ended
	return cmd.ProcessState.ExitCode(), told.String()
}
