package change

import (
	"context"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// SettleEdition changes the settings of an edition as somebody saw it.
func (s *Service) SettleEdition(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.EditionID, seen int, to cycle.Settings) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		before, err := tx.Edition(ctx, id)
		if err != nil {
			return err
		}
		reports, err := tx.Reports(ctx, id)
		if err != nil {
			return err
		}
		places, err := tx.Placements(ctx, id)
		if err != nil {
			return err
		}
		before.Version = seen
		after, err := before.Settle(by, today(tx), to, reports, places)
		if err != nil {
			return err
		}
		if err := tx.SaveEdition(ctx, after); err != nil {
			return err
		}
		return tx.Record(ctx, by, "edition.changed", before, after)
	})
}
