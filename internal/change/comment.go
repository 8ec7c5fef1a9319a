package change

import (
	"context"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// AddComment remarks something on a report, or answers a remark.
func (s *Service) AddComment(ctx context.Context, org cycle.OrganisationID, by cycle.User, c cycle.Comment) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		r, err := tx.Report(ctx, c.Report)
		if err != nil {
			return err
		}
		at, err := spot(ctx, tx, r.Edition, r.Node)
		if err != nil {
			return err
		}
		if c.Answers != "" {
			on, err := tx.Comment(ctx, cycle.CommentID(c.Answers))
			if err != nil {
				return err
			}
			if on.Report != c.Report {
				return cycle.ErrNotFound
			}
		}
		c := c // this may run again
		c.ID, c.By, c.Moment, c.Resolved = cycle.CommentID(tx.NewID()), by.Number, tx.Now, 0
		if err := c.Remark(by, at); err != nil {
			return err
		}
		if said, err := saidBefore(ctx, tx, c); said || err != nil {
			return err
		}
		if err := tx.SaveComment(ctx, c); err != nil {
			return err
		}
		return tx.Record(ctx, by, "comment.added", nil, c)
	})
}

// saidBefore tells whether the same person said the same at the same place, and nobody dealt with it yet: a button was
// pressed twice.
func saidBefore(ctx context.Context, tx *store.Tx, c cycle.Comment) (bool, error) {
	all, err := tx.Comments(ctx, c.Report)
	return slices.ContainsFunc(all, func(o cycle.Comment) bool {
		return o.By == c.By && o.Text == c.Text && o.Block == c.Block && o.Answers == c.Answers && o.Resolved == 0
	}), err
}

// ResolveComment says that a remark on a report is dealt with.
func (s *Service) ResolveComment(ctx context.Context, org cycle.OrganisationID, by cycle.User, report cycle.ReportID, id cycle.CommentID) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		before, err := tx.Comment(ctx, id)
		if err != nil {
			return err
		}
		r, err := tx.Report(ctx, before.Report)
		if err != nil {
			return err
		}
		if r.ID != report {
			return cycle.ErrNotFound
		}
		at, err := spot(ctx, tx, r.Edition, r.Node)
		if err != nil {
			return err
		}
		after, err := before.Resolve(by, at)
		if err != nil {
			return err
		}
		if err := tx.SaveComment(ctx, after); err != nil {
			return err
		}
		return tx.Record(ctx, by, "comment.resolved", before, after)
	})
}

// JudgeReport keeps the controller's own judgement beside a report.
func (s *Service) JudgeReport(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.ReportID, seen int, j cycle.Judgement) error {
	return s.step(ctx, org, by, "report.judged", id, seen, repeated{}, func(r cycle.Report, at cycle.Spot, e cycle.Edition, _ *store.Tx) (cycle.Report, error) {
		return r.Judge(by, at, e, j)
	})
}

// DismissFinding says that a finding in a report is none.
func (s *Service) DismissFinding(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.ReportID, d cycle.Dismissal) error {
	return s.step(ctx, org, by, "report.finding-dismissed", id, anyVersion, repeated{}, func(r cycle.Report, at cycle.Spot, e cycle.Edition, tx *store.Tx) (cycle.Report, error) {
		after, err := r.Dismiss(by, at, e, d)
		if err != nil {
			return after, err
		}
		return after, tx.MoveDraft(ctx, id, by.Number, r.Version) // what is being typed goes on from this
	})
}
