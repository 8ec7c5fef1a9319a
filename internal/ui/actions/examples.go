package actions

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/richtext"
	"doelenboom/internal/ui"
)

// Examples show actions in every state, with and without parts and a note.
func Examples() []ui.Example {
	text := func(id, words string) richtext.Doc {
		d := richtext.Paragraphs(words)
		d[0].ID = id
		return d
	}
	return []ui.Example{
		{Name: "Met de staat en wat die was", Component: List([]Action{
			{Number: 1, Text: text("actie1", "Acht kilometer oever afvlakken."), State: cycle.ActionRunning, Was: cycle.ActionNotStarted, Note: text("actie2", "Vijf kilometer is klaar.")},
			{Number: 2, Text: text("actie3", "Een pomp plaatsen bij de Molenhoek."), State: cycle.ActionWaiting, Parts: richtext.Parse("- de vergunning\n- het ontwerp\n")},
			{Number: 3, Text: text("actie4", "Riet planten."), State: cycle.ActionDone},
			{Number: 4, Text: text("actie5", "Een brug verplaatsen."), State: cycle.ActionDropped},
		}, nil)},
		{Name: "Zonder staat, zoals in een oud verslag", Component: List([]Action{{Number: 1, Text: text("actie6", "Wij praten met de eigenaren.")}}, nil)},
	}
}
