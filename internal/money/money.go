// Package money holds amounts: whole cents, how they are written in Dutch, and how they are rounded.
//
// Sums are made of cents and rounded only to be shown, after the summing; a table in thousands may therefore differ
// by one from the sum of its own rows, and whoever shows it says so.
package money

import (
	"errors"
	"strconv"
	"strings"
)

// Cents is an amount in euro cents.
type Cents int64

// minus is the real minus sign; the hyphen is too short beside tabular figures.
const minus = "\u2212"

// String writes an amount in full: "€ 1.250.000" or "€ 12,50".
func (c Cents) String() string {
	sign, v := "", int64(c)
	if v < 0 {
		sign, v = minus, -v
	}
	s := "€ " + sign + group(v/100)
	if cents := v % 100; cents != 0 {
		s += "," + strconv.Itoa(int(cents/10)) + strconv.Itoa(int(cents%10))
	}
	return s
}

// Thousands writes an amount × € 1.000, rounded half away from zero: "1.250".
func (c Cents) Thousands() string {
	v := c.RoundThousands()
	if v < 0 {
		return minus + group(-v)
	}
	return group(v)
}

// RoundThousands is the amount in whole thousands of euros, rounded half away from zero.
func (c Cents) RoundThousands() int64 {
	const k = 100_000
	if c < 0 {
		return -int64((-c + k/2) / k)
	}
	return int64((c + k/2) / k)
}

func group(v int64) string {
	s := strconv.FormatInt(v, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

// ErrNotAmount says that a text is no amount.
var ErrNotAmount = errors.New("not an amount")

// Parse reads an amount as written in Dutch reports: "€ 78.000", "€78.000,50", "-1.330", "€ 0,389 miljoen",
// "€ 2 mln.", "880" with unit 1000. unit is the euros one unit of a bare number stands for (1 or 1000).
func Parse(s string, unit int64) (Cents, error) {
	s = strings.ToLower(strings.NewReplacer("€", "", "\u00a0", " ", minus, "-", "–", "-").Replace(s))
	s = strings.TrimSpace(s)
	for _, u := range []struct {
		word  string
		euros int64
	}{{"miljoen", 1_000_000}, {"mln.", 1_000_000}, {"mln", 1_000_000}, {"miljard", 1_000_000_000}, {"duizend", 1000}} {
		if rest, ok := strings.CutSuffix(s, u.word); ok {
			s, unit = strings.TrimSpace(rest), u.euros
			break
		}
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, ",-"), ",--")
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimSpace(strings.TrimPrefix(s, "-"))
	whole, fraction, _ := strings.Cut(s, ",")
	euros, err := digits(whole)
	if err != nil {
		return 0, err
	}
	cents, err := scale(euros, fraction, unit)
	if negative {
		cents = -cents
	}
	return cents, err
}

// digits reads "1.250.000": points only between groups of three.
func digits(s string) (int64, error) {
	groups := strings.Split(s, ".")
	for i, g := range groups {
		if i > 0 && len(g) != 3 || g == "" || strings.Trim(g, "0123456789") != "" || len(groups) > 1 && len(g) > 3 {
			return 0, ErrNotAmount
		}
	}
	v, err := strconv.ParseInt(strings.Join(groups, ""), 10, 64)
	if err != nil || v > 1e13 {
		return 0, ErrNotAmount
	}
	return v, nil
}

// scale makes cents of whole units and a decimal fraction of them; what is below a cent is refused, not rounded.
func scale(units int64, fraction string, unit int64) (Cents, error) {
	cents := unit * 100
	if units > 1<<62/cents {
		return 0, ErrNotAmount
	}
	total := units * cents
	for _, d := range fraction {
		if d < '0' || d > '9' {
			return 0, ErrNotAmount
		}
		if cents%10 != 0 {
			if d != '0' {
				return 0, ErrNotAmount
			}
			continue
		}
		cents /= 10
		total += int64(d-'0') * cents
	}
	return Cents(total), nil
}
