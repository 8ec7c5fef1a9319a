package web_test

import (
	"context"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
	"golang.org/x/net/html"

	"doelenboom/internal/auth"
	"doelenboom/internal/cycle"
	"doelenboom/internal/job"
	"doelenboom/internal/mail"
	"doelenboom/internal/server"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
	"doelenboom/internal/testkit/mailbox"
	"doelenboom/internal/testkit/provider"
	"doelenboom/internal/web"
)

const good = "vier koeien in een wei"

// gate is the world behind its real door: accounts, cookies and the server round it.
type gate struct {
	*world
	auth *auth.Service
	url  string
	sara cycle.User // may write and has a password
}

func eachGate(t *testing.T, f func(t *testing.T, g gate)) {
	each(t, func(w *world) {
		key, err := auth.OpenKey(w.TempDir())
		w.must(err)
		g := gate{world: w, auth: auth.New(w.db.Sessions(), key, auth.Demonstration)}
		g.sara, err = w.do.InviteUser(ctx, w.org.ID, cycle.System, cycle.User{ID: "sara@example.nl", Name: "Sara (verzonnen)", Grants: cycle.Granted(cycle.RoleAuthor)}, false)
		w.must(err)
		w.must(g.auth.FirstPassword(ctx, g.sara.Account, good))
		g.now = time.Now().UTC()
		work := web.New(web.Config{Read: w.db.Readers(), Do: w.do, Auth: g.auth, Now: func() time.Time { return w.now }})
		s := httptest.NewServer(server.Site{Public: http.NotFoundHandler(), Mounts: []server.Mount{{Prefix: "/werk/", Handler: work}}}.Handler())
		w.Cleanup(s.Close)
		g.url = s.URL
		f(w.T, g)
	})
}

// visitor is a browser with cookies.
type visitor struct {
	gate
	client *http.Client
}

func (g gate) browser() visitor {
	jar, _ := cookiejar.New(nil) // without options it cannot fail
	return visitor{g, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func (v visitor) get(path string) answered {
	v.Helper()
	return v.read(v.client.Get(v.url + path))
}

func (v visitor) post(path string, form url.Values) answered {
	v.Helper()
	return v.read(v.client.PostForm(v.url+path, form))
}

func (v visitor) read(answer *http.Response, err error) answered {
	v.Helper()
	v.must(err)
	defer answer.Body.Close()
	doc, err := html.Parse(answer.Body)
	v.must(err)
	return answered{v.T, answer.StatusCode, answer.Header, "", doc}
}

// signsIn fills in the form of a page.
func (v visitor) signsIn(page answered, password string) answered {
	v.Helper()
	form := page.form("/werk/aanmelden")
	form.Set("adres", "sara@example.nl")
	form.Set("wachtwoord", password)
	return v.post("/werk/aanmelden", form)
}

func (a answered) to() string { return a.header.Get("Location") }

func TestSigningInLeadsToThePageThatWasAskedFor(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		v := g.browser()
		asked := v.get("/werk/waterland-oost/rondes/?stand=open").ok(401).has("h1", "Meld u aan")
		v.signsIn(asked, "niet het goede").ok(422).has("a", "Het adres of het wachtwoord klopt niet.")
		in := v.signsIn(asked, good).ok(303)
		if in.to() != "/werk/waterland-oost/rondes/?stand=open" {
			t.Errorf("to %s", in.to())
		}
		set := in.header.Get("Set-Cookie")
		if !strings.HasPrefix(set, "werk=") || !strings.Contains(set, "; HttpOnly; SameSite=Lax") || strings.Contains(set, "Domain") {
			t.Errorf("the cookie is %s", set)
		}
		v.get("/werk/").ok(303)
		if to := v.get("/werk/aanmelden").ok(303).to(); to != "/werk/" {
			t.Errorf("to %s", to)
		}
		v.post("/werk/afmelden", nil).ok(200).has("h1", "U bent afgemeld")
		v.get("/werk/").ok(401)
	})
}

// On another host than this machine itself browsers keep the cookie for that host only, and over https only.
func TestTheCookieElsewhere(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		r := httptest.NewRequest("POST", "https://doelenboom.example/werk/aanmelden", strings.NewReader(url.Values{"adres": {"sara@example.nl"}, "wachtwoord": {good}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		web.New(web.Config{Read: g.db.Readers(), Do: g.do, Auth: g.auth}).ServeHTTP(w, r)
		if set := w.Header().Get("Set-Cookie"); !strings.HasPrefix(set, "__Host-werk=") || !strings.Contains(set, "Path=/; HttpOnly; Secure; SameSite=Lax") {
			t.Errorf("the cookie is %s", set)
		}
	})
}

func TestNobodyIsLedToAnotherSite(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		for _, to := range []string{"https://elders.example/werk/", "//elders.example/werk/", "/werk/..//elders.example", `/werk/\elders.example`, "javascript:alert(1)", "/", "werk/", "/werk/aanmelden"} {
			v := g.browser()
			page := v.get("/werk/aanmelden?naar=" + url.QueryEscape(to)).ok(200)
			form := page.form("/werk/aanmelden")
			form.Set("naar", to)
			form.Set("adres", "sara@example.nl")
			form.Set("wachtwoord", good)
			if got := v.post("/werk/aanmelden", form).ok(303).to(); got != "/werk/" {
				t.Errorf("%s leads to %s", to, got)
			}
		}
	})
}

