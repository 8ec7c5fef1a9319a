package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"doelenboom/internal/cycle"
)

// Config says where the rows are kept.
type Config struct {
	Dir      string // the data folder; SQLite keeps its file in it
	Database string // address of a PostgreSQL; empty is SQLite
	ReadOnly bool   // nothing is written, also no schema
	Volatile bool   // does not wait for the disk: for throw-away data only

	Silence  time.Duration // how long a PostgreSQL may say nothing to a question; a minute when 0
	Patience time.Duration // how long to wait for another program that keeps a SQLite to itself; Patience when 0

	Now   func() time.Time // the clock; time.Now when nil
	NewID func() string    // makes ids; UUIDv7 when nil
}

// file is where SQLite keeps its rows.
func (c Config) file() string { return filepath.Join(c.Dir, "doelenboom.sqlite") }

// Begun tells whether there is an installation already. Opening a SQLite that is not there makes one; of PostgreSQL its
// schema tells.
func (c Config) Begun() bool {
	if c.Database != "" {
		return true
	}
	_, err := os.Stat(c.file())
	return !errors.Is(err, fs.ErrNotExist)
}

// DB is an open database. Only change, job and tests hold one; pages get a Reader.
type DB struct {
	config   Config
	dialect  *dialect
	pools    pools
	upgraded Upgrade
	drafts   waiting
	reading  querier
}

// Open opens the database. SQLite makes its schema and brings an older one up to date, after a copy of the file;
// PostgreSQL answers ErrSchemaOld until Migrate ran. Both answer ErrSchemaNewer when a newer program was here.
func Open(ctx context.Context, c Config) (*DB, error) {
	db, err := open(ctx, c)
	if err != nil {
		return nil, describe(err, "open the database")
	}
	if db.upgraded, err = db.ensureSchema(ctx, db.dialect.migrates && !c.ReadOnly); err != nil {
		return nil, errors.Join(describe(err, "open the database"), db.Close())
	}
	return db, nil
}

// orReadOnly tells a folder in which nothing can be written from a database that does not answer: SQLite says of both that it
// cannot open its files.
func (c Config) orReadOnly(err error) error {
	if c.Database != "" || !errors.Is(kindOf(err), ErrUnavailable) {
		return err
	}
	f, unwritten := os.CreateTemp(c.Dir, ".proef-")
	if unwritten == nil {
		_ = errors.Join(f.Close(), os.Remove(f.Name())) // it was only a try
		return err
	}
	if errors.Is(kindOfSystem(unwritten), ErrReadOnly) {
		return errors.Join(unwritten, err)
	}
	return err
}

// open connects, and does not look at the schema.
func open(ctx context.Context, c Config) (*DB, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Patience == 0 {
		c.Patience = Patience
	}
	if c.NewID == nil {
		c.NewID = newID
	}
	d := engine(c)
	if c.Database == "" {
		var err error
		if c.Dir, err = filepath.Abs(c.Dir); err != nil {
			return nil, err
		}
		if !c.ReadOnly {
			if err := os.MkdirAll(c.Dir, 0o750); err != nil {
				return nil, err
			}
		}
	}
	p, err := d.open(ctx, c)
	db := &DB{config: c, dialect: d, pools: p, reading: p.read}
	if d.alone && p.read != nil { // the driver of the other one keeps statements itself
		db.reading = newPrepared(p.read)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// Close ends all connections.
func (db *DB) Close() error {
	var errs []error
	db.pools.tidy.close()
	if db.pools.read != nil {
		errs = append(errs, db.pools.read.Close())
	}
	if db.pools.write != nil && db.pools.write != db.pools.read {
		errs = append(errs, db.pools.write.Close())
	}
	return errors.Join(errs...)
}

// NewID makes an id for a new object.
func (db *DB) NewID() string { return db.config.NewID() }

// Engine is the name of the database: "SQLite" or "PostgreSQL".
func (db *DB) Engine() string { return db.dialect.name }

// Now is the present moment, by the clock of the store.
func (db *DB) Now() time.Time { return db.now() }

// now is the present moment as both engines can keep it: UTC, whole microseconds.
func (db *DB) now() time.Time { return db.config.Now().UTC().Truncate(time.Microsecond) }

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// Read gives a reader of one organisation.
func (db *DB) Read(org cycle.OrganisationID) Reader { return Reader{q: db.reading, org: org} }

// Snapshot lets f read one organisation as it is at one moment, however many queries that takes.
func (db *DB) Snapshot(ctx context.Context, org cycle.OrganisationID, f func(Reader) error) error {
	tx, err := db.pools.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: db.dialect.snapshot})
	if err != nil {
		return describe(err, "begin to read")
	}
	defer func() { _ = tx.Rollback() }() // nothing was changed
	return f(Reader{q: tx, org: org})
}
