package store

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migration is one step of the schema, as it is written for both engines.
type migration struct {
	version int64
	text    string
}

// steps are all migrations in order; a file that was released is never edited.
var steps = sync.OnceValues(func() ([]migration, error) {
	entries, err := migrations.ReadDir("migrations")
	if err != nil {
		return nil, err
	}
	var all []migration
	for _, e := range entries {
		number, _, _ := strings.Cut(e.Name(), "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("migration %s has no number: %w", e.Name(), err)
		}
		text, err := migrations.ReadFile("migrations/" + e.Name())
		if err != nil {
			return nil, err
		}
		all = append(all, migration{version, string(text)})
	}
	return all, nil
})

// Schema is the version of the schema that this program works with.
func Schema() int {
	all, err := steps()
	if err != nil || len(all) == 0 {
		panic(fmt.Sprintf("the migrations built into this program cannot be read: %v", err))
	}
	return int(all[len(all)-1].version)
}

// Upgrade tells what was done to the schema.
type Upgrade struct {
	From, To int
	Copy     string // the file as it was before; empty when there was nothing to lose
}

// Done tells whether an existing schema was changed.
func (u Upgrade) Done() bool { return u.From > 0 && u.To > u.From }

// Upgraded tells what Open did to the schema.
func (db *DB) Upgraded() Upgrade { return db.upgraded }

// Migrate brings the schema of a database up to date. Nobody may be using it.
func Migrate(ctx context.Context, c Config) (Upgrade, error) {
	c.Silence = cmp.Or(c.Silence, upgrading)
	db, err := open(ctx, c)
	if err != nil {
		return Upgrade{}, describe(err, "open the database")
	}
	u, err := db.ensureSchema(ctx, true)
	return u, errors.Join(describe(err, "bring the schema up to date"), db.Close())
}

// SchemaOf is the version of the schema that a database has; 0 when it is empty or is not there yet.
func SchemaOf(ctx context.Context, c Config) (int, error) {
	if c.Database == "" {
		if _, err := os.Stat(c.file()); errors.Is(err, os.ErrNotExist) {
			return 0, nil
		}
		c.ReadOnly = true
	}
	db, err := open(ctx, c)
	if err != nil {
		return 0, describe(err, "open the database")
	}
	have, err := db.SchemaVersion(ctx)
	return have, errors.Join(err, db.Close())
}

// SchemaVersion is the version of the schema that the database has. One small query: every start asks it.
func (db *DB) SchemaVersion(ctx context.Context) (int, error) {
	var tables, version int
	if err := db.pools.read.QueryRowContext(ctx, db.dialect.schema).Scan(&tables); err != nil || tables == 0 {
		return 0, describe(db.config.orReadOnly(err), "look for the schema")
	}
	err := db.pools.read.QueryRowContext(ctx, versionQuery).Scan(&version)
	return version, describe(err, "read the version of the schema")
}

const versionQuery = `select coalesce(max(version_id), 0) from goose_db_version`

// ensureSchema compares the schema with what the program needs and, when it may, brings it up to date.
func (db *DB) ensureSchema(ctx context.Context, may bool) (Upgrade, error) {
	have, err := db.SchemaVersion(ctx)
	u := Upgrade{From: have, To: have}
	switch want := Schema(); {
	case err != nil || have == want:
		return u, err
	case have > want:
		return u, fmt.Errorf("schema %d, this program knows %d: %w", have, want, ErrSchemaNewer)
	case !may && have == 0:
		return u, ErrSchemaNone
	case !may:
		return u, fmt.Errorf("schema %d, this program needs %d: %w", have, want, ErrSchemaOld)
	case db.pools.write == nil:
		return u, ErrReadOnly
	}
	if have > 0 && db.dialect.copy != nil {
		u.Copy = filepath.Join(db.config.Dir, fmt.Sprintf("doelenboom-schema-%d-%s.sqlite", have, db.now().Format("20060102-150405")))
		if err := db.dialect.copy(ctx, db.pools.write, u.Copy); err != nil {
			return u, describe(err, "copy the database before its schema changes")
		}
	}
	if err := db.migrate(ctx, Schema()); err != nil {
		return u, err
	}
	u.To = Schema()
	return u, nil
}

// migrate runs the steps that are missing up to a version, each in a transaction of its own.
func (db *DB) migrate(ctx context.Context, to int) error {
	all, err := steps()
	if err != nil {
		return err
	}
	var known []*goose.Migration
	for _, step := range all {
		text := db.dialect.marks.Replace(step.text)
		run := func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, text)
			return err
		}
		known = append(known, goose.NewGoMigration(step.version, &goose.GoFunc{RunTx: run}, nil))
	}
	provider, err := goose.NewProvider(db.dialect.goose, db.pools.write, nil,
		goose.WithDisableGlobalRegistry(true), goose.WithGoMigrations(known...))
	if err != nil {
		return err
	}
	if _, err = provider.UpTo(ctx, int64(to)); err == nil {
		return nil
	}
	// Another process may have made the same steps at the same moment; then all is well.
	if have, look := db.SchemaVersion(ctx); look == nil && have == to {
		return nil
	}
	return err
}

// SchemaHash changes with every migration: tests keep a filled database under it.
func SchemaHash() string {
	all, err := steps()
	if err != nil {
		panic(err) // they are built into the program
	}
	var text []byte
	for _, step := range all {
		text = append(text, step.text...)
	}
	return hashOf(text)
}
