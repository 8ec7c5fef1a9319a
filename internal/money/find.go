package money

import (
	"regexp"
	"strings"
	"sync"
)

// Found is an amount in a running text: bytes From up to To of it. Step is what its last digit stands for: "€ 1,6
// miljoen" is known to a hundred thousand euros.
type Found struct {
	Cents, Step Cents
	From, To    int
}

// Means says that an amount, rounded as this one was written, is this one.
func (f Found) Means(c Cents) bool {
	d := f.Cents - c
	if d < 0 {
		d = -d
	}
	return 2*d <= f.Step
}

var written = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:€[ \x{00a0}]?([-−–]?\d[\d.]*(?:,\d+)?)(?:[ \x{00a0}](miljoen|miljard|mln|duizend))?)|(?:(\d[\d.]*(?:,\d+)?)(?:[ \x{00a0}](miljoen|miljard|mln|duizend))?[ \x{00a0}]euro)`)
})

// Find finds the amounts in euros in a text: "€ 78.000", "€ 0,389 miljoen", "2 miljoen euro". Numbers without a sign for
// euros are left alone.
func Find(text string) []Found {
	if !strings.Contains(text, "€") && !strings.Contains(text, "euro") {
		return nil
	}
	var all []Found
	for _, at := range written().FindAllStringSubmatchIndex(text, -1) {
		n, u := 2, 4 // the groups of number and unit, with the sign in front
		if at[n] < 0 {
			n, u = 6, 8 // with "euro" behind
		}
		bare := strings.TrimRight(text[at[n]:at[n+1]], ".,") // without the full stop of the sentence
		unit, to := "", at[n]+len(bare)
		if at[u] >= 0 {
			unit = text[at[u]:at[u+1]]
		}
		if unit != "" || n == 6 {
			to = at[1]
		}
		if cents, err := Parse(strings.TrimSpace(bare+" "+unit), 1); err == nil {
			all = append(all, Found{Cents: cents, Step: step(bare, unit), From: at[0], To: to})
		}
	}
	return all
}

// step is what the last digit of a number stands for. A number in full that ends in three zeros was rounded to
// thousands, as reports do.
func step(number, unit string) Cents {
	whole, fraction, _ := strings.Cut(number, ",")
	s := Cents(100)
	switch unit {
	case "miljard":
		s *= 1_000_000_000
	case "miljoen", "mln":
		s *= 1_000_000
	case "duizend":
		s *= 1000
	default:
		if fraction == "" && strings.HasSuffix(strings.ReplaceAll(whole, ".", ""), "000") {
			s *= 1000
		}
	}
	for range fraction {
		s = max(s/10, 1)
	}
	return s
}
