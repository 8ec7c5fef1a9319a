package dutch

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mend is one kind of damage that was put right in a text.
type Mend struct {
	Was, Is string
	Count   int
}

// MendLetters puts damaged letters right and says what it mended, in the order
// of first appearance. Two kinds of damage are usual in copies of old portals:
//
//  1. ë shown as U+01AB and ö as U+01B6: the letter moved up by 0xC0;
//  2. "Ã«" for ë: UTF-8 that was read as Windows-1252.
//
// A letter that is gone (U+FFFD) cannot be mended and stays.
func MendLetters(text string) (string, []Mend) {
	first := damageAt(text, 0)
	if first < 0 {
		return text, nil
	}
	var b strings.Builder
	b.Grow(len(text))
	var mends []Mend
	done := 0
	for at := first; at >= 0; at = damageAt(text, done) {
		was, is := damaged(text, at)
		b.WriteString(text[done:at])
		b.WriteString(is)
		mends = counted(mends, was, is)
		done = at + len(was)
	}
	b.WriteString(text[done:])
	return b.String(), mends
}

func counted(mends []Mend, was, is string) []Mend {
	for i := range mends {
		if mends[i].Was == was {
			mends[i].Count++
			return mends
		}
	}
	return append(mends, Mend{Was: was, Is: is, Count: 1})
}

// damageAt is the offset of the first damage from an offset on, or -1. The
// first bytes that can begin damage are rare in Dutch, so this is one pass.
func damageAt(text string, from int) int {
	for i := from; i < len(text); i++ {
		switch text[i] {
		case 0xC2, 0xC3, 0xC6: // Â Ã â and U+0180 to U+01BF
			if was, _ := damaged(text, i); was != "" {
				return i
			}
		}
	}
	return -1
}

// damaged gives the damaged letters at an offset and what they were.
func damaged(text string, at int) (was, is string) {
	r, size := utf8.DecodeRuneInString(text[at:])
	if letter, ok := moved[r]; ok && !(r == 'Ư' && !afterLower(text, at)) {
		return text[at : at+size], string(letter)
	}
	if r != 'Â' && r != 'Ã' && r != 'â' {
		return "", ""
	}
	return misread(text[at:])
}

// Letters that moved up by 0xC0. U+01A1 and U+01B0 are left alone: they are
// letters of Vietnamese names, and so is U+01AF where it begins a word.
var moved = map[rune]rune{
	'\u01A2': 'â', '\u01A4': 'ä', '\u01A7': 'ç', '\u01A8': 'è', '\u01A9': 'é', '\u01AA': 'ê', '\u01AB': 'ë', '\u01AE': 'î',
	'\u01AF': 'ï', '\u01B3': 'ó', '\u01B4': 'ô', '\u01B6': 'ö', '\u01BB': 'û', '\u01BC': 'ü',
}

func afterLower(text string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return unicode.IsLower(r)
}

// misread turns letters that are the bytes of one UTF-8 letter, read as
// Windows-1252, back into that letter.
func misread(text string) (was, is string) {
	var raw [3]byte
	n, end, want := 0, 0, 2
	for i, r := range text {
		b, ok := windows1252Byte(r)
		if !ok {
			return "", ""
		}
		raw[n] = b
		n++
		if n == 1 && b == 0xE2 {
			want = 3
		}
		if n == want {
			end = i + utf8.RuneLen(r)
			break
		}
	}
	if n < want || !utf8.Valid(raw[:n]) {
		return "", ""
	}
	return text[:end], string(raw[:n])
}

// windows1252Byte is the byte that Windows-1252 reads as this letter. The five
// bytes it leaves undefined are usually passed on as control characters.
func windows1252Byte(r rune) (byte, bool) {
	if r < 0x100 {
		return byte(r), true
	}
	b, ok := windows1252High[r]
	return b, ok
}

var windows1252High = map[rune]byte{
	'€': 0x80, '‚': 0x82, 'ƒ': 0x83, '„': 0x84, '…': 0x85, '†': 0x86, '‡': 0x87, 'ˆ': 0x88, '‰': 0x89, 'Š': 0x8A,
	'‹': 0x8B, 'Œ': 0x8C, 'Ž': 0x8E, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97,
	'˜': 0x98, '™': 0x99, 'š': 0x9A, '›': 0x9B, 'œ': 0x9C, 'ž': 0x9E, 'Ÿ': 0x9F,
}
