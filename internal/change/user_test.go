package change_test

import (
	"errors"
	"testing"
	"time"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

func (w *world) invites(address string, roles ...cycle.Role) cycle.User {
	w.Helper()
	u, err := w.do.InviteUser(ctx, w.org.ID, cycle.System, cycle.User{ID: address, Name: address, Grants: cycle.Granted(roles...)}, false)
	must(w, err)
	return w.user(u.Number)
}

func (w *world) user(number cycle.UserNumber) cycle.User {
	w.Helper()
	u, err := w.db.Read(w.org.ID).User(ctx, number)
	must(w, err)
	return u
}

func TestInvitingSomebody(t *testing.T) {
	each(t, func(w *world) {
		ilse, anna := w.invites("ilse@example.nl", cycle.RoleAdmin), w.invites(" Anna@example.nl", cycle.RoleAuthor)
		if anna.ID != "anna@example.nl" || anna.Account == "" || anna.Account == ilse.Account {
			w.Errorf("%+v", anna)
		}
		invite := func(by cycle.User, address string, role cycle.Role) error {
			_, err := w.do.InviteUser(ctx, w.org.ID, by, cycle.User{ID: address, Grants: cycle.Granted(role)}, true)
			return err
		}
		for name, c := range map[string]struct{ got, want error }{
			"an author does not invite":    {invite(anna, "bram@example.nl", cycle.RoleAuthor), cycle.ErrForbidden},
			"nobody is invited twice":      {invite(ilse, "ANNA@example.nl", cycle.RoleAuthor), cycle.ErrConflict},
			"what is no address":           {invite(ilse, "anna", cycle.RoleAuthor), nil},
			"a name with an address in it": {invite(ilse, "Bram <bram@example.nl>", cycle.RoleAuthor), nil},
			"a role that is none":          {invite(ilse, "bram@example.nl", "baas"), nil},
		} {
			if c.want == nil && !errors.As(c.got, new(cycle.Invalid)) || c.want != nil && !errors.Is(c.got, c.want) {
				w.Errorf("%s: %v", name, c.got)
			}
		}
		// The same address in another organisation is the same account.
		other, err := w.do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Municipality, "ooldorp", "Gemeente Ooldorp (verzonnen)"))
		must(w, err)
		there, err := w.do.InviteUser(ctx, other.ID, cycle.System, cycle.User{ID: "anna@example.nl", Grants: cycle.Granted(cycle.RoleReader)}, false)
		if err != nil || there.Account != anna.Account {
			w.Errorf("%+v, %v", there, err)
		}
	})
}

func TestRightsComeAndGo(t *testing.T) {
	each(t, func(w *world) {
		ilse, anna := w.invites("ilse@example.nl", cycle.RoleAdmin), w.invites("anna@example.nl", cycle.RoleAuthor)
		grants := []cycle.Grant{{Role: cycle.RoleChecker, Branch: "n1", Until: "2030-01-01", Group: "valt weg", For: 9}}
		must(w, w.do.ChangeGrants(ctx, w.org.ID, ilse, anna.Number, grants))
		if got := w.user(anna.Number).Grants; len(got) != 1 || got[0].Role != cycle.RoleChecker || got[0].Group != "" || got[0].For != 0 {
			w.Errorf("%+v", got)
		}
		anna = w.user(anna.Number)
		for name, err := range map[string]error{
			"by who does not manage":  w.do.ChangeGrants(ctx, w.org.ID, anna, anna.Number, cycle.Granted(cycle.RoleAdmin)),
			"disabled by a colleague": w.do.DisableUser(ctx, w.org.ID, anna, ilse.Number),
		} {
			if !errors.Is(err, cycle.ErrForbidden) {
				w.Errorf("%s: %v", name, err)
			}
		}
		for name, err := range map[string]error{
			"the last who manages gives it up": w.do.ChangeGrants(ctx, w.org.ID, ilse, ilse.Number, cycle.Granted(cycle.RoleReader)),
			"the last who manages is disabled": w.do.DisableUser(ctx, w.org.ID, cycle.System, ilse.Number),
		} {
			if !errors.Is(err, cycle.ErrConflict) {
				w.Errorf("%s: %v", name, err)
			}
		}
		must(w, w.do.RenameUser(ctx, w.org.ID, anna, anna.Number, " Anna  Bakker "))
		if got := w.user(anna.Number).Name; got != "Anna Bakker" {
			w.Errorf("%q", got)
		}
		if err := w.do.RenameUser(ctx, w.org.ID, anna, ilse.Number, "X"); !errors.Is(err, cycle.ErrForbidden) {
			w.Errorf("somebody renamed a colleague: %v", err)
		}
	})
}

