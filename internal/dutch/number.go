package dutch

import "strings"

// ValidNumber says whether a text is a number of the tree: "5", "5.1", "5.1.2",
// at most six levels deep and without leading zeros; a 0 of its own stands in
// old numbers such as 9.0.2, never in front.
func ValidNumber(s string) bool {
	depth := 0
	for part := range strings.SplitSeq(s, ".") {
		depth++
		if len(part) == 0 || len(part) > 3 || !allDigits(part) || part[0] == '0' && (depth == 1 || part != "0") {
			return false
		}
	}
	return depth <= 6
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Depth counts the levels of a number: 3 for "5.1.2", 0 for none.
func Depth(number string) int {
	if number == "" {
		return 0
	}
	return strings.Count(number, ".") + 1
}

// Parents lists the numbers above one, from the top: "5" and "5.1" for "5.1.2".
func Parents(number string) []string {
	var above []string
	for i := range len(number) {
		if number[i] == '.' {
			above = append(above, number[:i])
		}
	}
	return above
}

// CompareNumbers orders as people count: "5.1.10" comes after "5.1.2", "5.1"
// before "5.1.1", "10" after "9". Runs of digits count as numbers, the rest
// letter by letter, so "A2" comes before "A10". It orders like slices.SortFunc
// wants: negative, zero, positive.
func CompareNumbers(a, b string) int {
	for a != "" && b != "" {
		da, db := digitRun(a), digitRun(b)
		if da > 0 && db > 0 {
			if c := compareDigits(a[:da], b[:db]); c != 0 {
				return c
			}
			a, b = a[da:], b[db:]
			continue
		}
		if a[0] != b[0] {
			return int(a[0]) - int(b[0])
		}
		a, b = a[1:], b[1:]
	}
	return len(a) - len(b)
}

func digitRun(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// compareDigits compares without turning into an int, which could overflow;
// "007" and "7" differ only when nothing else does.
func compareDigits(a, b string) int {
	x, y := strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	if len(x) != len(y) {
		return len(x) - len(y)
	}
	if c := strings.Compare(x, y); c != 0 {
		return c
	}
	return len(a) - len(b)
}
