package change

import (
	"context"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
)

// today is the day of a change.
func today(tx *store.Tx) cycle.Date { return dutch.DayOf(tx.Now) }

// allow refuses who has not the right for the whole organisation.
func allow(tx *store.Tx, by cycle.User, right cycle.Right) error {
	if by.May(right, cycle.Spot{Day: today(tx)}) {
		return nil
	}
	return cycle.Denied(right, cycle.Spot{})
}

// spot is a node of an edition, today.
func spot(ctx context.Context, tx *store.Tx, edition cycle.EditionID, node cycle.NodeID) (cycle.Spot, error) {
	path, err := tx.Path(ctx, edition, node)
	return cycle.Spot{Day: today(tx), Path: path}, err
}

// write is a change that somebody asks for. A request may have waited, for its body or for a long change of somebody else:
// who lost a right since it began is refused, before anything is looked at.
func (s *Service) write(ctx context.Context, org cycle.OrganisationID, by cycle.User, do func(*store.Tx) error) error {
	return s.db.Write(ctx, org, func(tx *store.Tx) error {
		if err := unchanged(ctx, tx, by); err != nil {
			return err
		}
		return do(tx)
	})
}

// unchanged refuses who has by now lost something of what they came with. Who is not in the list of the organisation came
// with rights of another kind, such as those of the program itself.
func unchanged(ctx context.Context, tx *store.Tx, by cycle.User) error {
	if by.IsSystem() {
		return nil
	}
	now, err := tx.User(ctx, by.Number)
	if isNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	var others []cycle.User
	for _, d := range now.Deputies {
		if !by.Is(d.For, today(tx)) {
			continue
		}
		other, err := tx.User(ctx, d.For)
		if err != nil && !isNotFound(err) {
			return err
		}
		others = append(others, other)
	}
	if by.Lost(now.Acting(today(tx), others), today(tx)) {
		return cycle.Refusal{Text: "uw rechten zijn zojuist veranderd en dit is niet gedaan; laad de pagina opnieuw"}
	}
	return nil
}
