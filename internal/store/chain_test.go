package store_test

import (
	"context"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// A large change hashes its lines beside itself. The chain is the same as that of many small ones: each line holds the
// hash of the one before, and who asks meanwhile where the history stands gets the last line that was recorded.
func TestALargeChangeKeepsTheChain(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		org := province(t, db)
		var inside []store.Head
		err := db.Write(ctx, org, func(tx *store.Tx) error {
			for _, n := range []int{1203, 1, 499} {
				var lines []store.Change
				for range n {
					lines = append(lines, store.Change{Action: "decision.mentioned", After: cycle.Decision{ID: cycle.DecisionID(tx.NewID())}})
				}
				if err := tx.RecordMany(ctx, cycle.System, lines); err != nil {
					return err
				}
				head, err := tx.Head(ctx)
				if err != nil {
					return err
				}
				inside = append(inside, head)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		lines, err := db.Read(org).HistoryLines(ctx, 1, 5000)
		if err != nil || len(lines) < 1703 {
			t.Fatalf("%d lines (%v)", len(lines), err)
		}
		for i := range lines[1:] {
			if lines[i+1].Previous != lines[i].Hash || lines[i+1].Line != lines[i].Line+1 {
				t.Fatalf("line %d does not go on from line %d", lines[i+1].Line, lines[i].Line)
			}
		}
		for _, head := range inside {
			if line := lines[head.Line-lines[0].Line]; head.Hash != line.Hash {
				t.Errorf("inside the change line %d had the hash %.8s, and it is %.8s", head.Line, head.Hash, line.Hash)
			}
		}
		if head, err := db.Read(org).Head(ctx); err != nil || head.Hash != lines[len(lines)-1].Hash {
			t.Errorf("the head is %+v (%v)", head, err)
		}
	})
}
