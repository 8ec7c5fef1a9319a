package moneytable

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui"
)

// Examples show a budget, and accounts with all columns and a rounding note.
func Examples() []ui.Example {
	return []ui.Example{
		{Name: "Een begroting", Component: Table([]Row{{Kind: cycle.Expense, Year: 2026, Original: 418_000_00}})},
		{Name: "Een jaarverslag, gewijzigd en afgerond", Component: Table([]Row{
			{Kind: cycle.Expense, Year: 2025, Original: 6_400_000_00, Amended: -250_000_00, Realised: 5_912_345_67, Told: true},
			{Kind: cycle.Income, Year: 2025, Original: 1_200_000_00, Realised: 1_350_000_00, Told: true},
			{Kind: cycle.Reserve, Year: 2025, Original: -500_000_00, Realised: -500_000_00, Told: true},
		})},
	}
}
