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
