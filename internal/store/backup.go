package store

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"doelenboom/internal/cycle"
)

// ChainHead is where the history of an organisation stands.
type ChainHead struct {
	Organisation cycle.OrganisationID `json:"organisatie"`
	Line         int64                `json:"regel"`
	Hash         string               `json:"hash"`
}

// Dump is the whole installation as it is at one moment: what a back-up is made of.
type Dump struct {
	Schema int
	Heads  []ChainHead // by organisation

	tx      *sql.Tx
	columns map[string][]column
	blobs   map[string]bool
}

// Dump lets f read the rows of all organisations as they are at one moment, while others go on writing.
func (db *DB) Dump(ctx context.Context, f func(*Dump) error) error {
	tx, err := db.pools.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: db.dialect.snapshot})
	if err != nil {
		return describe(err, "begin to read")
	}
	defer func() { _ = tx.Rollback() }() // nothing was changed
	d := &Dump{tx: tx, blobs: map[string]bool{}}
	if err := tx.QueryRowContext(ctx, versionQuery).Scan(&d.Schema); err != nil {
		return describe(err, "read the version of the schema")
	}
	if d.columns, err = db.catalogue(ctx, tx); err != nil {
		return err
	}
	if d.Heads, err = chainHeads(ctx, tx); err != nil {
		return err
	}
	return f(d)
}

func chainHeads(ctx context.Context, q querier) ([]ChainHead, error) {
	rows, err := q.QueryContext(ctx, `select organisation_id, line, line_hash from organisation_head order by organisation_id`)
	if err != nil {
		return nil, describe(err, "read the heads of the history")
	}
	defer rows.Close()
	all := []ChainHead{}
	for rows.Next() {
		var h ChainHead
		if err := rows.Scan(&h.Organisation, &h.Line, &h.Hash); err != nil {
			return nil, describe(err, "read the heads of the history")
		}
		all = append(all, h)
	}
	return all, describe(rows.Err(), "read the heads of the history")
}

// Tables are the tables that go into a back-up, in the order in which their rows can be put back.
func (d *Dump) Tables() []string { return tablesIn(d.columns) }

func tablesIn(columns map[string][]column) []string {
	var there []string
	for _, t := range backedUp {
		if len(columns[t.name]) > 0 {
			there = append(there, t.name)
		}
	}
	return there
}

// tableNamed finds a table of the list.
func tableNamed(name string) (table, bool) {
	at := slices.IndexFunc(backedUp, func(t table) bool { return t.name == name })
	if at < 0 {
		return table{}, false
	}
	return backedUp[at], true
}

// Blobs are the files that the rows written so far name.
func (d *Dump) Blobs() []string { return slices.Sorted(maps.Keys(d.blobs)) }

// Rows writes the rows of a table, by primary key, each as one line of JSON with the columns in order. The same rows
// give the same bytes on both engines: moments are in UTC to the microsecond, bodies the very text that was hashed.
func (d *Dump) Rows(ctx context.Context, name string, w io.Writer, step func()) error {
	t, ok := tableNamed(name)
	columns := d.columns[name]
	if !ok || len(columns) == 0 {
		return fmt.Errorf("table %s is in no back-up", name)
	}
	rows, err := d.tx.QueryContext(ctx, "select "+names(columns)+" from "+quote(name)+orderOf(columns))
	if err != nil {
		return describe(err, "read %s", name)
	}
	defer rows.Close()
	out := bufio.NewWriterSize(w, 1<<16)
	line := lineOf(t, columns)
	for rows.Next() {
		if err := rows.Scan(line.into...); err != nil {
			return describe(err, "read %s", name)
		}
		if err := line.named(t, d.blobs); err != nil {
			return Unreadable{name, err}
		}
		text, err := line.json()
		if err != nil {
			return Unreadable{name, err}
		}
		if _, err := out.Write(text); err != nil {
			return err
		}
		step()
	}
	if err := rows.Err(); err != nil {
		return describe(err, "read %s", name)
	}
	return out.Flush()
}

// orderOf puts rows in the order of their primary key.
func orderOf(columns []column) string {
	var key []column
	for _, c := range columns {
		if c.key > 0 {
			key = append(key, c)
		}
	}
	if len(key) == 0 {
		return ""
	}
	slices.SortFunc(key, func(a, b column) int { return a.key - b.key })
	return " order by " + names(key)
}

// line is one row on its way into a back-up.
type line struct {
	columns []column
	fresh   map[string]any
	values  []any
	into    []any  // pointers to the values
	body    int    // which of them is the body; -1 when there is none
	text    []byte // used again for every row
}

func lineOf(t table, columns []column) *line {
	l := &line{columns: columns, fresh: t.fresh, values: make([]any, len(columns))}
	for i := range l.values {
		l.into = append(l.into, &l.values[i])
	}
	l.body = slices.IndexFunc(columns, func(c column) bool { return c.name == "body" })
	return l
}

// named notes the files that the row names.
func (l *line) named(t table, blobs map[string]bool) error {
	if t.blobs == nil {
		return nil
	}
	return noteBlobs(t, l.values[l.body], blobs)
}

func noteBlobs(t table, body any, blobs map[string]bool) error {
	text, _ := body.(string)
	hashes, err := t.blobs(text)
	for _, h := range hashes {
		blobs[h] = true
	}
	return err
}

func (l *line) json() ([]byte, error) {
	b := append(l.text[:0], '{')
	for i, c := range l.columns {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(strconv.AppendQuote(b, c.name), ':')
		value := l.values[i]
		if fresh, ok := l.fresh[c.name]; ok {
			value = fresh
		}
		var err error
		if b, err = c.append(b, value); err != nil {
			return nil, err
		}
	}
	l.text = append(b, '}', '\n')
	return l.text, nil
}

// momentForm is RFC 3339 in UTC, always to the microsecond: as much as both engines keep.
const momentForm = "2006-01-02T15:04:05.000000Z"

// append adds a value as JSON.
func (c column) append(b []byte, value any) ([]byte, error) {
	switch v := value.(type) {
	case nil:
		return append(b, "null"...), nil
	case string:
		if c.kind == textKind {
			return jsontext.AppendQuote(b, v)
		}
	case int64:
		switch {
		case c.kind == numberKind:
			return strconv.AppendInt(b, v, 10), nil
		case c.kind == truthKind && (v == 0 || v == 1): // SQLite has no other form for it
			return strconv.AppendBool(b, v == 1), nil
		}
	case bool:
		if c.kind == truthKind {
			return strconv.AppendBool(b, v), nil
		}
	case time.Time:
		if c.kind == momentKind {
			return v.UTC().AppendFormat(b, `"`+momentForm+`"`), nil
		}
	case []byte:
		if c.kind == bytesKind {
			b = base64.StdEncoding.AppendEncode(append(b, '"'), v)
			return append(b, '"'), nil
		}
	}
	return b, fmt.Errorf("column %s holds a %T", c.name, value)
}
