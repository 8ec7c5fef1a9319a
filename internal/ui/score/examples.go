package score

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui"

	"github.com/a-h/templ"
)

// Examples show every shape, in every place where scores stand.
func Examples() []ui.Example {
	content := Score{Label: "Inhoud", Value: cycle.Red, Word: "bijsturen", Question: "Is dit gehaald?", Was: &Was{cycle.Orange, "aandacht", "Monitor 2025-II"}}
	money := Score{Label: "Geld", Value: cycle.Green, Word: "op schema", Question: "Is dit binnen het budget gebleven?"}
	time := Score{Label: "Tijd", Value: cycle.Orange, Word: "aandacht"}
	return []ui.Example{
		{Name: "Boven een prestatie, met de vraag en wat het was", Component: Large([]Score{content, money, time})},
		{Name: "Op een regel van een lijst", Component: Small([]Score{content, money, time})},
		{Name: "Op een regel, alles op schema", Component: Small([]Score{money, {Label: "Inhoud", Value: cycle.Green, Word: "op schema"}})},
		{Name: "Voluit", Component: Spelled([]Score{content, money})},
		{Name: "Elke vorm met haar woord", Component: templ.Join(
			Word(cycle.Green, "op schema "), Word(cycle.Orange, "aandacht "), Word(cycle.Red, "bijsturen "),
			Word(None, "geen score "), Word(Unknown, "onbekend "), Word("paars", "een eigen waarde"),
		)},
	}
}
