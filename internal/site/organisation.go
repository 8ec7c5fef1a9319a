package site

import (
	"bytes"
	"context"
	"io"
	"slices"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/ui/banner"
	"doelenboom/internal/ui/breadcrumb"
	"doelenboom/internal/ui/score"

	"github.com/a-h/templ"
)

// RenderOrganisation gives the pages over several editions: home, lines, decisions, themes, portfolio holders and
// milestones.
func RenderOrganisation(in OrganisationInput, write PageWriter) error {
	o := openOrganisation(in)
	for _, look := range looks() {
		if err := write(look); err != nil {
			return err
		}
	}
	for _, pages := range []func(PageWriter) error{
		o.homePages, o.linePages, o.decisionPages, o.themePages, o.holderPages, o.milestonePages,
	} {
		if err := pages(write); err != nil {
			return err
		}
	}
	return nil
}

// organisationPages is an OrganisationInput with what its pages need, looked up once.
type organisationPages struct {
	OrganisationInput
	registers
	earlier    registers                              // what only earlier revisions name: it has a page, and stands in no list
	lines      []line                                 // by address
	ties       map[cycle.NodeID][]publication.Lineage // of a node, as the newest edition that knows them has them
	milestones []dateRow                              // by date
	places     map[occurrence][]int                   // of the milestones of a node in an edition: those that they keep through all editions
	mentions   map[string][]decisionMentionAt         // by decision, newest edition first
	corrected  map[string][]Corrected                 // by decision, as they come
	slugs      map[string]string                      // of decisions that have a page, by reference
	base       [16]byte
	prints     [][16]byte // hash of what a line shows of each edition itself
}

// registers are those of several editions together.
type registers struct {
	decisions []*publication.Decision // newest first
	themes    []*publication.Theme    // by list and name
	holders   []*publication.Holder   // by name
}

// occurrence is a node in an edition: both by place.
type occurrence struct{ edition, entry int }

func openOrganisation(in OrganisationInput) *organisationPages {
	o := &organisationPages{OrganisationInput: in, mentions: map[string][]decisionMentionAt{}, corrected: map[string][]Corrected{}}
	for _, c := range o.Corrected {
		o.corrected[c.Decision] = append(o.corrected[c.Decision], c)
	}
	for _, f := range o.Editions {
		o.prints = append(o.prints, newInputs().text(f.Edition.Slug, f.Edition.Name).value(stateOf(&f)).value(f.Edition.Aspects).done())
	}
	tables := o.join()
	o.slugs = map[string]string{}
	for _, d := range slices.Concat(o.decisions, o.earlier.decisions) {
		if d.Reference != "" {
			o.slugs[d.Reference] = d.Slug
		}
	}
	o.milestones = o.allMilestones()
	o.lines = o.allLines(tables)
	o.ties = o.allTies(tables)
	o.base = newInputs().text(in.Program, sheetName(), iconName(), language, in.Shelf.Base).value(in.Shelf.Organisation).done()
	return o
}

// join joins the registers of all editions; of what stands in several, the newest edition says how it is now. It gives the
// conversion tables.
func (o *organisationPages) join() (tables []*publication.Lineage) {
	decisions, themes, holders, lineages := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := len(o.Editions) - 1; i >= 0; i-- {
		r := &o.Editions[i].Registers
		o.decisions = unseen(o.decisions, r.Decisions, decisions, decisionKey)
		o.themes = unseen(o.themes, r.Themes, themes, themeKey)
		o.holders = unseen(o.holders, r.Holders, holders, holderKey)
		tables = unseen(tables, r.Lineage, lineages, lineageKey)
		o.mentionsOf(i)
	}
	for _, d := range unseen(nil, o.Earlier.Decisions, decisions, decisionKey) {
		if o.corrected[d.Slug] != nil { // it asked for an earlier revision
			o.decisions = append(o.decisions, d)
		} else {
			o.earlier.decisions = append(o.earlier.decisions, d)
		}
	}
	for _, c := range o.Corrected {
		o.toldOnly(c.Decision, c.DecidedBy, decisions)
	}
	for i := range o.Editions {
		o.toldOnly(o.Editions[i].Revision.ChangedByAt, o.Editions[i].Revision.ChangedBy, decisions)
	}
	o.earlier.themes = unseen(nil, o.Earlier.Themes, themes, themeKey)
	o.earlier.holders = unseen(nil, o.Earlier.Holders, holders, holderKey)
	slices.SortStableFunc(o.decisions, newerDecision)
	slices.SortStableFunc(o.themes, func(a, b *publication.Theme) int { return compareTexts(a.List, b.List, a.Name, b.Name) })
	slices.SortStableFunc(o.holders, func(a, b *publication.Holder) int { return compareTexts(a.Name, b.Name) })
	return tables
}

// toldOnly keeps the page of a decision that asked for a correction, when what else was said of it is withdrawn: how it is
// called still stands with the revision.
func (o *organisationPages) toldOnly(slug, called string, seen map[string]bool) {
	d := publication.Decision{Slug: slug, Title: called}
	if _, is := dutch.ParseDecision(called); is {
		d.Reference, d.Title = called, ""
	}
	if slug != "" {
		o.earlier.decisions = unseen(o.earlier.decisions, []publication.Decision{d}, seen, decisionKey)
	}
}

