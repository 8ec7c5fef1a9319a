package store_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
	"doelenboom/internal/testkit/databases"
)

// dumped is everything that Dump gives.
type dumped struct {
	schema int
	heads  []store.ChainHead
	rows   map[string]string
	blobs  []string
}

func dump(t testing.TB, db *store.DB) dumped {
	t.Helper()
	return dumpWith(t, db, func() {})
}

// dumpWith calls between after each table.
func dumpWith(t testing.TB, db *store.DB, between func()) dumped {
	t.Helper()
	all := dumped{rows: map[string]string{}}
	ctx := context.Background()
	err := db.Dump(ctx, func(d *store.Dump) error {
		all.schema, all.heads = d.Schema, d.Heads
		for _, table := range d.Tables() {
			var b bytes.Buffer
			if err := d.Rows(ctx, table, &b, func() {}); err != nil {
				return err
			}
			all.rows[table] = b.String()
			between()
		}
		all.blobs = d.Blobs()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func load(c store.Config, all dumped) error {
	ctx := context.Background()
	to, err := store.OpenTarget(ctx, c)
	if err != nil {
		return err
	}
	err = to.Load(ctx, all.schema, func(l *store.Load) error {
		for _, table := range l.Tables() {
			if err := l.Rows(ctx, table, strings.NewReader(all.rows[table]), func() {}); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = to.Upgrade(ctx)
	}
	return errors.Join(err, to.Close())
}

// toEach puts rows back into an empty database of each engine.
func toEach(t *testing.T, all dumped, see func(t *testing.T, db *store.DB)) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		if err := load(c, all); err != nil {
			t.Fatal(err)
		}
		see(t, databases.Open(t, c))
	})
}

// rewritten gives the report of the example other words; what it said before is kept.
func rewritten(t testing.TB, db *store.DB, f filled) {
	t.Helper()
	ctx := context.Background()
	err := db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
		before, err := tx.Report(ctx, f.report.ID)
		if err != nil {
			return err
		}
		after := before
		after.Headline = "De aanleg ligt stil."
		return errors.Join(tx.SaveReport(ctx, after), tx.Record(ctx, f.user, "report.changed", before, after))
	})
	if err != nil {
		t.Fatal(err)
	}
}

// From each engine into each engine: the same rows give the same bytes, and the history stands.
func TestRowsComeBackOnEitherEngine(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := atWork(t, db)
		rewritten(t, db, f)
		fill(t, db) // a second organisation
		before := dump(t, db)
		for table, rows := range before.rows {
			if rows == "" {
				t.Errorf("the filled example has no row in %s, so nothing is known of backing it up", table)
			}
		}
		toEach(t, before, func(t *testing.T, back *store.DB) {
			if diff := cmp.Diff(before, dump(t, back), cmp.AllowUnexported(dumped{})); diff != "" {
				t.Error(diff)
			}
			findings(t, back, f)
			if o, err := back.Read(f.org.ID).Organisation(context.Background()); err != nil || o.Name != f.org.Name {
				t.Error(o, err)
			}
			change(t, back, f.org.ID, "holder.added", func(tx *store.Tx) error { // it goes on where it stood
				return tx.SaveHolder(context.Background(), cycle.PortfolioHolder{ID: "nieuw", Slug: "nieuw", Name: "Nieuw"})
			}, cycle.PortfolioHolder{ID: "nieuw", Slug: "nieuw", Name: "Nieuw"})
			findings(t, back, f)
		})
	})
}

// What tells of running servers does not go along, and the files that revisions name are known.
func TestABackUpKnowsItsFilesAndNoServers(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		f := fill(t, db)
		if _, err := db.TakeJob(context.Background(), time.Minute, "", ""); err != nil {
			t.Fatal(err)
		}
		if err := db.Write(context.Background(), f.org.ID, func(tx *store.Tx) error { return tx.BumpShelf(context.Background()) }); err != nil {
			t.Fatal(err)
		}
		all := dump(t, db)
		for table, want := range map[string]string{
			"installation":      `{"id":1,"shelf":0}`,
			"organisation_head": `"seq":0,`,
			"job":               `"lease_until":null,`,
			"history":           `Z","user_number":7,`,
		} {
			if !strings.Contains(all.rows[table], want) {
				t.Errorf("%s does not say %s:\n%s", table, want, all.rows[table])
			}
		}
		if _, there := all.rows["archive"]; there {
			t.Error("where the pages are is derived, and was backed up")
		}
		if diff := cmp.Diff([]string{"cd"}, all.blobs); diff != "" {
			t.Error(diff)
		}
		if len(all.heads) != 1 || all.heads[0].Organisation != f.org.ID || all.heads[0].Line != int64(len(f.objects())) || len(all.heads[0].Hash) != 64 {
			t.Errorf("the heads are %+v", all.heads)
		}
	})
}

