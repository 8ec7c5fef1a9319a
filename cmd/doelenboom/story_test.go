package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/charmap"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
	"doelenboom/internal/testkit/databases"
)

// TestStories plays the text files in testdata/script, each in an empty folder with an empty database.
func TestStories(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		testkit.RanOn("SQLite")
		testscript.Run(t, stories(true, func() store.Config { return store.Config{} }))
	})
	if testkit.SQLiteOnly() {
		return
	}
	t.Run("postgresql", func(t *testing.T) {
		testscript.Run(t, stories(false, func() store.Config { return databases.Postgres(t) }))
	})
}

// stories are the scripts with the words they know besides those of testscript:
//
//	exits CODE doelenboom …      the command ends with this exit code
//	rows                         prints how many rows each table has
//	sql STATEMENT                changes the database behind the back of the program
//	tamper-part EDITION PATH     changes one letter of a frozen part, behind its back
//	tamper-pages EDITION         changes one byte of the file that its pages are served from
//	nowhere TEXT                 no file in the data folder holds the text, packed or not
//	encode AS FROM TO            writes a text in another encoding: utf-16, windows-1252, binary
//	asks EDITION TEXT…           asks the council to decide this, as the workplace sets it
//	[sqlite]                     before a command: only on that engine
func stories(onSQLite bool, database func() store.Config) testscript.Params {
	return testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(env *testscript.Env) error {
			env.Setenv("DOELENBOOM_DATA", filepath.Join(env.WorkDir, "gegevens"))
			env.Setenv("DOELENBOOM_DATABASE", database().Database)
			env.Setenv("LATER", time.Now().AddDate(0, 0, 2).Format(time.DateOnly)) // a day that has yet to come
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name != "sqlite" {
				return false, errors.New("no such condition: " + name)
			}
			return onSQLite, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits, "rows": rows, "sql": changeRows, "tamper-part": tamperPart, "tamper-pages": tamperPages, "nowhere": nowhere, "encode": encode,
			"asks": asks,
		},
	}
}

func config(ts *testscript.TestScript) store.Config {
	return store.Config{Dir: ts.Getenv("DOELENBOOM_DATA"), Database: ts.Getenv("DOELENBOOM_DATABASE")}
}

func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit %d, want %d", code, want)
	}
}

func rows(ts *testscript.TestScript, _ bool, _ []string) {
	text, err := countRows(context.Background(), config(ts))
	ts.Check(err)
	_, err = ts.Stdout().Write([]byte(text))
	ts.Check(err)
}

func changeRows(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(execute(context.Background(), config(ts), args[0]))
}

func tamperPart(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(changePart(context.Background(), config(ts), args[0], args[1]))
}

func tamperPages(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(changePages(context.Background(), config(ts), args[0]))
}

func nowhere(ts *testscript.TestScript, somewhere bool, args []string) {
	found, read, err := holders(config(ts).Dir, args[0])
	ts.Check(err)
	if (len(found) > 0) != somewhere || read == 0 {
		ts.Fatalf("of %d files, these hold %q: %v", read, args[0], found)
	}
}

func asks(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	in, err := openAt(ctx, config(ts))
	ts.Check(err)
	o, e, err := in.edition(ctx, "proefland", args[0])
	ts.Check(err)
	ts.Check(in.do.ChangeEdition(ctx, o.ID, cycle.System, e.ID, func(e cycle.Edition) (cycle.Edition, error) {
		for i, text := range args[1:] {
			e.Decides = append(e.Decides, cycle.DecisionPoint{Number: i + 1, Text: text})
		}
		return e, nil
	}))
	ts.Check(in.close())
}

func encode(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[1])
	var out []byte
	switch args[0] {
	case "utf-16":
		out = []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(text)) {
			out = append(out, byte(u), byte(u>>8))
		}
	case "windows-1252":
		var err error
		out, err = charmap.Windows1252.NewEncoder().Bytes([]byte(text))
		ts.Check(err)
	case "binary":
		out = []byte(strings.ReplaceAll(text, " ", "\x00"))
	default:
		ts.Fatalf("no such encoding: %s", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), out, 0o644))
}
