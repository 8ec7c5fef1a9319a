package milestones

import (
	"strings"
	"testing"

	"doelenboom/internal/dutch"
	"doelenboom/internal/richtext"
)

func TestADateIsNotSaidTwice(t *testing.T) {
	for _, test := range []struct{ name, text, date, want string }{
		{"it stands before the text", "Medio 2019: brug open", "medio 2019", "Brug open"},
		{"it belongs to the sentence", "Medio 2019 is de brug open", "medio 2019", "Medio 2019 is de brug open"},
		{"nothing stands between", "Begin 2018 oplevering van de brug", "begin 2018", "Oplevering van de brug"},
		{"it stands there twice", "Begin 2018 / Begin 2018 oplevering van de brug", "begin 2018", "Oplevering van de brug"},
		{"a dash", "Begin 2018 – brug open", "begin 2018", "Brug open"},
		{"an article", "Begin 2018 de brug open", "begin 2018", "De brug open"},
		{"a name", "Begin 2018 Provinciale Staten besluiten", "begin 2018", "Provinciale Staten besluiten"},
		{"a verb that nobody listed", "Begin 2018 opent de brug", "begin 2018", "Begin 2018 opent de brug"},
		{"a start", "Q3 2027 start bouw", "Q3 2027", "Start bouw"},
		{"another date", "Medio 2019: brug open", "eind 2019", "Medio 2019: brug open"},
		{"nothing but a date", "Medio 2019:", "medio 2019", "Medio 2019:"},
		{"behind a dash", "Brug open – medio 2019.", "medio 2019", "Brug open"},
		{"a part of what stands between brackets", "Brug open (in medio 2019)", "medio 2019", "Brug open (in medio 2019)"},
		{"other brackets", "Brug (N35): medio 2019", "medio 2019", "Brug (N35)"},
		{"what a name ends with", "Verkenning N-2019", "2019", "Verkenning N-2019"},
		{"no date", "Brug open", "", "Brug open"},
		{"it stands behind the text", "Brug open: medio 2019", "medio 2019", "Brug open"},
		{"in brackets", "Brug open (medio 2019).", "Medio 2019", "Brug open"},
		{"behind a comma", "Brug open, uiterlijk eind 2028", "uiterlijk eind 2028", "Brug open"},
		{"the end of a sentence", "De brug is open medio 2019", "medio 2019", "De brug is open medio 2019"},
		{"the end of a range", "Brug open eind 2018-medio 2019", "medio 2019", "Brug open eind 2018-medio 2019"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := richtext.Paragraphs(test.text)
			var b strings.Builder
			if err := Line([]Milestone{{Text: text, Date: dutch.ParseWritten(test.date)}}, nil).Render(t.Context(), &b); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(strings.ReplaceAll(b.String(), "\u00a0", " "), "<p>"+test.want+"</p>") {
				t.Errorf("it does not say %q: %s", test.want, b.String())
			}
			if text.Text() != test.text {
				t.Error("the frozen text changed")
			}
		})
	}
}
