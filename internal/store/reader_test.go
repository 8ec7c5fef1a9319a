package store_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// What is stored comes back as it was.
func TestObjectsComeBackAsTheyWere(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := fill(t, db)
		ctx := context.Background()
		r := db.Read(f.org.ID)
		edition, err := r.Edition(ctx, f.edition.ID)
		same(t, err, edition, f.edition)
		node, err := r.Node(ctx, f.node.ID)
		same(t, err, node, f.node)
		placement, err := r.PlacementByNumber(ctx, f.edition.ID, word)
		same(t, err, placement, f.placement)
		report, err := r.ReportOf(ctx, f.edition.ID, f.node.ID)
		same(t, err, report, f.report)
		decision, err := r.DecisionByReference(ctx, word)
		same(t, err, decision, f.decision)
		themes, err := r.Themes(ctx)
		same(t, err, themes, []cycle.Theme{f.theme})
		links, err := r.ThemeLinks(ctx)
		same(t, err, links, []cycle.ThemeLink{f.themeLink()})
		places, err := r.PlaceLinks(ctx)
		same(t, err, places, []cycle.PlaceLink{f.placeLink()})
		holders, err := r.Holders(ctx)
		same(t, err, holders, []cycle.PortfolioHolder{f.holder})
		lineages, err := r.Lineages(ctx)
		same(t, err, lineages, []cycle.Lineage{f.lineage})
		money, err := r.MoneyLines(ctx, f.edition.ID)
		same(t, err, money, []cycle.MoneyLine{f.money})
		user, err := r.User(ctx, 7)
		same(t, err, user, f.user)
		revision, err := r.Revision(ctx, f.edition.ID, 1)
		same(t, err, revision, f.revision)
		others, err := r.OtherEditions(ctx, f.edition.ID)
		same(t, err, others, []store.OtherEdition{{
			Edition: f.earlier.ID,
			Nodes:   map[string]cycle.NodeID{"5.3.3": f.node.ID},
			Titles:  map[cycle.NodeID]string{f.node.ID: "Werklocaties"},
		}})
	})
}

// same compares what was read with what was stored; only the version may differ.
func same[T any](t *testing.T, err error, got, want T) {
	t.Helper()
	if err != nil {
		t.Error(err)
		return
	}
	ignoreVersion := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Version" }, cmp.Ignore())
	if d := cmp.Diff(want, got, ignoreVersion, cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
}

// Every method of Reader, tried with the ids of another organisation: nothing is found. A method that is new is tried
// too, and must find something in its own organisation.
func TestNoReaderSeesAnotherOrganisation(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := atWork(t, db)
		theirs := db.Read(cycle.OrganisationID(db.NewID()))
		own := db.Read(f.org.ID)
		methods := reflect.TypeFor[store.Reader]()
		if methods.NumMethod() < 30 {
			t.Fatalf("only %d methods were found", methods.NumMethod())
		}
		for i := range methods.NumMethod() {
			name := methods.Method(i).Name
			if found, err := ask(t, own, name, f); err != nil || !found {
				t.Errorf("%s finds nothing in its own organisation: %v", name, err)
			}
			if found, err := ask(t, theirs, name, f); found || err != nil && !errors.Is(err, cycle.ErrNotFound) {
				t.Errorf("%s of another organisation: found %v, %v", name, found, err)
			}
		}
	})
}

