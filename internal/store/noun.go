package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json" // decodes in half the time of encoding/json, of which it is the second version

	"doelenboom/internal/cycle"
)

// Object is something that is stored and named in the history. An object without an id is none.
type Object interface {
	ObjectKind() string
	ObjectID() string
}

// noun is how one kind of object is kept: a row with its keys, what it is looked up by, and the object itself as
// canonical JSON. The columns only repeat what the body says.
type noun[T Object] struct {
	table   string
	keys    []string      // the primary key, after organisation_id
	columns []string      // what it is looked up by besides
	values  func(T) []any // of keys and columns, in that order
	version func(*T) *int // nil: a row is added, never changed
}

// querier is a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Reader answers questions about one organisation. It has no method that changes anything.
type Reader struct {
	q      querier
	org    cycle.OrganisationID
	memory *memory // inside a change only
}

// one reads the object that a query for body and version finds.
func one[T Object](ctx context.Context, r Reader, n noun[T], what string, query string, args ...any) (T, error) {
	var object T
	var body string
	var version int
	err := r.q.QueryRowContext(ctx, query, append([]any{r.org}, args...)...).Scan(&body, &version)
	if err == nil {
		object, err = n.decode([]byte(body), version)
		r.memory.read(object, []byte(body), err)
	}
	return object, describe(oddly(n.table, err), "%s", what)
}

// atOnce is how many rows are read before they are decoded: enough for all processors, few enough for any memory.
const atOnce = 500

// row is an object as it was read.
type row struct {
	body    []byte
	version int
}

// list reads all objects that a query for body and version finds.
func list[T Object](ctx context.Context, r Reader, n noun[T], query string, args ...any) ([]T, error) {
	rows, err := r.q.QueryContext(ctx, query, append([]any{r.org}, args...)...)
	if err != nil {
		return nil, describe(err, "read %s", n.table)
	}
	defer rows.Close()
	var all []T
	var read []row
	for rows.Next() {
		var one row
		if err := rows.Scan(&one.body, &one.version); err != nil {
			return nil, describe(oddly(n.table, err), "read %s", n.table)
		}
		if read = append(read, one); len(read) < atOnce {
			continue
		}
		if all, err = n.decodeMany(all, read, r.memory); err != nil {
			return nil, describe(err, "read %s", n.table)
		}
		read = read[:0]
	}
	if err := rows.Err(); err != nil {
		return nil, describe(err, "read %s", n.table)
	}
	all, err = n.decodeMany(all, read, r.memory)
	return all, describe(err, "read %s", n.table)
}

// listOnce is list for a query over one table that a change may ask more than once.
func listOnce[T Object](ctx context.Context, r Reader, n noun[T], query string, args ...any) ([]T, error) {
	return once(r.memory, n.table, query, fmt.Sprint(args...), func() ([]T, error) { return list(ctx, r, n, query, args...) })
}

// decodeMany adds the objects in rows to all, in that order.
func (n noun[T]) decodeMany(all []T, rows []row, m *memory) ([]T, error) {
	from := len(all)
	all = slices.Grow(all, len(rows))[:from+len(rows)]
	hashes := make([]string, len(rows))
	err := each(len(rows), func(i int) (err error) {
		all[from+i], err = n.decode(rows[i].body, rows[i].version)
		if m != nil {
			hashes[i] = hashOf(rows[i].body)
		}
		return err
	})
	for i := range rows {
		if m != nil && err == nil {
			m.remember(all[from+i], hashes[i])
		}
	}
	return all, err
}

// number is a column that says yes or no: the engines do not agree on truth.
func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (n noun[T]) decode(body []byte, version int) (T, error) {
	var object T
	if err := json.Unmarshal(body, &object); err != nil {
		return object, Unreadable{n.table, err}
	}
	if n.version != nil {
		*n.version(&object) = version
	}
	return object, nil
}
