package web_test

import (
	"net/url"
	"strconv"
	"testing"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
)

// partly adds somebody who runs the round on branch 5 only, and colleagues who have to do with branch 6 only.
func (w *world) partly() {
	w.Helper()
	for name, g := range map[string]cycle.Grant{
		"tineke": {Role: cycle.RoleCoordinator, Branch: w.nodes["5"]},
		"ugur":   {Role: cycle.RoleAuthor, Branch: w.nodes["6"]},
		"vera":   {Role: cycle.RoleChecker, Branch: w.nodes["6"]},
		"wim":    {Role: cycle.RoleChecker, Branch: w.nodes["5.1"]},
	} {
		u, err := w.do.AddUser(ctx, w.org.ID, cycle.System, cycle.User{
			ID: name + "@example.nl", Name: name + " (verzonnen)", Account: "account-" + name, Grants: []cycle.Grant{g},
		})
		w.must(err)
		w.people[name] = u
	}
}

// Whoever runs the round on one branch sees who has to do with it, and nobody else.
func TestWhoRunsOneBranchSeesItsPeople(t *testing.T) {
	each(t, func(w *world) {
		w.partly()
		list := w.get("tineke", "mensen/").ok(200).has("p", "U ziet wie te maken heeft met uw deel van de doelenboom.")
		list.has("a", "Anna (verzonnen)").has("a", "wim (verzonnen)").has("a", "Carla (verzonnen)").has("a", "tineke (verzonnen)")
		list.lacks("a", "Bram (verzonnen)").lacks("a", "ugur (verzonnen)").lacks("a", "vera (verzonnen)")
		at := func(name string) string { return "mensen/" + strconv.Itoa(int(w.people[name].Number)) + "/" }
		w.get("tineke", at("anna")).ok(200).has("a", "Monitor 2026-I")
		w.get("tineke", at("bram")).ok(404)
		w.get("tineke", at("vera")).ok(404)
		for _, who := range []string{"dirk", "ilse"} {
			w.get(who, "mensen/").ok(200).has("a", "Bram (verzonnen)").has("a", "vera (verzonnen)").lacks("p", "uw deel van de doelenboom")
			w.get(who, at("bram")).ok(200)
		}
		w.must(w.do.AddDeputy(ctx, w.org.ID, w.people["ilse"], w.people["bram"].Number, cycle.Deputyship{For: w.people["anna"].Number, From: "2026-05-01", Until: "2026-05-31"}))
		w.get("tineke", at("bram")).ok(200) // stands in for who writes here
	})
}

// The figures of a round, how it fills up, and to whom work can be given: only of the own branch.
func TestWhoRunsOneBranchSeesItsFigures(t *testing.T) {
	each(t, func(w *world) {
		w.partly()
		w.writes("bram", "6.1.1", "De route ligt er.", true)
		round := w.get("tineke", "rondes/monitor-2026-1/").ok(200).has("p", "0 van 2 verantwoordingen klaar").has("p", "Geteld zijn de verantwoordingen die u mag zien.")
		round.has("option", "Anna (verzonnen)").has("option", "wim (verzonnen)").lacks("option", "ugur (verzonnen)").lacks("option", "vera (verzonnen)").lacks("a", "Veilige fietsroutes")
		w.get("dirk", "rondes/monitor-2026-1/").ok(200).has("p", "0 van 3 verantwoordingen klaar").has("option", "vera (verzonnen)").lacks("p", "Geteld zijn")
		w.get("tineke", "rondes/monitor-2026-1/verloop").ok(200).has("tr", "4 mei 2026 0 % 0 % 0 %").has("p", "Geteld zijn de verantwoordingen die u mag zien.")
		w.get("dirk", "rondes/monitor-2026-1/verloop").ok(200).has("tr", "4 mei 2026 33 % 0 % 0 %").lacks("p", "Geteld zijn")
	})
}

// Letters and reminders: those about the own branch.
func TestWhoRunsOneBranchSeesItsLetters(t *testing.T) {
	each(t, func(w *world) {
		w.partly()
		reminders := "rondes/monitor-2026-1/"
		w.now = monday.Add(time.Hour) // apart from the letters that told them of their work
		for _, number := range []string{"5.1.1", "6.1.1"} {
			w.must(w.do.RemindReports(ctx, w.org.ID, w.people["dirk"], w.monitor.ID, []cycle.ReportID{w.reports[number]}))
		}
		w.must(w.do.InviteAgain(ctx, w.org.ID, w.people["ilse"], w.people["anna"].Number))
		w.get("tineke", "brieven/").ok(200).has("li", "Anna (verzonnen): herinnering").lacks("li", "Bram (verzonnen)").lacks("li", "uitnodiging")
		w.get("dirk", "brieven/").ok(200).has("li", "Bram (verzonnen): herinnering").has("li", "Anna (verzonnen): uitnodiging")
		w.get("tineke", reminders+"herinneringen").ok(200).has("li", "Anna (verzonnen)").lacks("li", "Bram (verzonnen)")
		w.get("dirk", reminders+"herinneringen").ok(200).has("li", "Anna (verzonnen)").has("li", "Bram (verzonnen)")
		w.post("tineke", reminders+"herinneren", url.Values{"stuk": {string(w.reports["6.1.1"])}}).ok(404)
		w.post("tineke", reminders+"herinneren", url.Values{"stuk": {string(w.reports["5.1.2"])}, "zeker": {"ja"}}).ok(303)
		// Reading everywhere is not reminding everywhere.
		w.must(w.do.AddGrant(ctx, w.org.ID, w.people["ilse"], w.people["tineke"].Number, cycle.Grant{Role: cycle.RoleReader}))
		w.post("tineke", reminders+"herinneren", url.Values{"stuk": {string(w.reports["6.1.1"])}}).ok(409).has("p", "Over een deel van wat u aanvinkte kunt u niemand herinneren")
		if n := w.letters(change.LetterReminder); n != 3 {
			t.Errorf("%d reminders wait", n)
		}
	})
}
