package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

func TestAnUntouchedHistoryIsSound(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := fill(t, db)
		rename(t, db, f, "De aanleg is klaar.")
		if n := len(f.objects()); n < store.RecordedKinds() {
			t.Fatalf("the example has %d objects, of %d kinds", n, store.RecordedKinds())
		}
		findings(t, db, f)
	})
}

// rename changes the report, recorded as it should be.
func rename(t *testing.T, db *store.DB, f filled, headline string) {
	t.Helper()
	ctx := context.Background()
	err := db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
		before, err := tx.Report(ctx, f.report.ID)
		if err != nil {
			return err
		}
		after := before
		after.Headline = headline
		if err := tx.SaveReport(ctx, after); err != nil {
			return err
		}
		return tx.Record(ctx, f.user, "report.written", before, after)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// findings verifies, and compares what is found with the sentences it should give.
func findings(t *testing.T, db *store.DB, f filled, want ...string) {
	t.Helper()
	found, err := db.VerifyHistory(context.Background(), f.org.ID)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, one := range found {
		got = append(got, one.String())
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("found (+) and expected (-):\n%s", d)
	}
}

// Somebody with access to the database goes behind the back of the program. The example has 17 lines: one for each
// object, in the order of filled.objects; line 7 is about the report.
func TestTamperingIsNamed(t *testing.T) {
	tests := []struct {
		name     string
		tamper   []string // $1 is the organisation
		findings func(f filled) []string
	}{
		{
			"a stored report is changed",
			[]string{`update report set body = replace(body, 'schiet', 'valt') where organisation_id = $1`},
			func(f filled) []string {
				return []string{fmt.Sprintf("report %s is veranderd buiten de geschiedenis om (laatste regel: 7)", f.report.ID)}
			},
		},
		{
			"an amount is changed",
			[]string{`update money_line set body = replace(body, '12500000', '12400000') where organisation_id = $1`},
			func(f filled) []string {
				return []string{fmt.Sprintf("money-line %s is veranderd buiten de geschiedenis om (laatste regel: 15)", f.money.ID)}
			},
		},
		{
			"a report is deleted",
			[]string{`delete from report where organisation_id = $1`},
			func(f filled) []string {
				return []string{fmt.Sprintf("report %s is verwijderd buiten de geschiedenis om (laatste regel: 7)", f.report.ID)}
			},
		},
		{
			"a theme is slipped in",
			[]string{`insert into theme (organisation_id, id, slug, body, version) values ($1, 'x', 'x', '{"id":"x","name":"X","slug":"x"}', 1)`},
			func(filled) []string { return []string{"theme x is ingevoegd buiten de geschiedenis om"} },
		},
		{
			"a number in the tree is changed where it is looked up",
			[]string{`update placement set number = '9.9.9' where organisation_id = $1 and number = '5.1.2'`},
			func(f filled) []string {
				return []string{fmt.Sprintf("placement %s/%s staat onder een andere sleutel dan de inhoud zegt (laatste regel: 5)", f.edition.ID, f.node.ID)}
			},
		},
		{
			"a report cannot be read any more",
			[]string{`update report set body = 'weg' where organisation_id = $1`},
			func(f filled) []string {
				return []string{fmt.Sprintf("report %s is veranderd buiten de geschiedenis om (laatste regel: 7)", f.report.ID)}
			},
		},
		{
			"a line gets another user",
			[]string{`update history set user_number = 8 where organisation_id = $1 and line = 7`},
			func(filled) []string { return []string{"geschiedenis: regel 7 is veranderd"} },
		},
		{
			"a line gets another moment",
			[]string{`update history set moment = '2016-01-01 00:00:00+00:00' where organisation_id = $1 and line = 7`},
			func(filled) []string { return []string{"geschiedenis: regel 7 is veranderd"} },
		},
		{
			"a line is removed",
			[]string{`delete from history where organisation_id = $1 and line = 3`},
			func(f filled) []string {
				return []string{
					"geschiedenis: regel 3 is verwijderd",
					fmt.Sprintf("edition %s is ingevoegd buiten de geschiedenis om", f.earlier.ID),
				}
			},
		},
		{
			"a line is removed and the numbers close up",
			append([]string{`delete from history where organisation_id = $1 and line = 12`}, renumber(13, 17, -1)...),
			func(f filled) []string {
				return []string{
					"geschiedenis: regel 12 is verwijderd",
					fmt.Sprintf("place-link %s/%s is ingevoegd buiten de geschiedenis om", f.place.ID, f.node.ID),
				}
			},
		},
		{
			"the newest lines are removed",
			[]string{`delete from history where organisation_id = $1 and line > 15`},
			func(f filled) []string {
				return []string{
					"geschiedenis: regel 16 is verwijderd", "geschiedenis: regel 17 is verwijderd",
					"user 7 is ingevoegd buiten de geschiedenis om",
					fmt.Sprintf("revision %s/1 is ingevoegd buiten de geschiedenis om", f.edition.ID),
				}
			},
		},
		{
			"a line is added at the end",
			[]string{copyLine(7, 18)},
			func(f filled) []string {
				return []string{
					"geschiedenis: regel 18 is veranderd", "geschiedenis: regel 18 is ingevoegd",
					fmt.Sprintf("geschiedenis: regel 18 sluit niet aan op de vorige regel over report %s", f.report.ID),
				}
			},
		},
		{
			"a line is added far away: a million lines are not told one by one",
			[]string{copyLine(7, 1_000_000)},
			func(f filled) []string {
				return []string{
					"geschiedenis: regels 18 tot en met 999999 zijn verwijderd",
					"geschiedenis: regel 1000000 is veranderd", "geschiedenis: regels 18 tot en met 1000000 zijn ingevoegd",
					fmt.Sprintf("geschiedenis: regel 1000000 sluit niet aan op de vorige regel over report %s", f.report.ID),
				}
			},
		},
		{
			"a line is slipped in and the numbers move up",
			append(renumber(5, 17, 1), copyLine(1, 5)),
			func(f filled) []string {
				return []string{
					"geschiedenis: regel 5 is veranderd", "geschiedenis: regel 5 is ingevoegd",
					fmt.Sprintf("geschiedenis: regel 5 sluit niet aan op de vorige regel over organisation %s", f.org.ID),
				}
			},
		},
	}
	databases.Each(t, func(t *testing.T, db *store.DB) {
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				f := fill(t, db)
				for _, statement := range test.tamper {
					if _, err := db.Writer().Exec(statement, f.org.ID); err != nil {
						t.Fatalf("%s: %v", statement, err)
					}
				}
				unordered(t, db, f, test.findings(f))
			})
		}
	})
}

