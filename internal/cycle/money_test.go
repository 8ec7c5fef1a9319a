package cycle

import "testing"

func TestWhichMoneyAnEditionTells(t *testing.T) {
	budget := Edition{ID: "b25", Kind: Budget, Year: 2025}
	monitor := Edition{ID: "m25", Kind: Monitor, Year: 2025, Sequence: 2}
	accounts := Edition{ID: "a25", Kind: Accounts, Year: 2025}
	next := Edition{ID: "b26", Kind: Budget, Year: 2026}
	line := func(in Edition, column MoneyColumn, year int) MoneyLine {
		return MoneyLine{Edition: in.ID, Column: column, Year: year}
	}
	tests := []struct {
		name   string
		teller Edition
		line   MoneyLine
		from   Edition
		want   bool
	}{
		{"the accounts tell what was budgeted", accounts, line(budget, Original, 2025), budget, true},
		{"and how that was amended in a monitor", accounts, line(monitor, Amended, 2025), monitor, true},
		{"but not what a monitor said was spent by then", accounts, line(monitor, Realised, 2025), monitor, false},
		{"their own realisation they tell", accounts, line(accounts, Realised, 2025), accounts, true},
		{"a monitor does not know what the accounts change", monitor, line(accounts, Amended, 2025), accounts, false},
		{"the next budget tells of its own year only", next, line(budget, Original, 2025), budget, false},
		{"a multi-year estimate stands in its own budget", budget, line(budget, Original, 2027), budget, true},
	}
	for _, test := range tests {
		if got := test.teller.TellsOf(test.line, test.from); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
