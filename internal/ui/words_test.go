package ui

import (
	"testing"

	"doelenboom/internal/dutch"
)

func TestWords(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"one stands alone", And([]string{"a"}), "a"},
		{"the last two are joined by en", And([]string{"a", "b", "c"}), "a, b en c"},
		{"nothing is nothing", And(nil), ""},
		{"one of a kind", Count(1, "prestatie", "prestaties"), "1 prestatie"},
		{"thousands have a point", Count(1250, "prestatie", "prestaties"), "1.250 prestaties"},
		{"a negative number keeps its sign", Number(-1250), "-1.250"},
		{"a year has no point", Year(2026), "2026"},
		{"a label inside a sentence", Lower("Prestaties"), "prestaties"},
		{"an abbreviation stays", Lower("OV-lijnen"), "OV-lijnen"},
		{"a date is told as written", When(dutch.ParseWritten("medio 2019")), "medio 2019"},
		{"a date keeps all its words", When(dutch.ParseWritten("op zijn vroegst in 2038")), "op zijn vroegst in 2038"},
		{"a date without its year gets that of its edition", When(dutch.WrittenDate{Text: "4e kwartaal", From: "2025-10-01", To: "2025-12-31"}), "4e kwartaal (2025)"},
		{"a range without words", When(dutch.WrittenDate{From: "2026-01-01", To: "2026-03-31"}), "1 januari 2026 tot en met 31 maart 2026"},
		{"only an end", When(dutch.WrittenDate{To: "2026-03-31"}), "uiterlijk 31 maart 2026"},
		{"no date", When(dutch.WrittenDate{}), ""},
		{"an amount is not parted", Unbroken("in totaal € 6,1 miljoen meer"), "in totaal €\u00a06,1\u00a0miljoen meer"},
		{"a date is not parted", Unbroken("ging op 12 december 2025 open"), "ging op 12\u00a0december\u00a02025 open"},
		{"nor is a part of a year", Unbroken("medio 2027, was eind 2026."), "medio\u00a02027, was eind\u00a02026."},
		{"a year alone may begin a line", Unbroken("in 2027 begint het op 2 plekken"), "in 2027 begint het op 2 plekken"},
		{"a sentence may begin with one", Unbroken("Eind 2026 fietst u (mei 2026)"), "Eind\u00a02026 fietst u (mei\u00a02026)"},
		{"what only looks like a date may be parted", Unbroken("mei 20260 en 12 decembers"), "mei 20260 en 12 decembers"},
		{"other letters are let be", Unbroken("Eén ¬ 3"), "Eén ¬ 3"},
		{"a space at either end", Unbroken(" 12 "), " 12 "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.got != test.want {
				t.Errorf("got %q, want %q", test.got, test.want)
			}
		})
	}
}

func TestSize(t *testing.T) {
	for bytes, want := range map[int64]string{0: "0 bytes", 1: "1 byte", 999: "999 bytes", 1000: "1 kB", 239_812: "240 kB", 999_499: "999 kB", 999_500: "1,0 MB", 25 << 20: "26,2 MB"} {
		if got := Size(bytes); got != want {
			t.Errorf("%d is %q, not %q", bytes, got, want)
		}
	}
}
