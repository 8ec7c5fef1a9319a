package job

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// council is a house in which a budget was written, checked and established, after accounts that were taken over.
type council struct {
	*house
	now     time.Time
	budget  cycle.Edition
	people  map[cycle.Role]cycle.User
	reports []cycle.Report
}

func eachCouncil(t *testing.T, f func(c *council)) {
	databases.EachConfig(t, func(t *testing.T, config store.Config) {
		c := &council{now: time.Date(2026, 9, 28, 10, 0, 0, 0, time.UTC), people: map[cycle.Role]cycle.User{}}
		config.Now = func() time.Time { return c.now }
		c.house = newHouse(t, databases.Open(t, config), t.TempDir())
		c.fill()
		f(c)
	})
}

func (c *council) fill() {
	c.t.Helper()
	c.must(c.do.ChangeOrganisation(c.ctx, c.org.ID, cycle.System, func(o cycle.Organisation) (cycle.Organisation, error) {
		o.NoIndex, o.Notice = true, "Verzonnen voorbeeld."
		return o, nil
	}))
	for _, role := range []cycle.Role{cycle.RoleAuthor, cycle.RoleChecker, cycle.RoleCoordinator, cycle.RoleHolder, cycle.RoleClerk} {
		u, err := c.do.AddUser(c.ctx, c.org.ID, cycle.System, cycle.User{ID: string(role), Name: string(role), Grants: cycle.Granted(role)})
		c.must(err)
		c.people[role] = u
	}
	c.freeze(c.imported(2025, deliverables(2)...))
	c.work()
	var err error
	c.budget, err = c.do.AddEdition(c.ctx, c.org.ID, c.people[cycle.RoleCoordinator], cycle.Edition{
		Kind: cycle.Budget, Name: "Begroting 2027", Slug: "begroting-2027", Year: 2027,
		Calendar: cycle.Calendar{Offer: "2026-09-29", Meeting: "2026-11-11"},
	})
	c.must(err)
	placed, err := c.do.SetTree(c.ctx, c.org.ID, c.people[cycle.RoleCoordinator], c.budget.ID, []change.Placing{
		{Number: "1", Title: "Natuur"}, {Number: "1.1", Title: "Bos", ParentNumber: "1"},
		{Number: "1.1.1", Title: "Bomen planten", ParentNumber: "1.1"}, {Number: "1.1.2", Title: "Paden", ParentNumber: "1.1"},
	})
	c.must(err)
	who := c.people[cycle.RoleAuthor].Number
	c.reports, err = c.do.OpenReports(c.ctx, c.org.ID, c.people[cycle.RoleCoordinator], c.budget.ID,
		[]change.Assignment{{Node: placed[2].Node, Author: who}, {Node: placed[3].Node, Author: who}})
	c.must(err)
	var ids []cycle.ReportID
	for _, r := range c.reports {
		text := cycle.Report{Headline: "Wij doen het.", Sections: []cycle.SectionText{{Key: cycle.Summary, Text: richtext.Paragraphs("Zie ook 1.1.2 en PS 2024/12.")}}}
		c.must(c.do.WriteReport(c.ctx, c.org.ID, c.people[cycle.RoleAuthor], r.ID, 1, text))
		c.must(c.do.SubmitReport(c.ctx, c.org.ID, c.people[cycle.RoleAuthor], r.ID, 2))
		ids = append(ids, r.ID)
	}
	c.must(c.do.CheckReports(c.ctx, c.org.ID, c.people[cycle.RoleChecker], ids))
	c.must(c.do.ApproveReports(c.ctx, c.org.ID, c.people[cycle.RoleCoordinator], ids))
	c.must(c.do.EstablishEdition(c.ctx, c.org.ID, c.people[cycle.RoleHolder], c.budget.ID))
}

func (c *council) offers() {
	c.t.Helper()
	_, err := c.do.On("2026-09-29").PublishEdition(c.ctx, c.org.ID, c.people[cycle.RoleCoordinator], c.budget.ID, cycle.Release{
		State: cycle.StateOffered, Date: "2026-09-29", Meetings: []cycle.Date{"2026-11-11"},
	})
	c.must(err)
	c.work()
}

// The line on every page of a preview, and the hash of a manifest: a revision that is kept stands later in the history.
var (
	previewLine = regexp.MustCompile(`<p><strong>Voorbeeld, niet openbaar\.</strong> <a href="[./]*">Terug naar de ronde</a></p>`)
	manifestSum = regexp.MustCompile(`[0-9a-f]{64}`)
)

func plain(page string) string {
	return manifestSum.ReplaceAllString(previewLine.ReplaceAllString(page, ""), "…")
}

