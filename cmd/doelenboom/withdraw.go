package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

type withdrawCommand struct {
	Paths                         []string
	Organisation, Edition, Reason string
	Revision                      int
	Whole                         bool
}

func newWithdraw(s *shared) *cobra.Command {
	var c withdrawCommand
	cmd := s.command("withdraw", "Wis genoemde delen van een revisie, met de reden erbij.", &c)
	arguments(cmd, &c.Paths, "[<pad> ...]", "Onderdelen, met hun pad uit manifest.sha256.")
	flags := cmd.Flags()
	flags.StringVar(&c.Organisation, "organisation", "", "`ORGANISATIE` De organisatie.")
	flags.StringVar(&c.Edition, "edition", "", "`EDITIE` De editie.")
	revision(flags, &c.Revision, "`N` De revisie.")
	flags.StringVar(&c.Reason, "reason", "", "`REDEN` Waarom; blijft te lezen op het adres: noem geen personen.")
	flags.BoolVar(&c.Whole, "whole", false, "De hele revisie, in plaats van genoemde onderdelen.")
	required(cmd, "organisation", "edition", "revision", "reason")
	return cmd
}

func (c withdrawCommand) Run(ctx context.Context, con console, p place) error {
	switch {
	case len(c.Paths) == 0 && !c.Whole:
		return wrongUsage{"dit ontbreekt nog: <pad> ... (of --whole voor de hele revisie)"}
	case len(c.Paths) > 0 && c.Whole:
		return wrongUsage{"kies: genoemde onderdelen, of --whole voor de hele revisie"}
	}
	return p.with(ctx, false, func(in *installation) error {
		o, e, err := in.edition(ctx, c.Organisation, c.Edition)
		if err != nil {
			return err
		}
		done, err := in.do.Withdraw(ctx, o.ID, in.actor, e.ID, change.Withdrawing{Paths: c.Paths, Reason: c.Reason, Revision: c.Revision})
		if already := (change.AlreadyWithdrawn{}); errors.As(err, &already) {
			return in.eraseAfterAll(ctx, con, o.ID, err)
		}
		if err != nil {
			return err
		}
		tellErased(con, e, done.Erased)
		if err := in.erase(ctx, con, o.ID); err != nil {
			return err
		}
		if slices.ContainsFunc(done.Erased, ofTree) {
			con.say("let op: %s", withoutTree)
		}
		tellLeft(con, e, done)
		c.tellElsewhere(con, e, done)
		return c.tellBack(ctx, con, in, e, o.ID)
	})
}

// erase cleans up what the withdrawn parts were in.
func (in *installation) erase(ctx context.Context, con console, org cycle.OrganisationID) error {
	if err := in.jobs.RunPending(ctx, org); err != nil {
		return unfinished{"het is ingetrokken en niet meer te zien, maar nog niet overal gewist; geef het commando nog eens, of start serve: dan gaat het verder", err}
	}
	con.say("gewist uit de bestanden, de pagina's en de archieven; het manifest en de reden blijven")
	return nil
}

// eraseAfterAll is for who asks again for what is withdrawn: when a full disk or a kill came before everything was cleaned
// up, that is finished now. Otherwise there is nothing to do, and the refusal stands.
func (in *installation) eraseAfterAll(ctx context.Context, con console, org cycle.OrganisationID, refusal error) error {
	jobs, err := in.db.Read(org).Jobs(ctx)
	erasing := func(j store.Job) bool {
		return j.Kind == change.EraseJob || j.Kind == change.SweepJob && !j.RunAfter.After(in.db.Now())
	}
	if err != nil || !slices.ContainsFunc(jobs, erasing) {
		return errors.Join(refusal, err)
	}
	con.say("dit was al ingetrokken, maar nog niet overal gewist")
	return in.erase(ctx, con, org)
}

// tellBack warns who withdrew the newest revision: the edition itself still says all of it, and so would the next one.
func (c withdrawCommand) tellBack(ctx context.Context, con console, in *installation, e cycle.Edition, org cycle.OrganisationID) error {
	revisions, err := in.db.Read(org).Revisions(ctx, e.ID)
	if err != nil || !c.Whole || revisions[len(revisions)-1].Number != c.Revision {
		return err
	}
	con.say("let op: met een volgende revisie wordt de hele editie weer openbaar; verbeter daarin eerst wat niet openbaar mag zijn")
	return nil
}

// tellLeft names the parts that still repeat what was erased, so that they can be withdrawn as well.
func tellLeft(con console, e cycle.Edition, done change.Withdrawn) {
	if done.Listed {
		con.say("let op: een naam die gewist is staat nog in de lijst van portefeuillehouders; die ziet alleen wie is aangemeld")
	}
	if len(done.Left) == 0 {
		return
	}
	con.say("let op: een titel, kernzin, uitleg bij een score of naam die gewist is staat nog in:")
	for _, x := range done.Left {
		con.say("%s, revisie %d: %s", e.Slug, x.Revision, x.Path)
	}
	con.say("moet dat ook weg, trek dan ook deze onderdelen in")
	if slices.ContainsFunc(done.Left, ofTree) {
		con.say(withoutTree)
	}
}

const withoutTree = "een revisie zonder " + publication.TreePath + " heeft geen pagina's meer"

func ofTree(x change.Erased) bool { return x.Path == publication.TreePath }

// tellElsewhere names what was left alone and may hold the same words: only who reads it knows.
func (c withdrawCommand) tellElsewhere(con console, e cycle.Edition, done change.Withdrawn) {
	for _, s := range done.Shared {
		con.say("let op: %s ook in revisie %d; daar is niets gewist", plural(s.Parts, "onderdeel staat", "onderdelen staan"), s.Revision)
	}
	for _, address := range done.Addresses {
		con.say("let op: een titel die gewist is staat in het adres %s; een adres dat is uitgegeven blijft, ook in de manifesten", address)
	}
	if len(done.Others)+len(done.Elsewhere) == 0 {
		return
	}
	con.say("let op: dit hoort erbij en is niet gewist, want er staat een andere tekst; kijk of daarin ook iets weg moet:")
	for _, x := range done.Others {
		con.say("%s, revisie %d: %s", e.Slug, x.Revision, x.Path)
	}
	for _, x := range done.Elsewhere {
		if x.Revision == 0 {
			con.say("%s, nog niet gepubliceerd: %s", x.Edition, x.Path)
			continue
		}
		con.say("%s, revisie %d: %s", x.Edition, x.Revision, x.Path)
	}
	con.say("trek het dan ook daar in: doelenboom withdraw --organisation %s --edition <editie> --revision <n> --reason <reden> <pad>; wat iedereen nu leest verbetert u eerst met: doelenboom correct", c.Organisation)
}

// tellErased lists which revisions hold what is erased.
func tellErased(con console, e cycle.Edition, erased []change.Erased) {
	for _, x := range erased {
		if x.Path == "" {
			con.say("%s, revisie %d: de hele revisie", e.Slug, x.Revision)
			continue
		}
		con.say("%s, revisie %d: %s", e.Slug, x.Revision, x.Path)
	}
}

// unfinished is a change that is kept, while the work that follows on it is not done.
type unfinished struct {
	kept string // what is done, and how it goes on
	err  error
}

func (u unfinished) Error() string { return fmt.Sprintf("%s: %v", u.kept, u.err) }
func (u unfinished) Unwrap() error { return u.err }
