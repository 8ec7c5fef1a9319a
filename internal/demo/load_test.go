package demo_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/demo"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
	"doelenboom/sample"
)

var ctx = context.Background()

// loaded is the sample in a database.
type loaded struct {
	*testing.T
	db    *store.DB
	blobs *blob.Store
	orgs  map[string]cycle.Organisation // by folder
}

func load(t *testing.T, db *store.DB) loaded {
	t.Helper()
	blobs, err := blob.Open(blob.Config{Dir: filepath.Join(t.TempDir(), "blob"), Volatile: true})
	must(t, err)
	l := loaded{T: t, db: db, blobs: blobs, orgs: map[string]cycle.Organisation{}}
	do := change.New(db, blobs)
	for _, folder := range demo.Folders {
		l.orgs[folder], err = demo.LoadOne(ctx, sample.Files, folder, do, func(context.Context, cycle.OrganisationID) error { return nil })
		must(t, err)
	}
	return l
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// frozen is the newest revision of an edition.
func (l loaded) frozen(folder, slug string) publication.Publication {
	l.Helper()
	reader := l.db.Read(l.orgs[folder].ID)
	e, err := reader.EditionBySlug(ctx, slug)
	must(l, err)
	revisions, err := reader.Revisions(ctx, e.ID)
	must(l, err)
	f, err := change.OpenRevision(l.blobs, revisions[len(revisions)-1])
	must(l, err)
	defer f.Close()
	p, err := f.Publication()
	must(l, err)
	return p
}

func TestTheSampleLoadsThroughTheWorkflow(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		l := load(t, db)
		for folder, editions := range map[string]int{"provincie": 6, "gemeente": 2, "overijssel": 8} {
			o := l.orgs[folder]
			all, err := db.Read(o.ID).Editions(ctx)
			must(t, err)
			if len(all) != editions {
				t.Errorf("%s has %d editions", o.Name, len(all))
			}
			if !o.NoIndex {
				t.Errorf("%s may be found by search engines", o.Name)
			}
			if o.Notice == "" {
				t.Errorf("%s does not say that it is an example", o.Name)
			}
		}
		for name, check := range map[string]func(loaded){
			"the province has its whole tree":                theWholeTree,
			"its budget was adopted after it was offered":    adoptedAfterOffering,
			"the edition being written is not public":        notPublic,
			"waiting for what was decided is found":          waitingIsFound,
			"nothing was made up for Overijssel":             nothingMadeUp,
			"a municipality of two levels":                   twoLevels,
			"an old page waits for what another edition has": waitsAcrossEditions,
			"both ends tell of a proposed continuation":      tiedOnBothSides,
		} {
			t.Run(name, func(t *testing.T) { l.T = t; check(l) })
		}
	})
}

func theWholeTree(l loaded) {
	count := map[cycle.LevelKind]int{}
	for _, e := range l.frozen("provincie", "begroting-2025").Tree.Entries {
		count[e.Level]++
	}
	if count[cycle.Programme] < 7 || count[cycle.Goal] < 25 || count[cycle.Deliverable] < 80 {
		l.Errorf("programmes, goals and deliverables: %v", count)
	}
}

func adoptedAfterOffering(l loaded) {
	reader := l.db.Read(l.orgs["provincie"].ID)
	e, err := reader.EditionBySlug(ctx, "begroting-2025")
	must(l, err)
	revisions, err := reader.Revisions(ctx, e.ID)
	must(l, err)
	if len(revisions) != 2 || revisions[0].State != cycle.StateOffered || revisions[1].State != cycle.StateAdopted {
		l.Errorf("revisions: %+v", revisions)
	}
	if p := l.frozen("provincie", "begroting-2025"); p.Revision.Decision == "" || !p.Revision.StateDate.Known() {
		l.Errorf("it does not tell by which decision and when: %+v", p.Revision)
	}
}

func notPublic(l loaded) {
	reader := l.db.Read(l.orgs["provincie"].ID)
	e, err := reader.EditionBySlug(ctx, "monitor-2026-1")
	must(l, err)
	revisions, err := reader.Revisions(ctx, e.ID)
	must(l, err)
	if len(revisions) != 0 || e.Stage != cycle.Writing {
		l.Errorf("%d revisions, %s", len(revisions), e.Stage)
	}
}

