package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

func TestDrafts(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := fill(t, db)
		ctx := context.Background()
		draft := cycle.Draft{Report: f.report.ID, User: 7, Seen: 1, Text: f.report}
		first, err := db.SaveDraft(ctx, f.org.ID, draft)
		if err != nil || first != 1 {
			t.Fatalf("version %d, %v", first, err)
		}
		draft.Version, draft.Text.Headline = first, "De aanleg is klaar."
		if second, err := db.SaveDraft(ctx, f.org.ID, draft); err != nil || second != 2 {
			t.Errorf("version %d, %v", second, err)
		}
		if _, err := db.SaveDraft(ctx, f.org.ID, draft); !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("a tab that did not see the newest typing overwrote it: %v", err)
		}
		got, err := db.Read(f.org.ID).Draft(ctx, f.report.ID, 7)
		if err != nil || got.Text.Headline != draft.Text.Headline || got.Version != 2 || got.Seen != 1 {
			t.Errorf("%+v, %v", got, err)
		}
		before, err := db.Read(f.org.ID).Head(ctx)
		if err != nil {
			t.Fatal(err)
		}
		err = db.Write(ctx, f.org.ID, func(tx *store.Tx) error { return tx.RemoveDraft(ctx, f.report.ID, 7) })
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Read(f.org.ID).Draft(ctx, f.report.ID, 7); !errors.Is(err, cycle.ErrNotFound) {
			t.Errorf("a draft that was thrown away is there: %v", err)
		}
		if after, err := db.Read(f.org.ID).Head(ctx); err != nil || after.Line != before.Line {
			t.Error("typing left a line in the history")
		}
	})
}

func TestAnAccountWorksForSeveralOrganisations(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		for i, disabled := range []bool{false, true, false} {
			org := province(t, db)
			u := cycle.User{ID: "anna@example.nl", Account: "account-1", Number: cycle.UserNumber(i + 1), Disabled: disabled}
			change(t, db, org, "user.added", func(tx *store.Tx) error { return tx.SaveUser(ctx, u) }, u)
		}
		got, err := db.Memberships(ctx, "account-1")
		if err != nil || len(got) != 2 || got[0].User.ID != "anna@example.nl" || got[0].Organisation.Slug == got[1].Organisation.Slug {
			t.Errorf("%+v, %v", got, err)
		}
		if none, err := db.Memberships(ctx, ""); err != nil || len(none) != 0 {
			t.Errorf("who cannot sign in is a member of %v (%v)", none, err)
		}
	})
}

func TestWhatAReportSaidIsKept(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := fill(t, db)
		ctx := context.Background()
		for _, headline := range []string{"De aanleg is half klaar.", "De aanleg is klaar."} {
			err := db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
				before, err := tx.Report(ctx, f.report.ID)
				if err != nil {
					return err
				}
				after := before
				after.Headline = headline
				if err := tx.SaveReport(ctx, after); err != nil {
					return err
				}
				return tx.Record(ctx, f.user, "report.written", before, after)
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		r := db.Read(f.org.ID)
		lines, err := r.HistoryOf(ctx, "report", string(f.report.ID))
		if err != nil || len(lines) != 3 {
			t.Fatalf("%d lines, %v", len(lines), err)
		}
		for i, want := range []string{"De aanleg is klaar.", "De aanleg is half klaar.", f.report.Headline} {
			got, err := r.EarlierReport(ctx, f.report.ID, lines[i].After)
			if err != nil || got.Headline != want {
				t.Errorf("after line %d it said %q, want %q (%v)", lines[i].Line, got.Headline, want, err)
			}
		}
	})
}

// Many people type at once, while others hold the writer: who waits for it together is kept together, and what is wrong
// with one draft is not the trouble of another.
func TestManyTypeAtOnce(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := fill(t, db)
		ctx := context.Background()
		const people, saves = 30, 6
		var all sync.WaitGroup
		for p := range people {
			all.Go(func() {
				draft := cycle.Draft{Report: f.report.ID, User: cycle.UserNumber(100 + p), Seen: 1, Text: f.report}
				for n := 1; n <= saves; n++ {
					draft.Text.Headline = fmt.Sprintf("Persoon %d, keer %d.", p, n)
					version, err := db.SaveDraft(ctx, f.org.ID, draft)
					if err != nil || version != n {
						t.Errorf("save %d of person %d got version %d, %v", n, p, version, err)
					}
					if _, err := db.SaveDraft(ctx, f.org.ID, draft); !errors.Is(err, cycle.ErrConflict) {
						t.Errorf("another tab of person %d: %v", p, err)
					}
					draft.Version = version
				}
			})
		}
		all.Go(func() {
			for range saves {
				err := db.Write(ctx, f.org.ID, func(*store.Tx) error { time.Sleep(2 * time.Millisecond); return nil })
				if err != nil {
					t.Error(err)
				}
			}
		})
		for range saves {
			all.Go(func() {
				if _, err := db.SaveDraft(ctx, f.org.ID, cycle.Draft{Report: "nergens", User: 7, Text: f.report}); err == nil {
					t.Error("a draft of no report was kept")
				}
			})
		}
		all.Wait()
		for p := range people {
			got, err := db.Read(f.org.ID).Draft(ctx, f.report.ID, cycle.UserNumber(100+p))
			if want := fmt.Sprintf("Persoon %d, keer %d.", p, saves); err != nil || got.Text.Headline != want {
				t.Errorf("kept %q, want %q (%v)", got.Text.Headline, want, err)
			}
		}
	})
}

// Whoever goes away while a draft waits gets no answer; the others do.
func TestADraftOfWhoWentAway(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := fill(t, db)
		gone, leave := context.WithCancel(context.Background())
		var all sync.WaitGroup
		begun := make(chan bool)
		all.Go(func() {
			db.Write(context.Background(), f.org.ID, func(*store.Tx) error { close(begun); time.Sleep(30 * time.Millisecond); return nil })
		})
		<-begun
		for user, ctx := range map[cycle.UserNumber]context.Context{7: gone, 8: context.Background(), 9: context.Background()} {
			all.Go(func() {
				version, err := db.SaveDraft(ctx, f.org.ID, cycle.Draft{Report: f.report.ID, User: user, Text: f.report})
				if user != 7 && (err != nil || version != 1) {
					t.Errorf("user %d: version %d, %v", user, version, err)
				}
			})
		}
		leave()
		all.Wait()
	})
}
