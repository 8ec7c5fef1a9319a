package cycle

import "testing"

func TestProposingARound(t *testing.T) {
	all := []Edition{
		{ID: "b25", Kind: Budget, Year: 2025}, {ID: "b26", Kind: Budget, Year: 2026}, {ID: "m26", Kind: Monitor, Year: 2026, Sequence: 1},
		{ID: "a25", Kind: Accounts, Year: 2025},
	}
	tests := []struct {
		name     string
		kind     EditionKind
		year     int
		sequence int
		slug     string
		title    string
		answers  EditionID
		from     EditionID
	}{
		{"the second monitor answers the budget and goes on from the first", Monitor, 2026, 2, "monitor-2026-2", "Monitor 2026-II", "b26", "m26"},
		{"a budget answers nothing and goes on from what was made last", Budget, 2027, 0, "begroting-2027", "Begroting 2027", "", "m26"},
		{"the accounts answer the budget of their year", Accounts, 2026, 0, "jaarverslag-2026", "Jaarverslag 2026", "b26", "m26"},
		{"a monitor of a year without a budget answers none", Monitor, 2028, 1, "monitor-2028-1", "Monitor 2028-I", "", "m26"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, from := Propose(tt.kind, tt.year, tt.sequence, "2026-11-18", all)
			if e.Slug != tt.slug || e.Name != tt.title || e.Answers != tt.answers || from != tt.from {
				t.Errorf("%+v from %s", e, from)
			}
			if e.ClosesAt != "2026-09-23" || e.Calendar.Meeting != "2026-11-18" {
				t.Errorf("%+v", e.Calendar)
			}
		})
	}
	if n := NextSequence(Monitor, 2026, all); n != 2 {
		t.Errorf("the next monitor is number %d", n)
	}
	if n := NextSequence(Budget, 2026, all); n != 0 {
		t.Errorf("the next budget is number %d", n)
	}
	if e, from := Propose(Budget, 2026, 0, "", nil); from != "" || e.ClosesAt.Known() {
		t.Errorf("the first of all: %+v from %s", e, from)
	}
}
