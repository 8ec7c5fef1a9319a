package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// A change is kept whole or not at all.
func TestAChangeThatFailsLeavesNothing(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := fill(t, db)
		before, err := db.Read(f.org.ID).Head(ctx)
		if err != nil {
			t.Fatal(err)
		}
		said := errors.New("the import has a mistake in its last file")
		err = db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
			theme := cycle.Theme{ID: cycle.ThemeID(tx.NewID()), Slug: "wonen", Name: "Wonen"}
			if err := tx.SaveTheme(ctx, theme); err != nil {
				return err
			}
			if err := tx.Record(ctx, f.user, "theme.added", nil, theme); err != nil {
				return err
			}
			if err := tx.BumpShelf(ctx); err != nil {
				return err
			}
			return said
		})
		if !errors.Is(err, said) {
			t.Errorf("the change says %v", err)
		}
		after, err := db.Read(f.org.ID).Head(ctx)
		if err != nil || after != before {
			t.Errorf("the head went from %v to %v (%v)", before, after, err)
		}
		if themes, err := db.Read(f.org.ID).Themes(ctx); err != nil || len(themes) != 1 {
			t.Errorf("%d themes are left (%v)", len(themes), err)
		}
	})
}

// Who breaks off an import, also while its rows go in, finds things as they were.
func TestAChangeThatIsBrokenOffLeavesNothing(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := fill(t, db)
		ctx, breakOff := context.WithCancel(context.Background())
		err := db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
			theme := cycle.Theme{ID: cycle.ThemeID(tx.NewID()), Slug: "wonen", Name: "Wonen"}
			if err := tx.SaveTheme(ctx, theme); err != nil {
				return err
			}
			breakOff()
			return tx.SaveNode(ctx, cycle.Node{ID: cycle.NodeID(tx.NewID())})
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("the change says %v", err)
		}
		if themes, err := db.Read(f.org.ID).Themes(context.Background()); err != nil || len(themes) != 1 {
			t.Errorf("%d themes are left (%v)", len(themes), err)
		}
	})
}

// A write that failed cannot be overlooked: what comes after it is not kept either, on neither engine.
func TestAnOverlookedErrorKeepsNothing(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := fill(t, db)
		err := db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
			theme := cycle.Theme{ID: cycle.ThemeID(tx.NewID()), Slug: "wonen", Name: "Wonen"}
			if err := tx.SaveTheme(ctx, theme); err != nil {
				return err
			}
			theme.ID = cycle.ThemeID(tx.NewID())
			_ = tx.SaveTheme(ctx, theme) // the slug is taken
			return nil
		})
		if !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("the change says %v", err)
		}
		if themes, err := db.Read(f.org.ID).Themes(ctx); err != nil || len(themes) != 1 {
			t.Errorf("%d themes are left (%v)", len(themes), err)
		}
	})
}

func TestNobodyOverwritesAColleague(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := fill(t, db)
		seen, err := db.Read(f.org.ID).Report(ctx, f.report.ID)
		if err != nil {
			t.Fatal(err)
		}
		rename(t, db, f, "De collega was eerst.")
		seen.Headline = "Ik was later."
		err = db.Write(ctx, f.org.ID, func(tx *store.Tx) error { return tx.SaveReport(ctx, seen) })
		if !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("saving over a newer text gives %v", err)
		}
		stored, err := db.Read(f.org.ID).Report(ctx, f.report.ID)
		if err != nil || stored.Headline != "De collega was eerst." {
			t.Errorf("the text is now %q (%v)", stored.Headline, err)
		}
		seen.Version = 0
		err = db.Write(ctx, f.org.ID, func(tx *store.Tx) error { return tx.SaveReport(ctx, seen) })
		if !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("adding what is there already gives %v", err)
		}
	})
}

