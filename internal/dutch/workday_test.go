package dutch

import "testing"

func TestHolidays(t *testing.T) {
	for year, days := range map[int][]Date{
		2024: {"2024-01-01", "2024-03-29", "2024-04-01", "2024-04-27", "2024-05-05", "2024-05-09", "2024-05-20", "2024-12-25", "2024-12-26"},
		2025: {"2025-01-01", "2025-04-18", "2025-04-21", "2025-04-26", "2025-05-05", "2025-05-29", "2025-06-09", "2025-12-25", "2025-12-26"}, // 27 April is a Sunday
		2026: {"2026-01-01", "2026-04-03", "2026-04-06", "2026-04-27", "2026-05-05", "2026-05-14", "2026-05-25", "2026-12-25", "2026-12-26"},
		2027: {"2027-01-01", "2027-03-26", "2027-03-29", "2027-04-27", "2027-05-05", "2027-05-06", "2027-05-17", "2027-12-25", "2027-12-26"},
		2028: {"2028-01-01", "2028-04-14", "2028-04-17", "2028-04-27", "2028-05-05", "2028-05-25", "2028-06-05", "2028-12-25", "2028-12-26"},
		2038: {"2038-01-01", "2038-04-23", "2038-04-26", "2038-04-27", "2038-05-05", "2038-06-03", "2038-06-14", "2038-12-25", "2038-12-26"}, // Easter as late as can be
	} {
		var found []Date
		for d := NewDate(year, 1, 1); d.Year() == year; d = d.AddDays(1) {
			if d.Holiday() {
				found = append(found, d)
			}
		}
		if len(found) != len(days) {
			t.Errorf("%d: %v", year, found)
			continue
		}
		for i := range days {
			if found[i] != days[i] {
				t.Errorf("%d has %s, want %s", year, found[i], days[i])
			}
		}
	}
}

func TestTheWorkdayBefore(t *testing.T) {
	for _, tt := range []struct {
		name      string
		day, want Date
	}{
		{"a Wednesday stays", "2026-04-08", "2026-04-08"},
		{"a Saturday becomes Friday", "2026-04-11", "2026-04-10"},
		{"a Sunday becomes Friday", "2026-04-12", "2026-04-10"},
		{"Easter Monday becomes the Thursday before Good Friday", "2026-04-06", "2026-04-02"},
		{"Good Friday becomes Thursday", "2026-04-03", "2026-04-02"},
		{"Whit Monday becomes Friday", "2026-05-25", "2026-05-22"},
		{"Ascension Day becomes Wednesday", "2026-05-14", "2026-05-13"},
		{"the Friday after it stays", "2026-05-15", "2026-05-15"},
		{"the King's birthday on a Monday becomes Friday", "2026-04-27", "2026-04-24"},
		{"5 May after a Sunday, in a year without a fifth", "2025-05-05", "2025-05-02"},
		{"both days of Christmas, after a weekend", "2028-12-26", "2028-12-22"},
		{"New Year's Day on a Monday becomes the last Friday of the year before", "2029-01-01", "2028-12-29"},
		{"an unknown day stays unknown", "", ""},
		{"what is no day stays what it is", "morgen", "morgen"},
	} {
		if got := tt.day.OnWorkday(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	if Date("").Workday() || Date("morgen").Workday() {
		t.Error("what is no day is no workday")
	}
}
