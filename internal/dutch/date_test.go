package dutch

import (
	"encoding/json"
	"testing"
	"time"
)

func TestDateIsADayOrUnknown(t *testing.T) {
	if d := NewDate(2016, time.June, 31); d.Known() {
		t.Errorf("31 June is %q, want unknown", d)
	}
	if got := NewDate(2016, time.February, 28).AddDays(2); got != "2016-03-01" {
		t.Errorf("two days after 28 February 2016 is %q, want 1 March: 2016 is a leap year", got)
	}
	if got := Date("2018-04-24").Format(); got != "24 april 2018" {
		t.Errorf("got %q", got)
	}
	if got := Date("2018-04-24").AddDays(-24); got != "2018-03-31" {
		t.Errorf("got %q", got)
	}
	for _, bad := range []Date{"", "2018-4-24", "2018-02-30", "24-04-2018", "0000-01-01"} {
		if bad.Valid() || bad.Year() != 0 || bad.Format() != "" || bad.AddDays(1) != "" {
			t.Errorf("%q passes for a day", bad)
		}
	}
	if _, err := ParseDate("24-4-2018"); err == nil {
		t.Error("ParseDate reads other forms than its own")
	}
}

func TestUnknownDayComesNeitherFirstNorLast(t *testing.T) {
	known := Date("2020-01-01")
	if Date("").Before(known) || known.Before("") || Date("").After(known) || known.After("") {
		t.Error("an unknown day has a place in the order")
	}
	if !known.Before("2020-01-02") || !known.After("2019-12-31") || known.Before(known) {
		t.Error("days are out of order")
	}
}

func TestDateTravelsAsText(t *testing.T) {
	var w struct {
		Day  Date `json:"day"`
		None Date `json:"none,omitempty"`
	}
	w.Day = "2027-03-31"
	b, err := json.Marshal(w)
	if err != nil || string(b) != `{"day":"2027-03-31"}` {
		t.Errorf("got %s, %v", b, err)
	}
	for _, src := range []any{"2027-03-31", []byte("2027-03-31"), time.Date(2027, 3, 31, 0, 0, 0, 0, time.UTC)} {
		var d Date
		if err := d.Scan(src); err != nil || d != "2027-03-31" {
			t.Errorf("a column with %T gives %q, %v", src, d, err)
		}
	}
	d := Date("2027-03-31")
	if err := d.Scan(nil); err != nil || d.Known() {
		t.Errorf("an empty column gives %q, %v", d, err)
	}
	if err := d.Scan(7); err == nil {
		t.Error("a number passes for a day")
	}
}
