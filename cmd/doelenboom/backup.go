package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"doelenboom/internal/backup"
)

type backupCommand struct{ File string }

func newBackup(s *shared) *cobra.Command {
	var c backupCommand
	cmd := s.command("backup", "Zet de hele installatie in één bestand; ook terwijl er gewerkt wordt.", &c)
	argument(cmd, &c.File, "<bestand>", "Het nieuwe bestand, een ZIP.")
	return cmd
}

func (c backupCommand) Run(ctx context.Context, con console, p place) error {
	return p.with(ctx, false, func(in *installation) error {
		progress := newProgress(con.err, "rijen en bestanden geschreven")
		made, err := backup.Write(ctx, backup.Source{
			DB: in.db, Blobs: in.blobs, Program: version, Moment: time.Now(), Step: progress.step,
		}, c.File)
		progress.done()
		if err != nil {
			return err
		}
		con.say("geschreven: %s (%s, %s, %s)", c.File, plural(made.Rows, "rij", "rijen"), plural(made.Blobs, "bestand", "bestanden"), size(made.Bytes))
		con.say("controlegetal (SHA-256 van het manifest): %s", made.Manifest)
		return nil
	})
}