// What was typed when the session had ended is handed back after signing in.
func TestAFormOutlivesTheSession(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		v := g.browser()
		v.signsIn(v.get("/werk/aanmelden"), good).ok(303)
		g.must(g.auth.RevokeOthers(ctx, store.Session{Account: g.sara.Account}))
		text := "Regel één & \"twee\"\r\nen drie = 3"
		sent := v.post("/werk/account/naam", url.Values{"naam": {text}, "meer": {"a", "b"}}).ok(401).has("p", "Wat u typte is niet weg")
		wrong := v.signsIn(sent, "niet het goede").ok(422)
		back := v.signsIn(wrong, good).ok(200).has("h1", "Uw werk is er nog")
		form := back.form("/werk/account/naam")
		if form.Get("naam") != strings.ReplaceAll(text, "\r\n", "\n") || len(form["meer"]) != 2 { // a browser sends the line end as it was
			t.Errorf("%v", form)
		}
		v.post("/werk/account/naam", form).ok(303)

		r, _ := http.NewRequest("POST", g.url+"/werk/account/naam", strings.NewReader("naam=X"))
		r.Header.Set("Origin", "https://elders.example")
		v.read(http.DefaultClient.Do(r)).ok(403) // a form of another site is never kept
	})
}

func TestSecondStep(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		v := g.browser()
		v.signsIn(v.get("/werk/aanmelden"), good).ok(303)
		set := v.get("/werk/account/tweede-stap").ok(200)
		form := set.form("/werk/account/tweede-stap")
		secret := ""
		for n := range set.doc.Descendants() {
			if n.Type == html.ElementNode && n.Data == "code" {
				secret = words(n)
			}
		}
		form.Set("code", "000000")
		again := v.post("/werk/account/tweede-stap", form).ok(422).has("a", "Deze code klopt niet").has("code", secret)
		form = again.form("/werk/account/tweede-stap")
		code, err := totp.GenerateCode(secret, g.now)
		g.must(err)
		form.Set("code", code[:3]+" "+code[3:])
		codes := v.post("/werk/account/tweede-stap", form).ok(200).has("h1", "Uw herstelcodes")
		var recovery []string
		for n := range codes.doc.Descendants() {
			if n.Type == html.ElementNode && n.Data == "code" {
				recovery = append(recovery, words(n))
			}
		}
		if len(recovery) != 10 {
			t.Fatalf("%v", recovery)
		}
		v.get("/werk/account/").ok(200).has("p", "U hebt nog 10 herstelcodes")

		other := g.browser()
		asked := other.signsIn(other.get("/werk/waterland-oost/rondes/").ok(401), good).ok(200).has("h1", "Tweede stap")
		other.get("/werk/waterland-oost/rondes/").ok(401) // the password alone opens nothing
		form = asked.form("/werk/aanmelden/code")
		form.Set("code", code)
		asked = other.post("/werk/aanmelden/code", form).ok(422)
		form = asked.form("/werk/aanmelden/code")
		form.Set("code", recovery[0])
		if to := other.post("/werk/aanmelden/code", form).ok(303).to(); to != "/werk/waterland-oost/rondes/" {
			t.Errorf("to %s", to)
		}
		other.get("/werk/account/").has("p", "U hebt nog 9 herstelcodes")
		other.post("/werk/account/tweede-stap/uit", url.Values{"opnieuw": {"mis"}}).ok(422).has("a", "Dit is niet uw huidige wachtwoord.")
		other.post("/werk/account/tweede-stap/uit", url.Values{"opnieuw": {good}}).ok(303)
	})
}

