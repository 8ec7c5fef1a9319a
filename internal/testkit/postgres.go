package testkit

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"doelenboom/internal/testkit/pgserver"
)

// SQLiteOnly tells that this is the quick round before a commit (`make check` runs -short).
func SQLiteOnly() bool { return testing.Short() }

// Postgres makes an empty database for t and gives its address. It is dropped when t ends.
func Postgres(t testing.TB) string {
	t.Helper()
	return cloneOf(t, "template0")
}

// PostgresFrom makes a database for t that begins as what prepare filled, and gives its address.
// Prepare runs once per server for a template name, also when packages are tested side by side;
// so the name must change with what prepare does: let it hold a hash of the migrations.
// Prepare must close its connections, a database in use cannot be cloned.
func PostgresFrom(t testing.TB, template string, prepare func(dsn string) error) string {
	t.Helper()
	name := templateName(template)
	if err := prepareOnce(name, prepare); err != nil {
		t.Fatalf("prepare template %s: %v", template, err)
	}
	return cloneOf(t, name)
}

// templateName is safe as an identifier and short enough for PostgreSQL, whatever the template is called.
func templateName(template string) string {
	sum := sha256.Sum256([]byte(template))
	return fmt.Sprintf("template_%x", sum[:12])
}

// server is what all tests of this process share.
var server = sync.OnceValues(func() (*sql.DB, error) {
	dsn := os.Getenv("TEST_POSTGRES")
	if dsn == "" {
		started, err := pgserver.Start() // ends with this process
		if err != nil {
			return nil, err
		}
		dsn = started.DSN
	}
	adminDSN = dsn
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, err
	}
	var version string
	if err := db.QueryRow(`show server_version`).Scan(&version); err != nil {
		return nil, fmt.Errorf("TEST_POSTGRES: %w", err)
	}
	number, _, _ := strings.Cut(version, " ")
	RanOn("PostgreSQL " + number)
	return db, nil
})

// adminDSN is set once, by server.
var adminDSN string

// templates are those this process knows to be ready.
var templates sync.Map

// prepareOnce lets one process make the template while the others wait. A template that is not
// marked as one was left half made by a process that died: it is made again.
func prepareOnce(name string, prepare func(dsn string) error) error {
	db, err := server()
	if err != nil {
		return err
	}
	if _, ready := templates.Load(name); ready {
		return nil
	}
	ctx := context.Background()
	conn, err := db.Conn(ctx) // an advisory lock belongs to its connection
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `select pg_advisory_lock(hashtext($1))`, name); err != nil {
		return err
	}
	defer conn.ExecContext(ctx, `select pg_advisory_unlock(hashtext($1))`, name)

	var ready bool
	err = conn.QueryRowContext(ctx,
		`select exists (select 1 from pg_database where datname = $1 and datistemplate)`, name).Scan(&ready)
	if err == nil && !ready {
		err = makeTemplate(ctx, conn, name, prepare)
	}
	if err == nil {
		templates.Store(name, true)
	}
	return err
}

func makeTemplate(ctx context.Context, conn *sql.Conn, name string, prepare func(dsn string) error) error {
	for _, statement := range []string{
		`drop database if exists ` + name + ` with (force)`,
		`create database ` + name + ` template template0`,
	} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	if err := prepare(dsnOf(name)); err != nil {
		return err
	}
	_, err := conn.ExecContext(ctx, `alter database `+name+` is_template true`)
	return err
}

func cloneOf(t testing.TB, template string) string {
	t.Helper()
	db, err := server()
	if err != nil {
		t.Fatal(err)
	}
	name := "test_" + strings.ToLower(rand.Text())
	if err := create(db, name, template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := db.Exec(`drop database ` + name + ` with (force)`); err != nil {
			t.Errorf("drop the database of the test: %v", err)
		}
	})
	return dsnOf(name)
}

// create tries again while the template is in use: a closed connection lives on the server for a moment.
func create(db *sql.DB, name, template string) error {
	const objectInUse = "55006"
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		_, err := db.Exec(`create database ` + name + ` template ` + template)
		var refused *pgconn.PgError
		if !errors.As(err, &refused) || refused.Code != objectInUse || time.Now().After(end) {
			return err
		}
	}
}

// dsnOf is the address of another database on the same server.
func dsnOf(database string) string {
	u, err := url.Parse(adminDSN)
	if err != nil {
		panic(fmt.Sprintf("TEST_POSTGRES is not an address: %v", err))
	}
	u.Path = "/" + database
	return u.String()
}
