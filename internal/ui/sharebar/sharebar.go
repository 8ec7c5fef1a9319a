// Package sharebar shows how many scores have which value: a bar, and the same as words.
package sharebar

import (
	"slices"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/ui/score"
)

// Share is a number of scores with one value.
type Share struct {
	Value  string
	Word   string
	Number int
}

// said is the word as it is said of this number: a legend may have a verb, "wijkt af".
func (s Share) said() string {
	verb, rest, more := strings.Cut(s.Word, " ")
	if many := manyDo[verb]; s.Number != 1 && more && many != "" {
		return many + " " + rest
	}
	return s.Word
}

// The verbs with which a word of a legend begins, of more than one.
var manyDo = map[string]string{
	"blijft": "blijven", "gaat": "gaan", "heeft": "hebben", "is": "zijn", "loopt": "lopen", "ligt": "liggen",
	"moet": "moeten", "vraagt": "vragen", "wijkt": "wijken",
}

// order is that of the legend, what has no score last.
var order = []string{cycle.Green, cycle.Orange, cycle.Red}

// Sort puts shares in the order in which bars show them.
func Sort(shares []Share) {
	slices.SortStableFunc(shares, func(a, b Share) int { return place(a.Value) - place(b.Value) })
}

func place(value string) int {
	switch value {
	case score.None:
		return len(order) + 2
	case score.Unknown:
		return len(order) + 1
	}
	if i := slices.Index(order, value); i >= 0 {
		return i
	}
	return len(order)
}

// part is a rectangle of the bar, in thousandths of its width.
type part struct {
	class    string
	x, width string
}

const whole = 1000

// parts lays the shares side by side with a gap between them. The ends are those of running sums, so that rounding
// never leaves a hole.
func parts(shares []Share) []part {
	total := 0
	for _, s := range shares {
		total += s.Number
	}
	if total == 0 {
		return nil
	}
	var bar []part
	sum := 0
	for _, s := range shares {
		from := sum * whole / total
		sum += s.Number
		to := sum * whole / total
		if to < whole {
			to -= min(4, (to-from)/2)
		}
		if to > from {
			bar = append(bar, part{class(s.Value), strconv.Itoa(from), strconv.Itoa(to - from)})
		}
	}
	return bar
}

func class(value string) string {
	if slices.Contains(order, value) {
		return "share-" + value
	}
	return "share-geen"
}
