package dutch

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// NormalDecision is a text that somebody gave for the number of one decision as it is kept: in the normal form of
// ParseDecision, else as it was written.
func NormalDecision(text string) string {
	text = strings.TrimSpace(text)
	if parsed, ok := ParseDecision(text); ok {
		return parsed
	}
	if parsed, ok := ParseDecision(DecisionKey(text)); ok {
		return parsed
	}
	return text
}

// DecisionKey is the number of a decision without what people write in different ways: capitals, and what stands between its
// letters and its figures. "PS/2025/118" and "ps 2025-118" are PS/2025/118, "RIS312345" and "ris 312345" are RIS/312345. Two
// numbers of one organisation with one key are one decision. A zero in front stays: 2017/0438197 is written so.
func DecisionKey(reference string) string {
	if parsed, ok := ParseDecision(reference); ok {
		reference = parsed
	}
	return strings.Join(numberParts(reference), "/")
}

// SameDecision tells whether two numbers of one organisation are of one decision, however they are written.
func SameDecision(a, b string) bool {
	return a == b || a != "" && b != "" && DecisionKey(a) == DecisionKey(b)
}

// numberParts are the runs of letters and of figures, in capitals, without a word in front that only says what it is. An
// ampersand stands inside letters: B&W.
func numberParts(text string) []string {
	var parts []string
	last := rune(0) // 'a' in letters, '1' in figures, 0 between
	for _, r := range text {
		kind := rune(0)
		switch {
		case r == '&' && last == 'a':
			continue
		case unicode.IsLetter(r):
			kind = 'a'
		case unicode.IsDigit(r):
			kind = '1'
		}
		switch {
		case kind != 0 && kind == last:
			parts[len(parts)-1] += string(unicode.ToUpper(r))
		case kind != 0:
			parts = append(parts, string(unicode.ToUpper(r)))
		}
		last = kind
	}
	rest := parts
	for len(rest) > 0 && saysDecision[rest[0]] {
		rest = rest[1:]
	}
	if len(rest) > 1 && figures(rest) >= fewFigures {
		return rest
	}
	return parts
}

// saysDecision are words that stand before a number and are no part of it.
var saysDecision = setOf("BESLUIT", "RAADSBESLUIT", "STATENBESLUIT", "NR", "NUMMER", "NO")

// fewFigures are so few that the word in front tells as much: "raadsbesluit nr. 7".
const fewFigures = 5

func figures(parts []string) int {
	n := 0
	for _, part := range parts {
		if digitAt(part, 0) {
			n += len(part)
		}
	}
	return n
}

// OnlyNumber tells whether a text is a number that any list has, "12" or "nr. 12", and how many figures it has.
func OnlyNumber(text string) (length int, only bool) {
	parts := numberParts(text)
	for len(parts) > 1 && (parts[0] == "NR" || parts[0] == "NUMMER" || parts[0] == "NO") {
		parts = parts[1:]
	}
	if len(parts) != 1 || !digitAt(parts[0], 0) {
		return 0, false
	}
	return len(parts[0]), true
}

// DecisionNumber is a number that a register gave in a form of its own, and that FindDecisions does not know: it is found in
// a text once it is known. Its parts are those of its key.
type DecisionNumber []string

// NumberOf is the number to look for in texts; nil when FindDecisions finds it, or when it is so short that a text can mean
// something else by it.
func NumberOf(reference string) DecisionNumber {
	if _, ok := ParseDecision(reference); ok {
		return nil
	}
	parts := numberParts(reference)
	least := fewFigures
	if len(parts) == 0 || figures(parts) == len(strings.Join(parts, "")) {
		least = 7 // without letters: 2025-118, and no month or years
	}
	if len(parts) < 2 || figures(parts) < least {
		return nil
	}
	return parts
}

// First is the part that a word of a text begins with when the number stands there.
func (n DecisionNumber) First() string { return n[0] }

// FirstPart is the letters or figures that a word begins with, in capitals.
func FirstPart(word string) string {
	digits := digitAt(word, 0)
	end := len(word)
	for at, r := range word {
		if unicode.IsDigit(r) != digits {
			end = at
			break
		}
	}
	return strings.ToUpper(word[:end])
}

// At tells where the number ends that stands in a text from a place on, however it is written there.
func (n DecisionNumber) At(text string, from int) (end int, ok bool) {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	if unicode.IsLetter(before) || unicode.IsDigit(before) || from > 0 && strings.ContainsRune("/-,€", before) {
		return 0, false
	}
	end = from
	for i, part := range n {
		if i > 0 {
			end = betweenParts(text, end, digitAt(n[i-1], 0) && digitAt(part, 0))
		}
		if end < 0 || len(text)-end < len(part) || !strings.EqualFold(text[end:end+len(part)], part) {
			return 0, false
		}
		end += len(part)
	}
	after, _ := utf8.DecodeRuneInString(text[end:])
	return end, !unicode.IsLetter(after) && !unicode.IsDigit(after) && !goesOn(text, end)
}

// betweenParts moves over what stands between two parts of a number. Between figures that is a sign; -1 is none.
func betweenParts(text string, at int, figures bool) int {
	if at >= len(text) {
		return -1
	}
	if dash := dashAt(text[at:]); dash > 0 {
		return at + dash
	}
	if text[at] == '/' || text[at] == '.' {
		return at + 1
	}
	if figures {
		return -1
	}
	return skipBlank(text, at)
}
