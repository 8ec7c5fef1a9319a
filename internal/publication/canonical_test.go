package publication

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
)

// A part is canonical because the encoder writes fields in the order of the struct; so the order must be that of the
// names, everywhere down to the runs of a paragraph.
func TestFieldsStandInTheOrderOfTheirNames(t *testing.T) {
	seen := map[reflect.Type]bool{}
	for _, part := range []any{
		Part[Revision]{}, Part[Edition]{}, Part[Tree]{}, Part[Node]{}, Part[[]Decision]{}, Part[[]Theme]{},
		Part[[]Holder]{}, Part[[]Place]{}, Part[[]MoneyLine]{}, Part[[]Lineage]{}, Part[[]HiddenEvidence]{},
	} {
		checkType(t, reflect.TypeOf(part), seen)
	}
	if len(seen) < 40 {
		t.Errorf("only %d types were looked at", len(seen))
	}
}

func checkType(t *testing.T, typ reflect.Type, seen map[reflect.Type]bool) {
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice:
		checkType(t, typ.Elem(), seen)
	case reflect.Struct:
		if typ != reflect.TypeFor[time.Time]() && !seen[typ] {
			seen[typ] = true
			checkFields(t, typ, seen)
		}
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int64:
	default:
		t.Errorf("%s is a %s: a part holds words, whole numbers, lists and fields, and no map", typ, typ.Kind())
	}
}

func checkFields(t *testing.T, typ reflect.Type, seen map[reflect.Type]bool) {
	last := ""
	for i := range typ.NumField() {
		field := typ.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case !field.IsExported() || name == "" || name == "-":
			t.Errorf("%s.%s has no name in the part", typ, field.Name)
		case name <= last:
			t.Errorf("%s: %q stands after %q", typ, name, last)
		}
		if kind := field.Type.Kind(); (kind == reflect.Slice || kind == reflect.Pointer) && !strings.Contains(options, "omit") && name != "knopen" && name != "inhoud" {
			t.Errorf("%s.%s would be null when there is none", typ, field.Name)
		}
		last = name
		checkType(t, field.Type, seen)
	}
}

// Whoever reads a part and writes it again with sorted keys, without spaces, gets the same bytes.
func TestPartsAreCanonical(t *testing.T) {
	in := fietsroutes()
	in.Reports[1].Sections[0].Text = doc("b1", "<b>Tekens</b> & \"aanhalingstekens\" € ’ \u2028 \x01 \xff \ufffd \\ufffd einde. Meer.")
	for _, p := range mustParts(t, in) {
		d := json.NewDecoder(bytes.NewReader(p.Bytes))
		d.UseNumber()
		var value any
		if err := d.Decode(&value); err != nil {
			t.Fatalf("%s: %v", p.Path, err)
		}
		var again bytes.Buffer
		e := json.NewEncoder(&again)
		e.SetEscapeHTML(false)
		if err := e.Encode(value); err != nil {
			t.Fatal(err)
		}
		if got := bytes.TrimSuffix(again.Bytes(), []byte("\n")); !bytes.Equal(got, p.Bytes) {
			t.Errorf("%s is\n%s\nsorted it is\n%s", p.Path, p.Bytes, got)
		}
		if bytes.Contains(p.Bytes, []byte("null")) || bytes.Contains(p.Bytes, []byte(`\u003c`)) {
			t.Errorf("%s holds null or an escaped sign: %s", p.Path, p.Bytes)
		}
		if !bytes.HasPrefix(p.Bytes, []byte(`{"formaat":1,"inhoud":`)) {
			t.Errorf("%s begins with %.40s", p.Path, p.Bytes)
		}
	}
}

func TestTheOrderOfRowsDoesNotMatter(t *testing.T) {
	want := Manifest(mustParts(t, fietsroutes()))
	for range 20 { // a map that is walked over would show itself
		if got := Manifest(mustParts(t, fietsroutes())); !bytes.Equal(got, want) {
			t.Fatalf("the same input gave\n%s\nand\n%s", want, got)
		}
	}
	in := fietsroutes()
	turn(in.Placements)
	turn(in.Reports)
	turn(in.Nodes)
	turn(in.ThemeLinks)
	turn(in.MoneyLines)
	turn(in.Lineages)
	if got := Manifest(mustParts(t, in)); !bytes.Equal(got, want) {
		t.Errorf("turned round it is\n%s\nwas\n%s", got, want)
	}
}

func turn[T any](rows []T) {
	for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
		rows[i], rows[j] = rows[j], rows[i]
	}
}
