package dutch

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// refInside is a quick no for the many texts with an amount or a date and no place in the tree: no number has before it
// what the first of a row has. What it does not know, such as letters with accents, it leaves to those who do.
func refInside(text string, levels []string) bool {
	for i := 0; i < len(text); i++ {
		if !isDigit(rune(text[i])) {
			continue
		}
		end, parts := numberFrom(text, i)
		if parts > 0 && cued(text[:i], parts == 1, levels) {
			return true
		}
		i = end
	}
	return false
}

// numberFrom is where a number of parts with full stops between ends, and how many parts it has; 0 when one of them is
// too long for a place in the tree.
func numberFrom(text string, i int) (end, parts int) {
	for {
		from := i
		for digitAt(text, i) {
			i++
		}
		if i-from > 2 {
			return endOfNumber(text, i), 0
		}
		parts++
		if i+1 >= len(text) || text[i] != '.' || !digitAt(text, i+1) {
			return i, parts
		}
		i++
	}
}

func endOfNumber(text string, i int) int {
	for digitAt(text, i) || i < len(text) && text[i] == '.' && digitAt(text, i+1) {
		i++
	}
	return i
}

// cued goes back from a number over the words that may stand between it and the word that makes it a reference.
func cued(before string, one bool, levels []string) bool {
	for {
		rest, known := withoutSigns(before)
		if !known {
			return true
		}
		w := lastWord(rest)
		before = rest[:len(rest)-len(w)]
		switch {
		case w == "":
			return false
		case before != "" && before[len(before)-1] >= utf8.RuneSelf:
			return true // the rest of a word, perhaps
		case isCue(w, levels):
			return true
		case strings.EqualFold(w, "van"): // actie 2 van 8.1.5
			before = strings.TrimRight(before, "0123456789 \t\r\n")
			w = lastWord(before)
			return begins(w, "actie") || w == "" && before != "" && before[len(before)-1] >= utf8.RuneSelf
		case !between(w, one):
			return false
		}
	}
}

// withoutSigns takes off space, full stops, colons and apostrophes; known is false when a letter that is not ASCII comes then.
func withoutSigns(text string) (rest string, known bool) {
	for text != "" {
		c := text[len(text)-1]
		if c < utf8.RuneSelf {
			if c != '.' && c != ':' && c != '\'' && !unicode.IsSpace(rune(c)) {
				break
			}
			text = text[:len(text)-1]
			continue
		}
		r, size := utf8.DecodeLastRuneInString(text)
		switch {
		case r == '’', unicode.IsSpace(r):
			text = text[:len(text)-size]
		default:
			return "", !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r)
		}
	}
	return text, true
}

func lastWord(text string) string {
	i := len(text)
	for i > 0 && asciiLetter(text[i-1]) {
		i--
	}
	return text[i:]
}

// cueWords are how the words begin that a reference begins with; isCue knows their first letters.
var cueWords = []string{"zie", "prestatie", "beleidsdoel", "subdoel", "kernta", "programma", "opgave", "actie"}

func isCue(word string, levels []string) bool {
	if strings.IndexByte("abkopsz", word[0]|0x20) >= 0 {
		for _, cue := range cueWords {
			if begins(word, cue) {
				return true
			}
		}
	}
	for _, level := range levels {
		if level != "" && level[0] < utf8.RuneSelf && level[0]|0x20 != word[0]|0x20 {
			continue // usual, and quicker than to fold
		}
		level = fold(level)
		if begins(word, level[:max(0, len(level)-2)]) { // "resulta" of resultaat and resultaten
			return true
		}
	}
	return false
}

// between tells whether a word may stand between a cue and its number. Before a number of one part, which is a
// programme's, only what belongs to that word.
func between(word string, one bool) bool {
	switch len(word) {
	case 1:
		return word == "s" || word == "S"
	case 2:
		return strings.EqualFold(word, "nr") || !one && strings.EqualFold(word, "de")
	case 3:
		return strings.EqualFold(word, "nrs") || !one && (strings.EqualFold(word, "ook") || strings.EqualFold(word, "bij") || strings.EqualFold(word, "het"))
	case 5:
		return !one && strings.EqualFold(word, "onder")
	case 6:
		return strings.EqualFold(word, "nummer") || !one && strings.EqualFold(word, "verder")
	case 8:
		return !one && (strings.EqualFold(word, "hiervoor") || strings.EqualFold(word, "daarvoor"))
	}
	return false
}

// begins is HasPrefix without regard for capitals.
func begins(text, with string) bool {
	if with != "" && (text == "" || text[0]|0x20 != with[0]|0x20) {
		return false
	}
	return len(text) >= len(with) && strings.EqualFold(text[:len(with)], with)
}