// What the preview shows is byte for byte what the site shows after offering, but for the line that says that it is one.
func TestThePreviewIsTheLaterSite(t *testing.T) {
	eachCouncil(t, func(c *council) {
		before := c.site()
		head, err := c.db.Read(c.org.ID).Head(c.ctx)
		c.must(err)
		previews := NewPreviews(c.jobs)
		seen := map[string]string{}
		see := func(path string) error {
			kind, body, err := previews.Page(c.ctx, c.org.ID, c.budget.ID, strings.TrimPrefix(path, "/"))
			if seen[path] = string(body); err == nil && strings.HasPrefix(kind, "text/html") && !previewLine.Match(body) {
				c.t.Errorf("%s does not say that it is a preview", path)
			}
			return err
		}
		c.must(see("/begroting-2027/1.1.1-bomen-planten/"))
		for path := range before {
			c.must(see(path))
		}
		if err := see("/begroting-2027/1.1.9-niets/"); !errors.Is(err, cycle.ErrNotFound) {
			c.t.Errorf("a page that is not there: %v", err)
		}
		if after, _ := c.db.Read(c.org.ID).Head(c.ctx); after != head {
			c.t.Error("looking at a preview changed something")
		}
		differing(c.t, "the site after looking", c.site(), before)

		shown := map[string]string{}
		previews2 := NewPreviews(c.jobs)
		for _, path := range []string{"", "boom/", "wijzigingen/", "over/", "1-natuur/", "1.1-bos/", "1.1.1-bomen-planten/", "1.1.2-paden/", "manifest.sha256"} {
			_, body, err := previews2.Page(c.ctx, c.org.ID, c.budget.ID, "begroting-2027/"+path)
			c.must(err)
			shown["/begroting-2027/"+path] = string(body)
		}
		for path := range before {
			shown[path] = seen[path]
		}
		c.offers()
		for path, page := range c.site() {
			if body, ok := shown[path]; ok && plain(body) != plain(page) {
				c.t.Errorf("%s was shown as\n%s\nand is\n%s", path, plain(body), plain(page))
			}
			delete(shown, path)
		}
		for path := range shown {
			if !strings.HasPrefix(path, "/jaarverslag-2025/m/") {
				c.t.Errorf("%s was shown and is not there", path)
			}
		}
	})
}

// A preview is made again when something changed, and a page of the one before does not stay.
func TestAPreviewFollowsEveryChange(t *testing.T) {
	eachCouncil(t, func(c *council) {
		previews := NewPreviews(c.jobs)
		page := func() string {
			_, body, err := previews.Page(c.ctx, c.org.ID, c.budget.ID, "begroting-2027/1.1.1-bomen-planten/")
			c.must(err)
			return string(body)
		}
		if !strings.Contains(page(), "Wij doen het.") {
			c.t.Error("the headline is not in the preview")
		}
		c.must(c.do.ReopenEdition(c.ctx, c.org.ID, c.people[cycle.RoleCoordinator], c.budget.ID))
		c.must(c.do.ReopenReport(c.ctx, c.org.ID, c.people[cycle.RoleCoordinator], c.reports[0].ID, 5, "korter"))
		c.must(c.do.WriteReport(c.ctx, c.org.ID, c.people[cycle.RoleAuthor], c.reports[0].ID, 6, cycle.Report{Headline: "Duizend bomen erbij."}))
		if !strings.Contains(page(), "Duizend bomen erbij.") {
			c.t.Error("the preview shows what was there before")
		}
		if len(previews.kept) != 1 {
			c.t.Errorf("%d previews of one edition are kept", len(previews.kept))
		}
	})
}

