package dutch

import "testing"

func TestFindDecisions(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a council decision", `Met het besluit "TecBase" (PS/2016/486) gaan wij door.`, []string{"PS/2016/486"}},
		{"a space that slipped in", "Zie PS/2015/ 934.", []string{"PS/2015/934"}},
		{"a hard space that slipped in", "Zie PS/2015/\u00a0934.", []string{"PS/2015/934"}},
		{"no first stroke", "Zie PS2018/489.", []string{"PS/2018/489"}},
		{"a space for the first stroke", "Zie PS 2018/489.", []string{"PS/2018/489"}},
		{"hyphens for strokes", "Zie PS-2018-489.", []string{"PS/2018/489"}},
		{"a hyphen for the second stroke", "Zie PS 2016-486 en RB 2017-1101948.", []string{"PS/2016/486", "RB/2017/1101948"}},
		{"dashes of a typesetter", "Zie PS 2016–486, PS 2016‑487, PS‑2016‑488 en GS 2015–12345.", []string{"PS/2016/486", "PS/2016/487", "PS/2016/488", "GS/2015/12345"}},
		{"in small letters, apart from the year", "zie ps 2016-486 en gs 2016/492.", []string{"PS/2016/486", "GS/2016/492"}},
		{"years that are joined, and what is counted", "PS2018-2019, PS 2018–2019, PS 2016-100 miljoen, PS 2016-1200 inwoners en PS 2016-120\u00a0woningen.", nil},
		{"a number with a word after it", "PS 2016-486 is besloten.", []string{"PS/2016/486"}},
		{"with the word for it", "Het PS-besluit 2016/489, GS-besluit nr. 2016/12, PS-besluiten 2017/5 en PS besluit 2018-491.", []string{"PS/2016/489", "GS/2016/12", "PS/2017/5", "PS/2018/491"}},
		{"a register number stays one", "het GS-besluit 2019/1101948", []string{"2019/1101948"}},
		{"full stops for strokes", "Zie PS.2016.491 en (RV.2017.12).", []string{"PS/2016/491", "RV/2017/12"}},
		{"in small letters against the year", "zie ps2016/492.", []string{"PS/2016/492"}},
		{"a term, a month, a day, a sum and a telephone are none", "PS 2015-2019, GS 2015-19, PS 2016-05-12, PS 2016 - 486 leden, PS-besluiten 2016/2017, PS.2016.491.000, GS.24.5.2016, ps.2016.491, de.2016.491, bel PS 2016-486-12, ps 2016-05-12, maps 2016-486, x.nl/ps2016/492, het besluit 2016/489, een PS-voorstel 2016/489", nil},
		{"seven digits", "PS/2021/1102064", []string{"PS/2021/1102064"}},
		{"lower case by mistake", "zie ps/2016/486", []string{"PS/2016/486"}},
		{"two in one sentence", "PS/2017/798 en PS/2017/936", []string{"PS/2017/798", "PS/2017/936"}},
		{"register numbers of the executive", "2019/1101948, 2020/1102400, 2017/0438197 en 2024-006752", []string{"2019/1101948", "2020/1102400", "2017/0438197", "2024-006752"}},
		{"a letter of the executive", "onze brief 2019/1101948", []string{"2019/1101948"}},
		{"a council proposal of a municipality", "raadsvoorstel RV/2024/12", []string{"RV/2024/12"}},
		{"a general board of a water board", "besluit AB/2023/5.", []string{"AB/2023/5"}},
		{"a mayor and aldermen", "B&W/2023/17", []string{"BW/2023/17"}},
		{"a body we have not met", "Zie XQ/2022/31", []string{"XQ/2022/31"}},
		{"a motion and a promise, as their registers write them", "(M/2024/09), M/2024/9 en toezegging T-2025-22.", []string{"M/2024/09", "M/2024/9", "T-2025-22"}},
		{"a motion at the beginning", "M-2024-09", []string{"M-2024-09"}},
		{"more of one year", "PS/2016/489 en 490", []string{"PS/2016/489", "PS/2016/490"}},
		{"a row of one year", "(zie PS/2016/489, 490 en 491).", []string{"PS/2016/489", "PS/2016/490", "PS/2016/491"}},
		{"more of one year in a sentence", "PS/2016/489 en 490 zijn genomen.", []string{"PS/2016/489", "PS/2016/490"}},
		{"what a number counts is no decision", "Met PS/2016/489 en 120 woningen, en met PS/2016/489 en 490 nieuwe banen.", []string{"PS/2016/489", "PS/2016/489"}},
		{"a number of another length is none", "PS/2016/489 en 12, PS/2016/489, 2017 en PS/2016/489 en 4.900.", []string{"PS/2016/489", "PS/2016/489", "PS/2016/489"}},
		{"a road, a type, a size and a season are none", "N340, A1, T-4, T-2024, M/2024, M 2024/5, M-2024/5, m-2024-09, M-2024-2025, T-2024-09-12, XM-2024-09, 1M-2024-09, M-2024-9a", nil},
		{"a date is none", "24-4-2018, 24/4/2018 en 2018-04-24", nil},
		{"years in a row are none", "in 2017/2018 en 2017-2019", nil},
		{"a term of office is none", "het akkoord van GS 2015-2019 en PS 2017/2018", nil},
		{"an amount is none", "€ 2018,50 en 2.018.000", nil},
		{"a European regulation is none", "Verordening (EU) 2019/881 en EU/2019/881", nil},
		{"an official journal is none", "prb-2024-13438 en wsb-2025-29404", nil},
		{"a part of an address is none", "https://voorbeeld.nl/2019/1101948-brief", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, d := range FindDecisions(tt.text) {
				got = append(got, d.Reference)
			}
			same(t, got, tt.want)
		})
	}
}

