package dutch

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestParseWritten(t *testing.T) {
	tests := []struct{ text, from, to string }{
		{"medio 2019", "2019-05-01", "2019-08-31"},
		{"begin 2019", "2019-01-01", "2019-04-30"},
		{"eind 2025", "2025-09-01", "2025-12-31"},
		{"einde van het jaar 2025", "2025-09-01", "2025-12-31"},
		{"medio mei 2018", "2018-05-11", "2018-05-20"},
		{"begin mei 2018", "2018-05-01", "2018-05-10"},
		{"eind februari 2016", "2016-02-21", "2016-02-29"},
		{"uiterlijk 1 november 2016", "", "2016-11-01"},
		{"Uiterlijk eind 2025", "", "2025-12-31"},
		{"uiterlijk in 2025", "", "2025-12-31"},
		{"voorjaar 2018", "2018-03-01", "2018-05-31"},
		{"zomer 2018", "2018-06-01", "2018-08-31"},
		{"de zomer van 2024", "2024-06-01", "2024-08-31"},
		{"najaar 2018", "2018-09-01", "2018-11-30"},
		{"winter 2018/2019", "2018-12-01", "2019-02-28"},
		{"winter 2018", "2018-01-01", "2019-02-28"},
		{"1e kwartaal 2017", "2017-01-01", "2017-03-31"},
		{"eerste kwartaal 2017", "2017-01-01", "2017-03-31"},
		{"vierde kwartaal van 2017", "2017-10-01", "2017-12-31"},
		{"3e en 4e kwartaal 2018", "2018-07-01", "2018-12-31"},
		{"Q3 2024", "2024-07-01", "2024-09-30"},
		{"2024-Q3", "2024-07-01", "2024-09-30"},
		{"2024 of later", "2024-01-01", ""},
		{"Q4/2024", "2024-10-01", "2024-12-31"},
		{"H2-2024", "2024-07-01", "2024-12-31"},
		{"H2/2024", "2024-07-01", "2024-12-31"},
		{"H1/H2 2024", "2024-01-01", "2024-12-31"},
		{"kwartaal 2 2024", "2024-04-01", "2024-06-30"},
		{"2e helft 2020", "2020-07-01", "2020-12-31"},
		{"tweede helft van 2020", "2020-07-01", "2020-12-31"},
		{"eerste halfjaar 2020", "2020-01-01", "2020-06-30"},
		{"mei 2016", "2016-05-01", "2016-05-31"},
		{"sept. 2018", "2018-09-01", "2018-09-30"},
		{"mei/juni 2016", "2016-05-01", "2016-06-30"},
		{"mei t/m juli 2016", "2016-05-01", "2016-07-31"},
		{"24 april 2018", "2018-04-24", "2018-04-24"},
		{"24 en 25 april 2018", "2018-04-24", "2018-04-25"},
		{"24-4-2018", "2018-04-24", "2018-04-24"},
		{"24.4.2018", "2018-04-24", "2018-04-24"},
		{"2018-04-24", "2018-04-24", "2018-04-24"},
		{"2017", "2017-01-01", "2017-12-31"},
		{"2017.", "2017-01-01", "2017-12-31"},
		{"2017-2019", "2017-01-01", "2019-12-31"},
		{"2017 – 2019", "2017-01-01", "2019-12-31"},
		{"2017 t/m 2019", "2017-01-01", "2019-12-31"},
		{"2017/2018", "2017-01-01", "2018-12-31"},
		{"tussen 2017 en 2019", "2017-01-01", "2019-12-31"},
		{"van mei 2017 tot en met medio 2019", "2017-05-01", "2019-08-31"},
		{"van 1 mei 2017 tot 1 juni 2018", "2017-05-01", "2018-05-31"},
		{"medio 2017 - eind 2018", "2017-05-01", "2018-12-31"},
		{"vóór 1 juli 2025", "", "2025-06-30"},
		{"voor 1 juli 2025", "", "2025-06-30"},
		{"vóór 2025", "", "2024-12-31"},
		{"voor eind 2025", "", "2025-12-31"},
		{"voor de zomer van 2025", "", "2025-05-31"},
		{"tot 2020", "", "2019-12-31"},
		{"tot en met 2020", "", "2020-12-31"},
		{"na de zomer van 2024", "2024-09-01", ""},
		{"na 2020", "2021-01-01", ""},
		{"vanaf medio 2019", "2019-05-01", ""},
		{"met ingang van 1 januari 2021", "2021-01-01", ""},
		{"week 12 2024", "2024-03-18", "2024-03-24"},
		{"week 1 van 2021", "2021-01-04", "2021-01-10"},
		{"week 53 2020", "2020-12-28", "2021-01-03"},
		{"niet voor 2029", "2029-01-01", ""},
		{"niet vóór 1 juli 2029", "2029-07-01", ""},
		{"niet eerder dan medio 2029", "2029-05-01", ""},
		{"niet later dan Q2 2029", "", "2029-06-30"},
		{"niet na 2029", "", "2029-12-31"},
		{"Q2-2029", "2029-04-01", "2029-06-30"},
		{"Q1-Q2 2029", "2029-01-01", "2029-06-30"},
		{"Q3 2028 t/m Q2 2029", "2028-07-01", "2029-06-30"},
		{"eind Q2 2028", "2028-06-01", "2028-06-30"},
		{"uiterlijk eind Q2 2028", "", "2028-06-30"},
		{"begin tweede kwartaal 2028", "2028-04-01", "2028-04-30"},
		{"medio voorjaar 2028", "2028-04-01", "2028-04-30"},
		{"eind van de zomer van 2028", "2028-08-01", "2028-08-31"},
		{"1 mei tot en met 31 augustus 2018", "2018-05-01", "2018-08-31"},
		{"van 1 mei t/m 31 augustus 2018", "2018-05-01", "2018-08-31"},
		{"van 1 mei tot 1 september 2018", "2018-05-01", "2018-08-31"},
		{"tussen 1 mei en 31 augustus 2018", "2018-05-01", "2018-08-31"},
		{"1 mei - 31 augustus 2018", "2018-05-01", "2018-08-31"},
		{"vanaf 1 mei tot en met 31 augustus 2018", "2018-05-01", "2018-08-31"},
		{"vanaf 2017 t/m 2019", "2017-01-01", "2019-12-31"},
		{"begin mei tot medio juni 2018", "2018-05-01", "2018-06-10"},
		{"november t/m februari 2019", "2018-11-01", "2019-02-28"},
		{"mei-2018", "2018-05-01", "2018-05-31"},
		{"24-mei-2018", "2018-05-24", "2018-05-24"},
		{"op zijn vroegst in 2038", "2038-01-01", ""},
		{"op z'n vroegst eind 2038", "2038-09-01", ""},
		{"op z’n laatst medio 2038", "", "2038-08-31"},
		{"op zijn laatst in 2020", "", "2020-12-31"},
		{"ten vroegste Q3 2027", "2027-07-01", ""},
		{"vlak voor de zomer van 2020", "", "2020-05-31"},
		{"direct na de zomer van 2020", "2020-09-01", ""},
		{"rond de zomer van 2020", "2020-06-01", "2020-08-31"},
		{"rond 1 juli 2020", "2020-07-01", "2020-07-01"},
		{"omstreeks mei 2020", "2020-05-01", "2020-05-31"},
		{"circa 2025", "2025-01-01", "2025-12-31"},
		{"ca. 2025", "2025-01-01", "2025-12-31"},
		{"in de loop van 2019", "2019-01-01", "2019-12-31"},
		{"loop van 2019", "2019-01-01", "2019-12-31"},
		{"gedurende 2019", "2019-01-01", "2019-12-31"},
		{"eerste maanden van 2019", "2019-01-01", "2019-04-30"},
		{"halverwege 2019", "2019-05-01", "2019-08-31"},
		{"ultimo 2019", "2019-12-31", "2019-12-31"},
		{"1e kw. 2028", "2028-01-01", "2028-03-31"},
		{"1e kw 2028", "2028-01-01", "2028-03-31"},
		{"kw1 2020", "2020-01-01", "2020-03-31"},
		{"4e kw. van 2019", "2019-10-01", "2019-12-31"},
		{"1Q 2020", "2020-01-01", "2020-03-31"},
		{"H1 2019", "2019-01-01", "2019-06-30"},
		{"laatste kwartaal van 2019", "2019-10-01", "2019-12-31"},
		{"laatste halfjaar 2019", "2019-07-01", "2019-12-31"},
		{"derde trimester 2019", "2019-09-01", "2019-12-31"},
		{"2020 (Q1)", "2020-01-01", "2020-03-31"},
		{"2020, Q1", "2020-01-01", "2020-03-31"},
		{"2020 1e kwartaal", "2020-01-01", "2020-03-31"},
		{"2019-2e kwartaal", "2019-04-01", "2019-06-30"},
		{"Q1 (2020)", "2020-01-01", "2020-03-31"},
		{"2e kwartaal in 2020", "2020-04-01", "2020-06-30"},
		{"voorjaar/najaar 2019", "2019-03-01", "2019-11-30"},
		{"zomer/najaar 2019", "2019-06-01", "2019-11-30"},
		{"begin/medio 2019", "2019-01-01", "2019-08-31"},
		{"medio/eind 2019", "2019-05-01", "2019-12-31"},
		{"medio - eind 2019", "2019-05-01", "2019-12-31"},
		{"eind 2018/begin 2019", "2018-09-01", "2019-04-30"},
		{"eind 2018 of begin 2019", "2018-09-01", "2019-04-30"},
		{"Q4 2019 / Q1 2020", "2019-10-01", "2020-03-31"},
		{"4e kwartaal 2019/1e kwartaal 2020", "2019-10-01", "2020-03-31"},
		{"december 2019/januari 2020", "2019-12-01", "2020-01-31"},
		{"jaarwisseling 2019/2020", "2019-12-01", "2020-01-31"},
		{"rond de jaarwisseling 2019-2020", "2019-12-01", "2020-01-31"},
		{"schooljaar 2025-2026", "2025-08-01", "2026-07-31"},
		{"zomerreces 2020", "2020-06-01", "2020-08-31"},
		{"voor de kerst van 2020", "", "2020-11-30"},
		{"Q4 '19", "2019-10-01", "2019-12-31"},
		{"2e kwartaal ’20", "2020-04-01", "2020-06-30"},
		{"eind '19", "2019-09-01", "2019-12-31"},
		{"mei '19 t/m juni '20", "2019-05-01", "2020-06-30"},
		{"'19", "", ""},
		{"2018 en verder", "2018-01-01", ""},
		{"2018 e.v.", "2018-01-01", ""},
		// Not understood, so unknown.
		{"mei - 2018", "", ""},
		{"week 53 2021", "", ""},
		{"31 juni 2016", "", ""},
		{"31-6-2016", "", ""},
		{"binnenkort", "", ""},
		{"april", "", ""},
		{"vijfde kwartaal 2016", "", ""},
		{"nog niet bekend", "", ""},
		{"start 2018, klaar 2020", "", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			got := ParseWritten(tt.text)
			if got.Text != tt.text || string(got.From) != tt.from || string(got.To) != tt.to {
				t.Errorf("%q means %q through %q, want %q through %q", got.Text, got.From, got.To, tt.from, tt.to)
			}
		})
	}
}

