package main

import (
	"context"

	"github.com/spf13/cobra"

	"doelenboom/internal/cycle"
)

type rebuildCommand struct{ Organisation, Edition string }

func newRebuild(s *shared) *cobra.Command {
	var c rebuildCommand
	cmd := s.command("rebuild", "Maak alles wat afgeleid is opnieuw uit de publicaties.", &c)
	cmd.Flags().StringVar(&c.Organisation, "organisation", "", "`ORGANISATIE` Alleen deze organisatie.")
	cmd.Flags().StringVar(&c.Edition, "edition", "", "`EDITIE` Alleen deze editie en wat met haar verandert.")
	return cmd
}

func (c rebuildCommand) Run(ctx context.Context, con console, p place) error {
	if c.Edition != "" && c.Organisation == "" {
		return wrongUsage{"bij --edition hoort --organisation"}
	}
	return p.with(ctx, false, func(in *installation) error {
		organisations, edition, err := in.chosen(ctx, c.Organisation, c.Edition)
		if err != nil {
			return err
		}
		for _, o := range organisations {
			if err := in.jobs.Rebuild(ctx, o.ID, edition); err != nil {
				return err
			}
			con.say("%s: de pagina's zijn opnieuw gemaakt", o.Slug)
		}
		return nil
	})
}

// chosen are the organisations that flags name: one, or all. The edition is "" for all editions.
func (in *installation) chosen(ctx context.Context, organisation, edition string) ([]cycle.Organisation, cycle.EditionID, error) {
	if edition != "" {
		o, e, err := in.edition(ctx, organisation, edition)
		return []cycle.Organisation{o}, e.ID, err
	}
	if organisation != "" {
		o, err := in.organisation(ctx, organisation)
		return []cycle.Organisation{o}, "", err
	}
	all, err := in.db.Organisations(ctx)
	return all, "", err
}
