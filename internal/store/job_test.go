package store_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// clock is moved by the test.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

func enqueue(t *testing.T, db *store.DB, org cycle.OrganisationID, kind string, after time.Time) {
	t.Helper()
	change(t, db, org, "", func(tx *store.Tx) error { return tx.Enqueue(context.Background(), kind, `{"revision":1}`, after) })
}

// Work is taken once; when who took it dies, it is free again after the lease, and the first can no longer finish it.
func TestALeaseRunsOut(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		ctx := context.Background()
		at := &clock{time.Date(2027, 3, 31, 9, 0, 0, 0, time.UTC)}
		c.Now = at.Now
		db := databases.Open(t, c)
		org := province(t, db)
		enqueue(t, db, org, "render", time.Time{})
		first, err := db.TakeJob(ctx, time.Minute, "", "")
		if err != nil || first.Kind != "render" || first.Organisation != org || first.Payload != `{"revision":1}` || first.Attempts != 1 {
			t.Fatalf("%+v, %v", first, err)
		}
		nobody(t, db)
		at.now = at.now.Add(50 * time.Second)
		if err := db.RenewJob(ctx, first, time.Minute); err != nil {
			t.Fatal(err)
		}
		at.now = at.now.Add(50 * time.Second)
		nobody(t, db)
		at.now = at.now.Add(11 * time.Second)
		second, err := db.TakeJob(ctx, time.Minute, "", "")
		if err != nil || second.ID != first.ID || second.Attempts != 2 {
			t.Fatalf("%+v, %v", second, err)
		}
		finish := func(j store.Job) error {
			return db.Write(ctx, org, func(tx *store.Tx) error { return tx.FinishJob(ctx, j) })
		}
		if err := finish(first); !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("finishing with a lost lease gives %v", err)
		}
		if err := finish(second); err != nil {
			t.Error(err)
		}
		if jobs, err := db.Read(org).Jobs(ctx); err != nil || len(jobs) != 0 {
			t.Errorf("left are %v (%v)", jobs, err)
		}
	})
}

// Work that failed says why and waits until it is due again.
func TestWorkThatFailedIsTriedAgain(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		ctx := context.Background()
		at := &clock{time.Date(2027, 3, 31, 9, 0, 0, 0, time.UTC)}
		c.Now = at.Now
		db := databases.Open(t, c)
		org := province(t, db)
		enqueue(t, db, org, "later", at.now.Add(time.Hour))
		enqueue(t, db, org, "render", time.Time{})
		j, err := db.TakeJob(ctx, time.Minute, "", "")
		if err != nil || j.Kind != "render" {
			t.Fatal(j, err)
		}
		if err := db.FailJob(ctx, j, "de schijf is vol", at.now.Add(10*time.Minute)); err != nil {
			t.Fatal(err)
		}
		nobody(t, db)
		jobs, err := db.Read(org).Jobs(ctx)
		if err != nil || len(jobs) != 2 || jobs[0].Error != "de schijf is vol" || !jobs[0].LeaseUntil.IsZero() {
			t.Errorf("%+v, %v", jobs, err)
		}
		at.now = at.now.Add(10 * time.Minute)
		if j, err = db.TakeJob(ctx, time.Minute, "", ""); err != nil || j.Kind != "render" || j.Attempts != 2 {
			t.Errorf("%+v, %v", j, err)
		}
	})
}

func nobody(t *testing.T, db *store.DB) {
	t.Helper()
	if j, err := db.TakeJob(context.Background(), time.Minute, "", "letters"); !errors.Is(err, cycle.ErrNotFound) {
		t.Errorf("there is no work to take, and %+v is taken (%v)", j, err)
	}
}

// While somebody works for an organisation the rest of its work waits, and that of others does not: who renders a large
// site is done some day, however much is published beside it.
func TestWorkOfOneOrganisationTakesTurns(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		ctx := context.Background()
		at := &clock{time.Date(2027, 3, 31, 9, 0, 0, 0, time.UTC)}
		c.Now = at.Now
		db := databases.Open(t, c)
		busy, other := province(t, db), province(t, db)
		enqueue(t, db, busy, "render", time.Time{})
		enqueue(t, db, busy, "sweep", time.Time{})
		at.now = at.now.Add(time.Second)
		enqueue(t, db, other, "render", time.Time{})
		enqueue(t, db, other, "letters", time.Time{})
		first, err := db.TakeJob(ctx, time.Minute, "", "letters")
		if err != nil || first.Organisation != busy {
			t.Fatalf("%+v, %v", first, err)
		}
		if j, err := db.TakeJob(ctx, time.Minute, "", "letters"); err != nil || j.Organisation != other {
			t.Fatalf("%+v, %v", j, err)
		}
		if j, err := db.TakeJob(ctx, time.Minute, "", "letters"); err != nil || j.Kind != "letters" {
			t.Fatalf("letters wait for pages: %+v, %v", j, err)
		}
		nobody(t, db)
		change(t, db, busy, "", func(tx *store.Tx) error { return tx.FinishJob(ctx, first) })
		if j, err := db.TakeJob(ctx, time.Minute, "", "letters"); err != nil || j.Organisation != busy || j.ID == first.ID {
			t.Errorf("%+v, %v", j, err)
		}
	})
}

// Several servers take work at once: each piece is taken by one.
func TestWorkIsTakenOnce(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		const pieces = 20
		programs := []*store.DB{databases.Open(t, c), databases.Open(t, c)}
		for range pieces {
			enqueue(t, programs[0], province(t, programs[0]), "render", time.Time{})
		}
		var all sync.WaitGroup
		var taken sync.Map
		var count atomic.Int32
		for w := range 4 {
			all.Go(func() {
				for int(count.Load()) < pieces {
					j, err := programs[w%2].TakeJob(context.Background(), time.Hour, "", "")
					if errors.Is(err, cycle.ErrNotFound) {
						continue // another was first
					}
					if err != nil {
						t.Error(err)
						return
					}
					if _, twice := taken.LoadOrStore(j.ID, true); twice {
						t.Errorf("%s was taken twice", j.ID)
					}
					count.Add(1)
				}
			})
		}
		all.Wait()
	})
}
