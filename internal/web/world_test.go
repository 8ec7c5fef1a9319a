package web_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/job"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
	"doelenboom/internal/web"
)

var ctx = context.Background()

// monday is a day in the round of the world, at nine in the morning.
var monday = time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)

// world is an invented organisation in the middle of a round: Monitor 2026-I, with a budget before it.
type world struct {
	*testing.T
	db      *store.DB
	do      *change.Service
	blobs   *blob.Store
	jobs    *job.Runner
	site    http.Handler
	now     time.Time
	org     cycle.Organisation
	budget  cycle.Edition
	monitor cycle.Edition
	people  map[string]cycle.User     // by first name
	nodes   map[string]cycle.NodeID   // by number
	reports map[string]cycle.ReportID // of the monitor, by number
}

// each builds the world on each engine.
func each(t *testing.T, f func(w *world)) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		w := &world{T: t, now: monday, people: map[string]cycle.User{}, nodes: map[string]cycle.NodeID{}, reports: map[string]cycle.ReportID{}}
		c.Now = func() time.Time { return w.now }
		w.db = databases.Open(t, c)
		blobs, err := blob.Open(blob.Config{Dir: filepath.Join(t.TempDir(), "blob"), Volatile: true})
		w.must(err)
		w.do, w.blobs = change.New(w.db, blobs), blobs
		w.jobs = job.New(w.db, blobs, w.do)
		w.site = web.New(web.Config{
			Preview: job.NewPreviews(w.jobs).Page,
			Read:    w.db.Readers(), Do: w.do, Now: func() time.Time { return w.now },
			SignedIn: func(r *http.Request) (store.Session, error) {
				return store.Session{Account: r.Header.Get("X-Account")}, nil
			},
		})
		w.fill()
		f(w)
	})
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// Everybody in the world, by what they do.
var everybody = []struct {
	name  string
	roles []cycle.Role
}{
	{"anna", []cycle.Role{cycle.RoleAuthor}}, {"bram", []cycle.Role{cycle.RoleAuthor}}, {"carla", []cycle.Role{cycle.RoleChecker}},
	{"dirk", []cycle.Role{cycle.RoleCoordinator}}, {"eva", []cycle.Role{cycle.RoleHolder}}, {"fatma", []cycle.Role{cycle.RoleAdviser}},
	{"greet", []cycle.Role{cycle.RoleClerk}}, {"hans", []cycle.Role{cycle.RoleAuditor}}, {"ilse", []cycle.Role{cycle.RoleAdmin}},
	{"joost", []cycle.Role{cycle.RoleReader}}, {"karim", []cycle.Role{cycle.RoleCoAuthor}}, {"loes", []cycle.Role{cycle.RoleBudget}},
}

func (w *world) fill() {
	w.Helper()
	var err error
	w.org, err = w.do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Province, "waterland-oost", "Provincie Waterland-Oost (verzonnen)"))
	w.must(err)
	for _, p := range everybody {
		name := strings.ToUpper(p.name[:1]) + p.name[1:] + " (verzonnen)"
		w.people[p.name], err = w.do.AddUser(ctx, w.org.ID, cycle.System, cycle.User{
			ID: p.name + "@example.nl", Name: name, Account: "account-" + p.name, Grants: cycle.Granted(p.roles...),
		})
		w.must(err)
	}
	w.budget = w.edition(cycle.Budget, "begroting-2026", "Begroting 2026", 0, "")
	w.monitor = w.edition(cycle.Monitor, "monitor-2026-1", "Monitor 2026-I", 1, "2026-05-20")
	open, err := w.do.OpenReports(ctx, w.org.ID, w.people["dirk"], w.monitor.ID, []change.Assignment{
		{Node: w.nodes["5.1.1"], Author: w.people["anna"].Number}, {Node: w.nodes["5.1.2"], Author: w.people["anna"].Number},
		{Node: w.nodes["6.1.1"], Author: w.people["bram"].Number},
	})
	w.must(err)
	for i, number := range []string{"5.1.1", "5.1.2", "6.1.1"} {
		w.reports[number] = open[i].ID
	}
}

func (w *world) edition(kind cycle.EditionKind, slug, name string, sequence int, closes cycle.Date) cycle.Edition {
	w.Helper()
	e, err := w.do.AddEdition(ctx, w.org.ID, w.people["dirk"], cycle.Edition{
		Kind: kind, Slug: slug, Name: name, Year: 2026, Sequence: sequence, ClosesAt: closes, Answers: w.budget.ID,
	})
	w.must(err)
	rows := []change.Placing{
		{Number: "5", Title: "Economie"}, {Number: "5.1", Title: "Werklocaties", ParentNumber: "5"},
		{Number: "5.1.1", Title: "Bedrijventerreinen", ParentNumber: "5.1"}, {Number: "5.1.2", Title: "Havens en kades", ParentNumber: "5.1"},
		{Number: "6", Title: "Bereikbaarheid"}, {Number: "6.1", Title: "Veilig onderweg", ParentNumber: "6"},
		{Number: "6.1.1", Title: "Veilige fietsroutes", ParentNumber: "6.1"},
	}
	for i := range rows {
		rows[i].Node = w.nodes[rows[i].Number]
	}
	placed, err := w.do.SetTree(ctx, w.org.ID, w.people["dirk"], e.ID, rows)
	w.must(err)
	for _, p := range placed {
		w.nodes[p.Number] = p.Node
	}
	return e
}

