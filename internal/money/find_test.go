package money

import "testing"

func TestFind(t *testing.T) {
	for _, tt := range []struct {
		name, text, written string
		cents, step         Cents
	}{
		{"in full, rounded to thousands", "Er is € 78.000 besteed.", "€ 78.000", 7_800_000, 100_000},
		{"to the euro", "De rekening was €78.123.", "€78.123", 7_812_300, 100},
		{"with cents", "Een kaartje kost € 2,50.", "€ 2,50", 250, 1},
		{"millions with a decimal", "Wij geven € 1,6 miljoen uit.", "€ 1,6 miljoen", 160_000_000, 10_000_000},
		{"millions with three", "Dat is € 0,389 miljoen.", "€ 0,389 miljoen", 38_900_000, 100_000},
		{"the word euro behind", "Dat kost 2 miljoen euro.", "2 miljoen euro", 200_000_000, 100_000_000},
		{"a full stop ends the sentence", "Het kost € 400.000.", "€ 400.000", 40_000_000, 100_000},
		{"the short word", "Het kost € 5 mln.", "€ 5 mln", 500_000_000, 100_000_000},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found := Find(tt.text)
			if len(found) != 1 {
				t.Fatalf("found %+v", found)
			}
			f := found[0]
			if f.Cents != tt.cents || f.Step != tt.step || tt.text[f.From:f.To] != tt.written {
				t.Errorf("%q is %d by %d", tt.text[f.From:f.To], f.Cents, f.Step)
			}
		})
	}
	for _, none := range []string{"Er zijn 1.250 woningen.", "Tegen 2026.", "De euro is de munt."} {
		if found := Find(none); len(found) > 0 {
			t.Errorf("%q has no amount: %+v", none, found)
		}
	}
}

func TestWrittenRounded(t *testing.T) {
	f := Find("€ 1,3 miljoen")[0]
	if !f.Means(132_900_000) || f.Means(136_000_000) {
		t.Error("1.329.000 is written as 1,3 million, 1.360.000 is not")
	}
}
