package web_test

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/pquerna/otp/totp"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/testkit/provider"
)

// tying is a gate with a provider that knows two people, of whom one has the mail address of Sara.
func tying(t *testing.T, g gate) *provider.Provider {
	t.Helper()
	p := provider.Start(t, provider.Client{ID: "doelenboom", Secret: "tussen ons", Redirect: g.url + "/werk/aanmelden/waterland-oost/extern/terug", LoggedOut: g.url + "/werk/aanmelden"})
	p.Knows(provider.Person{Subject: "p-1", Name: "Sara Verzonnen", Mail: "heel-anders@example.nl", Groups: []string{"schrijvers"}})
	p.Knows(provider.Person{Subject: "p-2", Name: "Kees Verzonnen", Mail: "sara@example.nl", Groups: []string{"schrijvers"}})
	g.provides(p, false)
	return p
}

func (g gate) provides(p *provider.Provider, only bool) {
	g.Helper()
	g.must(g.do.ChangeSignIn(ctx, g.org.ID, cycle.System, cycle.SignIn{
		Issuer: p.Issuer, Client: "doelenboom", Secret: g.auth.SealSecret(g.org.ID, "tussen ons"), OnlyProvider: only,
		Groups: []cycle.GroupRole{{Group: "schrijvers", Role: cycle.RoleAuthor}},
	}))
}

// here is a browser in which Sara is signed in with her password.
func (g gate) here() visitor {
	g.Helper()
	v := g.browser()
	v.signsIn(v.get("/werk/aanmelden"), good).ok(303)
	return v
}

// asks sends the form that ties the account, or unties it.
func (v visitor) asks(path, password string) answered {
	v.Helper()
	return v.post("/werk/account/"+path, url.Values{"organisatie": {"waterland-oost"}, "bevestig": {password}, "veld": {""}})
}

// count is how many users there are.
func (g gate) count() int {
	g.Helper()
	all, err := g.db.Read(g.org.ID).Users(ctx)
	g.must(err)
	return len(all)
}

func TestTyingAnAccountToAProvider(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		p := tying(t, g)
		v := g.here()
		v.get("/werk/account/").ok(200).has("h2", "Aanmelden via uw organisatie").has("p", "Niet gekoppeld aan Provincie Waterland-Oost").has("button", "Koppelen")
		v.asks("koppelen", "niet het goede").ok(422).has("a", "Dit is niet uw huidige wachtwoord")
		v.post("/werk/account/koppelen", url.Values{"organisatie": {"ergens-anders"}, "bevestig": {good}}).ok(404)
		before := g.count()
		back := p.SignIn(t, v.asks("koppelen", good).ok(303).to(), "p-1")
		if to := v.get(back.RequestURI()).ok(303).to(); to != "/werk/account/?gedaan=gekoppeld" {
			t.Errorf("to %s", to)
		}
		v.get("/werk/account/?gedaan=gekoppeld").ok(200).has("p", "Gekoppeld aan Provincie Waterland-Oost").has("button", "Losmaken").has("body", "Gekoppeld. U kunt zich voortaan")
		v.get(back.RequestURI()).ok(409) // the same answer again

		// Whoever the provider names by that subject is Sara now, whatever mail address it tells; with what was given by hand.
		other := g.browser()
		other.get(p.SignIn(t, other.get("/werk/aanmelden/waterland-oost/extern").ok(303).to(), "p-1").RequestURI()).ok(303)
		other.get("/werk/account/").ok(200).has("p", "sara@example.nl")
		if g.count() != before {
			t.Errorf("%d users, and then %d", before, g.count())
		}
		sara, err := g.db.Read(g.org.ID).User(ctx, g.sara.Number)
		if g.must(err); sara.Name != g.sara.Name || len(sara.Grants) == 0 {
			t.Errorf("%+v", sara)
		}

		// Untied she comes in with her password only, and who came in by the tie is out.
		v.asks("losmaken", "niet het goede").ok(422)
		v.asks("losmaken", good).ok(303)
		v.get("/werk/account/").ok(200).has("p", "Niet gekoppeld aan")
		other.get("/werk/waterland-oost/").ok(401)
		lines, err := g.db.Read(g.org.ID).HistoryOf(ctx, g.sara.ObjectKind(), g.sara.ObjectID())
		g.must(err)
		var actions []string
		for _, l := range lines {
			actions = append(actions, l.Action)
		}
		if said := strings.Join(actions, " "); !strings.Contains(said, "user.identity-untied") || !strings.Contains(said, "user.identity-tied") {
			t.Errorf("the history says %s", said)
		}
	})
}