// A whole batch is a conflict when one of it is; numbers and texts of the others stay.
func TestManyAreSavedAtOnce(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		org := province(t, db)
		e := cycle.Edition{ID: cycle.EditionID(db.NewID()), Slug: "monitor-2017", Kind: cycle.Monitor, Year: 2017}
		change(t, db, org, "edition.added", func(tx *store.Tx) error { return tx.SaveEdition(ctx, e) }, e)
		nodes, places, sizes := tree(db, e, 501) // more than one statement, and one left over
		if err := db.Write(ctx, org, func(tx *store.Tx) error { return apply(ctx, tx, nodes, places, sizes) }); err != nil {
			t.Fatal(err)
		}
		renumber := func(tx *store.Tx) error {
			all, err := tx.Placements(ctx, e.ID)
			if err != nil {
				return err
			}
			var changes []store.Change
			for i := range all {
				before := all[i]
				all[i].Position, all[i].Number = len(all)-i, fmt.Sprint(len(all)-i)
				changes = append(changes, store.Change{Action: "tree.changed", Before: before, After: all[i]})
			}
			if err := tx.SavePlacements(ctx, all); err != nil {
				return err
			}
			return tx.RecordMany(ctx, cycle.System, changes)
		}
		if err := db.Write(ctx, org, renumber); err != nil {
			t.Fatal(err)
		}
		all, err := db.Read(org).Placements(ctx, e.ID)
		if err != nil || len(all) != 501 || all[0].Number != "1" || all[0].Node != nodes[500].ID || all[0].Version != 2 {
			t.Fatalf("%d placements, the first is %+v (%v)", len(all), all[0], err)
		}
		all[250].Version = 1
		err = db.Write(ctx, org, func(tx *store.Tx) error { return tx.SavePlacements(ctx, all) })
		if !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("one old version among 501 gives %v", err)
		}
		if found, err := db.VerifyHistory(ctx, org); err != nil || len(found) > 0 {
			t.Error(found, err)
		}
	})
}

// Addresses and amounts are given once: there is no way to change one, and giving it again is a conflict.
func TestWhatIsGivenOnceStays(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := fill(t, db)
		tests := map[string]func(*store.Tx) error{
			"a second address for a node": func(tx *store.Tx) error {
				return tx.GiveAddresses(ctx, f.edition.ID, map[cycle.NodeID]string{f.node.ID: "9.9.9-anders"})
			},
			"an address that is taken": func(tx *store.Tx) error {
				other := cycle.Node{ID: cycle.NodeID(tx.NewID())}
				if err := tx.SaveNode(ctx, other); err != nil {
					return err
				}
				return tx.GiveAddresses(ctx, f.edition.ID, map[cycle.NodeID]string{other.ID: "5.1.2-werklocaties"})
			},
			"another amount under the same id": func(tx *store.Tx) error {
				money := f.money
				money.Cents = 1
				return tx.AddMoneyLine(ctx, money)
			},
		}
		for name, try := range tests {
			if err := db.Write(ctx, f.org.ID, try); !errors.Is(err, cycle.ErrConflict) {
				t.Errorf("%s gives %v", name, err)
			}
		}
		given, err := db.Read(f.org.ID).Addresses(ctx, f.edition.ID)
		if err != nil || len(given) != 1 || given[f.node.ID] != "5.1.2-werklocaties" {
			t.Errorf("the addresses are now %v (%v)", given, err)
		}
	})
}

