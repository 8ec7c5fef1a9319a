package site

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"

	"github.com/google/go-cmp/cmp"
)

// readIn makes of an edition one that was taken over, with one page that names these milestones and actions. Their keys are
// made of their words, as of a page that was read in.
func readIn(f *Frozen, milestones, actions []string) {
	f.Edition.TakenOver = true
	nodes := fixtureNodes(f.Edition.Kind == cycle.Accounts)
	for i := range nodes {
		n := &nodes[i]
		n.Milestones, n.Actions = nil, nil
		if n.ID != "fiets" {
			continue
		}
		n.Source = &publication.Source{File: "1.txt"}
		taken := richtext.Taken{}
		for _, text := range milestones {
			doc := richtext.Carry(nil, richtext.Parse(text), taken)
			m := publication.Milestone{Key: doc[0].ID, Text: doc}
			if dates := dutch.FindDates(text); len(dates) == 1 {
				m.Date = dates[0].WrittenDate
			}
			n.Milestones = append(n.Milestones, m)
		}
		for j, text := range actions {
			doc := richtext.Carry(nil, richtext.Parse(text), taken)
			n.Actions = append(n.Actions, publication.Action{Key: doc[0].ID, Number: j + 1, Text: doc})
		}
	}
	f.Tree.Entries, f.Registers.Money = nil, nil
	f.fill(nodes)
}

// The date of a milestone is said once, in whatever place of its text it stands.
func TestADateIsSaidOnceBesideTheOneBefore(t *testing.T) {
	for _, test := range []struct{ name, text, date, want string }{
		{"before", "Medio 2026: brug open", "Medio 2026", "Brug open: medio 2026, was medio 2025"},
		{"behind a colon", "Brug open: medio 2026.", "medio 2026", "Brug open: medio 2026, was medio 2025"},
		{"between brackets", "Brug open (medio 2026)", "medio 2026", "Brug open: medio 2026, was medio 2025"},
		{"in the sentence", "De brug is medio 2026 open.", "medio 2026", "De brug is medio 2026 open (was medio 2025)"},
		{"at its end", "Besluit (PS/2026/12) uiterlijk 1 mei 2026", "uiterlijk 1 mei 2026", "Besluit (PS/2026/12) uiterlijk 1 mei 2026 (was medio 2025)"},
		{"a number with the year in it", "Besluit PS/2026/12", "2026", "Besluit PS/2026/12: 2026, was medio 2025"},
		{"nowhere", "Brug open.", "medio 2026", "Brug open: medio 2026, was medio 2025"},
		{"none", "Brug open.", "", "Brug open (was medio 2025)"},
	} {
		if got := dated(test.text, dutch.ParseWritten(test.date), "medio 2025", 90); got != test.want {
			t.Errorf("%s: told %q, want %q", test.name, got, test.want)
		}
	}
	quarter := publication.WrittenDate{Text: "4e kwartaal", From: "2026-10-01", To: "2026-12-31"}
	if got := dated("Besluit in 4e kwartaal.", quarter, "medio 2025", 90); got != "Besluit in 4e kwartaal (2026) (was medio 2025)" {
		t.Errorf("without a year: told %q", got)
	}
}

// Where editions were taken over the words tell which milestone it is, on every page that follows it.
func TestAMilestoneThatWasReadInAndMovedIsFollowed(t *testing.T) {
	in := fixtureAccounts()
	readIn(in.Before, []string{"Medio 2025: oplevering brug", "Eind 2025: besluit van PS"}, []string{"Bomen planten in de stad en…", "Met gemeenten overleggen"})
	readIn(&in.Frozen, []string{"Eind 2025: besluit van PS", "Medio 2026: oplevering brug"}, []string{"Bomen planten in de stad en in de dorpen", "Met gemeenten overleggen"})
	o := OrganisationInput{Shelf: in.Shelf, Editions: []Frozen{*in.Before, in.Frozen}, GoesOn: []int{-1, 0}, Program: "proef"}
	pages := written(t, func(w PageWriter) error { return RenderOrganisation(o, w) })
	maps.Copy(pages, written(t, func(w PageWriter) error { return RenderEdition(in, w) })) // its summary, not the home
	for path, want := range map[string]string{
		"":                           "Oplevering brug: medio 2026, was medio 2025",
		"wijzigingen/":               "Oplevering brug: medio 2026, was medio 2025",
		"3.2.1-veilige-fietsroutes/": "Oplevering brug: medio 2026, was medio 2025",
		"mijlpalen/":                 "eerst: <s>medio 2025</s>",
		"mijlpalen.ics":              "(eerst: medio 2025)",
	} {
		if page := strings.NewReplacer("\r\n ", "", "\u00a0", " ").Replace(string(pages[path])); !strings.Contains(page, want) {
			t.Errorf("%q does not say %q", path, want)
		}
	}
	two := fixtureAccounts()
	readIn(two.Before, []string{"Medio 2025: oplevering brug", "Eind 2025: besluit van PS"}, nil)
	readIn(&two.Frozen, []string{"Begin 2026: besluit van PS", "Medio 2026: oplevering brug"}, nil)
	for _, l := range openEdition(two).changes("../", "../../") {
		if l.Key == milestonesKey && (len(l.Rows) != 1 || l.count() != 2) {
			t.Errorf("two milestones of one deliverable moved: %d, %v", l.count(), l.Rows)
		}
	}
	for _, not := range []string{"Nieuwe mijlpaal", "Mijlpaal niet meer genoemd", "Actie niet meer genoemd", "Nieuwe actie"} {
		if strings.Contains(string(pages["3.2.1-veilige-fietsroutes/"]), not) {
			t.Errorf("the page says %q", not)
		}
	}
	org := openOrganisation(o)
	for i := range org.lines {
		if org.lines[i].node != "fiets" {
			continue
		}
		p, err := org.showLine(&org.lines[i])
		if err != nil {
			t.Fatal(err)
		}
		var told []string
		for _, f := range append(p.Milestones, p.Actions...) {
			says := f.What
			for _, s := range f.Steps {
				says += "; " + s.in() + " " + s.Says
			}
			told = append(told, says)
		}
		want := []string{
			"Oplevering brug; Monitor 2025-II medio 2025; Jaarverslag 2025 medio 2026",
			"Besluit van PS; Monitor 2025-II tot en met Jaarverslag 2025 eind 2025",
			"Bomen planten in de stad en in de dorpen; Monitor 2025-II tot en met Jaarverslag 2025 genoemd",
			"Met gemeenten overleggen; Monitor 2025-II tot en met Jaarverslag 2025 genoemd",
		}
		if d := cmp.Diff(want, told); d != "" {
			t.Error(d)
		}
	}
	if len(org.milestones) != 2 || org.milestones[1].Lasting != fietsOf(in.Before).Milestones[0].Key {
		t.Errorf("an agenda does not know it again: %+v", org.milestones)
	}
}

func fietsOf(f *Frozen) publication.Entry {
	i := slices.IndexFunc(f.Tree.Entries, func(en publication.Entry) bool { return en.ID == "fiets" })
	return f.Tree.Entries[i]
}
