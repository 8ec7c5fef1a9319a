package site

import "testing"

// 124 times the same is no news; a note that differs is.
func TestALongListTellsOnceWhatMostOfItShares(t *testing.T) {
	rows := make([]listRow, longList)
	for i := range rows {
		rows[i].Note = "Begroting 2025 tot en met Jaarverslag 2025"
	}
	rows[3].Note = "Begroting 2025"
	if got := (listShown{Rows: rows}).usual(); got != rows[0].Note {
		t.Errorf("above the list stands %q", got)
	}
	if got := (listShown{Rows: rows[:4]}).usual(); got != "" {
		t.Errorf("above a short list stands %q", got)
	}
	for i := range rows[:longList/2] {
		rows[i].Note = string(rune('a' + i))
	}
	if got := (listShown{Rows: rows}).usual(); got != "" {
		t.Errorf("above a list of many notes stands %q", got)
	}
}
