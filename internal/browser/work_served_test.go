package browser

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"doelenboom/internal/auth"
	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/demo"
	"doelenboom/internal/richtext"
	"doelenboom/internal/server"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
	"doelenboom/internal/web"
	"doelenboom/sample"
)

// workplace is the sample province in the middle of its round, the day after writing closed, served to whoever the
// cookie says.
type workplace struct {
	url     string // ends in a slash
	db      *store.DB
	do      *change.Service
	org     cycle.Organisation
	round   cycle.Edition
	reports map[string]cycle.ReportID // of the round, by number
	people  map[string]cycle.User     // by the first name in their address
	later   later

	auth     *auth.Service
	accounts map[string]account // those with a password, by name
	sealed   string             // a second factor that is being set up
	ticket   string             // with which somebody chooses a new password
}

// thursday is the moment at which the workplace stands still.
var thursday = time.Date(2026, 5, 21, 7, 4, 0, 0, time.UTC)

// Who is who in the sample, by the first name.
const (
	author      = "yara" // writes programme 3
	checker     = "wouter"
	coordinator = "carolien"
	clerk       = "maarten"
	adviser     = "adviseur"
	twoJobs     = "twee"
	manager     = "beheer"
)

// working is a workplace that every test looks at and none changes.
func working(t *testing.T) *workplace { t.Helper(); return opened(t, standing) }

// changing is one for the tests that do the work, each in a report of its own.
func changing(t *testing.T) *workplace { t.Helper(); return opened(t, moving) }

var standing, moving = sync.OnceValues(openWorkplace), sync.OnceValues(openWorkplace)

func opened(t *testing.T, open func() (*workplace, error)) *workplace {
	t.Helper()
	if testing.Short() {
		t.Skip("without a browser: make test looks at the workplace")
	}
	w, err := open()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func openWorkplace() (*workplace, error) {
	dir, err := os.MkdirTemp("", "doelenboom-work-")
	if err != nil {
		return nil, err
	}
	ended = append(ended, func() { os.RemoveAll(dir) })
	ctx := context.Background()
	now := func() time.Time { return thursday }
	db, err := store.Open(ctx, store.Config{Dir: dir, Volatile: true, Now: now})
	if err != nil {
		return nil, err
	}
	ended = append(ended, func() { db.Close() })
	blobs, err := blob.Open(blob.Config{Dir: filepath.Join(dir, "blob"), Volatile: true})
	if err != nil {
		return nil, err
	}
	w := &workplace{db: db, do: change.New(db, blobs), reports: map[string]cycle.ReportID{}, people: map[string]cycle.User{}, accounts: map[string]account{}}
	if err := w.fill(ctx); err != nil {
		return nil, err
	}
	site := web.New(web.Config{Read: db.Readers(), Do: w.do, Auth: w.auth, Now: now, SignedIn: w.signedIn})
	s := httptest.NewServer(server.Site{Public: http.HandlerFunc(becomeSomebody), Mounts: []server.Mount{{Prefix: "/werk/", Handler: site}}}.Handler())
	ended = append(ended, s.Close)
	w.url = s.URL + "/"
	return w, nil
}

func (w *workplace) signedIn(r *http.Request) (store.Session, error) {
	c, err := r.Cookie("als")
	if err != nil || c.Value == nobody {
		return store.Session{}, nil
	}
	if a, known := w.accounts[c.Value]; known {
		return a.session, nil
	}
	return store.Session{Account: c.Value}, nil
}

// becomeSomebody signs in whoever the address names.
func becomeSomebody(w http.ResponseWriter, r *http.Request) {
	who, named := strings.CutPrefix(r.URL.Path, "/als/")
	if !named { // what a browser asks of its own accord
		w.WriteHeader(http.StatusNoContent)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: "als", Value: who, Path: "/"})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write([]byte(`<!doctype html><html lang="nl"><title>Als iemand</title>`))
}

