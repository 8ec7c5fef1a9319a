package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// recorded are the nouns whose objects have lines in the history. What is derived (archive), given out once and
// frozen elsewhere (address) or passing (job) is not among them.
var recorded = []keptNoun{
	organisations, editions, nodes, placements, reports, decisions, themes, themeLinks, places, placeLinks, holders,
	lineages, moneyLines, users, revisions, comments, treePlans,
}

// keptNoun is a noun[T] of any T.
type keptNoun interface {
	each(ctx context.Context, r Reader, see func(stored)) error
	insertSQL() statement
	updateSQL() statement
	everything() string
}

// stored is an object as it lies in its table.
type stored struct {
	object
	hash  string
	moved bool // a key or column does not say what the body says
}

// each sees every stored object of the organisation, and hashes the bytes as they are stored.
func (n noun[T]) each(ctx context.Context, r Reader, see func(stored)) error {
	rows, err := r.q.QueryContext(ctx, n.everything(), r.org)
	if err != nil {
		return describe(err, "read %s", n.table)
	}
	defer rows.Close()
	columns := make([]any, len(n.keys)+len(n.columns))
	var body sql.RawBytes
	into := []any{&body}
	for i := range columns {
		into = append(into, &columns[i])
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return describe(err, "read %s", n.table)
		}
		see(n.stored(body, columns))
	}
	return describe(rows.Err(), "read %s", n.table)
}

// everything selects the body and all that repeats it.
func (n noun[T]) everything() string {
	columns := append(append([]string{"body"}, n.keys...), n.columns...)
	return "select " + strings.Join(columns, ", ") + " from " + n.table + " where organisation_id = $1"
}

// stored compares columns with the body. A body that cannot be read any more goes by its keys.
func (n noun[T]) stored(body []byte, columns []any) stored {
	s := stored{hash: hashOf(body)}
	value, err := n.decode(body, 0)
	if err != nil {
		var zero T
		s.object = object{zero.ObjectKind(), strings.Join(words(columns[:len(n.keys)]), "/")}
		s.moved = true
		return s
	}
	s.object = keyOf(value)
	s.moved = !slices.Equal(words(n.values(value)), words(columns))
	return s
}

// words are values as text: the engines do not agree on their types in Go.
func words(values []any) []string {
	text := make([]string, len(values))
	for i, v := range values {
		if b, ok := v.([]byte); ok {
			v = string(b)
		}
		text[i] = fmt.Sprint(v)
	}
	return text
}
