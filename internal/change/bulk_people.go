package change

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// PeopleColumns are those of a table of people: a line for each role. A person who is not there yet is invited, a role that
// is not there yet is given, and of one that is there the days and sections become those of the line. What the table does
// not name stays.
var PeopleColumns = []string{"adres", "naam", "rol", "tak", "onderdelen", "van", "tot"}

// peopleBulk is what a table of people is held against, and what it makes of it.
type peopleBulk struct {
	people   []cycle.User // as they become
	byID     map[string]int
	first    int                     // the number of the first new person
	branches map[string]cycle.NodeID // by number
	sections map[string]bool
	given    map[string]int // person, role and branch, by the line that gives it
	day      cycle.Date
	readDay  func(string) string
}

// PlanPeople tells what a table of people would change. Days are read by readDay, which answers "" for what is none.
func (s *Service) PlanPeople(ctx context.Context, org cycle.OrganisationID, by cycle.User, rows []BulkRow, day cycle.Date, readDay func(string) string) (BulkPlan, error) {
	b, err := newPeopleBulk(ctx, s.db.Read(org), day, readDay)
	if err != nil {
		return BulkPlan{}, err
	}
	if !by.May(cycle.MayManage, cycle.Spot{Day: day}) {
		return BulkPlan{}, cycle.Denied(cycle.MayManage, cycle.Spot{})
	}
	before := slices.Clone(b.people)
	return b.plan(rows, before), nil
}

// ApplyPeople changes all that a table of people says, as whoever sends it saw it (seen is the sum of the plan): all of it
// or nothing.
func (s *Service) ApplyPeople(ctx context.Context, org cycle.OrganisationID, by cycle.User, rows []BulkRow, seen string, readDay func(string) string) error {
	return s.write(ctx, org, by, func(tx *store.Tx) error {
		if err := allow(tx, by, cycle.MayManage); err != nil {
			return err
		}
		b, err := newPeopleBulk(ctx, tx.Reader, today(tx), readDay)
		if err != nil {
			return err
		}
		before := slices.Clone(b.people)
		if err := b.plan(rows, before).agreed(seen); err != nil {
			return err
		}
		return b.save(ctx, tx, by, before)
	})
}

func newPeopleBulk(ctx context.Context, r store.Reader, day cycle.Date, readDay func(string) string) (*peopleBulk, error) {
	b := &peopleBulk{byID: map[string]int{}, branches: map[string]cycle.NodeID{}, sections: map[string]bool{}, given: map[string]int{}, day: day, readDay: readDay}
	var err error
	if b.people, err = r.Users(ctx); err != nil {
		return nil, err
	}
	b.first = 1
	for i, u := range b.people {
		b.byID[u.ID], b.first = i, max(b.first, int(u.Number)+1)
	}
	editions, err := r.Editions(ctx)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(editions, func(a, b cycle.Edition) int { return b.Compare(a) })
	for _, e := range editions {
		places, err := r.Placements(ctx, e.ID)
		if err != nil {
			return nil, err
		}
		if len(places) == 0 {
			continue
		}
		for _, p := range places {
			b.branches[p.Number] = p.Node
		}
		for _, s := range e.Settings.Sections {
			b.sections[s.Key] = true
		}
		for _, a := range e.Settings.Aspects {
			b.sections["score:"+a.Key] = true
		}
		return b, nil
	}
	return b, nil
}

func (b *peopleBulk) plan(rows []BulkRow, before []cycle.User) BulkPlan {
	var p BulkPlan
	for _, row := range rows {
		p.Lines = append(p.Lines, b.line(row))
	}
	if err := cycle.StillManaged(before, b.people, b.day); err != nil && len(p.Lines) > 0 {
		p.Lines[len(p.Lines)-1].wrong(err)
	}
	return p
}

// line takes over one line, when nothing is wrong with it.
func (b *peopleBulk) line(row BulkRow) BulkLine {
	l := BulkLine{Line: row.Line, Subject: row.Cells["adres"]}
	address, err := MailAddress(row.Cells["adres"])
	at, known := b.byID[strings.ToLower(row.Cells["adres"])]
	if !known {
		l.wrong(err)
	}
	name := strings.Join(strings.Fields(row.Cells["naam"]), " ")
	if !known && name == "" {
		l.Problems = append(l.Problems, "vul een naam in")
	}
	g := b.grant(row, &l)
	if !known && g.Role == "" {
		l.Problems = append(l.Problems, "geef een rol")
	}
	if known && (b.people[at].Disabled) {
		l.Problems = append(l.Problems, "deze persoon is uitgeschakeld; schakel die eerst weer in")
	}
	key := fmt.Sprint(strings.ToLower(row.Cells["adres"]), " ", g.Role, " ", g.Branch)
	if first, twice := b.given[key]; twice {
		l.Problems = append(l.Problems, fmt.Sprintf("deze rol staat al op regel %d", first))
	}
	if len(l.Problems) > 0 {
		return l
	}
	b.given[key] = row.Line
	if !known {
		at = len(b.people)
		b.byID[address] = at
		b.people = append(b.people, cycle.User{ID: address, Name: name, Number: cycle.UserNumber(b.first)})
		b.first++
		l.say("wordt toegevoegd en uitgenodigd")
	} else if name != "" && name != b.people[at].Name {
		l.say("heet voortaan %s", name)
		b.people[at].Name = name
	}
	if g.Role != "" {
		b.give(&b.people[at], g, &l, row.Cells["tak"])
	}
	return l
}

