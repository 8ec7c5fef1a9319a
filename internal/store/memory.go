package store

import (
	"maps"
	"slices"
)

// object names an object inside an organisation.
type object struct{ kind, id string }

func keyOf(o Object) object { return object{o.ObjectKind(), o.ObjectID()} }

// memory holds the hashes of what a change read and stored. A line of history takes them from here: they are those of
// the bytes in the database, also when the caller altered what it had read, or when an older program wrote them.
type memory struct {
	before map[object]string // as the history has it so far
	saved  map[object]string // as it was stored in this change

	lists map[question]any // registers and trees as they were read, until something is saved in their table
}

// question is a list that was asked for.
type question struct{ table, query, about string }

func newMemory() *memory {
	return &memory{before: map[object]string{}, saved: map[object]string{}, lists: map[question]any{}}
}

// once reads a list of rows of a table, and gives it again when a change asks for it again. Nobody alters what is in the
// rows. About is what the query is about, besides the organisation.
func once[T any](m *memory, table, query, about string, read func() ([]T, error)) ([]T, error) {
	key := question{table, query, about}
	if m != nil {
		if known, ok := m.lists[key].([]T); ok {
			return slices.Clone(known), nil
		}
	}
	rows, err := read()
	if m != nil && err == nil {
		m.lists[key] = slices.Clone(rows)
	}
	return rows, err
}

// changed forgets the lists of a table.
func (m *memory) changed(table string) {
	maps.DeleteFunc(m.lists, func(q question, _ any) bool { return q.table == table })
}

// read remembers an object as it was before this change. Outside a change nothing is remembered.
func (m *memory) read(o Object, body []byte, err error) {
	if m != nil && err == nil {
		m.remember(o, hashOf(body))
	}
}

func (m *memory) remember(o Object, hash string) {
	key := keyOf(o)
	_, read := m.before[key]
	_, saved := m.saved[key]
	if !read && !saved {
		m.before[key] = hash
	}
}

// sides are the hashes before and after for a line of history.
func (m *memory) sides(c Change) (before, after string, err error) {
	if before, err = side(c.Before, m.before); err != nil {
		return "", "", err
	}
	if after, err = side(c.After, m.saved); err != nil {
		return "", "", err
	}
	if !absent(c.Before) {
		m.before[keyOf(c.Before)] = after
	}
	if !absent(c.After) {
		m.before[keyOf(c.After)] = after
	}
	return before, after, nil
}

// side is the hash that is remembered of an object; of the object itself when none is.
func side(o Object, remembered map[object]string) (string, error) {
	if absent(o) {
		return "", nil
	}
	if hash, ok := remembered[keyOf(o)]; ok {
		return hash, nil
	}
	return sumOf(o)
}

// absent tells that there is no object on this side of a change.
func absent(o Object) bool { return o == nil || o.ObjectID() == "" }
