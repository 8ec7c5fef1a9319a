package richtext

import "testing"

func TestOneLineIsOneLine(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"ordinary", "De kavel is verkocht.", "De kavel is verkocht."},
		{"breaks and columns", " De\r\nkavel\tis  verkocht. ", "De kavel is verkocht."},
		{"other breaks", "De\u2028kavel\u2029is\u0085verkocht", "De kavel is verkocht"},
		{"signs that nobody sees", "De\u200b ka\u00advel\ufeff is ver\u2060kocht\x00\x1b", "De kavel is verkocht"},
		{"turned around", "factuur\u202etxt.exe\u202c en \u2066meer\u2069", "factuurtxt.exe en meer"},
		{"letters in two parts", "Cafe\u0301", "Caf\u00e9"},
		{"what is no letter", "De \xff\xfe kavel", "De \ufffd kavel"},
		{"spaces that do not break", "\u00a0\u00a0€\u00a01,2 mln\u00a0", "€\u00a01,2 mln"},
		{"a family is one sign", "\U0001f469\u200d\U0001f466", "\U0001f469\u200d\U0001f466"},
		{"only what nobody sees", "\u200b\u200d \u202e", ""},
	}
	for _, test := range tests {
		got := Line(test.text)
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		if again := Line(got); again != got {
			t.Errorf("%s: cleaned twice it is %q, once %q", test.name, again, got)
		}
	}
}

func TestLinesStayLines(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"one", "Welke kavel?", "Welke kavel?"},
		{"two", "Welke kavel?\r\nEn wanneer?", "Welke kavel?\nEn wanneer?"},
		{"with one between", "Welke kavel?\n\nEn wanneer?", "Welke kavel?\n\nEn wanneer?"},
		{"with many between, and round it", "\n\n\nWelke kavel?\n \n\u200b\n\nEn wanneer?\n\n", "Welke kavel?\n\nEn wanneer?"},
		{"nothing", "\n \n", ""},
	}
	for _, test := range tests {
		got := Lines(test.text)
		if got != test.want || Lines(got) != got {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
