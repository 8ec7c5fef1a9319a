package store_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
	"doelenboom/internal/testkit/databases"
)

// A full disk is told as one, and what was there stays whole.
func TestAFullDisk(t *testing.T) {
	ctx := context.Background()
	db := databases.Open(t, databases.SQLite(t))
	f := fill(t, db)
	var pages int
	if err := db.Writer().QueryRow(`pragma page_count`).Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Writer().Exec(fmt.Sprintf(`pragma max_page_count = %d`, pages+2)); err != nil {
		t.Fatal(err)
	}
	err := db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
		theme := cycle.Theme{ID: cycle.ThemeID(tx.NewID()), Slug: "groot", Name: strings.Repeat("groot ", 10_000)}
		return tx.SaveTheme(ctx, theme)
	})
	if !errors.Is(err, store.ErrDiskFull) {
		t.Errorf("writing gives %v", err)
	}
	findings(t, db, f)
}

func TestADatabaseThatCanOnlyBeRead(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		db := databases.Open(t, c)
		f := fill(t, db)
		if c.Database != "" {
			c.Database += "&options=-c%20default_transaction_read_only%3Don"
			db = databases.Open(t, c)
		} else if _, err := db.Writer().Exec(`pragma query_only = 1`); err != nil {
			t.Fatal(err)
		}
		err := db.Write(context.Background(), f.org.ID, func(*store.Tx) error { return nil })
		if !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("writing gives %v", err)
		}
	})
}

// A file that is no database is told as damaged, not as empty.
// Somebody has the file open in another program, in a change that does not end: who writes waits once and then hears so.
func TestASQLiteThatAnotherProgramHolds(t *testing.T) {
	c := databases.SQLite(t)
	c.Patience = 300 * time.Millisecond
	db := databases.Open(t, c)
	f := fill(t, db)
	other, err := sql.Open("sqlite", "file:"+filepath.Join(c.Dir, "doelenboom.sqlite")+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	held, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	write := func() error { return db.Write(context.Background(), f.org.ID, func(*store.Tx) error { return nil }) }
	if err := write(); !errors.Is(err, store.ErrBusy) {
		t.Errorf("writing gives %v", err)
	}
	if took := time.Since(began); took < c.Patience || took > 3*c.Patience {
		t.Errorf("it waited %s, and was to wait %s", took, c.Patience)
	}
	if err := held.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := write(); err != nil {
		t.Errorf("then writing gives %v", err)
	}
}

func TestAFileThatIsNoDatabase(t *testing.T) {
	c := databases.SQLite(t)
	if err := os.WriteFile(filepath.Join(c.Dir, "doelenboom.sqlite"), []byte(strings.Repeat("geen databank ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(context.Background(), c); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("opening gives %v", err)
	}
}

// A PostgreSQL that goes away in the middle of a change: it is told as that, and nothing of the change is there.
func TestPostgreSQLGoesAway(t *testing.T) {
	if testkit.SQLiteOnly() {
		t.Skip("this is the quick round, on SQLite only")
	}
	ctx := context.Background()
	c := databases.Postgres(t)
	db := databases.Open(t, c)
	f := fill(t, db)
	outside, err := sql.Open("pgx", c.Database)
	if err != nil {
		t.Fatal(err)
	}
	defer outside.Close()
	err = db.Write(ctx, f.org.ID, func(tx *store.Tx) error {
		theme := cycle.Theme{ID: cycle.ThemeID(tx.NewID()), Slug: "wonen", Name: "Wonen"}
		if err := tx.SaveTheme(ctx, theme); err != nil {
			return err
		}
		if _, err := outside.Exec(`
			select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and pid <> pg_backend_pid()`); err != nil {
			t.Fatal(err)
		}
		return tx.Record(ctx, f.user, "theme.added", nil, theme)
	})
	if !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("the change gives %v", err)
	}
	if themes, err := db.Read(f.org.ID).Themes(ctx); err != nil || len(themes) != 1 {
		t.Errorf("afterwards there are %d themes (%v)", len(themes), err)
	}
	findings(t, db, f)
}

// A connection that was closed while nobody used it fails before anything is sent over it.
func TestAConnectionThatWasClosedIsADatabaseThatIsGone(t *testing.T) {
	if testkit.SQLiteOnly() {
		t.Skip("this is the quick round, on SQLite only")
	}
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, databases.Postgres(t).Database)
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err = conn.Begin(ctx); !errors.Is(store.KindOf(err), store.ErrUnavailable) {
		t.Errorf("begin gives %v", err)
	}
}

func TestAPostgreSQLThatIsNotThere(t *testing.T) {
	c := store.Config{Dir: t.TempDir(), Database: "postgres://niemand@127.0.0.1:1/nergens?sslmode=disable&connect_timeout=2"}
	if _, err := store.Open(context.Background(), c); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("opening gives %v", err)
	}
}

