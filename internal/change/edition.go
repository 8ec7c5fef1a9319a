package change

import (
	"context"
	"errors"

	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
)

// AddEdition opens an edition. Settings that it does not bring are those of the organisation.
func (s *Service) AddEdition(ctx context.Context, org cycle.OrganisationID, by cycle.User, e cycle.Edition) (cycle.Edition, error) {
	var added cycle.Edition
	err := s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MaySetUp); err != nil {
			return err
		}
		var err error
		added, err = addEdition(ctx, tx, by, e)
		return err
	})
	return added, err
}

// ChangeEdition changes what an edition says of itself: introduction, decision points, dates, settings. Kind, slug and
// stage are not changed here.
func (s *Service) ChangeEdition(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.EditionID, change func(cycle.Edition) (cycle.Edition, error)) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MaySetUp); err != nil {
			return err
		}
		before, err := tx.Edition(ctx, id)
		if err != nil {
			return err
		}
		if before.Stage != cycle.Writing {
			return cycle.Refusal{Text: before.Stands() + "; alleen een correctie kan haar nog veranderen"}
		}
		after, err := change(before)
		if err != nil {
			return err
		}
		after.ID, after.Slug, after.Kind, after.Stage = before.ID, before.Slug, before.Kind, before.Stage
		if err := after.Validate(); err != nil {
			return err
		}
		l, err := newLinker(ctx, tx, after)
		if err != nil {
			return err
		}
		after.Intro = richtext.Carry(before.Intro, l.mark(after.Intro), richtext.Taken{})
		after.Decides = cycle.CarryPoints(before.Decides, after.Decides)
		for _, d := range after.Decides {
			l.know(d.Text)
		}
		if err := claimIntro(ctx, tx, after); err != nil {
			return err
		}
		if err := saveEdition(ctx, tx, by, "edition.changed", before, after); err != nil {
			return err
		}
		return l.keep(ctx, tx, by)
	})
}

// EstablishEdition is the executive's decision on the whole edition.
func (s *Service) EstablishEdition(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.EditionID) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		before, err := tx.Edition(ctx, id)
		if err != nil {
			return err
		}
		reports, err := tx.Reports(ctx, id)
		if err != nil {
			return err
		}
		after, err := before.Establish(by, today(tx), reports)
		if errors.Is(err, cycle.ErrConflict) && before.Stage == cycle.Established {
			return nil // asked twice: it stands
		}
		if err != nil {
			return naming(ctx, tx, id, err)
		}
		return saveEdition(ctx, tx, by, "edition.established", before, after)
	})
}
