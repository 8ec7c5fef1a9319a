package web_test

import (
	"net/url"
	"strconv"
	"testing"
	"time"

	"doelenboom/internal/cycle"
)

// user is somebody as they are stored now.
func (w *world) user(name string) cycle.User {
	w.Helper()
	u, err := w.db.Read(w.org.ID).User(ctx, w.people[name].Number)
	w.must(err)
	return u
}

func (w *world) personPath(name string) string {
	return "mensen/" + strconv.Itoa(int(w.people[name].Number)) + "/"
}

func TestWhoWorksHere(t *testing.T) {
	each(t, func(w *world) {
		w.get("anna", "").ok(200).lacks("a", "Mensen")
		w.get("dirk", "").ok(200).has("a", "Mensen")
		page := w.get("ilse", "mensen/").ok(200).has("p", "12 mensen werken mee").has("tr", "Anna (verzonnen) anna@example.nl auteur laatst hier: 4 mei 2026").has("tr", "Bram (verzonnen) bram@example.nl auteur nog niet hier geweest")
		page.has("a", "Iemand toevoegen")
		w.get("ilse", "mensen/?rol=controleur").ok(200).has("tr", "Carla").lacks("tr", "Anna")
		w.get("ilse", "mensen/?zoek=BRAM").ok(200).has("tr", "Bram").lacks("tr", "Anna")
		w.get("ilse", "mensen/?zoek=zzz").ok(200).has("p", "Niemand voldoet hieraan.")
		w.get("dirk", "mensen/").ok(200).has("tr", "Anna").lacks("a", "Iemand toevoegen")
		w.get("dirk", w.personPath("anna")).ok(200).has("li", "Monitor 2026-I : 2 verantwoordingen, waarvan 2 nog te schrijven").lacks("button", "Uitschakelen")
		for _, who := range []string{"anna", "carla", "joost"} {
			w.get(who, "mensen/").ok(404)
			w.get(who, w.personPath("bram")).ok(404)
		}
		w.get("dirk", "mensen/nieuw").ok(404)
		w.get("ilse", "mensen/999/").ok(404)
	})
}

func TestAddingSomebody(t *testing.T) {
	each(t, func(w *world) {
		w.get("ilse", "mensen/nieuw").ok(200).has("option", "5.1 Werklocaties")
		form := url.Values{"adres": {"Mia@Example.nl"}, "naam": {"Mia  Mol"}, "rol": {"medeauteur"}, "tak": {string(w.nodes["5"])}, "onderdeel": {"voortgang"}, "van": {"2026-05-01"}, "tot": {"2026-12-31"}}
		w.post("ilse", "mensen/nieuw", form).ok(303)
		w.get("ilse", "mensen/").has("tr", "Mia Mol mia@example.nl mede-auteur, alleen 5 Economie, voor voortgang, vanaf 1 mei 2026, tot en met 31 december 2026")
		jobs, err := w.db.Read(w.org.ID).Jobs(ctx)
		if w.must(err); len(jobs) == 0 || jobs[len(jobs)-1].Kind != "mail" {
			t.Error("no invitation waits")
		}
		w.post("ilse", "mensen/nieuw", form).ok(422).has("a", "mia@example.nl is al gebruiker")
		for name, change := range map[string][2]string{
			"geen mailadres":      {"adres", "mia"},
			"vul een naam in":     {"naam", " "},
			"kies een rol":        {"rol", ""},
			"is geen rol":         {"rol", "baas"},
			"kies een deel":       {"tak", "elders"},
			"ligt voor de eerste": {"tot", "2026-04-30"},
			"is geen dag":         {"van", "gisteren"},
			"kies onderdelen":     {"onderdeel", "elders"},
		} {
			wrong := url.Values{}
			for k, v := range form {
				wrong[k] = v
			}
			wrong.Set("adres", "noor@example.nl")
			wrong.Set(change[0], change[1])
			w.post("ilse", "mensen/nieuw", wrong).ok(422).has("a", name)
		}
		w.post("dirk", "mensen/nieuw", form).ok(404)
	})
}

