package publication

import (
	"reflect"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"
)

// fill gives every field below v a value; lists get two, and lists in lists end at depth.
func fill(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), depth)
		}
	case reflect.Slice:
		if depth == 0 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), depth-1)
		fill(v.Index(1), depth-1)
	case reflect.String:
		v.SetString("“<a href=\"/\">\\\u2028" + v.Type().Name())
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(-1200)
	default:
		panic("a field of a kind that is not filled: " + v.Type().String())
	}
}

// filled is a part in which every field of T is filled, lists in lists down to depth.
func filled[T any](tb testing.TB, depth int) (T, []byte) {
	tb.Helper()
	var value T
	fill(reflect.ValueOf(&value).Elem(), depth)
	part, err := newPartWriter().part(content{"x.json", Part[T]{Format, value}})
	if err != nil {
		tb.Fatal(err)
	}
	_, inside, err := envelope(part.Bytes)
	if err != nil {
		tb.Fatal(err)
	}
	return value, inside
}

func TestEveryFieldIsScanned(t *testing.T) {
	t.Run("node", everyFieldIsScanned[Node])
	t.Run("tree", everyFieldIsScanned[Tree])
	t.Run("decisions", everyFieldIsScanned[[]Decision])
}

func everyFieldIsScanned[T any](t *testing.T) {
	want, part := filled[T](t, 5)
	var got T
	if !scanned(part, &got) {
		t.Fatal("it is left to the general decoder")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPartsOfTheExampleAreScanned(t *testing.T) {
	r := readerOf(t, mustParts(t, fietsroutes()))
	for _, l := range r.Lines() {
		data, err := r.Part(l.Path)
		if err != nil {
			t.Fatal(err)
		}
		_, inside, err := envelope(data)
		if err != nil {
			t.Fatal(err)
		}
		var n Node
		if strings.HasPrefix(l.Path, "knopen/") && !scanned(inside, &n) {
			t.Errorf("%s is left to the general decoder", l.Path)
		}
	}
}

// What this program did not write is read as well, and what is no JSON is refused.
func TestWhatIsWrittenOtherwiseIsLeftToTheGeneralDecoder(t *testing.T) {
	for _, inside := range []string{
		`{"adres": "a"}`, `{"titel":"b","adres":"a"}`, `{"later":true}`, `{"diepte":1.0}`, `{"diepte":01}`, `{"diepte":-0}`,
		`{"diepte":1e2}`, `{"diepte":92233720368547758070}`, `{"acties":null}`, `{"adres":"a"`, `{"adres":"a"}}`, `{"adres":"a`,
		`{"adres":"\x"}`, "{\"adres\":\"a\tb\"}", "{\"a\tdres\":\"a\"}", "{\"adres\":\"\xff\"}", `{"adres":"a","adres":"b"}`, `{"adres":"a",}`, ``, `[]`,
		`{"acties":[{"nummer":1},]}`, `{"websites":["a" "b"]}`, `{"afgeleid":truer}`, `{"afgeleid":false}`,
		strings.Repeat(`{"onderdelen":[`, 1000),
	} {
		var n Node
		if scanned([]byte(inside), &n) {
			t.Errorf("%.60s is scanned", inside)
		}
	}
	n, err := ReadNode([]byte(`{"formaat":1,"inhoud":{"titel":"b", "adres":"a", "later":[1]}}`))
	if err != nil || n.Title != "b" || n.Address != "a" {
		t.Errorf("%+v, %v", n, err)
	}
}

// Whatever is scanned, the general decoder gives the same of it.
func FuzzScan(f *testing.F) {
	_, node := filled[Node](f, 3)
	_, tree := filled[Tree](f, 3)
	_, decisions := filled[[]Decision](f, 3)
	for _, inside := range [][]byte{node, tree, decisions, []byte(`{"diepte":-12,"geld":[],"id":"a\\\"","onderdelen":[{"tekst":[{"id":"x"}]}]}`)} {
		f.Add(inside)
	}
	f.Fuzz(func(t *testing.T, inside []byte) {
		scannedAsDecoded[Node](t, inside)
		scannedAsDecoded[Tree](t, inside)
		scannedAsDecoded[[]Decision](t, inside)
	})
}

func scannedAsDecoded[T any](t *testing.T, inside []byte) {
	var got, want T
	if !scanned(inside, &got) {
		return
	}
	if err := json.Unmarshal(inside, &want); err != nil {
		t.Fatalf("scanned, but %v", err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatal(diff)
	}
}
