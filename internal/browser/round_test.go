package browser

import (
	"context"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/auth"
	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/job"
	"doelenboom/internal/public"
	"doelenboom/internal/richtext"
	"doelenboom/internal/server"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
	"doelenboom/internal/testkit/databases"
	"doelenboom/internal/web"
)

// Six people do a whole round in the browser, from opening Monitor 2026-I to the published edition: the coordinator opens
// it, two authors write, the controller sends one back and lets both pass, the executive approves and establishes, the
// coordinator offers, and the clerk enters what the council decided. Once with scripts and once without.
func TestSixPeopleDoAWholeRound(t *testing.T) {
	if testing.Short() {
		t.Skip("without a browser: make test does the round")
	}
	for name, view := range map[string]testkit.View{"with scripts": testkit.Desktop, "without scripts": testkit.Phone.WithoutScript()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRound(t)
			r.play(t, view)
		})
	}
}

// players are the people of the round; each signs in with the same password.
var players = []struct {
	name string
	role cycle.Role
}{
	{"carolien", cycle.RoleCoordinator}, {"lotte", cycle.RoleAuthor}, {"daan", cycle.RoleAuthor}, {"wouter", cycle.RoleChecker},
	{"eva", cycle.RoleHolder}, {"maarten", cycle.RoleClerk},
}

const password = "een-zin-die-niemand-raadt"

// playedRound is an invented province with a budget, served as the program serves it.
type playedRound struct {
	url string
	db  *store.DB
	org cycle.Organisation
}

func newRound(t *testing.T) *playedRound {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	db := databases.Open(t, databases.SQLite(t))
	blobs, err := blob.Open(blob.Config{Dir: filepath.Join(t.TempDir(), "blob"), Volatile: true})
	must(err)
	do := change.New(db, blobs)
	jobs := job.New(db, blobs, do)
	key, err := auth.OpenKey(t.TempDir())
	must(err)
	signIn := auth.New(db.Sessions(), key, auth.Demonstration)

	r := &playedRound{db: db}
	r.org, err = do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Province, "waterland-oost", "Provincie Waterland-Oost (verzonnen)"))
	must(err)
	people := map[string]cycle.User{}
	for _, p := range players {
		u := cycle.User{ID: p.name + "@example.nl", Name: strings.ToUpper(p.name[:1]) + p.name[1:] + " (verzonnen)", Grants: cycle.Granted(p.role)}
		people[p.name], err = do.InviteUser(ctx, r.org.ID, cycle.System, u, false)
		must(err)
		must(signIn.FirstPassword(ctx, people[p.name].Account, password))
	}
	budget, err := do.AddEdition(ctx, r.org.ID, people["carolien"], cycle.Edition{Kind: cycle.Budget, Slug: "begroting-2026", Name: "Begroting 2026", Year: 2026, TakenOver: true})
	must(err)
	placed, err := do.SetTree(ctx, r.org.ID, people["carolien"], budget.ID, []change.Placing{
		{Number: "5", Title: "Economie"}, {Number: "5.1", Title: "Werklocaties", ParentNumber: "5"},
		{Number: "5.1.1", Title: "Bedrijventerreinen", ParentNumber: "5.1"}, {Number: "5.1.2", Title: "Havens en kades", ParentNumber: "5.1"},
	})
	must(err)
	authors := []string{"lotte", "daan"}
	reports, err := do.OpenReports(ctx, r.org.ID, people["carolien"], budget.ID, []change.Assignment{
		{Node: placed[2].Node, Author: people["lotte"].Number}, {Node: placed[3].Node, Author: people["daan"].Number},
	})
	must(err)
	for i, report := range reports {
		report.Sections = []cycle.SectionText{{Key: cycle.Summary, Text: richtext.Paragraphs("Wij maken ruimte voor bedrijven in 2026.")}}
		must(do.WriteReport(ctx, r.org.ID, people[authors[i]], report.ID, 1, report))
	}
	_, err = do.PublishEdition(ctx, r.org.ID, people["carolien"], budget.ID, cycle.Release{State: cycle.StateUnknown})
	must(err)
	must(jobs.RunPending(ctx, r.org.ID))

	site, err := public.New(ctx, db.Published(), blobs)
	must(err)
	work := web.New(web.Config{Read: db.Readers(), Do: do, Auth: signIn, Preview: job.NewPreviews(jobs).Page})
	s := httptest.NewServer(server.Site{Public: site, Mounts: []server.Mount{{Prefix: "/werk/", Handler: work}}}.Handler())
	t.Cleanup(func() { s.Close(); stop(); site.Close() })
	go site.Watch(ctx)
	go jobs.Run(ctx)
	r.url = s.URL + "/"
	return r
}

