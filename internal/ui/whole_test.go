package ui

import (
	"strings"
	"testing"
)

func TestANameWithANumberStaysWhole(t *testing.T) {
	for text, want := range map[string]string{
		"Wat veranderde sinds Monitor 2025-II": `Wat veranderde sinds Monitor <span class="whole">2025-II</span>`,
		"Monitor 2025-I & Zomernota":           `Monitor <span class="whole">2025-I</span> &amp; Zomernota`,
		"Fietspad Achterlo-Dorp":               "Fietspad Achterlo-Dorp",
		"Herziening <2025>":                    "Herziening &lt;2025&gt;",
		"2025-zeer-lang-woord-dat-niet-past":   "2025-zeer-lang-woord-dat-niet-past",
	} {
		var b strings.Builder
		if err := Whole(text).Render(t.Context(), &b); err != nil || b.String() != want {
			t.Errorf("%q is shown as %s, %v", text, b.String(), err)
		}
	}
}