func TestWhoLeavesIsSignedOut(t *testing.T) {
	each(t, func(w *world) {
		s := w.db.Sessions()
		anna := w.invites("anna@example.nl", cycle.RoleAuthor)
		begin := func() {
			must(w, s.AddSession(ctx, store.Session{Account: anna.Account, Hash: "h", Seen: s.Now(), Expires: s.Now().Add(time.Hour)}, "h"))
		}
		sessions := func() int {
			all, err := s.SessionsOf(ctx, anna.Account)
			must(w, err)
			return len(all)
		}
		begin()
		must(w, w.do.DisableUser(ctx, w.org.ID, cycle.System, anna.Number))
		if sessions() != 0 {
			w.Error("somebody who left is still signed in")
		}
		if all, err := w.db.Memberships(ctx, anna.Account); err != nil || len(all) != 0 {
			w.Errorf("%+v, %v", all, err)
		}
		must(w, w.do.EnableUser(ctx, w.org.ID, cycle.System, anna.Number))

		// Whoever manages one organisation does not sign people out of another.
		other, err := w.do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Municipality, "ooldorp", "Gemeente Ooldorp (verzonnen)"))
		must(w, err)
		_, err = w.do.InviteUser(ctx, other.ID, cycle.System, cycle.User{ID: "anna@example.nl", Grants: cycle.Granted(cycle.RoleReader)}, false)
		must(w, err)
		begin()
		must(w, w.do.DisableUser(ctx, w.org.ID, cycle.System, anna.Number))
		if sessions() != 1 {
			w.Error("who works elsewhere too was signed out there")
		}
	})
}

func TestArrangingADeputy(t *testing.T) {
	each(t, func(w *world) {
		ilse, anna, bram := w.invites("ilse@example.nl", cycle.RoleAdmin), w.invites("anna@example.nl", cycle.RoleAuthor), w.invites("bram@example.nl", cycle.RoleReader)
		forAnna := cycle.Deputyship{For: anna.Number, Until: "2030-01-01"}
		if err := w.do.AddDeputy(ctx, w.org.ID, bram, bram.Number, forAnna); !errors.Is(err, cycle.ErrForbidden) {
			w.Errorf("somebody took a colleague's place: %v", err)
		}
		must(w, w.do.AddDeputy(ctx, w.org.ID, anna, bram.Number, forAnna))
		if err := w.do.AddDeputy(ctx, w.org.ID, anna, bram.Number, cycle.Deputyship{For: ilse.Number}); !errors.Is(err, cycle.ErrForbidden) {
			w.Errorf("somebody gave away the place of another: %v", err)
		}
		must(w, w.do.EndDeputy(ctx, w.org.ID, ilse, bram.Number, forAnna))
		if err := w.do.AddDeputy(ctx, w.org.ID, ilse, bram.Number, cycle.Deputyship{For: bram.Number}); !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("somebody replaces themselves: %v", err)
		}
	})
}

func TestAProviderAdmits(t *testing.T) {
	each(t, func(w *world) {
		settings := cycle.SignIn{Issuer: "https://aanmelden.example", Client: "c", Secret: "sealed", Groups: []cycle.GroupRole{{Group: "pc-team", Role: cycle.RoleCoordinator}}}
		must(w, w.do.ChangeSignIn(ctx, w.org.ID, cycle.System, settings))
		local := w.invites("anna@example.nl", cycle.RoleAdmin)
		found := auth.Found{Issuer: "https://aanmelden.example", Subject: "s-1", Mail: "anna@example.nl", Name: "Anna Bakker", Groups: []string{"koffie"}}
		if _, err := w.do.Admit(ctx, w.org.ID, found); !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("somebody without a role came in: %v", err)
		}
		found.Groups = []string{"pc-team"}
		account, err := w.do.Admit(ctx, w.org.ID, found)
		must(w, err)
		if account.ID == local.Account || account.Address != "" {
			w.Errorf("a mail address that a provider tells opened an account: %+v", account)
		}
		u, err := w.db.Read(w.org.ID).UserByAccount(ctx, account.ID)
		must(w, err)
		if u.ID != "s-1@aanmelden.example" || u.Mail != "anna@example.nl" || len(u.Grants) != 1 || u.Grants[0].Group != "pc-team" {
			w.Errorf("%+v", u)
		}
		// By hand stays; the group goes.
		must(w, w.do.ChangeGrants(ctx, w.org.ID, cycle.System, u.Number, cycle.Granted(cycle.RoleReader)))
		found.Groups = nil
		again, err := w.do.Admit(ctx, w.org.ID, found)
		must(w, err)
		if got := w.user(u.Number).Grants; again.ID != account.ID || len(got) != 1 || got[0].Role != cycle.RoleReader {
			w.Errorf("%+v", got)
		}
		must(w, w.do.DisableUser(ctx, w.org.ID, cycle.System, u.Number))
		found.Groups = []string{"pc-team"}
		if _, err := w.do.Admit(ctx, w.org.ID, found); !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("who was disabled came in: %v", err)
		}
		// What the coordinator may set does not reach the sign-in.
		coordinator := w.invites("dirk@example.nl", cycle.RoleCoordinator)
		err = w.do.ChangeOrganisation(ctx, w.org.ID, coordinator, func(o cycle.Organisation) (cycle.Organisation, error) {
			o.SignIn.Issuer = "https://elders.example"
			return o, nil
		})
		if !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("%v", err)
		}
		if err := w.do.ChangeSignIn(ctx, w.org.ID, coordinator, settings); !errors.Is(err, cycle.ErrForbidden) {
			w.Errorf("%v", err)
		}
	})
}
