package web_test

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// verifies fails the test unless the history and all objects fit.
func (w *world) verifies() {
	w.Helper()
	findings, err := w.db.VerifyHistory(ctx, w.org.ID)
	if err != nil || len(findings) > 0 {
		w.Errorf("%v, %v", findings, err)
	}
}

func TestSomebodyWhoLeftIsForgotten(t *testing.T) {
	each(t, func(w *world) {
		u, err := w.do.InviteUser(ctx, w.org.ID, cycle.System, cycle.User{ID: "mia@example.nl", Name: "Mia Mol", Grants: []cycle.Grant{{Role: cycle.RoleAuthor, From: "2026-01-01"}}}, false)
		w.must(err)
		w.people["mia"] = u
		w.must(w.db.Sessions().AddSession(ctx, store.Session{Account: u.Account, Hash: "h", Expires: w.now.Add(time.Hour)}, ""))
		at := "mensen/bewaren"
		w.post("ilse", at, url.Values{"mensen": {"24"}}).ok(303)
		w.post("ilse", at, url.Values{"mensen": {"twee jaar"}, "post": {"9999"}}).ok(422).has("a", "is geen aantal maanden")
		gone := url.Values{"wat": {"mensen"}, "wie": {strconv.Itoa(int(u.Number))}}
		w.post("ilse", at+"/weg", gone).ok(409) // she works here
		w.post("ilse", w.personPath("mia")+"uitschakelen", nil).ok(303)
		w.post("ilse", at+"/weg", gone).ok(409).has("p", "nog niet voorbij")
		w.now = w.now.AddDate(2, 0, 2)
		page := w.get("ilse", at).ok(200).has("li", "Mia Mol, vertrokken op 4 mei 2026")
		w.post("dirk", at+"/weg", gone).ok(404)
		w.post("ilse", at+"/weg", page.form("bewaren/weg")).ok(303)
		after := w.user("mia")
		if !after.Forgotten() || after.Name != "" || after.Account != "" || after.Grants[0].From != "2026-01-01" || after.Number != u.Number {
			t.Errorf("%+v", after)
		}
		if _, err := w.db.Sessions().AccountByAddress(ctx, auth.Address("mia@example.nl")); !errors.Is(err, cycle.ErrNotFound) {
			t.Errorf("the account is still there: %v", err)
		}
		w.get("ilse", "mensen/").ok(200).lacks("td", "mia@example.nl").lacks("td", "vergeten")
		w.get("ilse", w.personPath("mia")).ok(404)
		w.get("ilse", at).has("p", "Er is nu niets te vergeten.")
		if csv := w.get("ilse", "geschiedenis.csv").ok(200).body; strings.Contains(csv, "Mia") || !strings.Contains(csv, "gebruiker vergeten") {
			t.Error("the history names her")
		}
		w.verifies()
		w.post("ilse", at+"/weg", gone).ok(409)
		// The address can come back, as somebody new.
		again, err := w.do.InviteUser(ctx, w.org.ID, cycle.System, cycle.User{ID: "mia@example.nl", Name: "Mia Mol", Grants: cycle.Granted(cycle.RoleReader)}, false)
		if w.must(err); again.Number == u.Number {
			t.Error("a number was given out again")
		}
	})
}

// Somebody who works for another organisation too keeps the account there.
func TestAnAccountThatWorksElsewhereStays(t *testing.T) {
	each(t, func(w *world) {
		mia := cycle.User{ID: "mia@example.nl", Name: "Mia Mol", Grants: cycle.Granted(cycle.RoleAuthor)}
		here, err := w.do.InviteUser(ctx, w.org.ID, cycle.System, mia, false)
		w.must(err)
		other, err := w.do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Municipality, "ooldorp", "Gemeente Ooldorp (verzonnen)"))
		w.must(err)
		_, err = w.do.InviteUser(ctx, other.ID, cycle.System, mia, false)
		w.must(err)
		w.must(w.do.SetKeeping(ctx, w.org.ID, w.people["ilse"], cycle.Keeping{People: 1}))
		w.must(w.do.DisableUser(ctx, w.org.ID, w.people["ilse"], here.Number))
		w.now = w.now.AddDate(0, 2, 0)
		w.must(w.do.ForgetUser(ctx, w.org.ID, w.people["ilse"], here.Number))
		if a, err := w.db.Sessions().AccountByAddress(ctx, "mia@example.nl"); err != nil || a.ID != here.Account {
			t.Errorf("%+v, %v", a, err)
		}
	})
}

