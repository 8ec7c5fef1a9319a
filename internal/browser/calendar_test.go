package browser

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// event is one of a calendar, by the names of its properties.
type event map[string]string

// calendar reads the answer as RFC 5545 writes it: lines end in CR LF, a line that goes on begins with a space.
func calendar(t *testing.T, f found) []event {
	t.Helper()
	if kind := f.header.Get("Content-Type"); !strings.HasPrefix(kind, "text/calendar") {
		t.Errorf("%s is %q", f.path, kind)
	}
	whole, ended := strings.CutSuffix(string(f.body), "\r\n")
	if !ended || strings.Count(whole, "\n") != strings.Count(whole, "\r\n") {
		t.Fatalf("%s has lines that do not end in CR LF", f.path)
	}
	for _, line := range strings.Split(whole, "\r\n") {
		if len(line) > 75 {
			t.Errorf("%s has a line of %d bytes: %s", f.path, len(line), line)
		}
	}
	lines := strings.Split(strings.ReplaceAll(whole, "\r\n ", ""), "\r\n")
	if lines[0] != "BEGIN:VCALENDAR" || lines[len(lines)-1] != "END:VCALENDAR" || !slices.Contains(lines, "VERSION:2.0") {
		t.Fatalf("%s is no calendar: %q", f.path, lines[:min(len(lines), 4)])
	}
	return events(t, f.path, lines)
}

func events(t *testing.T, path string, lines []string) (all []event) {
	t.Helper()
	var open event
	for _, line := range lines {
		switch {
		case line == "BEGIN:VEVENT":
			open = event{}
		case line == "END:VEVENT":
			all = append(all, open)
			open = nil
		case open != nil:
			name, value, ok := strings.Cut(line, ":")
			name, _, _ = strings.Cut(name, ";")
			if !ok || open[name] != "" {
				t.Errorf("%s: %q", path, line)
			}
			open[name] = value
		}
	}
	return all
}

func TestTheCalendarCanBeRead(t *testing.T) {
	in := served(t)
	for path, least := range map[string]int{"merwerland/mijlpalen.ics": 80, "wilgenrade/mijlpalen.ics": 7, "waterland-oost/mijlpalen.ics": 1} {
		all := calendar(t, in.must(t, path))
		if len(all) < least {
			t.Errorf("%s holds %d milestones", path, len(all))
		}
		seen := map[string]bool{}
		for _, e := range all {
			if e["UID"] == "" || seen[e["UID"]] {
				t.Errorf("%s: UID %q", path, e["UID"])
			}
			seen[e["UID"]] = true
			if _, err := time.Parse("20060102", e["DTSTART"]); err != nil || e["SUMMARY"] == "" {
				t.Errorf("%s: %v", path, e)
			}
			if _, err := time.Parse("20060102T150405Z", e["DTSTAMP"]); err != nil {
				t.Errorf("%s: DTSTAMP %q", path, e["DTSTAMP"])
			}
		}
	}
}

// A calendar that follows the milestones moves them, and does not double them: a correction keeps their UIDs.
func TestMilestonesKeepTheirUID(t *testing.T) {
	in := served(t)
	now := uids(calendar(t, in.must(t, "waterland-oost/mijlpalen.ics")))
	before := uids(events(t, "before the correction", strings.Split(strings.ReplaceAll(string(in.firstCalendar), "\r\n ", ""), "\r\n")))
	if !slices.Equal(now, before) || len(now) == 0 {
		t.Errorf("the UIDs were %q and are %q", before, now)
	}
}

func uids(all []event) (ids []string) {
	for _, e := range all {
		ids = append(ids, e["UID"])
	}
	return ids
}
