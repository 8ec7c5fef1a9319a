package dutch

import (
	"fmt"
	"time"
)

// Date is a day, written "2027-03-31". The empty Date is unknown. It is text
// so that it sorts, compares and travels (JSON, a column) as it stands.
type Date string

const dayLayout = "2006-01-02"

// NewDate makes a day; a day that does not exist, such as 31 June, is unknown.
func NewDate(year int, month time.Month, day int) Date {
	if year < 1 || year > 9999 {
		return ""
	}
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || t.Month() != month || t.Day() != day {
		return ""
	}
	return Date(t.Format(dayLayout))
}

// DateOf is the day of a moment, in UTC; what day it is for people, DayOf tells.
func DateOf(t time.Time) Date {
	return Date(t.UTC().Format(dayLayout))
}

// ParseDate reads the form "2027-03-31" and nothing else.
func ParseDate(text string) (Date, error) {
	d := Date(text)
	if !d.Valid() {
		return "", fmt.Errorf("%q is geen dag in de vorm 2027-03-31", text)
	}
	return d, nil
}

// Known says that there is a date at all.
func (d Date) Known() bool { return d != "" }

// Valid says that it is a day of the calendar; unknown is not.
func (d Date) Valid() bool {
	if !d.Known() {
		return false // most days that are asked after are not: Parse would tell at length what is wrong with it
	}
	t, err := time.Parse(dayLayout, string(d))
	return err == nil && t.Year() > 0
}

// Time is the first moment of the day, in UTC; the zero time for an unknown day.
func (d Date) Time() time.Time {
	t, err := time.Parse(dayLayout, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Year is 0 when the day is unknown.
func (d Date) Year() int {
	if !d.Valid() {
		return 0
	}
	return d.Time().Year()
}

// AddDays counts on, or back; an unknown day stays unknown.
func (d Date) AddDays(n int) Date {
	if !d.Valid() {
		return ""
	}
	return DateOf(d.Time().AddDate(0, 0, n))
}

// Before is false when either day is unknown: nothing is known to come first.
func (d Date) Before(other Date) bool { return d.Known() && other.Known() && d < other }

// After is false when either day is unknown.
func (d Date) After(other Date) bool { return other.Before(d) }

func (d Date) String() string { return string(d) }

// Format writes the day for readers: "24 april 2018".
func (d Date) Format() string {
	if !d.Valid() {
		return ""
	}
	t := d.Time()
	return fmt.Sprintf("%d %s %d", t.Day(), Month(t.Month()), t.Year())
}

// Scan takes a day from a column, which may be text, a day or empty.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = ""
	case string:
		*d = Date(v)
	case []byte:
		*d = Date(v)
	case time.Time:
		*d = DateOf(v)
	default:
		return fmt.Errorf("a date cannot be read from %T", src)
	}
	return nil
}

var monthNames = [...]string{"januari", "februari", "maart", "april", "mei", "juni",
	"juli", "augustus", "september", "oktober", "november", "december"}

// Month is the Dutch name, in lower case as Dutch writes it.
func Month(m time.Month) string {
	if m < time.January || m > time.December {
		return ""
	}
	return monthNames[m-1]
}