func TestMyAccount(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		v, elsewhere := g.browser(), g.browser()
		for _, b := range []visitor{v, elsewhere} {
			b.signsIn(b.get("/werk/aanmelden"), good).ok(303)
		}
		page := v.get("/werk/account/").ok(200).has("h1", "Mijn account").has("strong", "(dit apparaat)")
		v.post("/werk/account/sessies/einde", page.form("/werk/account/sessies/einde")).ok(303)
		elsewhere.get("/werk/").ok(401)
		v.post("/werk/account/naam", url.Values{"naam": {"Sara de Wit"}}).ok(303)
		v.get("/werk/account/?gedaan=naam").has("p", "Uw naam is gewijzigd")
		v.post("/werk/account/naam", url.Values{"naam": {" "}}).ok(422).has("a", "Vul een naam in.")
		v.post("/werk/account/wachtwoord", url.Values{"huidig": {good}, "wachtwoord": {"kort"}}).ok(422).has("a", "ten minste 12 tekens")
		v.post("/werk/account/wachtwoord", url.Values{"huidig": {good}, "wachtwoord": {"vijf schapen op de dijk"}}).ok(303)
		v.get("/werk/account/?gedaan=wachtwoord").ok(200).has("p", "Op andere apparaten bent u afgemeld")
		jobs, err := g.db.Read(g.org.ID).Jobs(ctx)
		g.must(err)
		if last := jobs[len(jobs)-1]; !strings.Contains(last.Payload, "gewijzigd") {
			t.Errorf("nobody is told: %+v", last)
		}
	})
}

func TestForgotten(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		box := mailbox.Start(t, "")
		runner := job.New(g.db, nil, g.do).With(job.Post{Sender: mail.SMTP{Host: box.Addr, From: "doelenboom@example.nl"}, Auth: g.auth, Workplace: g.url})
		v := g.browser()
		var said [2]string
		for i, address := range []string{"niemand@example.nl", "sara@example.nl"} {
			begin := time.Now()
			said[i] = v.post("/werk/wachtwoord-vergeten", url.Values{"adres": {address}}).ok(200).text()
			if took := time.Since(begin); took < 300*time.Millisecond {
				t.Errorf("%s: an answer after %s", address, took)
			}
		}
		if said[0] != said[1] {
			t.Errorf("an address that is known gets another answer:\n%s\n%s", said[0], said[1])
		}
		works, stop := context.WithCancel(ctx)
		defer stop()
		go runner.Run(works)
		for deadline := time.Now().Add(10 * time.Second); len(box.Letters()) == 0 && time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		}
		letters := box.Letters()
		if len(letters) != 1 || letters[0].To != "sara@example.nl" {
			t.Fatalf("%+v", letters)
		}
		_, rest, _ := strings.Cut(letters[0].Text, g.url)
		link := strings.Fields(rest)[0]
		v.get(link).ok(200).has("p", "Voor sara@example.nl")
		v.post(link, url.Values{"wachtwoord": {"kort"}}).ok(422).has("a", "ten minste 12 tekens")
		if to := v.post(link, url.Values{"wachtwoord": {"vijf schapen op de dijk"}}).ok(303).to(); to != "/werk/aanmelden?gedaan=wachtwoord-nieuw" {
			t.Errorf("to %s", to)
		}
		v.get(link).ok(409).has("p", "Deze link is al gebruikt of te oud")
		v.signsIn(v.get("/werk/aanmelden"), "vijf schapen op de dijk").ok(303)
		for range 5 {
			v.post("/werk/wachtwoord-vergeten", url.Values{"adres": {"sara@example.nl"}})
		}
		v.post("/werk/wachtwoord-vergeten", url.Values{"adres": {"sara@example.nl"}}).ok(429)
	})
}

func TestThroughAProvider(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		loggedOut := g.url + "/werk/aanmelden"
		p := provider.Start(t, provider.Client{ID: "doelenboom", Secret: "tussen ons", Redirect: g.url + "/werk/aanmelden/waterland-oost/extern/terug", LoggedOut: loggedOut})
		p.Knows(provider.Person{Subject: "p-1", Name: "Piet Verzonnen", Mail: "sara@example.nl", Groups: []string{"schrijvers"}})
		p.Knows(provider.Person{Subject: "p-2", Name: "Kees Verzonnen", Groups: []string{"koffie"}})
		g.must(g.do.ChangeSignIn(ctx, g.org.ID, cycle.System, cycle.SignIn{
			Issuer: p.Issuer, Client: "doelenboom", Secret: g.auth.SealSecret(g.org.ID, "tussen ons"), OnlyProvider: true,
			Groups: []cycle.GroupRole{{Group: "schrijvers", Role: cycle.RoleAuthor}},
		}))
		v := g.browser()
		v.get("/werk/aanmelden").has("a", "Aanmelden via Provincie Waterland-Oost")
		there := v.get("/werk/aanmelden/waterland-oost/extern?naar=/werk/waterland-oost/rondes/").ok(303).to()
		back := p.SignIn(t, there, "p-1")
		g.browser().get(back.RequestURI()).ok(409).has("p", "Dit aanmelden is niet hier begonnen") // another browser
		if to := v.get(back.RequestURI()).ok(303).to(); to != "/werk/waterland-oost/rondes/" {
			t.Errorf("to %s", to)
		}
		v.get("/werk/waterland-oost/rondes/").ok(200)
		v.get("/werk/account/").ok(200).has("p", "Uw wachtwoord en uw tweede stap beheert u daar")
		out := v.post("/werk/afmelden", nil).ok(200).has("a", "Ook daar afmelden")
		for n := range out.doc.Descendants() {
			if n.Type == html.ElementNode && n.Data == "a" && words(n) == "Ook daar afmelden" {
				if to := p.SignsOut(t, attribute(n, "href")); !strings.HasPrefix(to, loggedOut) {
					t.Errorf("after signing out there the browser is at %s", to)
				}
			}
		}
		there = v.get("/werk/aanmelden/waterland-oost/extern").ok(303).to()
		v.get(p.SignIn(t, there, "p-2").RequestURI()).ok(409).has("p", "nog geen rol")

		// A password does not count here any more, but for who manages.
		v.signsIn(v.get("/werk/aanmelden"), good).ok(303)
		v.get("/werk/waterland-oost/rondes/").ok(409).has("p", "laat alleen aanmelden via de eigen aanbieder toe")
		g.must(g.do.ChangeGrants(ctx, g.org.ID, cycle.System, g.sara.Number, cycle.Granted(cycle.RoleAdmin)))
		v.get("/werk/waterland-oost/").ok(200)
	})
}

func TestSignInPagesInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser")
	}
	eachGate(t, func(t *testing.T, g gate) {
		g.must(g.do.ChangeSignIn(ctx, g.org.ID, cycle.System, cycle.SignIn{Issuer: "https://aanmelden.waterland.example", Client: "doelenboom", Secret: g.auth.SealSecret(g.org.ID, "tussen ons")}))
		page := testkit.Browser(t).Open(t, testkit.Desktop, g.url+"/werk/aanmelden")
		looks := func(name string) {
			t.Helper()
			for _, view := range []testkit.View{testkit.Phone, testkit.Desktop} {
				page.Resize(view)
				page.MustBeAccessible()
				if wide := testkit.Eval[bool](page, `document.documentElement.scrollWidth > innerWidth`); wide {
					t.Errorf("%s is wider than the window", name)
				}
			}
			if dir := os.Getenv("SHOTS"); dir != "" {
				page.Resize(testkit.Phone)
				os.WriteFile(dir+"/"+name+"-phone.png", page.WholePage(), 0o644)
				page.Resize(testkit.Desktop)
				os.WriteFile(dir+"/"+name+".png", page.WholePage(), 0o644)
			}
		}
		fill := func(name, text string) {
			testkit.Eval[bool](page, `(document.getElementById(`+jsString(name)+`).value = `+jsString(text)+`, true)`)
		}
		looks("aanmelden")
		fill("adres", "sara@example.nl")
		fill("wachtwoord", "mis")
		page.Follow(".sign-in .button")
		looks("aanmelden-fout")
		fill("wachtwoord", good)
		page.Follow(".sign-in .button")
		page.Go(g.url + "/werk/account/")
		looks("account")
		page.Go(g.url + "/werk/account/tweede-stap")
		looks("tweede-stap")
		code, err := totp.GenerateCode(page.Text(".secret"), g.now)
		g.must(err)
		fill("code", code)
		page.Follow(".sign-in .button")
		looks("herstelcodes")
		recovery := page.Text(".codes code")
		page.Go(g.url + "/werk/account/")
		looks("account-tweede-stap")
		g.must(g.db.Sessions().EndSessions(ctx, g.sara.Account, ""))
		page.Follow(`form[action="/werk/account/naam"] .button`)
		looks("verlopen")
		fill("adres", "sara@example.nl")
		fill("wachtwoord", good)
		page.Follow(".sign-in .button")
		looks("code")
		fill("code", recovery)
		page.Follow(".sign-in .button")
		looks("terug")
		page.Follow("main .button")
		if got := page.Text(".done"); !strings.Contains(got, "Uw naam is gewijzigd") {
			t.Errorf("%s", got)
		}
		page.Go(g.url + "/werk/wachtwoord-vergeten")
		looks("vergeten")
		ticket, err := g.auth.NewTicket(ctx, g.sara.Account, store.Invitation)
		g.must(err)
		page.Go(g.url + "/werk/wachtwoord/" + ticket)
		looks("uitnodiging")
		for _, problem := range page.Problems() {
			if !strings.HasPrefix(problem, "Failed to load resource") { // a page that says no has such a status
				t.Error(problem)
			}
		}
	})
}

func jsString(text string) string { return `"` + strings.ReplaceAll(text, `"`, `\"`) + `"` }