func TestARoundIsForgotten(t *testing.T) {
	each(t, func(w *world) {
		w.writes("anna", "5.1.1", "De kavel is verkocht.", false)
		w.writes("anna", "5.1.1", "Beide kavels zijn verkocht.", false)
		r := w.report("5.1.1")
		text := r
		text.Scores = []cycle.Score{{Aspect: "geld", Value: cycle.Green, Evidence: []cycle.Evidence{{Key: "e", Note: "Zie de brief."}, {Key: "f", Note: "Voor iedereen.", Released: true}}}}
		w.must(w.do.WriteReport(ctx, w.org.ID, w.people["anna"], r.ID, r.Version, text))
		w.must(w.do.AddComment(ctx, w.org.ID, w.people["carla"], cycle.Comment{Report: r.ID, Text: "Noem het bedrag."}))
		w.must(w.do.SetKeeping(ctx, w.org.ID, w.people["ilse"], cycle.Keeping{Earlier: 6, Inside: 12, Mail: 6, SignIn: 6}))
		w.get("dirk", "").ok(200)
		w.get("ilse", "mensen/bewaren").ok(200).has("p", "Er is nu niets te vergeten.")
		w.now = w.now.AddDate(3, 0, 0)
		w.get("ilse", "mensen/bewaren").lacks("li", "Monitor 2026-I") // somebody works in it
		w.public()
		w.now = w.now.AddDate(0, 7, 0)
		w.get("ilse", "mensen/bewaren").has("li", "eerdere teksten").lacks("li", "intern bewijs").has("li", "Van 1 persoon wanneer die hier het laatst was")
		gone := func(what string) {
			w.Helper()
			w.post("ilse", "mensen/bewaren/weg", url.Values{"wat": {what}, "wie": {string(w.monitor.ID)}}).ok(303)
		}
		gone("eerder")
		w.post("ilse", "mensen/bewaren/weg", url.Values{"wat": {"binnen"}, "wie": {string(w.monitor.ID)}}).ok(409)
		if n, err := w.db.Read(w.org.ID).CountEarlier(ctx, w.monitor.ID); err != nil || n != 0 {
			t.Errorf("%d earlier texts, %v", n, err)
		}
		w.now = w.now.AddDate(0, 7, 0)
		w.get("ilse", "mensen/bewaren").has("li", "Monitor 2026-I: intern bewijs bij 1 verantwoording, 1 opmerking")
		gone("binnen")
		gone("aanmelden")
		gone("post")
		after := w.report("5.1.1")
		if e := after.Evidence(); len(e) != 1 || !e[0].Released {
			t.Errorf("%+v", e)
		}
		if n, err := w.db.Read(w.org.ID).CountEarlier(ctx, w.monitor.ID); err != nil || n != 0 {
			t.Errorf("what was erased is among the earlier texts: %d, %v", n, err)
		}
		w.get("ilse", "mensen/bewaren").lacks("li", "Monitor 2026-I")
		w.verifies()
	})
}

// public makes the monitor one that is public since today.
func (w *world) public() {
	w.Helper()
	w.must(w.db.Write(ctx, w.org.ID, func(tx *store.Tx) error {
		before, err := tx.Edition(ctx, w.monitor.ID)
		if err != nil {
			return err
		}
		after := before
		after.Stage = cycle.Adopted
		revision := store.Revision{Edition: before.ID, Number: 1, Kind: cycle.FirstRevision, State: cycle.StateAdopted, Manifest: "ab", Moment: tx.Now}
		return errors.Join(tx.SaveEdition(ctx, after), tx.Record(ctx, cycle.System, "edition.published", before, after), tx.SaveRevision(ctx, revision), tx.Record(ctx, cycle.System, "revision.frozen", nil, revision))
	}))
}