// player is one person's browser.
type player struct {
	t    *testing.T
	page *testkit.Page
	home string
}

// as signs somebody in, in a window of their own.
func (r *playedRound) as(t *testing.T, view testkit.View, name string) player {
	t.Helper()
	p := player{t, testkit.Browser(t).Open(t, view, r.url+"werk/"), r.url + "werk/" + r.org.Slug + "/"}
	p.fill("#adres", name+"@example.nl")
	p.fill("#wachtwoord", password)
	p.follow("form.sign-in .button")
	return p
}

func (p player) fill(selector, text string) {
	p.t.Helper()
	p.page.Click(selector)
	p.page.Insert(text) // other tests type
}

// day fills in a date, which each language of a browser types in another order.
func (p player) day(name string, day cycle.Date) {
	p.t.Helper()
	testkit.Eval[bool](p.page, `(document.getElementById("`+name+`").value = "`+string(day)+`", true)`)
}

func (p player) follow(selector string) {
	p.t.Helper()
	p.page.Follow(selector)
}

// goes opens a page below the organisation.
func (p player) goes(path string) {
	p.t.Helper()
	p.page.Go(p.home + path)
}

// link follows the first link that holds a text.
func (p player) link(text string) {
	p.t.Helper()
	if !testkit.Eval[bool](p.page, `(() => { const a = [...document.querySelectorAll("main a")].find(a => a.textContent.includes("`+text+`")); a?.setAttribute("data-next", ""); return a != null })()`) {
		p.t.Fatalf("no link %q on %s:\n%s", text, p.page.Address(), p.page.Text("main"))
	}
	p.follow("[data-next]")
}

// says fails the test unless the page holds a text.
func (p player) says(text string) {
	p.t.Helper()
	if all := p.page.Text("main"); !strings.Contains(all, text) {
		p.t.Fatalf("%s does not say %q:\n%s", p.page.Address(), text, all)
	}
}

// writes fills in a report that is on My work and hands it in.
func (p player) writes(number, headline, progress string) {
	p.t.Helper()
	p.goes("")
	p.link(number)
	p.link("Schrijven")
	p.fill("#kernzin", headline)
	p.page.Click(`input[name="score.inhoud"][value="groen"]`)
	p.page.Click(`input[name="score.geld"][value="groen"]`)
	if testkit.Eval[bool](p.page, `document.querySelector(".ProseMirror") != null`) {
		p.fill(`.richfield:has([name="rubriek.voortgang"]) .ProseMirror`, progress)
	} else {
		p.fill(`[name="rubriek.voortgang"]`, progress)
	}
	p.follow(`button[value="indienen"]`)
	p.says("Ingediend.")
}

