package web_test

import (
	"net/http"
	"strings"
	"testing"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/web"
)

func TestSettingHowPeopleSignIn(t *testing.T) {
	each(t, func(g *world) {
		key, err := auth.OpenKey(g.TempDir())
		g.must(err)
		g.site = web.New(web.Config{
			Read: g.db.Readers(), Do: g.do, Auth: auth.New(g.db.Sessions(), key, auth.Demonstration),
			SignedIn: func(r *http.Request) (store.Session, error) {
				return store.Session{Account: r.Header.Get("X-Account")}, nil
			},
		})
		page := g.get("ilse", "inrichten/aanmelden").ok(200).has("h1", "Aanmelden").has("p", "/werk/aanmelden/waterland-oost/extern/terug")
		form := page.form("inrichten/aanmelden")
		form.Set("aanbieder", "http://aanmelden.example.nl")
		form.Set("client", "doelenboom")
		form.Set("geheim", "niet-te-lezen")
		g.post("ilse", "inrichten/aanmelden", form).ok(422).has("a", "begint met https://")
		form.Set("aanbieder", "https://aanmelden.example.nl")
		form.Set("groep.0", "pc-team")
		form.Set("rol.0", "coordinator")
		g.post("ilse", "inrichten/aanmelden", form).ok(303)
		o, err := g.db.Read(g.org.ID).Organisation(ctx)
		g.must(err)
		if len(o.SignIn.Groups) != 1 || o.SignIn.Groups[0].Role != cycle.RoleCoordinator || strings.Contains(o.SignIn.Secret, "niet-te-lezen") || o.SignIn.Secret == "" {
			t.Errorf("%+v", o.SignIn)
		}
		again := g.get("ilse", "inrichten/aanmelden").ok(200).has("p", "Er is een geheim bewaard.")
		if strings.Contains(again.body, "niet-te-lezen") || strings.Contains(again.body, o.SignIn.Secret) {
			t.Error("the secret stands on the page")
		}
		g.post("ilse", "inrichten/aanmelden", again.form("inrichten/aanmelden")).ok(303)
		if kept, err := g.db.Read(g.org.ID).Organisation(ctx); err != nil || kept.SignIn.Secret != o.SignIn.Secret {
			t.Error("saving without filling in the secret lost it")
		}
		withKey := g.get("ilse", "inrichten/aanmelden").form("inrichten/aanmelden")
		withKey.Set("sleutel", "ja")
		g.post("ilse", "inrichten/aanmelden", withKey).ok(200).has("pre", `"kty"`)
		for _, name := range []string{"anna", "dirk", "joost"} {
			g.get(name, "inrichten/aanmelden").ok(404)
		}
	})
}
