package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// dialect is everything in which the two engines differ. Nothing else in this package asks which one it is.
type dialect struct {
	name     string
	goose    goose.Dialect
	marks    *strings.Replacer // in migrations
	schema   string            // query: does the table with the version of the schema exist
	columns  string            // query: table, column, type and place in the primary key, of all tables
	moment   string            // in a query: the moment of a line of history; null when Go knows no such moment
	snapshot sql.IsolationLevel
	rows     int  // how many rows one statement carries at most: beyond this it wins nothing
	brief    bool // a statement for rows ends by itself at once; what breaks off a wait for it costs more
	alone    bool // one writer at a time: who waits for it may as well share a commit
	migrates bool
	open     func(ctx context.Context, c Config) (pools, error)
	copy     func(ctx context.Context, db *sql.DB, path string) error
	erase    func(c Config) error // takes away a database that is not open; nil when that is not ours to do
}

// pools are the connections of a database; with PostgreSQL both are the same.
type pools struct {
	read, write *sql.DB
	tidy        *tidier // nil where the database sees to that itself
}

// engine chooses by what the settings name.
func engine(c Config) *dialect {
	if c.Database != "" {
		return postgresDialect
	}
	return sqliteDialect
}

// Text is compared byte by byte on both engines, so that they put it in the same order.
var sqliteDialect = &dialect{
	name:   "SQLite",
	goose:  goose.DialectSQLite3,
	marks:  strings.NewReplacer("{text}", "text", "{json}", "text", "{moment}", "timestamp", "{clustered}", "without rowid"),
	schema: `select count(*) from sqlite_master where type = 'table' and name = 'goose_db_version'`,
	columns: `
		select t.name, c.name, c.type, c.pk
		from sqlite_master t join pragma_table_info(t.name) c
		where t.type = 'table' and t.name not like 'sqlite%'
		order by t.name, c.cid`,
	moment: `moment`,
	rows:   1,
	brief:  true,
	alone:  true,
	// One file, one program: nobody else waits for the schema.
	migrates: true,
	open:     openSQLite,
	copy: func(ctx context.Context, db *sql.DB, path string) error {
		_, err := db.ExecContext(ctx, `vacuum into $1`, path)
		return err
	},
	erase: func(c Config) error {
		for _, end := range []string{"-wal", "-shm", ""} { // the file itself last: without it nobody looks at the others
			if err := os.Remove(c.file() + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		return nil
	},
}

// Canonical JSON stays text: jsonb would put the keys in another order, and what was hashed is the bytes.
var postgresDialect = &dialect{
	name:   "PostgreSQL",
	goose:  goose.DialectPostgres,
	marks:  strings.NewReplacer("{text}", `text collate "C"`, "{json}", "text", "{moment}", "timestamptz", "{clustered}", ""),
	schema: `select count(*) from information_schema.tables where table_schema = current_schema() and table_name = 'goose_db_version'`,
	columns: `
		select c.table_name, c.column_name, c.data_type, coalesce(u.ordinal_position, 0)
		from information_schema.columns c
		left join information_schema.table_constraints k
			on k.table_schema = c.table_schema and k.table_name = c.table_name and k.constraint_type = 'PRIMARY KEY'
		left join information_schema.key_column_usage u
			on u.constraint_schema = k.constraint_schema and u.constraint_name = k.constraint_name
			and u.table_name = c.table_name and u.column_name = c.column_name
		where c.table_schema = current_schema()
		order by c.table_name, c.ordinal_position`,
	moment:   `case when isfinite(moment) then moment end`,
	snapshot: sql.LevelRepeatableRead,
	rows:     200,
	open:     openPostgres,
}

// rowContext is what a statement for rows runs under: a change that is broken off ends between two of them.
func (d *dialect) rowContext(ctx context.Context) context.Context {
	if d.brief {
		return context.WithoutCancel(ctx)
	}
	return ctx
}

// openSQLite makes a pool of readers and one writer. A commit waits for the disk (synchronous FULL): what was
// acknowledged survives a power cut.
func openSQLite(ctx context.Context, c Config) (pools, error) {
	synchronous := "FULL"
	if c.Volatile {
		synchronous = "OFF"
	}
	common := []string{"busy_timeout(" + strconv.FormatInt(c.Patience.Milliseconds(), 10) + ")", "foreign_keys(1)", "synchronous(" + synchronous + ")"}
	// What is erased is gone from the file too: a withdrawal must leave no words in pages that are free.
	// The log is moved beside the writer; only when it is many pages long, the writer does it.
	writing := append([]string{"secure_delete(1)", "journal_mode(WAL)", "wal_autocheckpoint(10000)", "cache_size(-16000)"}, common...)
	reading := append([]string{"query_only(1)"}, common...)
	var p pools
	var err error
	if !c.ReadOnly {
		if p.write, err = sql.Open("sqlite", sqliteDSN(c, "rwc", "immediate", writing)); err != nil {
			return p, err
		}
		p.write.SetMaxOpenConns(1)
		if err := p.write.PingContext(ctx); err != nil { // makes the file, before a reader looks for it
			_ = p.write.Close()
			return p, err
		}
	}
	mode := "rw"
	if c.ReadOnly {
		mode = "ro"
	}
	if p.read, err = sql.Open("sqlite", sqliteDSN(c, mode, "deferred", reading)); err != nil {
		return p, err
	}
	p.read.SetMaxOpenConns(8)
	p.read.SetMaxIdleConns(4)
	p.read.SetConnMaxIdleTime(time.Minute) // each keeps a cache
	if p.write != nil {
		p.tidy = newTidier(p.read) // what only asks may still do this
	}
	return p, nil
}

func sqliteDSN(c Config, mode, lock string, pragmas []string) string {
	q := url.Values{"_pragma": pragmas, "_txlock": {lock}, "_time_format": {"sqlite"}, "mode": {mode}}
	file := url.URL{Scheme: "file", Path: filepath.ToSlash(c.file()), RawQuery: q.Encode()}
	return file.String()
}

func openPostgres(ctx context.Context, c Config) (pools, error) {
	settings, err := pgx.ParseConfig(c.Database)
	if err != nil {
		return pools{}, err
	}
	if settings.ConnectTimeout == 0 {
		settings.ConnectTimeout = connectTime
	}
	settings.DialFunc = dialer(cmp.Or(c.Silence, silence))
	db := stdlib.OpenDB(*settings)
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	db.SetConnMaxIdleTime(5 * time.Minute)
	p := pools{read: db, write: db}
	if c.ReadOnly {
		p.write = nil
	}
	return p, db.PingContext(ctx)
}