// renumber moves lines by one, one at a time, in the order that never makes two the same.
func renumber(from, to, by int) []string {
	var statements []string
	for i := range to - from + 1 {
		line := from + i
		if by > 0 {
			line = to - i
		}
		statements = append(statements, fmt.Sprintf(`update history set line = %d where organisation_id = $1 and line = %d`, line+by, line))
	}
	return statements
}

func copyLine(from, to int) string {
	return fmt.Sprintf(`
		insert into history (organisation_id, line, moment, user_number, action, kind, object_id, before_hash, after_hash, previous_hash, hash)
		select organisation_id, %d, moment, user_number, action, kind, object_id, before_hash, after_hash, previous_hash, hash
		from history where organisation_id = $1 and line = %d`, to, from)
}

// unordered is findings without regard to order: lines are found along the way.
func unordered(t *testing.T, db *store.DB, f filled, want []string) {
	t.Helper()
	found, err := db.VerifyHistory(context.Background(), f.org.ID)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, one := range found {
		got[one.String()] = true
	}
	expected := map[string]bool{}
	for _, sentence := range want {
		expected[sentence] = true
	}
	if d := cmp.Diff(expected, got); d != "" {
		t.Errorf("found (+) and expected (-):\n%s", d)
	}
}

// Who changes a line and makes its hash fit again is found by the line after it, which remembers the old hash; at the
// end by the head, which is kept apart.
func TestAChangedLineWithAFittingHashIsNamed(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		for _, line := range []int64{7, 17} {
			f := fill(t, db)
			lines, err := db.Read(f.org.ID).HistoryLines(context.Background(), line, 1)
			if err != nil || len(lines) != 1 {
				t.Fatal(lines, err)
			}
			forged := lines[0]
			forged.User = 8
			hash, err := store.Sum(forged)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.Writer().Exec(`update history set user_number = 8, hash = $2 where organisation_id = $1 and line = $3`, f.org.ID, hash, line); err != nil {
				t.Fatal(err)
			}
			findings(t, db, f, fmt.Sprintf("geschiedenis: regel %d is veranderd", line))
		}
	})
}