func TestFindDatesInRunningText(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a milestone with its moment", "Oplevering van de brug: medio 2019.", []string{"medio 2019"}},
		{"two moments in one sentence", "De bouw start in mei 2016 en is uiterlijk 1 november 2018 klaar.", []string{"mei 2016", "uiterlijk 1 november 2018"}},
		{"'voor 2020' can mean 'for 2020'", "Voor 2020 is € 2 miljoen begroot.", []string{"2020"}},
		{"an accent makes it 'before'", "Dit is vóór 2020 gereed.", []string{"vóór 2020"}},
		{"a decision's year is no date", "Zie PS/2016/486, PS2018/489 en 2019/1101948.", nil},
		{"a register number is no date", "De brief 2024-006752 is verstuurd.", nil},
		{"an official journal is no date", "Zie prb-2024-13438.", nil},
		{"an amount is no year", "Dit kost € 2017 en daarna €2018.", nil},
		{"a large amount is no year", "Er is 2.018.000 euro over.", nil},
		{"a count is no year", "Er komen 2020 woningen bij.", nil},
		{"a road is no year", "De N2019 blijft dicht.", nil},
		{"a place in the tree is no date", "Zie prestatie 5.1.2 en 24.4.20.", nil},
		{"not before a year", "niet voor 2029: bouw", []string{"niet voor 2029"}},
		{"a quarter with a stroke", "Q2-2029: besluit in Q3-2017.", []string{"Q2-2029", "Q3-2017"}},
		{"a part of a quarter", "Klaar uiterlijk eind Q2 2028.", []string{"uiterlijk eind Q2 2028"}},
		{"both ends", "Open van 1 mei tot en met 31 augustus 2018.", []string{"van 1 mei tot en met 31 augustus 2018"}},
		{"a number before a stroke is no day", "Zie prestatie 5 - mei 2018.", []string{"mei 2018"}},
		{"a short quarter ends none", "1e kw. 2028: start bouw", []string{"1e kw. 2028"}},
		{"all words that bound it", "Oplevering op zijn vroegst in 2038, in de loop van 2039 of rond de zomer van 2040.", []string{"op zijn vroegst in 2038", "in de loop van 2039", "rond de zomer van 2040"}},
		{"either of two", "Besluit eind 2018/begin 2019", []string{"eind 2018/begin 2019"}},
		{"a comma parts two", "De bouw start 1 mei, in 2019 is de brug klaar.", []string{"2019"}},
		{"a reference with a stroke", "Zie 2019/1e wijziging.", nil},
		{"a short month ends no sentence", "Dit volgt op 3 sept. 2018.", []string{"3 sept. 2018"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, d := range FindDates(tt.text) {
				got = append(got, d.Text)
				if tt.text[d.Start:d.End] != d.Text {
					t.Errorf("%q does not stand at %d", d.Text, d.Start)
				}
			}
			same(t, got, tt.want)
		})
	}
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// The quick no says no to nothing that reading from every word finds.
func TestTheQuickNoOfDatesIsNeverWrong(t *testing.T) {
	words := []string{"de", "het", "van", "vanaf", "tot", "en met", "t/m", "uiterlijk", "niet", "vóór", "voor", "na", "later dan", "eerder dan", "sinds", "met ingang van", "tussen", "en",
		"2018", "2019", "1", "31", "24-4-2018", "2018-04-24", "Q3", "kwartaal 2", "eerste", "2e", "helft", "kwartaal", "week 12", "jaar", "mei", "sept.", "Mrt", "augustus", "-", "–", ",", "(",
		"begin", "medio", "half", "eind", "voorjaar", "winter", "oplevering", "in",
		"op zijn vroegst", "op z'n laatst", "ten vroegste", "ultimo", "rond", "in de loop van", "ca.", "vlak", "laatste", "kw.", "H1", "trimester", "jaarwisseling", "schooljaar", "kerst", "en verder", "e.v.", "/", ")", "eerste maanden"}
	random := rand.New(rand.NewPCG(3, 4))
	found := 0
	for range 100_000 {
		var b strings.Builder
		for range 1 + random.IntN(6) {
			b.WriteString(words[random.IntN(len(words))])
			b.WriteString([]string{" ", " ", " ", ""}[random.IntN(4)])
		}
		r := &reader{text: b.String(), all: tokens(b.String())}
		for ; r.at < len(r.all); r.at++ {
			at := r.at
			if _, ok := r.limited(); ok && r.at > at {
				found++
				if r.at = at; !r.beginsDate() {
					t.Fatalf("the date at word %d is missed in %q", at, b.String())
				}
			}
			r.at = at
		}
	}
	if found < 1000 {
		t.Errorf("only %d dates", found)
	}
}

