package web_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/store"
	"doelenboom/internal/web"
)

// door is what a page of the door answers when nothing, or nothing right, is sent: to nobody, and to who is signed in. A page
// that changes something never does so then.
type door struct{ nobody, in int }

// doors are all pages for who is not signed in. A new one fails the test until it stands here.
var doors = map[string]door{
	"GET /werk/aanmelden":                            {200, 303}, // who is in goes on
	"POST /werk/aanmelden":                           {422, 422},
	"POST /werk/aanmelden/code":                      {401, 401}, // without a session that waits for it
	"POST /werk/afmelden":                            {200, 200}, // whoever asks is out
	"GET /werk/aanmelden/{organisatie}/extern":       {404, 404}, // the organisation has no provider
	"GET /werk/aanmelden/{organisatie}/extern/terug": {409, 409}, // nobody went to one
	"GET /werk/wachtwoord-vergeten":                  {200, 200},
	"POST /werk/wachtwoord-vergeten":                 {200, 200}, // it is the same to every address
	"GET /werk/wachtwoord/{ticket}":                  {409, 409}, // no such letter was sent
	"POST /werk/wachtwoord/{ticket}":                 {409, 409},
}

// own is what the pages of an account answer then.
var own = map[string]int{
	"GET /werk/account/{$}": 200, "POST /werk/account/naam": 422, "POST /werk/account/wachtwoord": 422, "GET /werk/account/tweede-stap": 200,
	"POST /werk/account/tweede-stap": 409, "POST /werk/account/tweede-stap/uit": 422, "POST /werk/account/herstelcodes": 422,
	"POST /werk/account/koppelen": 422, "POST /werk/account/losmaken": 422, "POST /werk/account/sessies/einde": 404, "POST /werk/account/sessies/andere": 303,
}

func TestEveryDoorSaysWhoMay(t *testing.T) {
	routes := web.OpenRoutes()
	for _, pattern := range routes {
		if _, told := doors[pattern]; !told {
			t.Errorf("what does %s answer? Say it in doors", pattern)
		}
	}
	for pattern := range doors {
		if !slices.Contains(routes, pattern) {
			t.Errorf("there is no %s any more", pattern)
		}
	}
	for _, pattern := range web.OwnRoutes() {
		if own[pattern] == 0 {
			t.Errorf("what does %s answer? Say it in own", pattern)
		}
	}
}

// Every page of the door and of the account, by nobody, by somebody who is in, and by who is in halfway: nothing is written,
// no password changes, and nobody is in who was not.
func TestEveryDoorAsNobodyAndAsSomebody(t *testing.T) {
	eachGate(t, func(t *testing.T, g gate) {
		before, line := g.account(), g.line()
		walk := func(who, pattern string, v visitor, want int) {
			t.Helper()
			method, path, _ := strings.Cut(pattern, " ")
			path = strings.NewReplacer("{$}", "", "{organisatie}", g.org.Slug, "{ticket}", "van-een-ander").Replace(path)
			got := answered{}
			if method == "GET" {
				got = v.get(path)
			} else {
				got = v.post(path, url.Values{"adres": {"niemand@example.nl"}, "sessie": {"van-een-ander"}})
			}
			if got.status != want {
				t.Errorf("%s by %s: %d, want %d", pattern, who, got.status, want)
			}
			if now := g.account(); now != before {
				t.Errorf("%s by %s changed an account: %v, then %v", pattern, who, before, now)
			}
		}
		for pattern, want := range doors {
			nobody := g.browser()
			walk("nobody", pattern, nobody, want.nobody)
			nobody.get("/werk/account/").ok(401)
			walk("somebody", pattern, g.here(), want.in)
		}
		for pattern, want := range own {
			walk("nobody", pattern, g.browser(), 401)
			walk("somebody", pattern, g.here(), want)
		}
		g.must(g.factor())
		before = g.account()
		for pattern := range own { // the password was given, the second factor was not
			half := g.browser()
			half.signsIn(half.get("/werk/aanmelden"), good).ok(200)
			walk("somebody halfway", pattern, half, 401)
		}
		if now := g.line(); now != line {
			t.Errorf("%d lines of history more", now-line)
		}
		for _, slug := range []string{"bestaat-niet", "%00", "..%2f.."} {
			g.browser().get("/werk/aanmelden/" + slug + "/extern").ok(404)
		}
	})
}

// account is what an account signs in with.
func (g gate) account() (all [2]string) {
	g.Helper()
	a, err := g.auth.Account(ctx, g.sara.Account)
	g.must(err)
	return [2]string{a.Password, a.Secret}
}

// factor gives the account of Sara a second factor.
func (g gate) factor() error {
	return g.db.Sessions().SaveAccount(ctx, func() store.Account {
		a, err := g.auth.Account(ctx, g.sara.Account)
		g.must(err)
		a.Secret = "iets"
		return a
	}())
}
