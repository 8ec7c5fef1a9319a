package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

func TestAnAccountIsKeptAndFoundByItsAddress(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx, s := context.Background(), db.Sessions()
		a := store.Account{ID: s.NewID(), Address: "anna@example.nl", Password: "x"}
		none(t, s.SaveAccount(ctx, a))
		got, err := s.AccountByAddress(ctx, "anna@example.nl")
		if err != nil || got.ID != a.ID || got.Version != 1 || got.Password != "x" {
			t.Fatalf("%+v, %v", got, err)
		}
		again := store.Account{ID: s.NewID(), Address: "anna@example.nl"}
		if err := s.SaveAccount(ctx, again); !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("a second account has the same address: %v", err)
		}
		got.Step = 7
		none(t, s.SaveAccount(ctx, got))
		if err := s.SaveAccount(ctx, got); !errors.Is(err, cycle.ErrConflict) {
			t.Errorf("an account was saved over what another request made of it: %v", err)
		}
		for range 2 { // who comes through a provider has no address, and there are many of those
			none(t, s.SaveAccount(ctx, store.Account{ID: s.NewID()}))
		}
		if _, err := s.AccountByAddress(ctx, ""); !errors.Is(err, cycle.ErrNotFound) {
			t.Errorf("no address found an account: %v", err)
		}
	})
}

func TestSessionsEndOneByOneAndTogether(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx, s := context.Background(), db.Sessions()
		anna, bram := account(t, s, "anna@example.nl"), account(t, s, "bram@example.nl")
		begin := func(who, hash, instead string) {
			t.Helper()
			none(t, s.AddSession(ctx, store.Session{Account: who, Hash: hash, Agent: "Firefox op Windows", Made: s.Now(), Seen: s.Now(), Expires: s.Now().Add(time.Hour)}, instead))
		}
		begin(anna.ID, "a1", "")
		begin(anna.ID, "a2", "")
		begin(anna.ID, "a3", "a1") // in the place of the first
		begin(bram.ID, "b1", "")
		if all, err := s.SessionsOf(ctx, anna.ID); err != nil || len(all) != 2 || all[0].Agent != "Firefox op Windows" || all[0].Account != anna.ID {
			t.Fatalf("%+v, %v", all, err)
		}
		if err := s.EndSession(ctx, bram.ID, "a2"); !errors.Is(err, cycle.ErrNotFound) {
			t.Errorf("somebody ended the session of another: %v", err)
		}
		none(t, s.EndSession(ctx, anna.ID, "a2"))
		begin(anna.ID, "a4", "")
		none(t, s.EndSessions(ctx, anna.ID, "a4"))
		if all, err := s.SessionsOf(ctx, anna.ID); err != nil || len(all) != 1 || all[0].Hash != "a4" {
			t.Errorf("%+v, %v", all, err)
		}
		none(t, s.TouchSession(ctx, "a4", s.Now(), s.Now().Add(-time.Minute)))
		if all, err := s.SessionsOf(ctx, anna.ID); err != nil || len(all) != 0 {
			t.Errorf("a session that ended is listed: %+v, %v", all, err)
		}
		if _, err := s.Session(ctx, "b1"); err != nil {
			t.Errorf("somebody else is signed out as well: %v", err)
		}
	})
}

func TestATicketIsUsedOnceAndEndsSessions(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx, s := context.Background(), db.Sessions()
		anna := account(t, s, "anna@example.nl")
		none(t, s.AddSession(ctx, store.Session{Account: anna.ID, Hash: "a1", Seen: s.Now(), Expires: s.Now().Add(time.Hour)}, ""))
		for _, hash := range []string{"t1", "t2"} {
			none(t, s.AddTicket(ctx, store.Ticket{Account: anna.ID, Kind: store.ForgottenWord, Hash: hash, Expires: s.Now().Add(time.Hour)}))
		}
		none(t, s.AddTicket(ctx, store.Ticket{Account: anna.ID, Kind: store.ForgottenWord, Hash: "old", Expires: s.Now().Add(-time.Second)}))
		if _, err := s.Ticket(ctx, "old"); !errors.Is(err, cycle.ErrNotFound) {
			t.Errorf("a ticket that is too old counts: %v", err)
		}
		if got, err := s.Ticket(ctx, "t1"); err != nil || got.Account != anna.ID {
			t.Fatalf("%+v, %v", got, err)
		}
		anna.Password = "new"
		none(t, s.UseTicket(ctx, "t1", anna))
		for _, hash := range []string{"t1", "t2"} {
			if err := s.UseTicket(ctx, hash, anna); !errors.Is(err, cycle.ErrNotFound) {
				t.Errorf("%s was used after the password was set: %v", hash, err)
			}
		}
		if all, err := s.SessionsOf(ctx, anna.ID); err != nil || len(all) != 0 {
			t.Errorf("who was in with the old password still is: %+v, %v", all, err)
		}
		if got, err := s.Account(ctx, anna.ID); err != nil || got.Password != "new" {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

// A provider of one organisation says nothing about the people of another.
func TestAnIdentityBelongsToOneOrganisation(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx, s := context.Background(), db.Sessions()
		one, other := province(t, db), province(t, db)
		ids := map[cycle.OrganisationID]string{}
		for _, org := range []cycle.OrganisationID{one, other, one} {
			err := db.Write(ctx, org, func(tx *store.Tx) error {
				a, err := tx.AccountOf(ctx, "https://provider.example", "subject-1")
				if known := ids[org]; known != "" && known != a.ID {
					t.Error("the second time it is somebody else")
				}
				ids[org] = a.ID
				return err
			})
			none(t, err)
		}
		if ids[one] == ids[other] {
			t.Error("the provider of one organisation signs in for another")
		}
		if a, err := s.Identity(ctx, one, "https://provider.example", "subject-1"); err != nil || a.ID != ids[one] || a.Address != "" {
			t.Errorf("%+v, %v", a, err)
		}
		if _, err := s.Identity(ctx, one, "https://provider.example", "subject-2"); !errors.Is(err, cycle.ErrNotFound) {
			t.Errorf("%v", err)
		}
	})
}

func account(t *testing.T, s store.Sessions, address string) store.Account {
	t.Helper()
	none(t, s.SaveAccount(context.Background(), store.Account{ID: s.NewID(), Address: address}))
	a, err := s.AccountByAddress(context.Background(), address)
	none(t, err)
	return a
}

func none(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