// Many write to one organisation at once, through two programs: they stand in line, and the chain is whole.
func TestWritersOfOneOrganisationStandInLine(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		const writers, times = 8, 10
		ctx := context.Background()
		programs := []*store.DB{databases.Open(t, c), databases.Open(t, c)}
		org := province(t, programs[0])
		var all sync.WaitGroup
		for w := range writers {
			all.Go(func() {
				for range times {
					err := programs[w%2].Write(ctx, org, func(tx *store.Tx) error {
						theme := cycle.Theme{ID: cycle.ThemeID(tx.NewID()), Slug: "t-" + tx.NewID(), Name: "Thema"}
						if err := tx.SaveTheme(ctx, theme); err != nil {
							return err
						}
						return tx.Record(ctx, cycle.System, "theme.added", nil, theme)
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		head, err := programs[0].Read(org).Head(ctx)
		if err != nil || head.Line != writers*times+1 || head.Seq != writers*times+1 {
			t.Errorf("the head is %+v (%v)", head, err)
		}
		if found, err := programs[1].VerifyHistory(ctx, org); err != nil || len(found) > 0 {
			t.Error(found, err)
		}
	})
}

// One moment holds for the whole change, and is kept to the microsecond in UTC.
func TestOneMomentForAChange(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		amsterdam := time.FixedZone("CET", 3600)
		c.Now = func() time.Time { return time.Date(2027, 3, 31, 0, 30, 0, 123456789, amsterdam) }
		db := databases.Open(t, c)
		f := fill(t, db)
		lines, err := db.Read(f.org.ID).HistoryLines(context.Background(), 2, 3)
		if err != nil || len(lines) != 3 || lines[0].Line != 2 {
			t.Fatal(lines, err)
		}
		for _, l := range lines {
			if got := l.Moment.Format(time.RFC3339Nano); got != "2027-03-30T23:30:00.123456Z" {
				t.Errorf("line %d has the moment %s", l.Line, got)
			}
		}
	})
}

// Inside a change its own lines count: the head that a publication prints is the newest.
func TestTheHeadInsideAChange(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := fill(t, db)
		var inside store.Head
		err := db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
			theme := cycle.Theme{ID: cycle.ThemeID(tx.NewID()), Slug: "wonen", Name: "Wonen"}
			if err := tx.SaveTheme(ctx, theme); err != nil {
				return err
			}
			if err := tx.Record(ctx, f.user, "theme.added", nil, theme); err != nil {
				return err
			}
			var err error
			inside, err = tx.Head(ctx)
			return err
		})
		after, look := db.Read(f.org.ID).Head(ctx)
		if err != nil || look != nil || inside != after || after.Line != 18 {
			t.Errorf("inside %+v, afterwards %+v (%v, %v)", inside, after, err, look)
		}
	})
}

// What is read in a snapshot is of one moment, while others write.
func TestASnapshotStandsStill(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := fill(t, db)
		err := db.Snapshot(ctx, f.org.ID, func(r store.Reader) error {
			if _, err := r.Head(ctx); err != nil {
				return err
			}
			rename(t, db, f, "Intussen veranderd.")
			report, err := r.Report(ctx, f.report.ID)
			if err == nil && report.Headline != f.report.Headline {
				t.Errorf("in the snapshot stands %q", report.Headline)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// A change reads a tree or a register once, but never one that it altered meanwhile.
func TestAChangeSeesWhatItSaved(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := fill(t, db)
		change(t, db, f.org.ID, "tree.changed", func(tx *store.Tx) error {
			placements := func() []cycle.Placement {
				all, err := tx.Placements(ctx, f.edition.ID)
				if err != nil || len(all) == 0 {
					t.Fatal(all, err)
				}
				return all
			}
			others, err := tx.OtherEditions(ctx, "")
			if err != nil {
				return err
			}
			p := placements()[0]
			placements()[0].Title = "wie leest verandert niets"
			if now := placements()[0]; now != p {
				t.Errorf("read again it is %+v", now)
			}
			p.Title = "Grond verkopen"
			if err := tx.SavePlacements(ctx, []cycle.Placement{p}); err != nil {
				return err
			}
			if now := placements()[0]; now.Title != p.Title || now.Version != p.Version+1 {
				t.Errorf("after it was saved it is %+v", now)
			}
			again, err := tx.OtherEditions(ctx, "")
			if err != nil {
				return err
			}
			if len(again) != len(others) || again[0].Titles[p.Node] != p.Title {
				t.Errorf("other editions: %+v", again)
			}
			if elsewhere, err := tx.Placements(ctx, f.earlier.ID); err != nil || slices.Contains(elsewhere, p) {
				t.Errorf("of another edition: %+v (%v)", elsewhere, err)
			}
			return tx.Record(ctx, f.user, "tree.changed", f.placement, p)
		})
		findings(t, db, f)
	})
}
