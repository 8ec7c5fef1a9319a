package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
	"doelenboom/internal/store"
)

type publishCommand struct {
	Organisation, Edition, State, Date, Decision string
	Meeting                                      []string
}

func newPublish(s *shared) *cobra.Command {
	var c publishCommand
	cmd := s.command("publish", "Bevries een editie en zet haar op de site.", &c)
	flags := cmd.Flags()
	flags.StringVar(&c.Organisation, "organisation", "", "`ORGANISATIE` De organisatie.")
	flags.StringVar(&c.Edition, "edition", "", "`EDITIE` De editie.")
	choice(flags, &c.State, "state", "`STAAT` Wat zij nu is.", "", "aangeboden", "vastgesteld", "kennisgenomen")
	flags.StringVar(&c.Date, "date", "", "`JJJJ-MM-DD` Dag van aanbieden, vaststellen of kennisnemen.")
	flags.StringVar(&c.Decision, "decision", "", "`NUMMER` Besluit waarmee dat gebeurde; een bekend besluit mag ook met zijn titel.")
	repeated(flags, &c.Meeting, "meeting", "`JJJJ-MM-DD` Dag waarop het wordt behandeld; mag vaker.")
	required(cmd, "organisation", "edition")
	return cmd
}

func (c publishCommand) Run(ctx context.Context, con console, p place) error {
	release, err := c.release()
	if err != nil {
		return err
	}
	return p.with(ctx, false, func(in *installation) error {
		o, e, err := in.edition(ctx, c.Organisation, c.Edition)
		if err != nil {
			return err
		}
		if release.State == "" {
			if release, err = in.releaseNow(ctx, o, e); err != nil {
				return err
			}
		}
		revision, err := in.do.PublishEdition(ctx, o.ID, in.actor, e.ID, release)
		if already := (change.AlreadyFrozen{}); errors.As(err, &already) {
			return in.showAfterAll(ctx, con, o, e, already.Newest, err)
		}
		if err != nil {
			return err
		}
		return in.show(ctx, con, o, e, revision, "")
	})
}

// showAfterAll is for who asks again for what is frozen: when a full disk or a kill came before it was to be seen, that is
// finished now. Otherwise there is nothing to do, and the refusal stands.
func (in *installation) showAfterAll(ctx context.Context, con console, o cycle.Organisation, e cycle.Edition, newest store.Revision, refusal error) error {
	if !newest.Shown {
		return in.show(ctx, con, o, e, newest, " stond al vast en staat nu op de site")
	}
	waiting, err := in.db.Read(o.ID).Jobs(ctx) // pages of other editions and revisions
	if err != nil {
		return err
	}
	if err := in.jobs.RunPending(ctx, o.ID); err != nil {
		return errors.Join(refusal, err)
	}
	if slices.ContainsFunc(waiting, func(j store.Job) bool { return j.Error != "" && j.Kind != change.MailJob }) {
		con.say("%s, revisie %d stond al op de site; nu zijn ook alle andere pagina's bijgewerkt", e.Name, newest.Number)
		return nil
	}
	return refusal
}

func (c publishCommand) release() (cycle.Release, error) {
	r := cycle.Release{State: cycle.PublicState(c.State), Reference: c.Decision}
	var err error
	if r.Date, err = day("--date", c.Date); err != nil {
		return r, err
	}
	for _, text := range c.Meeting {
		meeting, err := day("--meeting", text)
		if err != nil {
			return r, err
		}
		r.Meetings = append(r.Meetings, meeting)
	}
	if c.State == "" && (c.Date != "" || c.Decision != "" || len(c.Meeting) > 0) {
		return r, wrongUsage{"--date, --decision en --meeting horen bij --state"}
	}
	return r, c.complete()
}

// complete asks for what belongs to a state.
func (c publishCommand) complete() error {
	if c.State == "" {
		return nil
	}
	var names []string
	day, decision := cycle.PublicState(c.State).Asks()
	if day && c.Date == "" {
		names = append(names, "--date")
	}
	if decision && c.Decision == "" {
		names = append(names, "--decision")
	}
	if len(names) > 0 {
		return wrongUsage{"dit ontbreekt nog: " + strings.Join(names, ", ")}
	}
	return nil
}

// releaseNow is what an edition stays when no state is given: what its newest revision says, or unknown.
func (in *installation) releaseNow(ctx context.Context, o cycle.Organisation, e cycle.Edition) (cycle.Release, error) {
	reader := in.db.Read(o.ID)
	revisions, err := reader.Revisions(ctx, e.ID)
	if err != nil || len(revisions) == 0 {
		return cycle.Release{State: cycle.StateUnknown}, err
	}
	frozen, err := change.OpenRevision(in.blobs, revisions[len(revisions)-1])
	if err != nil {
		return cycle.Release{}, err
	}
	defer frozen.Close()
	last, err := frozen.Revision()
	if err != nil {
		return cycle.Release{}, err
	}
	r := cycle.Release{State: last.State, Date: last.StateDate, Meetings: last.Meetings}
	decisions, err := reader.Decisions(ctx)
	for _, d := range decisions {
		if last.DecisionAt != "" && d.Slug == last.DecisionAt {
			r.Decision = d.ID
		}
	}
	return r, err
}

// show renders what was frozen, makes it visible and tells where it is.
func (in *installation) show(ctx context.Context, con console, o cycle.Organisation, e cycle.Edition, r store.Revision, remark string) error {
	if err := in.jobs.RunPending(ctx, o.ID); err != nil {
		return unfinished{in.howFar(ctx, o, r), err}
	}
	con.say("%s, revisie %d%s: %s", e.Name, r.Number, remark, stateWords(r.State))
	if r.Kind == cycle.Updated {
		con.say("wat veranderde: %s", r.Reason)
	}
	con.say("controlegetal (SHA-256 van het manifest): %s", r.Manifest)
	con.say("adres: /%s/%s/", o.Slug, e.Slug)
	return nil
}

