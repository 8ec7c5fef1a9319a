package demo_test

import (
	"context"
	"testing"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/demo"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
	"doelenboom/sample"
)

func TestTheSampleLoadsThroughTheWorkflow(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		blobs, err := blob.Open(blob.Config{Dir: t.TempDir(), Volatile: true})
		if err != nil {
			t.Fatal(err)
		}
		do := change.New(db, blobs)
		for _, folder := range demo.Folders {
			o, err := demo.LoadOne(ctx, sample.Files, folder, do, func(context.Context, cycle.OrganisationID) error { return nil })
			if err != nil {
				t.Fatal(err)
			}
			t.Log(o.Name)
		}
	})
}
