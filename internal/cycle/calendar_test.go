package cycle

import (
	"errors"
	"testing"
)

func TestTheCalendarCountsBackFromTheMeeting(t *testing.T) {
	c, closes := CountBack("2026-05-20")
	if c.Offer != "2026-04-29" || closes != "2026-03-25" || c.Start != "2026-03-04" {
		t.Errorf("%+v, writing until %s", c, closes)
	}
	if err := c.Problems(closes); err != nil {
		t.Error(err)
	}
	if c.Establish != "2026-04-24" { // 24 days ahead is a Sunday
		t.Errorf("the executive meets on %s", c.Establish)
	}
	c.Check = "2026-03-01"
	if err := c.Problems(closes); !errors.As(err, &Invalid{}) {
		t.Errorf("a control before the writing ends is taken: %v", err)
	}
	c.Check = "morgen"
	if err := c.Problems(closes); err == nil || err.Error() != `"morgen" is geen dag` {
		t.Errorf("what is no day: %v", err)
	}
	if err := (Calendar{}).Problems(""); err != nil {
		t.Errorf("a calendar without days: %v", err)
	}
}

// Whenever the council meets, each step ends on a workday, in order.
func TestEachStepEndsOnAWorkday(t *testing.T) {
	for meeting := Date("2026-01-01"); meeting.Before("2031-01-01"); meeting = meeting.AddDays(1) {
		c, closes := CountBack(meeting)
		for _, day := range []Date{c.Start, closes, c.Check, c.Approve, c.Establish, c.Offer} {
			if !day.Workday() {
				t.Errorf("a meeting on %s asks for work on %s", meeting, day)
			}
		}
		if err := c.Problems(closes); err != nil || c.Meeting != meeting {
			t.Errorf("a meeting on %s: %v", meeting, err)
		}
	}
	for _, tt := range []struct {
		name    string
		meeting Date
		day     func(Calendar, Date) Date
		want    Date
	}{
		{"offering on Easter Monday becomes the Thursday before", "2026-04-27", func(c Calendar, _ Date) Date { return c.Offer }, "2026-04-02"},
		{"the executive on Good Friday becomes that Thursday too", "2026-04-27", func(c Calendar, _ Date) Date { return c.Establish }, "2026-04-02"},
		{"writing until Ascension Day becomes Wednesday", "2026-07-09", func(_ Calendar, closes Date) Date { return closes }, "2026-05-13"},
		{"a control on the second day of Christmas becomes the day before Christmas", "2025-02-06", func(c Calendar, _ Date) Date { return c.Check }, "2024-12-24"},
		{"without a meeting there are no days", "", func(c Calendar, _ Date) Date { return c.Offer }, ""},
	} {
		if got := tt.day(CountBack(tt.meeting)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