// oddTable has a column of each kind, one of them with a word of SQL for a name.
const oddTable = `create table odd (organisation_id {text} not null, "order" bigint not null, body {text}, yes boolean, at {moment},
	primary key ("order"))`

// Whatever a column can hold comes back as it was.
func TestOddValuesComeBack(t *testing.T) {
	defer store.NextSchema(oddTable)()
	defer store.AlsoBackedUp("odd")()
	moment := time.Date(2027, 3, 31, 23, 59, 59, 123456000, time.FixedZone("", 3600))
	rows := [][]any{
		{"a", int64(-1 << 63), "\"aan\u2028halingen\\\n\t<&>\x01 😀 ë", true, moment},
		{"", int64(1<<63 - 1), nil, nil, nil},
		{"b", int64(0), strings.Repeat("ë", 5<<20), false, moment.Truncate(time.Second)},
	}
	want := `{"organisation_id":"a","order":-9223372036854775808,"body":"\"aan` + "\u2028" + `halingen\\\n\t<&>\u0001 😀 ë","yes":true,"at":"2027-03-31T22:59:59.123456Z"}` + "\n"
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		db := databases.Open(t, c)
		for _, row := range rows {
			if _, err := db.Writer().Exec(`insert into odd (organisation_id, "order", body, yes, at) values ($1, $2, $3, $4, $5)`, row...); err != nil {
				t.Fatal(err)
			}
		}
		all := dump(t, db)
		if got, _, _ := strings.Cut(all.rows["odd"], "}"); got+"}\n" != want {
			t.Errorf("the first row is %s", got)
		}
		toEach(t, all, func(t *testing.T, back *store.DB) {
			if dump(t, back).rows["odd"] != all.rows["odd"] {
				t.Error("the rows are others after they came back")
			}
			var at time.Time
			if err := back.Writer().QueryRow(`select at from odd where organisation_id = 'a'`).Scan(&at); err != nil || !at.Equal(moment) {
				t.Errorf("the moment is %v, %v", at, err)
			}
		})
	})
}

// A text that is none is not quietly made into another one.
func TestARowThatIsNoTextIsNamed(t *testing.T) {
	db := databases.Open(t, databases.SQLite(t))
	fill(t, db)
	if _, err := db.Writer().Exec(`update report set body = cast(x'7bff7d' as text)`); err != nil {
		t.Fatal(err)
	}
	err := db.Dump(context.Background(), func(d *store.Dump) error {
		return d.Rows(context.Background(), "report", &bytes.Buffer{}, func() {})
	})
	if row := (store.Unreadable{}); !errors.As(err, &row) || row.Table != "report" {
		t.Errorf("dumping gives %v", err)
	}
}

// Rows of an older schema are put back in that schema, which is then brought up to date.
func TestAnOlderBackUpIsUpgraded(t *testing.T) {
	old := dump(t, func() *store.DB { db := databases.Open(t, databases.SQLite(t)); fill(t, db); return db }())
	defer store.NextSchema(`alter table theme add column later {text} not null default 'later'`)()
	see := func(t *testing.T, c store.Config) {
		if err := load(c, old); err != nil {
			t.Fatal(err)
		}
		var said string
		db := databases.Open(t, c)
		if err := db.Writer().QueryRow(`select later from theme`).Scan(&said); err != nil || said != "later" {
			t.Error(said, err)
		}
		if got := dump(t, db); got.schema != store.Schema() || got.rows["history"] != old.rows["history"] {
			t.Errorf("the schema is %d", got.schema)
		}
	}
	see(t, databases.SQLite(t))
	lite := databases.SQLite(t) // empty, and newer than the rows: it is made anew
	databases.Open(t, lite)
	see(t, lite)
	if testkit.SQLiteOnly() {
		return
	}
	see(t, store.Config{Dir: t.TempDir(), Database: testkit.Postgres(t)})
	newer, err := store.OpenTarget(context.Background(), databases.Postgres(t))
	if err != nil {
		t.Fatal(err)
	}
	if newer.Fits(old.schema) || !newer.Fits(store.Schema()) || newer.Filled {
		t.Errorf("rows of schema %d fit into a PostgreSQL with schema %d", old.schema, newer.Schema)
	}
	if err := newer.Close(); err != nil {
		t.Error(err)
	}
}

