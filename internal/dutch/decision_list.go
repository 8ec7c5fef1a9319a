package dutch

import "strings"

// listed reads a motion or promise as the registers of councils number them: M-2024-09, T/2025/2. One letter is little,
// so it has a capital, one and the same sign on both sides of the year, and nothing against it.
func listed(text string, year int) (Decision, bool) {
	if year < 2 || year+6 > len(text) || text[year-1] != text[year+4] {
		return Decision{}, false
	}
	if sign := text[year-1]; sign != '-' && sign != '/' {
		return Decision{}, false
	}
	if letter := text[year-2]; letter != 'M' && letter != 'T' || !free(text, year-2) || digitAt(text, year-3) {
		return Decision{}, false
	}
	end := digitsFrom(text, year+5)
	num := text[year+5 : end]
	season := len(num) == 4 && num[:2] == text[year:year+2] // M-2024-2025
	if num == "" || len(num) > 4 || season || letterAt(text, end) || goesOn(text, end) {
		return Decision{}, false
	}
	return Decision{Reference: text[year-2 : end], From: year - 2, To: end}, true
}

// goesOn says that a number has another one after it, as in a date.
func goesOn(text string, end int) bool {
	return end < len(text) && strings.IndexByte("-/.,", text[end]) >= 0 && digitAt(text, end+1)
}

func digitsFrom(text string, i int) int {
	for digitAt(text, i) {
		i++
	}
	return i
}

// sameYear reads the next number of a row, "PS/2016/489 en 490" or "PS/2016/489, 490 en 491". It is as long as the one
// before it, and no noun follows that it could count.
func sameYear(text string, before Decision) (Decision, bool) {
	at := strings.LastIndexByte(before.Reference, '/')
	if at < 0 || !asciiLetter(before.Reference[0]) {
		return Decision{}, false
	}
	from, ok := nextOfRow(text, before.To)
	if !ok {
		return Decision{}, false
	}
	end := digitsFrom(text, from)
	if end-from != len(before.Reference)-at-1 || end == from || letterAt(text, end) || goesOn(text, end) || !rowMayEnd(text[end:]) {
		return Decision{}, false
	}
	return Decision{Reference: before.Reference[:at+1] + text[from:end], From: from, To: end}, true
}

func nextOfRow(text string, i int) (from int, ok bool) {
	for _, between := range []string{" en ", ", ", " en\u00a0", "\u00a0en "} {
		if strings.HasPrefix(text[i:], between) {
			return i + len(between), true
		}
	}
	return i, false
}

// rowMayEnd says that a row of numbers can stop here: at a sign, at the next of the row, or before the verb that tells
// what became of them.
func rowMayEnd(rest string) bool {
	if rest == "" || strings.IndexByte(").,;:]?!\n", rest[0]) >= 0 {
		return true
	}
	word, _, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	return rest[0] == ' ' && afterRow[strings.TrimRight(word, ".,;:)")]
}

var afterRow = setOf("en", "zijn", "worden", "werden", "waren", "hebben", "hadden", "over", "gaan", "besloten", "vastgesteld")
