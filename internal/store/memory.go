package store

// object names an object inside an organisation.
type object struct{ kind, id string }

func keyOf(o Object) object { return object{o.ObjectKind(), o.ObjectID()} }

// memory holds the hashes of what a change read and stored. A line of history takes them from here: they are those of
// the bytes in the database, also when the caller altered what it had read, or when an older program wrote them.
type memory struct {
	before map[object]string // as the history has it so far
	saved  map[object]string // as it was stored in this change
}

func newMemory() *memory {
	return &memory{before: map[object]string{}, saved: map[object]string{}}
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
