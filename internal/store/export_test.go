package store

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"slices"
)

// Writer is the connection that writes, for tests that go behind the back of the store.
func (db *DB) Writer() *sql.DB { return db.pools.write }

// KindOf tells what an error of a driver means.
func KindOf(err error) error { return kindOf(err) }

// Statements are the texts that are made from the nouns.
func Statements() []string {
	var texts []string
	for _, n := range append([]keptNoun{archives}, recorded...) {
		texts = append(texts, n.insertSQL().text([]any{""}, 2), n.updateSQL().text([]any{""}, 2), n.everything())
	}
	return texts
}

// RecordedKinds are the kinds of objects that have lines in the history.
func RecordedKinds() int { return len(recorded) }

// NextSchema adds a step to the schema until the function that it returns is called.
func NextSchema(text string) (undo func()) {
	all, err := steps()
	if err != nil {
		panic(err) // they are built into the program
	}
	before := steps
	next := append(slices.Clip(all), migration{all[len(all)-1].version + 1, text})
	steps = func() ([]migration, error) { return next, nil }
	return func() { steps = before }
}

// BackedUp and LeftOut are the tables that are in a back-up, and those that are in none.
func BackedUp() (names []string) {
	for _, t := range backedUp {
		names = append(names, t.name)
	}
	return names
}

// LeftOut tells why a table is in no back-up.
func LeftOut() map[string]string { return leftOut }

// Columns are the columns of each table with what they hold; "" when nothing of it can be carried over.
func (db *DB) Columns(ctx context.Context) (map[string][]string, error) {
	found, err := db.catalogue(ctx, db.pools.read)
	all := map[string][]string{}
	for table, columns := range found {
		for _, c := range columns {
			all[table] = append(all[table], fmt.Sprintf("%s %s %d", c.name, c.kind, c.key))
		}
	}
	return all, err
}

// AlsoBackedUp puts one more table at the end of the list until the function that it returns is called.
func AlsoBackedUp(name string) (undo func()) {
	before := backedUp
	backedUp = append(slices.Clip(backedUp), table{name: name})
	return func() { backedUp = before }
}

// ShortLines ends reading in a line that is longer than any row.
func ShortLines(r io.Reader) io.Reader { return &shortLines{r: r} }

// Describe and Passing are how errors of the drivers are told.
var (
	Describe = describe
	Passing  = passing
)

// Sum is the hash that a line of history must have.
func Sum(l HistoryLine) (string, error) { return l.sum() }

// Step runs one migration once more: a test makes the tables as they were before it.
func (db *DB) Step(ctx context.Context, version int64) error {
	all, err := steps()
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(m migration) bool { return m.version == version })
	_, err = db.pools.write.ExecContext(ctx, db.dialect.marks.Replace(all[at].text))
	return err
}
