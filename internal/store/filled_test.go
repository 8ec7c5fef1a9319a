package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

// word is slug, number, reference and user id of everything in the filled example: so a test can ask for any of them
// without knowing what a method looks up.
const word = "5.1.2"

// filled is an invented organisation with one object of each kind, each recorded.
type filled struct {
	org       cycle.Organisation
	edition   cycle.Edition
	earlier   cycle.Edition
	node      cycle.Node
	placement cycle.Placement
	report    cycle.Report
	decision  cycle.Decision
	theme     cycle.Theme
	place     cycle.Place
	holder    cycle.PortfolioHolder
	lineage   cycle.Lineage
	money     cycle.MoneyLine
	user      cycle.User
	revision  store.Revision
	comment   cycle.Comment
	upload    cycle.Upload

	reportHash string // as the history has it
}

func fill(t testing.TB, db *store.DB) filled {
	t.Helper()
	f := example(db)
	ctx := context.Background()
	err := db.Create(ctx, f.org.ID, func(tx *store.Tx) error {
		for _, save := range f.saves(ctx, tx) {
			if err := save(); err != nil {
				return err
			}
		}
		var changes []store.Change
		for _, o := range f.objects() {
			changes = append(changes, store.Change{Action: "example.added", After: o})
		}
		return tx.RecordMany(ctx, f.user, changes)
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// atWork is the same while somebody writes and somebody remarked something.
func atWork(t testing.TB, db *store.DB) filled {
	t.Helper()
	f := fill(t, db)
	ctx := context.Background()
	change(t, db, f.org.ID, "comment.added", func(tx *store.Tx) error { return tx.SaveComment(ctx, f.comment) }, f.comment)
	plan := cycle.TreePlan{Edition: f.edition.ID, Steps: []cycle.TreeStep{{Kind: cycle.StepName, Node: f.node.ID, Title: "Anders"}}}
	change(t, db, f.org.ID, "tree.planned", func(tx *store.Tx) error { return tx.SaveTreePlan(ctx, plan) }, plan)
	if err := db.Write(ctx, f.org.ID, func(tx *store.Tx) error { return tx.SaveUpload(ctx, f.upload) }); err != nil {
		t.Fatal(err)
	}
	if _, err := db.SaveDraft(ctx, f.org.ID, cycle.Draft{Report: f.report.ID, User: 7, Seen: 1, Text: f.report}); err != nil {
		t.Fatal(err)
	}
	lines, err := db.Read(f.org.ID).HistoryOf(ctx, "report", string(f.report.ID))
	if err != nil || len(lines) != 1 {
		t.Fatal(lines, err)
	}
	f.reportHash = lines[0].After
	if err := db.See(ctx, f.org.ID, f.user.Number, "2017-04-02"); err != nil {
		t.Fatal(err)
	}
	err = db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
		return errors.Join(
			tx.AddNotices(ctx, []store.Notice{{User: f.user.Number, Report: f.report.ID, What: "teruggestuurd"}}),
			tx.AddReminder(ctx, store.Reminder{User: f.user.Number, Report: f.report.ID, Occasion: "hand"}),
			tx.AddUnsentLetter(ctx, store.UnsentLetter{Account: word, Kind: "nieuws", Error: "connection refused"}))
	})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
		_, err := tx.AccountOf(ctx, "https://aanmelden.example", word)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func example(db *store.DB) filled {
	f := filled{
		org:      cycle.NewOrganisation(cycle.OrganisationID(db.NewID()), cycle.Province, "p-"+db.NewID(), "Provincie Verzonnenland"),
		edition:  cycle.Edition{ID: cycle.EditionID(db.NewID()), Slug: word, Kind: cycle.Accounts, Year: 2016, Stage: cycle.Writing, Name: "Jaarverslag 2016"},
		earlier:  cycle.Edition{ID: cycle.EditionID(db.NewID()), Slug: "begroting-2016", Kind: cycle.Budget, Year: 2016, Stage: cycle.Offered, Name: "Begroting 2016"},
		node:     cycle.Node{ID: cycle.NodeID(db.NewID()), Line: "werklocaties"},
		decision: cycle.Decision{ID: cycle.DecisionID(db.NewID()), Slug: "ps-2016-486", Reference: word, State: cycle.DecisionTaken},
		theme:    cycle.Theme{ID: cycle.ThemeID(db.NewID()), Slug: "economie", Name: "Economie"},
		place:    cycle.Place{ID: cycle.PlaceID(db.NewID()), Slug: "verzonnenstad", Name: "Verzonnenstad", Kind: cycle.Gemeente},
		holder:   cycle.PortfolioHolder{ID: cycle.HolderID(db.NewID()), Slug: "a-de-vries", Name: "A. de Vries (verzonnen)"},
		user:     cycle.User{ID: word, Account: word, Name: "Anna (verzonnen)", Number: 7, Grants: cycle.Granted(cycle.RoleAuthor)},
	}
	f.placement = cycle.Placement{Edition: f.edition.ID, Node: f.node.ID, Number: word, Position: 3, Depth: 2, Title: "Werklocaties"}
	f.report = cycle.Report{ID: cycle.ReportID(db.NewID()), Edition: f.edition.ID, Node: f.node.ID, Stage: cycle.Drafting, Author: 7, Headline: "De aanleg <loopt> & schiet op."}
	f.lineage = cycle.Lineage{ID: cycle.LineageID(db.NewID()), Kind: cycle.New, To: f.node.ID}
	f.money = cycle.MoneyLine{ID: cycle.MoneyLineID(db.NewID()), Edition: f.edition.ID, Node: f.node.ID, Cents: 125_000_00, Kind: cycle.Expense, Column: cycle.Original, Year: 2016}
	f.revision = store.Revision{Edition: f.edition.ID, Number: 1, Kind: cycle.FirstRevision, State: cycle.StateOffered, Manifest: "ab", Moment: time.Date(2017, 5, 1, 9, 0, 0, 0, time.UTC), Packs: []string{"cd"}}
	f.comment = cycle.Comment{ID: cycle.CommentID(db.NewID()), Report: f.report.ID, By: 7, Moment: time.Date(2017, 4, 1, 9, 0, 0, 0, time.UTC), Text: "Noem het bedrag."}
	f.upload = cycle.Upload{Blob: word, By: 7, Ending: "pdf", Name: "besluit.pdf", Report: f.report.ID, Size: 12, Use: cycle.UploadLoose}
	return f
}

func (f filled) themeLink() cycle.ThemeLink {
	return cycle.ThemeLink{Theme: f.theme.ID, Node: f.node.ID, From: "2016-01-01"}
}

func (f filled) placeLink() cycle.PlaceLink {
	return cycle.PlaceLink{Place: f.place.ID, Node: f.node.ID}
}

func (f filled) earlierPlacement() cycle.Placement {
	p := f.placement
	p.Edition, p.Number = f.earlier.ID, "5.3.3"
	return p
}

func (f filled) saves(ctx context.Context, tx *store.Tx) []func() error {
	return []func() error{
		func() error { return tx.SaveOrganisation(ctx, f.org) },
		func() error { return tx.SaveEdition(ctx, f.edition) },
		func() error { return tx.SaveEdition(ctx, f.earlier) },
		func() error { return tx.SaveNode(ctx, f.node) },
		func() error { return tx.SavePlacements(ctx, []cycle.Placement{f.placement, f.earlierPlacement()}) },
		func() error { return tx.SaveReport(ctx, f.report) },
		func() error { return tx.SaveDecision(ctx, f.decision) },
		func() error { return tx.SaveTheme(ctx, f.theme) },
		func() error { return tx.AddThemeLinks(ctx, []cycle.ThemeLink{f.themeLink()}) },
		func() error { return tx.SavePlace(ctx, f.place) },
		func() error { return tx.AddPlaceLinks(ctx, []cycle.PlaceLink{f.placeLink()}) },
		func() error { return tx.SaveHolder(ctx, f.holder) },
		func() error { return tx.SaveLineage(ctx, f.lineage) },
		func() error { return tx.AddMoneyLine(ctx, f.money) },
		func() error { return tx.SaveUser(ctx, f.user) },
		func() error { return tx.SaveRevision(ctx, f.revision) },
		func() error {
			return tx.GiveAddresses(ctx, f.edition.ID, map[cycle.NodeID]string{f.node.ID: "5.1.2-werklocaties"})
		},
		func() error {
			return tx.SetArchive(ctx, store.Archive{Edition: f.edition.ID, Revision: 1, Index: "ef", Files: []string{"01"}})
		},
		func() error { return tx.Enqueue(ctx, "render", "{}", time.Time{}) },
	}
}

// objects are those that the history tells of.
func (f filled) objects() []store.Object {
	return []store.Object{
		f.org, f.edition, f.earlier, f.node, f.placement, f.earlierPlacement(), f.report, f.decision, f.theme,
		f.themeLink(), f.place, f.placeLink(), f.holder, f.lineage, f.money, f.user, f.revision,
	}
}
