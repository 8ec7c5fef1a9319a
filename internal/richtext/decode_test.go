package richtext

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestDecodeTakesWhatTheEditorPosts(t *testing.T) {
	tests := []struct {
		name, posted string
		want         string // as JSON
	}{
		{"nothing was written", `[]`, `null`},
		{"a paragraph keeps its id", `[{"soort":"alinea","id":"7k2m","tekst":[{"tekst":"De brug is "},{"tekst":"open","vet":true},{"tekst":"."}]}]`,
			`[{"id":"7k2m","soort":"alinea","tekst":[{"tekst":"De brug is "},{"tekst":"open","vet":true},{"tekst":"."}]}]`},
		{"an id of another form is not one", `[{"soort":"alinea","id":"\"><b>","tekst":[{"tekst":"x"}]},{"soort":"alinea","id":"7k2mu","tekst":[{"tekst":"y"}]}]`,
			`[{"soort":"alinea","tekst":[{"tekst":"x"}]},{"soort":"alinea","tekst":[{"tekst":"y"}]}]`},
		{"an id is given once", `[{"soort":"alinea","id":"7k2m","tekst":[{"tekst":"x"}]},{"soort":"alinea","id":"7k2m","tekst":[{"tekst":"y"}]}]`,
			`[{"id":"7k2m","soort":"alinea","tekst":[{"tekst":"x"}]},{"soort":"alinea","tekst":[{"tekst":"y"}]}]`},
		{"a link to a script is text", `[{"soort":"alinea","tekst":[{"tekst":"klik","link":"javascript:alert(1)"},{"tekst":" hier","link":"https://a.nl/\u202egro.elgoog"}]}]`,
			`[{"soort":"alinea","tekst":[{"tekst":"klik hier"}]}]`},
		{"what cannot be seen is not there", `[{"soort":"alinea","tekst":[{"tekst":"\ufeffbegro\u00adting\u200b \u202e2027\u0000 cafe\u0301"}]}]`,
			`[{"soort":"alinea","tekst":[{"tekst":"begroting 2027 café"}]}]`},
		{"a family stays one sign", `[{"soort":"alinea","tekst":[{"tekst":"👩\u200d👧"}]}]`, `[{"soort":"alinea","tekst":[{"tekst":"` + "👩\u200d👧" + `"}]}]`},
		{"a reference is found by whoever saves", `[{"soort":"alinea","tekst":[{"tekst":"zie "},{"tekst":"8.1.5","verwijzing":{"id":"8.1.5","soort":"nummer"}}]}]`,
			`[{"soort":"alinea","tekst":[{"tekst":"zie 8.1.5"}]}]`},
		{"empty blocks are not kept", `[{"soort":"alinea","tekst":[{"tekst":" "}]},{"soort":"lijst","onderdelen":[{}]},{"soort":"tabel","rijen":[[{},{}]]},{"soort":"alinea"}]`, `null`},
		{"a list in an empty entry goes to the entry before it", `[{"soort":"lijst","onderdelen":[{"tekst":[{"tekst":"een"}]},{"genummerd":true,"onderdelen":[{"tekst":[{"tekst":"twee"}]}]}]}]`,
			`[{"onderdelen":[{"genummerd":true,"onderdelen":[{"tekst":[{"tekst":"twee"}]}],"tekst":[{"tekst":"een"}]}],"soort":"lijst"}]`},
		{"every row is as wide as the widest", `[{"soort":"tabel","rijen":[[{"tekst":[{"tekst":"a"}]}],[{},{"tekst":[{"tekst":"b"}]}]]}]`,
			`[{"rijen":[[{"tekst":[{"tekst":"a"}]},{}],[{},{"tekst":[{"tekst":"b"}]}]],"soort":"tabel"}]`},
		{"a picture is told in words or decorative", `[{"soort":"afbeelding","afbeelding":{"blob":"` + someBlob + `","alternatief":" kaart "}},{"soort":"afbeelding","afbeelding":{"blob":"` + someBlob + `","sier":true,"alternatief":"x"}},{"soort":"afbeelding","afbeelding":{"blob":"` + someBlob + `"}},{"soort":"afbeelding","afbeelding":{"blob":"../../etc/passwd","alternatief":"x"}},{"soort":"afbeelding"}]`,
			`[{"afbeelding":{"alternatief":"kaart","blob":"` + someBlob + `"},"soort":"afbeelding"},{"afbeelding":{"blob":"` + someBlob + `","sier":true},"soort":"afbeelding"}]`},
		{"the space behind bold words is not bold", `[{"soort":"alinea","tekst":[{"tekst":"nu ","vet":true},{"tekst":"open"}]}]`,
			`[{"soort":"alinea","tekst":[{"tekst":"nu","vet":true},{"tekst":" open"}]}]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Decode([]byte(test.posted))
			if err != nil {
				t.Fatal(err)
			}
			got, _ := json.Marshal(doc)
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDecodeRefusesWhatIsNotAText(t *testing.T) {
	for _, posted := range []string{
		``, `{}`, `[1]`, `"x"`, `[{"soort":"script"}]`, `[{}]`, `[{"soort":"alinea","onclick":"x"}]`, `[{"soort":"alinea","tekst":[{"tekst":"x","html":"<b>"}]}]`,
		`[{"soort":"alinea","tekst":"x"}]`, `[]x`, `[{"soort":"alinea","Soort":"lijst"}]`, `[{"soort":"alinea","soort":"lijst"}]`, "[{\"soort\":\"alinea\",\"tekst\":[{\"tekst\":\"\xff\"}]}]",
		strings.Repeat("[", 20_000), `[{"soort":"lijst","onderdelen":` + strings.Repeat(`[{"onderdelen":`, 20_000),
	} {
		if doc, err := Decode([]byte(posted)); !errors.As(err, new(Invalid)) {
			t.Errorf("%.60q: %v, %v", posted, doc, err)
		}
	}
}

func TestListsAreAtMostSixDeep(t *testing.T) {
	var deep []Item
	for n := 4000; n > 0; n-- {
		deep = []Item{{Spans: []Span{{Text: fmt.Sprint(n)}}, Items: deep}}
	}
	doc := Clean(Doc{{Kind: List, Items: deep}})
	depth, count := 0, 0
	var walk func([]Item, int)
	walk = func(items []Item, at int) {
		count += len(items)
		for _, it := range items {
			depth = max(depth, at)
			walk(it.Items, at+1)
		}
	}
	walk(doc[0].Items, 1)
	if depth != mostDepth || count != 4000 {
		t.Errorf("%d deep, %d entries", depth, count)
	}
}

// However large a text is, the answer comes at once: the text, or the sentence that says what there is too much of.
func TestLargeTextsAreAnsweredAtOnce(t *testing.T) {
	item := `{"tekst":[{"tekst":"een onderdeel"}]},`
	decode := func(s string) func() (Doc, error) { return func() (Doc, error) { return Decode([]byte(s)) } }
	plain := func(s string) func() (Doc, error) { return func() (Doc, error) { return ParseAccept(s) } }
	const mega = 4 << 20
	tests := []struct {
		name string
		read func() (Doc, error)
		want error
	}{
		{"ten thousand entries", decode(`[{"soort":"lijst","onderdelen":[` + strings.Repeat(item, 9999) + item[:len(item)-1] + `]}]`), nil},
		{"thirty thousand entries", decode(`[{"soort":"lijst","onderdelen":[` + strings.Repeat(item, 29999) + item[:len(item)-1] + `]}]`), errPieces},
		{"five million characters", decode(`[{"soort":"alinea","tekst":[{"tekst":"` + strings.Repeat("woord ", 5_000_000/6) + `"}]}]`), errBytes},
		{"three million characters", decode(`[{"soort":"alinea","tekst":[{"tekst":"` + strings.Repeat("woord ", 500_000) + `"}]}]`), errCharacters},
		{"a table that would be a hundred million cells", decode(`[{"soort":"tabel","rijen":[[` + strings.Repeat("{},", 9999) + `{}]` + strings.Repeat(",[]", 10000) + `]}]`), errPieces},
		{"ten thousand typed entries", plain(strings.Repeat("- een onderdeel\n", 10_000)), nil},
		{"five million typed characters", plain(strings.Repeat("woord ", 5_000_000/6)), errBytes},
		{"four million brackets", plain(strings.Repeat("[", mega)), errCharacters},
		{"a million links that do not end", plain(strings.Repeat("[a](", mega/4)), errCharacters},
		{"links with addresses in addresses", plain(strings.Repeat("[a](", mega/4-1) + ")"), errCharacters},
		{"four million stars", plain(strings.Repeat("*", mega)), errCharacters},
		{"stars in threes and twos", plain(strings.Repeat("***a **b *c ", mega/12)), errCharacters},
		{"four million backslashes", plain(strings.Repeat(`\`, mega)), errCharacters},
		{"combining marks without end", plain("a" + strings.Repeat("\u0301\u0323", 99_000)), nil},
		{"lists without end in each other", plain(deepened(2800)), nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			from := time.Now()
			_, err := test.read()
			if took := time.Since(from); took > 10*time.Second {
				t.Errorf("it took %v", took)
			}
			if err != test.want {
				t.Errorf("the answer is %v", err)
			}
		})
	}
}

func deepened(n int) string {
	var s strings.Builder
	for i := range n {
		s.WriteString(strings.Repeat(" ", i) + "- x\n")
	}
	return s.String()
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`[{"soort":"alinea","id":"7k2m","tekst":[{"tekst":"De brug is "},{"tekst":"open ","vet":true,"link":"https://a.nl/"}]}]`))
	f.Add([]byte(`[{"soort":"lijst","genummerd":true,"onderdelen":[{"tekst":[{"tekst":"e\u0301"}],"onderdelen":[{}]}]}]`))
	f.Add([]byte(`[{"soort":"tabel","rijen":[[{}],[{"tekst":[{"tekst":"\u200d"}]},{}]]},{"soort":"afbeelding","afbeelding":{"blob":"` + someBlob + `"}}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Decode(data)
		if err != nil {
			if !errors.As(err, new(Invalid)) {
				t.Fatalf("not a sentence for a person: %v", err)
			}
			return
		}
		if again := Clean(doc); !reflect.DeepEqual(again, doc) {
			t.Errorf("what is clean changes:\n%s", cmp.Diff(doc, again))
		}
		if again := Parse(Plain(doc)); !reflect.DeepEqual(again, bare(doc)) {
			t.Errorf("the plain field changes it:\n%s\n%s", Plain(doc), cmp.Diff(bare(doc), again))
		}
	})
}
