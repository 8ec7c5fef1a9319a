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