// The same methods inside a change of an organisation that exists and has nothing else.
func TestNoChangeSeesAnotherOrganisation(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := atWork(t, db)
		err := db.Create(context.Background(), cycle.OrganisationID(db.NewID()), func(tx *store.Tx) error {
			for i := range reflect.TypeFor[store.Reader]().NumMethod() {
				name := reflect.TypeFor[store.Reader]().Method(i).Name
				if name == "Head" {
					continue // it exists
				}
				if found, err := ask(t, tx.Reader, name, f); found || err != nil && !errors.Is(err, cycle.ErrNotFound) {
					t.Errorf("%s of another organisation: found %v, %v", name, found, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// ask calls a method with the ids of f and tells whether it found anything.
func ask(t *testing.T, r store.Reader, name string, f filled) (bool, error) {
	t.Helper()
	values := map[reflect.Type]any{
		reflect.TypeFor[context.Context]():     context.Background(),
		reflect.TypeFor[cycle.EditionID]():     f.edition.ID,
		reflect.TypeFor[cycle.NodeID]():        f.node.ID,
		reflect.TypeFor[cycle.ReportID]():      f.report.ID,
		reflect.TypeFor[cycle.DecisionID]():    f.decision.ID,
		reflect.TypeFor[cycle.UserNumber]():    f.user.Number,
		reflect.TypeFor[cycle.OwnerID]():       f.upload.Owner(),
		reflect.TypeFor[string]():              word,
		reflect.TypeFor[cycle.Date]():          cycle.Date("9999-01-01"),
		reflect.TypeFor[time.Time]():           time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC),
		reflect.TypeFor[int]():                 1,
		reflect.TypeFor[[]cycle.ReportStage](): []cycle.ReportStage{f.report.Stage},
		reflect.TypeFor[int64]():               int64(1),
		reflect.TypeFor[cycle.ThemeID]():       f.theme.ID,
		reflect.TypeFor[cycle.PlaceID]():       f.place.ID,
		reflect.TypeFor[cycle.HolderID]():      f.holder.ID,
		reflect.TypeFor[cycle.LineageID]():     f.lineage.ID,
		reflect.TypeFor[cycle.MoneyLineID]():   f.money.ID,
		reflect.TypeFor[cycle.CommentID]():     f.comment.ID,
	}
	method := reflect.ValueOf(r).MethodByName(name)
	var in []reflect.Value
	switch name {
	case "HistoryOf", "EarlierReport": // texts that are no word of the example
		in = []reflect.Value{reflect.ValueOf(context.Background()), reflect.ValueOf("report"), reflect.ValueOf(string(f.report.ID))}
		if name == "EarlierReport" {
			in[1], in[2] = reflect.ValueOf(f.report.ID), reflect.ValueOf(f.reportHash)
		}
		return found(method.Call(in))
	}
	for i := range method.Type().NumIn() {
		value, known := values[method.Type().In(i)]
		if !known {
			t.Fatalf("%s asks for a %s; say here which", name, method.Type().In(i))
		}
		in = append(in, reflect.ValueOf(value))
	}
	return found(method.Call(in))
}

func found(out []reflect.Value) (bool, error) {
	err, _ := out[len(out)-1].Interface().(error)
	answer := out[0]
	if k := answer.Kind(); k == reflect.Slice || k == reflect.Map {
		return answer.Len() > 0, err
	}
	return !answer.IsZero(), err
}

// Reports and placements come in reading order, decisions and users in that of their numbers; the same on both engines.
func TestListsAreInOrder(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		org := province(t, db)
		e := cycle.Edition{ID: cycle.EditionID(db.NewID()), Slug: "monitor-2017", Kind: cycle.Monitor, Year: 2017}
		change(t, db, org, "edition.added", func(tx *store.Tx) error { return tx.SaveEdition(ctx, e) }, e)
		nodes, places, sizes := tree(db, e, 25)
		for i := range places { // the first made stands last
			places[i].Position = 100 - i
		}
		err := db.Write(ctx, org, func(tx *store.Tx) error { return apply(ctx, tx, nodes, places, sizes) })
		if err != nil {
			t.Fatal(err)
		}
		reports, err := db.Read(org).Reports(ctx, e.ID)
		if err != nil || len(reports) != 25 || reports[0].Node != places[24].Node || reports[24].Node != places[0].Node {
			t.Errorf("%d reports, not in reading order: %v", len(reports), err)
		}
		for _, reference := range []string{"PS/2016/486", "ps/2016/1", "GS/2016/9", ""} {
			d := cycle.Decision{ID: cycle.DecisionID(db.NewID()), Slug: "d-" + db.NewID(), Reference: reference}
			change(t, db, org, "decision.added", func(tx *store.Tx) error { return tx.SaveDecision(ctx, d) }, d)
		}
		decisions, err := db.Read(org).Decisions(ctx)
		var order []string
		for _, d := range decisions {
			order = append(order, d.Reference)
		}
		if got := strings.Join(order, ","); err != nil || got != ",GS/2016/9,PS/2016/486,ps/2016/1" {
			t.Errorf("decisions are in the order %s (%v)", got, err)
		}
	})
}

// What lists are made of says the same as the objects.
func TestTreeOfAnEditionAsListsNeedIt(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		org := province(t, db)
		e := cycle.Edition{ID: cycle.EditionID(db.NewID()), Slug: "monitor-2017", Kind: cycle.Monitor, Year: 2017}
		change(t, db, org, "edition.added", func(tx *store.Tx) error { return tx.SaveEdition(ctx, e) }, e)
		nodes, places, sizes := tree(db, e, 25)
		places[2].Parent, places[1].Parent = places[1].Node, places[0].Node
		if err := db.Write(ctx, org, func(tx *store.Tx) error { return apply(ctx, tx, nodes, places, sizes) }); err != nil {
			t.Fatal(err)
		}
		read := db.Read(org)
		paths, err := read.Paths(ctx, e.ID)
		same(t, err, paths, cycle.NewPaths(places))
		numbers, err := read.Numbers(ctx, e.ID)
		want := map[string]cycle.NodeID{}
		for _, p := range places {
			want[p.Number] = p.Node
		}
		same(t, err, numbers, want)
		for _, p := range places[:3] {
			path, err := read.Path(ctx, e.ID, p.Node)
			same(t, err, path, paths.To(p.Node))
		}
		if _, err := read.Path(ctx, e.ID, "nergens"); !errors.Is(err, cycle.ErrNotFound) {
			t.Errorf("the path to a node that is not there: %v", err)
		}
	})
}
