package change

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// PublishJob is the kind of the job that offers an edition when its moment has come.
const PublishJob = "publish"

// PublishPayload says which edition waits for which moment. A plan that was changed or taken back since is another one:
// then there is nothing to do.
type PublishPayload struct {
	At      time.Time       `json:"at"`
	Edition cycle.EditionID `json:"edition"`
}

// PlanEdition lets an edition be offered at a moment, in the name of who asks.
func (s *Service) PlanEdition(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.EditionID, to cycle.Release, at time.Time) error {
	at = at.UTC().Truncate(time.Second)
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		before, err := tx.Edition(ctx, id)
		if err != nil {
			return err
		}
		revisions, err := tx.Revisions(ctx, id)
		if err != nil {
			return err
		}
		reports, err := tx.Reports(ctx, id)
		if err != nil {
			return err
		}
		after, err := before.Plan(by, tx.Now, today(tx), stateOf(revisions), reports, cycle.Plan{At: at, Release: to})
		if err != nil {
			return naming(ctx, tx, id, err)
		}
		if reflect.DeepEqual(before.Planned, after.Planned) {
			return nil // asked twice: it waits for that moment already
		}
		if err := saveEdition(ctx, tx, by, "edition.planned", before, after); err != nil {
			return err
		}
		payload, err := json.Marshal(PublishPayload{At: at, Edition: id})
		if err != nil {
			return err
		}
		return tx.Enqueue(ctx, PublishJob, string(payload), at)
	})
}

// UnplanEdition takes the moment back.
func (s *Service) UnplanEdition(ctx context.Context, org cycle.OrganisationID, by cycle.User, id cycle.EditionID) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		before, err := tx.Edition(ctx, id)
		if err != nil {
			return err
		}
		after, err := before.Unplan(by, today(tx))
		if err != nil {
			return err
		}
		return saveEdition(ctx, tx, by, "edition.unplanned", before, after)
	})
}

// PublishPlanned offers an edition whose moment has come, and ends the job. When the rules say no by now, the edition
// tells why and nothing is tried again: somebody must look.
func (s *Service) PublishPlanned(ctx context.Context, org cycle.OrganisationID, what PublishPayload, j store.Job) error {
	err := s.db.Write(ctx, org, func(tx *store.Tx) error {
		e, err := tx.Edition(ctx, what.Edition)
		if err != nil {
			return err
		}
		if !planned(e, what.At) {
			return tx.FinishJob(ctx, j)
		}
		by, err := planner(ctx, tx, e.Planned.By)
		if err != nil {
			return err
		}
		if _, err := s.publish(ctx, tx, by, what.Edition, e.Planned.Release); err != nil {
			return err
		}
		return tx.FinishJob(ctx, j)
	})
	why := refused(err)
	if why == "" {
		return err
	}
	return s.db.Write(ctx, org, func(tx *store.Tx) error {
		before, err := tx.Edition(ctx, what.Edition)
		if err != nil {
			return err
		}
		if planned(before, what.At) {
			after := before
			plan := *before.Planned
			plan.Failed = why
			after.Planned = &plan
			if err := saveEdition(ctx, tx, cycle.System, "edition.plan-failed", before, after); err != nil {
				return err
			}
		}
		return tx.FinishJob(ctx, j)
	})
}

// planned tells whether an edition waits for this very moment.
func planned(e cycle.Edition, at time.Time) bool {
	return e.Planned != nil && e.Planned.Failed == "" && e.Planned.At.Equal(at)
}

// planner is who set the moment, with what they may do today.
func planner(ctx context.Context, tx *store.Tx, number cycle.UserNumber) (cycle.User, error) {
	if number == cycle.System.Number {
		return cycle.System, nil
	}
	users, err := tx.Users(ctx)
	if err != nil {
		return cycle.User{}, err
	}
	for _, u := range users {
		if u.Number == number {
			return u.Acting(today(tx), users), nil
		}
	}
	return cycle.User{}, cycle.Denied(cycle.MayOffer, cycle.Spot{})
}

// refused is what a rule said, in Dutch; "" when it was no rule.
func refused(err error) string {
	var no cycle.Refusal
	var invalid cycle.Invalid
	switch {
	case errors.As(err, &no):
		return no.Text
	case errors.As(err, &invalid):
		return invalid.Error()
	case errors.Is(err, cycle.ErrForbidden):
		return "wie dit moment koos, mag deze editie niet meer aanbieden"
	}
	return ""
}