// A line that this program does not write is named, and nothing is kept.
func TestALineThatWasNotWrittenByUsIsRefused(t *testing.T) {
	source := databases.Open(t, databases.SQLite(t))
	fill(t, source)
	good := dump(t, source)
	theme := good.rows["theme"]
	for name, bad := range map[string]string{
		"no object":       theme + "[]\n",
		"half a line":     theme[:len(theme)/2],
		"another column":  strings.Replace(theme, `"slug"`, `"slog"`, 1),
		"a column less":   strings.Replace(theme, `"version":1`, ``, 1),
		"a column more":   strings.Replace(theme, `"version":1`, `"version":1,"x":1`, 1),
		"a word for 1":    strings.Replace(theme, `"version":1`, `"version":"1"`, 1),
		"a fraction":      strings.Replace(theme, `"version":1`, `"version":1.5`, 1),
		"a list as value": strings.Replace(theme, `"version":1`, `"version":[1]`, 1),
		"no UTF-8":        strings.Replace(theme, `economie`, "\xff", 1),
		"rubbish after":   theme + "x",
	} {
		t.Run(name, func(t *testing.T) {
			if bad == theme {
				t.Fatal("nothing was changed")
			}
			databases.EachConfig(t, func(t *testing.T, c store.Config) {
				all := good
				all.rows = map[string]string{}
				for table, rows := range good.rows {
					all.rows[table] = rows
				}
				all.rows["theme"] = bad
				if line := (store.Malformed{}); !errors.As(load(c, all), &line) || line.Table != "theme" {
					t.Errorf("loading gives %v", load(c, all))
				}
				to, err := store.OpenTarget(context.Background(), c)
				if err != nil {
					t.Fatal(err)
				}
				if to.Filled {
					t.Error("something was kept")
				}
				if err := to.Close(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// endless gives the same bytes for ever, as a small file does that was packed to fill a disk.
type endless struct{ text []byte }

func (e endless) Read(b []byte) (int, error) {
	for n := 0; n < len(b); n += len(e.text) {
		copy(b[n:], e.text)
	}
	return len(b), nil
}

func TestALineWithoutEndIsNotReadToItsEnd(t *testing.T) {
	line := endless{bytes.Repeat([]byte("x"), 1<<12)}
	if n, err := io.Copy(io.Discard, store.ShortLines(line)); err == nil || n > 1<<31 {
		t.Errorf("%d bytes were read, %v", n, err)
	}
	many := endless{append(bytes.Repeat([]byte("x"), 1<<12-1), '\n')}
	if n, err := io.CopyN(io.Discard, store.ShortLines(many), 3<<30); err != nil {
		t.Errorf("of many short lines %d bytes were read, %v", n, err)
	}
}

// While many write, a back-up is the installation as it was at one moment: each history ends where its head says.
func TestABackUpWhileManyWrite(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		orgs := []cycle.OrganisationID{province(t, db), province(t, db)}
		var writers sync.WaitGroup
		var written atomic.Int64
		stop := make(chan struct{})
		for i := range 4 {
			writers.Go(func() {
				for {
					select {
					case <-stop:
						return
					default:
					}
					theme := cycle.Theme{ID: cycle.ThemeID(db.NewID()), Slug: "t-" + db.NewID(), Name: "Thema"}
					change(t, db, orgs[i%2], "theme.added", func(tx *store.Tx) error { return tx.SaveTheme(context.Background(), theme) }, theme)
					written.Add(1)
				}
			})
		}
		all := dumpWith(t, db, func() { // somebody writes between any two tables
			for seen := written.Load(); written.Load() < seen+5; time.Sleep(time.Millisecond) {
			}
		})
		close(stop)
		writers.Wait()
		toEach(t, all, func(t *testing.T, back *store.DB) {
			for i, org := range orgs {
				found, err := back.VerifyHistory(context.Background(), org)
				head, headErr := back.Read(org).Head(context.Background())
				if err != nil || headErr != nil || len(found) > 0 || head.Line != all.heads[i].Line || head.Hash != all.heads[i].Hash {
					t.Errorf("organisation %d: %v, %v, %v", i, found, err, headErr)
				}
			}
		})
	})
}
