package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"doelenboom/internal/cycle"
)

// What the surroundings can do to us. Each is told to people in their own words; errors.Is finds them.
var (
	ErrDiskFull    = errors.New("the disk is full")
	ErrReadOnly    = errors.New("the database can only be read")
	ErrUnavailable = errors.New("the database does not answer")
	ErrDamaged     = errors.New("the database file is damaged")
	ErrBusy        = fmt.Errorf("another program holds the database: %w", ErrUnavailable)
	ErrRefused     = fmt.Errorf("the database refuses this user or password: %w", ErrUnavailable)
	ErrNoDatabase  = fmt.Errorf("there is no database with this name: %w", ErrUnavailable)
	ErrSchemaOld   = errors.New("the schema is older than this program")
	ErrSchemaNone  = fmt.Errorf("the database is empty: %w", ErrSchemaOld)
	ErrSchemaNewer = errors.New("the schema is newer than this program")
)

// Unreadable is a row whose body is not what this program wrote: somebody changed it.
type Unreadable struct {
	Table string
	Err   error
}

func (u Unreadable) Error() string {
	return fmt.Sprintf("a row of %s cannot be read: %v", u.Table, u.Err)
}
func (u Unreadable) Unwrap() error { return u.Err }

// oddly makes an error of Scan one that names the table: SQLite keeps values of any kind in any column, so somebody put
// one there that this program does not write.
func oddly(table string, err error) error {
	if err != nil && strings.HasPrefix(err.Error(), "sql: Scan error") {
		return Unreadable{table, err}
	}
	return err
}

// describe says what was being done and makes the error one that the caller can tell apart.
func describe(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	what := fmt.Sprintf(format, args...)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%s: %w", what, cycle.ErrNotFound)
	}
	if kind := kindOf(err); kind != nil && !errors.Is(err, kind) {
		return fmt.Errorf("%s: %w: %w", what, kind, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// kindOf tells what an error of a driver means to us; nil when it means nothing special.
func kindOf(err error) error {
	connect := (*pgconn.ConnectError)(nil) // has a time of its own
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) && !errors.As(err, &connect) {
		return nil
	}
	if lite := (*sqlite.Error)(nil); errors.As(err, &lite) {
		return kindOfSQLite(lite.Code())
	}
	if pg := (*pgconn.PgError)(nil); errors.As(err, &pg) {
		kind := kindOfPostgres(pg.Code)
		if kind == nil && errors.As(err, &connect) { // whatever it has against us
			return ErrUnavailable
		}
		return kind
	}
	return kindOfSystem(err)
}

func kindOfSQLite(code int) error {
	switch code {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return cycle.ErrConflict
	case sqlite3.SQLITE_IOERR_SHMSIZE: // the first thing that no longer fits
		return ErrDiskFull
	}
	switch code & 0xff { // the kind; what is above it tells more
	case sqlite3.SQLITE_FULL:
		return ErrDiskFull
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return ErrReadOnly
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ErrBusy
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR:
		return ErrUnavailable
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return ErrDamaged
	}
	return nil
}

// kindOfPostgres knows the classes of SQLSTATE: 08 connection, 28 who may come in, 53 resources, 57P the server is stopped.
func kindOfPostgres(state string) error {
	switch {
	case state == "23505":
		return cycle.ErrConflict
	case state == "53100":
		return ErrDiskFull
	case state == "25006":
		return ErrReadOnly
	case state == "3D000":
		return ErrNoDatabase
	case strings.HasPrefix(state, "28"):
		return ErrRefused
	case strings.HasPrefix(state, "08"), strings.HasPrefix(state, "53"), strings.HasPrefix(state, "57P"):
		return ErrUnavailable
	}
	return nil
}

func kindOfSystem(err error) error {
	var network net.Error
	var connect *pgconn.ConnectError
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return ErrDiskFull
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return ErrReadOnly
	case errors.As(err, &network), errors.As(err, &connect), errors.Is(err, driver.ErrBadConn), errors.Is(err, sql.ErrConnDone),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed),
		pgconn.SafeToRetry(err): // nothing was sent over a connection that was closed before
		return ErrUnavailable
	}
	return nil
}

// passing tells whether the same transaction may succeed when it is tried again: two writers met.
func passing(err error) bool {
	if pg := (*pgconn.PgError)(nil); errors.As(err, &pg) {
		return pg.Code == "40001" || pg.Code == "40P01"
	}
	lite := (*sqlite.Error)(nil)
	return errors.As(err, &lite) && lite.Code()&0xff == sqlite3.SQLITE_BUSY
}
