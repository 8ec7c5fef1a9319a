package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// province adds an invented organisation.
func province(t testing.TB, db *store.DB) cycle.OrganisationID {
	t.Helper()
	id := cycle.OrganisationID(db.NewID())
	o := cycle.NewOrganisation(id, cycle.Province, "provincie-"+string(id), "Provincie Verzonnenland")
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

// change writes and records objects that are new.
func change(t testing.TB, db *store.DB, org cycle.OrganisationID, action string, save func(*store.Tx) error, objects ...store.Object) {
	t.Helper()
	err := db.Write(context.Background(), org, func(tx *store.Tx) error {
		if err := save(tx); err != nil {
			return err
		}
		for _, o := range objects {
			if err := tx.Record(context.Background(), cycle.System, action, nil, o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func canonical(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // the values of these tests have a form in JSON
	}
	return text
}

func TestASavedObjectCarriesAVersion(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		org := province(t, db)
		seen, err := db.Read(org).Organisation(ctx)
		if err != nil || seen.Name != "Provincie Verzonnenland" || seen.Version != 1 {
			t.Fatalf("%+v, %v", seen, err)
		}
		rename := func(tx *store.Tx) error {
			after := seen
			after.Name = "Verzonnenland"
			if err := tx.SaveOrganisation(ctx, after); err != nil {
				return err
			}
			return tx.Record(ctx, cycle.System, "organisation.changed", seen, after)
		}
		if err := db.Write(ctx, org, rename); err != nil {
			t.Fatal(err)
		}
		if err := db.Write(ctx, org, rename); !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("saving over a colleague's newer text gives %v", err)
		}
		now, err := db.Read(org).Organisation(ctx)
		if err != nil || now.Version != 2 || now.Name != "Verzonnenland" {
			t.Errorf("afterwards it is version %d, %q, %v", now.Version, now.Name, err)
		}
	})
}
