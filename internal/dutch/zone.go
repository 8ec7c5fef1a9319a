package dutch

import (
	"sync"
	"time"
)

// Zone is the time of the Netherlands, by which people there are told a clock.
var Zone = sync.OnceValue(func() *time.Location {
	l, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return time.FixedZone("", 3600) // a computer without a list of zones
	}
	return l
})

// DayOf is the day that it is in the Netherlands at a moment: in summer that begins two hours before it does in UTC.
func DayOf(moment time.Time) Date { return Date(moment.In(Zone()).Format(dayLayout)) }
