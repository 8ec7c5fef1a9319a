// Package moneytable shows money lines as a table: original and amended make current, current less realised is room.
package moneytable

import (
	"cmp"
	"slices"
	"strconv"

	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
	"doelenboom/internal/publication"
)

// Row is one kind in one year.
type Row struct {
	Kind                        cycle.MoneyKind
	Year                        int
	Original, Amended, Realised money.Cents
	Told                        bool // something realised was stated
}

// Current is what may be spent now.
func (r Row) Current() money.Cents { return r.Original + r.Amended }

// Room is what is left of it.
func (r Row) Room() money.Cents { return r.Current() - r.Realised }

// Rows sums lines by year and kind: years in order, expense before income before reserve.
func Rows(lines []publication.MoneyLine) []Row {
	var rows []Row
	for _, l := range lines {
		i := slices.IndexFunc(rows, func(r Row) bool { return r.Kind == l.Kind && r.Year == l.Year })
		if i < 0 {
			i = len(rows)
			rows = append(rows, Row{Kind: l.Kind, Year: l.Year})
		}
		rows[i].add(l)
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(kindOrder(a.Kind), kindOrder(b.Kind)))
	})
	return rows
}

func (r *Row) add(l publication.MoneyLine) {
	switch l.Column {
	case cycle.Original:
		r.Original += l.Cents
	case cycle.Amended:
		r.Amended += l.Cents
	case cycle.Realised:
		r.Realised += l.Cents
		r.Told = true
	}
}

func kindOrder(k cycle.MoneyKind) int {
	return slices.Index([]cycle.MoneyKind{cycle.Expense, cycle.Income, cycle.Reserve}, k)
}

// realised tells whether the table has the columns of what was spent.
func realised(rows []Row) bool {
	return slices.ContainsFunc(rows, func(r Row) bool { return r.Told })
}

func amended(rows []Row) bool {
	return slices.ContainsFunc(rows, func(r Row) bool { return r.Amended != 0 })
}

// rounds tells whether any amount is not a whole number of thousands, so that rounding must be told.
func rounds(rows []Row) bool {
	return slices.ContainsFunc(rows, func(r Row) bool {
		return r.Original%100_000 != 0 || r.Amended%100_000 != 0 || r.Realised%100_000 != 0
	})
}

// budgeted names the column that what was realised is held against.
func budgeted(rows []Row) string {
	if amended(rows) {
		return "na wijziging is begroot"
	}
	return "is begroot"
}

func label(r Row, rows []Row) string {
	word := map[cycle.MoneyKind]string{cycle.Expense: "Lasten", cycle.Income: "Baten", cycle.Reserve: "Naar (+) of uit (−) reserve"}[r.Kind]
	if rows[0].Year != rows[len(rows)-1].Year {
		word += " " + strconv.Itoa(r.Year)
	}
	return word
}

func years(rows []Row) string {
	first, last := rows[0].Year, rows[len(rows)-1].Year
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + " tot en met " + strconv.Itoa(last)
}
