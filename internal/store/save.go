package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
)

// save stores objects, many rows with one statement. An object with version 0 is new; another one replaces the row
// with that version, and is a conflict when there is none: somebody else was first.
func save[T Object](ctx context.Context, tx *Tx, n noun[T], objects []T) error {
	bodies, err := encode(objects)
	if err != nil {
		return tx.failed(err, "save %s", n.table)
	}
	return saveBodies(ctx, tx, n, objects, bodies)
}

// saveBodies stores objects of which the bodies are there already.
func saveBodies[T Object](ctx context.Context, tx *Tx, n noun[T], objects []T, bodies []encoded) error {
	var fresh, known [][]any
	if len(objects) > 0 {
		tx.memory.changed(n.table)
	}
	for i, object := range objects {
		tx.memory.saved[keyOf(object)] = bodies[i].hash
		row := append(n.values(object), bodies[i].text)
		switch version := n.versionOf(object); {
		case n.version == nil:
			fresh = append(fresh, row)
		case version == 0:
			fresh = append(fresh, append(row, 1))
		default:
			known = append(known, append([]any{version}, row...))
		}
	}
	if err := tx.insert(ctx, n.insertSQL(), fresh); err != nil {
		return tx.failed(err, "save %s", n.table)
	}
	changed, err := tx.rows(ctx, n.updateSQL(), known)
	if err == nil && changed != int64(len(known)) {
		err = fmt.Errorf("it was changed by somebody else meanwhile: %w", cycle.ErrConflict)
	}
	return tx.failed(err, "save %s", n.table)
}

func (n noun[T]) versionOf(object T) int {
	if n.version == nil {
		return 0
	}
	return *n.version(&object)
}

// statement is SQL around a list of rows: before (rows) after. $1 is the organisation.
type statement struct {
	before, after string
	cast          bool // the rows are a table of their own, whose numbers must be told to be numbers
}

// insertSQL adds rows.
func (n noun[T]) insertSQL() statement {
	columns := append(append([]string{"organisation_id"}, n.keys...), n.columns...)
	columns = append(columns, "body")
	if n.version != nil {
		columns = append(columns, "version")
	}
	return statement{before: "insert into " + n.table + " (" + strings.Join(columns, ", ") + ") values "}
}

// updateSQL replaces rows that still have the version in the first column; then come keys, columns and body.
func (n noun[T]) updateSQL() statement {
	set := []string{"version = " + n.table + ".version + 1"}
	for i, column := range append(append([]string(nil), n.columns...), "body") {
		set = append(set, column+" = v.column"+strconv.Itoa(i+len(n.keys)+2))
	}
	where := ") as v where " + n.table + ".organisation_id = $1 and " + n.table + ".version = v.column1"
	for i, key := range n.keys {
		where += " and " + n.table + "." + key + " = v.column" + strconv.Itoa(i+2)
	}
	return statement{
		before: "update " + n.table + " set " + strings.Join(set, ", ") + " from (values ",
		after:  where,
		cast:   true,
	}
}

// text is the statement for count rows like this one. An insert begins each row with the organisation.
func (s statement) text(row []any, count int) string {
	var b strings.Builder
	b.WriteString(s.before)
	parameter := 2
	for i := range count {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteByte('(')
		for j, value := range row {
			if j > 0 {
				b.WriteString(", ")
			} else if !s.cast {
				b.WriteString("$1, ")
			}
			mark := "$" + strconv.Itoa(parameter)
			if _, number := value.(int); number && s.cast {
				mark = "cast(" + mark + " as bigint)"
			}
			b.WriteString(mark)
			parameter++
		}
		b.WriteByte(')')
	}
	b.WriteString(s.after)
	return b.String()
}

// insert adds all rows; a row that is there already is a conflict.
func (tx *Tx) insert(ctx context.Context, s statement, rows [][]any) error {
	_, err := tx.rows(ctx, s, rows)
	return err
}

// rows runs a statement for all rows, as many at a time as serves the engine, and counts the rows it touched.
func (tx *Tx) rows(ctx context.Context, s statement, rows [][]any) (int64, error) {
	var touched int64
	for full := tx.db.dialect.rows; len(rows) > 0; {
		count := min(full, len(rows))
		n, err := tx.repeat(ctx, s.text(rows[0], count), rows[:len(rows)-len(rows)%count], count)
		touched += n
		if err != nil {
			return touched, err
		}
		rows = rows[len(rows)-len(rows)%count:]
	}
	return touched, nil
}

// repeat prepares a statement for count rows once, and runs it until all rows are done.
func (tx *Tx) repeat(ctx context.Context, text string, rows [][]any, count int) (int64, error) {
	prepared, err := tx.tx.PrepareContext(ctx, text)
	if err != nil {
		return 0, err
	}
	defer prepared.Close()
	var touched int64
	args := make([]any, 0, 1+count*len(rows[0]))
	for ; len(rows) > 0 && ctx.Err() == nil; rows = rows[count:] {
		args = append(args[:0], tx.org)
		for _, row := range rows[:count] {
			args = append(args, row...)
		}
		result, err := prepared.ExecContext(tx.db.dialect.rowContext(ctx), args...)
		if err != nil {
			return touched, err
		}
		n, err := result.RowsAffected()
		if err != nil {
			return touched, err
		}
		touched += n
	}
	return touched, ctx.Err()
}

// exec runs one statement that begins with the organisation as $1 and tells how many rows it touched.
func (tx *Tx) exec(ctx context.Context, what, query string, args ...any) (int64, error) {
	result, err := tx.tx.ExecContext(ctx, query, append([]any{tx.org}, args...)...)
	if err != nil {
		return 0, tx.failed(err, "%s", what)
	}
	touched, err := result.RowsAffected()
	return touched, tx.failed(err, "%s", what)
}