// unseen adds the rows that were not seen before.
func unseen[T any](to []*T, rows []T, seen map[string]bool, key func(*T) string) []*T {
	for i := range rows {
		if k := key(&rows[i]); !seen[k] {
			seen[k] = true
			to = append(to, &rows[i])
		}
	}
	return to
}

// What makes a row of a register the same in several editions.
func decisionKey(d *publication.Decision) string { return d.Slug }
func themeKey(t *publication.Theme) string       { return t.Slug }
func holderKey(h *publication.Holder) string     { return h.Slug }
func lineageKey(l *publication.Lineage) string   { return string(l.Kind) + endKey(l.From) + endKey(l.To) }

func endKey(end *publication.LineageEnd) string {
	if end == nil {
		return "/"
	}
	return "/" + string(end.ID)
}

func compareDates(a, b cycle.Date) int { return compareTexts(string(a), string(b)) }

// compareTexts compares pairs until one differs.
func compareTexts(pairs ...string) int {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] != pairs[i+1] {
			if pairs[i] < pairs[i+1] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// made is a page that is rendered at once, so that what it is made of is what it says.
func made(path string, content templ.Component) (Page, error) {
	var b bytes.Buffer
	if err := content.Render(context.Background(), &b); err != nil {
		return Page{}, err
	}
	return finished(path, HTML, b.Bytes()), nil
}

func finished(path, contentType string, body []byte) Page {
	return Page{Path: path, ContentType: contentType, Inputs: newInputs().text(contentType).bytes(body).done(), Render: func(w io.Writer) error {
		_, err := w.Write(body)
		return err
	}}
}

// frame is that of a page of the organisation; index names the list it belongs to, "" when it is one itself.
func (o *organisationPages) frame(path, title string, above ...breadcrumb.Crumb) frame {
	up := "./"
	for _, c := range path {
		if c != '/' {
			continue
		}
		if up == "./" {
			up = ""
		}
		up += "../"
	}
	f := frame{Title: title, Up: up, Home: up, Org: o.Shelf.Organisation, Here: o.Shelf.printed(path), Preview: o.Shelf.Preview}
	if path != "" {
		f.Crumbs = []breadcrumb.Crumb{{Text: "Alle edities", Href: up}}
		for _, c := range above {
			f.Crumbs = append(f.Crumbs, breadcrumb.Crumb{Text: c.Text, Href: up + c.Href})
		}
		f.Crumbs = append(f.Crumbs, breadcrumb.Crumb{Text: title})
	}
	return f
}

// here shortens the last step of the trail to the number with which the heading below it begins.
func (f *frame) here(number string) {
	if number != "" {
		f.Crumbs[len(f.Crumbs)-1].Text = number
	}
}

func stateOf(f *Frozen) banner.State {
	return banner.State{
		State: f.Revision.State, Date: f.Revision.StateDate, Council: f.Edition.Organisation.Council,
		TakenOver: f.Edition.TakenOver, Meetings: f.Revision.Meetings,
	}
}

// editionGroup lists nodes as an edition has them.
type editionGroup struct {
	Name  string
	State banner.State
	Href  string
	Nodes []nodeRow
}

// nodeRow is a node in a list over editions.
type nodeRow struct {
	Number, Title, Href string
	Headline            string
	Scores              []score.Score
}

// latestNodes are the nodes for which in holds in some edition, each as the newest of those has it; grouped by edition,
// the newest first.
func (o *organisationPages) latestNodes(up string, in func(*publication.Entry) bool) []editionGroup {
	var groups []editionGroup
	seen := map[cycle.NodeID]bool{}
	for i := len(o.Editions) - 1; i >= 0; i-- {
		f := &o.Editions[i]
		root := up + f.Edition.Slug + "/"
		g := editionGroup{Name: f.Edition.Name, State: stateOf(f), Href: root}
		for j := range f.Tree.Entries {
			en := &f.Tree.Entries[j]
			if !in(en) || seen[en.ID] {
				continue
			}
			seen[en.ID] = true
			g.Nodes = append(g.Nodes, nodeRow{en.Number, en.Title, root + en.Address + "/", en.Headline, shownScores(f, en.Scores)})
		}
		if len(g.Nodes) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// bareWords are the words of scores that the lines of a list leave out.
func bareWords(groups []editionGroup) (words []string) {
	for _, g := range groups {
		for _, n := range g.Nodes {
			words = score.AddBare(words, n.Scores)
		}
	}
	return words
}

// shownScores are scores in the order and with the names of their edition.
func shownScores(f *Frozen, given []publication.Score) []score.Score {
	var list []score.Score
	for _, a := range f.Edition.Aspects {
		if s, ok := scoreOf(given, a.Key); ok {
			list = append(list, score.Score{Label: a.Label, Value: s.Value, Word: s.Word})
		}
	}
	return list
}
