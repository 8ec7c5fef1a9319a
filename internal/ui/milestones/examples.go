package milestones

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
)

// Examples show every state, a date that moved and one that is unknown.
func Examples() []ui.Example {
	at := func(words, day string) cycle.WrittenDate {
		return cycle.WrittenDate{Text: words, From: cycle.Date(day), To: cycle.Date(day)}
	}
	return []ui.Example{{Name: "Elke staat, met een datum die opschoof", Component: Line([]Milestone{
		{Text: richtext.Paragraphs("Ontwerp van de oever klaar"), Date: at("1 maart 2025", "2025-03-01"), State: cycle.MilestoneReached},
		{Text: richtext.Paragraphs("Contract getekend"), Date: at("1 juni 2025", "2025-06-01"), State: cycle.MilestoneMissed, Reason: []richtext.Span{{Text: "er was geen inschrijver"}}, Papers: []Paper{{"AB/2025/12", "Oevers langs de Wetering", "#ab"}}},
		{Text: richtext.Paragraphs("Oever tot de Molenhoek klaar"), Date: at("1 mei 2026", "2026-05-01"), First: at("1 november 2025", "2025-11-01"), State: cycle.MilestoneMoved},
		{Text: richtext.Paragraphs("Brug verplaatst"), State: cycle.MilestoneDropped},
		{Text: richtext.Paragraphs("Riet is volgroeid"), State: cycle.MilestoneOpen},
		{Text: richtext.Paragraphs("Eindverslag")},
	}, nil)}}
}
