package ui

import (
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
)

// Unbroken keeps each amount in a text on one line: its euro sign never stands at the end of the one before.
func Unbroken(text string) string { return strings.ReplaceAll(text, "€ ", "€\u00a0") }

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

// When writes a date as it was written, else as the days it can mean.
func When(d dutch.WrittenDate) string {
	switch {
	case d.Text != "":
		return d.Text
	case d.From == d.To, !d.To.Known():
		return d.From.Format()
	case !d.From.Known():
		return "uiterlijk " + d.To.Format()
	}
	return d.From.Format() + " tot en met " + d.To.Format()
}

// Lower makes a label fit inside a sentence: "Prestaties" becomes "prestaties", "OV-lijnen" stays.
func Lower(label string) string {
	if len(label) < 2 || label[1] >= 'A' && label[1] <= 'Z' || label[0] < 'A' || label[0] > 'Z' {
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