func TestTheCouncilAmendsAndAdopts(t *testing.T) {
	eachCouncil(t, func(c *council) {
		clerk, coordinator := c.people[cycle.RoleClerk], c.people[cycle.RoleCoordinator]
		adopt := cycle.Release{State: cycle.StateAdopted, Date: "2026-11-11", Reference: "PS/2026/300"}
		c.offers()
		a, err := c.do.Amend(c.ctx, c.org.ID, clerk, c.budget.ID, change.Amending{Reference: "PS 2026/301", CouncilAmendment: cycle.CouncilAmendment{
			Number: "A1", Title: "Meer bomen", Mover: "Lid Visser", Text: "Plant duizend bomen meer.", Node: c.reports[0].Node,
			Outcome: cycle.VoteAdopted, For: 30, Against: 13, Effect: 250_000_00,
		}})
		c.must(err)
		if _, err := c.do.On(adopt.Date).PublishEdition(c.ctx, c.org.ID, clerk, c.budget.ID, adopt); !errors.Is(err, cycle.ErrConflict) {
			c.t.Errorf("adopted while an amendment waits: %v", err)
		}
		c.must(c.do.WriteReport(c.ctx, c.org.ID, coordinator, c.reports[0].ID, 5, cycle.Report{Headline: "Wij planten duizend bomen meer."}))
		c.must(c.do.WorkInAmendment(c.ctx, c.org.ID, coordinator, c.budget.ID, a.Key, false))
		_, err = c.do.On(adopt.Date).PublishEdition(c.ctx, c.org.ID, clerk, c.budget.ID, adopt)
		c.must(err)
		c.work()
		site := c.site()
		for path, words := range map[string][]string{
			"/begroting-2027/":                       {"Wat Provinciale Staten veranderden", "A1 Meer bomen", "Lid Visser", "aangenomen, 30 voor en 13 tegen", "250.000 meer lasten", "Vastgesteld door Provinciale Staten"},
			"/begroting-2027/wijzigingen/":           {"Plant duizend bomen meer.", "Bomen planten", "anders: kernzin", "anders: geld", `href="../../begroting-2027/revisie/1/"`, "besluit/ps-2026-301/"},
			"/begroting-2027/1.1.1-bomen-planten/":   {"Wij planten duizend bomen meer.", `<td class="num">250</td>`},
			"/begroting-2027/revisie/1/":             {"Aangeboden aan Provinciale Staten"},
			"/begroting-2027/revisie/1/wijzigingen/": {"Wat veranderde"},
		} {
			for _, w := range words {
				if !strings.Contains(site[path], w) {
					c.t.Errorf("%s does not say %q:\n%s", path, w, site[path])
				}
			}
		}
		_, changed, _ := strings.Cut(site["/begroting-2027/wijzigingen/"], `id="raad"`)
		changed, _, _ = strings.Cut(changed, "</section>")
		if strings.Contains(site["/begroting-2027/revisie/1/"], "Lid Visser") || strings.Contains(changed, "1.1.2") {
			c.t.Error("what was offered tells of an amendment, or a page that stayed the same is called changed")
		}
	})
}

func TestAnOfferingWaitsForItsMoment(t *testing.T) {
	eachCouncil(t, func(c *council) {
		coordinator := c.people[cycle.RoleCoordinator]
		to := cycle.Release{State: cycle.StateOffered, Date: "2026-09-29"}
		at := time.Date(2026, 9, 29, 7, 0, 0, 0, time.UTC)
		public := func() bool { return c.site()["/begroting-2027/"] != "" }
		c.must(c.do.PlanEdition(c.ctx, c.org.ID, coordinator, c.budget.ID, to, at))
		c.work()
		if public() {
			c.t.Fatal("it is public before its moment")
		}
		c.must(c.do.UnplanEdition(c.ctx, c.org.ID, coordinator, c.budget.ID))
		c.now = at.Add(time.Hour)
		c.work()
		if public() {
			c.t.Fatal("it is public though its moment was taken back")
		}
		c.must(c.do.PlanEdition(c.ctx, c.org.ID, coordinator, c.budget.ID, to, c.now.Add(time.Minute)))
		c.now = c.now.AddDate(0, 0, 3) // the clock jumps over it
		c.work()
		if !public() {
			c.t.Fatal("its moment has passed and it is not public")
		}
		e, err := c.db.Read(c.org.ID).Edition(c.ctx, c.budget.ID)
		c.must(err)
		if e.Planned != nil || e.Stage != cycle.Offered {
			c.t.Errorf("%+v, %s", e.Planned, e.Stage)
		}
	})
}

// Who may not offer any more when the moment comes does not offer, and the edition says why.
func TestAnOfferingThatMayNotBeDoneAnyMoreTellsWhy(t *testing.T) {
	eachCouncil(t, func(c *council) {
		coordinator := c.people[cycle.RoleCoordinator]
		to := cycle.Release{State: cycle.StateOffered, Date: "2026-09-29"}
		c.must(c.do.PlanEdition(c.ctx, c.org.ID, coordinator, c.budget.ID, to, c.now.Add(time.Hour)))
		c.must(c.db.Write(c.ctx, c.org.ID, func(tx *store.Tx) error {
			u, err := tx.User(c.ctx, coordinator.Number)
			if err != nil {
				return err
			}
			u.Disabled = true
			return tx.SaveUser(c.ctx, u)
		}))
		c.now = c.now.Add(2 * time.Hour)
		c.work()
		e, err := c.db.Read(c.org.ID).Edition(c.ctx, c.budget.ID)
		c.must(err)
		if e.Stage != cycle.Established || e.Planned == nil || e.Planned.Failed == "" {
			c.t.Errorf("%s, %+v", e.Stage, e.Planned)
		}
		jobs, err := c.db.Read(c.org.ID).Jobs(c.ctx)
		c.must(err)
		for _, j := range jobs {
			if j.Kind == change.PublishJob {
				c.t.Errorf("it is tried again: %+v", j)
			}
		}
	})
}
