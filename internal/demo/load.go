package demo

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

// Folders are the sample organisations, the invented province first.
var Folders = []string{"provincie", "gemeente", "overijssel"}

// LoadOne adds one sample organisation to an installation that does not have it yet. Publishing leaves jobs behind that
// render the pages; published is called after each edition, so that the caller can run them.
func LoadOne(ctx context.Context, fsys fs.FS, folder string, do *change.Service, published func(context.Context, cycle.OrganisationID) error) (cycle.Organisation, error) {
	f, err := read(fsys, folder)
	if err != nil {
		return cycle.Organisation{}, err
	}
	l := loader{files: f, do: do, ids: newNames(), after: map[string]standings{}, linked: map[string]bool{}}
	if err := l.organisation(ctx); err != nil {
		return l.org, fmt.Errorf("sample %s: %w", folder, err)
	}
	for _, e := range f.Editions.Editions {
		if err := l.edition(ctx, e); err != nil {
			return l.org, fmt.Errorf("sample %s, %s: %w", folder, e.Slug, err)
		}
		if err := published(ctx, l.org.ID); err != nil {
			return l.org, err
		}
	}
	return l.org, l.publishTakenOver(ctx, published)
}

// publishTakenOver publishes what was public elsewhere once all of it is here.
func (l *loader) publishTakenOver(ctx context.Context, published func(context.Context, cycle.OrganisationID) error) error {
	for _, row := range l.files.takenOver() {
		e := row.edition()
		e.ID = l.ids.edition[row.Slug]
		if err := l.publish(ctx, e, row); err != nil {
			return fmt.Errorf("sample %s, %s: %w", l.org.Slug, row.Slug, err)
		}
		if err := published(ctx, l.org.ID); err != nil {
			return err
		}
	}
	return nil
}

// takenOver are the editions taken over, the newest first, but none before one that has what it refers to: so an old page
// links to what only a later edition has, and a later one to what only an old one has.
func (f files) takenOver() []editionRow {
	var rest, out []editionRow
	for _, row := range slices.Backward(f.Editions.Editions) {
		if row.TakenOver {
			rest = append(rest, row)
		}
	}
	public := map[string]bool{} // nodes, by key
	for len(rest) > 0 {
		next := max(0, slices.IndexFunc(rest, func(row editionRow) bool { return f.refersTo(row.Slug, public) }))
		row := rest[next]
		rest, out = slices.Delete(rest, next, next+1), append(out, row)
		for _, d := range f.Deliverables {
			if _, has := d.Places[row.Slug]; has {
				public[d.Key] = true
			}
		}
	}
	return out
}

// refersTo tells whether all that an edition refers to stands in it or is public.
func (f files) refersTo(slug string, public map[string]bool) bool {
	here := map[string]bool{}
	for _, d := range f.Deliverables {
		_, here[d.Key] = d.Places[slug]
	}
	for _, d := range f.Deliverables {
		for _, r := range d.Editions[slug].References {
			if !here[r.To] && !public[r.To] {
				return false
			}
		}
	}
	return true
}

// loader plays one organisation's years.
type loader struct {
	files     files
	do        *change.Service
	org       cycle.Organisation
	ids       names
	standings standings            // as the edition at hand goes on from
	after     map[string]standings // by edition, as it left them
	listed    []cycle.Edition      // the editions so far, with slugs for ids
	written   map[string]written   // reports of the edition at hand, by node
	linked    map[string]bool      // nodes whose themes and places are entered
}

func (l *loader) organisation(ctx context.Context) error {
	o, err := l.do.AddOrganisation(ctx, cycle.System, l.files.Organisation.organisation())
	if err != nil {
		return err
	}
	l.org = o
	for _, p := range l.files.Organisation.People {
		u, err := l.do.InviteUser(ctx, l.org.ID, cycle.System, cycle.User{ID: p.Key + "@example.nl", Name: p.Name, Grants: cycle.Granted(p.Role), Quiet: true}, false) // nobody waits for letters about work of the past
		if err != nil {
			return err
		}
		l.ids.user[p.Key] = u
	}
	return l.registers(ctx)
}

func (f organisationFile) organisation() cycle.Organisation {
	o := cycle.NewOrganisation("", f.Kind, f.Slug, f.Name)
	o.NoIndex, o.Notice, o.Contact = f.NoIndex, f.Notice, f.Contact
	o.Style = cycle.HouseStyle{Accent: f.Style.Accent, Font: f.Style.Font}
	if b := f.Bodies; b.Council != "" {
		o.Bodies = cycle.Bodies{Council: b.Council, CouncilShort: b.CouncilShort, Executive: b.Executive, ExecutiveShort: b.ExecutiveShort}
	}
	o.Defaults = f.settings(o.Defaults)
	return o
}