func TestRolesAreGivenAndEnd(t *testing.T) {
	each(t, func(w *world) {
		at := w.personPath("anna")
		w.post("ilse", at+"rollen", url.Values{"rol": {"controleur"}, "tak": {string(w.nodes["6"])}}).ok(303)
		page := w.get("ilse", at).ok(200).has("li", "controleur, alleen 6 Bereikbaarheid").has("li", "rollen gewijzigd").has("li", "door Ilse (verzonnen)")
		form := page.form("rollen/einde") // of the first role
		form.Set("laatste-dag", "2026-05-31")
		w.post("ilse", at+"rollen/einde", form).ok(303)
		w.post("ilse", at+"rollen/einde", form).ok(409) // the page was old
		if g := w.user("anna").Grants; len(g) != 2 || g[0].Until != "2026-05-31" {
			t.Errorf("%+v", g)
		}
		w.now = time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
		w.get("ilse", at).has("li", "auteur, tot en met 31 mei 2026 (voorbij)")
		form = url.Values{"versie": {strconv.Itoa(w.user("anna").Version)}, "rij": {"1"}, "laatste-dag": {""}}
		w.post("ilse", at+"rollen/einde", form).ok(303)
		if g := w.user("anna").Grants; len(g) != 1 {
			t.Errorf("%+v", g)
		}

		// Who manages gives themselves a role, and everybody who manages can read that.
		own := w.personPath("ilse")
		w.post("ilse", own+"rollen", url.Values{"rol": {"coordinator"}}).ok(303)
		w.get("ilse", own).has("li", "(zelf)")
		// The last one who manages stays, also on a later day.
		form = url.Values{"versie": {strconv.Itoa(w.user("ilse").Version)}, "rij": {"0"}, "laatste-dag": {"2027-12-31"}}
		w.post("ilse", own+"rollen/einde", form).ok(422).has("li", "kan niemand in deze organisatie meer beheren")
		w.post("ilse", own+"uitschakelen", nil).ok(422)
		w.post("dirk", at+"rollen", url.Values{"rol": {"lezer"}}).ok(404)
		w.post("dirk", at+"rollen/einde", form).ok(404)
	})
}

func TestSomebodyLeavesAndComesBack(t *testing.T) {
	each(t, func(w *world) {
		at := w.personPath("anna")
		w.post("dirk", at+"uitschakelen", nil).ok(404)
		w.post("ilse", at+"uitschakelen", nil).ok(303)
		w.get("anna", "").ok(404)
		w.get("ilse", at).ok(200).has("p", "uitgeschakeld op 4 mei 2026")
		w.post("ilse", at+"uitnodigen", nil).ok(422)
		w.post("ilse", at+"inschakelen", nil).ok(303)
		w.get("anna", "").ok(200)
		w.post("ilse", at+"naam", url.Values{"naam": {"Anna de Boer"}}).ok(303)
		w.get("ilse", at).has("h1", "Anna de Boer")
		w.post("ilse", at+"naam", url.Values{"naam": {" "}}).ok(422)
	})
}

func TestStandingIn(t *testing.T) {
	each(t, func(w *world) {
		w.get("bram", w.reading("5.1.1")+"schrijven").ok(404)
		bram := strconv.Itoa(int(w.people["bram"].Number))
		w.post("ilse", w.personPath("anna")+"vervanging", url.Values{"wie": {bram}, "vanaf": {"2026-05-01"}, "tot-en-met": {"2026-05-10"}}).ok(303)
		page := w.get("ilse", w.personPath("anna")).has("li", "wordt vervangen door Bram (verzonnen) vanaf 1 mei 2026 tot en met 10 mei 2026")
		w.get("ilse", w.personPath("bram")).has("li", "neemt waar voor Anna (verzonnen)")
		w.get("bram", w.reading("5.1.1")+"schrijven").ok(200)
		w.post("ilse", w.personPath("anna")+"vervanging/einde", page.form("vervanging/einde")).ok(303)
		w.get("bram", w.reading("5.1.1")+"schrijven").ok(404)
		w.post("ilse", w.personPath("anna")+"vervanging", url.Values{"wie": {""}}).ok(422).has("a", "kies een collega")
		w.post("ilse", w.personPath("anna")+"vervanging", url.Values{"wie": {bram}, "vanaf": {"2026-05-02"}, "tot-en-met": {"2026-05-01"}}).ok(422)
		w.post("dirk", w.personPath("anna")+"vervanging", url.Values{"wie": {bram}}).ok(404)

		// Each arranges it for themselves, and for nobody else.
		w.post("anna", "vervanging", url.Values{"wie": {bram}}).ok(303)
		w.get("bram", w.reading("5.1.1")+"schrijven").ok(200)
		anna := strconv.Itoa(int(w.people["anna"].Number))
		w.post("carla", "vervanging/einde", url.Values{"wie": {bram}, "voor": {anna}}).ok(404)
		w.post("anna", "vervanging/einde", url.Values{"wie": {bram}, "voor": {anna}}).ok(303)
		if left := w.user("bram").Deputies; len(left) != 0 {
			t.Errorf("%+v", left)
		}
		w.post("anna", "berichten", url.Values{}).ok(303)
		if !w.user("anna").Quiet {
			t.Error("she still gets letters")
		}
	})
}
