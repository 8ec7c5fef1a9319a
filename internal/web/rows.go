package web

import (
	"slices"
	"strconv"
	"strings"
)

// rowAction is what a button beside the rows of a form asks, by the value of the button: "beslispunt.omhoog.2",
// "beslispunt.erbij". The form comes back with its rows changed; nothing is kept until it is saved.
type rowAction struct {
	Rows string // which rows
	What string // omhoog, omlaag, weg, erbij
	At   int    // counted from 1
}

// readAction reads the button that was pressed; none is to save.
func readAction(button string) (rowAction, bool) {
	parts := strings.Split(button, ":")
	if len(parts) < 2 {
		return rowAction{}, false
	}
	a := rowAction{Rows: parts[0], What: parts[1]}
	if len(parts) > 2 {
		a.At, _ = strconv.Atoi(parts[2])
	}
	return a, true
}

// changed are the rows after a button; those of other rows stay.
func changed[T any](rows []T, name string, a rowAction) []T {
	i := a.At - 1
	if a.Rows != name || a.What != "erbij" && (i < 0 || i >= len(rows)) {
		return rows
	}
	rows = slices.Clone(rows)
	switch {
	case a.What == "erbij":
		var empty T
		rows = append(rows, empty)
	case a.What == "weg":
		rows = slices.Delete(rows, i, i+1)
	case a.What == "omhoog" && i > 0:
		rows[i-1], rows[i] = rows[i], rows[i-1]
	case a.What == "omlaag" && i < len(rows)-1:
		rows[i], rows[i+1] = rows[i+1], rows[i]
	}
	return rows
}

// button is the value of a button beside a row.
func button(rows, what string, at int) string {
	return rows + ":" + what + ":" + strconv.Itoa(at)
}
