package change

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// AddOrganisation adds a public body; its id is made here when it has none. Nobody has a right that is wider than one
// organisation, so only a command adds one.
func (s *Service) AddOrganisation(ctx context.Context, by cycle.User, o cycle.Organisation) (cycle.Organisation, error) {
	if !by.IsSystem() {
		return o, cycle.Forbidden{Text: "een organisatie voegt u toe op de opdrachtregel, zonder --as"}
	}
	if err := o.Validate(); err != nil {
		return o, err
	}
	if o.ID == "" {
		o.ID = cycle.OrganisationID(s.db.NewID())
	}
	err := s.db.Create(ctx, o.ID, func(tx *store.Tx) error {
		// From now on it stands in the list of organisations. This comes first: who adds another one waits, and sees this one.
		if err := tx.BumpShelf(ctx); err != nil {
			return err
		}
		if err := freeAddress(ctx, tx, o); err != nil {
			return err
		}
		if err := tx.SaveOrganisation(ctx, o); err != nil {
			return err
		}
		return tx.Record(ctx, by, "organisation.added", nil, o)
	})
	return o, err
}

// freeAddress refuses an organisation that would answer where another one does: in its path, or on its host.
func freeAddress(ctx context.Context, tx *store.Tx, o cycle.Organisation) error {
	others, err := tx.Organisations(ctx)
	for _, other := range others {
		switch host := cycle.HostOf(o.Base); {
		case other.ID == o.ID:
		case other.Slug == o.Slug:
			return cycle.Refusal{Text: fmt.Sprintf("er is al een organisatie met het adres %q", o.Slug)}
		case host != "" && cycle.HostOf(other.Base) == host:
			return cycle.Refusal{Text: fmt.Sprintf("%s is al de site van %s", o.Base, other.Name)}
		}
	}
	return err
}

// ChangeOrganisation changes names, settings, contact and the like; its slug and id never change.
func (s *Service) ChangeOrganisation(ctx context.Context, org cycle.OrganisationID, by cycle.User, change func(cycle.Organisation) (cycle.Organisation, error)) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MaySetUp); err != nil {
			return err
		}
		before, err := tx.Organisation(ctx)
		if err != nil {
			return err
		}
		after, err := change(before)
		if err != nil {
			return err
		}
		if !reflect.DeepEqual(after.SignIn, before.SignIn) {
			return cycle.Refusal{Text: "hoe mensen zich aanmelden, stelt u apart in bij Inrichten, Aanmelden"}
		}
		if after.Slug != before.Slug || after.ID != before.ID {
			return cycle.Refusal{Text: "het adres van een organisatie verandert nooit; de naam kan wel anders"}
		}
		if err := after.Validate(); err != nil {
			return err
		}
		if after.Base != before.Base {
			// This comes first: who takes a host at the same time waits, and sees this one.
			if err := tx.BumpShelf(ctx); err != nil {
				return err
			}
			if err := freeAddress(ctx, tx, after); err != nil {
				return err
			}
		}
		if err := tx.SaveOrganisation(ctx, after); err != nil {
			return err
		}
		if err := tx.Record(ctx, by, "organisation.changed", before, after); err != nil {
			return err
		}
		if err := dropLogo(ctx, tx, before, after); err != nil {
			return err
		}
		before.Style = after.Style
		if reflect.DeepEqual(before, after) {
			return tx.BumpShelf(ctx) // a house style stands outside the pages, which stay as they are
		}
		return renderAll(ctx, tx)
	})
}

// renderAll leaves the job that makes every page of the organisation again: its name, notice and contact are on all.
func renderAll(ctx context.Context, tx *store.Tx) error {
	payload, err := json.Marshal(ErasePayload{})
	if err != nil {
		return err
	}
	if err := tx.Enqueue(ctx, EraseJob, string(payload), time.Time{}); err != nil {
		return err
	}
	return tx.BumpShelf(ctx)
}
