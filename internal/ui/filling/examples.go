package filling

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui"
)

// Examples show a round halfway, beside that of the year before.
func Examples() []ui.Example {
	c := Chart{Closes: 5, Days: make([]cycle.Date, 8), Lines: []Line{
		{Label: "ingediend", Shares: []int{0, 4, 10, 22, 40, 81, 90, 92}}, {Label: "gecontroleerd", Shares: []int{0, 0, 2, 8, 20, 31, 52, 70}},
		{Label: "akkoord", Shares: []int{0, 0, 0, 0, 6, 14, 30, 48}}, {Label: "vorig jaar ingediend", Before: true, Shares: []int{0, 0, 5, 9, 20, 60, 88, 96}},
	}}
	for i := range c.Days {
		c.Days[i] = cycle.Date("2026-05-01").AddDays(i)
	}
	return []ui.Example{{Name: "Halverwege, met vorig jaar", Component: Picture(c, "Hoe de ronde zich vult", "Van 100 verantwoordingen zijn er 92 ingediend.")}}
}
