package sharebar

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/score"

	"github.com/a-h/templ"
)

// Examples show a bar of many and a bar of one, each with its words.
func Examples() []ui.Example {
	many := []Share{{cycle.Green, "op schema", 62}, {cycle.Orange, "aandacht", 14}, {cycle.Red, "bijsturen", 6}, {score.Unknown, "onbekend", 3}}
	one := []Share{{cycle.Orange, "aandacht", 1}}
	return []ui.Example{
		{Name: "Van 85 prestaties", Component: templ.Join(Bar(many), Words(many))},
		{Name: "Van één prestatie", Component: templ.Join(Bar(one), Words(one))},
	}
}
