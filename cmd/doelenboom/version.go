package main

import (
	"context"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"doelenboom/internal/store"
	"doelenboom/internal/ui/richfield"
)

type versionCommand struct{}

func newVersion(s *shared) *cobra.Command {
	return s.command("version", "Versie, commit, schema en wat er ingebouwd is.", versionCommand{})
}

// version is set when a release is built.
var version = "ontwikkelversie"

func (versionCommand) Run(_ context.Context, con console, _ place) error {
	con.say("doelenboom %s", version)
	con.say("commit: %s", commit())
	con.say("schema: %d", store.Schema())
	con.say("gebouwd met: %s voor %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH)
	built := "ingebouwd: SQLite, PostgreSQL, voorbeeldorganisaties"
	if _, ok := richfield.Script(); ok {
		con.say("%s, tekstverwerker", built)
	} else {
		con.say("%s", built)
		con.say("niet ingebouwd: de tekstverwerker; tekstvelden zijn gewone velden")
	}
	return nil
}

func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "onbekend"
	}
	hash, dirty := "onbekend", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			hash = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = " (met wijzigingen)"
		}
	}
	return hash + dirty
}
