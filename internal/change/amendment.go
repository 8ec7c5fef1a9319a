package change

import (
	"context"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// Amending is an amendment as somebody enters it. Reference is that of its decision, when that may not be known yet.
type Amending struct {
	cycle.CouncilAmendment
	Reference string
}

// Amend enters an amendment of the council in an offered edition (without a key it is a new one), or changes it.
func (s *Service) Amend(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, a Amending) (cycle.CouncilAmendment, error) {
	var entered cycle.CouncilAmendment
	err := s.write(ctx, org, by, func(tx *store.Tx) error {
		before, err := tx.Edition(ctx, edition)
		if err != nil {
			return err
		}
		entered = a.CouncilAmendment
		if entered.Key == "" {
			entered.Key = tx.NewID()
		} else if _, known := before.Amendment(entered.Key); !known {
			return cycle.ErrNotFound
		}
		if _, err := before.Amend(by, today(tx), entered); err != nil {
			return err // before a decision is entered for it
		}
		if a.Reference != "" {
			if entered.Decision, err = decisionFor(ctx, tx, by, before, a.Reference); err != nil {
				return err
			}
		}
		after, err := before.Amend(by, today(tx), entered)
		if err != nil {
			return err
		}
		return saveEdition(ctx, tx, by, "edition.amended", before, after)
	})
	return entered, err
}

// WorkInAmendment says that an edition follows an amendment now, which books its effect on the money; or, with undo,
// that it does not any more, which books the same back.
func (s *Service) WorkInAmendment(ctx context.Context, org cycle.OrganisationID, by cycle.User, edition cycle.EditionID, key string, undo bool) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		before, err := tx.Edition(ctx, edition)
		if err != nil {
			return err
		}
		after, line, err := before.WorkIn(by, today(tx), key, undo)
		if err != nil {
			return err
		}
		if line != nil {
			line.ID = cycle.MoneyLineID(tx.NewID())
			if err := tx.AddMoneyLine(ctx, *line); err != nil {
				return err
			}
			if err := tx.Record(ctx, by, "money.added", nil, *line); err != nil {
				return err
			}
		}
		return saveEdition(ctx, tx, by, "edition.amended", before, after)
	})
}

// saveEdition stores an edition and the line that says so.
func saveEdition(ctx context.Context, tx *store.Tx, by cycle.User, action string, before, after cycle.Edition) error {
	if err := tx.SaveEdition(ctx, after); err != nil {
		return err
	}
	return tx.Record(ctx, by, action, before, after)
}
