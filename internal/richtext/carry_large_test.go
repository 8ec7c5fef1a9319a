package richtext

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

// A hostile page holds the same line a hundred thousand times; each still gets an id of its own, at once.
func TestManyEqualParagraphsGetIDsOfTheirOwn(t *testing.T) {
	doc := Paragraphs(strings.Repeat("Nee.\n\n", 100_000))
	from := time.Now()
	ids := map[string]bool{}
	for _, b := range Carry(nil, doc, Taken{}) {
		ids[b.ID] = true
	}
	if took := time.Since(from); len(ids) != len(doc) || took > 10*time.Second {
		t.Errorf("%d ids for %d paragraphs in %v", len(ids), len(doc), took)
	}
}

// A short id has a million forms; a page may have more paragraphs than that.
func TestIDsGoOnWhenAllShortOnesAreGivenOut(t *testing.T) {
	taken := Taken{}
	const letters = "0123456789abcdefghjkmnpqrstvwxyz"
	for n := range 1 << 20 {
		taken[string([]byte{letters[n>>15], letters[n>>10&31], letters[n>>5&31], letters[n&31]})] = true
	}
	given := make(chan string, 1)
	go func() { given <- taken.Fresh("Nog een alinea.") }()
	select {
	case id := <-given:
		if len(id) <= 4 {
			t.Errorf("%q was given out before", id)
		}
	case <-time.After(10 * time.Second):
		t.Error("no id was found")
	}
}

// Every line of a large field was changed: it is another text, and that is seen at once.
func TestALargeFieldThatChangedThroughout(t *testing.T) {
	var old, now Doc
	for i := range 20_000 {
		old = append(old, Block{ID: "oud" + strconv.Itoa(i), Kind: Paragraph, Spans: []Span{{Text: "Regel " + strconv.Itoa(i) + " zoals hij was."}}})
		now = append(now, Block{Kind: Paragraph, Spans: []Span{{Text: "Geheel anders, nummer " + strconv.Itoa(i)}}})
	}
	from := time.Now()
	Carry(old, now, Taken{})
	if took := time.Since(from); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}
