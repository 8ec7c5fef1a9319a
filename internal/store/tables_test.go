package store_test

import (
	"context"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// A migration that adds a table must say whether its rows are in a back-up; and what a column holds must be known.
func TestEveryTableIsInABackUpOrLeftOutOnPurpose(t *testing.T) {
	databases.Each(t, func(t *testing.T, db *store.DB) {
		columns, err := db.Columns(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for table, held := range columns {
			in, out := slices.Contains(store.BackedUp(), table), store.LeftOut()[table] != ""
			if in == out {
				t.Errorf("table %s: say in tables.go that it is backed up, or why it is left out", table)
			}
			if !in {
				continue
			}
			for _, c := range held {
				if strings.Contains(c, "  ") {
					t.Errorf("table %s, column %s: its type is not in the list of kinds in tables.go", table, c)
				}
			}
			if !slices.ContainsFunc(held, func(c string) bool { return !strings.HasSuffix(c, " 0") }) {
				t.Errorf("table %s has no primary key, so its rows have no order", table)
			}
		}
		for _, table := range append(store.BackedUp(), slices.Collect(maps.Keys(store.LeftOut()))...) {
			if columns[table] == nil {
				t.Errorf("tables.go names %s, which no migration makes", table)
			}
		}
	})
}

// The columns of a table stand in the same order on both engines, and hold the same.
func TestTheEnginesAgreeAboutColumns(t *testing.T) {
	lite, err := databases.Open(t, databases.SQLite(t)).Columns(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	databases.Each(t, func(t *testing.T, db *store.DB) {
		mine, err := db.Columns(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range store.BackedUp() {
			if !reflect.DeepEqual(mine[table], lite[table]) {
				t.Errorf("%s has %q, and on SQLite %q", table, mine[table], lite[table])
			}
		}
	})
}

// Rows are put back in the order of the list, so what a foreign key points at stands before it.
func TestTheListOfTablesFollowsTheForeignKeys(t *testing.T) {
	_, schema := tenantTables(t)
	references := regexp.MustCompile(`references (\w+)`)
	for _, made := range createTable.FindAllStringSubmatch(schema, -1) {
		for _, to := range references.FindAllStringSubmatch(made[2], -1) {
			from, before := slices.Index(store.BackedUp(), made[1]), slices.Index(store.BackedUp(), to[1])
			if from >= 0 && (before < 0 || before > from) {
				t.Errorf("%s points at %s, which must stand before it in the list of tables", made[1], to[1])
			}
		}
	}
}