// settings are the usual ones of the kind of organisation with what the file says instead.
func (f organisationFile) settings(s cycle.Settings) cycle.Settings {
	if len(f.Levels) > 0 {
		s.Levels = nil
		for _, v := range f.Levels {
			s.Levels = append(s.Levels, cycle.Level{Kind: v.Kind, Label: v.Label, Plural: v.Plural})
		}
	}
	if len(f.Aspects) > 0 {
		s.Aspects = nil
	}
	for _, a := range f.Aspects {
		aspect := cycle.Aspect{Judged: a.Judged, Key: a.Key, Label: a.Label, Questions: a.Questions}
		for _, v := range a.Values {
			aspect.Values = append(aspect.Values, cycle.ScoreValue{Key: v.Key, Word: v.Word, Explain: v.Explain})
		}
		s.Aspects = append(s.Aspects, aspect)
	}
	if len(f.Sections) > 0 {
		usual := s.Sections
		s.Sections = nil
		for _, sec := range f.Sections {
			row := cycle.Section{}
			if i := slices.IndexFunc(usual, func(u cycle.Section) bool { return u.Key == sec.Key }); i >= 0 {
				row = usual[i]
			}
			row.Key, row.Label = sec.Key, sec.Label
			s.Sections = append(s.Sections, row)
		}
	}
	return s
}

func (l *loader) registers(ctx context.Context) error {
	f, rows := l.files.Organisation, change.Registers{}
	for _, d := range l.files.Decisions {
		rows.Decisions = append(rows.Decisions, cycle.Decision{
			Aliases: d.Aliases, Body: d.Body, Date: d.Date, Kind: d.Kind, Reference: normal(d.Reference), State: d.State,
			Text: trim(d.Text), Title: d.Title, Source: cycle.Source{Address: d.Source},
		})
	}
	for _, h := range f.Holders {
		row := cycle.PortfolioHolder{Name: h.Name}
		for _, t := range h.Terms {
			row.Terms = append(row.Terms, cycle.Holding{From: t.From, Until: t.Until, Portfolio: t.Portfolio})
		}
		rows.Holders = append(rows.Holders, row)
	}
	for _, t := range f.Themes {
		rows.Themes = append(rows.Themes, cycle.Theme{Name: t.Name, List: t.List})
	}
	for _, p := range f.Places {
		rows.Places = append(rows.Places, cycle.Place{Name: p.Name, Kind: p.Kind, Aliases: p.Aliases})
	}
	for _, m := range l.files.Tree.Mentions {
		rows.Nodes = append(rows.Nodes, cycle.Node{Mentioned: &cycle.Mention{Number: m.Number, Title: m.Title, Year: m.Year, Source: cycle.Source{Address: m.Source}}})
	}
	rows, err := l.do.AddRegisters(ctx, l.org.ID, l.coordinator(), rows)
	if err != nil {
		return err
	}
	l.keepIDs(rows)
	return nil
}

// normal is a reference in the form in which texts are searched for it; one that has another form stays as it is.
func normal(reference string) string {
	if ref, ok := dutch.ParseDecision(reference); ok {
		return ref
	}
	return reference
}

func (l *loader) keepIDs(rows change.Registers) {
	for i, d := range l.files.Decisions {
		l.ids.decision[d.Key] = rows.Decisions[i].ID
	}
	for i, h := range l.files.Organisation.Holders {
		l.ids.holder[h.Key] = rows.Holders[i].ID
	}
	for i, t := range l.files.Organisation.Themes {
		l.ids.theme[t.Key] = rows.Themes[i].ID
	}
	for i, p := range l.files.Organisation.Places {
		l.ids.places[p.Key] = rows.Places[i].ID
	}
	for i, m := range l.files.Tree.Mentions {
		l.ids.node[m.Key] = rows.Nodes[i].ID
	}
}

// coordinator is who sets things up: the one in the file, or the system account where there are no people.
func (l *loader) coordinator() cycle.User { return l.person(cycle.RoleCoordinator) }

// person is somebody with one of the roles, tried in order, other than those who may not do this.
func (l *loader) person(roles ...cycle.Role) cycle.User { return l.personBut(nil, roles...) }

