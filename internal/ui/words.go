package ui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// Unbroken keeps each amount and each date in a text on one line: no line ends with a euro sign, with the day of a month
// or with the month of a year.
func Unbroken(text string) string {
	var b strings.Builder
	from := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c > '9' && c != euro[0] || c < '0' {
			continue
		}
		if c == euro[0] {
			if strings.HasPrefix(text[i:], euro) {
				i += len(euro) - 1
				from = join(&b, text, from, i)
			}
			continue
		}
		end := i + 1
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
		if end-i == 4 && slices.Contains(beforeYear, wordBefore(text[:i])) {
			from = join(&b, text, from, i-1)
		}
		if slices.Contains(afterNumber, wordAfter(text[end:])) {
			from = join(&b, text, from, end)
		}
		i = end - 1
	}
	if from == 0 {
		return text
	}
	b.WriteString(text[from:])
	return b.String()
}

// join writes a text from a place up to a space, and instead of that one at which no line ends.
func join(b *strings.Builder, text string, from, space int) int {
	if from == 0 {
		b.Grow(len(text) + 8)
	}
	b.WriteString(text[from:space])
	b.WriteString("\u00a0")
	return space + 1
}

const euro = "€ "

var (
	afterNumber = append([]string{"miljoen", "miljard", "procent"}, months()...)
	beforeYear  = append([]string{"begin", "medio", "eind", "voorjaar", "zomer", "najaar", "kwartaal"}, months()...)
)

func months() []string {
	var all []string
	for m := time.January; m <= time.December; m++ {
		all = append(all, dutch.Month(m))
	}
	return all
}

// wordBefore is the last word of a text that ends with a space, with a small letter.
func wordBefore(text string) string {
	before, spaced := strings.CutSuffix(text, " ")
	if !spaced {
		return ""
	}
	return strings.ToLower(before[strings.LastIndexAny(before, " (")+1:])
}

// wordAfter is the first word of a text that begins with a space, up to what is no small letter.
func wordAfter(text string) string {
	after, spaced := strings.CutPrefix(text, " ")
	if !spaced {
		return ""
	}
	for i := range len(after) {
		if after[i] < 'a' || after[i] > 'z' {
			return after[:i]
		}
	}
	return after
}

// And joins as a sentence does: "a", "a en b", "a, b en c".
func And(items []string) string {
	last := len(items) - 1
	if last < 1 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:last], ", ") + " en " + items[last]
}

// Count is a number with its noun: "1 prestatie", "12 prestaties".
func Count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(n) + " " + more
}

// Number writes a whole number with a point between thousands.
func Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

// Dates writes days in a row.
func Dates(days []cycle.Date) string {
	words := make([]string, len(days))
	for i, d := range days {
		words[i] = d.Format()
	}
	return And(words)
}

// When writes a date as it was written, else as the days it can mean. Where the words leave out the year, which is that of
// the edition, it stands behind them: "4e kwartaal (2025)".
func When(d dutch.WrittenDate) string {
	switch {
	case d.Text != "" && d.Known() && !dutch.NamesYear(d.Text):
		return d.Text + " (" + Year(d.Last().Year()) + ")"
	case d.Text != "":
		return d.Text
	case d.From == d.To, !d.To.Known():
		return d.From.Format()
	case !d.From.Known():
		return "uiterlijk " + d.To.Format()
	}
	return d.From.Format() + " tot en met " + d.To.Format()
}

// Lower makes a label or date fit inside a sentence: "Prestaties" becomes "prestaties", "OV-lijnen" and "Q3 2027" stay.
func Lower(label string) string {
	if len(label) < 2 || label[1] >= 'A' && label[1] <= 'Z' || label[1] >= '0' && label[1] <= '9' || label[0] < 'A' || label[0] > 'Z' {
		return label
	}
	return strings.ToLower(label[:1]) + label[1:]
}

// Year writes a year, without a point.
func Year(y int) string { return strconv.Itoa(y) }

// Size writes how large a file is: "812 bytes", "240 kB", "3,1 MB".
func Size(bytes int64) string {
	switch {
	case bytes < 1000:
		return Count(int(bytes), "byte", "bytes")
	case bytes < 999_500:
		return strconv.FormatInt((bytes+500)/1000, 10) + " kB"
	}
	tenths := (bytes + 50_000) / 100_000
	return strconv.FormatInt(tenths/10, 10) + "," + strconv.FormatInt(tenths%10, 10) + " MB"
}
