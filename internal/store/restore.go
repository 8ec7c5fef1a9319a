package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// Target is a database that a back-up is put back into.
type Target struct {
	Filled bool        // there are rows in it
	Heads  []ChainHead // where the histories stand, when there are rows
	Schema int         // as it is now; 0 when there is none

	db *DB
}

// OpenTarget opens a database as it is: it makes no schema and changes none.
func OpenTarget(ctx context.Context, c Config) (*Target, error) {
	db, err := open(ctx, c)
	if err != nil {
		return nil, describe(err, "open the database")
	}
	t := &Target{db: db}
	if err := t.look(ctx); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

func (t *Target) look(ctx context.Context) error {
	var err error
	if t.Schema, err = t.db.SchemaVersion(ctx); err != nil || t.Schema == 0 {
		return err
	}
	columns, err := t.db.catalogue(ctx, t.db.pools.read)
	if err != nil {
		return err
	}
	for _, name := range tablesIn(columns) {
		if known, _ := tableNamed(name); known.seeded {
			continue
		}
		var n int
		if err := t.db.pools.read.QueryRowContext(ctx, "select count(*) from (select 1 from "+quote(name)+" limit 1) as found").Scan(&n); err != nil {
			return describe(err, "look for rows in %s", name)
		}
		t.Filled = t.Filled || n > 0
	}
	if t.Filled {
		t.Heads, err = chainHeads(ctx, t.db.pools.read)
	}
	return err
}

// Fits tells whether rows of this version of the schema can be put into it. An empty SQLite is made anew; what is in a
// PostgreSQL was put there by somebody who may have rights that we lack.
func (t *Target) Fits(schema int) bool {
	return !t.Filled && (t.db.dialect.erase != nil || t.Schema <= schema)
}

// Close closes the database.
func (t *Target) Close() error { return t.db.Close() }

// Discard closes a database in which nothing was kept, and takes away what can be made again at any time.
func (t *Target) Discard() error {
	err := t.db.Close()
	if t.db.dialect.erase != nil {
		err = errors.Join(err, t.db.dialect.erase(t.db.config))
	}
	return err
}

// Load makes the schema in the version that the rows have, and lets f put all rows in, in one transaction: all are kept
// or none.
func (t *Target) Load(ctx context.Context, schema int, f func(*Load) error) error {
	if err := t.prepare(ctx, schema); err != nil {
		return err
	}
	tx, err := t.db.pools.write.BeginTx(ctx, nil)
	if err != nil {
		return describe(err, "begin to write")
	}
	defer func() { _ = tx.Rollback() }() // after a commit it does nothing
	l := &Load{db: t.db, tx: tx, blobs: map[string]bool{}}
	if l.columns, err = t.db.catalogue(ctx, tx); err != nil {
		return err
	}
	if err := l.clear(ctx); err != nil {
		return err
	}
	if err := f(l); err != nil {
		return err
	}
	return describe(tx.Commit(), "commit")
}

// prepare makes the schema in a version.
func (t *Target) prepare(ctx context.Context, schema int) error {
	if t.db.dialect.erase != nil {
		if err := t.Discard(); err != nil {
			return describe(err, "begin an empty database")
		}
		db, err := open(ctx, t.db.config)
		if err != nil {
			return describe(err, "begin an empty database")
		}
		t.db = db
	}
	return describe(t.db.migrate(ctx, schema), "make the schema")
}

// Upgrade brings the schema up to date, after the rows are in.
func (t *Target) Upgrade(ctx context.Context) error {
	return describe(t.db.migrate(ctx, Schema()), "bring the schema up to date")
}

// Load puts rows into an empty database.
type Load struct {
	db      *DB
	tx      *sql.Tx
	columns map[string][]column
	blobs   map[string]bool
}

// clear makes room for rows that the schema brings itself.
func (l *Load) clear(ctx context.Context) error {
	for _, t := range backedUp {
		if t.seeded && len(l.columns[t.name]) > 0 {
			if _, err := l.tx.ExecContext(ctx, "delete from "+quote(t.name)); err != nil {
				return describe(err, "clear %s", t.name)
			}
		}
	}
	return nil
}

// Tables are the tables that must be put in, in this order.
func (l *Load) Tables() []string { return tablesIn(l.columns) }

// Blobs are the files that the rows put in so far name.
func (l *Load) Blobs() []string { return slices.Sorted(maps.Keys(l.blobs)) }

// Heads are where the histories stand that were put in.
func (l *Load) Heads(ctx context.Context) ([]ChainHead, error) { return chainHeads(ctx, l.tx) }

// Malformed is a line of a back-up that is not what this program writes.
type Malformed struct {
	Table string
	Line  int
	Err   error
}

func (m Malformed) Error() string { return fmt.Sprintf("%s, line %d: %v", m.Table, m.Line, m.Err) }
func (m Malformed) Unwrap() error { return m.Err }

// Rows puts in the rows of a table, as Dump.Rows wrote them, many at a time.
func (l *Load) Rows(ctx context.Context, name string, r io.Reader, step func()) error {
	t, ok := tableNamed(name)
	columns := l.columns[name]
	if !ok || len(columns) == 0 {
		return fmt.Errorf("table %s is in no back-up", name)
	}
	body := slices.IndexFunc(columns, func(c column) bool { return c.name == "body" })
	in := &inserting{load: l, name: name, columns: columns}
	defer in.close()
	lines := jsontext.NewDecoder(&shortLines{r: r}, jsontext.AllowDuplicateNames(true)) // the names are compared one by one
	for n := 1; lines.PeekKind() != 0; n++ {
		row, err := readRow(lines, columns)
		if err == nil && t.blobs != nil {
			err = noteBlobs(t, row[body], l.blobs)
		}
		if err != nil {
			return Malformed{name, n, err}
		}
		if err := in.add(ctx, row); err != nil {
			return describe(err, "put back %s, line %d", name, n)
		}
		step()
	}
	if _, err := lines.ReadToken(); err != io.EOF {
		return Malformed{name, 0, err}
	}
	return describe(in.flush(ctx), "put back %s", name)
}

// readRow reads one line: an object with exactly these columns in this order.
func readRow(lines *jsontext.Decoder, columns []column) ([]any, error) {
	if begin, err := lines.ReadToken(); err != nil || begin.Kind() != '{' {
		return nil, errors.Join(err, errors.New("no object"))
	}
	row := make([]any, len(columns))
	for i, c := range columns {
		name, err := lines.ReadToken()
		if err != nil || name.Kind() != '"' || name.String() != c.name {
			return nil, errors.Join(err, fmt.Errorf("column %s is not where it must be", c.name))
		}
		value, err := lines.ReadToken()
		if err != nil {
			return nil, err
		}
		if row[i], err = c.parse(value); err != nil {
			return nil, fmt.Errorf("column %s: %w", c.name, err)
		}
	}
	if end, err := lines.ReadToken(); err != nil || end.Kind() != '}' {
		return nil, errors.Join(err, errors.New("there are more columns than this schema has"))
	}
	return row, nil
}

// parse is the value that append wrote.
func (c column) parse(t jsontext.Token) (any, error) {
	switch k := t.Kind(); {
	case k == 'n':
		return nil, nil
	case k == '"' && c.kind == textKind:
		return t.String(), nil
	case k == '0' && c.kind == numberKind:
		return strconv.ParseInt(t.String(), 10, 64)
	case (k == 't' || k == 'f') && c.kind == truthKind:
		return t.Bool(), nil
	case k == '"' && c.kind == momentKind:
		return time.Parse(momentForm, t.String())
	case k == '"' && c.kind == bytesKind:
		return base64.StdEncoding.DecodeString(t.String())
	default:
		return nil, fmt.Errorf("no %s", c.kind)
	}
}

// longestLine is more than a row of either engine can hold.
const longestLine = 1 << 30

// shortLines ends reading when a line goes on without end: a small file can unpack to more than there is memory.
type shortLines struct {
	r     io.Reader
	since int
}

func (s *shortLines) Read(b []byte) (int, error) {
	n, err := s.r.Read(b)
	if at := bytes.LastIndexByte(b[:n], '\n'); at >= 0 {
		s.since = n - at - 1
	} else {
		s.since += n
	}
	if s.since > longestLine {
		return 0, errors.New("a line without end")
	}
	return n, err
}

// inserting puts rows of one table in, as many at a time as serves the engine.
type inserting struct {
	load    *Load
	name    string
	columns []column
	args    []any
	rows    int
	waiting int       // bytes of text
	full    *sql.Stmt // for as many rows as go in at a time
}

// enough is how much text waits before it is sent.
const enough = 4 << 20

func (in *inserting) add(ctx context.Context, row []any) error {
	in.args = append(in.args, row...)
	in.rows++
	for _, v := range row {
		if text, ok := v.(string); ok {
			in.waiting += len(text)
		}
	}
	if in.rows < in.load.db.dialect.rows && in.waiting < enough {
		return nil
	}
	return in.flush(ctx)
}

func (in *inserting) flush(ctx context.Context) error {
	if in.rows == 0 || ctx.Err() != nil {
		return ctx.Err()
	}
	err := in.send(in.load.db.dialect.rowContext(ctx))
	clear(in.args)
	in.args, in.rows, in.waiting = in.args[:0], 0, 0
	return err
}

func (in *inserting) send(ctx context.Context) error {
	if in.rows < in.load.db.dialect.rows {
		_, err := in.load.tx.ExecContext(ctx, in.text(), in.args...)
		return err
	}
	if in.full == nil {
		var err error
		if in.full, err = in.load.tx.PrepareContext(ctx, in.text()); err != nil {
			return err
		}
	}
	_, err := in.full.ExecContext(ctx, in.args...)
	return err
}

// text is the statement for the rows that wait.
func (in *inserting) text() string {
	var b strings.Builder
	b.WriteString("insert into " + quote(in.name) + " (" + names(in.columns) + ") values ")
	for i := range in.rows {
		if i > 0 {
			b.WriteString(", ")
		}
		before := "($"
		for j := range in.columns {
			b.WriteString(before + strconv.Itoa(i*len(in.columns)+j+1))
			before = ", $"
		}
		b.WriteByte(')')
	}
	return b.String()
}

func (in *inserting) close() {
	if in.full != nil {
		_ = in.full.Close() // the transaction ends with it or without it
	}
}