func FuzzFindDates(f *testing.F) {
	for _, s := range []string{"op z'n vroegst 2019/1e kw. 2020 e.v.", "2020 (Q1)", "medio 2019", "24-4-2018", "van 2017 tot", "voor de 2018", "Q3 2024-", "\xff2019", "2017-2019-2020"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, d := range FindDates(text) {
			if d.Start < end || d.End <= d.Start || text[d.Start:d.End] != d.Text {
				t.Fatalf("%+v does not stand in %q", d, text)
			}
			end = d.End
			if !d.WrittenDate.Known() || d.From.Known() && !d.From.Valid() || d.To.Known() && !d.To.Valid() || d.To.Before(d.From) {
				t.Fatalf("%+v is no stretch of days", d)
			}
		}
	})
}

func TestWithin(t *testing.T) {
	for _, test := range []struct {
		now, was string
		want     bool
	}{
		{"18 maart 2026", "voorjaar 2026", true},
		{"voorjaar 2026", "18 maart 2026", false},
		{"medio 2026", "Medio 2026.", true},
		{"medio 2026", "eind 2025", false},
		{"18 maart 2026", "uiterlijk 1 juni 2026", true},
		{"2 juni 2026", "uiterlijk 1 juni 2026", false},
		{"na de zomer", "2026", false},
		{"2026", "na de zomer", false},
	} {
		if got := ParseWritten(test.now).Within(ParseWritten(test.was)); got != test.want {
			t.Errorf("%q within %q: %v", test.now, test.was, got)
		}
	}
}