func (l *loader) personBut(not []cycle.UserNumber, roles ...cycle.Role) cycle.User {
	for _, role := range roles {
		for _, p := range l.files.Organisation.People {
			if p.Role == role && !slices.Contains(not, l.ids.user[p.Key].Number) {
				return l.ids.user[p.Key]
			}
		}
	}
	return cycle.System
}

func (l *loader) edition(ctx context.Context, row editionRow) error {
	l.standings = l.goesOnFrom(row.edition())
	e, err := l.open(ctx, row)
	if err != nil {
		return err
	}
	reports, err := l.grow(ctx, e, row)
	if err != nil {
		return err
	}
	if err := l.describe(ctx, e, row); err != nil {
		return err
	}
	if err := l.write(ctx, e, row, reports); err != nil {
		return err
	}
	if !row.TakenOver && len(row.Steps) == 0 {
		if err := l.keepOpen(ctx, e); err != nil {
			return err
		}
	}
	l.after[row.Slug] = l.standings
	l.listed = append(l.listed, row.edition())
	if row.TakenOver {
		return nil
	}
	return l.publish(ctx, e, row)
}

// goesOnFrom is what the edition before left standing.
func (l *loader) goesOnFrom(e cycle.Edition) standings {
	if at := e.GoesOnFrom(l.listed); at >= 0 {
		return l.after[string(l.listed[at].ID)].clone()
	}
	return standings{}
}

// edition is the row without anything that needs the database; its slug stands in for an id.
func (row editionRow) edition() cycle.Edition {
	return cycle.Edition{
		ID: cycle.EditionID(row.Slug), Slug: row.Slug, Kind: row.Kind, Name: row.Name, Year: row.Year, Sequence: row.Sequence,
		Date: row.Date, TakenOver: row.TakenOver, Source: cycle.Source{Address: row.Source},
	}
}

func (l *loader) open(ctx context.Context, row editionRow) (cycle.Edition, error) {
	e := row.edition()
	e.ID = ""
	e, err := l.do.AddEdition(ctx, l.org.ID, l.coordinator(), e)
	l.ids.edition[row.Slug] = e.ID
	return e, err
}

// describe fills in what the edition says of itself, which may name nodes of its tree.
func (l *loader) describe(ctx context.Context, e cycle.Edition, row editionRow) error {
	return l.do.ChangeEdition(ctx, l.org.ID, l.coordinator(), e.ID, func(e cycle.Edition) (cycle.Edition, error) {
		e.Intro = richtext.Parse(row.Intro)
		for i, d := range row.Decides {
			e.Decides = append(e.Decides, cycle.DecisionPoint{Number: i + 1, Text: trim(d.Text), Amount: d.Amount, Explained: l.ids.node[d.Explained]})
		}
		return e, nil
	})
}

// keepOpen makes a round of an edition that is still being written: it answers the budget of its year, and its days lie
// round the day of loading, so that whoever looks at the workplace finds it in the middle of the work.
func (l *loader) keepOpen(ctx context.Context, e cycle.Edition) error {
	return l.do.ChangeEdition(ctx, l.org.ID, l.coordinator(), e.ID, func(e cycle.Edition) (cycle.Edition, error) {
		for _, o := range l.listed {
			if o.Kind == cycle.Budget && o.Year == e.Year {
				e.Answers = l.ids.edition[o.Slug]
			}
		}
		today := dutch.DayOf(time.Now())
		e.Calendar, e.ClosesAt = cycle.CountBack(today.AddDays(60))
		return e, nil
	})
}

func (l *loader) publish(ctx context.Context, e cycle.Edition, row editionRow) error {
	if len(row.Steps) > 0 && !e.TakenOver {
		if err := l.do.EstablishEdition(ctx, l.org.ID, l.person(cycle.RoleHolder, cycle.RoleCoordinator), e.ID); err != nil {
			return err
		}
	}
	for _, step := range row.Steps {
		by := l.person(cycle.RoleClerk, cycle.RoleCoordinator)
		if step.State == cycle.StateOffered {
			by = l.coordinator()
		}
		if step.State != cycle.StateOffered {
			if err := l.amend(ctx, e, row); err != nil {
				return err
			}
		}
		release := cycle.Release{State: step.State, Date: step.Date, Meetings: step.Meetings, Decision: l.ids.decision[step.Decision]}
		if _, err := l.do.On(step.Date).PublishEdition(ctx, l.org.ID, by, e.ID, release); err != nil {
			return err
		}
	}
	return nil
}
