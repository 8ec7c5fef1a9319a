package site

import (
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/richtext"
)

// Of a page that was written here, the note about its source names the parts that come from there.
func TestThePageTellsWhichPartWasTakenOver(t *testing.T) {
	note := func(taken ...string) string {
		n := publication.Node{
			Source: &publication.Source{File: "pagina.txt", ReadAt: "2026-11-20"}, Taken: taken,
			Sections:   []publication.SectionText{{Key: cycle.Summary, Label: "Samenvatting"}, {Key: cycle.Progress, Label: "Voortgang"}},
			Actions:    []publication.Action{{Key: "a", Text: richtext.Paragraphs("Wij baggeren."), Note: richtext.Paragraphs("Het is klaar.")}, {Key: "b", Text: richtext.Paragraphs("Wij maaien.")}},
			Milestones: []publication.Milestone{{Key: "m", Text: richtext.Paragraphs("Olst is klaar.")}, {Key: "n", Text: richtext.Paragraphs("Wijhe is klaar.")}},
			Amounts:    []publication.Amount{{Row: "Lasten", AsWritten: "€ 10"}},
		}
		var b strings.Builder
		if err := nodeText(&nodePage{Node: n}).Render(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		if got, want := strings.Contains(b.String(), "Bedragen zoals in de bron"), amountsTaken(&n); got != want {
			t.Errorf("with %v the amounts are those of the source: %v", taken, got)
		}
		return b.String()
	}
	if whole := note(); !strings.Contains(whole, "Bedragen zoals in de bron") || strings.Contains(whole, "hier geschreven") || strings.Contains(whole, "Voor een deel") {
		t.Errorf("a page taken over as a whole: %s", whole)
	}
	part := note("onderdelen/voortgang", "acties/a", "toelichtingen/a", "mijlpalen/m", "mijlpalen/n", "rol")
	const want = "Alleen dit komt uit de bron: “Voortgang”, een deel van de acties, de toelichting bij de acties, de mijlpalen en de rol. Wat er verder staat, is hier geschreven."
	if !strings.Contains(part, "Voor een deel overgenomen") || !strings.Contains(part, want) || strings.Contains(part, "Bedragen zoals in de bron") {
		t.Errorf("a page of which a part was taken over: %s", part)
	}
}