// grant is what a line gives.
func (b *peopleBulk) grant(row BulkRow, l *BulkLine) cycle.Grant {
	g := cycle.Grant{Role: cycle.Role(strings.ToLower(row.Cells["rol"]))}
	switch g.Role {
	case "coördinator":
		g.Role = cycle.RoleCoordinator
	case "mede-auteur":
		g.Role = cycle.RoleCoAuthor
	}
	if number := row.Cells["tak"]; number != "" {
		node, ok := b.branches[number]
		if !ok {
			l.Problems = append(l.Problems, fmt.Sprintf("de nieuwste doelenboom heeft geen onderdeel %q", number))
		}
		g.Branch = node
	}
	for _, key := range strings.FieldsFunc(row.Cells["onderdelen"], func(c rune) bool { return c == ' ' || c == ',' || c == ';' }) {
		if !b.sections[key] {
			l.Problems = append(l.Problems, fmt.Sprintf("%q is geen onderdeel; kies uit %s", key, strings.Join(slices.Sorted(maps.Keys(b.sections)), ", ")))
		}
		g.Sections = append(g.Sections, key)
	}
	for _, d := range []struct {
		column string
		day    *cycle.Date
	}{{"van", &g.From}, {"tot", &g.Until}} {
		text := row.Cells[d.column]
		*d.day = cycle.Date(b.readDay(text))
		if text != "" && !d.day.Known() {
			l.Problems = append(l.Problems, fmt.Sprintf("%q is geen dag; schrijf die als 31-12-2027", text))
		}
	}
	if g.Role != "" {
		l.wrong(cycle.ValidGrants([]cycle.Grant{g}))
	}
	return g
}

// give adds a role or changes the one that is there.
func (b *peopleBulk) give(u *cycle.User, g cycle.Grant, l *BulkLine, branch string) {
	where := "voor de hele organisatie"
	if branch != "" {
		where = "voor " + branch
	}
	at := slices.IndexFunc(u.Grants, func(has cycle.Grant) bool { return has.Group == "" && has.Role == g.Role && has.Branch == g.Branch })
	if at < 0 {
		l.say("krijgt de rol %s %s", g.Role, where)
		u.Grants = append(slices.Clip(u.Grants), g)
	} else if has := u.Grants[at]; has.From != g.From || has.Until != g.Until || !slices.Equal(has.Sections, g.Sections) {
		l.say("de rol %s %s wijzigt", g.Role, where)
		u.Grants = slices.Clone(u.Grants)
		u.Grants[at] = g
	} else {
		return
	}
	if g.From.Known() {
		l.say("vanaf %s", g.From.Format())
	}
	if g.Until.Known() {
		l.say("tot en met %s", g.Until.Format())
	}
	if len(g.Sections) > 0 {
		l.say("alleen %s", strings.Join(g.Sections, ", "))
	}
}

// save stores who changed, invites who is new, and writes a line of history for each.
func (b *peopleBulk) save(ctx context.Context, tx *store.Tx, by cycle.User, before []cycle.User) error {
	var changed []cycle.User
	var lines []store.Change
	for i, u := range b.people {
		if i >= len(before) {
			account, err := tx.AccountFor(ctx, u.ID)
			if err != nil {
				return err
			}
			u.Account = account.ID
			lines = append(lines, change("user.added", nil, u))
			if err := enqueueLetter(ctx, tx, Letter{Account: account.ID, Kind: LetterInvitation}); err != nil {
				return err
			}
		} else if was := before[i]; was.Name != u.Name || !slices.EqualFunc(was.Grants, u.Grants, sameGrant) {
			lines = append(lines, change("user.grants-changed", was, u))
		} else {
			continue
		}
		changed = append(changed, u)
	}
	if err := tx.SaveUsers(ctx, changed); err != nil {
		return err
	}
	return tx.RecordMany(ctx, by, lines)
}

func sameGrant(a, b cycle.Grant) bool {
	return a.Role == b.Role && a.Branch == b.Branch && a.From == b.From && a.Until == b.Until && a.Group == b.Group && slices.Equal(a.Sections, b.Sections)
}
