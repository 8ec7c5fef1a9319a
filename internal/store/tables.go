package store

import (
	"context"
	"encoding/json"
	"strings"
)

// table is how the rows of a table go into a back-up. Which columns it has is read from the database itself, so a new
// column goes along.
type table struct {
	name   string
	fresh  map[string]any                      // columns that tell of running servers only, and what a back-up says instead
	blobs  func(body string) ([]string, error) // the files that a row names
	seeded bool                                // the schema comes with a row, which that of a back-up replaces
}

// backedUp are the tables that are in a back-up, each after those that its foreign keys point at. A table that a later
// migration drops stays in the list as long as back-ups that have it are read.
var backedUp = []table{
	{name: "installation", fresh: map[string]any{"shelf": int64(0)}, seeded: true},
	{name: "organisation_head", fresh: map[string]any{"seq": int64(0), "shelf": int64(0)}},
	{name: "organisation", blobs: logoIn},
	{name: "edition"},
	{name: "node"},
	{name: "placement"},
	{name: "report"},
	{name: "draft"}, // what somebody was typing is not lost either
	{name: "comment"},
	{name: "upload", blobs: blobIn},
	{name: "earlier_report"},
	{name: "decision"},
	{name: "theme"},
	{name: "theme_link"},
	{name: "place"},
	{name: "place_link"},
	{name: "holder"},
	{name: "lineage"},
	{name: "tree_plan"},
	{name: "money_line"},
	{name: "person"},
	{name: "last_seen"},
	{name: "reminder"},
	{name: "notice"},
	{name: "unsent_letter"},
	{name: "account"}, // what is sealed in it needs the key file, which is in no back-up
	{name: "identity"},
	{name: "address"},
	{name: "revision", blobs: packsIn},
	{name: "job", fresh: map[string]any{"lease_until": nil}}, // whoever held the lease is not there any more
	{name: "history"},
}

// leftOut are the tables that are in no back-up, and why.
var leftOut = map[string]string{
	"archive":          "it is derived: restoring makes the pages again",
	"session":          "whoever restores begins with nobody signed in",
	"ticket":           "a letter that was sent opens nothing after restoring",
	"goose_db_version": "the version of the schema stands beside the rows; migrating fills this table",
}

// packsIn are the files with the frozen parts of a revision.
func packsIn(body string) ([]string, error) {
	var revision struct {
		Packs []string `json:"packs"`
	}
	err := json.Unmarshal([]byte(body), &revision)
	return revision.Packs, err
}

// blobIn is the file that was sent in with a report.
func blobIn(body string) ([]string, error) {
	var upload struct {
		Blob string `json:"blob"`
	}
	err := json.Unmarshal([]byte(body), &upload)
	return []string{upload.Blob}, err
}

// logoIn is the picture in the header of the organisation's pages, when it has one.
func logoIn(body string) ([]string, error) {
	var o struct {
		Style struct {
			Logo struct {
				Blob string `json:"blob"`
			} `json:"logo"`
		} `json:"style"`
	}
	if err := json.Unmarshal([]byte(body), &o); err != nil || o.Style.Logo.Blob == "" {
		return nil, err
	}
	return []string{o.Style.Logo.Blob}, nil
}

// kind is what a column holds, on both engines the same.
type kind string

const (
	textKind   kind = "text"
	numberKind kind = "number"
	truthKind  kind = "truth"
	momentKind kind = "moment"
	bytesKind  kind = "bytes"
)

// kinds are the types of columns as the engines call them.
var kinds = map[string]kind{
	"text": textKind, "bigint": numberKind, "boolean": truthKind,
	"timestamp": momentKind, "timestamp with time zone": momentKind,
	"blob": bytesKind, "bytea": bytesKind,
}

// column is a column as the database has it.
type column struct {
	name string
	kind kind // "" when no row can be carried over, because nobody said how
	key  int  // its place in the primary key, from 1; 0 when it is not in it
}

// catalogue lists the columns of all tables that the database has, in the order in which they were made.
func (db *DB) catalogue(ctx context.Context, q querier) (map[string][]column, error) {
	rows, err := q.QueryContext(ctx, db.dialect.columns)
	if err != nil {
		return nil, describe(err, "list the columns")
	}
	defer rows.Close()
	found := map[string][]column{}
	for rows.Next() {
		var table, called string
		var c column
		if err := rows.Scan(&table, &c.name, &called, &c.key); err != nil {
			return nil, describe(err, "list the columns")
		}
		c.kind = kinds[strings.ToLower(called)]
		found[table] = append(found[table], c)
	}
	return found, describe(rows.Err(), "list the columns")
}

// names are columns as a statement names them.
func names(columns []column) string {
	quoted := make([]string, len(columns))
	for i, c := range columns {
		quoted[i] = quote(c.name)
	}
	return strings.Join(quoted, ", ")
}

// quote is a name from the catalogue as a statement writes it: it may be a word of SQL.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
