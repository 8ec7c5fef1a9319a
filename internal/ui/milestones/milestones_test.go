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
		{"another date", "Medio 2019: brug open", "eind 2019", "Medio 2019: brug open"},
		{"nothing but a date", "Medio 2019:", "medio 2019", "Medio 2019:"},
		{"no date", "Brug open", "", "Brug open"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := richtext.Paragraphs(test.text)
			var b strings.Builder
			if err := Line([]Milestone{{Text: text, Date: dutch.ParseWritten(test.date)}}, nil).Render(t.Context(), &b); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(strings.ReplaceAll(b.String(), "\u00a0", " "), "<p>"+test.want) {
				t.Errorf("it does not say %q: %s", test.want, b.String())
			}
			if text.Text() != test.text {
				t.Error("the frozen text changed")
			}
		})
	}
}
