package dutch

import "testing"

func TestOneDecisionIsWrittenInManyWays(t *testing.T) {
	for want, all := range map[string][]string{
		"PS/2025/118":       {"PS/2025/118", "ps 2025-118", "PS2025/118", "ps.2025.118", "PS 2025.118", "Ps 2025/ 118", " PS–2025–118 ", "ps/2025/118", "besluit PS/2025/118"},
		"BW/2023/17":        {"B&W 2023-17", "BW/2023/17", "b&w/2023/17"},
		"RB/2025/118":       {"RB 2025/118", "rb2025/118", "rb 2025.118", "Raadsbesluit RB/2025/118"},
		"2025/118":          {"2025-118", "2025/118", "2025.118", "raadsbesluit 2025-118", "Raadsbesluit nr. 2025-118"},
		"Z/25/001234":       {"Z25.001234", "z25-001234", "Z 25/001234", "Z-25-001234"},
		"RIS/312345":        {"RIS 312345", "RIS312345", "ris-312345"},
		"M/2024/09":         {"M-2024-09", "M/2024/09", "m 2024-09"},
		"2024/006752":       {"2024-006752", "2024/006752"},
		"RAADSBESLUIT/NR/7": {"raadsbesluit nr. 7"},
	} {
		for _, text := range all {
			if got := DecisionKey(text); got != want {
				t.Errorf("%q has the key %q, want %q", text, got, want)
			}
		}
	}
	for _, two := range [][2]string{
		{"PS/2025/118", "GS/2025/118"}, {"PS/2025/118", "PS/2025/1180"}, {"PS/2025/118", "PS/2024/118"}, {"2017/0438197", "2017/438197"},
		{"Z25.001234", "Z250.01234"}, {"RIS 312345", "RIS 31234"}, {"M/2024/09", "M/2024/9"}, {"RB 2025/118", "RV 2025/118"}, {"2025-118", "RB 2025-118"},
		{"raadsbesluit nr. 7", "besluit nr. 7"}, {"", ""},
	} {
		if SameDecision(two[0], two[1]) && two[0] != "" {
			t.Errorf("%q and %q are taken for one", two[0], two[1])
		}
	}
}

func TestTheNormalFormOfWhatSomebodyGave(t *testing.T) {
	for text, want := range map[string]string{
		"ps 2025-118": "PS/2025/118", "ps.2025.118": "PS/2025/118", "PS 2025.118": "PS/2025/118", "rb 2025.118": "RB/2025/118",
		" 2025-118 ": "2025-118", "RIS 312345": "RIS 312345", "Z25.001234": "Z25.001234", "2024-006752": "2024-006752",
	} {
		if got := NormalDecision(text); got != want {
			t.Errorf("%q is kept as %q, want %q", text, got, want)
		}
	}
}

func TestANumberOfAnyList(t *testing.T) {
	for text, want := range map[string]int{"12": 2, "nr. 12": 2, "nummer 7": 1, "312345": 6} {
		if got, only := OnlyNumber(text); !only || got != want {
			t.Errorf("%q: %d, %v", text, got, only)
		}
	}
	for _, text := range []string{"12a", "2025-118", "raadsbesluit nr. 7", "D1234567", "amendement A2", ""} {
		if _, only := OnlyNumber(text); only {
			t.Errorf("%q is taken for only a number", text)
		}
	}
}

func TestANumberInAFormOfItsOwnIsFoundInATextOnceItIsKnown(t *testing.T) {
	for number, texts := range map[string][]string{
		"2025-118":     {"Zie 2025-118.", "(2025/118)", "het raadsbesluit 2025–118 van mei"},
		"Z25.001234":   {"Zie Z25.001234.", "(z25-001234)", "zaak Z 25/001234"},
		"RIS 312345":   {"Zie RIS 312345.", "RIS312345", "de brief (ris 312345)"},
		"raad 2016/31": {"In raad 2016/31 staat het."},
	} {
		n := NumberOf(number)
		for _, text := range texts {
			if found := lookFor(n, text); found != 1 {
				t.Errorf("%q is found %d times in %q", number, found, text)
			}
		}
	}
	for number, text := range map[string]string{
		"2025-118":     "2025-1180, 12025-118, 2025 118 woningen, 2025-118-3, € 2025.118,50, 06-2025-118",
		"Z25.001234":   "Z25.0012345, Z2.5001234, XZ25.001234, Z25 001234",
		"RIS 312345":   "RIS 3123456, IRIS 312345, RIS-A312345",
		"raad 2016/31": "de raad van 2016/31, raad 2016-31-12",
	} {
		if found := lookFor(NumberOf(number), text); found != 0 {
			t.Errorf("%q is found %d times in %q", number, found, text)
		}
	}
	for _, number := range []string{"PS/2025/118", "12", "312345", "12a", "raadsbesluit nr. 7", "amendement A2", "2025-11", "", "12-13"} {
		if n := NumberOf(number); n != nil {
			t.Errorf("%q is looked for in texts as %v", number, n)
		}
	}
}

func lookFor(n DecisionNumber, text string) (found int) {
	for at, end := range Words(text) {
		if FirstPart(text[at:end]) != n.First() {
			continue
		}
		if _, ok := n.At(text, at); ok {
			found++
		}
	}
	return found
}
