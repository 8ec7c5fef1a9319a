package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"doelenboom/internal/backup"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

type restoreCommand struct{ File string }

func newRestore(s *shared) *cobra.Command {
	var c restoreCommand
	cmd := s.command("restore", "Zet een back-up terug in een lege map.", &c)
	argument(cmd, &c.File, "<bestand>", "Een back-up die met doelenboom backup is gemaakt.")
	return cmd
}

// Run puts a back-up back. From the moment that all of it is there, what remains (making the pages) is work in the
// queue like any other: a kill only puts it off.
func (c restoreCommand) Run(ctx context.Context, con console, p place) error {
	if err := p.knownDatabase(); err != nil {
		return err
	}
	file, err := backup.Open(ctx, c.File)
	if err != nil {
		return err
	}
	defer file.Close()
	lock, err := lockFolder(p.folder())
	if err != nil {
		return err
	}
	defer lock.Release()
	config := store.Config{Dir: p.folder(), Database: p.Database}
	if err := c.put(ctx, con, file, config); err != nil {
		return err
	}
	in, err := openAsItIs(ctx, config)
	if err != nil {
		return err
	}
	return errors.Join(in.afterRestore(ctx, con, file, config.Dir), in.close())
}

// put puts rows and files back.
func (c restoreCommand) put(ctx context.Context, con console, file *backup.File, config store.Config) error {
	blobs, err := openBlobs(config)
	if err != nil {
		return err
	}
	progress := newProgress(con.err, "rijen en bestanden teruggezet")
	defer progress.done()
	return file.Restore(ctx, backup.Target{Config: config, Blobs: blobs, Step: progress.step})
}

// afterRestore opens the folder for use, makes the pages and holds each history against the back-up.
func (in *installation) afterRestore(ctx context.Context, con console, file *backup.File, dir string) error {
	organisations, err := in.db.Organisations(ctx)
	if err != nil {
		return err
	}
	for _, o := range organisations {
		if err := in.jobs.RebuildLater(ctx, o.ID); err != nil {
			return err
		}
	}
	if err := backup.Finish(dir); err != nil {
		return err
	}
	con.say("teruggezet: de back-up van %s (%s)", file.Moment.Local().Format("2006-01-02 15:04:05"), plural(len(organisations), "organisatie", "organisaties"))
	var wrong []error
	for _, o := range organisations {
		if err := in.pagesAndHistory(ctx, con, o, &wrong); err != nil {
			return unfinished{"alles is teruggezet, maar nog niet alle pagina's zijn gemaakt; bij de volgende start gaat het verder", err}
		}
	}
	return joined(wrong)
}

func (in *installation) pagesAndHistory(ctx context.Context, con console, o cycle.Organisation, wrong *[]error) error {
	if err := in.jobs.RunPending(ctx, o.ID); err != nil {
		return err
	}
	v := verified{Organisation: o.Slug}
	if err := v.history(ctx, in, o); err != nil {
		return err
	}
	if n := len(v.History); n > 0 {
		*wrong = append(*wrong, refused("%s: alles is teruggezet, maar de geschiedenis klopt op %s niet; kijk met: doelenboom verify", o.Slug, plural(n, "punt", "punten")))
		return nil
	}
	con.say("%s: de pagina's zijn gemaakt en de geschiedenis klopt (%s)", o.Slug, plural(int(v.Lines), "regel", "regels"))
	return nil
}

// size is a number of bytes for people.
func size(bytes int64) string {
	const mega = 1_000_000
	if bytes < mega {
		return fmt.Sprintf("%d kB", (bytes+999)/1000)
	}
	return fmt.Sprintf("%d MB", (bytes+mega/2)/mega)
}
