package moneytable

import (
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
	"doelenboom/internal/publication"
)

// The row of a province's monitor: 815 and 80 make 895, of which 358 was spent, so 537 is left (× € 1.000).
func TestRowsSumLines(t *testing.T) {
	line := func(kind cycle.MoneyKind, column cycle.MoneyColumn, thousands int64) publication.MoneyLine {
		return publication.MoneyLine{Kind: kind, Column: column, Year: 2018, Cents: money.Cents(thousands * 100_000)}
	}
	rows := Rows([]publication.MoneyLine{
		line(cycle.Income, cycle.Original, 10),
		line(cycle.Expense, cycle.Original, 815), line(cycle.Expense, cycle.Amended, 50), line(cycle.Expense, cycle.Amended, 30),
		line(cycle.Expense, cycle.Realised, 358),
	})
	if len(rows) != 2 || rows[0].Kind != cycle.Expense || rows[1].Kind != cycle.Income {
		t.Fatalf("rows are %+v", rows)
	}
	if r := rows[0]; r.Current().Thousands() != "895" || r.Room().Thousands() != "537" {
		t.Errorf("current %s and room %s", r.Current().Thousands(), r.Room().Thousands())
	}
	if rounds(rows) {
		t.Error("whole thousands are not rounded, so nothing must be said of rounding")
	}
}