// A server that answers tells why it does not let somebody in.
func TestAPostgreSQLThatLetsNobodyIn(t *testing.T) {
	if testkit.SQLiteOnly() {
		t.Skip("this is the quick round, on SQLite only")
	}
	c := databases.Postgres(t)
	opening := func(change func(*url.URL)) error {
		u, err := url.Parse(c.Database)
		if err != nil {
			t.Fatal(err)
		}
		change(u)
		_, err = store.Open(t.Context(), store.Config{Dir: c.Dir, Database: u.String()})
		return err
	}
	if err := opening(func(u *url.URL) { u.User = url.UserPassword(u.User.Username(), "fout") }); !errors.Is(err, store.ErrRefused) || !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("a wrong password gives %v", err)
	}
	if err := opening(func(u *url.URL) { u.Path = "/nergens" }); !errors.Is(err, store.ErrNoDatabase) {
		t.Errorf("a database that is not there gives %v", err)
	}
	other, err := pgx.Connect(t.Context(), testkit.Postgres(t))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close(t.Context())
	name, err := url.Parse(c.Database)
	if err == nil {
		_, err = other.Exec(t.Context(), "alter database "+pgx.Identifier{strings.Trim(name.Path, "/")}.Sanitize()+" allow_connections false")
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := opening(func(*url.URL) {}); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("a database that was closed gives %v", err)
	}
}

func TestWhatTheSystemSays(t *testing.T) {
	for _, test := range []struct {
		said, want error
	}{
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, store.ErrDiskFull},
		{&fs.PathError{Op: "mkdir", Path: "x", Err: syscall.EROFS}, store.ErrReadOnly},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, store.ErrReadOnly},
		{sql.ErrNoRows, cycle.ErrNotFound},
		{context.Canceled, context.Canceled},
	} {
		if got := store.Describe(test.said, "report %s", "7"); !errors.Is(got, test.want) || !strings.HasPrefix(got.Error(), "report 7: ") {
			t.Errorf("%v becomes %v", test.said, got)
		}
	}
}

// What was acknowledged is there after kill -9: a child writes and tells each change that was kept, until it is
// killed; then the file is opened again.
func TestWhatWasAcknowledgedSurvivesAKill(t *testing.T) {
	dir := os.Getenv("STORE_WRITE_UNTIL_KILLED")
	if dir != "" {
		writeUntilKilled(t, dir)
	}
	dir = t.TempDir()
	child := exec.Command(os.Args[0], "-test.run", "^"+t.Name()+"$")
	child.Env = append(os.Environ(), "STORE_WRITE_UNTIL_KILLED="+dir)
	said, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(said)
	var org cycle.OrganisationID
	acknowledged := map[cycle.ThemeID]bool{}
	for len(acknowledged) < 60 && lines.Scan() {
		if id, ok := strings.CutPrefix(lines.Text(), "organisation "); ok {
			org = cycle.OrganisationID(id)
		}
		if id, ok := strings.CutPrefix(lines.Text(), "theme "); ok {
			acknowledged[cycle.ThemeID(id)] = true
		}
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // told before the kill reached it
		if id, ok := strings.CutPrefix(lines.Text(), "theme "); ok && len(id) == 36 {
			acknowledged[cycle.ThemeID(id)] = true
		}
	}
	_ = child.Wait() // it was killed
	if len(acknowledged) < 60 {
		t.Fatalf("the child acknowledged only %d changes", len(acknowledged))
	}
	mustHold(t, databases.Open(t, store.Config{Dir: dir}), org, acknowledged)
}

func writeUntilKilled(t *testing.T, dir string) {
	db := databases.Open(t, store.Config{Dir: dir})
	org := province(t, db)
	fmt.Println("organisation", org)
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		theme := cycle.Theme{ID: cycle.ThemeID(db.NewID()), Slug: "t-" + db.NewID(), Name: "Thema"}
		change(t, db, org, "theme.added", func(tx *store.Tx) error { return tx.SaveTheme(context.Background(), theme) }, theme)
		fmt.Println("theme", theme.ID)
	}
	t.Fatal("nobody killed the child")
}

func mustHold(t *testing.T, db *store.DB, org cycle.OrganisationID, acknowledged map[cycle.ThemeID]bool) {
	t.Helper()
	themes, err := db.Read(org).Themes(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, theme := range themes {
		delete(acknowledged, theme.ID)
	}
	if len(acknowledged) > 0 {
		t.Errorf("%d acknowledged changes are lost", len(acknowledged))
	}
	if found, err := db.VerifyHistory(context.Background(), org); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
}
