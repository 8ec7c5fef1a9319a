package cycle

import "testing"

func TestEditionsStandInTheOrderInWhichTheyAreMade(t *testing.T) {
	order := []Edition{
		{Kind: Outlook, Year: 2025}, {Kind: Budget, Year: 2025}, {Kind: Monitor, Year: 2025, Sequence: 1},
		{Kind: Monitor, Year: 2025, Sequence: 2}, {Kind: Budget, Year: 2026}, {Kind: Accounts, Year: 2025},
		{Kind: Monitor, Year: 2026, Sequence: 1}, {Kind: Outlook, Year: 2027},
	}
	for i := range order {
		for j := range order {
			if got := order[i].Before(order[j]); got != (i < j) {
				t.Errorf("%d before %d: %v", i, j, got)
			}
		}
	}
}

// The council adopts the budget of 2027 in November 2026, and the accounts of 2025 in the spring of 2026.
func TestTheYearInWhichAnEditionIsMade(t *testing.T) {
	for _, c := range []struct {
		e    Edition
		want int
	}{
		{Edition{Kind: Budget, Year: 2027}, 2026}, {Edition{Kind: Outlook, Year: 2027}, 2026}, {Edition{Kind: Accounts, Year: 2025}, 2026},
		{Edition{Kind: Monitor, Year: 2026, Sequence: 1}, 2026}, {Edition{Kind: Monitor, Year: 2026, Sequence: 2}, 2026},
	} {
		if got := c.e.MadeIn(); got != c.want {
			t.Errorf("%s %d is made in %d, want %d", c.e.Kind, c.e.Year, got, c.want)
		}
	}
}

func TestWhatAnEditionGoesOnFrom(t *testing.T) {
	all := []Edition{
		{ID: "begroting-2025", Kind: Budget, Year: 2025}, {ID: "monitor-2025-1", Kind: Monitor, Year: 2025, Sequence: 1},
		{ID: "monitor-2025-2", Kind: Monitor, Year: 2025, Sequence: 2}, {ID: "jaarverslag-2025", Kind: Accounts, Year: 2025},
		{ID: "begroting-2026", Kind: Budget, Year: 2026}, {ID: "monitor-2026-1", Kind: Monitor, Year: 2026, Sequence: 1},
	}
	want := map[EditionID]EditionID{
		"monitor-2025-1": "begroting-2025", "monitor-2025-2": "monitor-2025-1",
		// The accounts answer the monitors of their year; the next budget was made before them and knows nothing of them.
		"jaarverslag-2025": "monitor-2025-2", "begroting-2026": "monitor-2025-2", "monitor-2026-1": "begroting-2026",
	}
	for _, e := range all {
		got := EditionID("")
		if i := e.GoesOnFrom(all); i >= 0 {
			got = all[i].ID
		}
		if got != want[e.ID] {
			t.Errorf("%s goes on from %q, want %q", e.ID, got, want[e.ID])
		}
	}
}