// A column can hold what no line has there: SQLite keeps a text where a number should be, PostgreSQL moments that Go does
// not know. The line is named, and what comes after it is still looked at.
func TestALineWithAnImpossibleValueIsNamed(t *testing.T) {
	const changed = "geschiedenis: regel 7 is veranderd"
	lite := map[string]string{
		`moment = 'zz'`:          changed,
		`moment = 5`:             changed,
		`moment = x'00ff'`:       changed,
		`user_number = 'abc'`:    changed,
		`user_number = 7.5`:      changed,
		`user_number = x'00ff'`:  changed,
		`before_hash = x'00ff'`:  changed,
		`moment = '99999-01-01'`: changed,
	}
	postgres := map[string]string{
		`moment = 'infinity'`:               changed,
		`moment = '-infinity'`:              changed,
		`moment = '20000-01-01 00:00+00'`:   changed,
		`moment = '0044-03-15 00:00+00 BC'`: changed,
	}
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		db, values := databases.Open(t, c), lite
		if c.Database != "" {
			values = postgres
		}
		for value, sentence := range values {
			t.Run(value, func(t *testing.T) {
				f := fill(t, db)
				for _, statement := range []string{
					`update history set ` + value + ` where organisation_id = $1 and line = 7`,
					`update history set action = 'anders' where organisation_id = $1 and line = 9`,
				} {
					if _, err := db.Writer().Exec(statement, f.org.ID); err != nil {
						t.Fatal(err)
					}
				}
				want := []string{sentence, "geschiedenis: regel 9 is veranderd"}
				if value == `before_hash = x'00ff'` {
					want = append(want, fmt.Sprintf("geschiedenis: regel 7 sluit niet aan op de vorige regel over report %s", f.report.ID))
				}
				unordered(t, db, f, want)
			})
		}
	})
}

// On SQLite even the number of a line can be a text: it is told, and the line that had it is gone.
func TestALineWithoutANumberIsNamed(t *testing.T) {
	db := databases.Open(t, databases.SQLite(t))
	f := fill(t, db)
	if _, err := db.Writer().Exec(`update history set line = 'zeven' where organisation_id = $1 and line = 7`, f.org.ID); err != nil {
		t.Fatal(err)
	}
	unordered(t, db, f, []string{
		`geschiedenis: een regel heeft geen nummer meer, maar "zeven"`, "geschiedenis: regel 7 is verwijderd",
		fmt.Sprintf("report %s is ingevoegd buiten de geschiedenis om", f.report.ID),
	})
}

// Whoever works with such a line is told which table it is in, not what the program thinks of it in English.
func TestWhoReadsAnImpossibleValueIsToldItsTable(t *testing.T) {
	db := databases.Open(t, databases.SQLite(t))
	ctx := context.Background()
	for table, read := range map[string]func(store.Reader, filled) error{
		"history": func(r store.Reader, f filled) error {
			_, err := r.HistoryOf(ctx, "report", string(f.report.ID))
			return err
		},
		"organisation_head": func(r store.Reader, _ filled) error { _, err := r.Head(ctx); return err },
		"report":            func(r store.Reader, f filled) error { _, err := r.Report(ctx, f.report.ID); return err },
		"placement":         func(r store.Reader, f filled) error { _, err := r.Placements(ctx, f.edition.ID); return err },
	} {
		f := fill(t, db)
		column := map[string]string{"history": "user_number", "organisation_head": "line"}[table]
		if column == "" {
			column = "version"
		}
		if _, err := db.Writer().Exec(`update `+table+` set `+column+` = 'abc' where organisation_id = $1`, f.org.ID); err != nil {
			t.Fatal(err)
		}
		var row store.Unreadable
		if err := read(db.Read(f.org.ID), f); !errors.As(err, &row) || row.Table != table {
			t.Errorf("%s: it answers %v", table, err)
		}
	}
}

