package store_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"doelenboom/internal/store"
)

// global are the tables that belong to the whole installation. Every other table belongs to organisations: its keys
// begin with organisation_id, and every statement over it names the organisation.
var global = []string{
	"installation",     // one row: the shelf number that every server asks for
	"organisation",     // the list of organisations itself
	"goose_db_version", // the version of the schema
	"account",          // what somebody signs in with, for any organisation
	"session",          // of an account
	"ticket",           // of an account
}

// crossing are the functions that look over the organisations on purpose.
var crossing = []string{
	"TakeJob",       // whoever works takes the work of any organisation
	"Memberships",   // an account may work for several organisations
	"Organisations", // the list of the command line
	"Listed",        // the public list
	"Orphans",       // whoever verifies looks for organisations that were taken away
	"ForgetAccount", // an account that works for no organisation any more
	"chainHeads",    // a back-up is of the whole installation
	"pointing",      // the same bytes are kept once for all organisations
	"written",       // the same
}

// across are the keys that serve such a function.
var across = []string{
	"create index job_due on job (run_after)",
	"create index person_account on person (account_id)",
	"create index upload_anywhere on upload (blob)",
}

var (
	createTable = regexp.MustCompile(`(?s)create table (\w+) \((.*?)\n\)`)
	tableKey    = regexp.MustCompile(`(primary key|unique|foreign key|references \w+) \(([^)]*)\)`)
	createIndex = regexp.MustCompile(`create (?:unique )?index \w+ on (\w+) \(([^)]*)\)`)
	mentions    = regexp.MustCompile(`(?i)\b(?:from|join|into|update)\s+(\w+)`)
	verb        = regexp.MustCompile(`(?i)^\s*(select|insert|update|delete)\b`)
)

// tenantTables reads the migrations.
func tenantTables(t *testing.T) (tables []string, schema string) {
	t.Helper()
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no migrations", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		schema += string(text)
	}
	for _, table := range createTable.FindAllStringSubmatch(schema, -1) {
		if !slices.Contains(global, table[1]) {
			tables = append(tables, table[1])
		}
	}
	return tables, schema
}

// Tables can be distributed by organisation: its id is the first column of every key.
func TestEveryKeyBeginsWithTheOrganisation(t *testing.T) {
	tenants, schema := tenantTables(t)
	keys := 0
	for _, table := range createTable.FindAllStringSubmatch(schema, -1) {
		if !slices.Contains(tenants, table[1]) {
			continue
		}
		if !strings.HasPrefix(strings.TrimSpace(table[2]), "organisation_id ") {
			t.Errorf("the first column of %s is not organisation_id", table[1])
		}
		for _, key := range tableKey.FindAllStringSubmatch(table[2], -1) {
			keys++
			if !strings.HasPrefix(key[2], "organisation_id") {
				t.Errorf("%s: %s (%s) does not begin with organisation_id", table[1], key[1], key[2])
			}
		}
	}
	for _, index := range createIndex.FindAllStringSubmatch(schema, -1) {
		if slices.Contains(global, index[1]) {
			continue
		}
		if !strings.HasPrefix(index[2], "organisation_id") && !slices.Contains(across, index[0]) {
			t.Errorf("%s does not begin with organisation_id", index[0])
		}
	}
	if keys < len(tenants) {
		t.Errorf("only %d keys were found in %d tables", keys, len(tenants))
	}
}

// What only triggers, sequences or one engine can do is not in the schema.
func TestTheSchemaIsPlain(t *testing.T) {
	_, schema := tenantTables(t)
	for _, word := range []string{"trigger", "serial", "sequence", "autoincrement", "jsonb", "uuid", "default now"} {
		if strings.Contains(strings.ToLower(schema), word) {
			t.Errorf("a migration contains %q", word)
		}
	}
}

func TestEveryStatementNamesTheOrganisation(t *testing.T) {
	tenants, _ := tenantTables(t)
	texts := statements(t)
	if len(texts) < 40 {
		t.Fatalf("only %d statements were found", len(texts))
	}
	for where, text := range texts {
		if problem := unbound(text, tenants); problem != "" {
			t.Errorf("%s: %s\n%s", where, problem, text)
		}
	}
	for i, text := range store.Statements() {
		if problem := unbound(text, tenants); problem != "" {
			t.Errorf("statement %d made from a noun: %s\n%s", i, problem, text)
		}
	}
}

func TestAnUnboundStatementIsSeen(t *testing.T) {
	tenants, _ := tenantTables(t)
	for text, bound := range map[string]bool{
		"select body from report where organisation_id = $1 and id = $2":                                            true,
		"select body from report where id = $1":                                                                     false,
		"select r.body from report r join node n on n.id = r.node_id where r.organisation_id = $1":                  false,
		"update report set version = 1 where id = $1":                                                               false,
		"delete from job where id = $1":                                                                             false,
		"insert into address (organisation_id, address) values ":                                                    true,
		"insert into address (address) values ":                                                                     false,
		"select shelf from installation where id = 1":                                                               true,
		"select 1 from history h join node n on n.organisation_id = h.organisation_id where h.organisation_id = $1": true,
	} {
		if problem := unbound(text, tenants); (problem == "") != bound {
			t.Errorf("%s: %q", text, problem)
		}
	}
}

// unbound tells what is wrong with a statement, or nothing.
func unbound(text string, tenants []string) string {
	count := 0
	for _, m := range mentions.FindAllStringSubmatch(text, -1) {
		if slices.Contains(tenants, m[1]) {
			count++
		}
	}
	if count == 0 {
		return ""
	}
	if strings.HasPrefix(strings.TrimSpace(text), "insert") {
		if !regexp.MustCompile(`insert into \w+ \(organisation_id,`).MatchString(text) {
			return "the first column that it fills is not organisation_id"
		}
		return ""
	}
	if !strings.Contains(text, "organisation_id = $1") {
		return "it does not say organisation_id = $1"
	}
	if named := strings.Count(text, "organisation_id = "); named < count {
		return "it names " + strconv.Itoa(count) + " tables of an organisation and binds " + strconv.Itoa(named)
	}
	return ""
}

// statements are the SQL texts in the source, by where they stand, except those that cross organisations on purpose.
func statements(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	fset := token.NewFileSet()
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		syntax, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range syntax.Decls {
			if f, ok := declaration.(*ast.FuncDecl); ok && slices.Contains(crossing, f.Name.Name) {
				continue
			}
			ast.Inspect(declaration, func(n ast.Node) bool {
				if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
					text, err := strconv.Unquote(literal.Value)
					if err == nil && verb.MatchString(text) {
						found[fset.Position(n.Pos()).String()] = strings.TrimSpace(text)
					}
				}
				return true
			})
		}
	}
	return found
}