// howFar is what can be said of a revision when something went wrong on its way to the site.
func (in *installation) howFar(ctx context.Context, o cycle.Organisation, r store.Revision) string {
	const goesOn = "; geef het commando nog eens, of start serve: dan gaat het verder"
	if now, err := in.db.Read(o.ID).Revision(ctx, r.Edition, r.Number); err == nil && now.Shown {
		return fmt.Sprintf("revisie %d staat op de site, maar nog niet alle andere pagina's zijn bijgewerkt", r.Number) + goesOn
	}
	return fmt.Sprintf("revisie %d is bevroren maar nog niet te zien", r.Number) + goesOn
}

func stateWords(s cycle.PublicState) string {
	if s == cycle.StateUnknown {
		return "gepubliceerd; de staat is onbekend"
	}
	return "gepubliceerd als " + string(s)
}

type correctCommand struct {
	Files, Without, Point, Amount                  []string
	Intro, Organisation, Edition, Reason, Decision string
	DryRun                                         bool
}

func newCorrect(s *shared) *cobra.Command {
	var c correctCommand
	cmd := s.command("correct", "Verbeter een gepubliceerde editie met een nieuwe revisie.", &c)
	arguments(cmd, &c.Files, "[<bestand> ...]", "Documenten van onderdelen die verbeterd worden.")
	flags := cmd.Flags()
	repeated(flags, &c.Without, "without", "`PAD` Bijlage, openbaar bewijs of afbeelding in de inleiding die weg moet, met het pad uit manifest.sha256.")
	flags.StringVar(&c.Intro, "intro", "", "`BESTAND` Tekst (UTF-8) die in de plaats komt van de inleiding.")
	again(flags, &c.Point, "point", "`NUMMER=BESTAND` Tekst (UTF-8) die in de plaats komt van die van een beslispunt; mag vaker.")
	again(flags, &c.Amount, "amount", "`NUMMER=BEDRAG` Bedrag bij een beslispunt, of geen; mag vaker.")
	flags.StringVar(&c.Organisation, "organisation", "", "`ORGANISATIE` De organisatie.")
	flags.StringVar(&c.Edition, "edition", "", "`EDITIE` De gepubliceerde editie.")
	flags.StringVar(&c.Reason, "reason", "", "`REDEN` Waarom; iedereen leest het bij de revisie, voorgoed: noem geen personen.")
	flags.StringVar(&c.Decision, "decision", "", "`NUMMER` Besluit dat erom vraagt (zonder: een verschrijving).")
	flags.BoolVar(&c.DryRun, "dry-run", false, "Verander niets; toon alleen wat er zou veranderen.")
	required(cmd, "organisation", "edition", "reason")
	return cmd
}

// documents are those that were named; without any the correction only takes files away.
func (c correctCommand) documents(ctx context.Context, con console, e cycle.Edition) ([]importer.Document, error) {
	if len(c.Files) == 0 {
		return nil, nil
	}
	return readDocuments(ctx, con, c.Files, options(e), false)
}

func (c correctCommand) Run(ctx context.Context, con console, p place) error {
	if len(c.Files)+len(c.Without)+len(c.Point)+len(c.Amount) == 0 && c.Intro == "" {
		return wrongUsage{"dit ontbreekt nog: <bestand> ... (of --intro BESTAND voor de inleiding, --point NUMMER=BESTAND of --amount NUMMER=BEDRAG voor een beslispunt, of --without PAD om een bijlage weg te halen)"}
	}
	points, err := c.pointsNamed()
	if err != nil {
		return err
	}
	return p.with(ctx, false, func(in *installation) error {
		o, e, err := in.edition(ctx, c.Organisation, c.Edition)
		if err != nil {
			return err
		}
		docs, err := c.documents(ctx, con, e)
		if err != nil {
			return err
		}
		intro, err := c.introduction(ctx, e)
		if err != nil {
			return err
		}
		changes, err := readPoints(ctx, points)
		if err != nil {
			return err
		}
		done, err := in.do.Correct(ctx, o.ID, in.actor, e.ID, change.Correction{
			Documents: docs, Intro: intro, Points: changes, Seen: e.Version, Reason: c.Reason, Decision: c.Decision, DryRun: c.DryRun, Without: c.Without,
		})
		if err != nil {
			return c.orShow(ctx, con, in, o, e, err)
		}
		tellRemarks(con, docs)
		tellOthers(con, e, docs)
		tellImported(con, e, done.Imported)
		tellFront(con, e, intro, changes)
		if c.DryRun {
			con.say("dit zou revisie %d worden; er is niets veranderd", done.Revision.Number)
			return nil
		}
		return in.show(ctx, con, o, e, done.Revision, "")
	})
}

// orShow is for who asks for the same correction again: it changes nothing more, but it may have to be shown still.
func (c correctCommand) orShow(ctx context.Context, con console, in *installation, o cycle.Organisation, e cycle.Edition, refused error) error {
	if no := (cycle.Refusal{}); c.DryRun || !errors.As(refused, &no) {
		return refused
	}
	revisions, err := in.db.Read(o.ID).Revisions(ctx, e.ID)
	if err != nil || len(revisions) == 0 {
		return errors.Join(refused, err)
	}
	newest := revisions[len(revisions)-1]
	if newest.Shown || newest.Reason != c.Reason {
		return refused
	}
	return in.showAfterAll(ctx, con, o, e, newest, refused)
}