// A session that the provider of an organisation gave sees and ends those that began there, and no other of the account.
func TestAProvidersSessionEndsNoOthers(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		p := tying(t, g)
		v, desk := g.here(), g.here()
		v.get(p.SignIn(t, v.asks("koppelen", good).ok(303).to(), "p-1").RequestURI()).ok(303)
		through := func() visitor {
			t.Helper()
			b := g.browser()
			b.get(p.SignIn(t, b.get("/werk/aanmelden/waterland-oost/extern").ok(303).to(), "p-1").RequestURI()).ok(303)
			return b
		}
		one, two := through(), through()
		others := func(b visitor) (n int) { // its own has no button
			for _, text := range b.get("/werk/account/").ok(200).all("button") {
				if strings.HasPrefix(text, "Afmelden :") {
					n++
				}
			}
			return n
		}
		if n := others(one); n != 1 {
			t.Errorf("it may end %d others", n)
		}
		one.get("/werk/account/").has("p", "Hier staat alleen waar u via deze organisatie bent aangemeld.")
		all, err := g.auth.Sessions(ctx, g.sara.Account)
		g.must(err)
		for _, s := range all {
			if s.Through == "" {
				one.post("/werk/account/sessies/einde", url.Values{"sessie": {s.Hash}}).ok(404)
			}
		}
		one.post("/werk/account/sessies/andere", nil).ok(303)
		two.get("/werk/account/").ok(401)
		desk.get("/werk/account/").ok(200)
		if n := others(v); n != 2 { // its owner sees all
			t.Errorf("her password lets her end %d others", n)
		}
		v.post("/werk/account/sessies/andere", nil).ok(303)
		one.get("/werk/account/").ok(401)
		desk.get("/werk/account/").ok(401)
	})
}

// What somebody could try who wants to come into the account of another, or ties by mistake.
func TestTyingWhatIsNotYours(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		p := tying(t, g)
		if form := g.browser().asks("koppelen", good).ok(401).form("/werk/aanmelden"); strings.Contains(form.Encode(), "koeien") || form.Get("naar") != "/werk/account/" {
			t.Errorf("the page to sign in on carries the password along: %v", form)
		}
		// Nor is the secret that the provider gave.
		secret := url.Values{"client": {"doelenboom"}, "geheim": {"tussen ons"}}
		if page := g.browser().post("/werk/waterland-oost/inrichten/aanmelden", secret).ok(401); page.form("/werk/aanmelden").Get("bewaard") != "" || page.form("/werk/aanmelden").Get("naar") != "/werk/waterland-oost/inrichten/aanmelden" {
			t.Errorf("the page to sign in on carries the secret along: %v", page.form("/werk/aanmelden"))
		}
		tied := func() bool {
			t.Helper()
			_, err := g.db.Sessions().Tied(ctx, g.org.ID, p.Issuer, g.sara.Account)
			return err == nil
		}

		// The answer for one session does not count in another of the same person, nor in a browser without one.
		v, again := g.here(), g.here()
		back := p.SignIn(t, v.asks("koppelen", good).ok(303).to(), "p-2")
		again.get(back.RequestURI()).ok(409).has("p", "Dit aanmelden is niet hier begonnen")
		again.asks("koppelen", good).ok(303) // has a question of its own open
		again.get(back.RequestURI()).ok(409).has("p", "Dit aanmelden is niet hier begonnen")
		g.browser().get(back.RequestURI()).ok(409)
		if tied() {
			t.Fatal("tied by an answer to somebody else's question")
		}

		// Who signed out, or in anew, meanwhile asks again.
		back = p.SignIn(t, v.asks("koppelen", good).ok(303).to(), "p-2")
		v.post("/werk/afmelden", nil).ok(200)
		v.signsIn(v.get("/werk/aanmelden"), good).ok(303)
		v.get(back.RequestURI()).ok(409).has("p", "Dit aanmelden is niet hier begonnen")
		if tied() {
			t.Fatal("tied in another session than the one that asked")
		}

		// An answer to signing in does not tie, and one to tying does not sign anybody in.
		plain := g.here()
		plain.get(p.SignIn(t, plain.get("/werk/aanmelden/waterland-oost/extern").ok(303).to(), "p-2").RequestURI()).ok(303)
		if tied() {
			t.Fatal("tied by signing in")
		}

		// Now p-2 has an account of its own: it is not taken from it, though it tells Sara's mail address.
		v.get(p.SignIn(t, v.asks("koppelen", good).ok(303).to(), "p-2").RequestURI()).ok(409).has("p", "hoort al bij een ander account")
		v.get(p.SignIn(t, v.asks("koppelen", good).ok(303).to(), "p-1").RequestURI()).ok(303)
		p.Knows(provider.Person{Subject: "p-3", Name: "Nog iemand", Groups: []string{"schrijvers"}})
		v.get(p.SignIn(t, v.asks("koppelen", good).ok(303).to(), "p-3").RequestURI()).ok(409).has("p", "al gekoppeld aan een andere aanmelding")
		v.get(p.SignIn(t, v.asks("koppelen", good).ok(303).to(), "p-1").RequestURI()).ok(303) // as it is

		// Where nobody comes in with a password, the tie is the way in: it stays, and so does that of an account without one.
		g.provides(p, true)
		v.asks("losmaken", good).ok(409).has("p", "zonder deze koppeling komt u daar niet meer in")
		plain.asks("losmaken", good).ok(409).has("p", "hebt hier geen wachtwoord")
		if !tied() {
			t.Error("the only way in is gone")
		}
		g.must(g.do.DisableUser(ctx, g.org.ID, cycle.System, g.sara.Number))
		g.provides(p, false)
		v.asks("losmaken", good).ok(401)
	})
}