func (r *playedRound) play(t *testing.T, view testkit.View) {
	today := time.Now().UTC()
	day := cycle.Date(today.Format(time.DateOnly))

	coordinator := r.as(t, view, "carolien")
	coordinator.goes("rondes/nieuw")
	coordinator.page.Click(`input[name="soort"][value="monitor"]`)
	testkit.Eval[bool](coordinator.page, `(document.getElementById("jaar").value = "2026", true)`)
	coordinator.day("vergadering", day.AddDays(70))
	coordinator.follow("form.form-page .buttons .button")
	coordinator.follow("form.form-page .buttons .button")
	coordinator.says("De ronde is open.")

	lotte, daan := r.as(t, view, "lotte"), r.as(t, view, "daan")
	lotte.writes("5.1.1", "Twee van de drie kavels zijn verkocht.", "Op 3 april zijn twee kavels verkocht voor € 400.000.")
	daan.writes("5.1.2", "De kade ligt er voor de helft.", "Van de 200 meter kade is 100 meter klaar.")

	controller := r.as(t, view, "wouter")
	controller.link("5.1.2")
	controller.fill("#reden", "Noem de dag waarop de rest klaar is.")
	controller.follow(".decide .button.danger")
	controller.says("Teruggestuurd.")

	daan.goes("")
	daan.says("teruggestuurd")
	daan.link("5.1.2")
	daan.says("Noem de dag waarop de rest klaar is.")
	daan.link("Schrijven")
	daan.fill(`[name="mijlpaal.nieuw1.tekst"]`, "Hele kade klaar")
	daan.fill(`[name="mijlpaal.nieuw1.datum"]`, "1 december 2026")
	daan.follow(`button[value="indienen"]`)
	for _, number := range []string{"5.1.1", "5.1.2"} {
		controller.goes("")
		controller.link(number)
		controller.follow(".decide-bar form .button")
		controller.says("Gecontroleerd.")
	}

	executive := r.as(t, view, "eva")
	executive.goes("rondes/monitor-2026-1/bestuur")
	executive.says("De kade ligt er voor de helft.")
	for range 2 {
		executive.follow(`button[name="alleen"]`)
	}
	executive.follow(`form[action$="/bestuur/vaststellen"] .button`)
	executive.says("Vastgesteld.")

	coordinator.goes("rondes/monitor-2026-1/aanbieden")
	coordinator.day("dag", day)
	coordinator.follow("main form .button")
	coordinator.says("Aangeboden.")
	r.publicSays(t, view, "monitor-2026-1/", "Aangeboden aan Provinciale Staten")

	clerk := r.as(t, view, "maarten")
	clerk.goes("rondes/monitor-2026-1/amendementen/nieuw/")
	clerk.fill("#nummer", "A1")
	clerk.fill("#titel", "Ook de laatste kavel")
	clerk.fill("#indiener", "Lid Visser (verzonnen)")
	clerk.fill("#tekst", "Zet ook de laatste kavel te koop.")
	testkit.Eval[bool](clerk.page, `(document.getElementById("onderdeel").value = [...document.getElementById("onderdeel").options].find(o => o.text.includes("5.1.1")).value, document.getElementById("uitkomst").value = "aangenomen", true)`)
	clerk.follow("main form .button")
	clerk.link("Tekst aanpassen")
	clerk.page.Click("#kernzin")
	clerk.page.Insert(" Ook de laatste kavel gaat te koop.")
	clerk.follow(`.write-bar .button`)
	clerk.goes("rondes/monitor-2026-1/amendementen/")
	clerk.follow(`form[action$="/verwerkt"] .button`)
	clerk.goes("rondes/monitor-2026-1/vaststellen")
	clerk.day("dag", day)
	clerk.fill("#besluit", "PS/2026/300")
	clerk.follow("main form .button")

	r.publicSays(t, view, "monitor-2026-1/", "Ook de laatste kavel")
	r.publicSays(t, view, "monitor-2026-1/", "A1")
}

// publicSays waits until a page that everybody sees holds a text.
func (r *playedRound) publicSays(t *testing.T, view testkit.View, path, text string) {
	t.Helper()
	page := testkit.Browser(t).Open(t, view, r.url+r.org.Slug+"/"+path)
	for range 100 {
		if strings.Contains(page.Text("body"), text) {
			return
		}
		time.Sleep(200 * time.Millisecond)
		page.Reload()
	}
	t.Fatalf("%s does not say %q:\n%s", path, text, page.Text("body"))
}