// On the page of an edition a date may leave out its year: it is that of the edition.
func TestADateWithoutAYearIsOfTheEdition(t *testing.T) {
	for _, test := range []struct{ text, want, from, to string }{
		{"4e kwartaal: besluit van PS", "4e kwartaal", "2019-10-01", "2019-12-31"},
		{"Besluit van PS in het 4e kwartaal", "het 4e kwartaal", "2019-10-01", "2019-12-31"},
		{"4e kwartaal oplevering brug", "4e kwartaal", "2019-10-01", "2019-12-31"},
		{"Oplevering eind Q2", "eind Q2", "2019-06-01", "2019-06-30"},
		{"1e kw.", "1e kw.", "2019-01-01", "2019-03-31"},
		{"Voorjaar: start bouw", "Voorjaar", "2019-03-01", "2019-05-31"},
		{"Start bouw in het voorjaar.", "het voorjaar", "2019-03-01", "2019-05-31"},
		{"Voorjaar/najaar: markt", "Voorjaar/najaar", "2019-03-01", "2019-11-30"},
		{"Oplevering rond de zomer", "rond de zomer", "2019-06-01", "2019-08-31"},
		{"Uiterlijk 1 november: besluit", "Uiterlijk 1 november", "", "2019-11-01"},
		{"Mei - brug open", "Mei", "2019-05-01", "2019-05-31"},
		{"Eind van het jaar: brug open", "Eind van het jaar", "2019-09-01", "2019-12-31"},
		{"Eind dit jaar: brug open", "Eind dit jaar", "2019-09-01", "2019-12-31"},
		// The words may be no date at all, or nobody knows which.
		{"De zomer in Zwolle is een feest", "", "", ""},
		{"Overleg met Jan", "", "", ""},
		{"Eerste helft van de weg gereed", "", "", ""},
		{"Oplevering brug medio 2021", "", "", ""},
		{"Q1: besluit, Q2: start", "", "", ""},
		{"Fase 4", "", "", ""},
		{"Brug open", "", "", ""},
		{"Eind van de weg", "", "", ""},
	} {
		d, _ := WrittenIn(test.text, 2019)
		if d.Text != test.want || string(d.From) != test.from || string(d.To) != test.to {
			t.Errorf("%q: %q means %q through %q, want %q, %q through %q", test.text, d.Text, d.From, d.To, test.want, test.from, test.to)
		}
	}
}
