package change

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/importer"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

// Correction is what somebody puts right in a published edition.
type Correction struct {
	Documents []importer.Document
	Decision  string // reference of the decision that asks for it; "" is a slip of the pen
	Reason    string
	DryRun    bool     // tell what would change, and change nothing
	Without   []string // paths of attachments and released evidence ("bestanden/<hash>.pdf") that are taken away
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
	err := s.db.Write(ctx, org, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MayOffer); err != nil {
			return err
		}
		if strings.TrimSpace(c.Reason) == "" {
			return cycle.Refusal{Text: "schrijf met --reason waarom de editie verbeterd wordt"}
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
		if len(revisions) == 0 {
			return cycle.Refusal{Text: fmt.Sprintf("%s is nog niet gepubliceerd; lees in met: doelenboom import", e.Name)}
		}
		if err := onlyKnown(ctx, tx, e, c.Documents); err != nil {
			return err
		}
		if done.Imported, err = applyDocuments(ctx, tx, by, e, c.Documents, foresight{}, "report.corrected"); err != nil {
			return err
		}
		if e, err = takeAway(ctx, tx, by, e, c.Without); err != nil {
			return err
		}
		done.Revision, err = s.freezeCorrection(ctx, tx, by, e, revisions, c)
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
			return cycle.Refusal{Text: fmt.Sprintf("%s: %s heeft geen onderdeel %s", d.File, e.Name, d.Number)}
		}
	}
	return nil
}

func (s *Service) freezeCorrection(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition, revisions []store.Revision, c Correction) (store.Revision, error) {
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
		Kind: cycle.SlipOfThePen, Reason: c.Reason, State: last.State, StateDate: last.StateDate, Meetings: last.Meetings,
	}
	var decision cycle.DecisionID
	if c.Decision != "" {
		r.Kind = cycle.ByDecision
		if decision, err = decisionFor(ctx, tx, by, e, c.Decision); err != nil {
			return store.Revision{}, err
		}
	}
	f := newFreezer(s, tx, by, e, reports, revisions)
	f.before = before
	return f.freeze(ctx, r, decision)
}

// decisionFor finds a decision by its reference, or enters it, known by its number only.
func decisionFor(ctx context.Context, tx *store.Tx, by cycle.User, e cycle.Edition, reference string) (cycle.DecisionID, error) {
	l, err := newLinker(ctx, tx, e)
	if err != nil {
		return "", err
	}
	if normal, ok := dutch.ParseDecision(reference); ok {
		reference = normal
	}
	id := l.decision(reference)
	return id, l.keep(ctx, tx, by)
}