// The faults stand in sample/README.md; 3.1.4 and 1.2.1 wait rightly.
func waitingIsFound(l loaded) {
	for edition, want := range map[string][]string{
		"monitor-2025-2":   {"4.1.3"},
		"jaarverslag-2025": {"2.3.2", "3.3.3"},
	} {
		var found []string
		for _, n := range l.frozen("provincie", edition).Nodes {
			if len(n.Findings) > 0 {
				found = append(found, n.Number)
				l.Logf("%s %s: %s", edition, n.Number, n.Findings[0].Text)
			}
		}
		if !slices.Equal(found, want) {
			l.Errorf("%s: found at %v, planted at %v", edition, found, want)
		}
	}
}

func nothingMadeUp(l loaded) {
	reader := l.db.Read(l.orgs["overijssel"].ID)
	all, err := reader.Editions(ctx)
	must(l, err)
	for _, e := range all {
		p := l.frozen("overijssel", e.Slug)
		if p.Revision.State != cycle.StateUnknown {
			l.Errorf("%s claims to be %s", e.Slug, p.Revision.State)
		}
		for _, n := range p.Nodes {
			if len(n.Scores) > 0 || len(n.Money) > 0 {
				l.Errorf("%s %s has scores or money lines, which no page was seen to give", e.Slug, n.Number)
			}
			if len(n.Sections)+len(n.Amounts) > 0 && (n.Source == nil || n.Source.Address == "") {
				l.Errorf("%s %s tells facts without saying from where", e.Slug, n.Number)
			}
		}
	}
	for _, line := range l.frozen("overijssel", "jaarverslag-2021").Registers.Lineage {
		if !line.Proposal {
			l.Errorf("a lineage that nobody confirmed is told as certain: %+v", line)
		}
	}
}

func twoLevels(l loaded) {
	p := l.frozen("gemeente", "jaarstukken-2025")
	deepest := 0
	for _, e := range p.Tree.Entries {
		deepest = max(deepest, e.Depth)
	}
	if deepest != 1 || p.Edition.Levels[1].Label == "Prestatie" || len(p.Edition.Aspects) != 3 || p.Edition.Organisation.CouncilShort != "raad" {
		l.Errorf("depth %d, levels %v, aspects %v, council %q", deepest, p.Edition.Levels, p.Edition.Aspects, p.Edition.Organisation.CouncilShort)
	}
}

// 5.1.2 of 2016 waits for 8.1.5, which is not in that edition but has a line through later ones.
func waitsAcrossEditions(l loaded) {
	for _, n := range l.frozen("overijssel", "jaarverslag-2016").Nodes {
		if n.Number != "5.1.2" {
			continue
		}
		for _, r := range n.Relations {
			if r.Kind == cycle.WaitsFor && r.Link.Kind == publication.LinkLine && r.Link.Address != "" {
				return
			}
		}
		l.Errorf("5.1.2 hangs together with %+v", n.Relations)
	}
}

// The newest edition is published first, when 5.1.2 is public in none: its table and its page name it all the same.
func tiedOnBothSides(l loaded) {
	found := map[string]bool{}
	for edition, number := range map[string]string{"jaarverslag-2021": "5.3.3", "jaarverslag-2016": "5.1.2"} {
		for _, n := range l.frozen("overijssel", edition).Nodes {
			for _, tie := range n.Lineage {
				if n.Number == number && tie.Proposal && tie.Certainty == cycle.Probable && tie.Line != "" && tie.Source != nil {
					found[number+" with "+tie.Number] = true
				}
			}
		}
	}
	if !found["5.3.3 with 5.1.2"] || !found["5.1.2 with 5.3.3"] {
		l.Errorf("told are %v", found)
	}
	for _, line := range l.frozen("overijssel", "jaarverslag-2021").Registers.Lineage {
		if line.From.Number == "5.1.2" && line.To.Number == "5.3.3" && line.From.Line != "" && line.Source != nil {
			return
		}
	}
	l.Errorf("the conversion table of 2021 does not have it")
}