// What the provider of one organisation says counts there only, also for an account that works for another one: it sets no
// second factor, and so makes no session that counts everywhere.
func TestAProviderDoesNotComeFurtherThanItsOrganisation(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		p := tying(t, g)
		next := g.org
		next.ID, next.Slug, next.Name, next.SignIn, next.Version = "", "buurgemeente", "Buurgemeente", cycle.SignIn{}, 0
		next, err := g.do.AddOrganisation(ctx, cycle.System, next)
		g.must(err)
		_, err = g.do.InviteUser(ctx, next.ID, cycle.System, cycle.User{ID: "sara@example.nl", Name: "Sara (verzonnen)", Grants: []cycle.Grant{{Role: cycle.RoleAuthor}}}, false)
		g.must(err)
		v := g.here()
		v.get("/werk/buurgemeente/").ok(200)
		v.get(p.SignIn(t, v.asks("koppelen", good).ok(303).to(), "p-1").RequestURI()).ok(303)

		through := g.browser()
		through.get(p.SignIn(t, through.get("/werk/aanmelden/waterland-oost/extern").ok(303).to(), "p-1").RequestURI()).ok(303)
		through.get("/werk/waterland-oost/").ok(200)
		through.get("/werk/buurgemeente/").ok(404)
		through.get("/werk/account/").ok(200).has("p", "Meld u aan met uw wachtwoord").lacks("a", "Tweede stap instellen")
		through.get("/werk/account/tweede-stap").ok(409)
		set := v.get("/werk/account/tweede-stap").ok(200)
		code, err := totp.GenerateCode(set.all("code")[0], g.now)
		g.must(err)
		form := set.form("/werk/account/tweede-stap")
		form.Set("code", code)
		through.post("/werk/account/tweede-stap", form).ok(409)
		through.get("/werk/buurgemeente/").ok(404)
		v.get("/werk/buurgemeente/").ok(200) // and nobody was signed out
		v.post("/werk/account/tweede-stap", form).ok(200).has("h1", "Uw herstelcodes")
	})
}

// Two ties at the same moment: an account has one identity, and an identity one account.
func TestTwoTiesAtTheSameMoment(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		p := tying(t, g)
		piet, err := g.do.InviteUser(ctx, g.org.ID, cycle.System, cycle.User{ID: "piet@example.nl", Name: "Piet (verzonnen)", Grants: []cycle.Grant{{Role: cycle.RoleAuthor}}}, false)
		g.must(err)
		both := func(one, other func() error) (done int) {
			answers := make(chan error, 2)
			for _, do := range []func() error{one, other} {
				go func() { answers <- do() }()
			}
			for range 2 {
				switch err := <-answers; {
				case err == nil:
					done++
				case !errors.Is(err, cycle.ErrConflict):
					t.Error(err)
				}
			}
			return done
		}
		tie := func(account, subject string) func() error {
			return func() error {
				return g.do.TieIdentity(ctx, g.org.ID, account, auth.Found{Issuer: p.Issuer, Subject: subject})
			}
		}
		for n := range 10 {
			one, other := "p-"+strconv.Itoa(n), "q-"+strconv.Itoa(n)
			if done := both(tie(g.sara.Account, one), tie(g.sara.Account, other)); done != 1 {
				t.Errorf("%d of two identities were tied to one account", done)
			}
			g.must(g.do.UntieIdentity(ctx, g.org.ID, g.sara.Account, true))
			if done := both(tie(g.sara.Account, one), tie(piet.Account, one)); done != 1 {
				t.Errorf("one identity was tied to %d accounts", done)
			}
			for _, account := range []string{g.sara.Account, piet.Account} {
				g.must(g.do.UntieIdentity(ctx, g.org.ID, account, true))
			}
		}
	})
}
