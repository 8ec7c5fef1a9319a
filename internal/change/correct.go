package change

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"golang.org/x/sync/errgroup"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/importer"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
)

// Correction is what somebody puts right in a published edition.
type Correction struct {
	Documents []importer.Document
	Decision  string        // reference of the decision that asks for it; "" is a slip of the pen
	Intro     *Introduction // another introduction; nil is the one it has
	Points    []cycle.PointChange
	Reason    string
	Seen      int      // version of the edition in which the decision points were read
	DryRun    bool     // tell what would change, and change nothing
	Without   []string // paths of attachments and released evidence ("bestanden/<hash>.pdf") that are taken away
}

// Introduction is a text for the introduction of an edition, by who read that in this version of it.
type Introduction struct {
	Text richtext.Doc
	Seen int
}

// Corrected says what a correction did.
type Corrected struct {
	Imported
	Revision store.Revision
}

// errDryRun ends a transaction whose outcome is only to be told.
var errDryRun = errors.New("dry run")

// Correct reads documents into a published edition and freezes the next revision of it, in the same public state.
func (s *Service) Correct(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.EditionID, c Correction) (Corrected, error) {
	var done Corrected
	err := s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MayOffer); err != nil {
			return err
		}
		done = Corrected{}
		e, err := tx.Edition(ctx, id)
		if err != nil {
			return err
		}
		revisions, err := tx.Revisions(ctx, id)
		if err != nil {
			return err
		}
		kind, err := e.Correct(by, today(tx), stateOf(revisions), c.Reason, c.Decision)
		if err != nil {
			return err
		}
		if err := onlyKnown(ctx, tx, e, c.Documents); err != nil {
			return err
		}
		if done.Imported, err = applyDocuments(ctx, tx, by, e, c.Documents, foresight{}, "report.corrected"); err != nil {
			return err
		}
		if e, err = correctFront(ctx, tx, by, e, c); err != nil {
			return err
		}
		if e, err = takeAway(ctx, tx, by, e, c.Without); err != nil {
			return err
		}
		if err := knowReason(ctx, tx, by, e, c.Reason); err != nil {
			return err
		}
		done.Revision, err = s.freezeCorrection(ctx, tx, by, e, revisions, kind, c)
		if err == nil && c.DryRun {
			return errDryRun
		}
		return err
	})
	if errors.Is(err, errDryRun) {
		err = nil
	}
	return done, err
}

// correctFront gives a published edition another introduction, or other words and amounts of what is asked of the council,
// and answers with the edition as it is then. A picture in the introduction is one that was sent in before; the decision
// points keep their keys, and so their addresses.
func correctFront(ctx context.Context, tx *store.Tx, by cycle.User, before cycle.Edition, c Correction) (cycle.Edition, error) {
	if c.Intro == nil && len(c.Points) == 0 {
		return before, nil
	}
	l, err := newLinker(ctx, tx, before)
	if err != nil {
		return before, err
	}
	after, err := before.CorrectPoints(c.Points)
	if err != nil {
		return before, err
	}
	after.Version = c.Seen
	if c.Intro != nil {
		after.Version = c.Intro.Seen
		after.Intro = richtext.Carry(before.Intro, l.mark(c.Intro.Text), richtext.Taken{})
	}
	action := correctedFront(before, after)
	if action == "" {
		return before, before.SoAlready(c.Intro != nil, c.Points)
	}
	for _, d := range after.Decides {
		l.know(d.Text)
	}
	if err := claimIntro(ctx, tx, after); err != nil {
		return before, err
	}
	if err := saveEdition(ctx, tx, by, action, before, after); err != nil {
		return before, err
	}
	if err := l.keep(ctx, tx, by); err != nil {
		return before, err
	}
	return tx.Edition(ctx, before.ID)
}

// correctedFront is how the history calls what was put right, "" when nothing was.
func correctedFront(before, after cycle.Edition) string {
	intro, points := !reflect.DeepEqual(after.Intro, before.Intro), !reflect.DeepEqual(after.Decides, before.Decides)
	switch {
	case intro && points:
		return "edition.front-corrected"
	case intro:
		return "edition.corrected"
	case points:
		return "edition.points-corrected"
	}
	return ""
}

// knowReason makes sure that the decisions are there which the reason of a correction names.
func knowReason(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition, reason string) error {
	if len(dutch.FindDecisions(reason)) == 0 {
		return nil
	}
	l, err := newLinker(ctx, tx, e)
	if err != nil {
		return err
	}
	l.know(reason)
	return l.keep(ctx, tx, by)
}

// CorrectedSo tells whether the newest revision of an edition is just this correction: who asks twice is not refused.
func (s *Service) CorrectedSo(ctx context.Context, org cycle.OrganisationID, id cycle.EditionID, c Correction) (bool, error) {
	read := s.db.Read(org)
	revisions, err := read.Revisions(ctx, id)
	if err != nil || len(revisions) == 0 {
		return false, err
	}
	e, err := read.Edition(ctx, id)
	if err != nil {
		return false, err
	}
	last := revisions[len(revisions)-1]
	told, err := s.told(last)
	if err != nil {
		return false, err
	}
	asked, err := saysSo(ctx, read, told.ChangedBy, c.Decision)
	same := asked && err == nil && last.Reason == c.Reason
	return same && c.Intro != nil && e.Version == c.Intro.Seen+1 && e.SaysFront(c.Intro.Text, c.Points), err
}

// onlyKnown refuses documents about nodes that the edition does not have. An edition taken over may still gain what
// its import lacked; what was adopted here may not grow by a correction.
func onlyKnown(ctx context.Context, tx *store.Tx, e cycle.Edition, docs []importer.Document) error {
	if e.TakenOver {
		return nil
	}
	placements, err := tx.Placements(ctx, e.ID)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, p := range placements {
		known[p.Number] = true
	}
	for _, d := range docs {
		if !known[d.Number] {
			return cycle.Refusal{Text: fmt.Sprintf("%s, regel %d: %s heeft geen onderdeel %s", d.Where(), d.TitleLine(), e.Name, d.Number)}
		}
	}
	return nil
}

func (s *Service) freezeCorrection(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition, revisions []store.Revision, kind cycle.RevisionKind, c Correction) (store.Revision, error) {
	var before *Frozen
	var opening errgroup.Group // while the database is asked
	opening.Go(func() (err error) {
		before, err = OpenRevision(s.blobs, revisions[len(revisions)-1])
		return err
	})
	reports, err := tx.Reports(ctx, e.ID)
	opened := opening.Wait()
	if opened == nil {
		defer before.Close()
	}
	if err := errors.Join(err, opened); err != nil {
		return store.Revision{}, err
	}
	last, err := before.Revision()
	if err != nil {
		return store.Revision{}, err
	}
	r := publication.Revision{
		Kind: kind, Reason: c.Reason, State: last.State, StateDate: last.StateDate, Meetings: last.Meetings,
		Decision: last.Decision, DecisionAt: last.DecisionAt,
	}
	var decision cycle.DecisionID
	if c.Decision != "" {
		if decision, err = decisionFor(ctx, tx, by, e, c.Decision); err != nil {
			return store.Revision{}, err
		}
	}
	f := newFreezer(s, tx, by, e, reports, revisions)
	f.before = before
	return f.freeze(ctx, r, decision)
}
