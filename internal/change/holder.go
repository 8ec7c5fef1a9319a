package change

import (
	"context"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// ChooseHolder says which portfolio holder somebody is, whose reports they then read first; "" is none. It gives no right,
// so people say it themselves.
func (s *Service) ChooseHolder(ctx context.Context, org cycle.OrganisationID, by cycle.User, holder cycle.HolderID) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		if !by.MaySomewhere(cycle.MayEstablish, today(tx)) || by.IsSystem() {
			return cycle.Denied(cycle.MayEstablish, cycle.Spot{})
		}
		before, err := tx.User(ctx, by.Number)
		if err != nil {
			return err
		}
		holders, err := tx.Holders(ctx)
		if err != nil {
			return err
		}
		if holder != "" && !slices.ContainsFunc(holders, func(h cycle.PortfolioHolder) bool { return h.ID == holder }) {
			return cycle.ErrNotFound
		}
		after := before
		after.Holder = holder
		if err := tx.SaveUser(ctx, after); err != nil {
			return err
		}
		return tx.Record(ctx, by, "user.holder", before, after)
	})
}

// SetHolder says for somebody else which portfolio holder they are; "" is none.
func (s *Service) SetHolder(ctx context.Context, org cycle.OrganisationID, by cycle.User, number cycle.UserNumber, holder cycle.HolderID) error {
	return s.changeUser(ctx, org, by, number, "user.holder", func(tx *store.Tx, u cycle.User) (cycle.User, error) {
		if err := allow(tx, by, cycle.MayManage); err != nil {
			return u, err
		}
		holders, err := tx.Holders(ctx)
		if err != nil {
			return u, err
		}
		if holder != "" && !slices.ContainsFunc(holders, func(h cycle.PortfolioHolder) bool { return h.ID == holder }) {
			return u, cycle.Invalid{{Field: "houder", Text: "kies een portefeuillehouder uit de lijst"}}
		}
		u.Holder = holder
		return u, nil
	})
}
