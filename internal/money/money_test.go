package money

import "testing"

func TestParseReadsAmountsAsWritten(t *testing.T) {
	tests := []struct {
		text string
		unit int64
		want Cents
		bad  bool
	}{
		{"€78.000", 1, 7_800_000, false},
		{"€ 0,389 miljoen", 1, 38_900_000, false},
		{"€ 2.000", 1, 200_000, false},
		{"€ 12,50", 1, 1250, false},
		{"€ 7,2 mln.", 1, 720_000_000, false},
		{"1330", 1000, 133_000_000, false},
		{"−12.788", 1000, -1_278_800_000, false},
		{"€ 5,-", 1, 500, false},
		{"8.1.5", 1, 0, true},
		{"24.4.2018", 1, 0, true},
		{"5,71277434833189E+15", 1, 0, true},
		{"", 1, 0, true},
		{"99999999999999999999", 1, 0, true},
	}
	for _, test := range tests {
		got, err := Parse(test.text, test.unit)
		if (err != nil) != test.bad || got != test.want && !test.bad {
			t.Errorf("%q: %d, %v; want %d", test.text, got, err, test.want)
		}
	}
}

func TestAmountsAreWrittenInDutch(t *testing.T) {
	for c, want := range map[Cents]string{125_000_000: "€ 1.250.000", 1250: "€ 12,50", -100: "€ −1", 5: "€ 0,05"} {
		if got := c.String(); got != want {
			t.Errorf("%d: %q, want %q", c, got, want)
		}
	}
}

// Table of kerntaak 7 in a 2018 monitor: 27 - 30 = -2, because each figure is rounded after the sum.
func TestThousandsAreRoundedOneByOne(t *testing.T) {
	a, b := Cents(2_740_000), Cents(2_960_000)
	if a.Thousands() != "27" || b.Thousands() != "30" || (a-b).Thousands() != "−2" {
		t.Errorf("%s %s %s", a.Thousands(), b.Thousands(), (a - b).Thousands())
	}
}

func FuzzParse(f *testing.F) {
	f.Add("€ 1.250.000,50", int64(1))
	f.Fuzz(func(t *testing.T, s string, _ int64) {
		if c, err := Parse(s, 1000); err == nil && (c > 1e18 || c < -1e18) {
			t.Fatalf("%q is %d", s, c)
		}
	})
}
