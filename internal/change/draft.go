package change

import (
	"context"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
)

// SaveDraft keeps what somebody is typing in a report and tells the draft's new version. It is no change of the report:
// it stands in nobody's way and leaves no line in the history. When the draft has another version, another tab of the
// same person was first: cycle.ErrConflict.
func (s *Service) SaveDraft(ctx context.Context, org cycle.OrganisationID, by cycle.User, d cycle.Draft) (int, error) {
	read := s.db.Read(org)
	r, err := read.Report(ctx, d.Report)
	if err != nil {
		return 0, err
	}
	path, err := read.Path(ctx, r.Edition, r.Node)
	if err != nil {
		return 0, err
	}
	e, err := read.Edition(ctx, r.Edition)
	if err != nil {
		return 0, err
	}
	at := cycle.Spot{Day: dutch.DayOf(s.db.Now()), Path: path}
	amends := r.Amends(by, at, e)
	if all, sections := r.Writable(by, at); !all && !amends && len(sections) == 0 {
		return 0, cycle.ErrNotTheWriter
	}
	if !amends && r.Stage != cycle.Drafting && r.Stage != cycle.SentBack {
		return 0, cycle.Refusal{Text: r.Stands() + "; wat u typt wordt niet meer bewaard"}
	}
	d.User = by.Number
	return s.db.SaveDraft(ctx, org, d)
}

// DropDraft throws away what somebody typed: the report stands as it was. It is their own, so who reads the report may,
// also when it is not theirs to write any more.
func (s *Service) DropDraft(ctx context.Context, org cycle.OrganisationID, by cycle.User, report cycle.ReportID) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		r, err := tx.Report(ctx, report)
		if err != nil {
			return err
		}
		at, err := spot(ctx, tx, r.Edition, r.Node)
		if err != nil {
			return err
		}
		if !by.May(cycle.MayRead, at) {
			return cycle.Denied(cycle.MayRead, at)
		}
		return tx.RemoveDraft(ctx, report, by.Number)
	})
}
