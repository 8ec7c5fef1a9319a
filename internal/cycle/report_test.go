package cycle

import (
	"encoding/json"
	"testing"
)

// What was kept before an answer could be unknown reads as it was meant, and is written as it was.
func TestWhetherAReservePays(t *testing.T) {
	for kept, want := range map[string]string{`{"related":true}`: "ja", `{"related":false}`: "nee", `{"reserve":"Groen"}`: ""} {
		var r ReserveRelation
		if err := json.Unmarshal([]byte(kept), &r); err != nil {
			t.Fatal(err)
		}
		if again, err := json.Marshal(r); r.Answer() != want || string(again) != kept || err != nil {
			t.Errorf("%s answers %q and is kept as %s, %v", kept, r.Answer(), again, err)
		}
	}
}
