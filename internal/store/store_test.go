package store_test

import (
	"context"
	"errors"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// overijssel adds an organisation that tests write to.
func overijssel(t testing.TB, db *store.DB) cycle.OrganisationID {
	t.Helper()
	id := cycle.OrganisationID(db.NewID())
	o := cycle.NewOrganisation(id, cycle.Province, "verzonnenland", "Provincie Verzonnenland")
	err := db.Create(context.Background(), id, func(tx *store.Tx) error {
		if err := tx.SaveOrganisation(context.Background(), o); err != nil {
			return err
		}
		return tx.Record(context.Background(), cycle.System, "organisation.added", nil, o)
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestOrganisation(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		org := overijssel(t, db)
		o, err := db.Read(org).Organisation(ctx)
		if err != nil || o.Name != "Provincie Verzonnenland" || o.Version != 1 {
			t.Fatalf("%+v, %v", o, err)
		}
		before := o
		o.Name = "Verzonnenland"
		update := func(tx *store.Tx) error {
			if err := tx.SaveOrganisation(ctx, o); err != nil {
				return err
			}
			return tx.Record(ctx, cycle.System, "organisation.changed", before, o)
		}
		if err := db.Write(ctx, org, update); err != nil {
			t.Fatal(err)
		}
		if err := db.Write(ctx, org, update); !errors.Is(err, cycle.ErrConflict) {
			t.Fatalf("an old version was saved: %v", err)
		}
		findings, err := db.VerifyHistory(ctx, org)
		if err != nil || len(findings) > 0 {
			t.Fatal(findings, err)
		}
	})
}