// person reads somebody as they are now.
func (w *world) person(name string) cycle.User {
	w.Helper()
	u, err := w.db.Read(w.org.ID).User(ctx, w.people[name].Number)
	w.must(err)
	return u
}

// report reads a report of the monitor as it is now.
func (w *world) report(number string) cycle.Report {
	w.Helper()
	r, err := w.db.Read(w.org.ID).Report(ctx, w.reports[number])
	w.must(err)
	return r
}

// writes lets the author of a report write something and, when asked, hand it in.
func (w *world) writes(author, number, progress string, submit bool) {
	w.Helper()
	r := w.report(number)
	text := r
	text.Headline = "De aanleg loopt."
	text.Sections = []cycle.SectionText{{Key: cycle.Progress, Text: richtext.Paragraphs(progress)}}
	w.must(w.do.WriteReport(ctx, w.org.ID, w.people[author], r.ID, r.Version, text))
	if submit {
		w.must(w.do.SubmitReport(ctx, w.org.ID, w.people[author], r.ID, r.Version+1))
	}
}

// answered is what somebody's browser got.
type answered struct {
	t      testing.TB
	status int
	header http.Header
	body   string
	doc    *html.Node
}

// get asks a page of the organisation as somebody; "" is nobody.
func (w *world) get(who, path string) answered {
	w.Helper()
	return w.ask(who, httptest.NewRequest("GET", w.address(path), nil))
}

// post sends a form as somebody.
func (w *world) post(who, path string, form url.Values) answered {
	w.Helper()
	r := httptest.NewRequest("POST", w.address(path), strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return w.ask(who, r)
}

// address is below the organisation, unless it is a whole one.
func (w *world) address(path string) string {
	if strings.HasPrefix(path, "/") {
		return path
	}
	return "/werk/" + w.org.Slug + "/" + path
}

func (w *world) ask(who string, r *http.Request) answered {
	w.Helper()
	if who != "" {
		r.Header.Set("X-Account", "account-"+who)
	}
	rec := httptest.NewRecorder()
	w.site.ServeHTTP(rec, r)
	body, err := io.ReadAll(rec.Body)
	w.must(err)
	doc, err := html.Parse(strings.NewReader(string(body)))
	w.must(err)
	return answered{w.T, rec.Code, rec.Header(), string(body), doc}
}

// ok fails the test unless the answer has this status.
func (a answered) ok(status int) answered {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("status %d, want %d\n%s", a.status, status, a.text())
	}
	return a
}

// has fails the test unless an element with this tag holds the text.
func (a answered) has(tag, text string) answered {
	a.t.Helper()
	if !a.holds(tag, text) {
		a.t.Errorf("no <%s> holds %q in\n%s", tag, text, a.text())
	}
	return a
}

// lacks fails the test when an element with this tag holds the text.
func (a answered) lacks(tag, text string) answered {
	a.t.Helper()
	if a.holds(tag, text) {
		a.t.Errorf("a <%s> holds %q", tag, text)
	}
	return a
}

func (a answered) holds(tag, text string) bool {
	for n := range a.doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == tag && strings.Contains(words(n), text) {
			return true
		}
	}
	return false
}

// text is all that can be read on the page.
func (a answered) text() string { return words(a.doc) }

// words are the words of an element with single spaces.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// all are the words of every element with this tag.
func (a answered) all(tag string) (all []string) {
	for n := range a.doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == tag {
			all = append(all, words(n))
		}
	}
	return all
}

// with is what the form for the akkoord would send when a button with this name is used.
func (a answered) with(name, value string) url.Values {
	a.t.Helper()
	form := a.form("/akkoord")
	form.Set(name, value)
	return form
}

// form is what the first form with this action would send, as the page filled it in.
func (a answered) form(action string) url.Values {
	a.t.Helper()
	for n := range a.doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "form" && strings.HasSuffix(attribute(n, "action"), action) {
			return filledIn(n)
		}
	}
	a.t.Fatalf("no form with the action %q in\n%s", action, a.text())
	return nil
}

func filledIn(form *html.Node) url.Values {
	values := url.Values{}
	for n := range form.Descendants() {
		if n.Type != html.ElementNode || attribute(n, "name") == "" {
			continue
		}
		name := attribute(n, "name")
		switch n.Data {
		case "textarea":
			values.Add(name, strings.TrimPrefix(raw(n), "\n"))
		case "select":
			values.Add(name, selected(n))
		case "input":
			kind := attribute(n, "type")
			if kind == "radio" || kind == "checkbox" {
				if _, on := has(n, "checked"); !on {
					continue
				}
			}
			values.Add(name, attribute(n, "value"))
		}
	}
	return values
}

func raw(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return n.FirstChild.Data
}

func selected(n *html.Node) string {
	first, chosen := "", ""
	for o := range n.Descendants() {
		if o.Type != html.ElementNode || o.Data != "option" {
			continue
		}
		if first == "" {
			first = attribute(o, "value")
		}
		if _, on := has(o, "selected"); on {
			chosen = attribute(o, "value")
		}
	}
	if chosen == "" {
		return first
	}
	return chosen
}

func has(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func attribute(n *html.Node, name string) string {
	value, _ := has(n, name)
	return value
}

// assigned lets one author write about one node.
func assigned(w *world, number, author string) []change.Assignment {
	return []change.Assignment{{Node: w.nodes[number], Author: w.people[author].Number}}
}

// sections is one section with a text.
func sections(key, text string) []cycle.SectionText {
	return []cycle.SectionText{{Key: key, Text: richtext.Paragraphs(text)}}
}