func (w *workplace) fill(ctx context.Context) error {
	org, err := demo.LoadOne(ctx, sample.Files, "provincie", w.do, func(context.Context, cycle.OrganisationID) error { return nil })
	if err != nil {
		return err
	}
	w.org = org
	for _, step := range []func(context.Context) error{w.admit, w.open, w.busy, w.states, w.addLater} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// admit gives everybody an account, and adds who the sample lacks.
func (w *workplace) admit(ctx context.Context) error {
	users, err := w.db.Read(w.org.ID).Users(ctx)
	if err != nil {
		return err
	}
	for _, u := range users {
		was := u
		u.Account, _, _ = strings.Cut(u.ID, "-")
		err := w.db.Write(ctx, w.org.ID, func(tx *store.Tx) error {
			if err := tx.SaveUser(ctx, u); err != nil {
				return err
			}
			return tx.Record(ctx, cycle.System, "user.admitted", was, u)
		})
		if err != nil {
			return err
		}
		w.people[u.Account] = u
	}
	second, err := w.do.AddOrganisation(ctx, cycle.System, imported())
	if err != nil {
		return err
	}
	for org, add := range map[cycle.OrganisationID][]cycle.User{
		w.org.ID: {{ID: "adviseur@example.nl", Name: "Ad Viseur", Account: adviser, Grants: cycle.Granted(cycle.RoleAdviser)},
			{ID: "beheer@example.nl", Name: "Be Heer", Account: manager, Grants: cycle.Granted(cycle.RoleAdmin)}, {ID: "twee@example.nl", Name: "Twee Banen", Account: twoJobs, Grants: cycle.Granted(cycle.RoleReader)}},
		second.ID: {{ID: "twee@example.nl", Name: "Twee Banen", Account: twoJobs, Grants: cycle.Granted(cycle.RoleReader)}},
	} {
		for _, u := range add {
			if w.people[u.Account], err = w.do.AddUser(ctx, org, cycle.System, u); err != nil {
				return err
			}
		}
	}
	return nil
}

// open lets the round of the sample have closed for writers yesterday, and adds an edition without reports.
func (w *workplace) open(ctx context.Context) error {
	read := w.db.Read(w.org.ID)
	var err error
	if w.round, err = read.EditionBySlug(ctx, "monitor-2026-1"); err != nil {
		return err
	}
	err = w.do.ChangeEdition(ctx, w.org.ID, cycle.System, w.round.ID, func(e cycle.Edition) (cycle.Edition, error) {
		e.ClosesAt = "2026-05-20"
		e.Calendar = cycle.Calendar{Start: "2026-04-29", Check: "2026-06-03", Approve: "2026-06-10", Establish: "2026-06-21", Offer: "2026-06-24", Meeting: "2026-07-15"}
		return e, nil
	})
	if err != nil {
		return err
	}
	_, err = w.do.AddEdition(ctx, w.org.ID, cycle.System, cycle.Edition{Kind: cycle.Budget, Slug: "begroting-2027", Name: "Begroting 2027", Year: 2027})
	if err != nil {
		return err
	}
	lines, err := read.ReportLines(ctx, w.round.ID)
	for _, l := range lines {
		w.reports[l.Number] = l.ID
	}
	return err
}

// busy puts into the round what the sample does not have: typing that is not saved, a report in which nothing stands, one
// in which the checks find much, and remarks.
func (w *workplace) busy(ctx context.Context) error {
	typing := func(who, number, headline string) error {
		r, err := w.db.Read(w.org.ID).Report(ctx, w.reports[number])
		if err != nil {
			return err
		}
		text := r
		text.Headline = headline
		_, err = w.do.SaveDraft(ctx, w.org.ID, w.people[who], cycle.Draft{Report: r.ID, Text: text, Seen: r.Version})
		return err
	}
	if err := typing("bas", drafted, "Er reden meer buurtbussen dan verwacht."); err != nil {
		return err
	}
	if err := typing(coordinator, drafted, "Er reden evenveel buurtbussen."); err != nil {
		return err
	}
	if err := w.write(ctx, author, empty, func(r *cycle.Report) { *r = cycle.Report{} }); err != nil {
		return err
	}
	err := w.write(ctx, "daan", doubtful, func(r *cycle.Report) {
		r.Headline = "Conform planning worden de mogelijkheden ter zake verder verkend."
		r.Scores = []cycle.Score{{Aspect: "inhoud", Value: cycle.Orange}}
		r.Sections = []cycle.SectionText{{Key: cycle.Progress, Text: richtext.Paragraphs("Zie prestatie 99.9.9 en XX. Dit wordt naar verwachting binnenkort opgepakt.")}}
	})
	if err != nil {
		return err
	}
	later := cycle.Date("2026-06-01")
	more := []cycle.ReportID{w.reports[typed], w.reports[unscript]}
	if err := w.do.AssignReports(ctx, w.org.ID, w.people[coordinator], more, cycle.Assignment{Due: &later}, cycle.ThemeTurn{}); err != nil {
		return err
	}
	return w.remark(ctx)
}

// Reports of the round in a state of their own.
const (
	sentBack = "3.1.1" // by yara, sent back, full of text
	empty    = "3.2.2" // by yara, nothing in it
	drafted  = "3.3.2" // by bas, with typing that is not saved
	doubtful = "2.2.3" // by daan, with findings
	handedIn = "3.2.1" // by yara, with remarks
	typed    = "1.1.3" // by lotte, for the test that types
	unscript = "2.3.2" // by daan, for the test without scripts
)

func (w *workplace) write(ctx context.Context, who, number string, fill func(*cycle.Report)) error {
	r, err := w.db.Read(w.org.ID).Report(ctx, w.reports[number])
	if err != nil {
		return err
	}
	text := r
	fill(&text)
	return w.do.WriteReport(ctx, w.org.ID, w.people[who], r.ID, r.Version, text)
}

func (w *workplace) remark(ctx context.Context) error {
	r, err := w.db.Read(w.org.ID).Report(ctx, w.reports[handedIn])
	if err != nil {
		return err
	}
	progress, _ := r.Section(cycle.Progress)
	say := func(who string, c cycle.Comment) error {
		c.Report = r.ID
		return w.do.AddComment(ctx, w.org.ID, w.people[who], c)
	}
	if err := say(checker, cycle.Comment{Text: "Om hoeveel kilometer gaat het?", Block: progress.Text[0].ID, Quote: "De route"}); err != nil {
		return err
	}
	comments, err := w.db.Read(w.org.ID).Comments(ctx, r.ID)
	if err != nil {
		return err
	}
	if err := say(author, cycle.Comment{Text: "Om 3,2 kilometer.\n\nDat stond er eerst ook.", Answers: string(comments[0].ID), Block: progress.Text[0].ID}); err != nil {
		return err
	}
	if err := say(checker, cycle.Comment{Text: "Verder helder."}); err != nil {
		return err
	}
	comments, err = w.db.Read(w.org.ID).Comments(ctx, r.ID)
	if err != nil {
		return err
	}
	return w.do.ResolveComment(ctx, w.org.ID, w.people[author], r.ID, comments[len(comments)-1].ID)
}

// report is a report as it is now.
func (w *workplace) report(t *testing.T, number string) cycle.Report {
	t.Helper()
	r, err := w.db.Read(w.org.ID).Report(context.Background(), w.reports[number])
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// scene is a page of the workplace in one state.
type scene struct {
	name string
	who  string
	path string // below the workplace of the organisation, unless it begins with a slash
	post string // what is sent there instead, "name=value&…"; {versie} is the version of the report
	says string // what tells that it is this state

	refused bool // a form that comes back
}

func (w *workplace) scenes() []scene {
	at := func(number string) string { return "verantwoordingen/" + string(w.reports[number]) + "/" }
	long := strings.Repeat("lang+", 50)
	wrong := "versie={versie}&kernzin=" + long + "&looptijd=tijdelijk&tot=ooit&feiten=ja&score.inhoud=paars&mijlpaal.nieuw1.tekst=Brug&mijlpaal.nieuw1.datum=ooit&rubriek.voortgang=Dit+blijft+staan."
	return slices.Concat(w.doorScenes(), w.stateScenes(), []scene{
		{name: "aanmelden", who: nobody, path: "", says: "Aanmelden via Provincie Waterland-Oost"},
		{name: "geen organisatie", who: "zomaar-iemand", path: "/werk/", says: "hoort nog bij geen organisatie"},
		{name: "organisatie kiezen", who: twoJobs, path: "/werk/", says: "Voor welke organisatie"},
		{name: "mijn werk, leeg", who: clerk, path: "", says: "Er ligt nu niets voor u klaar"},
		{name: "mijn werk, te laat", who: author, path: "", says: "te laat: uiterlijk 20 mei 2026"},
		{name: "mijn werk, na indienen", who: checker, path: "?gedaan=ingediend", says: "Ingediend."},
		{name: "rondes", who: coordinator, path: "rondes/", says: "Nu bezig"},
		{name: "ronde, te laat", who: coordinator, path: "rondes/monitor-2026-1/", says: "Te laat"},
		{name: "ronde, een deel", who: coordinator, path: "rondes/monitor-2026-1/?programma=3&stand=teruggestuurd", says: "programma 3, teruggestuurd"},
		{name: "ronde, voor een lezer", who: clerk, path: "rondes/monitor-2026-1/", says: "Alle verantwoordingen"},
		{name: "ronde zonder verantwoordingen", who: coordinator, path: "rondes/begroting-2027/", says: "nog geen verantwoordingen"},
		{name: "bevindingen van de ronde", who: coordinator, path: "rondes/monitor-2026-1/bevindingen", says: "Bevindingen"},
		{name: "verloop van de ronde", who: coordinator, path: "rondes/monitor-2026-1/verloop", says: "Verloop"},
		{name: "wijzigen", who: coordinator, path: "rondes/monitor-2026-1/wijzigen", post: "stuk=" + string(w.reports[sentBack]) + "&dag=2026-06-01", says: "Dit gaat er veranderen"},
		{name: "wijzigen, met een fout", who: coordinator, path: "rondes/monitor-2026-1/wijzigen", post: "stuk=" + string(w.reports[sentBack]) + "&dag=morgen", says: "is geen dag", refused: true},
		{name: "schrijven, leeg", who: author, path: at(empty) + "schrijven", says: "Nog niets gewijzigd"},
		{name: "schrijven, teruggestuurd", who: author, path: at(sentBack) + "schrijven", says: "Teruggestuurd:"},
		{name: "schrijven, met een concept", who: "bas", path: at(drafted) + "schrijven", says: "schrijft ook in dit stuk"},
		{name: "schrijven, met bevindingen", who: "daan", path: at(doubtful) + "schrijven", says: "bevinding"},
		{name: "schrijven, met fouten", who: author, path: at(empty) + "schrijven", post: wrong, says: "Er is nog iets te herstellen", refused: true},
		{name: "meeschrijven", who: adviser, path: at(sentBack) + "schrijven", says: "Blijft dit binnen het budget?"},
		{name: "kiezen", who: author, path: at(sentBack) + "schrijven", post: "versie=1&kernzin=Heel+anders.&rubriek.voortgang=Ook+anders.", says: "U sloeg dit stuk intussen ook in een ander venster op"},
		{name: "lezen, om te controleren", who: checker, path: at(handedIn), says: "Beslissen"},
		{name: "lezen, de hele tekst", who: checker, path: at(handedIn) + "?toon=tekst", says: "U leest de hele tekst"},
		{name: "lezen, door de schrijver", who: author, path: at(sentBack), says: "Teruggestuurd:"},
		{name: "lezen, met bevindingen", who: "daan", path: at(doubtful), says: "Dit vond de controle"},
		{name: "lezen, terugsturen zonder reden", who: checker, path: at(handedIn) + "terugsturen", post: "versie={versie:" + handedIn + "}&reden=", says: "schrijf waarom", refused: true},
		{name: "lezen, lege opmerking", who: checker, path: at(handedIn) + "opmerkingen", post: "tekst=", says: "schrijf wat u wilt opmerken", refused: true},
		{name: "geschiedenis", who: checker, path: at(handedIn) + "geschiedenis", says: "Geschiedenis"},
		{name: "nieuwe ronde", who: coordinator, path: "rondes/nieuw", says: "Nieuwe ronde"},
		{name: "ronde instellen", who: coordinator, path: "rondes/monitor-2026-1/instellen", says: "Monitor 2026-I"},
		{name: "instellingen van de ronde", who: coordinator, path: "rondes/monitor-2026-1/instellingen", says: "Monitor 2026-I"},
		{name: "organisatie inrichten", who: coordinator, path: "inrichten/", says: "Merwerland"},
		{name: "standaard", who: coordinator, path: "inrichten/standaard", says: "Waar een nieuwe ronde mee begint"},
		{name: "huisstijl", who: coordinator, path: "inrichten/huisstijl", says: "Huisstijl"},
		{name: "aanmelden inrichten", who: manager, path: "inrichten/aanmelden", says: "aanmelden"},
		{name: "doelenboom", who: coordinator, path: "rondes/monitor-2026-1/boom/", says: "Kies een onderdeel"},
		{name: "doelenboom, iets toevoegen", who: coordinator, path: "rondes/monitor-2026-1/boom/stap", says: "Toevoegen"},
		{name: "doelenboom, stap met fouten", who: coordinator, path: "rondes/monitor-2026-1/boom/stap", post: "versie=0&soort=toevoegen&toevoegen.titel=", says: "te herstellen", refused: true},
		{name: "bestuur", who: coordinator, path: "rondes/monitor-2026-1/bestuur", says: "verantwoordingen"},
		{name: "aanbieden, wat nog moet", who: coordinator, path: "rondes/monitor-2026-1/aanbieden", says: "Dit moet eerst gebeuren"},
		{name: "amendementen, geen", who: coordinator, path: "rondes/monitor-2026-1/amendementen/", says: "Amendementen"},
		{name: "mensen", who: manager, path: "mensen/", says: "Yara Simonis"},
		{name: "iemand toevoegen", who: manager, path: "mensen/nieuw", says: "Iemand toevoegen"},
		{name: "iemand toevoegen, met fouten", who: manager, path: "mensen/nieuw", post: "adres=geen-adres&naam=", says: "vul een naam in", refused: true},
		{name: "een mens", who: manager, path: "mensen/" + strconv.Itoa(int(w.people[author].Number)) + "/", says: "Yara Simonis"},
		{name: "mensen inlezen", who: manager, path: "mensen/inlezen", says: "Mensen inlezen"},
		{name: "herinneringen", who: coordinator, path: "rondes/monitor-2026-1/herinneringen", says: "Herinneringen"},
		{name: "herinneren", who: coordinator, path: "rondes/monitor-2026-1/herinneren", post: "stuk=" + string(w.reports[sentBack]), says: "Herinneren"},
		{name: "brieven", who: coordinator, path: "brieven/", says: "Brieven"},
		{name: "omzettabel", who: coordinator, path: "rondes/monitor-2026-1/boom/omzetten", says: "Omzettabel"},
		{name: "niet gevonden", who: author, path: "verantwoordingen/bestaat-niet/", says: "Deze pagina is er niet"},
		{name: "kan nu niet", who: author, path: at(handedIn) + "schrijven", says: "Dit kan nu niet"},
	}, w.laterScenes())
}

func (s scene) String() string { return s.name }

// show brings a tab to a scene.
func (w *workplace) show(t *testing.T, page *testkit.Page, s scene) {
	t.Helper()
	address := s.path
	if !strings.HasPrefix(address, "/") {
		address = "/werk/" + w.org.Slug + "/" + address
	}
	address = w.url + strings.TrimPrefix(address, "/")
	page.SetCookie(w.url, "als", s.who)
	if s.post == "" {
		page.Go(address)
	} else {
		page.Go(w.url + "als/" + s.who) // a form must come from this site
		page.Leave(`(f => { f.method = "post"; f.action = ` + strconv.Quote(address) + `;
			for (const [name, value] of new URLSearchParams(` + strconv.Quote(w.versions(t, s)) + `)) { const i = document.createElement("input"); i.type = "hidden"; i.name = name; i.value = value; f.append(i); }
			document.body.append(f); f.submit(); return true })(document.createElement("form"))`)
	}
	if !strings.Contains(testkit.Eval[string](page, `document.body.textContent`), s.says) {
		t.Errorf("%s does not say %q: %.300s", s.name, s.says, page.Text("main"))
	}
}

// versions fills in the version of the report that a form goes on from.
func (w *workplace) versions(t *testing.T, s scene) string {
	form := s.post
	for _, number := range []string{empty, handedIn} {
		form = strings.ReplaceAll(form, "{versie:"+number+"}", strconv.Itoa(w.report(t, number).Version))
	}
	return strings.ReplaceAll(form, "{versie}", strconv.Itoa(w.report(t, empty).Version))
}