func TestParseDecision(t *testing.T) {
	if got, ok := ParseDecision(" PS/2015/ 934 "); !ok || got != "PS/2015/934" {
		t.Errorf("got %q, %v", got, ok)
	}
	for _, bad := range []string{"", "PS", "zie PS/2015/934", "PS/2015/934 en PS/2016/1"} {
		if got, ok := ParseDecision(bad); ok {
			t.Errorf("%q is taken for the one reference %q", bad, got)
		}
	}
}

func TestMayNumberDecision(t *testing.T) {
	for _, good := range []string{
		"PS/2016/486", "RV/2024/62", "CB/2025/118", "M-2024-09", "2024-006752", "raad 2016/31", "Z/16/012345", "BIS2024.33", "24INT00123", "12a",
		"raadsbesluit nr. 7", "B&W 2023-17", "Raadsbesluit van 12 november 2026", "amendement A2", "2024/12 (gewijzigd)", "D1234567",
	} {
		if !MayNumberDecision(good) {
			t.Errorf("%q is taken for no number", good)
		}
	}
	for _, bad := range []string{
		"", "onzin", "raadsbesluit", "-", "€ 500", "5%", "2017-05-01", "https://voorbeeld.nl/besluit/12", "griffie1@voorbeeld.nl", "PS/2016/486\nen nog iets",
		"<b>12</b>", "In de vergadering van 12 november 2026 is met algemene stemmen besloten om de begroting vast te stellen",
	} {
		if MayNumberDecision(bad) {
			t.Errorf("%q is taken for a number", bad)
		}
	}
}

func FuzzFindDecisions(f *testing.F) {
	for _, s := range []string{"PS/2016/486", "PS/2015/ 934", "2024-006752", "PS/2016/", "\xe2\x82/2019/12345", "/2016/1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, d := range FindDecisions(text) {
			if d.From < end || d.To <= d.From || d.To > len(text) {
				t.Fatalf("%+v lies outside %q", d, text)
			}
			end = d.To
			again, ok := ParseDecision(d.Reference)
			if !ok || again != d.Reference {
				t.Fatalf("the normal form %q is read as %q, %v", d.Reference, again, ok)
			}
		}
	})
}
