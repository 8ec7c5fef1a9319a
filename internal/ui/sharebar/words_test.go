package sharebar

import "testing"

func TestAWordAgreesWithItsNumber(t *testing.T) {
	for _, test := range []struct {
		word   string
		number int
		want   string
	}{
		{"wijkt af", 3, "wijken af"}, {"wijkt sterk af", 2, "wijken sterk af"}, {"wijkt af", 1, "wijkt af"},
		{"op schema", 3, "op schema"}, {"aandacht", 2, "aandacht"},
	} {
		if got := (Share{Word: test.word, Number: test.number}).said(); got != test.want {
			t.Errorf("%d %s, want %s", test.number, got, test.want)
		}
	}
}