// What a report said before is kept under its hash: other words under that hash, or other hashes over those words, are not
// what it said, and whoever asks is not given them.
func TestAnEarlierTextThatWasChangedIsNamed(t *testing.T) {
	const from = `from earlier_report where organisation_id = $1`
	changed, inserted := "een eerdere tekst van report %s is veranderd buiten de geschiedenis om (regel: %d)", "een eerdere tekst van report %s is ingevoegd buiten de geschiedenis om"
	const removed = "een eerdere tekst van report %s is verwijderd buiten de geschiedenis om (vervangen in regel: %d)"
	tests := []struct {
		name, tamper string
		want         func(id cycle.ReportID) []string
	}{
		{
			"words that are gone", `delete from earlier_report where organisation_id = $1`,
			func(id cycle.ReportID) []string { return []string{fmt.Sprintf(removed, id, 18)} },
		},
		{
			"other words", `update earlier_report set body = replace(body, 'schiet', 'valt') where organisation_id = $1`,
			func(id cycle.ReportID) []string { return []string{fmt.Sprintf(changed, id, 7)} },
		},
		{
			"words that are none", `update earlier_report set body = 'weg' where organisation_id = $1`,
			func(id cycle.ReportID) []string { return []string{fmt.Sprintf(changed, id, 7)} },
		},
		{
			"another hash", `update earlier_report set hash = 'ff' where organisation_id = $1`,
			func(id cycle.ReportID) []string {
				return []string{fmt.Sprintf("een eerdere tekst van report %s is veranderd buiten de geschiedenis om", id), fmt.Sprintf(removed, id, 18)}
			},
		},
		{
			"words that it never said, under their own hash",
			`insert into earlier_report (organisation_id, report_id, hash, body) select organisation_id, report_id, '` + hashOfWords + `', '{"x":1}' ` + from,
			func(id cycle.ReportID) []string { return []string{fmt.Sprintf(inserted, id)} },
		},
	}
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				f := fill(t, db)
				rename(t, db, f, "De aanleg is klaar.")
				lines, err := db.Read(f.org.ID).HistoryOf(ctx, "report", string(f.report.ID))
				if err != nil || len(lines) != 2 {
					t.Fatal(lines, err)
				}
				if _, err := db.Writer().Exec(test.tamper, f.org.ID); err != nil {
					t.Fatal(err)
				}
				findings(t, db, f, test.want(f.report.ID)...)
				was, err := db.Read(f.org.ID).EarlierReport(ctx, f.report.ID, lines[1].After)
				if row := (store.Unreadable{}); strings.Contains(test.tamper, "set body") && (!errors.As(err, &row) || row.Table != "earlier_report") {
					t.Errorf("it is given as what the report said: %+v (%v)", was, err)
				}
				if now, err := db.Read(f.org.ID).EarlierReport(ctx, f.report.ID, lines[0].After); err != nil || now.Headline != "De aanleg is klaar." {
					t.Errorf("as it is now: %+v (%v)", now, err)
				}
			})
		}
	})
}

// hashOfWords is the SHA-256 of {"x":1}.
const hashOfWords = "5041bf1f713df204784353e82f6a4a535931cb64f1f4b4a5aeaffcb720918b22"

// A removed object stays told: the line says that it went.
func TestARemovedObjectIsSound(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := fill(t, db)
		ended := f.themeLink()
		ended.Until = "2016-12-31"
		err := db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
			if err := tx.RemovePlaceLink(ctx, f.placeLink()); err != nil {
				return err
			}
			if err := tx.RemoveThemeLink(ctx, f.themeLink()); err != nil {
				return err
			}
			if err := tx.AddThemeLinks(ctx, []cycle.ThemeLink{ended}); err != nil {
				return err
			}
			return tx.RecordMany(ctx, f.user, []store.Change{
				{Action: "place.unlinked", Before: f.placeLink()},
				{Action: "theme.ended", Before: f.themeLink(), After: ended},
			})
		})
		if err != nil {
			t.Fatal(err)
		}
		findings(t, db, f)
	})
}

// The hashes of a line are those of the bytes in the database, whatever the caller did to what it read.
func TestALineHoldsTheHashesOfWhatIsStored(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		f := fill(t, db)
		err := db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
			report, err := tx.Report(ctx, f.report.ID)
			if err != nil {
				return err
			}
			for _, headline := range []string{"Eerste.", "Tweede."} {
				report.Headline = headline // before and after are the same value here
				if err := tx.SaveReport(ctx, report); err != nil {
					return err
				}
				if err := tx.Record(ctx, f.user, "report.written", report, report); err != nil {
					return err
				}
				report.Version++
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		findings(t, db, f)
	})
}
