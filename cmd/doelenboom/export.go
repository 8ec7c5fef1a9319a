package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"doelenboom/internal/job"
)

type exportCommand struct {
	Form, Organisation, Edition, Out string
	Revision                         int
}

func newExport(s *shared) *cobra.Command {
	var c exportCommand
	cmd := s.command("export", "Schrijf een gepubliceerde editie weg als bestanden.", &c)
	argument(cmd, &c.Form, "<vorm>", "site of json.")
	flags := cmd.Flags()
	flags.StringVar(&c.Organisation, "organisation", "", "`ORGANISATIE` De organisatie.")
	flags.StringVar(&c.Edition, "edition", "", "`EDITIE` De editie (zonder: de hele organisatie).")
	revision(flags, &c.Revision, "`N` De revisie (zonder: de nieuwste).")
	filled(flags, &c.Out, "out", "`PAD` Een lege of nieuwe map; voor site ook een bestand dat op .zip eindigt.")
	required(cmd, "organisation", "out")
	return cmd
}

// The forms of the contract that come with later parts of the program.
var laterForms = []string{"pdf", "docx", "xlsx", "csv", "package"}

func (c exportCommand) Run(ctx context.Context, con console, p place) error {
	switch {
	case slices.Contains(laterForms, c.Form):
		return wrongUsage{"export " + c.Form + " is er nog niet; kies site of json"}
	case c.Form != "site" && c.Form != "json":
		return wrongUsage{"\"" + c.Form + "\" is geen vorm; kies site of json"}
	case c.Revision != 0 && c.Edition == "":
		return wrongUsage{"bij --revision hoort --edition"}
	case c.Form == "json" && strings.HasSuffix(c.Out, ".zip"):
		return wrongUsage{"--out: export json schrijft een map, geen .zip"}
	}
	return p.with(ctx, false, func(in *installation) error {
		if _, err := in.organisation(ctx, c.Organisation); err != nil {
			return err
		}
		if c.Edition != "" {
			if _, _, err := in.edition(ctx, c.Organisation, c.Edition); err != nil {
				return err
			}
		}
		if err := c.write(ctx, in, con); err != nil {
			return err
		}
		con.say("geschreven: %s", c.Out)
		return nil
	})
}

func (c exportCommand) write(ctx context.Context, in *installation, con console) error {
	leftOut := func(slug string) {
		con.say("let op: %s is ingetrokken en ontbreekt; dag en reden staan in ingetrokken.txt", slug)
	}
	if c.Form == "json" {
		return c.writeParts(ctx, in, leftOut)
	}
	return in.jobs.ExportSite(ctx, job.Export{Organisation: c.Organisation, Edition: c.Edition, Revision: c.Revision, Out: c.Out, LeftOut: leftOut})
}
